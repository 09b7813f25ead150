//! [`Bibliography`]: the sources of a site, read from YAML or BibTeX and formatted in a CSL style.
//! The only module that knows the crates `hayagriva` and `biblatex`.
//!
//! Everything is formatted once, in one fixed order of the whole list, whatever page cites what:
//! numbers and the letters in `1990a` and `1990b` are the same everywhere, and a citation is a pure
//! function of this value.

mod bibtex;
mod cite;
mod entries;
mod file;
mod format;
mod html;
mod read;
pub mod style;
mod yaml;

pub use crate::citation::bibliography::cite::{Cite, key_len};
pub use crate::citation::bibliography::entries::{
    Bibliography, BibliographyEntry, CitationDelimiters,
};
pub use crate::citation::bibliography::read::{SIZE_LIMIT, SOURCE_LIMIT, read};
