//! Writes tokens as HTML with slots, in one pass and into one string.

mod code;
mod fence;
pub mod heading;
mod link;
mod note;
mod raw_heading;
mod raw_html;
mod raw_link;
mod raw_tag;
pub mod stable_ids;
mod state;
mod table;
mod tags;
pub mod writer;
