//! Writes tokens as HTML with slots, in one pass and into one string.

mod code;
mod fence;
pub mod heading;
mod link;
mod note;
pub mod stable_ids;
mod state;
mod table;
mod tags;
pub mod writer;
