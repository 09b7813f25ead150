//! The integration tests.

mod scan;
