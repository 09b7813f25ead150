//! [`make()`]: the handbook as a book for reading devices, EPUB 3.3.
//!
//! A book is the bodies of pages, drawn with the components for books, each in a file of its own:
//!
//! 1. [`crate::html`] reads the body of a page.
//! 2. `clean`, `tables`, `notes`: the elements that a book can hold, fit for a small screen.
//! 3. `media`, `drawing`, `links`: pictures are added to the book, links lead to its files or to the site.
//! 4. `page`: the file of a page, well-formed whatever its author wrote, and the contents.
//! 5. `package`: the metadata for reading systems, and the archive.
//!
//! Nothing here knows the time or the machine: the same pages give the same bytes.

mod book;
mod clean;
mod drawing;
mod links;
mod make;
mod media;
mod names;
mod notes;
mod package;
mod page;
mod tables;

pub use crate::epub::book::{BackMatter, EpubBook, EpubPage, EpubPageKind, EpubStrings};
pub use crate::epub::make::make;
pub use crate::epub::package::{EpubArchive, STORED, is_generated};
