//! [`Reader`]: typed values out of a table, and a diagnostic for every unknown key.

use std::ops::Range;
use std::sync::Arc;

use crate::base::diagnostic::{Code, Diagnostic, OF_A_FILE, Place, Severity};
use crate::base::paths::{Anchor, SourcePath, slugify};
use crate::base::suggest::nearest;
use crate::data::date::{self, DateProblem};
use crate::data::meant::{rewrite_hint, truth_of};
use crate::data::schema::TableSpec;
use crate::data::value::{PlainTable, Spanned, Table, Value, plain_table};

/// Takes typed values out of a table, by key, and collects diagnostics. A value of the wrong type
/// is reported and then used as far as possible, so that one mistake is one message. All methods
/// that read a key return `None`, or an empty collection, where it is absent.
pub struct Reader<'a> {
    path: &'a SourcePath,
    text: &'a Arc<str>,
    /// The name of the table with a dot at its end; empty for the root table.
    prefix: String,
    /// The span of the table's name, at which missing keys are reported; `None` for the root table.
    at: Option<Range<usize>>,
    table: Table,
    /// The keys that were declared or asked for; all other keys are unknown.
    known: Vec<&'static str>,
    /// Whether the keys were declared, so that no other may be asked for.
    is_declared: bool,
    /// Whether values are taken in the forms of other tools too.
    is_lenient: bool,
    /// Whether there is a value in the place of the table that is none, which was reported.
    is_refused: bool,
    /// The inner tables whose keys are declared.
    tables: Vec<&'static TableSpec>,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Reader<'a> {
    /// A reader of the root table of a file.
    pub fn new(path: &'a SourcePath, text: &'a Arc<str>, table: Table) -> Self {
        Self {
            path,
            text,
            prefix: String::new(),
            at: None,
            table,
            known: Vec::new(),
            is_declared: false,
            is_lenient: false,
            is_refused: false,
            tables: Vec::new(),
            diagnostics: Vec::new(),
        }
    }

    /// The reader, which takes values of its own keys in the forms that other tools write: numbers
    /// and truth values as texts and the reverse, one text for a list. An empty value is none.
    #[must_use]
    pub fn lenient(mut self) -> Self {
        self.is_lenient = true;
        self
    }

    /// The reader, with inner tables whose keys are declared.
    #[must_use]
    pub fn with_tables(mut self, tables: impl IntoIterator<Item = &'static TableSpec>) -> Self {
        self.tables.extend(tables);
        self
    }

    /// Adds a diagnostic to those of the reader.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// The place of a span, for a diagnostic.
    pub fn place(&self, span: &Range<usize>) -> Place {
        Place::span(self.path, self.text, span.clone())
    }

    /// Reports an invalid value of the right type. `problem` follows the name of the key, as in "is
    /// empty"; `hint` may be empty.
    pub fn refuse(&mut self, key: &str, span: &Range<usize>, problem: &str, hint: &str) {
        let message = format!("`{}{key}` {problem}", self.prefix);
        let diagnostic = Diagnostic::error(Code::InvalidValue, message, self.place(span));
        self.report(diagnostic.hints(Some(hint).filter(|hint| !hint.is_empty())));
    }

    /// Reports `key` if it is missing.
    pub fn require(&mut self, key: &'static str, hint: &str) {
        if !self.has(key) && !self.is_refused {
            let message = format!("`{}{key}` is missing", self.prefix);
            let place = match &self.at {
                Some(span) => self.place(span),
                None => Place::file(self.path),
            };
            self.report(Diagnostic::error(Code::MissingKey, message, place).hint(hint));
        }
    }

    /// The value of `key`, of any type.
    pub fn any(&mut self, key: &'static str) -> Option<Spanned<Value>> {
        if self.is_declared {
            debug_assert!(self.known.contains(&key), "`{}{key}` is not declared", self.prefix);
        } else {
            self.known.push(key);
        }
        let index = self.table.iter().position(|(k, _)| k.value == key)?;
        let found = self.table.remove(index).1;
        let is_empty = match &found.value {
            Value::Null => true,
            Value::Text(text) => text.trim().is_empty(),
            _ => false,
        };
        (!self.is_lenient || !is_empty).then_some(found)
    }

    /// The value of `key`, a text.
    pub fn text(&mut self, key: &'static str) -> Option<Spanned<String>> {
        let found = self.any(key)?;
        self.as_text(key, "a text", found)
    }

    /// The id that an author wrote as the text `id`, the value of `key`; `None` if it cannot be
    /// one, which is reported.
    pub fn authored_id(&mut self, key: &str, id: Spanned<String>) -> Option<Spanned<Anchor>> {
        let Spanned { value, span } = id;
        if let Some(value) = Anchor::authored(&value) {
            return Some(Spanned { value, span });
        }
        let hint = match slugify(&value) {
            right if Anchor::authored(&right).is_some() => format!("write `{right}`"),
            _ => {
                "an id consists of lower-case letters a to z, digits and single hyphens".to_owned()
            }
        };
        self.refuse(key, &span, "is not a valid id", &hint);
        None
    }

    /// The value of `key`, a text that is not blank; a blank one is reported with `hint`.
    pub fn filled_text(&mut self, key: &'static str, hint: &str) -> Option<Spanned<String>> {
        let text = self.text(key)?;
        if text.value.trim().is_empty() {
            self.refuse(key, &text.span, "is empty", hint);
            return None;
        }
        Some(text)
    }

    /// The value of `key`, a truth value.
    pub fn bool(&mut self, key: &'static str) -> Option<bool> {
        let found = self.any(key)?;
        match &found.value {
            Value::Bool(truth) => Some(*truth),
            Value::Text(text) if self.is_lenient && truth_of(text).is_some() => truth_of(text),
            _ => self.wrong_type(key, "true or false", &found),
        }
    }

    /// Sets `to` to the value of `key`, a truth value, if there is one.
    pub fn set_bool(&mut self, key: &'static str, to: &mut bool) {
        *to = self.bool(key).unwrap_or(*to);
    }

    /// The value of `key`, a whole number.
    pub fn integer(&mut self, key: &'static str) -> Option<Spanned<i64>> {
        let found = self.any(key)?;
        let number = match &found.value {
            Value::Integer(number) => Some(*number),
            Value::Text(text) if self.is_lenient => text.trim().parse().ok(),
            Value::Float(number) if self.is_lenient && number.is_finite() => {
                let whole = format!("{:.0}", number.round());
                let message = format!("`{}{key}` is rounded to {whole}", self.prefix);
                let place = self.place(&found.span);
                let diagnostic = Diagnostic::warning(Code::InvalidValue, message, place);
                self.report(diagnostic.hint("write a whole number"));
                whole.parse().ok()
            }
            _ => None,
        };
        match number {
            Some(value) => Some(Spanned { value, span: found.span }),
            None => self.wrong_type(key, "a whole number", &found),
        }
    }

    /// An enumeration: the value of the word that is written; any other word is reported.
    pub fn choice<T: Clone>(&mut self, key: &'static str, choices: &[(&str, T)]) -> Option<T> {
        let text = self.text(key)?;
        if let Some((_, value)) = choices.iter().find(|(word, _)| *word == text.value) {
            return Some(value.clone());
        }
        let words: Vec<String> = choices.iter().map(|(w, _)| format!("`{w}`")).collect();
        let (prefix, words) = (&self.prefix, words.join(" or "));
        let message = format!("`{prefix}{key}` cannot be `{}`, only {words}", text.value);
        let suggestion = nearest(&text.value, choices.iter().map(|(word, _)| *word));
        let diagnostic = Diagnostic::error(Code::InvalidValue, message, self.place(&text.span));
        self.report(diagnostic.did_you_mean(suggestion));
        None
    }

    /// A date or a date and time, in RFC 3339 form. A lenient reader takes a time without an offset
    /// as one in UTC, as YAML and TOML's readers do, and warns of what is no date.
    pub fn date(&mut self, key: &'static str) -> Option<String> {
        let found = self.any(key)?;
        let (Value::Text(written) | Value::Date(written)) = &found.value else {
            return self.wrong_type(key, date::EXPECTED, &found);
        };
        let expected = format!("write {}", date::EXPECTED);
        let offset = "add `Z` for UTC or an offset such as `+01:00`, or remove the time";
        let (problem, hint) = match date::normalise(written) {
            Ok(date) => return Some(date),
            Err(DateProblem::Form) => ("is not a date", &*expected),
            Err(DateProblem::Impossible) => ("is not a real date or time", &*expected),
            Err(DateProblem::NoOffset) => ("has a time without an offset", offset),
        };
        if self.is_lenient {
            if let Ok(date) = date::normalise(&format!("{}Z", written.trim())) {
                return Some(date);
            }
            let message = format!("`{}{key}` {problem}", self.prefix);
            let place = self.place(&found.span);
            self.report(Diagnostic::warning(Code::InvalidValue, message, place).hint(hint));
            return None;
        }
        self.refuse(key, &found.span, problem, hint);
        None
    }

    /// The value of `key`, a list of texts.
    pub fn list_of_texts(&mut self, key: &'static str) -> Vec<Spanned<String>> {
        self.any(key).map(|found| self.as_texts(key, found)).unwrap_or_default()
    }

    /// A table whose values are texts.
    pub fn table_of_texts(&mut self, key: &'static str) -> Vec<(Spanned<String>, Spanned<String>)> {
        let entries = self.table(key).unwrap_or_default();
        entries
            .into_iter()
            .filter_map(|(k, found)| {
                let name = format!("{key}.{}", k.value);
                Some((k, self.as_text(&name, "a text", found)?))
            })
            .collect()
    }

    /// A table whose values are lists of texts.
    pub fn table_of_text_lists(
        &mut self,
        key: &'static str,
    ) -> Vec<(Spanned<String>, Vec<Spanned<String>>)> {
        let entries = self.table(key).unwrap_or_default();
        entries
            .into_iter()
            .map(|(k, found)| {
                let texts = self.as_texts(&format!("{key}.{}", k.value), found);
                (k, texts)
            })
            .collect()
    }

    /// A table whose values are lists of texts, without spans.
    pub fn table_of_lists(&mut self, key: &'static str) -> PlainTable {
        let lists = self.table_of_text_lists(key).into_iter();
        let plain = |texts: Vec<Spanned<String>>| texts.into_iter().map(|t| t.value).collect();
        lists.map(|(k, texts)| (k.value, plain(texts))).collect::<PlainTable>()
    }

    /// A table of any data, without spans.
    pub fn data(&mut self, key: &'static str) -> PlainTable {
        plain_table(&self.table(key).unwrap_or_default())
    }

    /// The value of `key`, a table.
    pub fn table(&mut self, key: &'static str) -> Option<Table> {
        let found = self.any(key)?;
        match found.value {
            Value::Table(table) => Some(table),
            // In YAML, a key with nothing after it.
            Value::Null => None,
            _ => self.wrong_type(key, "a table", &found),
        }
    }

    /// A reader of an inner table with known keys. Pass it to [`Reader::close`] afterwards.
    #[must_use]
    pub fn open(&mut self, key: &'static str) -> Reader<'a> {
        let at = self.key_span(key);
        let reported_before = self.count();
        let table = self.table(key).unwrap_or_default();
        let is_refused = self.count() > reported_before;
        Reader { is_refused, ..self.inner(key, at, table) }
    }

    /// Readers of a list of inner tables with known keys, and the span of the list. Pass each to
    /// [`Reader::close`] afterwards. A text stands for a table with it under the key `text`.
    pub fn open_list(
        &mut self,
        key: &'static str,
        text: Option<&str>,
    ) -> Option<Spanned<Vec<Reader<'a>>>> {
        let expected = text.map_or("a list of tables", |_| "a list of texts or tables");
        let found = self.any(key)?;
        let Value::List(items) = found.value else {
            return self.wrong_type(key, expected, &found);
        };
        let mut value = Vec::with_capacity(items.len());
        for item in items {
            let at = item.span.clone();
            match (item.value, text) {
                (Value::Table(table), _) => value.push(self.inner(key, Some(at), table)),
                (words @ Value::Text(_), Some(text)) => {
                    let name = Spanned { value: text.to_owned(), span: at.clone() };
                    let words = Spanned { value: words, span: at.clone() };
                    value.push(self.inner(key, Some(at), vec![(name, words)]));
                }
                (value, _) => {
                    self.wrong_type::<()>(key, expected, &Spanned { value, span: at });
                }
            }
        }
        Some(Spanned { value, span: found.span })
    }

    /// Renames the first key of `others` (separated by spaces) whose value is suitable to `key`, if
    /// the table has no such key. Returns whether there was one.
    pub fn adopt(&mut self, others: &str, key: &str, is_suitable: fn(&Value) -> bool) -> bool {
        if self.has(key) {
            return false;
        }
        let is_it = |(k, v): &(Spanned<String>, Spanned<Value>), name: &str| {
            k.value == name && is_suitable(&v.value)
        };
        let find = |name: &str| self.table.iter().position(|entry| is_it(entry, name));
        let found = others.split(' ').find_map(find);
        if let Some(at) = found {
            key.clone_into(&mut self.table[at].0.value);
        }
        found.is_some()
    }

    /// Gives the keys of the table at `key`, if it is one, the names beside them here, unless those
    /// are there: MkDocs has dates of several kinds below `date`.
    pub fn unfold(&mut self, key: &str, names: &[(&str, &str)]) {
        let is_table = |(k, v): &(Spanned<String>, Spanned<Value>)| {
            k.value == key && matches!(v.value, Value::Table(_))
        };
        let Some(at) = self.table.iter().position(is_table) else {
            return;
        };
        let Value::Table(inner) = self.table.remove(at).1.value else {
            return;
        };
        for (mut inner_key, value) in inner {
            let ours = names.iter().find(|(name, _)| *name == inner_key.value);
            inner_key.value = match ours {
                Some((_, ours)) if self.has(ours) => continue,
                Some((_, ours)) => (*ours).to_owned(),
                None => format!("{key}.{}", inner_key.value),
            };
            self.table.push((inner_key, value));
        }
    }

    /// The value of a key that was not read yet.
    pub fn value(&self, key: &str) -> Option<&Value> {
        self.entry(key).map(|(_, value)| &value.value)
    }

    /// Whether the table holds `key` and it was not read yet.
    pub fn has(&self, key: &str) -> bool {
        self.entry(key).is_some()
    }

    /// A key that was not read yet, and its value.
    fn entry(&self, key: &str) -> Option<&(Spanned<String>, Spanned<Value>)> {
        self.table.iter().find(|(k, _)| k.value == key)
    }

    /// The span of a key that was not read yet.
    pub fn key_span(&self, key: &str) -> Option<Range<usize>> {
        self.entry(key).map(|(key, _)| key.span.clone())
    }

    /// The span of the value of a key that was not read yet.
    pub fn value_span(&self, key: &str) -> Option<Range<usize>> {
        self.entry(key).map(|(_, value)| value.span.clone())
    }

    /// Whether `key` was not read yet and its value is a list.
    pub fn is_list(&self, key: &str) -> bool {
        self.entry(key).is_some_and(|(_, value)| matches!(value.value, Value::List(_)))
    }

    /// The number of diagnostics so far.
    pub fn count(&self) -> usize {
        self.diagnostics.len()
    }

    fn inner(&self, key: &str, at: Option<Range<usize>>, table: Table) -> Reader<'a> {
        let spec = self.tables.iter().find(|spec| spec.name == key);
        Reader {
            path: self.path,
            text: self.text,
            prefix: format!("{}{key}.", self.prefix),
            at,
            table,
            known: spec.map_or_else(Vec::new, |spec| spec.keys.to_vec()),
            is_declared: spec.is_some(),
            is_lenient: false,
            is_refused: false,
            tables: spec.map_or_else(Vec::new, |spec| spec.inner.iter().collect()),
            diagnostics: Vec::new(),
        }
    }

    /// Takes over the diagnostics of an inner reader; `other_tools` holds keys of other tools,
    /// separated by spaces, with hints at what to write instead.
    pub fn close(&mut self, inner: Reader<'a>, other_tools: &[(&str, &str)]) {
        // A table of a feature with a fault would be another instrument or another comparison.
        let is_fixed = inner.is_declared;
        let diagnostics = inner.finish(other_tools).into_iter();
        self.diagnostics.extend(diagnostics.map(|d| if is_fixed { d.fixed() } else { d }));
    }

    /// Takes out the keys that nothing asked for, as data for templates, and warns of them. One that
    /// reads like a slip of a known key is an error; those that `foreign` names are not reported.
    /// `other_tools` is as in [`Reader::close`].
    pub fn take_rest(&mut self, other_tools: &[(&str, &str)], foreign: &[&str]) -> PlainTable {
        let rest = std::mem::take(&mut self.table);
        for (key, _) in &rest {
            if names(foreign, &key.value) {
                continue;
            }
            let name = &key.value;
            let initial = |name: &str| name.chars().next().map(|c| c.to_ascii_lowercase());
            let known = self.known.iter().copied().filter(|known| initial(known) == initial(name));
            let (severity, hint) = match (other_tool(other_tools, name), nearest(name, known)) {
                (None, Some(near)) => (Severity::Error, format!("did you mean `{near}`?")),
                (Some(hint), _) => (Severity::Warning, hint.to_owned()),
                (None, None) => {
                    let hint = format!("templates find it as `page.extra.{name}`");
                    (Severity::Warning, hint + "; put your own data under `extra`")
                }
            };
            let message = format!("unknown key `{}{name}`", self.prefix);
            let place = Some(self.place(&key.span));
            self.report(Diagnostic::new(severity, Code::UnknownKey, message, place).hint(hint));
        }
        plain_table(&rest)
    }

    /// All diagnostics of the table, with one for each key that was not asked for. `other_tools`
    /// holds keys of other tools, separated by spaces, with hints at what to write instead.
    pub fn finish(mut self, other_tools: &[(&str, &str)]) -> Vec<Diagnostic> {
        let mut found = std::mem::take(&mut self.diagnostics);
        for (key, _) in std::mem::take(&mut self.table) {
            let message = format!("unknown key `{}{}`", self.prefix, key.value);
            let diagnostic = Diagnostic::error(Code::UnknownKey, message, self.place(&key.span));
            let known = self.known.iter().copied().filter(|_| self.count() < OF_A_FILE);
            let suggestion = nearest(&key.value, known);
            let diagnostic = match (other_tool(other_tools, &key.value), suggestion) {
                (Some(hint), _) => diagnostic.hint(hint),
                (None, None) => diagnostic.hint(self.known_keys_hint()),
                (None, Some(near)) => {
                    // The key that is missing is this one.
                    found.retain(|d| d.message != format!("`{}{near}` is missing", self.prefix));
                    diagnostic.did_you_mean(suggestion)
                }
            };
            self.diagnostics.push(diagnostic);
        }
        found.into_iter().chain(self.diagnostics).collect()
    }

    fn known_keys_hint(&self) -> String {
        if self.known.is_empty() {
            return "this table has no keys".to_owned();
        }
        let names: Vec<String> = self.known.iter().map(|key| format!("`{key}`")).collect();
        let mut hint = format!("the known keys are {}", names.join(", "));
        if self.known.contains(&"extra") {
            hint.push_str("; put your own data under `extra`");
        }
        hint
    }

    /// The value as a text; a scalar of another type is reported and then used as written.
    fn as_text(
        &mut self,
        key: &str,
        expected: &str,
        found: Spanned<Value>,
    ) -> Option<Spanned<String>> {
        let is_taken = match found.value {
            Value::Text(_) => true,
            Value::List(_) | Value::Table(_) => false,
            _ => self.is_lenient,
        };
        if !is_taken {
            self.wrong_type::<()>(key, expected, &found);
        }
        // `1.10` is another text than `1.1`.
        let digits = self.text.get(found.span.clone());
        let digits = digits.filter(|text| text.starts_with(|c: char| c.is_ascii_digit()));
        let value = match found.value {
            Value::Text(written) | Value::Date(written) => written,
            Value::Bool(truth) => truth.to_string(),
            Value::Integer(number) => digits.map_or_else(|| number.to_string(), str::to_owned),
            Value::Float(number) => digits.map_or_else(|| number.to_string(), str::to_owned),
            Value::Null | Value::List(_) | Value::Table(_) => return None,
        };
        Some(Spanned { value, span: found.span })
    }

    fn as_texts(&mut self, key: &str, found: Spanned<Value>) -> Vec<Spanned<String>> {
        match found.value {
            Value::List(items) => items
                .into_iter()
                .filter_map(|item| self.as_text(key, "a list of texts", item))
                .collect(),
            Value::Null => Vec::new(),
            Value::Table(_) => self.wrong_type(key, "a list of texts", &found).unwrap_or_default(),
            _ if self.is_lenient => {
                self.as_text(key, "a list of texts", found).into_iter().collect()
            }
            _ => self.wrong_type(key, "a list of texts", &found).unwrap_or_default(),
        }
    }

    fn wrong_type<T>(&mut self, key: &str, expected: &str, found: &Spanned<Value>) -> Option<T> {
        let kind = found.value.kind();
        let message = format!("`{}{key}`: expected {expected}, found {kind}", self.prefix);
        let diagnostic = Diagnostic::error(Code::InvalidValue, message, self.place(&found.span));
        self.report(diagnostic.hints(rewrite_hint(expected, &found.value)));
        None
    }
}

