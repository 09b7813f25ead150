//! YAML to a [`Table`], with limits on depth and on the expansion of aliases. The only module
//! that uses the crate `granit_parser`.
//!
//! It reads the events of the parser instead of a tree from `serde`: nothing here recurses, so that
//! no input can exhaust the stack, and every value has its span.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use granit_parser::{Event, Parser, ScalarStyle, Span, StructureStyle, Tag};

use crate::base::diagnostic::{Code, Diagnostic, Place};
use crate::base::paths::SourcePath;
use crate::data::unfinished_merge::instead;
use crate::data::value::{DEPTH_LIMIT, Spanned, Table, Value};

/// The weight that all aliases of a file may copy: one for each value, and one for 16 bytes of
/// text.
const COPY_LIMIT: usize = 10_000;

/// A message and its span.
type YamlError = (String, Range<usize>);

/// Parses the bytes `range` of `text` as a YAML mapping; empty input is an empty one. The first
/// error is reported under `code`; YAML cannot be parsed on from there. Spans are offsets into
/// `text`, not into `range`.
///
/// Scalars are those of YAML 1.2: `yes` and `no` are texts, and so are dates.
pub fn parse(
    path: &SourcePath,
    text: &Arc<str>,
    range: Range<usize>,
    code: Code,
) -> (Table, Vec<Diagnostic>) {
    let part = text.get(range.clone()).unwrap_or_default();
    let found = read(part, range.start).and_then(|root| match root {
        None => Ok(Table::new()),
        Some(Spanned { value: Value::Table(table), .. }) => Ok(table),
        Some(Spanned { value: Value::Null, .. }) => Ok(Table::new()),
        Some(Spanned { value, span }) => {
            Err((format!("expected keys and values, found {}", value.kind()), span))
        }
    });
    found.map_or_else(
        |(message, span)| {
            let span = span.start.min(range.end)..span.end.min(range.end);
            let place = Place::span(path, text, span);
            let diagnostic = Diagnostic::error(code, format!("invalid YAML: {message}"), place);
            let errors = vec![diagnostic.hints(hint(&message, part))];
            (Table::new(), instead(errors, path, text, range.clone(), code))
        },
        |table| (table, Vec::new()),
    )
}

/// A hint for the most frequent syntax errors.
fn hint(message: &str, part: &str) -> Option<&'static str> {
    let hints = [
        ("unknown anchor", "put a text that begins with `*` in quotes"),
        ("found a tab", "indent YAML with spaces, not tabs"),
        ("tabs disallowed", "indent YAML with spaces, not tabs"),
        ("mapping values", "put a text that contains `: ` in quotes"),
        (
            "appears twice",
            "a key stands once in its table: remove one of them, or join what they hold",
        ),
        ("unclosed bracket", "close it, or put a text that begins with it in quotes"),
        ("quoted scalar", "close the text with the quotation mark that it begins with"),
        ("unexpected character", "put a text that begins with this character in quotes"),
        ("simple key expected", "write `key: value`, and indent the lines of a longer text"),
        ("found a text", "write `key: value`, with a space after the colon"),
        ("the tag", "remove it, or put a text that begins with `!` in quotes"),
    ];
    let fits =
        |words: &str| message.contains(words) && (words != "mapping values" || part.contains(": "));
    hints.iter().find(|(words, _)| fits(words)).map(|(_, hint)| *hint)
}

fn read(part: &str, start: usize) -> Result<Option<Spanned<Value>>, YamlError> {
    let mut builder = YamlBuilder { start, ..YamlBuilder::default() };
    let mut documents = 0;
    for event in Parser::new_from_str(part) {
        let (event, span) = event.map_err(|error| {
            let at = start + error.marker().byte_offset().unwrap_or(part.len());
            (error.info(), at..at)
        })?;
        if let Event::DocumentStart(..) = event {
            documents += 1;
            if documents > 1 {
                return Err(("a second document begins here".to_owned(), builder.bytes(&span)));
            }
        }
        builder.event(event, &span)?;
    }
    Ok(builder.root)
}

/// Builds the root value from the events of the parser.
#[derive(Default)]
struct YamlBuilder {
    /// The offset of the parsed range in the text.
    start: usize,
    root: Option<Spanned<Value>>,
    /// The lists and tables that are not closed yet, the innermost last.
    open: Vec<OpenCollection>,
    /// Values with an anchor, by its number.
    anchors: BTreeMap<usize, AnchoredValue>,
    /// The weight that aliases have copied.
    copied: usize,
}

/// A value that aliases may copy, with its depth and weight.
struct AnchoredValue {
    value: Value,
    depth: usize,
    weight: usize,
}

/// A list or a table that is being read.
struct OpenCollection {
    items: CollectionItems,
    anchor: usize,
    style: StructureStyle,
    span: Range<usize>,
    /// The number of nested levels, itself included.
    depth: usize,
    weight: usize,
}

