//! Inline passes over the tokens of one run of text, for syntax that CommonMark does not have.
//!
//! A pass takes the tokens of a run and returns the tokens that replace them. It reads the source,
//! because smart punctuation has already changed the text of the tokens. Passes are independent of
//! each other and run in the order of [`passes::apply`].

pub mod attribute_block;
mod autolink;
pub mod brackets;
pub mod image_attributes;
pub mod mark;
mod note;
pub mod passes;
mod text_span;
