//! What `handbook.json` holds of assessments, audits and worksheets.

use serde::Serialize;

use crate::parse::document::Reference;
use crate::parse::structure::instrument::{Instrument, Reading};
use crate::site::NodeId;

use super::View;

/// A statement of an assessment, or an open question.
#[derive(Debug, Serialize)]
pub struct StatementData<'a> {
    id: &'a str,
    route: String,
    url: String,
    text: &'a str,
    /// The id of the dimension that it counts for; none for a question.
    dimension: Option<&'a str>,
    /// Whether it is scored the other way round.
    reverse: bool,
}

/// A band: a reading for some scores.
#[derive(Debug, Serialize)]
pub struct BandData<'a> {
    id: &'a str,
    route: String,
    url: String,
    title: &'a str,
    /// Whom it is for, in words.
    condition: &'a str,
}

impl<'a> View<'a, '_> {
    /// The statements and open questions of a page.
    pub(super) fn statements(&self, id: NodeId) -> Vec<StatementData<'a>> {
        let Some(summary) = self.site.nodes[id].summary.as_deref() else {
            return Vec::new();
        };
        let structures = &summary.structures;
        let dimensions = match &structures.instrument {
            Some(Instrument::Assessment(assessment)) => assessment.dimensions.as_slice(),
            _ => &[],
        };
        let statements = dimensions.iter().flat_map(|dimension| {
            let all = dimension.statements.iter();
            all.map(move |statement| (dimension, statement))
        });
        let statements = statements.map(|(dimension, statement)| StatementData {
            id: statement.id.as_str(),
            route: self.route(id),
            url: self.url(id, statement.id.as_str()),
            text: &statement.text,
            dimension: Some(dimension.id.as_str()),
            reverse: statement.reverse,
        });
        let questions = structures.questions.iter().flatten();
        let questions = questions.map(|question| StatementData {
            id: question.id.as_str(),
            route: self.route(id),
            url: self.url(id, question.id.as_str()),
            text: &question.text,
            dimension: None,
            reverse: false,
        });
        statements.chain(questions).collect()
    }

    /// The bands of a page.
    pub(super) fn bands(&self, id: NodeId) -> Vec<BandData<'a>> {
        let summary = self.site.nodes[id].summary.as_deref();
        let instrument = summary.and_then(|s| s.structures.instrument.as_ref());
        let bands: &[Reading<Reference>] = match instrument {
            Some(Instrument::Assessment(assessment)) => &assessment.bands,
            Some(Instrument::Audit(audit)) => &audit.bands,
            _ => &[],
        };
        let bands = bands.iter().map(|band| BandData {
            id: band.id.as_str(),
            route: self.route(id),
            url: self.url(id, band.id.as_str()),
            title: &band.text,
            condition: &band.condition,
        });
        bands.collect()
    }
}
