//! One file at a time: a Markdown file becomes a page, an image its type and size.
//!
//! Pure functions of the file and the settings; nothing here knows that other files exist.

pub mod asset;
pub mod front_matter;
pub mod parse;
pub mod special_page;
