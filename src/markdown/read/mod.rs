//! Parses Markdown into a flat list of tokens.

mod directive;
mod emphasis;
mod leftovers;
pub mod reader;
