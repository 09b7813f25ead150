//! The names of the feature and its declaration.

use crate::resolve::declaration::Declaration;
use crate::resolve::directives::{DirectiveSpec, OptionSpec};

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
        argument: Some("the path of an image"),
        is_argument_optional: false,
        options: &[OptionSpec::required(ALT)],
        takes_body: true,
    }],
    components: &[COMPONENT],
    ids: &[],
    kinds: &[],
    archetypes: &[],
    codes: &[],
};
