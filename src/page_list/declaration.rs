//! The names of the feature and its declaration.

use crate::resolve::declaration::Declaration;
use crate::resolve::directives::{ArgumentSpec, DirectiveSpec, OptionSpec};

/// The directive that lists pages.
pub const DIRECTIVE: &str = "page-list";
/// The option that lists the pages of one folder alone.
pub const FOLDER: &str = "folder";
/// The option that lists the pages of one kind alone.
pub const KIND: &str = "kind";
/// The component that draws a list of pages.
pub const COMPONENT: &str = "page_list";
/// The directive that makes a card for any page with something to do: an instrument, a checklist or
/// a comparison.
pub const CARD_DIRECTIVE: &str = "instrument";
/// The component that draws a card.
pub const CARD_COMPONENT: &str = "instrument";

/// The feature.
pub const DECLARATION: Declaration = Declaration {
    name: "page_list",
    tables: &[],
    directives: &[
        DirectiveSpec {
            name: DIRECTIVE,
            argument: ArgumentSpec::None,
            options: &[OptionSpec::optional(FOLDER), OptionSpec::optional(KIND)],
            takes_body: false,
        },
        DirectiveSpec {
            name: CARD_DIRECTIVE,
            argument: ArgumentSpec::Page("the path of an instrument"),
            options: &[],
            takes_body: true,
        },
    ],
    components: &[COMPONENT, CARD_COMPONENT],
    ids: &[],
    kinds: &[],
    archetypes: &[],
};
