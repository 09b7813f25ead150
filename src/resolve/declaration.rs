//! [`Declaration`]: what a feature adds to front matter, Markdown and themes, as one value.

use crate::base::diagnostic::Code;
use crate::data::schema::TableSpec;
use crate::document::stable_id::IdKind;
use crate::resolve::directives::DirectiveSpec;
use crate::resolve::offer::PageKind;

/// A feature, declared once. Parsing, messages and the documents follow from it.
#[derive(Clone, Copy, Debug)]
pub struct Declaration {
    /// Its name, that of its folder.
    pub name: &'static str,
    /// Its tables of front matter. Each makes the page what it is, so that pages with a special duty
    /// cannot have one.
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
