//! The pages of a site as one book, for paper and for e-readers.
//!
//! [`order`] tells which pages it holds and how deep each stands. The body of a page, as its
//! template gets it, becomes a [`part::Part`]: [`tree`] reads its HTML, [`paper`] takes out what
//! only a browser can do, [`part`] makes its ids its own and leaves a slot at each address. A part
//! knows nothing of other pages and is remembered with its own; where its links lead is printed
//! when the whole book is put together.

pub mod llms;
pub mod markdown;
pub mod order;
pub mod paper;
pub mod part;
pub mod print;
pub mod tree;
