//! [`read`]: parses sources in Hayagriva's YAML. [`crate::data::yaml`] parses the text, since it has
//! spans and limits; the library converts source by source, so that each mistake has one diagnostic.

use std::ops::Range;

use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::suggest::nearest;
use crate::data::value::{Spanned, Table, Value, plain_table};
use crate::data::yaml;

use crate::citation::bibliography_file::{
    BibliographyFile, ParsedFile, ParsedSource, WrittenLedger, check_key,
};
use crate::citation::dates::{self, DATE_HINT};
use crate::citation::fields::{
    CHAPTER_HINT, DOI_HINT, OF_WHOLE_BOOK, REPORTER_HINT, WITHOUT_REPORTER, convert, doi,
    is_printed, no_doi,
};
use crate::citation::names;

/// The names of the fields that a source may have, separated by spaces.
const FIELDS: &str = "\
    abstract affiliated archive archive-location author call-number chapter date edition \
    editor genre issue language location note organization page-range page-total parent \
    publisher runtime serial-number time-range title type url volume volume-total";

/// The field that holds the ledger of a source.
const LEDGER: &str = "ledger";

/// The values of the field `type`, separated by spaces.
const TYPES: &str = "\
    anthology anthos article artwork audio blog book case chapter conference entry exhibition \
    legislation manuscript misc newspaper original patent performance periodical post \
    proceedings reference report repository scene thesis thread video web";

