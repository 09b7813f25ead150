//! [`builder::Builder::build`] turns sources into outputs. Every command uses this one call.
//!
//! Each stage remembers its last value under a fingerprint of everything that it reads, and gives
//! it again for equal input. There is no table of what a changed file affects: what must be done
//! again follows from the keys.

mod book;
pub mod book_bodies;
pub mod build;
pub mod builder;
mod epub;
mod files;
pub mod ids;
mod lock_state;
mod memo;
mod offline;
pub mod options;
mod page;
mod pages;
mod parsing;
pub mod progress;
mod published;
mod render_input;
mod reviews;
mod run;
mod search;
mod shared;
mod template_faults;
