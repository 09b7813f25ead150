//! [`read`]: parses sources in Hayagriva's YAML. [`crate::data::yaml`] parses the text, since it has
//! spans and limits; the library converts source by source, so that each mistake has one diagnostic.

use std::ops::Range;

use hayagriva::Library;
use serde::Deserialize;
use serde_json::json;

use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::suggest::nearest;
use crate::data::value::{Spanned, Table, Value};
use crate::data::yaml;

use crate::citation::bibliography_file::{BibliographyFile, ParsedFile, ParsedSource, check_key};

/// The names of the fields that a source may have.
const FIELDS: &[&str] = &[
    "abstract",
    "affiliated",
    "archive",
    "archive-location",
    "author",
    "call-number",
    "chapter",
    "date",
    "edition",
    "editor",
    "genre",
    "issue",
    "language",
    "location",
    "note",
    "organization",
    "page-range",
    "page-total",
    "parent",
    "publisher",
    "runtime",
    "serial-number",
    "time-range",
    "title",
    "type",
    "url",
    "volume",
    "volume-total",
];

/// The values of the field `type`.
const TYPES: &[&str] = &[
    "anthology",
    "anthos",
    "article",
    "artwork",
    "audio",
    "blog",
    "book",
    "case",
    "chapter",
    "conference",
    "entry",
    "exhibition",
    "legislation",
    "manuscript",
    "misc",
    "newspaper",
    "original",
    "patent",
    "performance",
    "periodical",
    "post",
    "proceedings",
    "reference",
    "report",
    "repository",
    "scene",
    "thesis",
    "thread",
    "video",
    "web",
];

