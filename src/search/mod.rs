//! What readers search: pages, headings, rows, items and terms as one index, made of one [`page_entries`]
//! for each page.
//!
//! [`words`] says what a word is, here and in the browser. [`index`] folds the parts into lists of
//! where each word stands; words of one stem share a list, so that the browser needs no stemmer.
//! [`files`] cuts it into files that pages load by `<script>`: one for a small handbook; for a large
//! one a first file, shards of words by their beginnings, and blocks of pages.
//! [`letters`] is the same as a list from A to Z, for those without scripts.
//!
//! Pure functions of parsed pages.

pub mod files;
pub mod heading_text;
pub mod index;
pub mod letters;
pub mod number_encoding;
pub mod page_entries;
pub mod stem;
pub mod words;
