//! [`builder::Builder::build`]: sources to outputs, the one call that every command uses.
//!
//! Each stage remembers its last results under a key of everything that it reads: a stage whose
//! input is equal gives the value that it gave before. There is no table of what a changed file
//! touches; what must be done again follows from the keys.

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
