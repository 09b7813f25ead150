//! The items of checklists in the search index.

use crate::checklist::model::Checklist;
use crate::search::page_entries::{EntryKind, FeatureEntries, entry, unique_words};

/// Adds the items of checklists, nested ones included, as entries.
pub fn entries(lists: &[Checklist], found: &mut FeatureEntries) {
    for (item, _) in lists.iter().flat_map(Checklist::all_items) {
        let hint = item.hint.as_ref().map(|part| found.text_of(part)).unwrap_or_default();
        let mut entry = entry(EntryKind::ITEM, item.id.as_str(), &item.text, "");
        entry.body = unique_words([hint.as_str(), &found.text_of(&item.more)]);
        found.entries.push(entry);
    }
}
