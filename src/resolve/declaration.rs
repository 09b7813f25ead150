//! [`Declaration`]: what a feature adds to front matter, Markdown and themes, as one value.

use crate::data::schema::TableSpec;
use crate::document::stable_id::IdKind;
use crate::resolve::directives::DirectiveSpec;
use crate::resolve::offer::PageKind;

/// A feature, declared once. Parsing, messages and the documents follow from it.
#[derive(Clone, Copy, Debug)]
pub struct Declaration {
    /// The name of the feature and of its folder.
    pub name: &'static str,
    /// The tables of front matter that make a page the feature's own. A special page, such as that
    /// of the search, cannot have one.
    pub tables: &'static [TableSpec],
    /// The directives of the feature.
    pub directives: &'static [DirectiveSpec],
    /// The components of the theme that draw the feature.
    pub components: &'static [&'static str],
    /// The kinds of stable ids that the feature gives to parts of pages.
    pub ids: &'static [IdKind],
    /// The kinds of page that the feature makes.
    pub kinds: &'static [PageKind],
    /// The pages that `handbook new` can make.
    pub archetypes: &'static [Archetype],
}

/// The text that a new page of some kind begins with.
#[derive(Clone, Copy, Debug)]
pub struct Archetype {
    /// The word that chooses it on the command line.
    pub word: &'static str,
    /// What such a page holds, for the help of the command line.
    pub help: &'static str,
    /// The text, with the variables `{title}` and `{draft}`.
    pub text: &'static str,
}
