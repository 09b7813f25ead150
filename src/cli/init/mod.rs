//! `handbook init`: a starter site, a small complete handbook.

mod starter;

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

use crate::cli::error::CommandError;
use crate::cli::outcome::{CommandOutcome, CommandResult};
use crate::cli::summary::count;
use crate::cli::terminal::Terminal;

/// Writes the starter site into `folder`. An existing file is never changed.
pub(super) fn run(folder: &Path, force: bool, terminal: &Terminal) -> CommandResult {
    fs::create_dir_all(folder).map_err(|error| CommandError::path(folder, "created", error))?;
    if !force && let Some(entry) = first_entry(folder)? {
        return Err(CommandError::new(format!(
            "`{}` is not empty: it holds `{entry}`",
            folder.display()
        ))
        .hint("use `--force` to add the missing files; existing files stay as they are"));
    }
    let mut created = 0;
    for (name, text) in starter::files() {
        let path = folder.join(&name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(|e| CommandError::path(parent, "created", e))?;
        }
        match File::create_new(&path).and_then(|mut file| file.write_all(text.as_bytes())) {
            Ok(()) => created += 1,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                terminal.say(&format!("kept the existing file `{name}`"));
            }
            Err(error) => return Err(CommandError::path(&path, "created", error)),
        }
    }
    terminal.say(&format!(
        "created {} in `{}`; `handbook serve` shows the handbook",
        count(created, "file"),
        folder.display()
    ));
    Ok(CommandOutcome::Fine)
}

/// The first name in a folder, in alphabetical order.
fn first_entry(folder: &Path) -> Result<Option<String>, CommandError> {
    let unreadable = |error| CommandError::path(folder, "read", error);
    let entries: io::Result<Vec<_>> = fs::read_dir(folder).map_err(unreadable)?.collect();
    let names = entries.map_err(unreadable)?.into_iter().map(|entry| entry.file_name());
    Ok(names.map(|name| name.to_string_lossy().into_owned()).min())
}
