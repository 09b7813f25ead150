//! Checklists: every list of tasks, whose ticks stay on the reader's device.
//!
//! An item of a list that begins with `[ ]` or `[x]` is a task. Its id is written `{#id}` at the
//! end of its first line; without one, an id is generated from its text, with a warning. The next
//! lines are its hint. Tasks below a task belong to it:
//!
//! ```text
//! - [ ] Say what the meeting decides. {#say-what}
//!       In one sentence, before it begins.
//! ```
//!
//! With the table `[checklist]` in the front matter the lists of a page start again each day, week or
//! shift.
//!
//! The directive `checklist` shows the lists of another page, which share their ticks.

pub mod collector;
pub mod data;
pub mod declaration;
pub mod keys;
pub mod model;
pub mod resolve;
pub mod search;
pub mod titles;
pub mod view;
pub mod write;
