//! A page and the site become a view: every reference is looked up, every neighbour named.
//!
//! Pure functions of one page, the site and the configuration; what they give is all that a
//! template may see.

pub mod body;
pub mod checklists;
pub mod data;
pub mod directives;
pub mod effort;
pub mod json_ld;
pub mod links;
pub mod pages;
pub mod suggestions;
pub mod tables;
pub mod urls;
pub mod view;
