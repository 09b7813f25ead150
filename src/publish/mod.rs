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

pub use disk::{DiskAction, DiskHook, DiskStep};
pub use error::PublishError;
pub use manifest::NAME as MANIFEST;
pub use report::PublishReport;
pub use run::{clean, clean_with_hook, publish, publish_with_hook};
pub use target::{PublishOptions, PublishTarget};
