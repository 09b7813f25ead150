//! TOML to a [`Table`]. The only module that uses the crates `toml` and `toml_parser`.

use std::ops::Range;
use std::sync::Arc;

use toml::Spanned as TomlSpanned;
use toml::de::{DeTable, DeValue};
use toml_parser::parser::{Event, EventKind, RecursionGuard, parse_document};

use crate::base::diagnostic::{Code, Diagnostic, OF_A_FILE, Place};
use crate::base::paths::SourcePath;
use crate::data::unfinished_merge::instead;
use crate::data::value::{DEPTH_LIMIT, Spanned, Table, Value};

/// Parses the bytes `range` of `text` as TOML. Every syntax error is reported under `code`; the
/// table holds the rest. Spans are offsets into `text`, not into `range`.
pub fn parse(
    path: &SourcePath,
    text: &Arc<str>,
    range: Range<usize>,
    code: Code,
) -> (Table, Vec<Diagnostic>) {
    let part = text.get(range.clone()).unwrap_or_default();
    let mut converter =
        TomlConverter { path, text, start: range.start, code, diagnostics: Vec::new() };
    if let Some(span) = too_deep(part) {
        converter.report(&format!("values are nested more than {DEPTH_LIMIT} levels deep"), span);
        return (Table::new(), converter.diagnostics);
    }
    let (table, errors) = DeTable::parse_recoverable(part);
    let more = errors.len().saturating_sub(OF_A_FILE);
    for error in errors.into_iter().take(OF_A_FILE) {
        let span = error.span().unwrap_or(part.len()..part.len());
        if !converter.has_told_of_line(&span) {
            converter.report(error.message(), span);
        }
    }
    let last = converter.diagnostics.last_mut().filter(|_| more > 0);
    if let Some(last) = last {
        last.hints.push(format!("and {more} more mistakes in this file"));
    }
    let table = converter.table(table.into_inner());
    (table, instead(converter.diagnostics, path, text, range, code))
}

/// A basic string of TOML. JSON escapes all that TOML wants escaped, but for U+007F.
pub fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string().replace('\u{7f}', "\\u007F")
}

/// The span of the first key that is nested deeper than [`DEPTH_LIMIT`].
///
/// `toml` bounds brackets but not keys: `a.a.a.…` makes a tree as deep as the line is long, and
/// freeing it exhausts the stack. The depth is therefore checked before a tree is built.
fn too_deep(part: &str) -> Option<Range<usize>> {
    let mut depth = KeyDepth::default();
    let mut receiver = |event: Event| depth.event(event);
    let mut guard = RecursionGuard::new(&mut receiver, u32::try_from(DEPTH_LIMIT).unwrap_or(64));
    let tokens = toml_parser::Source::new(part).lex().into_vec();
    parse_document(&tokens, &mut guard, &mut ());
    depth.exceeded
}

/// Counts the nesting depth of the current key.
#[derive(Default)]
struct KeyDepth {
    /// Keys in the latest `[header]`.
    header: usize,
    /// Keys of the dotted key that is being read.
    keys: usize,
    /// The depth that each open bracket adds: one, and the keys before it.
    brackets: Vec<usize>,
    exceeded: Option<Range<usize>>,
}

impl KeyDepth {
    fn event(&mut self, event: Event) {
        match event.kind() {
            EventKind::StdTableOpen | EventKind::ArrayTableOpen => {
                self.header = 0;
                self.keys = 0;
                self.brackets.clear();
            }
            EventKind::StdTableClose | EventKind::ArrayTableClose => {
                self.header = std::mem::take(&mut self.keys);
            }
            EventKind::SimpleKey => self.keys += 1,
            EventKind::InlineTableOpen | EventKind::ArrayOpen => {
                self.brackets.push(std::mem::take(&mut self.keys) + 1);
            }
            EventKind::InlineTableClose | EventKind::ArrayClose => {
                self.brackets.pop();
            }
            EventKind::ValueSep | EventKind::Newline => self.keys = 0,
            _ => return,
        }
        let depth = self.header + self.keys + self.brackets.iter().sum::<usize>();
        if depth > DEPTH_LIMIT && self.exceeded.is_none() {
            self.exceeded = Some(event.span().start()..event.span().end());
        }
    }
}

