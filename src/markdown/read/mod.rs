//! Parses Markdown into a flat list of tokens.

pub mod body;
mod directive;
mod reader;
