//! The input edge: [`Sources`], everything that a build reads, as a value.
//!
//! [`scan::Scanner`] fills it from the disk; tests fill it from strings. No later stage opens a
//! file.

pub mod scan;
mod sources;

pub use crate::source::sources::{CONFIG, CONTENT, STATIC, Source, Sources, TEMPLATES, THEMES};
