//! Which parts of a page features take out of it.

pub mod comparison;
pub mod instrument;
pub mod terms;
