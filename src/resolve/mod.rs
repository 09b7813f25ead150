//! A page and the site become a view: every reference is looked up, every neighbour named.
//!
//! Pure functions of one page, the site and the configuration; what they give is all that a
//! template may see.

pub mod data;
pub mod declaration;
pub mod directive;
pub mod directives;
pub mod json_ld;
pub mod links;
pub mod offer;
pub mod pages;
pub mod resolver;
pub mod suggestions;
pub mod text_hash;
pub mod urls;
pub mod view;
