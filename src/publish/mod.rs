//! The output edge: [`publish()`] writes a site to its folder, whole or not at all.
//!
//! The order of a publish, each step a file of this folder:
//!
//! 1. [`guard`]: is the folder one that may be written? Otherwise nothing is touched.
//! 2. `lock`: one process at a time.
//! 3. `journal`: a publish that was interrupted is completed first.
//! 4. `manifest`: what in the folder is ours.
//! 5. `plan`: the site against the folder: what to write, what to delete, what stands in the way.
//! 6. `stage`: every file that changed is written beside the output, under a number for a name.
//! 7. `journal` again: what is about to be renamed and deleted. From here on the publish counts.
//! 8. `place`: assets are renamed into place, then pages, then our stale files are deleted, and
//!    last the manifest is replaced.
//!
//! Up to step 7 the old site stands untouched, and whatever fails leaves it so. From then on a file
//! is either the old one or the new one, since a rename is atomic, and the next publish or clean
//! goes on where this one stopped. Nothing is flushed to the medium: a killed process loses
//! nothing, while after a power cut the next publish finds and mends what the disk lost, because
//! it compares the content of every file. A file that the manifest lists is ours whatever it holds.
//!
//! Nothing else in the crate writes the site, and here all writing goes through `disk`. [`mod@edit`]
//! is the one exception to what may be written: it puts ids into the sources. [`single`] writes one
//! file elsewhere, and [`archive`] what it may hold.

pub mod archive;
pub mod edit;
pub mod guard;
pub mod single;

mod disk;
mod error;
mod journal;
mod lock;
mod look;
mod manifest;
mod ours;
mod place;
mod plan;
mod record;
mod same;
mod stage;

use std::path::{Path, PathBuf};

use crate::base::outputs::{Outputs, force_lazy};
use crate::source::{CONTENT, STATIC, TEMPLATES, THEMES};

pub use disk::{Action, Step, Watch};
pub use error::Error;
pub use manifest::NAME as MANIFEST;

use disk::Disk;
use journal::Op;
use lock::Lock;
use manifest::Manifest;
use stage::Stage;

/// Where a site is written, and what must not be hit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The absolute path of the site's folder, which holds `handbook.toml`.
    pub root: PathBuf,
    /// The absolute path of the output folder. It need not exist.
    pub output: PathBuf,
    /// The absolute paths of the folders that a build reads. They need not exist.
    pub sources: Vec<PathBuf>,
    /// The home folder of the user, if there is one.
    pub home: Option<PathBuf>,
}

impl Target {
    /// The target of a site with the usual source folders, for the user of this process.
    pub fn of_site(root: impl Into<PathBuf>, output: impl Into<PathBuf>) -> Self {
        let root = root.into();
        let sources = [CONTENT, THEMES, TEMPLATES, STATIC];
        Self {
            sources: sources.iter().map(|name| root.join(name)).collect(),
            root,
            output: output.into(),
            home: std::env::home_dir(),
        }
    }
}

/// What the caller allows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Write into a folder that holds other people's files, and over such files where the site has
    /// one of the same name. Nothing is deleted.
    pub force: bool,
}

/// What was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Report {
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

/// Writes `outputs` to the output folder and deletes what an earlier publish wrote and the site
/// no longer has.
///
/// # Errors
/// The folder must not be written, holds something of others where the site needs a place, or the
/// machine fails. Before the renames begin nothing has changed then; later, the next call
/// completes what this one began.
pub fn publish(outputs: &Outputs, target: &Target, options: Options) -> Result<Report, Error> {
    publish_watched(outputs, target, options, &|_| Ok(()))
}

/// [`publish()`], with every change to the disk announced before it is made. `watch` is called
/// from several threads; an error that it returns is taken for one of the disk.
pub fn publish_watched(
    outputs: &Outputs,
    target: &Target,
    options: Options,
    watch: &Watch<'_>,
) -> Result<Report, Error> {
    let folder = guard::output_folder(target)?;
    // Before anything is locked.
    force_lazy(outputs);
    let disk = Disk::new(watch);
    let made = disk.make_folders(&folder)?;
    let lock = Lock::take(&folder)?;
    let result = publish_locked(outputs, &folder, options, &disk);
    if result.is_err() {
        disk.unmake_folders(&made);
    }
    drop(lock);
    result
}

fn publish_locked(
    outputs: &Outputs,
    folder: &Path,
    options: Options,
    disk: &Disk<'_>,
) -> Result<Report, Error> {
    let resumed = journal::resume(disk, folder)?;
    let manifest = Manifest::read(folder)?;
    if manifest.is_none() && !options.force {
        guard::holds_nothing_of_others(folder)?;
    }
    let plan = plan::plan(outputs, manifest.as_ref(), folder, options)?;
    let mut report = Report {
        written: plan.files.len(),
        unchanged: outputs.len() - plan.files.len(),
        deleted: 0,
        bytes: plan.files.iter().map(|(_, output)| output.len()).sum(),
        resumed,
    };
    if plan.ops.is_empty() {
        return Ok(report);
    }
    let stage = Stage::create(disk, folder)?;
    let staged = stage
        .fill(disk, folder, &plan)
        .and_then(|()| journal::write(disk, &stage, &plan.ops));
    if let Err(error) = staged {
        stage.discard(disk);
        return Err(error);
    }
    report.deleted = place::run(disk, folder, stage.path(), &plan.ops)?;
    stage.finish(disk)?;
    Ok(report)
}

/// Deletes what the manifest of the output folder lists and the folders that this leaves empty.
/// The output folder itself stays, and so does everything that is not ours.
///
/// # Errors
/// As for [`publish()`].
pub fn clean(target: &Target) -> Result<Report, Error> {
    clean_watched(target, &|_| Ok(()))
}

/// [`clean`], with every change to the disk announced before it is made.
///
/// # Errors
/// As for [`publish()`].
pub fn clean_watched(target: &Target, watch: &Watch<'_>) -> Result<Report, Error> {
    let folder = guard::output_folder(target)?;
    let disk = Disk::new(watch);
    if look::look(&folder)? == look::Seen::Nothing {
        // Without an output nothing of the interrupted publish is left but its stage.
        let stage = Stage::find(&folder)?;
        for stage in &stage {
            stage.discard(&disk);
        }
        return Ok(Report {
            resumed: !stage.is_empty(),
            ..Report::default()
        });
    }
    let _lock = Lock::take(&folder)?;
    let mut report = Report {
        resumed: journal::resume(&disk, &folder)?,
        ..Report::default()
    };
    if let Some(manifest) = Manifest::read(&folder)? {
        let ops: Vec<Op> = manifest.files.into_keys().map(Op::Remove).collect();
        report.deleted = place::run(&disk, &folder, &folder, &ops)?;
        disk.remove_file(&folder.join(MANIFEST))?;
    }
    Ok(report)
}
