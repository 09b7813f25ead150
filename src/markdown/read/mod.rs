//! Parses Markdown into a flat list of tokens.

mod directive;
pub mod reader;
