//! Turns a page into a view: resolves its references and links it to its neighbours.
//!
//! The functions here are pure functions of one page, the site and the configuration. Templates see
//! their results and nothing else.

pub mod data;
pub mod declaration;
pub mod directive;
pub mod directives;
mod external;
pub mod facts;
pub mod json_ld;
pub mod links;
pub mod long_list;
pub mod offer;
pub mod page_view;
mod policy;
pub mod repository;
pub mod resolver;
pub mod suggestions;
mod template_html;
pub mod text_hash;
pub mod theme_lint;
pub mod urls;
pub mod view;
