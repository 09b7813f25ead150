//! The output edge: [`publish()`] writes a site to its folder, completely or not at all.
//!
//! The steps of a publish, each a module of this folder:
//!
//! 1. [`guard`]: refuses a folder that must not be written.
//! 2. `lock`: takes the folder for one process at a time.
//! 3. `journal`: completes a publish that was interrupted.
//! 4. `manifest`: reads which files in the folder `handbook` owns.
//! 5. `plan`: compares the site with the folder: what to write, what to delete, what stands in the
//!    way. `owned` decides what may be replaced or deleted.
//! 6. `staging`: writes every file that changed beside the output, under a number for a name.
//! 7. `journal` again: lists the renames and deletions to come. With it the publish is committed.
//! 8. `apply`: renames assets into place, then pages, then deletes stale files that are owned, and
//!    replaces the manifest last.
//!
//! Until the commit the old site stands untouched, and whatever fails leaves it so. From then on a
//! file is either the old one or the new one, since a rename is atomic, and the next publish or
//! clean goes on where this one stopped. Nothing is flushed to the medium: a killed process loses
//! nothing, while after a power failure the next publish finds and repairs what the disk lost,
//! because it compares the content of every file. A file that the manifest lists is owned whatever
//! it holds.
//!
//! Nothing else in the crate writes the site, and all writing goes through `disk`. [`mod@edit`] is
//! the one way in which sources are written: it puts ids into them. [`single`] writes one file
//! elsewhere, and [`archive`] makes the zip archive that an e-book is.

pub mod archive;
pub mod edit;
pub mod guard;
pub mod single;

mod apply;
mod compare;
mod disk;
mod entry;
mod error;
mod journal;
mod lock;
mod manifest;
mod operation;
mod owned;
mod plan;
mod record;
mod report;
mod run;
mod staging;
mod target;

pub use crate::publish::disk::{DiskAction, DiskHook, DiskStep};
pub use crate::publish::error::PublishError;
pub use crate::publish::manifest::NAME as MANIFEST;
pub use crate::publish::report::PublishReport;
pub use crate::publish::run::{clean, clean_with_hook, publish, publish_with_hook};
pub use crate::publish::target::{PublishOptions, PublishTarget};
