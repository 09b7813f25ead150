//! [`Declaration`]: what a feature adds to front matter, Markdown and themes, as one value.

use crate::base::diagnostic::Code;
use crate::document::stable_id::IdKind;
use crate::resolve::directives::DirectiveSpec;
use crate::resolve::offer::PageKind;

/// A feature, declared once. Parsing, messages and the documents follow from it.
#[derive(Clone, Copy, Debug)]
pub struct Declaration {
    /// Its name, that of its folder.
    pub name: &'static str,
    /// Its tables of front matter.
    pub tables: &'static [TableSpec],
    /// Its directives.
    pub directives: &'static [DirectiveSpec],
    /// The components of the theme that draw it.
    pub components: &'static [&'static str],
    /// The kinds of ids that it gives to parts of pages and that must last.
    pub ids: &'static [IdKind],
    /// What a page is that has it.
    pub kinds: &'static [PageKind],
    /// The codes of diagnostics that nothing else reports.
    pub codes: &'static [Code],
}

/// A table of front matter.
#[derive(Clone, Copy, Debug)]
pub struct TableSpec {
    /// Its name.
    pub name: &'static str,
    /// Its keys.
    pub keys: &'static [&'static str],
    /// Whether it makes the page what it is, so that no other such table may stand beside it.
    pub is_kind: bool,
}
