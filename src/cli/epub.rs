//! `handbook epub`: the handbook as one file for reading devices.

use std::env;
use std::path::{Path, PathBuf};
use std::time::Instant;

use super::Outcome;
use super::build::{make, refuse};
use super::failure::Failure;
use super::site::Site;
use super::summary::{Tally, count, time};
use super::terminal::Terminal;
use crate::epub;
use crate::publish::{archive, single};

/// The name of the book unless another is said.
const NAME: &str = "handbook.epub";

/// Makes the book and writes it to `file`, or beside the configuration.
pub(super) fn run(
    site: &Site,
    file: Option<&Path>,
    force: bool,
    strict: bool,
    terminal: &Terminal,
) -> Result<Outcome, Failure> {
    let start = Instant::now();
    let path = path(site, file)?;
    let rebuilt = make(|progress| site.book_rebuilder(progress), strict, terminal)?;
    let tally = Tally::of(&rebuilt.build.diagnostics);
    if tally.fails(strict) {
        refuse(tally, "; nothing was written", terminal);
        return Ok(Outcome::Refused);
    }
    let Some(book) = rebuilt.build.epub else {
        return Err(Failure::new("there is no page to make a book of"));
    };
    let place = single::Place {
        path: &path,
        is_ours: epub::is_ours,
        force,
    };
    let len = single::write(
        place,
        &|_| Ok(()),
        |to| archive::pack(&book.files, epub::STORED, to),
    )?;
    terminal.say(&format!(
        "wrote `{}`: {}, {} KB in {}{}",
        path.display(),
        count(book.pages, "page"),
        len.div_ceil(1000),
        time(start.elapsed()),
        tally.addition(),
    ));
    Ok(Outcome::Fine)
}

/// Where the book goes, an absolute path.
fn path(site: &Site, file: Option<&Path>) -> Result<PathBuf, Failure> {
    let Some(file) = file else {
        return Ok(site.root.join(NAME));
    };
    let path = env::current_dir()
        .map_err(|error| Failure::new(format!("the current folder cannot be read: {error}")))?
        .join(file);
    match path.parent() {
        Some(folder) if folder.is_dir() && path.file_name().is_some() => Ok(path),
        Some(folder) if !folder.is_dir() => Err(Failure::new(format!(
            "there is no folder `{}` to write the book into",
            folder.display()
        ))),
        _ => Err(Failure::new(format!(
            "`{}` is not the name of a file",
            file.display()
        ))),
    }
}
