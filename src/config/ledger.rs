//! [`LedgerKey`]: the list `[[ledger]]`, what each source of a site says of its own worth.

use crate::data::reader::Reader;
use crate::data::value::{Spanned, Value};

/// The values that say that there is nothing to say: they count as written, and are not shown.
pub const NONE: &[&str] = &["-", "–", "—"];

/// The most keys of a ledger, each of which is compared with all others.
const MOST_KEYS: usize = 500;

/// A key of the ledger of sources: `grade`, `kind`, `size` or whatever a site wants to know of each.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct LedgerKey {
    /// The key, as it stands in the bibliography.
    pub key: String,
    /// What readers see in the place of the key.
    pub label: String,
    /// The values that a source may have; any if there are none.
    pub values: Vec<String>,
    /// Whether every source must have the key.
    pub is_required: bool,
    /// Whether the card of a citation shows the value.
    pub is_on_card: bool,
    /// The values that are told where a source is cited alone, each with its mark.
    pub marks: Vec<(String, String)>,
    /// Whether the key cannot be one, which has been reported.
    pub is_faulty: bool,
}

impl LedgerKey {
    pub(super) fn read_all(reader: &mut Reader<'_>) -> Vec<Self> {
        let mut keys: Vec<Self> = Vec::new();
        let Some(list) = reader.open_list("ledger", None) else { return keys };
        for mut table in list.value {
            if keys.len() == MOST_KEYS {
                let problem = format!("has more than {MOST_KEYS} keys");
                reader.refuse("ledger", &list.span, &problem, "keep those that readers need");
                break;
            }
            if let Some(key) = Self::read(&mut table, &keys) {
                keys.push(key);
            }
            reader.close(table, &[]);
        }
        keys
    }

    fn read(table: &mut Reader<'_>, others: &[Self]) -> Option<Self> {
        table.require("key", "write `key = \"grade\"`, as it stands in the bibliography");
        let written = table.text("key");
        let mut key = Self {
            key: written.as_ref().map(|written| written.value.clone()).unwrap_or_default(),
            ..Self::default()
        };
        let id = written.and_then(|written| table.authored_id("key", written));
        key.is_faulty = id.is_none();
        key.read_label(table, others);
        key.read_values(table);
        table.set_bool("required", &mut key.is_required);
        table.set_bool("card", &mut key.is_on_card);
        key.read_marks(table);
        if let Some(id) = id.filter(|id| others.iter().any(|o| o.key == id.value.as_str())) {
            table.refuse("key", &id.span, "stands there twice", "delete one of them");
            return None;
        }
        Some(key)
    }

    fn read_label(&mut self, table: &mut Reader<'_>, others: &[Self]) {
        let hint = "write what readers see, or leave it out: then they see the key";
        self.label.clone_from(&self.key);
        let Some(label) = table.filled_text("label", hint) else { return };
        label.value.trim().clone_into(&mut self.label);
        if let Some(other) = others.iter().find(|other| other.label == self.label) {
            let problem = format!("is that of `{}` too", other.key);
            table.refuse("label", &label.span, &problem, "give each key a label of its own");
        }
    }

    fn read_values(&mut self, table: &mut Reader<'_>) {
        let is_empty = matches!(table.value("values"), Some(Value::List(list)) if list.is_empty());
        if let Some(span) = table.value_span("values").filter(|_| is_empty) {
            let hint = "write the values that are allowed, or leave it out: then any is";
            table.refuse("values", &span, "is empty", hint);
        }
        for Spanned { value, span } in table.list_of_texts("values") {
            let value = value.trim().to_owned();
            if value.is_empty() {
                table.refuse("values", &span, "has an empty value", "write a word, or delete it");
            } else if NONE.contains(&value.as_str()) {
                let problem = format!("names `{value}`, which says that there is none");
                table.refuse("values", &span, &problem, "delete it: every key may have a dash");
            } else if self.values.contains(&value) {
                let problem = format!("names `{value}` twice");
                table.refuse("values", &span, &problem, "delete one of them");
            } else {
                self.values.push(value);
            }
        }
    }

    fn read_marks(&mut self, table: &mut Reader<'_>) {
        for (value, mark) in table.table_of_texts("marks") {
            if mark.value.trim().is_empty() {
                let problem = format!("has an empty mark for `{}`", value.value);
                let hint = "write the mark, or delete the value: then it has none";
                table.refuse("marks", &mark.span, &problem, hint);
            } else if self.values.is_empty() && !value.value.trim().is_empty()
                || self.values.contains(&value.value)
            {
                self.marks.push((value.value, mark.value));
            } else {
                let problem = format!("names `{}`, which is none of `values`", value.value);
                let hint = format!("the values are {}", listed(&self.values));
                table.refuse("marks", &value.span, &problem, &hint);
            }
        }
    }

    /// The mark of a value; `None` if it has none.
    pub fn mark(&self, value: &str) -> Option<&str> {
        self.marks.iter().find(|(marked, _)| marked == value).map(|(_, mark)| mark.as_str())
    }
}

/// Words in backticks, with commas between them.
pub fn listed(words: &[String]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}
