//! Instruments in the search index: statements, open questions, readings.

use crate::instrument::declaration::{READING, STATEMENT_ENTRY};
use crate::instrument::model::PageInstrument;
use crate::search::heading_text::document_text;
use crate::search::page_entries::{FeatureEntries, entry, unique_words};

/// Adds the statements and questions of a page as entries, its readings as texts, and its basis to
/// the description of the page.
pub fn entries(page: &PageInstrument, found: &mut FeatureEntries) {
    if let Some(instrument) = page.instrument.as_ref().filter(|own| own.rules.is_some()) {
        found.described.push(instrument.basis.clone());
        for dimension in &instrument.dimensions {
            found.texts.push((dimension.id.to_string(), document_text(&dimension.intro)));
        }
        for band in &instrument.bands {
            found.texts.push((band.id.to_string(), document_text(&band.body)));
            found.kinds.insert(band.id.to_string(), READING);
        }
        for statement in instrument.dimensions.iter().flat_map(|d| &d.statements) {
            found.entries.push(entry(STATEMENT_ENTRY, statement.id.as_str(), &statement.text, ""));
        }
    }
    for question in page.questions.iter().flatten() {
        let mut entry = entry(STATEMENT_ENTRY, question.id.as_str(), &question.text, "");
        entry.body = unique_words([document_text(&question.more).as_str()]);
        found.entries.push(entry);
    }
}
