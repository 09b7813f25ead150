//! [`Manifest`]: which files of the output folder are ours. It lies in the folder itself.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use super::error::Error;
use super::look::{Seen, look};
use super::record::{Flaw, Stamp, seal, unseal};
use crate::base::outputs::Outputs;
use crate::base::paths::OutputPath;

/// The name of the manifest in the output folder.
pub const NAME: &str = ".handbook-manifest";

const KIND: &str = "handbook-manifest";

/// The files that the last publish left in the folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    pub(super) files: BTreeMap<OutputPath, Stamp>,
}

impl Manifest {
    /// The manifest of a site as it will be written.
    pub(super) fn of_site(outputs: &Outputs) -> Self {
        let files = outputs.iter();
        Self {
            files: files
                .map(|(path, output)| (path.clone(), Stamp::of(output)))
                .collect(),
        }
    }

    /// Reads the manifest of an output folder; `None` when it has none.
    ///
    /// # Errors
    /// It cannot be read or understood, or is not a regular file.
    pub(super) fn read(folder: &Path) -> Result<Option<Self>, Error> {
        let path = folder.join(NAME);
        let wrong = |flaw: Flaw| Error::Record {
            path: path.clone(),
            why: flaw.to_string(),
        };
        match look(&path)? {
            Seen::Nothing => return Ok(None),
            Seen::File(_) => {}
            _ => return Err(wrong(Flaw::NotAFile)),
        }
        let text = read(&path)?;
        let lines = unseal(KIND, &text).map_err(wrong)?;
        let files = lines.lines().map(|line| {
            let (stamp, path) = Stamp::parse(line)?;
            let path = OutputPath::new(path).ok()?;
            (!is_reserved(&path)).then_some((path, stamp))
        });
        let files: Option<BTreeMap<_, _>> = files.collect();
        let files = files.ok_or_else(|| wrong(Flaw::Damaged))?;
        Ok(Some(Self { files }))
    }

    /// The manifest as it is written: one line per file, sorted.
    pub(super) fn text(&self) -> String {
        let mut lines = String::new();
        for (path, stamp) in &self.files {
            // Writing to a text cannot fail.
            let _ = writeln!(lines, "{stamp} {path}");
        }
        seal(KIND, &lines)
    }
}

/// The content of a manifest or a journal.
#[expect(
    clippy::disallowed_methods,
    reason = "the publisher's own records are no sources"
)]
pub(super) fn read(path: &Path) -> Result<Vec<u8>, Error> {
    std::fs::read(path).map_err(Error::io("read", path))
}

/// Whether the publisher needs this name of the output folder for itself.
pub(super) fn is_reserved(path: &OutputPath) -> bool {
    path.as_str().starts_with('.') && path.collision_key().starts_with(".handbook-")
}
