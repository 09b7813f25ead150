//! Writes tokens as HTML with slots, in one pass and into one string.

mod code;
mod directive;
pub mod heading;
mod item;
mod link;
mod note;
mod plain;
pub mod stable_ids;
mod state;
mod table;
mod tags;
pub mod writer;
