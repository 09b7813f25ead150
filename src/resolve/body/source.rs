//! Citations, and the list of sources.

use std::ops::Range;

use crate::base::diagnostic::{Code, Diagnostic};
use crate::bibliography::Cite;
use crate::parse::document::Printed;
use crate::resolve::pages;
use crate::resolve::view::{Arguments, CitationView, CitedView, SourceView, SourcesView};

use super::{Resolver, escape};

impl Resolver<'_> {
    /// A citation. `span` is where it stands on this page; what is wrong with that of another page is
    /// told there.
    pub(super) fn citation(&mut self, cites: &[Cite], span: Option<&Range<usize>>) -> Printed {
        let bibliography = self.setting.bibliography;
        let told = span.filter(|_| !bibliography.is_broken);
        let mut sources = Vec::with_capacity(cites.len());
        for cite in cites {
            let Some(html) = bibliography.cite(cite) else {
                if let Some(diagnostic) = told.map(|span| self.unknown_source(&cite.key, span)) {
                    self.diagnostics.push(diagnostic);
                }
                continue;
            };
            let list = self.setting.site.sources;
            sources.push(CitedView {
                key: cite.key.clone(),
                html,
                path: list
                    .map(|list| self.path_of(list, &cite.key))
                    .unwrap_or_default(),
            });
        }
        if sources.is_empty() {
            let keys: Vec<&str> = cites.iter().map(|cite| cite.key.as_str()).collect();
            return Printed::Html(format!("({})", escape(&keys.join("; "))));
        }
        let marks = &bibliography.delimiters;
        let view = CitationView {
            open: marks.open.clone(),
            close: marks.close.clone(),
            separator: marks.separator.clone(),
            sources,
        };
        self.component("citation", Arguments::Citation(view))
    }

    fn unknown_source(&self, key: &str, span: &Range<usize>) -> Diagnostic {
        let bibliography = self.setting.bibliography;
        let message = format!("there is no source `{key}`");
        let text = (self.text)();
        let written = text.get(span.clone()).unwrap_or_default();
        // The key is known to stand there as it is; which of two equal ones does not matter.
        let key_span = written.find(&format!("@{key}")).map(|at| {
            let start = span.start + at;
            start..start + 1 + key.len()
        });
        let place = self.place(&key_span.unwrap_or_else(|| span.clone()));
        let diagnostic = Diagnostic::error(Code::UnknownSource, message, place);
        let diagnostic = if bibliography.entries.is_empty() {
            diagnostic.hint("this site has no sources: write them into `content/sources.yml` or `content/sources.bib`")
        } else {
            diagnostic.did_you_mean(bibliography.nearest(key))
        };
        diagnostic.hint("write `\\[@` where no citation is meant")
    }

    /// The list of all sources.
    pub(super) fn sources(&mut self) -> Printed {
        let site = self.setting.site;
        // A second page of sources is an error; its list would be the same.
        let sources = self.setting.bibliography.entries.iter().map(|entry| {
            let citing = site.citing.get(&entry.key);
            SourceView {
                key: entry.key.clone(),
                html: entry.html.clone(),
                note: entry.note.clone(),
                path: self.path_of(self.node, &entry.key),
                pages: citing
                    .into_iter()
                    .flatten()
                    .map(|id| pages::link(site, *id, self.setting.urls))
                    .collect(),
            }
        });
        let view = SourcesView {
            sources: sources.collect(),
        };
        self.component("sources", Arguments::Sources(view))
    }
}
