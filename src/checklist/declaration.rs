//! The names of the feature and its declaration.

use crate::data::schema::TableSpec;
use crate::document::stable_id::IdKind;
use crate::resolve::declaration::{Archetype, Declaration};
use crate::resolve::directives::{ArgumentSpec, DirectiveSpec};
use crate::resolve::offer::PageKind;

/// The table of front matter with the rounds of the lists of a page.
pub const TABLE: &str = "checklist";
/// The name of the block that each list is.
pub const BLOCK: &str = "checklist";
/// The directive that shows lists of another page.
pub const DIRECTIVE: &str = "checklist";
/// The component that draws a list.
pub const COMPONENT: &str = "checklist";
/// The ids of items.
pub const ITEM: IdKind = IdKind::new("item");

/// A page with tasks: a quarter of a minute to go through one.
pub const KIND: PageKind = PageKind { is_secondary: true, ..PageKind::new("checklist", 15) };

/// The feature.
pub const DECLARATION: Declaration = Declaration {
    name: "checklist",
    tables: &[TableSpec::new(TABLE, &["repeat", "shifts", "names"])],
    directives: &[DirectiveSpec {
        name: DIRECTIVE,
        argument: ArgumentSpec::Page("the path of a page with a checklist"),
        options: &[],
        takes_body: false,
    }],
    components: &[COMPONENT],
    ids: &[ITEM],
    kinds: &[KIND],
    archetypes: &[Archetype {
        word: "checklist",
        help: "Things to tick off, with their hints",
        text: include_str!("archetype.md"),
    }],
};
