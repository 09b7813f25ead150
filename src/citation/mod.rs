//! Citations: sources that pages cite as `[@key, ch. 2]`, written as a CSL style has them.
//!
//! The sources stand in a BibTeX or YAML file, `content/sources.bib` where no page names another. A
//! page with the table `[sources]` in its front matter ends with the list of all of them, each with
//! the pages that cite it:
//!
//! ```text
//! Leading is not managing [@kotter1990, ch. 1; see also @zaleznik1977].
//! ```

pub mod apart;
pub mod archive;
pub mod bibliography;
pub mod bibliography_file;
pub mod bibtex;
pub mod bibtex_entry;
pub mod bibtex_words;
pub mod collector;
pub mod data;
pub mod dates;
pub mod declaration;
pub mod fields;
pub mod format;
pub mod index;
pub mod inheritance;
pub mod initials;
pub mod latex;
pub mod ledger;
pub mod lint;
pub mod load;
pub mod locator;
pub mod marks;
pub mod markup;
pub mod mended;
pub mod names;
pub mod quotes;
pub mod resolve;
pub mod role;
pub mod search;
pub mod style;
pub mod subtitles;
pub mod view;
pub mod yaml;