/// Whether one of the lists of names, separated by spaces, holds a name.
fn names(lists: &[&str], name: &str) -> bool {
    lists.iter().any(|list| list.split(' ').any(|known| known == name))
}

/// The hint at what to write for a key of another tool.
fn other_tool<'h>(other_tools: &[(&str, &'h str)], key: &str) -> Option<&'h str> {
    other_tools.iter().find(|(list, _)| names(&[*list], key)).map(|(_, hint)| *hint)
}

#[cfg(test)]
mod tests {
    use super::Reader;
    use crate::base::diagnostic::{Code, Diagnostic};
    use crate::base::paths::SourcePath;
    use crate::data::toml;

    fn read<T>(text: &str, take: impl FnOnce(&mut Reader<'_>) -> T) -> (T, Vec<Diagnostic>) {
        let path = SourcePath::new("a.toml").expect("a path");
        let text = text.into();
        let (table, syntax) = toml::parse(&path, &text, 0..text.len(), Code::InvalidConfig);
        assert_eq!(syntax, []);
        let mut reader = Reader::new(&path, &text, table);
        let taken = take(&mut reader);
        (taken, reader.finish(&[]))
    }

    #[test]
    fn a_choice_is_one_of_its_words() {
        let choices = [("light", 1), ("dark", 2)];
        let (chosen, wrong) = read("mode = 'dark'", |r| r.choice("mode", &choices));
        assert_eq!((chosen, wrong.len()), (Some(2), 0));
        let (chosen, wrong) = read("mode = 'drak'", |r| r.choice("mode", &choices));
        assert_eq!(chosen, None);
        let expected = "`mode` cannot be `drak`, only `light` or `dark`";
        assert_eq!(wrong[0].message, expected);
        assert_eq!(wrong[0].hints, ["did you mean `dark`?"]);
    }

    #[test]
    fn keys_of_inner_tables_are_named_in_full() {
        let text = "[outer]\nright = true\nwrnog = 1\n[outer.inner]\nx = 1\n";
        let (right, wrong) = read(text, |reader| {
            let mut outer = reader.open("outer");
            let right = outer.bool("right");
            let mut inner = outer.open("inner");
            inner.text("x");
            outer.close(inner, &[]);
            reader.close(outer, &[("wrnog", "write `wrong`")]);
            right
        });
        assert_eq!(right, Some(true));
        let messages: Vec<&str> = wrong.iter().map(|d| d.message.as_str()).collect();
        assert_eq!(
            messages,
            ["`outer.inner.x`: expected a text, found a whole number", "unknown key `outer.wrnog`"]
        );
        assert_eq!(wrong[1].hints, ["write `wrong`"]);
    }
}
