//! Instruments without a site: conditions, scores, bands, the proof that every score has one.

mod answers;
mod conditions;
mod generator;
mod proofs;
mod quarters;
mod shared;
