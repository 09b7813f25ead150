//! The whole site
