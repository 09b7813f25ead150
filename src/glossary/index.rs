//! [`Glossary`]: the terms of all glossary pages by each of their names, and the pages that use them.

use std::collections::BTreeMap;

use crate::base::paths::in_normal_form;
use crate::base::suggest::nearest;
use crate::glossary::model::Term;

use crate::site::per_page::PerPage;
use crate::site::tree::NodeId;

/// The terms of all glossary pages of the site.
#[derive(Clone, Debug, Default)]
pub struct Glossary {
    pages: PerPage<PageTerms>,
    /// Terms by the [`normalise_name`] of each of their names.
    names: BTreeMap<String, TermAt>,
    /// The pages that use each term, in reading order.
    uses: BTreeMap<TermAt, Vec<NodeId>>,
    /// The names that two terms have.
    pub duplicates: Vec<Duplicate>,
}

/// The terms of one page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct PageTerms {
    /// The terms that the page defines: one list for each definition list, in the order of the
    /// text.
    pub defined: Vec<Vec<Term>>,
    /// The names of the terms that the page uses, as it writes them; sorted, without repetition.
    pub used: Vec<String>,
    /// `unused`: whether the page may define terms that no page uses.
    pub unused: bool,
}

/// The position of a term in the glossaries of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TermAt {
    /// The page that defines the term.
    pub node: NodeId,
    /// The index of the definition list of the term on the page.
    pub list: usize,
    /// The index of the term in its definition list.
    pub index: usize,
}

/// A name that two terms have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duplicate {
    /// The name as the second term writes it.
    pub name: String,
    /// The term with the name that comes first in reading order.
    pub first: TermAt,
    /// The term that repeats the name.
    pub second: TermAt,
}

/// The form in which names of terms are compared: lower case, Unicode normal form C, single spaces,
/// straight quotes, and hyphens in place of dashes.
pub fn normalise_name(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let folded = in_normal_form(&words.join(" ").to_lowercase());
    folded
        .chars()
        .map(|char| match char {
            '\u{2018}' | '\u{2019}' => '\'',
            '\u{201c}' | '\u{201d}' => '"',
            '\u{2013}' | '\u{2014}' => '-',
            other => other,
        })
        .collect()
}

impl Glossary {
    /// Indexes the terms of the pages by name, and the pages by the terms that they use.
    pub fn of(pages: PerPage<PageTerms>) -> Self {
        let mut glossary = Self::default();
        for (at, term) in all_terms(&pages) {
            glossary.uses.insert(at, Vec::new());
            glossary.register(at, term);
        }
        for (node, page) in pages.all() {
            let names = page.used.iter();
            for at in names.filter_map(|name| glossary.names.get(&normalise_name(name))) {
                let uses = glossary.uses.entry(*at).or_default();
                if uses.last() != Some(&node) {
                    uses.push(node);
                }
            }
        }
        glossary.pages = pages;
        glossary
    }

    /// The term at a position; `None` if there is none.
    pub fn term(&self, at: TermAt) -> Option<&Term> {
        self.pages.get(at.node)?.defined.get(at.list)?.get(at.index)
    }

    /// The terms that a page defines, in the order of the text.
    pub fn of_page(&self, page: NodeId) -> impl Iterator<Item = &Term> {
        self.pages.get(page).into_iter().flat_map(|page| page.defined.iter().flatten())
    }

    /// Whether a page may define terms that no page uses.
    pub fn may_have_unused(&self, page: NodeId) -> bool {
        self.pages.get(page).is_some_and(|page| page.unused)
    }

    /// The pages that define terms, in reading order.
    pub fn pages(&self) -> impl Iterator<Item = NodeId> {
        let pages = self.pages.all();
        pages.filter(|(_, page)| !page.defined.is_empty()).map(|(id, _)| id)
    }

    fn register(&mut self, at: TermAt, term: &Term) {
        let id = term.id.to_string();
        for name in [&term.text, &id].into_iter().chain(&term.also) {
            match self.names.get(&normalise_name(name)) {
                Some(first) if *first == at => {}
                Some(first) => {
                    let duplicate = Duplicate { name: name.clone(), first: *first, second: at };
                    // One message for two terms that share several names.
                    let last = self.duplicates.last();
                    if last.is_none_or(|last| (last.first, last.second) != (*first, at)) {
                        self.duplicates.push(duplicate);
                    }
                }
                None => {
                    self.names.insert(normalise_name(name), at);
                }
            }
        }
    }

    /// The position of the term with this id, title or synonym; `None` if there is none.
    pub fn find(&self, name: &str) -> Option<TermAt> {
        self.names.get(&normalise_name(name)).copied()
    }

    /// The existing name, normalised, that is most like a name that no term has; `None` if no name
    /// is near.
    pub fn nearest(&self, name: &str) -> Option<&str> {
        nearest(&normalise_name(name), self.names.keys().map(String::as_str))
    }

    /// Whether the site has no terms.
    pub fn is_empty(&self) -> bool {
        self.uses.is_empty()
    }

    /// The pages that use a term, in reading order.
    pub fn uses(&self, at: TermAt) -> &[NodeId] {
        self.uses.get(&at).map(Vec::as_slice).unwrap_or_default()
    }

    /// All terms in the order of their pages, each with the pages that use it.
    pub fn all(&self) -> impl Iterator<Item = (TermAt, &[NodeId])> {
        self.uses.iter().map(|(at, uses)| (*at, uses.as_slice()))
    }
}

/// All terms in the order of their pages, each with its position.
fn all_terms(pages: &PerPage<PageTerms>) -> impl Iterator<Item = (TermAt, &Term)> {
    pages.all().flat_map(|(node, page)| {
        page.defined.iter().enumerate().flat_map(move |(list, terms)| {
            let terms = terms.iter().enumerate();
            terms.map(move |(index, term)| (TermAt { node, list, index }, term))
        })
    })
}

/// The terms that the pages of a site define and use.
pub type TermsOfPages = PerPage<PageTerms>;