/// The items of an open list or table.
enum CollectionItems {
    List(Vec<Spanned<Value>>),
    Table { table: Table, keys: HashSet<String>, key: Option<Spanned<String>> },
}

impl YamlBuilder {
    fn event(&mut self, event: Event<'_>, span: &Span) -> Result<(), YamlError> {
        let at = self.bytes(span);
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                if self.wants_key() {
                    return self.key(text.into_owned(), at);
                }
                let forced = tag.as_deref().map(is_text_tag).transpose();
                let value = forced
                    .and_then(|forced| scalar_value(&text, style, forced.is_some()))
                    .map_err(|message| (message, at.clone()))?;
                let weight = 1 + text.len() / 16;
                self.finished(value, at, anchor, (0, weight))
            }
            Event::SequenceStart(style, anchor, tag) => {
                let items = CollectionItems::List(Vec::new());
                self.begin(items, (style, anchor), tag.as_deref(), at)
            }
            Event::MappingStart(style, anchor, tag) => {
                let items =
                    CollectionItems::Table { table: Table::new(), keys: HashSet::new(), key: None };
                self.begin(items, (style, anchor), tag.as_deref(), at)
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(&at),
            Event::Alias(anchor) => self.alias(anchor, at),
            _ => Ok(()),
        }
    }

    fn bytes(&self, span: &Span) -> Range<usize> {
        let start = self.start + span.start.byte_offset().unwrap_or_default();
        let end = self.start + span.end.byte_offset().unwrap_or_default();
        start..end.max(start)
    }

    fn wants_key(&self) -> bool {
        let innermost = self.open.last().map(|open| &open.items);
        matches!(innermost, Some(CollectionItems::Table { key: None, .. }))
    }

    fn key(&mut self, name: String, span: Range<usize>) -> Result<(), YamlError> {
        let Some(CollectionItems::Table { keys, key, .. }) =
            self.open.last_mut().map(|o| &mut o.items)
        else {
            return Ok(());
        };
        if name == "<<" {
            let message = "`<<` is not supported; write out the keys";
            return Err((message.to_owned(), span));
        }
        if !keys.insert(name.clone()) {
            return Err((format!("the key `{name}` appears twice"), span));
        }
        *key = Some(Spanned { value: name, span });
        Ok(())
    }

    fn begin(
        &mut self,
        items: CollectionItems,
        (style, anchor): (StructureStyle, usize),
        tag: Option<&Tag>,
        span: Range<usize>,
    ) -> Result<(), YamlError> {
        if self.wants_key() {
            return Err(("a key must be a text".to_owned(), span));
        }
        if self.open.len() >= DEPTH_LIMIT {
            return Err((too_deep(), span));
        }
        if let Some(tag) = tag.filter(|tag| !matches!(tag.suffix(), "map" | "seq")) {
            return Err((unknown_tag(tag), span));
        }
        self.open.push(OpenCollection { items, anchor, style, span, depth: 1, weight: 1 });
        Ok(())
    }

    fn end(&mut self, at: &Range<usize>) -> Result<(), YamlError> {
        let Some(open) = self.open.pop() else {
            return Ok(());
        };
        let (value, last) = match open.items {
            CollectionItems::List(list) => {
                let last = list.last().map(|item| item.span.end);
                (Value::List(list), last)
            }
            CollectionItems::Table { table, .. } => {
                let last = table.last().map(|(_, value)| value.span.end);
                (Value::Table(table), last)
            }
        };
        // The end of a block is known only at the next token, lines below.
        let end = match open.style {
            StructureStyle::Flow => at.end,
            StructureStyle::Block => last.unwrap_or(open.span.end),
        };
        let span = open.span.start..end.max(open.span.start);
        self.finished(value, span, open.anchor, (open.depth, open.weight))
    }

    fn alias(&mut self, anchor: usize, span: Range<usize>) -> Result<(), YamlError> {
        if self.wants_key() {
            return Err(("a key must be a text".to_owned(), span));
        }
        let Some(named) = self.anchors.get(&anchor) else {
            return Err(("an alias is inside the value that it names".to_owned(), span));
        };
        let measure = (named.depth, named.weight);
        self.copied += named.weight;
        if self.copied > COPY_LIMIT {
            return Err(("aliases expand to too much data".to_owned(), span));
        }
        if self.open.len() + named.depth > DEPTH_LIMIT {
            return Err((too_deep(), span));
        }
        let value = named.value.clone();
        self.finished(value, span, 0, measure)
    }

    /// Adds a complete value to the innermost open collection, or takes it as the root.
    fn finished(
        &mut self,
        value: Value,
        span: Range<usize>,
        anchor: usize,
        (depth, weight): (usize, usize),
    ) -> Result<(), YamlError> {
        if anchor != 0 {
            let named = AnchoredValue { value: value.clone(), depth, weight };
            self.anchors.insert(anchor, named);
        }
        let value = Spanned { value, span };
        let Some(open) = self.open.last_mut() else {
            self.root = Some(value);
            return Ok(());
        };
        open.depth = open.depth.max(depth + 1);
        open.weight += weight;
        match &mut open.items {
            CollectionItems::List(list) => list.push(value),
            CollectionItems::Table { table, key, .. } => match key.take() {
                Some(key) => table.push((key, value)),
                None => return Err(("a key must be a text".to_owned(), value.span)),
            },
        }
        Ok(())
    }
}

