//! Parses Markdown into a flat list of tokens.

mod alert;
pub mod colons;
mod directive;
mod emphasis;
mod fence;
mod leftovers;
mod lost_links;
mod nesting;
pub mod reader;
mod task;
