//! `handbook init`: a small complete handbook to change into one's own.

use std::fs;
use std::io;
use std::path::Path;

use include_dir::{Dir, include_dir};

use super::Outcome;
use super::failure::Failure;
use super::new::create;
use super::summary::count;
use super::terminal::Terminal;

/// The files. A leading `dot-` stands for a dot, since a real `.gitignore` would act right here.
static SITE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/cli/init/site");

/// What the workflow has for the version of this program.
const VERSION: &str = "{version}";

/// Writes the files into `folder`. A file that exists is never changed.
pub(super) fn run(folder: &Path, force: bool, terminal: &Terminal) -> Result<Outcome, Failure> {
    fs::create_dir_all(folder).map_err(|error| Failure::path(folder, "created", error))?;
    if !force && let Some(entry) = first_entry(folder)? {
        return Err(Failure::new(format!(
            "`{}` is not empty: it holds `{entry}`",
            folder.display()
        ))
        .hint("use `--force` to add what is missing; no existing file is changed"));
    }
    let mut created = 0;
    for (name, text) in files() {
        let path = folder.join(&name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(|e| Failure::path(parent, "created", e))?;
        }
        match create(&path, text.as_bytes()) {
            Ok(()) => created += 1,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                terminal.say(&format!("kept `{name}`, which exists already"));
            }
            Err(error) => return Err(Failure::path(&path, "created", error)),
        }
    }
    terminal.say(&format!(
        "created {} in `{}`; `handbook serve` shows the handbook",
        count(created, "file"),
        folder.display()
    ));
    Ok(Outcome::Fine)
}

/// The name and the text of each file, in order.
fn files() -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut folders = vec![&SITE];
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        files.extend(folder.files().filter_map(|file| {
            let name = file.path().to_str()?.replace('\\', "/");
            let name = name.replacen("dot-", ".", usize::from(name.starts_with("dot-")));
            let text = file.contents_utf8()?;
            Some((name, text.replace(VERSION, env!("CARGO_PKG_VERSION"))))
        }));
    }
    files.sort();
    files
}

/// The name of something in a folder.
fn first_entry(folder: &Path) -> Result<Option<String>, Failure> {
    let unreadable = |error| Failure::path(folder, "read", error);
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        names.push(entry.file_name().to_string_lossy().into_owned());
    }
    Ok(names.into_iter().min())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_site_is_whole_and_neutral() {
        let files = files();
        let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names[0], ".github/workflows/pages.yml");
        assert_eq!(names[1], ".gitignore");
        assert!(names.contains(&"handbook.toml"));
        assert!(names.contains(&"content/_index.md"));
        for (name, text) in &files {
            let lower = text.to_lowercase();
            for word in ["leader", "leading", "manage", "managing", VERSION] {
                assert!(!lower.contains(word), "`{word}` in {name}");
            }
        }
    }

    #[test]
    fn the_workflow_installs_this_version() {
        let (_, workflow) = files().swap_remove(0);
        let version = env!("CARGO_PKG_VERSION");
        assert!(workflow.contains(&format!(
            "cargo install handbook --locked --version {version}"
        )));
    }
}
