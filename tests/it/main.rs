//! The integration tests: one crate, a module for each feature.
#![allow(
    clippy::needless_raw_string_hashes,
    reason = "expected texts are written by `SNAPSHOTS=overwrite cargo test`"
)]
#![allow(clippy::too_many_lines, clippy::unwrap_used, reason = "a test may be long and may fail")]

mod answers;
mod any_folder;
mod bad_input;
mod bibliographies;
mod bibtex;
mod book;
mod both_hats;
mod brackets;
mod checklists;
mod citations;
mod cli;
mod clock;
mod commonmark;
mod comparisons;
mod config;
mod data;
mod determinism;
mod directives;
mod disaster;
mod epub;
mod examples;
mod features;
mod fixture;
mod folder;
mod foreign;
mod front_matter;
mod glossary;
mod golden;
mod guide;
mod hosting;
mod ideas;
mod ids;
mod instruments;
mod kinds_of_sources;
mod layers;
mod ledger;
mod levels;
mod links;
mod live;
mod markdown;
mod mount;
mod moved_pages;
mod notes;
mod offline;
mod other_tools;
mod outputs;
mod portable;
mod publish;
mod published_files;
mod random;
mod raw_html;
mod rebuild;
mod report;
mod reporting;
mod reviews;
mod router;

mod scan;
mod score;
mod search;
mod sections;
mod serve;
mod sources;
mod styles;
mod theme;
mod tidy;
mod transcripts;
mod works;
