//! [`TableSpec`]: the keys of a table, declared as a value.

/// A table and its keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TableSpec {
    /// The name of the table: the key that it stands under.
    pub name: &'static str,
    /// The keys of the table, in the order in which messages list them.
    pub keys: &'static [&'static str],
    /// The keys of the table that hold tables, or lists of tables, with known keys of their own.
    pub inner: &'static [TableSpec],
}

impl TableSpec {
    /// A table without inner ones.
    pub const fn new(name: &'static str, keys: &'static [&'static str]) -> Self {
        Self { name, keys, inner: &[] }
    }
}
