//! [`publish()`] and [`clean`]: the steps of writing a site to its folder and of deleting it, in
//! their order.

use std::path::Path;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::base::outputs::{Outputs, force_lazy};
use crate::base::paths::OutputPath;
use crate::publish::apply::{FolderChanger, apply};
use crate::publish::digest::{BUFFER, FileDigest, has_digest};
use crate::publish::disk::{DiskHook, DiskWriter};
use crate::publish::entry::{DiskEntry, OutputFolders, entry_at, parent};
use crate::publish::error::PublishError;
use crate::publish::former::FormerPages;
use crate::publish::guard;
use crate::publish::lock::OutputLock;
use crate::publish::manifest::{self, Manifest};
use crate::publish::owned::Removal;
use crate::publish::plan::plan;
use crate::publish::staging::StagingFolder;
use crate::publish::target::{PublishOptions, PublishTarget};

/// Writes `outputs` to the output folder and deletes what an earlier publish wrote and the site no
/// longer has.
///
/// # Errors
/// The folder must not be written, holds something that `handbook` does not own where the site
/// needs a path, or the machine fails. Until everything is staged nothing has changed then; after
/// that, the next call completes what this one began.
pub fn publish(
    outputs: &Outputs,
    target: &PublishTarget,
    options: PublishOptions,
) -> Result<PublishReport, PublishError> {
    publish_with_hook(outputs, target, options, &|_| Ok(()))
}

/// Publishes as [`publish()`] does, and passes every change to the disk to `hook` before it is
/// made. `hook` is called from several threads; its error counts as one of the disk.
///
/// # Errors
/// The folder must not be written, holds something that `handbook` does not own where the site
/// needs a path, or the machine or `hook` fails. Until everything is staged nothing has changed
/// then; after that, the next call completes what this one began.
pub fn publish_with_hook(
    outputs: &Outputs,
    target: &PublishTarget,
    options: PublishOptions,
    hook: &DiskHook<'_>,
) -> Result<PublishReport, PublishError> {
    let folder = guard::output_folder(target)?;
    // Lazy outputs may take long to make, so they are made before anything is locked.
    force_lazy(outputs);
    let disk = DiskWriter { hook };
    let created = disk.make_folders(&folder)?;
    let lock = OutputLock::take(&folder)?;
    let result = publish_locked(outputs, &folder, target, options, &disk);
    if result.is_err() {
        disk.remove_created_folders(&created);
    }
    drop(lock);
    result
}

fn publish_locked(
    outputs: &Outputs,
    folder: &Path,
    target: &PublishTarget,
    options: PublishOptions,
    disk: &DiskWriter<'_>,
) -> Result<PublishReport, PublishError> {
    let has_litter = StagingFolder::discard_all(disk, folder)?;
    let found = Manifest::read(folder)?;
    let is_owned = found.is_some();
    if !is_owned && !options.force {
        guard::check_unowned_folder(folder)?;
    }
    let old = found.unwrap_or_default();
    let mut plan = plan(outputs, &target.page_sources, &old, folder, options)?;
    plan.manifest.inputs = target.inputs;
    let mut report = PublishReport {
        written: plan.files.len(),
        unchanged: outputs.len() - plan.files.len(),
        deleted: 0,
        bytes: plan.files.iter().map(|file| file.output.len()).sum(),
        resumed: has_litter || !old.pending.is_empty(),
    };
    if plan.is_empty() && is_owned && old == plan.manifest {
        return Ok(report);
    }
    let staging = StagingFolder::create(disk, folder)?;
    let result =
        staging.fill(disk, folder, &plan).and_then(|()| apply(disk, folder, &staging, &plan));
    staging.discard(disk);
    report.deleted = result?;
    Ok(report)
}

