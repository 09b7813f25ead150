//! [`Manifest`]: the list of the files in the output folder that `handbook` owns. It lies in the
//! folder itself.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use crate::base::outputs::Outputs;
use crate::base::paths::OutputPath;
use crate::publish::entry::{DiskEntry, entry_at};
use crate::publish::error::PublishError;
use crate::publish::record::{FileDigest, RecordError, decode, encode};

/// The name of the manifest in the output folder.
pub const NAME: &str = ".handbook-manifest";

const KIND: &str = "handbook-manifest";

/// The files that the last publish left in the output folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    pub(super) files: BTreeMap<OutputPath, FileDigest>,
}

impl Manifest {
    /// The manifest of a site that is about to be published.
    pub(super) fn of_site(outputs: &Outputs) -> Self {
        let files = outputs.iter();
        Self { files: files.map(|(path, output)| (path.clone(), FileDigest::of(output))).collect() }
    }

    /// Reads the manifest of an output folder; `None` when it has none.
    ///
    /// # Errors
    /// The manifest cannot be read or parsed, or is not a regular file.
    pub(super) fn read(folder: &Path) -> Result<Option<Self>, PublishError> {
        let path = folder.join(NAME);
        let wrong = |error: RecordError| PublishError::Record {
            path: path.clone(),
            why: error.to_string(),
        };
        match entry_at(&path)? {
            DiskEntry::Missing => return Ok(None),
            DiskEntry::File(_) => {}
            _ => return Err(wrong(RecordError::NotAFile)),
        }
        let text = read(&path)?;
        let lines = decode(KIND, &text).map_err(wrong)?;
        let files = lines.lines().map(|line| {
            let (digest, path) = FileDigest::parse(line)?;
            let path = OutputPath::new(path).ok()?;
            (!is_reserved(&path)).then_some((path, digest))
        });
        let files: Option<BTreeMap<_, _>> = files.collect();
        let files = files.ok_or_else(|| wrong(RecordError::Damaged))?;
        Ok(Some(Self { files }))
    }

    /// The content of the manifest's file: one line per file, sorted by path.
    pub(super) fn text(&self) -> String {
        let mut lines = String::new();
        for (path, digest) in &self.files {
            // Writing to a String cannot fail.
            let _ = writeln!(lines, "{digest} {path}");
        }
        encode(KIND, &lines)
    }
}

/// Reads the file of a manifest or a journal.
#[expect(clippy::disallowed_methods, reason = "the publisher's own records are no sources")]
pub(super) fn read(path: &Path) -> Result<Vec<u8>, PublishError> {
    std::fs::read(path).map_err(PublishError::io("read", path))
}

/// Whether the name is reserved for the publisher's own files in the output folder.
pub(super) fn is_reserved(path: &OutputPath) -> bool {
    path.as_str().starts_with('.') && path.collision_key().starts_with(".handbook-")
}
