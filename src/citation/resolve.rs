//! Citations and the list of sources become components.

use std::ops::Range;

use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::paths::Anchor;
use crate::citation::bibliography::{
    Bibliography, BibliographyEntry, CitationDelimiters, LedgerEntry, find_key,
};
use crate::citation::declaration::{COMPONENT, LIST_COMPONENT};
use crate::citation::index::CitedSources;
use crate::citation::role;
use crate::citation::view::{
    CitationView, CitedView, LedgerView, SourceCardView, SourceView, SourcesView,
};
use crate::document::body::{Printed, Role, SourceSpan};
use crate::html::escape::escape;
use crate::resolve::long_list::ShownPages;
use crate::resolve::resolver::Resolver;
use crate::site::tree::NodeId;

/// The component of a citation. `span` is its place on this page; `None` for a citation in a text
/// of another page, where an unknown source is reported when that page is resolved.
pub fn citation(
    resolver: &mut Resolver<'_>,
    bibliography: &Bibliography,
    cited: &CitedSources,
    role: &Role,
    span: Option<&SourceSpan>,
) -> Printed {
    let cites = role::sources(role);
    let reported = span.filter(|_| !bibliography.is_broken);
    let mut sources = Vec::with_capacity(cites.len());
    let mut is_known = true;
    // A source that is cited twice is alone too.
    let is_alone = cites.iter().all(|cite| cite.key == cites[0].key);
    for (place, cite) in cites.iter().enumerate() {
        let Some((entry, html)) = bibliography.get(&cite.key).zip(bibliography.cite(cite)) else {
            if let Some(span) = reported {
                let diagnostic = unknown_source(resolver, bibliography, &cite.key, span);
                resolver.report(diagnostic);
            }
            is_known = false;
            continue;
        };
        let list = cited.page;
        let may_have_card = span.is_some() && role.may_hold_button;
        let on_other_page = list.filter(|list| may_have_card && *list != resolver.node);
        sources.push(CitedView {
            key: cite.key.clone(),
            html,
            path: list.map(|list| resolver.path_of(list, &entry.id)).unwrap_or_default(),
            mark: if is_alone && place + 1 == cites.len() { entry.marks() } else { String::new() },
            card: on_other_page.and_then(|list| card(resolver, entry, list)),
        });
    }
    if !is_known {
        return match span {
            Some(span) => resolver.written(span),
            None => Printed::Html(escape(&role::written(&cites))),
        };
    }
    let CitationDelimiters { open, close, separator } = bibliography.delimiters.clone();
    resolver.component(COMPONENT, CitationView { open, close, separator, sources })
}

/// The card of a source where a page cites it first, if the site shows a part of ledgers on cards.
fn card(
    resolver: &mut Resolver<'_>,
    entry: &BibliographyEntry,
    list: NodeId,
) -> Option<SourceCardView> {
    let ledger = ledger(entry, |entry| entry.is_on_card);
    let anchor = Anchor::raw(&entry.id);
    if ledger.is_empty() || !resolver.is_first_preview(list, &anchor) {
        return None;
    }
    let id = resolver.free_anchor(&format!("source-{}", entry.key));
    Some(SourceCardView { id, title: entry.title.clone(), ledger })
}

/// The ledger of a source, as far as it `is_shown`.
fn ledger(entry: &BibliographyEntry, is_shown: fn(&LedgerEntry) -> bool) -> Vec<LedgerView> {
    let shown = entry.ledger.iter().filter(|entry| is_shown(entry));
    let view = |entry: &LedgerEntry| LedgerView {
        key: entry.key.clone(),
        label: entry.label.clone(),
        value: entry.value.clone(),
    };
    shown.map(view).collect()
}

fn unknown_source(
    resolver: &Resolver<'_>,
    bibliography: &Bibliography,
    key: &str,
    span: &SourceSpan,
) -> Diagnostic {
    let message = format!("there is no source `{key}`");
    let text = resolver.text();
    let written = text.get(span.0.clone()).unwrap_or_default();
    // If the key stands in the text twice, the first place is as good.
    let key_span = find_key(written, key)
        .map(|Range { start, end }| SourceSpan(span.0.start + start..span.0.start + end));
    let place = resolver.place(&key_span.unwrap_or_else(|| span.clone()));
    let diagnostic = Diagnostic::error(Code::UnknownSource, message, place);
    let diagnostic = if bibliography.entries.is_empty() {
        diagnostic.hint(
            "this site has no sources yet: add them to `content/sources.yml` or \
             `content/sources.bib`",
        )
    } else {
        let near = if resolver.suggests() { bibliography.nearest(key) } else { None };
        diagnostic.did_you_mean(near)
    };
    diagnostic.hint("if this is not a citation, write `\\[@`")
}

/// The component of the list of all sources.
pub fn sources(
    resolver: &mut Resolver<'_>,
    bibliography: &Bibliography,
    cited: &CitedSources,
) -> Printed {
    let site = resolver.site();
    // A second page of sources is an error; its list holds the same sources.
    let sources = bibliography.entries.iter().map(|entry| {
        let citing = cited.citing.get(&entry.key).into_iter().flatten().copied();
        let citing = citing.filter(|id| site.nodes[*id].is_listed());
        let ShownPages { pages, all } = resolver.pages_at(citing, &entry.id, &entry.key);
        SourceView {
            id: entry.id.clone(),
            key: entry.key.clone(),
            html: entry.html.clone(),
            note: entry.note.clone(),
            ledger: ledger(entry, |_| true),
            path: resolver.path_of(resolver.node, &entry.id),
            pages,
            all_pages: all,
        }
    });
    let view = SourcesView { sources: sources.collect() };
    resolver.component(LIST_COMPONENT, view)
}