fn too_deep() -> String {
    format!("values are nested more than {DEPTH_LIMIT} levels deep")
}

/// Checks the tag of a scalar: `!!str` and `!` demand a text; other tags are errors.
fn is_text_tag(tag: &Tag) -> Result<(), String> {
    let text = matches!((tag.handle(), tag.suffix()), (_, "str") | ("!", "") | ("", "!"));
    text.then_some(()).ok_or_else(|| unknown_tag(tag))
}

fn unknown_tag(tag: &Tag) -> String {
    format!("the tag `{}{}` is not supported", tag.handle(), tag.suffix())
}

/// The value of a scalar; a text where it is quoted or where its tag demands one (`is_text`).
///
/// Two deliberate differences from the core schema: digits after a leading zero stay a text, so
/// that telephone numbers keep it; and an integer beyond 64 bits is an error.
///
/// # Errors
/// A message about an integer beyond 64 bits.
fn scalar_value(text: &str, style: ScalarStyle, is_text: bool) -> Result<Value, String> {
    if is_text || style != ScalarStyle::Plain {
        return Ok(Value::Text(text.to_owned()));
    }
    let value = match text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        ".nan" | ".NaN" | ".NAN" => Value::Float(f64::NAN),
        ".inf" | ".Inf" | ".INF" | "+.inf" | "+.Inf" | "+.INF" => Value::Float(f64::INFINITY),
        "-.inf" | "-.Inf" | "-.INF" => Value::Float(f64::NEG_INFINITY),
        _ => return number(text),
    };
    Ok(value)
}

/// A plain scalar that is no null and no boolean: a number, or else a text.
fn number(text: &str) -> Result<Value, String> {
    let integer = |digits: &str, radix| {
        i64::from_str_radix(digits, radix)
            .map(Value::Integer)
            .map_err(|_| "a whole number must fit in 64 bits".to_owned())
    };
    let all = |digits: &str, radix| !digits.is_empty() && digits.chars().all(|c| c.is_digit(radix));
    for (prefix, radix) in [("0x", 16), ("0o", 8)] {
        if let Some(digits) = text.strip_prefix(prefix).filter(|d| all(d, radix)) {
            return integer(digits, radix);
        }
    }
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    if all(unsigned, 10) && (unsigned == "0" || !unsigned.starts_with('0')) {
        return integer(text, 10);
    }
    let is_float = unsigned.contains(['.', 'e', 'E'])
        && unsigned.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && unsigned.bytes().all(|b| b.is_ascii_digit() || b".eE+-".contains(&b));
    Ok(match text.parse() {
        Ok(float) if is_float => Value::Float(float),
        _ => Value::Text(text.to_owned()),
    })
}

#[cfg(test)]
mod tests {
    use granit_parser::ScalarStyle::{Plain, SingleQuoted};

    use super::scalar_value;
    use crate::data::value::Value;

    #[test]
    fn scalars_become_values() {
        for (scalar, value) in [
            ("", Value::Null),
            ("~", Value::Null),
            ("true", Value::Bool(true)),
            ("False", Value::Bool(false)),
            ("0", Value::Integer(0)),
            ("-12", Value::Integer(-12)),
            ("+12", Value::Integer(12)),
            ("0x1F", Value::Integer(31)),
            ("0o17", Value::Integer(15)),
            ("1.5", Value::Float(1.5)),
            ("-.5", Value::Float(-0.5)),
            ("1e3", Value::Float(1000.0)),
            ("-.inf", Value::Float(f64::NEG_INFINITY)),
        ] {
            assert_eq!(scalar_value(scalar, Plain, false), Ok(value), "{scalar}");
        }
    }

    #[test]
    fn all_else_stays_a_text() {
        for scalar in [
            "yes",
            "off",
            "007",
            "2026-11-22",
            "09:30",
            "1_000",
            "1.2.3",
            "e5",
            "-",
            "+",
            ".",
            "inf",
            "nan",
            "infinity",
            "0x",
            "0b1",
            "1e",
            "--1",
            "１",
            "tRUE",
        ] {
            assert_eq!(
                scalar_value(scalar, Plain, false),
                Ok(Value::Text(scalar.into())),
                "{scalar}"
            );
        }
        for scalar in ["true", "1", ""] {
            assert_eq!(scalar_value(scalar, SingleQuoted, false), Ok(Value::Text(scalar.into())));
            assert_eq!(scalar_value(scalar, Plain, true), Ok(Value::Text(scalar.into())));
        }
    }

    #[test]
    fn a_number_beyond_64_bits_is_refused() {
        assert!(scalar_value("99999999999999999999", Plain, false).is_err());
    }
}
