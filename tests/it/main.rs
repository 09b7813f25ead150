//! The integration tests.

mod publish;
