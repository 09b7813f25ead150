//! The pages of a site as one book, for paper and for e-readers.
//!
//! [`order`] lists the pages of the book and the level of each. The body of a page, as its
//! template gets it, becomes a [`body::PreparedBody`]: [`crate::html`] reads it, [`paper`] takes out what
//! only a browser can do, [`body`] prefixes its ids and leaves a slot at each address. A prepared
//! body knows nothing of other pages and is cached with its own; its links get their addresses when
//! the whole book is assembled ([`mod@print`]).

pub mod body;
pub mod llms;
pub mod markdown;
pub mod order;
pub mod paper;
pub mod print;
