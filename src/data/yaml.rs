//! YAML to a [`Table`], within budgets of depth, size and aliases. The only module that knows
//! the crate `serde_saphyr`.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_saphyr::{DuplicateKeyPolicy, Location, Options};

use super::DEPTH_LIMIT;
use super::value::{Spanned, Table, Value};
use crate::base::diagnostic::{Code, Diagnostic, Place};
use crate::base::paths::SourcePath;

/// Values that a file may have after its aliases are written out. Front matter has dozens.
const NODE_LIMIT: usize = 20_000;
/// Aliases that a file may have.
const ALIAS_LIMIT: usize = 100;

/// Reads the part `range` of `text` as a YAML mapping; nothing at all is an empty one. A syntax
/// error is reported under `code`. Places are offsets into the whole `text`.
///
/// Words are read as YAML 1.2 does: `yes` and `no` are texts, and so are dates.
pub fn parse(
    path: &SourcePath,
    text: &Arc<str>,
    range: Range<usize>,
    code: Code,
) -> (Table, Vec<Diagnostic>) {
    let part = text.get(range.clone()).unwrap_or_default();
    let report = |message: &str, span: Range<usize>| {
        let place = Place::span(path, text, span);
        Diagnostic::error(code, format!("invalid YAML: {message}"), place)
    };
    let found: Result<serde_saphyr::Spanned<Node>, _> =
        serde_saphyr::from_str_with_options(part, options());
    match found {
        Ok(node) => match place(node, range.start).value {
            Value::Table(table) => (table, Vec::new()),
            Value::Null => (Table::new(), Vec::new()),
            other => {
                let message = format!("expected keys and values, found {}", other.kind());
                let end = range.start + part.trim_end().len();
                (Table::new(), vec![report(&message, range.start..end)])
            }
        },
        Err(error) => {
            let span = error
                .location()
                .and_then(|location| bytes(location, range.start))
                .filter(|span| span.start < range.end)
                .unwrap_or(range.end..range.end);
            let diagnostic = report(&words(&error), span);
            (Table::new(), vec![diagnostic])
        }
    }
}

fn options() -> Options {
    serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_depth: DEPTH_LIMIT,
            max_nodes: NODE_LIMIT,
            max_events: 3 * NODE_LIMIT,
            max_aliases: ALIAS_LIMIT,
            max_anchors: ALIAS_LIMIT,
            max_merge_keys: ALIAS_LIMIT,
            max_recorded_anchor_events: 3 * NODE_LIMIT,
        },
        alias_limits: serde_saphyr::alias_limits! {
            max_total_replayed_events: 3 * NODE_LIMIT,
            max_replay_stack_depth: 8,
        },
        duplicate_keys: DuplicateKeyPolicy::Error,
        strict_booleans: true,
        legacy_octal_numbers: false,
        leading_zero_numbers_as_strings: true,
        underscored_numbers_as_strings: true,
        with_snippet: false,
    }
}

/// What the library says, without the position, which the place tells better.
fn words(error: &serde_saphyr::Error) -> String {
    use serde_saphyr::Error;
    match error.without_snippet() {
        Error::DuplicateMappingKey { key: Some(key), .. } => {
            format!("the key `{key}` is given twice")
        }
        Error::Budget { breach, .. } => match breach {
            serde_saphyr::budget::BudgetBreach::Depth { .. } => {
                format!("values stand in one another more than {DEPTH_LIMIT} levels deep")
            }
            _ => "it is too large, or its aliases make it so".to_owned(),
        },
        Error::AliasReplayLimitExceeded { .. }
        | Error::AliasReplayStackDepthExceeded { .. }
        | Error::AliasExpansionLimitExceeded { .. } => "its aliases make it too large".to_owned(),
        Error::Message { msg, .. } | Error::ExternalMessage { msg, .. } => msg.clone(),
        other => other.to_string(),
    }
}

/// A value as the library gives it, with places in its own terms.
enum Node {
    Leaf(Value),
    List(Vec<serde_saphyr::Spanned<Node>>),
    Table(Vec<(serde_saphyr::Spanned<String>, serde_saphyr::Spanned<Node>)>),
}

/// The same in ours.
fn place(node: serde_saphyr::Spanned<Node>, start: usize) -> Spanned<Value> {
    let span = bytes(node.referenced, start).unwrap_or(start..start);
    let value = match node.value {
        Node::Leaf(value) => value,
        Node::List(items) => {
            Value::List(items.into_iter().map(|item| place(item, start)).collect())
        }
        Node::Table(entries) => Value::Table(
            entries
                .into_iter()
                .map(|(key, value)| {
                    let span = bytes(key.referenced, start).unwrap_or(start..start);
                    let key = Spanned {
                        value: key.value,
                        span,
                    };
                    (key, place(value, start))
                })
                .collect(),
        ),
    };
    Spanned { value, span }
}

fn bytes(location: Location, start: usize) -> Option<Range<usize>> {
    let span = location.span();
    let from = start + usize::try_from(span.byte_offset()?).ok()?;
    let len = usize::try_from(span.byte_len()?).ok()?;
    Some(from..from + len)
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, a number, a list or keys with values")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Leaf(Value::Null))
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Node, E> {
        Ok(Node::Leaf(Value::Bool(truth)))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Node, E> {
        Ok(Node::Leaf(Value::Integer(number)))
    }

    fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<Node, E> {
        i64::try_from(number)
            .map(|number| Node::Leaf(Value::Integer(number)))
            .map_err(|_| E::custom("a whole number must fit in 64 bits"))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Node, E> {
        Ok(Node::Leaf(Value::Float(number)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Node, E> {
        Ok(Node::Leaf(Value::Text(text.to_owned())))
    }

    fn visit_string<E>(self, text: String) -> Result<Node, E> {
        Ok(Node::Leaf(Value::Text(text)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Node::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Node, A::Error> {
        let mut table = Vec::new();
        while let Some(key) = entries.next_key::<serde_saphyr::Spanned<String>>()? {
            if table.len() > NODE_LIMIT {
                return Err(A::Error::custom("it is too large"));
            }
            table.push((key, entries.next_value()?));
        }
        Ok(Node::Table(table))
    }
}
