//! `handbook init --bare`: a configuration for the pages that a folder already holds.

use std::path::Path;

use crate::cli::args::GlobalFlags;
use crate::cli::outcome::{CommandError, CommandResult};
use crate::cli::site::{SelectedSite, for_readers};
use crate::cli::terminal::Terminal;
use crate::data::toml::quoted;
use crate::publish::edit;
use crate::source::{CONFIG, ContentFolder, PlainFolder};

/// Writes `handbook.toml` with the title and the content that were found. Nothing else is changed.
pub(in crate::cli) fn run(
    folder: &Path,
    global: &GlobalFlags,
    terminal: &Terminal,
) -> CommandResult {
    let path = folder.join(CONFIG);
    let exists = || {
        CommandError::new(format!("`{}` already exists", path.display()))
            .hint("`handbook serve` shows the handbook")
    };
    if path.symlink_metadata().is_ok() {
        return Err(exists());
    }
    let site = SelectedSite::plain(folder, global, terminal)?;
    let rebuilt = site.rebuilder(for_readers()).rebuild()?;
    let config = rebuilt.and_then(|rebuilt| rebuilt.build.config);
    let config = config.ok_or_else(|| CommandError::new("the folder was not read"))?;
    let mut text = format!("title = {}\n", quoted(&config.title));
    let is_usual = config.content.as_str() == ContentFolder::default().as_str();
    if !is_usual && PlainFolder::has_page(folder) {
        text.push_str(&format!("content_dir = {}\n", quoted(&config.content.to_string())));
    }
    edit::create_file(&path, text.as_bytes()).map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => exists(),
        _ => CommandError::path(&path, "created", error),
    })?;
    terminal.say(&format!("created `{}`; `handbook serve` shows the handbook", path.display()));
    Ok(())
}
