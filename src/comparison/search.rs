//! The rows of a comparison in the search index.

use crate::comparison::declaration::ENTRY;
use crate::comparison::model::Comparison;
use crate::search::page_entries::{EntryKind, FeatureEntries, entry};

/// Adds the rows of a comparison as entries, and its labels and the introductions of its groups as
/// texts.
pub fn entries(comparison: &Comparison, found: &mut FeatureEntries) {
    found.add_to_page(comparison.columns.iter().map(|column| column.label.as_str()));
    for group in &comparison.groups {
        found.texts.push((group.id.to_string(), found.text_of(&group.intro)));
    }
    for row in &comparison.rows {
        let cells = row.cells.iter().map(|cell| cell.text.as_str());
        let text: Vec<&str> = cells.chain([row.note_text.as_str()]).collect();
        let entry = entry(ENTRY, row.id.as_str(), &row.text, &text.join("\n"));
        found.entries.push(entry.also(&row.also));
    }
}

/// Calls the visitor with the kind, the id and a name of each row, once for every name.
pub fn names(comparison: &Comparison, visitor: &mut dyn FnMut(EntryKind, &str, &str)) {
    for row in &comparison.rows {
        for name in std::iter::once(&row.text).chain(&row.also) {
            visitor(ENTRY, row.id.as_str(), name);
        }
    }
}
