//! The output edge: [`publish()`] writes a site to its folder, completely or not at all.
//!
//! The steps of a publish, each a module of this folder:
//!
//! 1. [`guard`]: refuses a folder that must not be written.
//! 2. `lock`: takes the folder for one process at a time.
//! 3. `manifest`: reads which files in the folder `handbook` owns.
//! 4. `plan`: compares the site with the folder: what to write, what to delete, what stands in the
//!    way. `owned` decides what may be replaced or deleted.
//! 5. `staging`: writes every file that changed beside the output, under a number for a name.
//! 6. `apply`: replaces the manifest by one of both the old site and the new, renames assets into
//!    place, then pages, deletes stale files that are owned, and replaces the manifest by that of
//!    the new site.
//!
//! Until step 6 the old site stands untouched, and whatever fails leaves it so. From then on a file
//! is either the old one or the new one, since a rename is atomic. The next publish compares every
//! file with its site anyway, and from the manifest it knows which of them are owned; so it needs no
//! record of how far this one came. A file that is in the folder before and after is owned whatever
//! it holds; a file of one site alone may be missing while one replaces the other, and somebody may
//! put another in its place: until the end such a file is owned only while it has the content that
//! the manifest tells.
//!
//! Nothing is flushed to the medium: a killed process loses nothing, while after a power failure the
//! next publish finds and repairs what the disk lost.
//!
//! Nothing else in the crate writes the site, and all writing goes through `disk`. [`mod@edit`] is
//! the one way in which sources are written: it puts ids into them. It also writes single files
//! elsewhere, [`archive`] makes the zip archive that an e-book is, and [`compressed`] what lies
//! compressed beside the files of a site.

pub mod archive;
pub mod compressed;
pub mod edit;
pub mod guard;

mod apply;
mod digest;
mod disk;
mod entry;
mod error;
mod former;
mod lock;
mod manifest;
mod owned;
mod plan;
mod run;
mod staging;
mod target;

pub use crate::publish::disk::{DiskAction, DiskHook, DiskStep};
pub use crate::publish::error::PublishError;
pub use crate::publish::former::FormerPages;
pub use crate::publish::manifest::NAME as MANIFEST;
pub use crate::publish::run::{
    PublishReport, clean, clean_with_hook, former_pages, publish, publish_with_hook,
    unchanged_files,
};
pub use crate::publish::target::{PublishOptions, PublishTarget};
