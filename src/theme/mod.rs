//! [`Theme`]: a chain of themes and the site's own overrides as one value.
//!
//! From the ground up: the default theme (the site's `themes/default` if it has one, else the one
//! in the program), each theme that extends it, the site's own `templates` and `static`. A file of
//! a higher layer replaces the one of the same name below.

mod bundle;
mod layer;
mod load;
mod script;
pub mod stylesheet;

pub use layer::DEFAULT;
pub use load::{StaticFile, Template, Theme, ThemeAsset};
