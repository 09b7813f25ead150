//! Comparisons: tables whose rows have ids, so that other pages can show, link to and cite them.
//!
//! A page with the table `[comparison]` in its front matter names two to six columns. In its body a
//! heading with a definition list right below it is a row, whose id is the heading's; each term of
//! the list is a column, each definition a cell; what follows the list is the note of the row. A
//! heading with rows below it is a group. Whatever is neither is an error and not a guess:
//!
//! ```text
//! ## Risk {#risk}
//!
//! Manager
//! : Reduces it.
//!
//! Leader
//! : Takes it.
//! ```
//!
//! The directive `comparison` shows some rows and columns of it on another page. Each row names the
//! pages that show it or link to it, and the table stands beside its page as CSV and as Markdown.

pub mod cells;
pub mod collector;
pub mod data;
pub mod declaration;
pub mod extract;
pub mod files;
pub mod keys;
pub mod model;
pub mod resolve;
pub mod search;
pub mod view;
pub mod write;
