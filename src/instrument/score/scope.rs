//! [`Scope`]: the variables that a condition may use, and the words that cannot be variables.

/// The reserved words of conditions.
pub(super) const RESERVED: &[&str] = &["and", "or", "not", "min", "max", "else", "score"];

/// Whether conditions cannot name a measure or statement of this id.
pub fn is_reserved(id: &str) -> bool {
    RESERVED.contains(&id) || id.bytes().all(|b| b.is_ascii_digit())
}

/// The variables that a condition may use.
#[derive(Clone, Debug, Default)]
pub struct Scope<'a> {
    /// Ids and labels of the measures.
    pub measures: Vec<(&'a str, &'a str)>,
    /// Ids of the statements.
    pub items: Vec<&'a str>,
    /// Whether `score` is known: the band has `each = true`.
    pub each: bool,
}
