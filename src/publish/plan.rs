//! [`plan`]: the difference between the site and the output folder. It reads the folder and changes
//! nothing.

use std::path::Path;

use rayon::prelude::*;

use crate::base::outputs::{Output, Outputs, PageSources};
use crate::base::paths::OutputPath;
use crate::publish::digest::{BUFFER, has_content};
use crate::publish::entry::{DiskEntry, OutputFolders, entry_at, parent};
use crate::publish::error::PublishError;
use crate::publish::manifest::{self, Manifest};
use crate::publish::owned::{OutputState, OwnedFiles, PlannedFile, Removal};
use crate::publish::target::PublishOptions;

/// What makes the output folder equal to the site, in the order of the fields.
pub(super) struct PublishPlan<'a> {
    /// The manifest while the rest is done; `None` if the one that is there holds all that time.
    pub(super) between: Option<Manifest>,
    /// The deletions that make room.
    pub(super) blocking: Vec<Removal>,
    /// The files to write, assets first.
    pub(super) files: Vec<PlannedFile<'a>>,
    /// The deletions of what the site no longer has.
    pub(super) stale: Vec<Removal>,
    /// The manifest of the site.
    pub(super) manifest: Manifest,
}

impl PublishPlan<'_> {
    /// Whether this changes none of the files beside the manifest.
    pub(super) fn is_empty(&self) -> bool {
        self.blocking.is_empty() && self.files.is_empty() && self.stale.is_empty()
    }
}

/// Compares the site with the output folder and the files that `handbook` owns in it.
///
/// # Errors
/// Something that `handbook` does not own has the path of a file or folder of the site.
pub(super) fn plan<'a>(
    outputs: &'a Outputs,
    page_sources: &PageSources,
    manifest: &'a Manifest,
    folder: &'a Path,
    options: PublishOptions,
) -> Result<PublishPlan<'a>, PublishError> {
    let mut folders = OutputFolders::new(folder);
    let mut owned = OwnedFiles::new(outputs, manifest, folder);
    for path in outputs.keys() {
        if manifest::is_reserved(path) {
            return Err(PublishError::Reserved(folder.join(path.as_str())));
        }
        owned.check_folders(&mut folders, parent(path.as_str()))?;
    }
    let found = compare(outputs, &folders, folder)?;
    let mut files = Vec::new();
    for ((path, output), found) in outputs.iter().zip(found) {
        if folders.is_known(path.as_str()) {
            return Err(PublishError::FileAndFolder(folder.join(path.as_str())));
        }
        files.extend(owned.planned(path, output, found, options)?);
    }
    // Assets first, so that no page ever asks for one that is not there yet. The sort is stable.
    files.sort_by_key(|file| file.path.extension().eq_ignore_ascii_case("html"));
    let new = Manifest {
        former: manifest.former_pages(outputs, page_sources),
        page_sources: page_sources.clone(),
        ..Manifest::of_site(outputs)
    };
    let between = manifest.between(&new);
    Ok(PublishPlan {
        between: (!between.pending.is_empty()).then_some(between),
        stale: owned.stale(&mut folders)?,
        blocking: owned.blocking.into_iter().collect(),
        files,
        manifest: new,
    })
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

        let changes = |manifest: &Manifest| {
            let options = PublishOptions::default();
            let plan = plan(&outputs, &PageSources::new(), manifest, folder.path(), options)
                .expect("a plan");
            let remove = |removal: &Removal| match removal {
                Removal::File(path) => format!("remove {path}"),
                Removal::EmptyFolder(folder) => format!("empty {folder}"),
            };
            let blocking = plan.blocking.iter().map(remove);
            let files = plan.files.iter().map(|file| format!("add {}", file.path));
            blocking.chain(files).chain(plan.stale.iter().map(remove)).collect::<Vec<_>>()
        };
        let (add, remove) = ("add about.html", "remove About.html");
        assert_eq!(changes(&manifest), [add, remove]);
        fs::hard_link(&old, folder.path().join("about.html")).expect("a second name");
        assert_eq!(changes(&manifest), [remove, add]);

        // An interrupted publish may have placed it or not; the disk does not say which.
        let between = manifest.between(&Manifest::of_site(&outputs)).text();
        let mut file = fs::File::create(folder.path().join(manifest::NAME)).expect("a file");
        std::io::Write::write_all(&mut file, between.as_bytes()).expect("written");
        let between = Manifest::read(folder.path()).expect("read").expect("a manifest");
        assert_eq!(changes(&between), [remove, add]);
    }
}
