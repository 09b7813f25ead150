//! `handbook new`: a page from the archetype of its kind.

pub(super) mod archetype;
mod path;

use std::fs;
use std::io;

use crate::cli::error::CommandError;
use crate::cli::file::create_new;
use crate::cli::outcome::CommandOutcome;
use crate::cli::site::SelectedSite;
use crate::cli::terminal::Terminal;

/// The arguments of `new`.
#[derive(Clone, Copy, Debug)]
pub(super) struct NewPage<'a> {
    /// The path of the page as the author writes it.
    pub(super) path: &'a str,
    /// The title; `None` to make one from the path.
    pub(super) title: Option<&'a str>,
    /// Whether the page is a draft.
    pub(super) draft: bool,
    /// The kind; `None` for an empty page.
    pub(super) kind: Option<&'a str>,
}

/// Writes the page and prints its path.
pub(super) fn run(
    site: &SelectedSite,
    page: &NewPage<'_>,
    terminal: &Terminal,
) -> Result<CommandOutcome, CommandError> {
    let source = path::source_path(page.path)?;
    let file = site.root.join(source.as_str());
    if let Some(folder) = file.parent() {
        path::check_inside(&site.root, folder)?;
        fs::create_dir_all(folder).map_err(|e| CommandError::path(folder, "created", e))?;
    }
    let title = match page.title {
        Some(title) => title.trim().to_owned(),
        None => path::title_of(&source),
    };
    let text = archetype::page(page.kind, &title, page.draft);
    create_new(&file, text.as_bytes()).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => CommandError::new(format!("`{source}` exists already")),
        _ => CommandError::path(&file, "created", error),
    })?;
    terminal.result(&format!("{source}\n"))?;
    Ok(CommandOutcome::Fine)
}
