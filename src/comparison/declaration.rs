//! The names of the feature and its declaration.

use crate::data::schema::TableSpec;
use crate::document::stable_id::IdKind;
use crate::page::parse::PageFile;
use crate::resolve::declaration::{Archetype, Declaration};
use crate::resolve::directives::{ArgumentSpec, DirectiveSpec, OptionSpec};
use crate::resolve::offer::PageKind;
use crate::search::page_entries::EntryKind;

/// The table of front matter that makes a page a comparison.
pub const TABLE: &str = "comparison";
/// The name of the block that the table is.
pub const BLOCK: &str = "comparison";
/// The directive that shows an extract.
pub const DIRECTIVE: &str = "comparison";
/// The option of an extract with the ids of its rows.
pub const ROWS: &str = "rows";
/// The option of an extract with the ids of its columns.
pub const COLUMNS: &str = "columns";
/// The component that draws a table.
pub const COMPONENT: &str = "comparison";
/// The ids of rows, which name the pages that mention them.
pub const ROW: IdKind = IdKind { has_mentions: true, ..IdKind::new("row") };
/// The files beside the page of a comparison, which hold it in other forms.
pub const FILES: [PageFile; 2] = [
    PageFile { name: "table.csv", description: "the table of" },
    PageFile { name: "table.md", description: "the table of" },
];

/// A page with a table: a third of a minute for a row.
pub const KIND: PageKind = PageKind::new("comparison", 20);

/// A row, as an entry of the search.
pub const ENTRY: EntryKind = EntryKind::new("row", 'r', b'%', 3);

/// The feature.
pub const DECLARATION: Declaration = Declaration {
    name: "comparison",
    tables: &[TableSpec {
        inner: &[TableSpec::new("columns", &["id", "label", "link"])],
        ..TableSpec::new(TABLE, &["columns"])
    }],
    directives: &[DirectiveSpec {
        name: DIRECTIVE,
        argument: ArgumentSpec::Text("the path of a comparison"),
        options: &[OptionSpec::optional(ROWS), OptionSpec::optional(COLUMNS)],
        takes_body: false,
    }],
    components: &[COMPONENT],
    ids: &[ROW],
    kinds: &[KIND],
    archetypes: &[Archetype {
        word: "comparison",
        help: "A table with named rows, which other pages can show",
        text: include_str!("archetype.md"),
    }],
};
