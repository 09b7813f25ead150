//! [`Config`]: `handbook.toml` as a checked value.

mod base_url;
mod glob;
mod other_tools;
mod read;
mod site_config;

pub use read::ConfigOverrides;
pub use site_config::{Config, Extra, MarkdownConfig};
