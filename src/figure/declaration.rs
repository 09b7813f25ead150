//! The names of the feature and its declaration.

use crate::resolve::declaration::Declaration;
use crate::resolve::directives::{ArgumentSpec, DirectiveSpec, OptionSpec};

/// The directive.
pub const DIRECTIVE: &str = "figure";
/// The component that draws a figure.
pub const COMPONENT: &str = "figure";

/// The option with the alternative text.
pub const ALT: &str = "alt";

/// The feature.
pub const DECLARATION: Declaration = Declaration {
    name: "figure",
    tables: &[],
    directives: &[DirectiveSpec {
        name: DIRECTIVE,
        argument: ArgumentSpec::Text("the path of an image"),
        options: &[OptionSpec::required(ALT)],
        takes_body: true,
    }],
    components: &[COMPONENT],
    ids: &[],
    kinds: &[],
    archetypes: &[],
};
