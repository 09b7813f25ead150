//! `handbook new`: a page from the archetype of its kind.

pub(super) mod archetype;
mod path;

use std::fs::{self, File};
use std::io::{self, Write as _};

use crate::cli::args::NewFlags;
use crate::cli::error::CommandError;
use crate::cli::outcome::{CommandOutcome, CommandResult};
use crate::cli::site::SelectedSite;

/// Writes the page and prints its path.
pub(super) fn run(site: &SelectedSite, page: &NewFlags) -> CommandResult {
    let source = path::source_path(&page.path)?;
    let file = site.root.join(source.as_str());
    if let Some(folder) = file.parent() {
        path::check_inside(&site.root, folder)?;
        fs::create_dir_all(folder).map_err(|e| CommandError::path(folder, "created", e))?;
    }
    let title = match &page.title {
        Some(title) => title.trim().to_owned(),
        None => path::title_of(&source),
    };
    let text = archetype::page(page.kind.as_deref(), &title, page.draft);
    let created = File::create_new(&file).and_then(|mut file| file.write_all(text.as_bytes()));
    created.map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => CommandError::new(format!("`{source}` already exists")),
        _ => CommandError::path(&file, "created", error),
    })?;
    site.terminal.result(&format!("{source}\n"))?;
    Ok(CommandOutcome::Fine)
}
