//! The names of the feature and its declaration.

use crate::data::schema::TableSpec;
use crate::epub::BackMatter;
use crate::resolve::declaration::Declaration;
use crate::search::page_entries::EntryKind;

/// The table of front matter that makes a page list the sources.
pub const TABLE: &str = "sources";
/// The name of the role that a citation is.
pub const ROLE: &str = "citation";
/// The name of the block that the list of sources is.
pub const BLOCK: &str = "sources";
/// The component that draws a citation.
pub const COMPONENT: &str = "citation";
/// The component that draws the list of sources.
pub const LIST_COMPONENT: &str = "sources";

/// A source, as an entry of the search.
pub const ENTRY: EntryKind = EntryKind::new("source", 's', b'$', 2);

/// The page that lists the sources, as a page of a book.
pub const BACK_MATTER: BackMatter =
    BackMatter { epub_type: "bibliography", role: "doc-bibliography" };

/// The feature.
pub const DECLARATION: Declaration = Declaration {
    name: "citation",
    tables: &[TableSpec::new(TABLE, &["file", "style", "unused"])],
    directives: &[],
    components: &[COMPONENT, LIST_COMPONENT],
    ids: &[],
    kinds: &[],
    archetypes: &[],
};
