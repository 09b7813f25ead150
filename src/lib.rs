//! `handbook` turns a folder of Markdown chapters into a checked, deployable site.
//!
//! The modules in the order of the pipeline; each may use those above it, never those below:
//!
//! 1. [`base`]: values that all stages use: paths, fingerprints, diagnostics, outputs.
//! 2. [`html`]: the one reader and the one writer of HTML.
//! 3. [`data`]: TOML and YAML as values that remember where they stand.
//! 4. [`source`]: reads the disk into [`source::Sources`]; nothing else does.
//! 5. [`config`]: `handbook.toml` as a checked value.
//! 6. [`theme`]: a chain of themes and the site's own overrides as one value.
//! 7. [`document`]: HTML with slots for references, and the stable ids in it.
//! 8. [`markdown`]: Markdown to documents; what features add to its syntax.
//! 9. [`page`]: one file at a time, in parallel: front matter, body, summary; images.
//! 10. [`site`]: the whole, from summaries alone: routes, order, anchors, backlinks.
//! 11. [`search`]: what readers search, as an index in files and as a list from A to Z.
//! 12. [`resolve`]: a page and the site become a view, with every reference looked up.
//! 13. [`render`]: views and the theme become bytes.
//! 14. [`book`]: the pages as one book, for paper and e-readers.
//! 15. [`epub`]: the pages as a book for reading devices.
//! 16. [`comparison`]: feature: tables whose rows have identity.
//! 17. [`checklist`]: feature: lists of tasks whose ticks stay on the reader's device.
//! 18. [`instrument`]: feature: assessments, audits and worksheets.
//! 19. [`glossary`]: feature: terms and their uses.
//! 20. [`citation`]: feature: sources and their citations.
//! 21. [`figure`]: feature: images with captions.
//! 22. [`page_list`]: feature: lists of pages, and cards that lead to one.
//! 23. [`features`]: the list of features, which alone names them.
//! 24. [`compile`]: stages 5 to 23 as one memoised call, [`compile::builder::Builder::build`].
//! 25. [`portable`]: the outputs once more, as a folder that opens from disk.
//! 26. [`publish`]: the output edge. Writes the site to its folder, whole or not at all.
//! 27. [`serve`]: the site over HTTP from memory, rebuilt when a source changes.
//! 28. [`cli`]: arguments, commands, messages, exit codes.
//!
//! The public interface that follows semantic versioning is the command line, the keys of
//! `handbook.toml` and of front matter, the variables of templates and the addresses of the
//! output, not the items of this crate.

pub mod base;
pub mod book;
pub mod checklist;
pub mod citation;
pub mod cli;
pub mod comparison;
pub mod compile;
pub mod config;
pub mod data;
pub mod document;
pub mod epub;
pub mod features;
pub mod figure;
pub mod glossary;
pub mod html;
pub mod instrument;
pub mod markdown;
pub mod page;
pub mod page_list;
pub mod portable;
pub mod publish;
pub mod render;
pub mod resolve;
pub mod search;
pub mod serve;
pub mod site;
pub mod source;
pub mod theme;
