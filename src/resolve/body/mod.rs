//! [`resolve`]: the body of one page with every reference looked up: links become attributes,
//! structures and directives become calls of components.

mod card;
mod checklist;
mod comparison;
mod directive;
mod extract;
mod figure;
mod instrument;
mod page_list;
mod source;
mod term;

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use crate::base::diagnostic::{Diagnostic, Place};
use crate::bibliography::Bibliography;
use crate::parse::document::{Document, Href, LinkKind, LinkRef, Located, Own, Printed, Reference};
use crate::parse::page::Page;
use crate::site::glossary::TermAt;
use crate::site::{NodeId, Site};

use super::directives::Directives;
use super::links::{self, Look};
use super::urls::Urls;
use super::view::{Arguments, ComponentView};

/// What the references of a page are looked up in.
#[derive(Clone, Copy)]
pub struct Setting<'a> {
    /// The whole site.
    pub site: &'a Site,
    /// How addresses are printed.
    pub urls: &'a Urls,
    /// The directives there are; `None` while the templates do not compile.
    pub directives: Option<&'a Directives>,
    /// The sources that pages cite.
    pub bibliography: &'a Bibliography,
}

/// A body whose references have been looked up.
#[derive(Clone, Debug, Default, Hash)]
pub struct Body {
    /// What each slot of the page's document became, in order.
    pub printed: Vec<Printed>,
    /// The components that stand in it and in one another. One that stands in another comes first.
    pub components: Vec<ComponentView>,
}

/// Looks up every reference of a page. `text` gives the text of the page's file, for messages.
pub fn resolve(
    page: &Page,
    node: NodeId,
    setting: Setting<'_>,
    text: &dyn Fn() -> Arc<str>,
) -> (Body, Vec<Diagnostic>) {
    let mut resolver = Resolver {
        page,
        node,
        setting,
        text,
        components: Vec::new(),
        carded: BTreeSet::new(),
        prefixes: 0,
        diagnostics: Vec::new(),
    };
    let slots = page.document.slots.iter();
    let printed = slots.map(|slot| resolver.slot(&slot.link)).collect();
    let body = Body {
        printed,
        components: resolver.components,
    };
    (body, resolver.diagnostics)
}

/// The page whose references are looked up, and what was found so far.
struct Resolver<'a> {
    page: &'a Page,
    node: NodeId,
    setting: Setting<'a>,
    text: &'a dyn Fn() -> Arc<str>,
    components: Vec<ComponentView>,
    /// The terms whose cards stand on the page.
    carded: BTreeSet<TermAt>,
    /// The number of the last prefix of ids that was given.
    prefixes: usize,
    diagnostics: Vec<Diagnostic>,
}

impl Resolver<'_> {
    /// A document of this page. The spans of its references begin at the byte `base` of the file.
    fn document(&mut self, document: &Document<Located>, base: usize) -> Document<Printed> {
        document.map(&mut |located| {
            if base == 0 {
                self.slot(located)
            } else {
                let span = located.span.start + base..located.span.end + base;
                self.slot(&Located {
                    reference: located.reference.clone(),
                    span,
                })
            }
        })
    }

    /// The same as HTML for a view.
    fn html(&mut self, document: &Document<Located>) -> String {
        self.document(document, 0).to_html()
    }

    /// A document of another page, as HTML for a view. What is wrong in it is told there.
    fn foreign(&mut self, node: NodeId, document: &Document<Reference>) -> String {
        let site = self.setting.site;
        let Some(from) = site.nodes[node].summary.as_ref().map(|s| &s.path) else {
            return String::new();
        };
        let printed = document.map(&mut |reference| match reference {
            Reference::Link(link) => {
                let look = Look {
                    path: from,
                    site: self.setting.site,
                    urls: self.setting.urls,
                    is_foreign: from != &self.page.summary.path,
                };
                Printed::Attributes(look.quietly(link))
            }
            Reference::Term(term) => self.linked_term(term),
            Reference::Citation(cites) => self.citation(cites, None),
            Reference::Own(Own::Checklist(number)) => self
                .embedded_checklist(node, *number)
                .unwrap_or_else(|| Printed::Html(String::new())),
            Reference::Directive(_) | Reference::Note(_) | Reference::Own(_) => {
                Printed::Html(String::new())
            }
        });
        printed.to_html()
    }

    fn slot(&mut self, located: &Located) -> Printed {
        match &located.reference {
            Reference::Link(link) => self.link(link, located),
            Reference::Term(term) => self.term(term, &located.span),
            Reference::Citation(cites) => self.citation(cites, Some(&located.span)),
            Reference::Directive(directive) => {
                let directive = directive.clone();
                self.directive(&directive, located)
            }
            Reference::Note(mark) => Printed::Html(mark.clone()),
            Reference::Own(own) => self.own(*own),
        }
    }

    fn link(&mut self, link: &LinkRef, located: &Located) -> Printed {
        let found = self.look_up(link, &located.span);
        Printed::Attributes(found.unwrap_or_else(|| links::nowhere(link.kind)))
    }

    /// Where a link or an image of this page leads; nothing if it leads nowhere, which is told.
    fn look_up(&mut self, link: &LinkRef, span: &Range<usize>) -> Option<Href> {
        let look = Look {
            path: &self.page.summary.path,
            site: self.setting.site,
            urls: self.setting.urls,
            is_foreign: false,
        };
        let mut told = Vec::new();
        let place = || self.place(span);
        let found = match link.kind {
            LinkKind::Link => look.link(link, &place, &mut told),
            LinkKind::Image => look.image(link, &place, &mut told),
        };
        self.diagnostics.append(&mut told);
        found
            .map_err(|diagnostic| self.diagnostics.push(diagnostic))
            .ok()
    }

    /// A structure of this page.
    fn own(&mut self, own: Own) -> Printed {
        let printed = match own {
            Own::Checklist(number) => self.own_checklist(number),
            Own::Comparison => self.comparison(),
            Own::Terms(number) => Some(self.terms(number)),
            Own::Sources => Some(self.sources()),
            Own::Instrument => self.instrument(),
            Own::Questions(number) => self.questions(number),
        };
        printed.unwrap_or_else(|| Printed::Html(String::new()))
    }

    /// What the ids of elements can begin with that are shown here from another page: no id of this
    /// page does.
    fn free_prefix(&mut self, word: &str) -> String {
        let site = self.setting.site;
        loop {
            self.prefixes += 1;
            let prefix = format!("{word}-{}", self.prefixes);
            let mut anchors = site.anchors(self.node);
            if !anchors.any(|anchor| anchor.as_str().starts_with(&prefix)) {
                return prefix;
            }
        }
    }

    /// Puts a component here.
    fn component(&mut self, name: &str, arguments: Arguments) -> Printed {
        self.components.push(ComponentView {
            name: name.to_owned(),
            arguments,
        });
        Printed::Component(self.components.len() - 1)
    }

    fn place(&self, span: &Range<usize>) -> Place {
        Place::span(&self.page.summary.path, &(self.text)(), span.clone())
    }
}

/// A text as HTML.
fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    // Writing to a String cannot fail.
    let _ = pulldown_cmark_escape::escape_html_body_text(&mut html, text);
    html
}
