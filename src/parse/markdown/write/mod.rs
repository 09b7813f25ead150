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

pub mod checklist;
pub mod comparison;
pub mod comparison_cell;
pub mod instrument;
pub mod term;
