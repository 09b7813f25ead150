//! [`Reader`]: typed values out of a table, and a diagnostic for every key that is left.

/// Takes values out of a table.
pub struct Reader {}
