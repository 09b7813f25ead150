//! [`MarkdownCopy`]: a page as plain Markdown, with everything that `handbook` alone understands
//! resolved.
//!
//! It is made from the HTML of the body, so that it holds what the page shows, components of a
//! site's own included: a comparison is a table, an instrument its statements, answers and
//! readings, a term a link. What it uses beyond CommonMark is what GitHub and Pandoc read: tables,
//! tasks, alerts, notes, definition lists.

mod block;
mod copy;
mod inline;
mod text;

pub use crate::book::markdown::block::table_cell;
pub use crate::book::markdown::copy::{MarkdownCopy, entry};
pub use crate::book::markdown::text::escape;
