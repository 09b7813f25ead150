//! Events to HTML with slots, in one pass and into one string.

mod code;
mod directive;
pub mod heading;
mod item;
pub mod lasting;
mod link;
mod note;
mod plain;
mod state;
mod table;
mod tags;
pub mod writer;
