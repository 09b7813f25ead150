//! [`builder::Builder::build`] turns sources into outputs. Every command uses this one call.
//!
//! Each stage remembers its last value under a fingerprint of everything that it reads, and gives
//! it again for equal input. There is no table of what a changed file affects: what must be done
//! again follows from the keys.

pub mod baseline;
mod book;
pub mod build;
pub mod builder;
mod epub;
mod files;
pub mod ids;
mod inputs;
mod linked;
mod memo;
mod navigation;
mod offline;
pub mod options;
mod page;
mod pages;
mod parsing;
pub mod progress;
mod render_input;
mod reviews;
mod search;
mod unread;
