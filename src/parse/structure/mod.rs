//! What pages hold besides prose.

pub mod checklist;
pub mod comparison;
pub mod glossary;
pub mod instrument;
