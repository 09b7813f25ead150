//! What readers search: pages, headings, rows, items and terms as one index, made of one [`part`]
//! for each page.
//!
//! [`words`] says what a word is, here and in the browser. [`index`] folds the parts into lists of
//! where each word stands; words of one stem share a list, so that the browser needs no stemmer.
//! [`files`] cuts it into files that pages load by `<script>`: one for a small handbook; for a large
//! one a first file, shards of words by their beginnings, and blocks of pages.
//! [`letters`] is the same as a list from A to Z, for those without scripts.
//!
//! Pure functions of parsed pages.

pub mod code;
pub mod files;
pub mod index;
pub mod letters;
pub mod part;
pub mod stem;
pub mod text;
pub mod words;
