//! The input edge: [`Sources`], everything that a build reads, as a value.
//!
//! [`scan::Scanner`] fills it from the disk; tests fill it from strings. No later stage opens a
//! file.

mod content;
mod folder;
mod layout;
mod names;
mod repository;
pub mod scan;
mod sources;

pub use crate::source::content::ContentFolder;
pub use crate::source::folder::PlainFolder;
pub use crate::source::layout::{
    BASELINE, CONFIG, PAGE_ENDINGS, README_RANK, STATIC, TEMPLATES, THEMES, folder_page_rank,
    is_of_gitbook, is_page, page_name,
};
pub use crate::source::names::{is_secret, is_shown, other_format};
pub use crate::source::repository::{Repository, RepositoryFile, RepositoryLink};
pub use crate::source::sources::{LinkedFile, SharedTexts, Source, Sources};
