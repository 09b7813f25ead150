//! `handbook epub`: the handbook as one file for reading devices.

use std::path::Path;
use std::time::Instant;

use super::Outcome;
use super::build::{make, refuse};
use super::failure::Failure;
use super::site::Site;
use super::summary::{Tally, count, time};
use super::terminal::Terminal;
use crate::epub;
use crate::publish::{archive, single};

/// Makes the book and writes it to `file`.
pub(super) fn run(
    site: &Site,
    file: &Path,
    strict: bool,
    terminal: &Terminal,
) -> Result<Outcome, Failure> {
    let start = Instant::now();
    let rebuilt = make(strict, terminal, |progress| site.book_rebuilder(progress))?;
    let tally = Tally::of(&rebuilt.build.diagnostics);
    if tally.fails(strict) {
        refuse(tally, "; nothing was written", terminal);
        return Ok(Outcome::Refused);
    }
    let Some(book) = rebuilt.build.epub else {
        return Err(Failure::new("there is no page to make a book of"));
    };
    let bytes = archive::pack(&book.files, epub::STORED)?;
    let len = bytes.len();
    single::write(file, bytes, &epub::is_generated)?;
    terminal.say(&format!(
        "wrote `{}`: {}, {} KB in {}{}",
        file.display(),
        count(book.pages, "page"),
        len.div_ceil(1000),
        time(start.elapsed()),
        tally.addition(),
    ));
    Ok(Outcome::Fine)
}
