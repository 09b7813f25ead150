//! [`Value`], with spans, and [`Plain`], without.

use std::ops::Range;

use serde_json::Number;

/// The most levels to which tables and lists may be nested.
pub const DEPTH_LIMIT: usize = 64;

/// A value and its span in the source text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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
            Self::Integer(n) => Plain::from(*n),
            // JSON has no infinity; templates only print it.
            Self::Float(x) => {
                Number::from_f64(*x).map_or_else(|| Plain::from(x.to_string()), Plain::Number)
            }
            Self::Text(t) | Self::Date(t) => Plain::from(t.as_str()),
            Self::List(items) => items.iter().map(|i| i.value.plain()).collect(),
            Self::Table(table) => Plain::Object(plain_table(table)),
        }
    }
}

/// A value without spans, as templates get it.
pub type Plain = serde_json::Value;

/// A table without spans, as templates get it.
pub type PlainTable = serde_json::Map<String, Plain>;

/// A table without spans.
pub fn plain_table(table: &[(Spanned<String>, Spanned<Value>)]) -> PlainTable {
    table.iter().map(|(k, v)| (k.value.clone(), v.value.plain())).collect()
}
