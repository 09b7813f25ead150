//! The integration tests.

mod cli;
mod scan;
mod serve;
