//! What an author probably meant by a value of the wrong type.

use crate::data::value::Value;

/// The truth value that a text means.
pub fn truth_of(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "true" | "yes" | "on" => Some(true),
        "false" | "no" | "off" => Some(false),
        _ => None,
    }
}

/// A hint at how to write the value that was probably meant.
pub fn rewrite_hint(expected: &str, found: &Value) -> Option<String> {
    match (expected, found) {
        (
            "a text" | "a list of texts" | "a list of texts or tables",
            Value::Bool(_) | Value::Integer(_) | Value::Float(_) | Value::Date(_),
        ) => Some("put it in quotes".to_owned()),
        ("a list of texts" | "a list of texts or tables", Value::Text(text)) => {
            Some(format!("write `[{text:?}]`"))
        }
        ("true or false", Value::Text(text)) => {
            truth_of(text).map(|truth| format!("write `{truth}`, without quotes"))
        }
        ("a whole number", Value::Text(text)) => text
            .trim()
            .parse::<i64>()
            .ok()
            .map(|number| format!("write `{number}`, without quotes")),
        ("a whole number", Value::Float(number)) => number
            .is_finite()
            .then(|| format!("write a whole number such as `{:.0}`", number.round())),
        _ => None,
    }
}
