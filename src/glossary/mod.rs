//! Glossaries: terms, each with an id, that pages use as `[[term]]`.
//!
//! On a page with the table `[glossary]` in its front matter every definition list is one of terms:
//!
//! ```text
//! Span of control {#span also="span of management"}
//! : How many people report to one.
//! ```
//!
//! `[[span of control]]` and `[[span|spans]]` link to it from any page, by its id, its words or a
//! synonym; the first use on a page also has a preview of the definition. The directive
//! `term-list` shows terms on another page. Each term names the pages that use it.

pub mod collector;
pub mod data;
pub mod declaration;
pub mod index;
pub mod lint;
pub mod model;
pub mod resolve;
pub mod role;
pub mod search;
pub mod view;
pub mod write;
