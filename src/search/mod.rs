//! The search index of a handbook: its pages, headings, rows, items and terms, made from the
//! [`page_entries`] of each page.
//!
//! [`words`] defines words, here and for the browser. [`index`] makes an inverted index of the
//! entries of all pages; words of one stem share a list of postings, so that the browser needs no
//! stemmer; [`language`] says which those are. [`files`] splits the index into files that pages load by `<script>`: one for a small
//! handbook; for a large one a first file, shards of words by their prefixes, and blocks of pages.
//! [`letters`] lists names from A to Z, for readers without scripts.
//!
//! All are pure functions of parsed pages.

pub mod files;
pub mod heading_text;
pub mod index;
pub mod language;
pub mod letters;
pub mod page_entries;
pub mod words;
