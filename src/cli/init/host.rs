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

/// Writes the files of a host into `folder`. An existing file is never changed.
pub(in crate::cli) fn run(
    folder: &Path,
    host: &Host,
    source: Option<&InstallSource>,
    terminal: &Terminal,
) -> CommandResult {
    let own = (!REPOSITORY.is_empty()).then(|| InstallSource::Git {
        url: REPOSITORY.to_owned(),
        revision: format!("v{}", env!("CARGO_PKG_VERSION")),
    });
    let source = source.or(own.as_ref());
    for StartFile { path, text } in host.start {
        let text = fill(text, folder, source).ok_or_else(|| {
            CommandError::new("this program has no public address that a host could install it from")
                .hint("name one with `--install-from`: a repository and a revision, `URL@REVISION`, or an archive and its checksum, `URL@sha256:DIGITS`")
        })?;
        if create(&folder.join(path), &text)? {
            terminal.say(&format!("created `{path}`"));
        } else {
            terminal.say(&format!("kept the existing file `{path}`"));
        }
    }
    terminal.say(&match host.place {
        FilePlace::Output => format!("every build writes what {} must be told", host.title),
        FilePlace::Elsewhere => {
            format!("`handbook hosting {}` prints what {} must be told", host.name, host.title)
        }
    });
    Ok(())
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
