//! The names of the feature and its declaration.

use crate::resolve::declaration::Declaration;
use crate::resolve::directives::{ArgumentSpec, DirectiveSpec, OptionSpec};

/// The directive.
pub const DIRECTIVE: &str = "figure";
/// The component that draws a figure.
pub const COMPONENT: &str = "figure";

/// The option with the alternative text.
pub const ALT: &str = "alt";
/// The option with the width of the image in CSS pixels.
pub const WIDTH: &str = "width";
/// The option with the height of the image in CSS pixels.
pub const HEIGHT: &str = "height";
/// The option with the classes of the figure.
pub const CLASS: &str = "class";

/// The feature.
pub const DECLARATION: Declaration = Declaration {
    name: "figure",
    tables: &[],
    directives: &[DirectiveSpec {
        name: DIRECTIVE,
        argument: ArgumentSpec::Text("the path of an image"),
        options: &[
            OptionSpec::required(ALT),
            OptionSpec::optional(WIDTH),
            OptionSpec::optional(HEIGHT),
            OptionSpec::optional(CLASS),
        ],
        takes_body: true,
    }],
    components: &[COMPONENT],
    ids: &[],
    kinds: &[],
    archetypes: &[],
};
