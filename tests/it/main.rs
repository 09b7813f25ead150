//! The integration tests: one crate, a module for each feature.

mod fixture;
mod random;
mod rebuild;
mod scan;
