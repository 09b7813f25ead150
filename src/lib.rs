//! `handbook` turns a folder of Markdown chapters into a checked, deployable site.
//!
//! The modules in the order of the pipeline; each may use those above it, never those below:
//!
//! 1. [`base`]: values that all stages use: paths, fingerprints, diagnostics, outputs.
//! 2. [`html`]: the one reader and the one writer of HTML.
//! 3. [`hosting`]: hosts, and the files that tell them how to serve a site.
//! 4. [`data`]: TOML and YAML as values that remember where they stand.
//! 5. [`source`]: reads the disk into [`source::Sources`]; nothing else does.
//! 6. [`config`]: `handbook.toml` as a checked value.
//! 7. [`theme`]: a chain of themes and the site's own overrides as one value.
//! 8. [`document`]: HTML with slots for references, and the stable ids in it.
//! 9. [`markdown`]: Markdown to documents; what features add to its syntax.
//! 10. [`page`]: one file at a time, in parallel: front matter, body, summary; images.
//! 11. [`site`]: the whole, from summaries alone: routes, order, anchors, backlinks.
//! 12. [`search`]: what readers search, as an index in files and as a list from A to Z.
//! 13. [`resolve`]: a page and the site become a view, with every reference looked up.
//! 14. [`render`]: views and the theme become bytes.
//! 15. [`book`]: the pages as one book, for paper and e-readers.
//! 16. [`epub`]: the pages as a book for reading devices.
//! 17. [`comparison`]: feature: tables whose rows have identity.
//! 18. [`checklist`]: feature: lists of tasks whose ticks stay on the reader's device.
//! 19. [`instrument`]: feature: assessments, audits and worksheets.
//! 20. [`glossary`]: feature: terms and their uses.
//! 21. [`citation`]: feature: sources and their citations.
//! 22. [`figure`]: feature: images with captions.
//! 23. [`page_list`]: feature: lists of pages, and cards that lead to one.
//! 24. [`features`]: the list of features, which alone names them.
//! 25. [`compile`]: stages 6 to 24 as one memoised call, [`compile::builder::Builder::build`].
//! 26. [`portable`]: the outputs once more, as a folder that opens from disk.
//! 27. [`publish`]: the output edge. Writes the site to its folder, whole or not at all.
//! 28. [`serve`]: the site over HTTP from memory, rebuilt when a source changes.
//! 29. [`live`]: asks a running host for what a build made, and compares.
//! 30. [`cli`]: arguments, commands, messages, exit codes.
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
pub mod hosting;
pub mod html;
pub mod instrument;
pub mod live;
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
