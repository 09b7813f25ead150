//! Citations and the list of sources become components.

use std::ops::Range;

use crate::base::diagnostic::{Code, Diagnostic};
use crate::citation::bibliography::{Bibliography, CitationDelimiters, Cite, find_key};
use crate::citation::declaration::{COMPONENT, LIST_COMPONENT};
use crate::citation::index::CitedSources;
use crate::citation::role::written;
use crate::citation::view::{CitationView, CitedView, SourceView, SourcesView};
use crate::document::body::{Printed, SourceSpan};
use crate::html::escape::escape;
use crate::resolve::long_list::ShownPages;
use crate::resolve::resolver::Resolver;

/// The component of a citation. `span` is its place on this page; `None` for a citation in a text
/// of another page, where an unknown source is reported when that page is resolved.
pub fn citation(
    resolver: &mut Resolver<'_>,
    bibliography: &Bibliography,
    cited: &CitedSources,
    cites: &[Cite],
    span: Option<&SourceSpan>,
) -> Printed {
    let reported = span.filter(|_| !bibliography.is_broken);
    let mut sources = Vec::with_capacity(cites.len());
    let mut is_known = true;
    for cite in cites {
        let Some(html) = bibliography.cite(cite) else {
            if let Some(span) = reported {
                let diagnostic = unknown_source(resolver, bibliography, &cite.key, span);
                resolver.report(diagnostic);
            }
            is_known = false;
            continue;
        };
        let list = cited.page;
        sources.push(CitedView {
            key: cite.key.clone(),
            html,
            path: list.map(|list| resolver.path_of(list, &cite.key)).unwrap_or_default(),
        });
    }
    if !is_known {
        return match span {
            Some(span) => resolver.written(span),
            None => Printed::Html(escape(&written(cites))),
        };
    }
    let CitationDelimiters { open, close, separator } = bibliography.delimiters.clone();
    resolver.component(COMPONENT, CitationView { open, close, separator, sources })
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
        diagnostic.did_you_mean(bibliography.nearest(key))
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
        let ShownPages { pages, all } = resolver.pages_at(citing, &entry.key, &entry.key);
        SourceView {
            key: entry.key.clone(),
            html: entry.html.clone(),
            note: entry.note.clone(),
            path: resolver.path_of(resolver.node, &entry.key),
            pages,
            all_pages: all,
        }
    });
    let view = SourcesView { sources: sources.collect() };
    resolver.component(LIST_COMPONENT, view)
}
