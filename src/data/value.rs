//! [`Value`], with spans, and [`Plain`], without.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::ops::Range;

use serde::Serialize;

/// The most levels to which tables and lists may be nested.
pub const DEPTH_LIMIT: usize = 64;

/// A value and its span in the source text.
#[derive(Clone, Debug, PartialEq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// The range of the value, in bytes of the text that [`crate::source::Source::text`] gives.
    pub span: Range<usize>,
}

/// A table: unique keys in the order of the file, each with its span.
pub type Table = Vec<(Spanned<String>, Spanned<Value>)>;

/// A value of TOML or YAML.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `null` in YAML.
    Null,
    /// A truth value.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// A number with a fraction.
    Float(f64),
    /// A text.
    Text(String),
    /// A date or a date and time of TOML, as written.
    Date(String),
    /// A list.
    List(Vec<Spanned<Value>>),
    /// A table.
    Table(Table),
}

impl Value {
    /// The name of the value's type with an article, for messages: `a text`, `a list`.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "nothing",
            Self::Bool(_) => "true or false",
            Self::Integer(_) => "a whole number",
            Self::Float(_) => "a number",
            Self::Text(_) => "a text",
            Self::Date(_) => "a date",
            Self::List(_) => "a list",
            Self::Table(_) => "a table",
        }
    }

    /// The value without spans.
    pub fn plain(&self) -> Plain {
        match self {
            Self::Null => Plain::Null,
            Self::Bool(b) => Plain::Bool(*b),
            Self::Integer(n) => Plain::Integer(*n),
            Self::Float(x) => Plain::Float(*x),
            Self::Text(t) | Self::Date(t) => Plain::Text(t.clone()),
            Self::List(items) => Plain::List(items.iter().map(|i| i.value.plain()).collect()),
            Self::Table(table) => Plain::from_table(table),
        }
    }
}

/// A value without spans, as templates get it.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum Plain {
    /// `null` in YAML.
    Null,
    /// A truth value.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// A number with a fraction.
    Float(f64),
    /// A text or a date.
    Text(String),
    /// A list.
    List(Vec<Plain>),
    /// A table, in the order of its keys.
    Table(BTreeMap<String, Plain>),
}

impl Plain {
    /// The table without spans.
    pub fn from_table(table: &Table) -> Self {
        Self::Table(table.iter().map(|(k, v)| (k.value.clone(), v.value.plain())).collect())
    }
}

impl Default for Plain {
    fn default() -> Self {
        Self::Table(BTreeMap::new())
    }
}

impl PartialEq for Plain {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Null, Self::Null) => true,
            (Self::Bool(a), Self::Bool(b)) => a == b,
            (Self::Integer(a), Self::Integer(b)) => a == b,
            (Self::Float(a), Self::Float(b)) => a.to_bits() == b.to_bits(),
            (Self::Text(a), Self::Text(b)) => a == b,
            (Self::List(a), Self::List(b)) => a == b,
            (Self::Table(a), Self::Table(b)) => a == b,
            _ => false,
        }
    }
}

impl Eq for Plain {}

impl Hash for Plain {
    fn hash<H: Hasher>(&self, state: &mut H) {
        std::mem::discriminant(self).hash(state);
        match self {
            Self::Null => {}
            Self::Bool(b) => b.hash(state),
            Self::Integer(n) => n.hash(state),
            Self::Float(x) => x.to_bits().hash(state),
            Self::Text(t) => t.hash(state),
            Self::List(items) => items.hash(state),
            Self::Table(table) => table.hash(state),
        }
    }
}
