//! Parses Markdown into a flat list of tokens.

mod directive;
mod leftovers;
pub mod reader;
