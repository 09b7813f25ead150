//! [`output_folder`]: refuses output folders whose loss would hurt.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use crate::publish::entry::is_same_file;
use crate::publish::error::PublishError;
use crate::publish::target::PublishTarget;

/// The path of the output folder with links resolved. The folder may not exist yet.
///
/// # Errors
/// The output folder is the root of a file system, the home folder, the site's folder or a source
/// folder, holds one of those or lies in a source folder; or it is no folder.
pub fn output_folder(target: &PublishTarget) -> Result<PathBuf, PublishError> {
    let output = real_path(&target.output)?;
    let refused = |why: String| PublishError::Refused(output.clone(), why);
    if output.parent().is_none() {
        return Err(refused("it is the root of the file system".to_owned()));
    }
    let keep = |path: &Path| real_path(path).unwrap_or_else(|_| path.to_owned());
    let mut protected = vec![("the site's own folder", keep(&target.root))];
    if let Some(home) = target.home.as_deref().filter(|home| home.is_absolute()) {
        protected.push(("your home folder", keep(home)));
    }
    for source in &target.sources {
        let source = keep(source);
        let inside = output.ancestors().skip(1);
        if inside.into_iter().any(|folder| is_same_file(folder, &source)) {
            return Err(refused(format!(
                "it lies in `{}`, which handbook reads",
                source.display()
            )));
        }
        protected.push(("a folder that handbook reads", source));
    }
    for (description, protected) in protected {
        if is_same_file(&protected, &output) {
            return Err(refused(format!("it is {description}")));
        }
        if protected.ancestors().any(|folder| is_same_file(folder, &output)) {
            return Err(refused(format!("it holds `{}`, {description}", protected.display())));
        }
    }
    if output.exists() && !output.is_dir() {
        return Err(refused("it is not a folder".to_owned()));
    }
    Ok(output)
}

/// Resolves links, `.` and `..` as the system would after the missing folders were made.
fn real_path(path: &Path) -> Result<PathBuf, PublishError> {
    let failed = || PublishError::io("read", path);
    let mut real = PathBuf::new();
    for part in std::path::absolute(path).map_err(failed())?.components() {
        match part {
            Component::Prefix(_) | Component::RootDir => real.push(part),
            Component::CurDir => {}
            // The path so far has no links, so its parent is the one of the spelling.
            Component::ParentDir => {
                real.pop();
            }
            Component::Normal(name) => {
                let next = real.join(name);
                real = match fs::canonicalize(&next) {
                    Ok(next) => next,
                    // A dangling link is refused: where it will lead is not known.
                    Err(error)
                        if error.kind() == io::ErrorKind::NotFound
                            && fs::symlink_metadata(&next).is_err() =>
                    {
                        next
                    }
                    Err(error) => return Err(PublishError::io("read", &next)(error)),
                };
            }
        }
    }
    Ok(real)
}

/// Checks that a folder without a manifest has only hidden entries.
///
/// # Errors
/// The folder holds an entry whose name does not begin with a dot.
pub(super) fn check_unowned_folder(folder: &Path) -> Result<(), PublishError> {
    let names = fs::read_dir(folder).and_then(|entries| {
        let names = entries.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
        names.collect::<io::Result<Vec<String>>>()
    });
    let names = names.map_err(PublishError::io("read", folder))?.into_iter();
    match names.filter(|name| !name.starts_with('.')).min() {
        Some(entry) => Err(PublishError::UnownedFolder { path: folder.to_owned(), entry }),
        None => Ok(()),
    }
}
