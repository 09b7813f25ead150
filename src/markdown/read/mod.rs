//! Parses Markdown into a flat list of tokens.

mod directive;
mod emphasis;
mod leftovers;
mod nesting;
pub mod reader;
