//! Markdown to a [`write::writer::MarkdownBody`].
//!
//! Two steps, neither of them recursive but for directives in one another, of which there are few,
//! so that no depth of nesting can exhaust the stack: [`read`] turns the parser's events into a flat
//! list of [`token::Token`]s, runs the [`inline`] passes over each run of text, removes attribute
//! blocks and registers every id that the author wrote; [`mod@write`] turns the list into HTML with
//! slots.

pub mod attributes;
pub mod foreign;
pub mod highlight;
pub mod ids;
pub mod inline;
pub mod input;
pub mod loaded;
mod notes;
pub mod parse;
pub mod parsed_body;
pub mod quotes;
mod raw_html;
pub mod read;
pub mod report;
pub mod sections;
pub mod settings;
pub mod shown_marks;
pub mod token;
pub mod words;
pub mod work;
pub mod write;
