//! The integration tests.

mod commonmark;
mod markdown;
