//! [`Config`]: `handbook.toml` as a checked value.

mod base_url;
mod glob;
pub mod hosting;
pub mod language;
pub mod ledger;
pub mod lints;
mod other_tools;
mod read;
pub mod security;
mod site_config;

pub use crate::config::read::{ConfigOverrides, EDIT_URL_VARIABLE, REPORT_URL_VARIABLE};
pub use crate::config::site_config::{Config, MarkdownConfig};
