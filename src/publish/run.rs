//! [`publish()`] and [`clean`]: the steps of writing a site to its folder and of deleting it, in
//! their order.

use std::path::Path;

use crate::base::outputs::{Outputs, force_lazy};
use crate::publish::apply::apply;
use crate::publish::disk::{DiskHook, DiskWriter};
use crate::publish::entry::{DiskEntry, entry_at};
use crate::publish::error::PublishError;
use crate::publish::guard;
use crate::publish::journal;
use crate::publish::lock::OutputLock;
use crate::publish::manifest::{self, Manifest};
use crate::publish::operation::PublishOperation;
use crate::publish::plan::plan;
use crate::publish::report::PublishReport;
use crate::publish::staging::StagingFolder;
use crate::publish::target::{PublishOptions, PublishTarget};

/// Writes `outputs` to the output folder and deletes what an earlier publish wrote and the site no
/// longer has.
///
/// # Errors
/// The folder must not be written, holds something that `handbook` does not own where the site
/// needs a path, or the machine fails. Before the commit nothing has changed then; after it, the
/// next call completes what this one began.
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
/// needs a path, or the machine or `hook` fails. Before the commit nothing has changed then; after
/// it, the next call completes what this one began.
pub fn publish_with_hook(
    outputs: &Outputs,
    target: &PublishTarget,
    options: PublishOptions,
    hook: &DiskHook<'_>,
) -> Result<PublishReport, PublishError> {
    let folder = guard::output_folder(target)?;
    // Lazy outputs may take long to make, so they are made before anything is locked.
    force_lazy(outputs);
    let disk = DiskWriter::new(hook);
    let created = disk.make_folders(&folder)?;
    let lock = OutputLock::take(&folder)?;
    let result = publish_locked(outputs, &folder, options, &disk);
    if result.is_err() {
        disk.remove_created_folders(&created);
    }
    drop(lock);
    result
}

fn publish_locked(
    outputs: &Outputs,
    folder: &Path,
    options: PublishOptions,
    disk: &DiskWriter<'_>,
) -> Result<PublishReport, PublishError> {
    let resumed = journal::resume(disk, folder)?;
    let manifest = Manifest::read(folder)?;
    if manifest.is_none() && !options.force {
        guard::check_unowned_folder(folder)?;
    }
    let plan = plan(outputs, manifest.as_ref(), folder, options)?;
    let mut report = PublishReport {
        written: plan.files.len(),
        unchanged: outputs.len() - plan.files.len(),
        deleted: 0,
        bytes: plan.files.iter().map(|(_, output)| output.len()).sum(),
        resumed,
    };
    if plan.operations.is_empty() {
        return Ok(report);
    }
    let staging = StagingFolder::create(disk, folder)?;
    let staged = staging
        .fill(disk, folder, &plan)
        .and_then(|()| journal::write(disk, &staging, &plan.operations));
    if let Err(error) = staged {
        staging.discard(disk);
        return Err(error);
    }
    report.deleted = apply(disk, folder, staging.path(), &plan.operations)?;
    staging.finish(disk)?;
    Ok(report)
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
    let disk = DiskWriter::new(hook);
    if entry_at(&folder)? == DiskEntry::Missing {
        // Without an output folder, only the staging folder of an interrupted publish can be left.
        let staging = StagingFolder::find(&folder)?;
        for staging in &staging {
            staging.discard(&disk);
        }
        return Ok(PublishReport { resumed: !staging.is_empty(), ..PublishReport::default() });
    }
    let _lock = OutputLock::take(&folder)?;
    let mut report =
        PublishReport { resumed: journal::resume(&disk, &folder)?, ..PublishReport::default() };
    if let Some(manifest) = Manifest::read(&folder)? {
        let operations: Vec<PublishOperation> =
            manifest.files.into_keys().map(PublishOperation::Remove).collect();
        report.deleted = apply(&disk, &folder, &folder, &operations)?;
        disk.remove_file(&folder.join(manifest::NAME))?;
    }
    Ok(report)
}
