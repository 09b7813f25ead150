//! The rows of a comparison in the search index.

use crate::comparison::declaration::ENTRY;
use crate::comparison::model::Comparison;
use crate::search::heading_text::document_text;
use crate::search::page_entries::{EntryKind, FeatureEntries, entry, unique_words};

/// Adds the rows of a comparison as entries, and the introductions of its groups as texts.
pub fn entries(comparison: &Comparison, found: &mut FeatureEntries) {
    for group in &comparison.groups {
        found.texts.push((group.id.to_string(), document_text(&group.intro)));
    }
    for row in &comparison.rows {
        let cells = comparison.columns.iter().zip(&row.cells);
        let cells = cells.map(|(column, cell)| format!("{}: {}", column.label, cell.text));
        let text = cells.collect::<Vec<_>>().join("; ");
        let mut entry = entry(ENTRY, row.id.as_str(), &row.text, &text);
        entry.body = unique_words(
            row.cells
                .iter()
                .map(|cell| cell.text.as_str())
                .chain([row.note_text.as_str(), row.id.as_str()]),
        );
        found.entries.push(entry);
    }
}

/// Calls the visitor with the kind, the id and the heading of each row.
pub fn names(comparison: &Comparison, visitor: &mut dyn FnMut(EntryKind, &str, &str)) {
    for row in &comparison.rows {
        visitor(ENTRY, row.id.as_str(), &row.text);
    }
}
