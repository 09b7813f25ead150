//! The vocabulary of the pipeline: paths, diagnostics, fingerprints and outputs, used by every
//! stage.
//!
//! Nothing here knows of Markdown, themes or the network, or does I/O, but for `seen_file`, which
//! opens a file for those who read it, and `spool`, which keeps bytes out of memory.

pub mod diagnostic;
pub mod fingerprint;
pub mod marks;
pub mod natural_order;
pub mod outputs;
pub mod paths;
pub mod seen_file;
pub mod spool;
pub mod suggest;
