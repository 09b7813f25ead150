//! The statements, questions and bands of instruments in `handbook.json`.

use serde::Serialize;

use crate::instrument::model::Instruments;
use crate::resolve::data::{DataList, DataSource, list};

/// A statement of an assessment, or an open question, as JSON.
#[derive(Debug, Serialize)]
struct StatementData<'a> {
    id: &'a str,
    route: String,
    url: String,
    text: &'a str,
    /// The id of the dimension that a statement counts for; none for a question.
    dimension: Option<&'a str>,
    /// Whether the statement is scored the other way round.
    reverse: bool,
}

/// A band as JSON.
#[derive(Debug, Serialize)]
struct BandData<'a> {
    id: &'a str,
    route: String,
    url: String,
    title: &'a str,
    /// The condition of the band in words.
    condition: &'a str,
}

/// The lists `statements` and `bands`, of all instruments of a site.
pub fn lists(source: &DataSource<'_, '_>, instruments: &Instruments) -> [DataList; 2] {
    let statements = source.each(|id| {
        let Some(page) = instruments.get(id) else {
            return Vec::new();
        };
        let dimensions = page.instrument.iter().flat_map(|instrument| &instrument.dimensions);
        let statements = dimensions.flat_map(|dimension| {
            dimension.statements.iter().map(move |statement| StatementData {
                id: statement.id.as_str(),
                route: source.route(id),
                url: source.url(id, statement.id.as_str()),
                text: &statement.text,
                dimension: Some(dimension.id.as_str()),
                reverse: statement.reverse,
            })
        });
        let questions = page.questions.iter().flatten();
        let questions = questions.map(|question| StatementData {
            id: question.id.as_str(),
            route: source.route(id),
            url: source.url(id, question.id.as_str()),
            text: &question.text,
            dimension: None,
            reverse: false,
        });
        statements.chain(questions).collect()
    });
    let bands = source.each(|id| {
        let instrument = instruments.get(id).and_then(|page| page.instrument.as_ref());
        let bands = instrument.into_iter().flat_map(|instrument| &instrument.bands);
        let bands = bands.map(|band| BandData {
            id: band.id.as_str(),
            route: source.route(id),
            url: source.url(id, band.id.as_str()),
            title: &band.text,
            condition: &band.condition,
        });
        bands.collect()
    });
    [list("statements", &statements), list("bands", &bands)]
}
