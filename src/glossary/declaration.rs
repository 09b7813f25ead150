//! The names of the feature and its declaration.

use crate::data::schema::TableSpec;
use crate::document::stable_id::IdKind;
use crate::epub::BackMatter;
use crate::resolve::declaration::{Archetype, Declaration};
use crate::resolve::directives::{ArgumentSpec, DirectiveSpec};
use crate::search::page_entries::EntryKind;

/// The table of front matter that makes a page a glossary.
pub const TABLE: &str = "glossary";
/// The name of the role that a term in a text is.
pub const ROLE: &str = "term";
/// The name of the block that each list of terms is.
pub const BLOCK: &str = "terms";
/// The directive that shows terms on another page.
pub const DIRECTIVE: &str = "term-list";
/// The component that draws a term in a text.
pub const COMPONENT: &str = "term";
/// The component that draws a list of terms.
pub const LIST_COMPONENT: &str = "terms";
/// The ids of terms.
pub const TERM: IdKind = IdKind::new("term");

/// A page with terms, as a page of a book.
pub const BACK_MATTER: BackMatter = BackMatter { epub_type: "glossary", role: "doc-glossary" };
/// A term, as an entry of the search.
pub const ENTRY: EntryKind = EntryKind::new("term", 't', b'$', 2);

/// The feature.
pub const DECLARATION: Declaration = Declaration {
    name: "glossary",
    tables: &[TableSpec::new(TABLE, &["unused"])],
    directives: &[DirectiveSpec {
        name: DIRECTIVE,
        argument: ArgumentSpec::OptionalText("the names of terms"),
        options: &[],
        takes_body: false,
    }],
    components: &[COMPONENT, LIST_COMPONENT],
    ids: &[TERM],
    kinds: &[],
    archetypes: &[Archetype {
        word: "glossary",
        help: "Words with their meanings",
        text: include_str!("archetype.md"),
    }],
};
