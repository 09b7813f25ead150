//! The edge that asks: [`check`] compares what a running host sends with what a build says that it
//! should.
//!
//! It only reads. What it asks is bounded: requests at once, the time for each, their number, and the
//! time for all.

mod client;
mod compare;
mod difference;
mod expectation;
mod header;
mod run;

pub use crate::live::run::{
    LiveAddress, LiveFailure, LiveLimits, LiveReport, address, check, without_user,
};
