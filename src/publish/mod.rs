//! The output edge.
