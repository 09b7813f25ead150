//! [`Theme`]: a chain of themes and the site's overrides as one value.
//!
//! Its layers, from the lowest: the default theme (the site's `themes/default` if it has one, else
//! the one in the program), each theme that extends it, the site's own `templates` and `static`. A
//! file overrides one of the same name in a lower layer.

pub mod css_address;
mod files;
mod layer;
mod load;
mod misnamed;
pub mod short_names;
pub mod shorten;
mod template;
pub mod template_tags;
pub mod tokens;
mod unlisted;
pub mod unused;

pub use crate::theme::files::theme_files;
pub use crate::theme::layer::DEFAULT;
pub use crate::theme::load::{StaticFile, Theme, ThemeAsset};
pub use crate::theme::template::{COMPONENTS, Template, components, short_name};
