//! One file at a time: a Markdown file becomes a page, an image its type and size.
//!
//! Everything here is a pure function of one file and the settings and knows no other file.

pub mod alias_edit;
pub mod asset;
pub mod front_matter;
pub mod parse;
pub mod review_keys;
pub mod special_page;
