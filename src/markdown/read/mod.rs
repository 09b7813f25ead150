//! Parses Markdown into a flat list of tokens.

mod alert;
mod directive;
mod emphasis;
mod leftovers;
mod nesting;
pub mod reader;
mod task;
