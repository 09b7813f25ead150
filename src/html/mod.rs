//! The one reader and the one writer of HTML.
//!
//! [`token`] reads tags and texts with their places in the source; [`mod@read`] balances them into
//! a flat list of [`event`]s, which [`mod@write`] writes as HTML or XML. [`open`]
//! says which elements a tag ends. [`escape`] is what all
//! that writes HTML or XML escapes texts with. [`played`] puts links in the place of films and frames;
//! [`well_formed`] says why a text is no XML.

pub mod escape;
pub mod event;
pub mod names;
pub mod open;
pub mod played;
pub mod read;
pub mod srcset;
pub mod token;
pub mod well_formed;
pub mod write;
