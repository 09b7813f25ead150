//! The integration tests.
#![allow(
    clippy::needless_raw_string_hashes,
    reason = "expected texts are written by `SNAPSHOTS=overwrite cargo test`"
)]
#![allow(
    clippy::too_many_lines,
    clippy::unwrap_used,
    reason = "a test may be long and may fail"
)]

mod config;
mod front_matter;
mod report;
