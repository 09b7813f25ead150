//! Instruments: forms that readers fill in, which are self-assessments, audits and worksheets.
//!
//! The front matter has one of the tables `[assessment]`, `[audit]` and `[worksheet]`. In the body
//! the headings whose ids are dimensions hold statements, as items of numbered lists; the headings
//! whose ids are bands hold the readings for their scores; numbered lists elsewhere are open
//! questions:
//!
//! ```text
//! ## Team {#team}
//!
//! 1. We say what we decided. {#decided}
//! ```
//!
//! `score` has the arithmetic, and the proof that every score has a band.

pub mod bands;
pub mod collector;
pub mod condition;
pub mod data;
pub mod declaration;
pub mod items;
pub mod keys;
pub mod model;
pub mod prove;
pub mod resolve;
pub mod score;
pub mod search;
pub mod view;