/// Parses a file. A source with a mistake is left out.
pub(super) fn read(file: &BibliographyFile<'_>) -> ParsedFile {
    let whole = 0..file.text.len();
    let (table, mut diagnostics) =
        yaml::parse(file.path, file.text, whole, Code::InvalidBibliography);
    let mut found = Vec::new();
    for (key, value) in table {
        diagnostics.extend(check_key(file, &key.value, &key.span));
        match parse_source(file, &key, value) {
            Ok(source) => found.push(source),
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    (found, diagnostics)
}

fn parse_source(
    file: &BibliographyFile<'_>,
    key: &Spanned<String>,
    value: Spanned<Value>,
) -> Result<ParsedSource, Diagnostic> {
    let name = &key.value;
    let Value::Table(mut fields) = value.value else {
        let message = format!("the source `{name}` has no fields");
        return Err(file
            .error(message, key.span.clone())
            .hint("write its fields, such as `type` and `title`, below it, indented"));
    };
    if let Some(error) = field_error(&fields, name, true) {
        let message = format!("the source `{name}`: {}", error.message);
        let diagnostic = file.error(message, error.span.unwrap_or(key.span.clone()));
        return Err(match error.hint {
            hint if hint.is_empty() => diagnostic,
            hint => diagnostic.hint(hint),
        });
    }
    let note = fields.iter().position(|(field, _)| field.value == "note");
    let note = note.map(|index| note_text(&fields.remove(index).1.value));
    match convert(name, &Value::Table(fields)) {
        Ok(entry) => Ok(ParsedSource {
            key: name.clone(),
            span: key.span.clone(),
            entry,
            note: note.unwrap_or_default(),
        }),
        Err(error) => {
            let message = format!("the source `{name}` cannot be read: {error}");
            Err(file.error(message, key.span.clone()))
        }
    }
}

/// The text of a note, which may also be a table with the text in `value`.
fn note_text(value: &Value) -> String {
    match value {
        Value::Text(text) => text.trim().to_owned(),
        Value::Integer(number) => number.to_string(),
        Value::Table(table) => table
            .iter()
            .find(|(field, _)| field.value == "value")
            .map(|(_, value)| note_text(&value.value))
            .unwrap_or_default(),
        _ => String::new(),
    }
}

/// Converts the fields of one source with the library.
fn convert(key: &str, fields: &Value) -> Result<hayagriva::Entry, String> {
    let fields = fields.plain();
    let library = Library::deserialize(json!({ key: fields }));
    let mut entries = library.map_err(|error| error.to_string())?.into_iter();
    entries.next().ok_or_else(|| "it is empty".to_owned())
}

/// A mistake in a field of a source.
struct FieldError {
    message: String,
    /// The bytes of the field; `None` for the source as a whole.
    span: Option<Range<usize>>,
    hint: String,
}

/// The first mistake in the fields of a source, found by converting each field alone. The YAML
/// parser limits how deep parents may be nested.
fn field_error(fields: &Table, key: &str, is_source: bool) -> Option<FieldError> {
    let has_type = fields.iter().any(|(field, _)| field.value == "type");
    if is_source && !has_type {
        return Some(FieldError {
            message: "`type` is missing".to_owned(),
            span: None,
            hint: "write `type: book`, `article`, `report`, `web` or another".to_owned(),
        });
    }
    fields.iter().find_map(|(field, value)| error_in_field(field, value, key))
}

fn error_in_field(
    field: &Spanned<String>,
    value: &Spanned<Value>,
    key: &str,
) -> Option<FieldError> {
    let name = field.value.as_str();
    match name {
        "type" => error_in_type(value),
        "parent" => match &value.value {
            Value::Table(table) => field_error(table, key, false),
            Value::List(list) => list.iter().find_map(|parent| match &parent.value {
                Value::Table(table) => field_error(table, key, false),
                other => Some(value_error("parent", other.kind(), &parent.span, name)),
            }),
            other => Some(value_error("parent", other.kind(), &value.span, name)),
        },
        "serial" => None,
        _ if !FIELDS.contains(&name) => Some(FieldError {
            message: format!("unknown field `{name}`"),
            span: Some(field.span.clone()),
            hint: match nearest(name, FIELDS.iter().copied()) {
                Some(known) => format!("did you mean `{known}`?"),
                None => format!("the fields are `{}`", FIELDS.join("`, `")),
            },
        }),
        _ => {
            let alone = Value::Table(vec![
                (field_named("type"), text("misc")),
                (field.clone(), value.clone()),
            ]);
            let error = convert(key, &alone).err()?;
            Some(value_error(name, &error, &value.span, name))
        }
    }
}

fn error_in_type(value: &Spanned<Value>) -> Option<FieldError> {
    let known = match &value.value {
        Value::Text(word) => {
            if TYPES.contains(&word.to_lowercase().as_str()) {
                return None;
            }
            nearest(word, TYPES.iter().copied())
        }
        _ => None,
    };
    let message = match &value.value {
        Value::Text(word) => format!("unknown type `{word}`"),
        other => format!("the type must be a text, not {}", other.kind()),
    };
    Some(FieldError {
        message,
        span: Some(value.span.clone()),
        hint: match known {
            Some(known) => format!("did you mean `{known}`?"),
            None => format!("the types are `{}`", TYPES.join("`, `")),
        },
    })
}

fn value_error(name: &str, error: &str, span: &Range<usize>, field: &str) -> FieldError {
    let hint = match field {
        "date" => "write the year, `1990`, or with month and day, `1990-05-12`",
        "author" | "editor" => "write `Family name, First name`, several as a list",
        "parent" => "write its fields below it, indented",
        "page-range" => "write `33-35`",
        "url" => "write the full address, or `value` and `date` (of access) below it",
        "language" => "write a tag such as `en` or `de-AT`",
        _ => "",
    };
    FieldError {
        message: format!("`{name}` is invalid: {}", error.trim_end_matches('.')),
        span: Some(span.clone()),
        hint: hint.to_owned(),
    }
}

fn field_named(name: &str) -> Spanned<String> {
    Spanned { value: name.to_owned(), span: 0..0 }
}

fn text(word: &str) -> Spanned<Value> {
    Spanned { value: Value::Text(word.to_owned()), span: 0..0 }
}

#[cfg(test)]
mod tests {
    use super::{FIELDS, TYPES, convert, field_named, text};
    use crate::data::value::Value;

    #[test]
    fn every_type_and_no_other_is_known() {
        for name in TYPES {
            let alone = Value::Table(vec![(field_named("type"), text(name))]);
            assert_eq!(convert("a", &alone).err(), None, "{name}");
        }
        let wrong = Value::Table(vec![(field_named("type"), text("nothing"))]);
        let message = convert("a", &wrong).err().unwrap_or_default();
        // The message of the library lists all that it knows.
        for word in message.split('`').skip(3).step_by(2) {
            assert!(TYPES.contains(&word.to_lowercase().as_str()), "{word} is missing");
        }
    }

    #[test]
    fn every_field_is_read() {
        for name in FIELDS.iter().filter(|name| !["type", "parent"].contains(name)) {
            // No field takes a truth value.
            let fields = vec![
                (field_named("type"), text("misc")),
                (field_named(name), super::Spanned { value: Value::Bool(true), span: 0..0 }),
            ];
            assert!(convert("a", &Value::Table(fields)).is_err(), "{name}");
        }
    }
}
