//! The input edge: [`Sources`], everything that a build reads, as a value.
//!
//! [`scan::Scanner`] fills it from the disk; tests fill it from strings. No later stage opens a
//! file.

mod layout;
pub mod scan;
mod sources;

pub use crate::source::layout::{CONFIG, CONTENT, STATIC, TEMPLATES, THEMES};
pub use crate::source::sources::{Source, Sources};