/// Converts the values of the crate `toml` to [`Value`]s.
struct TomlConverter<'a> {
    path: &'a SourcePath,
    text: &'a Arc<str>,
    /// The offset of the parsed range in `text`.
    start: usize,
    code: Code,
    diagnostics: Vec<Diagnostic>,
}

impl TomlConverter<'_> {
    fn shift(&self, span: &Range<usize>) -> Range<usize> {
        self.start + span.start..self.start + span.end
    }

    /// Whether the last error is about the same line: what follows it there may follow from it.
    fn has_told_of_line(&self, span: &Range<usize>) -> bool {
        let last = self.diagnostics.last().and_then(|last| last.place.as_ref()?.excerpt.as_ref());
        last.is_some_and(|last| {
            let (from, to) = (last.range.start, self.start + span.start);
            !self.text.get(from.min(to)..from.max(to)).unwrap_or_default().contains('\n')
        })
    }

    fn report(&mut self, message: &str, span: Range<usize>) {
        let place = Place::span(self.path, self.text, self.shift(&span));
        let diagnostic = Diagnostic::error(self.code, format!("invalid TOML: {message}"), place);
        self.diagnostics.push(diagnostic.hints(hint(message)));
    }

    /// A table in the order of the file; `DeTable` is ordered by key.
    fn table(&mut self, table: DeTable<'_>) -> Table {
        let mut entries: Table = table
            .into_iter()
            .map(|(key, value)| {
                let span = self.shift(&key.span());
                let key = Spanned { value: key.into_inner().into_owned(), span };
                (key, self.value(value))
            })
            .collect();
        entries.sort_by_key(|(key, _)| key.span.start);
        entries
    }

    fn value(&mut self, value: TomlSpanned<DeValue<'_>>) -> Spanned<Value> {
        let local = value.span();
        let value = match value.into_inner() {
            DeValue::String(text) => Value::Text(text.into_owned()),
            DeValue::Boolean(truth) => Value::Bool(truth),
            DeValue::Datetime(date) => Value::Date(date.to_string()),
            DeValue::Integer(number) => {
                if let Ok(number) = i64::from_str_radix(number.as_str(), number.radix()) {
                    Value::Integer(number)
                } else {
                    if !self.has_told_of_line(&local) {
                        self.report("a whole number must fit in 64 bits", local.clone());
                    }
                    Value::Null
                }
            }
            DeValue::Float(number) => match number.as_str().parse() {
                Ok(number) => Value::Float(number),
                Err(_) => Value::Null,
            },
            DeValue::Array(items) => {
                Value::List(items.into_iter().map(|item| self.value(item)).collect())
            }
            DeValue::Table(table) => Value::Table(self.table(table)),
        };
        Spanned { value, span: self.shift(&local) }
    }
}

/// What to write for a path of Windows.
const BACKSLASH: &str = "a backslash is written `\\\\` between `\"`, or as it is between `'`";

/// A hint for the most frequent syntax errors.
fn hint(message: &str) -> Option<&'static str> {
    let hints = [
        ("string values must be quoted", "put texts in quotes: `key = \"text\"`"),
        ("key with no value", "write `key = value`, with texts in quotes"),
        (
            "invalid unquoted key",
            "write `key = value`, with texts in quotes; a comment begins with `#`",
        ),
        (
            "duplicate key",
            "a key stands once in its table: remove one of them, or join what they hold",
        ),
        (
            "unexpected key or value",
            "write one `key = value` on a line; a text that contains `'` stands between `\"`",
        ),
        ("invalid boolean", "write `true` or `false`, and put a text in quotes"),
        ("unicode value", BACKSLASH),
        ("escape", BACKSLASH),
    ];
    hints.iter().find(|(words, _)| message.contains(words)).map(|(_, hint)| *hint)
}
