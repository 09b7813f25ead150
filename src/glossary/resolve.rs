//! Terms become components: links with previews in a text, the lists of a glossary page, and
//! extracts of them on other pages.

use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::paths::slugify;
use crate::document::body::{Directive, Document, Printed, Role, SourceSpan};
use crate::glossary::declaration::{COMPONENT, LIST_COMPONENT};
use crate::glossary::index::{Glossary, TermAt};
use crate::glossary::model::Term;
use crate::glossary::role::written;
use crate::glossary::view::{TermEntryView, TermView, TermsView};
use crate::html::escape::escape;
use crate::resolve::long_list::ShownPages;
use crate::resolve::resolver::Resolver;
use crate::resolve::suggestions::relative;
use crate::search::letters::letter_of;

/// The component of a term in a text. `span` is its place on this page; `None` for a text of
/// another page, where an unknown term is reported when that page is resolved.
pub fn role(
    resolver: &mut Resolver<'_>,
    glossary: &Glossary,
    role: &Role,
    span: Option<&SourceSpan>,
) -> Printed {
    let name = role.arguments.first().map_or("", String::as_str);
    let Some(at) = glossary.find(name) else {
        let Some(span) = span else {
            return Printed::Html(escape(&written(role)));
        };
        let diagnostic = unknown_term(resolver, glossary, name, span);
        resolver.report(diagnostic);
        return resolver.written(span);
    };
    let Some(term) = glossary.term(at) else {
        return Printed::Html(escape(&role.text));
    };
    // The page that defines the term needs no preview: the definition stands on it.
    let may_have_preview = span.is_some() && role.may_hold_button && at.node != resolver.node;
    let has_card = may_have_preview && resolver.is_first_preview(at.node, &term.id);
    let definition =
        if has_card { resolver.embedded(at.node, &term.first_paragraph) } else { String::new() };
    let view = TermView {
        id: term.id.to_string(),
        card_id: resolver.free_anchor(&format!("card-{}", term.id)),
        text: role.text.clone(),
        title: term.text.clone(),
        definition,
        path: resolver.path_of(at.node, term.id.as_str()),
        has_card,
    };
    resolver.component(COMPONENT, view)
}

fn unknown_term(
    resolver: &Resolver<'_>,
    glossary: &Glossary,
    name: &str,
    span: &SourceSpan,
) -> Diagnostic {
    let message = format!("there is no term `{name}`");
    let diagnostic = Diagnostic::error(Code::UnknownTerm, message, resolver.place(span));
    if let Some(link) = link_to_page(resolver, name) {
        return diagnostic.hint(format!("that is a page: write `{link}`"));
    }
    let diagnostic = if glossary.is_empty() {
        diagnostic.hint(
            "this site has no terms yet: write them as definition lists on a page with \
             `[glossary]` in its front matter",
        )
    } else {
        let near = if resolver.suggests() { glossary.nearest(name) } else { None };
        diagnostic.did_you_mean(near)
    };
    diagnostic
        .hint(format!("define it in the glossary, or write `\\[[{name}]]` for literal brackets"))
}

/// A link to the page with this title, or with this name of its file, as it is written on this page.
fn link_to_page(resolver: &Resolver<'_>, name: &str) -> Option<String> {
    let names = resolver.site().names();
    let slug = slugify(name);
    let named = || [name, slug.as_str()].map(|stem| names.named(&format!("{stem}.md")).first());
    let page = names.titled(&slug).or_else(|| named().into_iter().flatten().next())?;
    let path = relative(resolver.path(), page.as_str());
    Some(format!("[{name}]({path})"))
}

/// The component of the list of terms with the index `number` on this page.
pub fn terms(
    resolver: &mut Resolver<'_>,
    glossary: &Glossary,
    terms: &[Term],
    number: usize,
) -> Printed {
    let entries = terms.iter().enumerate().map(|(index, term)| {
        let at = TermAt { node: resolver.node, list: number, index };
        let pages = pages_that_use(resolver, glossary, (at, term));
        entry(term, resolver.path_of(at.node, term.id.as_str()), pages, |d| resolver.html(d))
    });
    let view = TermsView { terms: entries.collect(), is_extract: false };
    resolver.component(LIST_COMPONENT, view)
}

/// The entry of a term; `html` resolves its texts.
fn entry(
    term: &Term,
    path: String,
    ShownPages { pages, all }: ShownPages,
    mut html: impl FnMut(&Document) -> String,
) -> TermEntryView {
    TermEntryView {
        id: term.id.to_string(),
        title: html(&term.title),
        text: term.text.clone(),
        letter: letter_of(&term.text),
        also: term.also.clone(),
        definitions: term.definitions.iter().map(html).collect(),
        path,
        pages,
        all_pages: all,
    }
}

/// The pages that use a term, except the page that defines it.
fn pages_that_use(
    resolver: &mut Resolver<'_>,
    glossary: &Glossary,
    (at, term): (TermAt, &Term),
) -> ShownPages {
    let site = resolver.site();
    let uses = glossary.uses(at).iter().copied();
    let uses = uses.filter(|id| *id != at.node && site.nodes[*id].is_listed());
    resolver.pages_at(uses, term.id.as_str(), &term.text)
}

/// The directive `term-list`: the terms that its argument names, or without one all terms that the
/// page uses. `None` if a name is unknown or there are no terms, which is reported.
pub fn directive(
    resolver: &mut Resolver<'_>,
    glossary: &Glossary,
    uses: &[String],
    directive: &Directive,
) -> Option<Printed> {
    let mut found: Vec<TermAt> = Vec::new();
    if let Some(argument) = &directive.argument {
        for name in argument.list() {
            if let Some(at) = glossary.find(&name.text) {
                found.push(at);
            } else {
                let diagnostic = unknown_term(resolver, glossary, &name.text, &name.span);
                resolver.report(diagnostic);
                return None;
            }
        }
    } else {
        found.extend(uses.iter().filter_map(|name| glossary.find(name)));
        found.sort();
        found.dedup();
    }
    if found.is_empty() {
        let diagnostic = resolver
            .error(&directive.name_span, "this list is empty: the page uses no terms")
            .hint("name terms after `{term-list}`, separated by commas");
        resolver.report(diagnostic);
        return None;
    }
    let terms = found.into_iter().filter_map(|at| {
        let term = glossary.term(at)?;
        let path = resolver.path_of(at.node, term.id.as_str());
        let none = ShownPages { pages: Vec::new(), all: None };
        Some(entry(term, path, none, |text| resolver.embedded(at.node, text)))
    });
    let view = TermsView { terms: terms.collect(), is_extract: true };
    Some(resolver.component(LIST_COMPONENT, view))
}
