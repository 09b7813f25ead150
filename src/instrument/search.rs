//! Instruments in the search index: statements, open questions, readings.

use crate::instrument::declaration::{READING, STATEMENT_ENTRY};
use crate::instrument::model::{Instrument, PageInstrument};
use crate::search::page_entries::{FeatureEntries, entry, unique_words};

/// Adds the statements and questions of a page as entries, its labels and readings as texts, and its
/// basis to the description of the page.
pub fn entries(page: &PageInstrument, found: &mut FeatureEntries) {
    if let Some(instrument) = page.instrument.as_ref().filter(|own| own.rules.is_some()) {
        found.described.push(instrument.basis.clone());
        found.add_to_page(labels(instrument));
        for dimension in &instrument.dimensions {
            found.texts.push((dimension.id.to_string(), found.text_of(&dimension.intro)));
        }
        for band in &instrument.bands {
            found.texts.push((band.id.to_string(), found.text_of(&band.body)));
            found.kinds.insert(band.id.to_string(), READING);
        }
        for statement in instrument.dimensions.iter().flat_map(|d| &d.statements) {
            found.entries.push(entry(STATEMENT_ENTRY, statement.id.as_str(), &statement.text, ""));
        }
    }
    for question in page.questions.iter().flatten() {
        let mut entry = entry(STATEMENT_ENTRY, question.id.as_str(), &question.text, "");
        entry.body = unique_words([found.text_of(&question.more).as_str()]);
        found.entries.push(entry);
    }
}

/// The labels that an instrument prints: the answers of a scale, the entries and columns of an
/// audit. Dimensions have headings, which are found by themselves.
fn labels(instrument: &Instrument) -> impl Iterator<Item = &str> {
    let measures = instrument.rules.iter().flat_map(|rules| &rules.measures);
    let labels = instrument.labels.iter().map(|label| label.text.as_str());
    let further = instrument.skip_label.iter().chain(&instrument.intended).map(String::as_str);
    labels.chain(measures.map(|measure| measure.label.as_str())).chain(further)
}
