//! [`LedgerKey`]: the list `[[ledger]]`, what each source of a site says of its own worth.

use crate::data::reader::Reader;

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
}

impl LedgerKey {
    pub(super) fn read_all(reader: &mut Reader<'_>) -> Vec<Self> {
        let mut keys: Vec<Self> = Vec::new();
        for mut table in reader.open_list("ledger", None).into_iter().flat_map(|list| list.value) {
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
        let id = written.and_then(|written| table.authored_id("key", written));
        let mut key = Self {
            label: table.text("label").map(|label| label.value).unwrap_or_default(),
            values: table.list_of_texts("values").into_iter().map(|value| value.value).collect(),
            ..Self::default()
        };
        table.set_bool("required", &mut key.is_required);
        table.set_bool("card", &mut key.is_on_card);
        for (value, mark) in table.table_of_texts("marks") {
            if key.values.is_empty() || key.values.contains(&value.value) {
                key.marks.push((value.value, mark.value));
            } else {
                let problem = format!("names `{}`, which is none of `values`", value.value);
                let hint = format!("the values are {}", listed(&key.values));
                table.refuse("marks", &value.span, &problem, &hint);
            }
        }
        let id = id?;
        key.key = id.value.to_string();
        if others.iter().any(|other| other.key == key.key) {
            table.refuse("key", &id.span, "stands there twice", "delete one of them");
            return None;
        }
        if key.label.is_empty() {
            key.label.clone_from(&key.key);
        }
        Some(key)
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
