//! `handbook` turns a folder of Markdown chapters into a checked, deployable site.
//!
//! The pipeline, in the order of its stages; a module may use those above it, never those below:
//!
//! 1. [`base`]: the words that all stages speak: paths, fingerprints, diagnostics, outputs.
//! 2. [`data`]: TOML and YAML as values that remember where they stand.
//! 3. [`source`]: the input edge. Reads the disk into [`source::Sources`]; nothing else does.
//! 4. [`config`]: `handbook.toml` as a checked value.
//! 5. [`theme`]: a chain of themes and the site's own overrides as one value.
//! 6. [`bibliography`]: the sources that pages cite, read and formatted.
//! 7. [`score`]: how instruments are scored: conditions, readings, the proof that every score has one.
//! 8. [`parse`]: one file at a time, in parallel: front matter, Markdown, images.
//! 9. [`site`]: the whole, from summaries alone: routes, order, anchors, links back.
//! 10. [`search`]: what readers search, as an index in files and as a list from A to Z.
//! 11. [`resolve`]: a page and the site become a view, with every reference looked up.
//! 12. [`render`]: views and the theme become bytes.
//! 13. [`book`]: the pages as one book, for paper and e-readers.
//! 14. [`epub`]: the pages as a book for reading devices.
//! 15. [`feature`]: what a feature declares.
//! 16. [`comparison`]: tables whose rows have identity.
//! 17. [`checklist`]: lists of tasks whose ticks stay on the reader's device.
//! 18. [`instrument`]: assessments, audits and worksheets.
//! 19. [`glossary`]: terms and their uses.
//! 20. [`citation`]: sources and their citations.
//! 21. [`figure`]: images with captions.
//! 22. [`page_list`]: lists of pages, and cards that lead to one.
//! 23. [`features`]: the list of features, which alone names them.
//! 24. [`build`]: all of these as one memoised call, [`build::Builder::build`].
//! 25. [`portable`]: the outputs once more, as a folder that opens from disk.
//! 26. [`publish`]: the output edge. Writes the site to its folder, whole or not at all.
//! 27. [`serve`]: the site over HTTP from memory, rebuilt when a source changes.
//! 28. [`cli`]: arguments, commands, messages, exit codes.
//!
//! The public interface that follows semantic versioning is the command line, the keys of
//! `handbook.toml` and of front matter, the variables of templates and the addresses of the
//! output, not the items of this crate.

pub mod base;
pub mod bibliography;
pub mod book;
pub mod build;
pub mod checklist;
pub mod citation;
pub mod cli;
pub mod comparison;
pub mod config;
pub mod data;
pub mod epub;
pub mod feature;
pub mod features;
pub mod figure;
pub mod glossary;
pub mod instrument;
pub mod page_list;
pub mod parse;
pub mod portable;
pub mod publish;
pub mod render;
pub mod resolve;
pub mod score;
pub mod search;
pub mod serve;
pub mod site;
pub mod source;
pub mod theme;