/// The number of files of the site in the output folder, if that was built from `target.inputs` and
/// every file in it still has the content that was published; `None` where a publish is due.
///
/// # Errors
/// The folder must not be written or is locked by another publish, or the machine fails.
pub fn unchanged_files(target: &PublishTarget) -> Result<Option<usize>, PublishError> {
    let folder = guard::output_folder(target)?;
    if target.inputs.is_none() || entry_at(&folder)? != DiskEntry::Folder {
        return Ok(None);
    }
    let _lock = OutputLock::take(&folder)?;
    // What is wrong with a manifest is said by a publish.
    let Ok(Some(Manifest { files, pending, inputs, .. })) = Manifest::read(&folder) else {
        return Ok(None);
    };
    if inputs != target.inputs || !pending.is_empty() || StagingFolder::is_left(&folder)? {
        return Ok(None);
    }
    let mut folders = OutputFolders::new(&folder);
    for path in files.keys() {
        if folders.entry_at(parent(path.as_str()))? != DiskEntry::Folder {
            return Ok(None);
        }
    }
    let is_there = |buffer: &mut Vec<u8>, (path, digest): (&OutputPath, &FileDigest)| {
        has_digest(&folder.join(path.as_str()), *digest, buffer)
    };
    let buffer = || vec![0; BUFFER];
    let all = files.par_iter().map_init(buffer, is_there).try_reduce(|| true, |a, b| Ok(a && b))?;
    Ok(all.then_some(files.len()))
}

/// The pages that were published to the output folder, by its manifest, and that `outputs` have
/// not; none without a manifest.
///
/// # Errors
/// The folder must not be written, its manifest cannot be read, or the machine fails.
pub fn former_pages(
    target: &PublishTarget,
    outputs: &Outputs,
) -> Result<FormerPages, PublishError> {
    let folder = guard::output_folder(target)?;
    if entry_at(&folder)? != DiskEntry::Folder {
        return Ok(FormerPages::default());
    }
    let manifest = Manifest::read(&folder)?;
    let former = manifest.map(|manifest| manifest.former_pages(outputs, &target.page_sources));
    Ok(former.unwrap_or_default())
}

/// Deletes the files that the manifest of the output folder lists and the folders that this leaves
/// empty. The output folder itself stays, and so does everything that `handbook` does not own.
///
/// # Errors
/// The folder must not be written or is locked by another publish, its manifest cannot be read, or
/// the machine fails.
pub fn clean(target: &PublishTarget) -> Result<PublishReport, PublishError> {
    clean_with_hook(target, &|_| Ok(()))
}

/// Cleans as [`clean`] does, and passes every change to the disk to `hook` before it is made.
///
/// # Errors
/// The folder must not be written or is locked by another publish, its manifest cannot be read, or
/// the machine or `hook` fails.
pub fn clean_with_hook(
    target: &PublishTarget,
    hook: &DiskHook<'_>,
) -> Result<PublishReport, PublishError> {
    let folder = guard::output_folder(target)?;
    let disk = DiskWriter { hook };
    if entry_at(&folder)? == DiskEntry::Missing {
        // Without an output folder, only the staging folder of an interrupted publish can be left.
        let resumed = StagingFolder::discard_all(&disk, &folder)?;
        return Ok(PublishReport { resumed, ..PublishReport::default() });
    }
    let _lock = OutputLock::take(&folder)?;
    let resumed = StagingFolder::discard_all(&disk, &folder)?;
    let mut report = PublishReport { resumed, ..PublishReport::default() };
    if let Some(Manifest { files, pending, .. }) = Manifest::read(&folder)? {
        report.resumed |= !pending.is_empty();
        let files = files.into_keys().map(Removal::File);
        let removals: Vec<_> = files.chain(pending.keys().map(Removal::folder_of)).collect();
        report.deleted = FolderChanger::new(&disk, &folder).remove_all(&removals)?;
        disk.remove_file(&folder.join(manifest::NAME))?;
    }
    Ok(report)
}

/// The counts of what a publish or a clean did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PublishReport {
    /// Files of the site that were written.
    pub written: usize,
    /// Files of the site that were there already and were not touched.
    pub unchanged: usize,
    /// Files of an earlier publish that were deleted.
    pub deleted: usize,
    /// The length of all written files, in bytes.
    pub bytes: u64,
    /// Whether an interrupted publish was completed or cleared away first.
    pub resumed: bool,
}
