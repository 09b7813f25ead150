//! `handbook init --host`: the file with which a host builds or serves a handbook.

use std::path::Path;

use crate::base::paths::slugify;
use crate::cli::init::{create, title_of};
use crate::cli::install::InstallSource;
use crate::cli::outcome::{CommandError, CommandResult};
use crate::cli::terminal::Terminal;
use crate::hosting::host::{FilePlace, Host, StartFile};

/// Where this program is published; empty while it is nowhere.
const REPOSITORY: &str = env!("CARGO_PKG_REPOSITORY");

/// The files with which a repository begins that a host serves.
pub(in crate::cli) struct HostStart<'a> {
    folder: &'a Path,
    host: &'a Host,
    /// Paths below the folder, and texts.
    files: Vec<(&'static str, String)>,
}

/// The files of a host for `folder`, before anything is written.
///
/// # Errors
/// One of them installs the program, and there is nothing to install it from.
pub(in crate::cli) fn start<'a>(
    folder: &'a Path,
    host: &'a Host,
    source: Option<&InstallSource>,
) -> Result<HostStart<'a>, CommandError> {
    let own = (!REPOSITORY.is_empty()).then(|| InstallSource::Git {
        url: REPOSITORY.to_owned(),
        revision: format!("v{}", env!("CARGO_PKG_VERSION")),
    });
    let source = source.or(own.as_ref());
    let files = host.start.iter().map(|StartFile { path, text }| {
        let text = fill(text, folder, source).ok_or_else(|| {
            CommandError::new("this program has no public address that a host could install it from")
                .hint("name one with `--install-from`: a repository and a revision, `URL@REVISION`, or an archive and its checksum, `URL@sha256:DIGITS`")
        })?;
        Ok((*path, text))
    });
    Ok(HostStart { folder, host, files: files.collect::<Result<_, CommandError>>()? })
}

impl HostStart<'_> {
    /// Writes the files. An existing one is never changed.
    pub(in crate::cli) fn write(&self, terminal: &Terminal) -> CommandResult {
        for (path, text) in &self.files {
            if create(&self.folder.join(path), text)? {
                terminal.say(&format!("created `{path}`"));
            } else {
                terminal.say(&format!("kept the existing file `{path}`"));
            }
        }
        let Host { name, title, place, .. } = self.host;
        terminal.say(&match place {
            FilePlace::Output => format!("every build writes what {title} must be told"),
            FilePlace::Elsewhere => {
                format!("`handbook hosting {name}` prints what {title} must be told")
            }
        });
        Ok(())
    }
}

/// The text of a file of a host, with the lines that install the program from `source`; `None` if it has
/// such lines and there is no source.
fn fill(text: &str, folder: &Path, source: Option<&InstallSource>) -> Option<String> {
    let mut filled = String::new();
    for line in text.split_inclusive('\n') {
        let install = line.trim().strip_prefix("{install:").and_then(|rest| rest.strip_suffix('}'));
        if let Some(indent) = install {
            let margin = " ".repeat(indent.parse().unwrap_or_default());
            for line in source?.lines() {
                filled.push_str(&format!("{margin}{line}\n"));
            }
            continue;
        }
        filled.push_str(line);
    }
    if let Some(source) = source {
        filled = filled.replace("{key}", source.key()).replace("{image}", source.image());
    }
    Some(filled.replace("{name}", &worker_name(folder)))
}

/// The name of a folder as the name of a worker may be: small letters of ASCII, digits and hyphens.
fn worker_name(folder: &Path) -> String {
    let slug = slugify(&title_of(folder));
    if slug.is_ascii() && !slug.is_empty() { slug } else { "handbook".to_owned() }
}
