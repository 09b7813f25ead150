//! `handbook epub`: the handbook as one file for reading devices.

use std::path::Path;
use std::time::Instant;

use crate::cli::error::CommandError;
use crate::cli::outcome::{CommandOutcome, CommandResult};
use crate::cli::site::SelectedSite;
use crate::cli::summary::{DiagnosticTotals, count, time};
use crate::compile::options::BuildOptions;
use crate::epub;
use crate::publish::{archive, edit};

/// Builds the EPUB and writes it to `file`.
pub(super) fn run(site: &SelectedSite, file: &Path) -> CommandResult {
    let start = Instant::now();
    let rebuilt = site.build(BuildOptions { epub: true, ..BuildOptions::default() })?;
    let totals = DiagnosticTotals::of(&rebuilt.build.diagnostics);
    if site.refuses(totals, "; nothing was written") {
        return Ok(CommandOutcome::Refused);
    }
    let Some(book) = rebuilt.build.epub else {
        return Err(CommandError::new("the handbook has no page to put into an EPUB"));
    };
    let bytes = archive::pack(&book.files, epub::STORED)?;
    let len = bytes.len();
    edit::write_file(file, bytes, &epub::is_generated)?;
    site.terminal.say(&format!(
        "wrote `{}`: {}, {} KB in {}{}",
        file.display(),
        count(book.pages, "page"),
        len.div_ceil(1000),
        time(start.elapsed()),
        totals.addition(),
    ));
    Ok(CommandOutcome::Fine)
}
