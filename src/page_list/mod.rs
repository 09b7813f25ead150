//! Lists of pages, by the directive `page-list`; and cards that link to a page with something to
//! do, by the directive `instrument`.
//!
//! ````text
//! ```{page-list}
//! :kind: checklist
//! :folder: together
//! ```
//! ````

pub mod card;
pub mod declaration;
pub mod list;
pub mod offers;
pub mod view;
