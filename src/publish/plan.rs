//! [`plan`]: the difference between the site and the output folder. It reads the folder and changes
//! nothing.

use std::path::Path;

use rayon::prelude::*;

use crate::base::fingerprint::Fingerprint;
use crate::base::outputs::{Output, Outputs};
use crate::base::paths::OutputPath;
use crate::publish::compare::{BUFFER, has_content};
use crate::publish::entry::{DiskEntry, OutputFolders, entry_at, parent};
use crate::publish::error::PublishError;
use crate::publish::manifest::{self, Manifest};
use crate::publish::operation::{PublishOperation, StagedFile};
use crate::publish::owned::{FileDecision, OutputState, OwnedFiles};
use crate::publish::record::FileDigest;
use crate::publish::target::PublishOptions;

/// The files to write and the operations that make the output folder equal to the site.
pub(super) struct PublishPlan<'a> {
    /// The files to write. The index in this list is the slot in the staging folder.
    pub(super) files: Vec<(&'a OutputPath, &'a Output)>,
    /// The text of the new manifest, staged in the slot after the last file. Empty when nothing is
    /// to be done.
    pub(super) manifest: String,
    /// The operations after staging, in order. Empty when the folder is up to date.
    pub(super) operations: Vec<PublishOperation>,
}

/// Compares the site with the output folder and the files that `handbook` owns in it.
///
/// # Errors
/// Something that `handbook` does not own has the path of a file or folder of the site.
pub(super) fn plan<'a>(
    outputs: &'a Outputs,
    manifest: Option<&'a Manifest>,
    folder: &'a Path,
    options: PublishOptions,
) -> Result<PublishPlan<'a>, PublishError> {
    let mut folders = OutputFolders::new(folder);
    let mut owned = OwnedFiles::new(outputs, manifest, folder);
    for path in outputs.keys() {
        if manifest::is_reserved(path) {
            return Err(PublishError::Reserved { path: folder.join(path.as_str()) });
        }
        owned.check_folders(&mut folders, parent(path.as_str()))?;
    }
    let found = compare(outputs, &folders, folder)?;
    let mut files: Vec<(&OutputPath, &Output, bool)> = Vec::new();
    for ((path, output), found) in outputs.iter().zip(found) {
        if folders.is_known(path.as_str()) {
            return Err(PublishError::FileAndFolder { path: folder.join(path.as_str()) });
        }
        match owned.decide(path, found, options)? {
            FileDecision::Keep => {}
            FileDecision::Add => files.push((path, output, false)),
            FileDecision::Replace => files.push((path, output, true)),
        }
    }
    // Assets first, so that no page ever asks for one that is not there yet. The sort is stable.
    files.sort_by_key(|(path, ..)| path.extension().eq_ignore_ascii_case("html"));
    let stale = owned.stale(&mut folders)?;
    let clear = owned.blocking.into_iter().map(PublishOperation::Remove);
    let place = files.iter().enumerate();
    let place = place.map(|(slot, (path, output, replace))| {
        PublishOperation::Install(StagedFile {
            slot,
            path: (*path).clone(),
            digest: FileDigest::of(output),
            replace: *replace,
        })
    });
    let mut operations: Vec<PublishOperation> = clear.chain(place).chain(stale).collect();
    let text = finish(&mut operations, files.len(), outputs, manifest);
    Ok(PublishPlan {
        files: files.iter().map(|(path, output, _)| (*path, *output)).collect(),
        manifest: text,
        operations,
    })
}

/// Adds the last operation, which installs the new manifest, if there are others or the manifest
/// changes. Returns the text of the manifest, empty if there is nothing to do.
fn finish(
    operations: &mut Vec<PublishOperation>,
    slot: usize,
    outputs: &Outputs,
    old: Option<&Manifest>,
) -> String {
    let new = Manifest::of_site(outputs);
    if operations.is_empty() && old == Some(&new) {
        return String::new();
    }
    let text = new.text();
    if let Ok(path) = OutputPath::new(manifest::NAME) {
        operations.push(PublishOperation::Install(StagedFile {
            slot,
            path,
            digest: FileDigest {
                fingerprint: Fingerprint::of_bytes(text.as_bytes()),
                len: text.len() as u64,
            },
            replace: old.is_some(),
        }));
    }
    text
}

/// Compares every file of the site with the output folder, in parallel.
fn compare(
    outputs: &Outputs,
    folders: &OutputFolders<'_>,
    folder: &Path,
) -> Result<Vec<OutputState>, PublishError> {
    let all: Vec<(&OutputPath, &Output)> = outputs.iter().collect();
    all.par_iter()
        .map_init(
            || vec![0; BUFFER],
            |buffer, (path, output)| {
                if folders.known(parent(path.as_str())) != DiskEntry::Folder {
                    return Ok(OutputState::Differs(DiskEntry::Missing));
                }
                let path = folder.join(path.as_str());
                match entry_at(&path)? {
                    DiskEntry::File(len)
                        if len == output.len() && has_content(&path, output, buffer)? =>
                    {
                        Ok(OutputState::UpToDate)
                    }
                    seen => Ok(OutputState::Differs(seen)),
                }
            },
        )
        .collect()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// A file system that ignores case shows one file under both names; a hard link does so here.
    #[test]
    fn a_file_whose_name_changes_in_case_alone_is_deleted_before_it_is_placed() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name| OutputPath::new(name).expect("a path");
        let output = Output::bytes(b"same".as_slice());
        let manifest = Manifest::of_site(&Outputs::from([(path("About.html"), output.clone())]));
        let outputs = Outputs::from([(path("about.html"), output)]);
        let old = folder.path().join("About.html");
        std::io::Write::write_all(&mut fs::File::create(&old).expect("a file"), b"same")
            .expect("written");

        let operations = || {
            let options = PublishOptions::default();
            let plan = plan(&outputs, Some(&manifest), folder.path(), options).expect("a plan");
            let name = |operation: &PublishOperation| match operation {
                PublishOperation::Remove(path) => format!("remove {path}"),
                PublishOperation::Install(staged) => format!("place {}", staged.path),
            };
            plan.operations.iter().map(name).collect::<Vec<_>>()
        };
        let manifest = "place .handbook-manifest";
        assert_eq!(operations(), ["place about.html", "remove About.html", manifest]);
        fs::hard_link(&old, folder.path().join("about.html")).expect("a second name");
        assert_eq!(operations(), ["remove About.html", "place about.html", manifest]);
    }
}
