//! The list of features.
//!
//! The core knows no feature. What it needs of features it asks through traits, and each question
//! is answered here by one function that names the features that have an answer: [`page`] while a
//! page is read, [`site`] once all pages are known.

pub mod page;
pub mod site;

use crate::document::stable_id::IdKind;
use crate::resolve::declaration::{Archetype, Declaration};
use crate::resolve::directives::DirectiveSpec;
use crate::resolve::offer::PageKind;
use crate::{checklist, citation, comparison, figure, glossary, instrument, page_list};

/// Every feature.
pub const ALL: [Declaration; 7] = [
    comparison::declaration::DECLARATION,
    instrument::declaration::DECLARATION,
    checklist::declaration::DECLARATION,
    glossary::declaration::DECLARATION,
    citation::declaration::DECLARATION,
    figure::declaration::DECLARATION,
    page_list::declaration::DECLARATION,
];

/// The components that draw features. A site can draw them differently; they are no directives of
/// its own. The default theme has those of every feature, whether a build has the feature or not.
pub fn components() -> impl Iterator<Item = &'static str> {
    ALL.into_iter().flat_map(|declaration| declaration.components.iter().copied())
}

/// The features of a build: all of them, but for those that a test takes out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct FeatureSet {
    left_out: Vec<&'static str>,
}

impl FeatureSet {
    /// All features but one.
    pub fn without(name: &'static str) -> Self {
        Self { left_out: vec![name] }
    }

    fn has(&self, declaration: &Declaration) -> bool {
        !self.left_out.contains(&declaration.name)
    }

    /// The features of the build.
    pub fn all(&self) -> impl Iterator<Item = Declaration> {
        ALL.into_iter().filter(|declaration| self.has(declaration))
    }

    /// The directives of these features.
    pub fn directives(&self) -> impl Iterator<Item = DirectiveSpec> {
        self.all().flat_map(|declaration| declaration.directives.iter().copied())
    }

    /// The kinds of stable ids that these features give.
    pub fn id_kinds(&self) -> Vec<IdKind> {
        self.all().flat_map(|declaration| declaration.ids.iter().copied()).collect()
    }

    /// The archetypes of pages with these features.
    pub fn archetypes(&self) -> impl Iterator<Item = Archetype> {
        self.all().flat_map(|declaration| declaration.archetypes.iter().copied())
    }

    /// The kinds of page that lists of pages can ask for.
    fn page_kinds(&self) -> Vec<PageKind> {
        let kinds = self.all().flat_map(|declaration| declaration.kinds);
        kinds.copied().chain([PageKind::PAGE]).collect()
    }
}