/// Parses a file. A source with a mistake is left out.
pub(super) fn read(file: &BibliographyFile<'_>) -> ParsedFile {
    let whole = 0..file.text.len();
    let (table, mut diagnostics) =
        yaml::parse(file.path, file.text, whole, Code::InvalidBibliography);
    let mut found = Vec::new();
    for (key, value) in table {
        let mut value = value;
        diagnostics.extend(check_key(file, &key.value, &key.span));
        if let Value::Table(fields) = &mut value.value {
            take_as_texts(file, fields);
            warn_of_unprinted(file, &key.value, fields, &mut diagnostics);
        }
        match parse_source(file, &key, value) {
            Ok(source) => found.push(source),
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    (found, diagnostics)
}

/// The fields that no style prints where they stand, and what to write.
const UNPRINTED: &[(&str, &str)] = &[
    ("organization", "write its name under `publisher`, or as the `author`"),
    ("location", "name the publisher beside it, or the event as a `parent` of type `conference`"),
    ("chapter", CHAPTER_HINT),
    ("page-range", REPORTER_HINT),
    ("volume", REPORTER_HINT),
    ("time-range", "cite the place in the recording: `[@key, 12:30]`"),
];

/// The hint at several names.
const NAMES_HINT: &str = "write several names as a list: `[\"King, Ann\", \"Roe, Bo\"]`; of an organisation, `{ name: … }`";

/// The fields that are texts, whatever they look like, separated by spaces.
const TEXT_FIELDS: &str = "\
    abstract archive archive-location author call-number editor genre location note organization \
    publisher title";

/// Makes numbers texts where a text is meant, as they are written: `title: 1984`. The YAML parser
/// limits how deep parents may be nested.
fn take_as_texts(file: &BibliographyFile<'_>, fields: &mut Table) {
    for (field, value) in fields {
        let is_text = TEXT_FIELDS.split(' ').any(|known| known == field.value);
        match &mut value.value {
            _ if is_text => take_as_text(file, value),
            Value::Table(inner) if field.value == "parent" => take_as_texts(file, inner),
            Value::List(parents) if field.value == "parent" => {
                for parent in parents {
                    if let Value::Table(parent) = &mut parent.value {
                        take_as_texts(file, parent);
                    }
                }
            }
            _ => {}
        }
    }
}

fn take_as_text(file: &BibliographyFile<'_>, value: &mut Spanned<Value>) {
    match &mut value.value {
        Value::Integer(_) | Value::Float(_) | Value::Bool(_) => {
            if let Some(written) = file.text.get(value.span.clone()) {
                value.value = Value::Text(written.to_owned());
            }
        }
        Value::List(values) => values.iter_mut().for_each(|value| take_as_text(file, value)),
        Value::Table(parts) => {
            for (part, value) in parts {
                if part.value != "verbatim" {
                    take_as_text(file, value);
                }
            }
        }
        _ => {}
    }
}

/// One value, or those of a list.
fn texts_of(value: &Spanned<Value>) -> &[Spanned<Value>] {
    match &value.value {
        Value::List(values) => values,
        _ => std::slice::from_ref(value),
    }
}

/// The identifiers under `serial-number` that styles print, or that become an address.
const SERIALS: &str = "serial doi isbn issn pmid pmcid version printing arxiv";

/// Adds a warning for each value of a source and of its parents that is not printed as it is
/// written. The YAML parser limits how deep parents may be nested.
fn warn_of_unprinted(
    file: &BibliographyFile<'_>,
    key: &str,
    fields: &Table,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut warn = |problem: &str, hint: &str, span: &Range<usize>| {
        diagnostics.push(file.warning(key, problem, span.clone()).hint(hint));
    };
    let plain = plain_table(fields);
    for (field, value) in fields {
        let written = match &value.value {
            Value::Text(text) => text.trim(),
            _ => "-",
        };
        if written.is_empty() && matches!(field.value.as_str(), "title" | "author" | "editor") {
            let problem = format!("`{}` is empty", field.value);
            warn(&problem, "write it, or delete the field", &value.span);
        }
        if matches!(field.value.as_str(), "author" | "editor") {
            for name in texts_of(value) {
                if let Value::Text(text) = &name.value
                    && let Some(problem) = names::doubt_of_yaml(text)
                {
                    let problem = format!("`{}`: {problem}", field.value);
                    warn(&problem, NAMES_HINT, &name.span);
                }
            }
        }
        let unprinted = UNPRINTED.iter().find(|(name, _)| *name == field.value);
        if let Some((name, hint)) = unprinted.filter(|(name, _)| !is_printed(name, &plain)) {
            let problem = match *name {
                "chapter" => OF_WHOLE_BOOK.to_owned(),
                "page-range" | "volume" => WITHOUT_REPORTER.to_owned(),
                name => format!("no style prints `{name}` here"),
            };
            warn(&problem, hint, &field.span);
        }
        if let ("serial-number", Value::Table(numbers)) = (field.value.as_str(), &value.value) {
            for (name, number) in numbers {
                if let ("doi", Value::Text(text)) = (name.value.as_str(), &number.value) {
                    if doi(text).is_none() {
                        warn(&format!("`doi`: {}", no_doi(text)), DOI_HINT, &number.span);
                    }
                } else if SERIALS.split(' ').all(|known| known != name.value) {
                    let known = SERIALS.replace(' ', "`, `");
                    let hint = format!("styles know `{known}`; others belong under `note`");
                    let problem = format!("no style prints the number `{}`", name.value);
                    warn(&problem, &hint, &name.span);
                }
            }
        }
    }
    for parent in fields.iter().filter(|(field, _)| field.value == "parent") {
        match &parent.1.value {
            Value::Table(parent) => warn_of_unprinted(file, key, parent, diagnostics),
            Value::List(parents) => {
                for parent in parents {
                    if let Value::Table(parent) = &parent.value {
                        warn_of_unprinted(file, key, parent, diagnostics);
                    }
                }
            }
            _ => {}
        }
    }
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
    let source = SourceFields { file, key };
    if !fields.iter().any(|(field, _)| field.value == "type") {
        let hint = "write `type: book`, `article`, `report`, `web` or another";
        return Err(source.error("`type` is missing", &key.span, hint));
    }
    let ledger = take_ledger(&source, &mut fields)?;
    if let Some(error) = source.error_in(&fields) {
        return Err(error);
    }
    let note = fields.iter().position(|(field, _)| field.value == "note");
    let note = note.map(|index| note_text(&fields.remove(index).1.value));
    match convert(name, plain_table(&fields)) {
        Ok((entry, date)) => Ok(ParsedSource {
            key: name.clone(),
            span: key.span.clone(),
            entry,
            note: note.unwrap_or_default(),
            until: date.as_ref().and_then(|date| date.until),
            shown_date: date.map(|date| date.shown).unwrap_or_default(),
            ledger,
        }),
        Err(error) => {
            let message = format!("the source `{name}` cannot be read: {error}");
            Err(file.error(message, key.span.clone()))
        }
    }
}

/// Takes the ledger out of the fields. A key without a value is not there.
fn take_ledger(source: &SourceFields<'_>, fields: &mut Table) -> Result<WrittenLedger, Diagnostic> {
    let Some(at) = fields.iter().position(|(field, _)| field.value == LEDGER) else {
        return Ok(Vec::new());
    };
    let (_, Spanned { value, span }) = fields.remove(at);
    let Value::Table(table) = value else {
        let problem = format!("`{LEDGER}` is {}", value.kind());
        let hint = "write its keys below it, indented, such as `grade: B`";
        return Err(source.error(&problem, &span, hint));
    };
    let mut ledger = Vec::with_capacity(table.len());
    for (key, Spanned { value, span }) in table {
        let value = match value {
            Value::Text(text) => text.trim().to_owned(),
            Value::Integer(number) => number.to_string(),
            Value::Null => continue,
            other => {
                let problem = format!("`{}` in its ledger is {}", key.value, other.kind());
                return Err(source.error(&problem, &span, "write a text, in quotes"));
            }
        };
        if !value.is_empty() {
            ledger.push((key, Spanned { value, span }));
        }
    }
    Ok(ledger)
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

/// The fields of one source, for messages about them.
struct SourceFields<'a> {
    file: &'a BibliographyFile<'a>,
    key: &'a Spanned<String>,
}

impl SourceFields<'_> {
    /// An error in the fields; `hint` may be empty.
    fn error(&self, problem: &str, span: &Range<usize>, hint: &str) -> Diagnostic {
        let message = format!("the source `{}`: {problem}", self.key.value);
        self.file.error(message, span.clone()).hints(Some(hint).filter(|hint| !hint.is_empty()))
    }

    /// The first mistake in the fields of the source or of its parents, found by converting each
    /// field alone. The YAML parser limits how deep parents may be nested.
    fn error_in(&self, fields: &Table) -> Option<Diagnostic> {
        fields.iter().find_map(|(field, value)| self.error_in_field(field, value))
    }

    fn error_in_field(
        &self,
        field: &Spanned<String>,
        value: &Spanned<Value>,
    ) -> Option<Diagnostic> {
        let name = field.value.as_str();
        match (name, &value.value) {
            ("type", kind) => self.error_in_type(kind, &value.span),
            ("parent", Value::List(list)) => list.iter().find_map(|one| self.error_in_parent(one)),
            ("parent", _) => self.error_in_parent(value),
            ("serial", _) => None,
            _ if FIELDS.split(' ').all(|known| known != name) => {
                let hint = hint_at(name, "fields", &format!("{FIELDS} {LEDGER}"));
                Some(self.error(&format!("unknown field `{name}`"), &field.span, &hint))
            }
            _ => {
                let fields =
                    vec![field_without_place("type", "misc"), (field.clone(), value.clone())];
                let error = convert(&self.key.value, plain_table(&fields)).err()?;
                Some(self.invalid(name, &error, value))
            }
        }
    }

    fn error_in_parent(&self, parent: &Spanned<Value>) -> Option<Diagnostic> {
        match &parent.value {
            Value::Table(table) => self.error_in(table),
            other => Some(self.invalid("parent", other.kind(), parent)),
        }
    }

    fn error_in_type(&self, kind: &Value, span: &Range<usize>) -> Option<Diagnostic> {
        let (problem, word) = match kind {
            Value::Text(word) => (format!("unknown type `{word}`"), word.as_str()),
            other => (format!("the type must be a text, not {}", other.kind()), ""),
        };
        let lower = word.to_lowercase();
        let is_known = TYPES.split(' ').any(|known| known == lower);
        (!is_known).then(|| self.error(&problem, span, &hint_at(word, "types", TYPES)))
    }

    fn invalid(&self, name: &str, error: &str, value: &Spanned<Value>) -> Diagnostic {
        let hint = match name {
            "date" => DATE_HINT,
            "author" | "editor" => "write `Family name, First name`, several as a list",
            "parent" => "write its fields below it, indented",
            "page-range" => "write `33-35`",
            "url" => "write the full address, or `value` and `date` (of access) below it",
            "language" => "write a tag such as `en` or `de-AT`",
            _ => "",
        };
        let date = match &value.value {
            Value::Table(parts) if name == "url" => {
                parts.iter().find(|(part, _)| part.value == "date").map(|(_, date)| date)
            }
            _ => Some(value).filter(|_| name == "date"),
        };
        if let Some(Spanned { value: Value::Text(text), span }) = date
            && let Some(fault) = dates::fault(text)
        {
            return self.error(&format!("`date` is invalid: {fault}"), span, DATE_HINT);
        }
        let problem = format!("`{name}` is invalid: {}", error.trim_end_matches('.'));
        self.error(&problem, &value.span, hint)
    }
}

fn field_without_place(name: &str, text: &str) -> (Spanned<String>, Spanned<Value>) {
    let value = Spanned { value: Value::Text(text.to_owned()), span: 0..0 };
    (Spanned { value: name.to_owned(), span: 0..0 }, value)
}

/// A hint at the word that is meant, or at all that are known.
fn hint_at(wrong: &str, what: &str, known: &str) -> String {
    match nearest(wrong, known.split(' ')) {
        Some(word) => format!("did you mean `{word}`?"),
        None => format!("the {what} are `{}`", known.replace(' ', "`, `")),
    }
}

#[cfg(test)]
mod tests {
    use super::{FIELDS, TYPES, convert, field_without_place};
    use crate::data::value::{Value, plain_table};

    #[test]
    fn every_type_and_no_other_is_known() {
        for name in TYPES.split(' ') {
            let alone = [field_without_place("type", name)];
            assert_eq!(convert("a", plain_table(&alone)).err(), None, "{name}");
        }
        let wrong = [field_without_place("type", "nothing")];
        let message = convert("a", plain_table(&wrong)).err().unwrap_or_default();
        // The message of the library lists all that it knows.
        for word in message.split('`').skip(3).step_by(2) {
            let is_known = TYPES.split(' ').any(|known| known == word.to_lowercase());
            assert!(is_known, "{word} is missing");
        }
    }

    #[test]
    fn every_field_is_read() {
        for name in FIELDS.split(' ').filter(|name| !["type", "parent"].contains(name)) {
            // No field takes a truth value.
            let (key, mut value) = field_without_place(name, "");
            value.value = Value::Bool(true);
            let fields = [field_without_place("type", "misc"), (key, value)];
            assert!(convert("a", plain_table(&fields)).is_err(), "{name}");
        }
    }
}
