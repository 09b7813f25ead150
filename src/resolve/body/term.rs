//! Terms: links with cards in the text, the lists of a glossary, and extracts of them.

use std::ops::Range;

use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::paths::{Anchor, encode_fragment};
use crate::parse::document::{Printed, Reference, TermRef};
use crate::parse::structure::glossary::Term;
use crate::resolve::pages;
use crate::resolve::view::{Arguments, LinkView, TermEntryView, TermView, TermsView};
use crate::site::glossary::{TermAt, key};

use super::directive::Call;
use super::{Resolver, escape};

impl Resolver<'_> {
    /// A term of this page's text.
    pub(super) fn term(&mut self, term: &TermRef, span: &Range<usize>) -> Printed {
        let Some(at) = self.setting.site.glossary.find(&term.name) else {
            let diagnostic = self.unknown_term(&term.name, span);
            self.diagnostics.push(diagnostic);
            return Printed::Html(escape(&term.text));
        };
        // The page of the glossary needs no card: the definition stands on it.
        let has_card = term.may_hold_button && at.node != self.node && self.carded.insert(at);
        self.linked(term, at, has_card)
    }

    /// A term within a text of another page. What is wrong with it is told there.
    pub(super) fn linked_term(&mut self, term: &TermRef) -> Printed {
        match self.setting.site.glossary.find(&term.name) {
            Some(at) => self.linked(term, at, false),
            None => Printed::Html(escape(&term.text)),
        }
    }

    fn linked(&mut self, reference: &TermRef, at: TermAt, has_card: bool) -> Printed {
        let site = self.setting.site;
        let Some(term) = site.term(at) else {
            return Printed::Html(escape(&reference.text));
        };
        let definition = if has_card {
            self.foreign(at.node, &term.short)
        } else {
            String::new()
        };
        let view = TermView {
            id: term.id.to_string(),
            card_id: self.card_id(&term.id),
            text: reference.text.clone(),
            title: term.text.clone(),
            definition,
            path: self.path_of(at.node, term.id.as_str()),
            has_card,
        };
        self.component("term", Arguments::Term(view))
    }

    /// An id for a card that nothing else on the page has.
    fn card_id(&self, id: &Anchor) -> String {
        let site = self.setting.site;
        let base = format!("card-{id}");
        let mut free = base.clone();
        let mut number = 0;
        while site.has_anchor(self.node, &free) {
            number += 1;
            free = format!("{base}-{number}");
        }
        free
    }

    fn unknown_term(&self, name: &str, span: &Range<usize>) -> Diagnostic {
        let glossary = &self.setting.site.glossary;
        let message = format!("there is no term `{name}`");
        let diagnostic = Diagnostic::error(Code::UnknownTerm, message, self.place(span));
        let diagnostic = if glossary.is_empty() {
            diagnostic.hint(
                "this site has no terms: write them as definition lists on a page with \
                 `[glossary]` in its front matter",
            )
        } else {
            diagnostic.did_you_mean(glossary.nearest(name))
        };
        diagnostic.hint(format!(
            "define it in the glossary, or write `\\[[{name}]]` where brackets are meant"
        ))
    }

    /// A list of terms of this page.
    pub(super) fn terms(&mut self, number: usize) -> Printed {
        let page = self.page;
        let Some(terms) = page.structures.terms.get(number) else {
            return Printed::Html(String::new());
        };
        let entries = terms.iter().enumerate().map(|(index, term)| {
            let at = TermAt {
                node: self.node,
                list: number,
                index,
            };
            TermEntryView {
                id: term.id.to_string(),
                title: self.html(&term.title),
                text: term.text.clone(),
                also: term.also.clone(),
                definitions: term.definitions.iter().map(|d| self.html(d)).collect(),
                path: self.path_of(self.node, term.id.as_str()),
                pages: self.users(at),
            }
        });
        let view = TermsView {
            terms: entries.collect(),
            is_extract: false,
        };
        self.component("terms", Arguments::Terms(view))
    }

    /// The pages that use a term, without the one that defines it.
    fn users(&self, at: TermAt) -> Vec<LinkView> {
        let uses = self.setting.site.glossary.uses(at).iter();
        uses.filter(|id| **id != at.node)
            .map(|id| pages::link(self.setting.site, *id, self.setting.urls))
            .collect()
    }

    /// The directive `term-list`: the terms that are named, or those that the page uses.
    pub(super) fn term_list(&mut self, call: &Call<'_>) -> Option<Printed> {
        let site = self.setting.site;
        let mut found: Vec<TermAt> = Vec::new();
        if let Some(argument) = &call.directive.argument {
            for (name, span) in names(&argument.text, argument.span.start) {
                if let Some(at) = site.glossary.find(name) {
                    found.push(at);
                } else {
                    let diagnostic = self.unknown_term(name, &call.span(&span));
                    self.diagnostics.push(diagnostic);
                    return None;
                }
            }
        } else {
            let used = self.page.summary.terms.iter();
            found.extend(used.filter_map(|name| site.glossary.find(name)));
            found.sort();
            found.dedup();
        }
        if found.is_empty() {
            let diagnostic = self
                .wrong(
                    call,
                    &call.directive.name_span,
                    "this list has no terms: the page uses none",
                )
                .hint("name them after `{term-list}`, separated by commas");
            self.diagnostics.push(diagnostic);
            return None;
        }
        let terms = found
            .into_iter()
            .filter_map(|at| self.term_entry(at))
            .collect();
        let view = TermsView {
            terms,
            is_extract: true,
        };
        Some(self.component("terms", Arguments::Terms(view)))
    }

    /// A term of any page, as this one shows it.
    fn term_entry(&mut self, at: TermAt) -> Option<TermEntryView> {
        let site = self.setting.site;
        let term: &Term<Reference> = site.term(at)?;
        Some(TermEntryView {
            id: term.id.to_string(),
            title: self.foreign(at.node, &term.title),
            text: term.text.clone(),
            also: term.also.clone(),
            definitions: term
                .definitions
                .iter()
                .map(|d| self.foreign(at.node, d))
                .collect(),
            path: self.path_of(at.node, term.id.as_str()),
            pages: Vec::new(),
        })
    }

    /// The address of a place on a page: a bare fragment on the page itself.
    pub(super) fn path_of(&self, node: usize, anchor: &str) -> String {
        let page = if node == self.node {
            String::new()
        } else {
            self.setting.urls.path(&self.setting.site.nodes[node].route)
        };
        format!("{page}#{}", encode_fragment(anchor))
    }
}

/// The names in a list separated by commas, each with its bytes; the list begins at `start`.
fn names(list: &str, start: usize) -> Vec<(&str, Range<usize>)> {
    let mut names = Vec::new();
    let mut at = start;
    for part in list.split(',') {
        let name = part.trim();
        let from = at + (part.len() - part.trim_start().len());
        if !key(name).is_empty() {
            names.push((name, from..from + name.len()));
        }
        at += part.len() + 1;
    }
    names
}
