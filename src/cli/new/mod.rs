//! `handbook new`: a page with front matter, and with the form of its kind.

mod archetype;
mod place;

use std::fs;
use std::io;

use super::args::PageKind;
use super::error::CommandError;
use super::file::create_new;
use super::outcome::CommandOutcome;
use super::site::SelectedSite;
use super::terminal::Terminal;

/// The page to begin.
#[derive(Clone, Copy, Debug)]
pub(super) struct NewPage<'a> {
    /// Its place as the author names it.
    pub(super) path: &'a str,
    /// Its title.
    pub(super) title: Option<&'a str>,
    /// Whether it is a draft.
    pub(super) draft: bool,
    /// What it is made like; `None` for an empty page.
    pub(super) kind: Option<PageKind>,
}

/// Writes the file and prints its place.
pub(super) fn run(
    site: &SelectedSite,
    page: &NewPage<'_>,
    terminal: &Terminal,
) -> Result<CommandOutcome, CommandError> {
    let place = place::place(page.path)?;
    let file = site.root.join(place.as_str());
    if let Some(folder) = file.parent() {
        place::stays_inside(&site.root, folder)?;
        fs::create_dir_all(folder).map_err(|e| CommandError::path(folder, "created", e))?;
    }
    let title = match page.title {
        Some(title) => title.trim().to_owned(),
        None => place::title_of(&place),
    };
    let text = archetype::page(page.kind, &title, page.draft);
    create_new(&file, text.as_bytes()).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => CommandError::new(format!("`{place}` exists already")),
        _ => CommandError::path(&file, "created", error),
    })?;
    terminal.result(&format!("{place}\n"))?;
    Ok(CommandOutcome::Fine)
}
