//! Instruments in the search index: statements, open questions, readings.

use crate::instrument::model::PageInstrument;
use crate::instrument::model::{BandReading, Instrument};
use crate::search::heading_text::document_text;
use crate::search::page_entries::{EntryKind, FeatureEntries, entry, unique_words};

/// Adds the statements and questions of a page as entries, its readings as texts, and its basis to
/// the description of the page.
pub fn entries(page: &PageInstrument, found: &mut FeatureEntries) {
    match &page.instrument {
        Some(Instrument::Assessment(assessment)) => {
            found.described.push(assessment.basis.clone());
            for dimension in &assessment.dimensions {
                found.texts.push((dimension.id.to_string(), document_text(&dimension.intro)));
            }
            add_readings(&assessment.bands, found);
            for statement in assessment.dimensions.iter().flat_map(|d| &d.statements) {
                let id = statement.id.as_str();
                found.entries.push(entry(EntryKind::ITEM, id, &statement.text, ""));
            }
        }
        Some(Instrument::Audit(audit)) => {
            found.described.push(audit.basis.clone());
            add_readings(&audit.bands, found);
        }
        Some(Instrument::Worksheet(_)) | None => {}
    }
    for question in page.questions.iter().flatten() {
        let mut entry = entry(EntryKind::ITEM, question.id.as_str(), &question.text, "");
        entry.body = unique_words([document_text(&question.more).as_str()]);
        found.entries.push(entry);
    }
}

fn add_readings(bands: &[BandReading], found: &mut FeatureEntries) {
    for band in bands {
        found.texts.push((band.id.to_string(), document_text(&band.body)));
    }
}
