//! [`make_portable`]: a site as a folder that opens from disk, without a server.
//!
//! Every address within the site becomes relative and names its file, since a disk knows neither
//! base paths nor `index.html`; what only a host or a browser at a host can use is left out. The
//! transformation reads nothing but the outputs of a build.
//!
//! The names of attributes alone decide where HTML holds addresses (`html`), so that nothing else
//! that looks like one is touched, such as the key of a page.

mod address;
mod css;
mod html;
mod transform;

pub use crate::portable::transform::{PortableSite, make_portable};
