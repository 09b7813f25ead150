//! The vocabulary of the pipeline: names, places and results that every stage speaks of.
//!
//! Nothing here does I/O or knows of Markdown, themes or the network.

pub mod diagnostic;
pub mod fingerprint;
pub mod outputs;
pub mod paths;
pub mod suggest;
