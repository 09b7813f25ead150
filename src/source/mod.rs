//! The input edge: [`Sources`], everything that a build reads, as a value.
//!
//! [`scan::Scanner`] fills it from the disk; tests fill it from strings. No later stage opens a
//! file.

mod layout;
pub mod scan;
mod sources;

pub use crate::source::layout::{PAGE_ENDINGS, README_RANK, folder_page_rank, is_page, page_name};
pub use crate::source::sources::{
    BASELINE, CONFIG, CONTENT, STATIC, Source, Sources, TEMPLATES, THEMES,
};
