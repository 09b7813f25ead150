//! `handbook init`: a new handbook, empty or with an example.

pub(super) mod bare;
pub(super) mod host;

use std::fs;
use std::io;
use std::path::Path;

use include_dir::{Dir, include_dir};

use crate::cli::outcome::{CommandError, CommandResult};
use crate::cli::summary::count;
use crate::cli::terminal::Terminal;
use crate::data::toml::quoted;
use crate::publish::edit;
use crate::site::tree_builder::title_from;

/// The files of an empty handbook, embedded in the program. A leading `dot-` stands for a dot, since a
/// real `.gitignore` would apply to this repository.
static START: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/cli/init/start");

/// The files of the example, a small complete handbook.
static EXAMPLE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/cli/init/example");

/// What becomes the title of a new handbook, in quotation marks.
const TITLE: &str = "{title}";

/// Writes a new handbook into `folder`, or the example. An existing file is never changed.
pub(super) fn run(folder: &Path, force: bool, example: bool, terminal: &Terminal) -> CommandResult {
    fs::create_dir_all(folder).map_err(|error| CommandError::path(folder, "created", error))?;
    if !force && let Some(entry) = first_entry(folder)? {
        return Err(CommandError::new(format!(
            "`{}` is not empty: it holds `{entry}`",
            folder.display()
        ))
        .hint("use `--force` to add the missing files; existing files stay as they are"));
    }
    let mut created = 0;
    for (name, text) in files(if example { &EXAMPLE } else { &START }, "") {
        let text = text.replace(TITLE, &quoted(&title_of(folder)));
        if create(&folder.join(&name), &text)? {
            created += 1;
        } else {
            terminal.say(&format!("kept the existing file `{name}`"));
        }
    }
    terminal.say(&format!(
        "created {} in `{}`; `handbook serve` shows the handbook",
        count(created, "file"),
        folder.display()
    ));
    if !example {
        terminal.say("`handbook init --example FOLDER` writes a whole one, to look at");
    }
    Ok(())
}

/// Creates a file, and the folders above it. Returns whether it was not there before.
fn create(path: &Path, text: &str) -> CommandResult<bool> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(|error| CommandError::path(parent, "created", error))?;
    }
    match edit::create_file(path, text.as_bytes()) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(CommandError::path(path, "created", error)),
    }
}

/// The first name in a folder, in alphabetical order. A repository that was just cloned is empty: what is
/// hidden does not count, and stays as it is.
fn first_entry(folder: &Path) -> CommandResult<Option<String>> {
    let unreadable = |error| CommandError::path(folder, "read", error);
    let entries: io::Result<Vec<_>> = fs::read_dir(folder).map_err(unreadable)?.collect();
    let names = entries.map_err(unreadable)?.into_iter().map(|entry| entry.file_name());
    let names = names.map(|name| name.to_string_lossy().into_owned());
    Ok(names.filter(|name| !name.starts_with('.')).min())
}

/// The title of a handbook in this folder: "Our clinic" in `our-clinic`.
fn title_of(folder: &Path) -> String {
    let whole = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let name = whole.file_name().map(|name| name.to_string_lossy().into_owned());
    title_from(name.as_deref().unwrap_or("Handbook"))
}

/// The path and the text of each file of such a folder, whose own path is `below`, in alphabetical
/// order.
fn files(root: &'static Dir<'static>, below: &str) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut folders = vec![root];
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        files.extend(folder.files().filter_map(|file| {
            let name = file.path().strip_prefix(below).ok()?.to_str()?.replace('\\', "/");
            let name = name.replacen("dot-", ".", usize::from(name.starts_with("dot-")));
            Some((name, file.contents_utf8()?.to_owned()))
        }));
    }
    files.sort();
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_site_is_whole_and_neutral() {
        let files = files(&EXAMPLE, "");
        let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names[0], ".gitignore");
        assert!(names.contains(&"handbook.toml"));
        assert!(names.contains(&"content/_index.md"));
        for (name, text) in &files {
            let lower = text.to_lowercase();
            for word in ["leader", "leading", "manage", "managing"] {
                assert!(!lower.contains(word), "`{word}` in {name}");
            }
        }
    }
}
