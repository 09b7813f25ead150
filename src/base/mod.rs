//! The vocabulary of the pipeline: paths, diagnostics, fingerprints and outputs, used by every
//! stage.
//!
//! Nothing here does I/O or knows of Markdown, themes or the network.

pub mod diagnostic;
pub mod fingerprint;
pub mod natural_order;
pub mod outputs;
pub mod paths;
pub mod suggest;
