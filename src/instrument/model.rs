//! [`Instrument`]: an assessment, an audit or a worksheet; and [`Question`], an open question in one.

use crate::base::paths::Anchor;
use crate::document::body::{Document, Located, SourceSpan};
use crate::instrument::declaration::{ASSESSMENT_KIND, AUDIT_KIND, WORKSHEET_KIND};
use crate::instrument::score::{InstrumentKind, InstrumentRules};
use crate::resolve::offer::Offer;
use crate::site::per_page::PerPage;

/// An instrument, with its references still unresolved. Of a worksheet the questions stand where
/// their author wrote them, and nothing is scored.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Instrument {
    /// The prefix of the ids of the elements of the instrument.
    pub id: Anchor,
    /// The source of the statements or columns, in the author's words.
    pub basis: String,
    /// The answers of the scale of an assessment, in order; the entries of an audit.
    pub labels: Vec<Label>,
    /// The rules by which the instrument is scored: `None` for a worksheet. Their measures are the
    /// dimensions of an assessment, in the same order, and the columns of an audit.
    pub rules: Option<InstrumentRules>,
    /// The dimensions of an assessment, in the order of the front matter.
    pub dimensions: Vec<Dimension>,
    /// The readings, in the order of the front matter.
    pub bands: Vec<BandReading>,
    /// Whether a commitment is asked for at the end.
    pub has_commitment: bool,
    /// The words of the answer that leaves a statement out, if they are the author's.
    pub skip_label: Option<String>,
    /// Whether the result of an assessment lists the statements by their answers.
    pub lists_answers: bool,
    /// The name of the entry of an audit for what the reader meant.
    pub intended: Option<String>,
    /// The address that the answers of a worksheet may be sent to, and where it is written.
    pub send: Option<(String, SourceSpan)>,
}

/// An answer of a scale, or an entry of an audit.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Label {
    /// The id of the answer or entry.
    pub id: Anchor,
    /// The words of the answer, the name of the entry.
    pub text: String,
}

/// A dimension of an assessment.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Dimension {
    /// The id of the dimension.
    pub id: Anchor,
    /// The heading of the dimension.
    pub title: Document,
    /// The blocks between the heading of the dimension and its statements.
    pub intro: Document,
    /// The statements of the dimension, in order.
    pub statements: Vec<Statement>,
}

/// A statement to agree or disagree with.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Statement {
    /// The id of the statement.
    pub id: Anchor,
    /// The text of the statement.
    pub label: Document,
    /// The text of the statement as plain text.
    pub text: String,
    /// Whether the statement is scored the other way round.
    pub reverse: bool,
}

/// The reading of a band: the text that is shown for some scores.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BandReading {
    /// The id of the band.
    pub id: Anchor,
    /// The heading of the reading.
    pub title: Document,
    /// The heading of the reading as plain text.
    pub text: String,
    /// The condition of the band in words.
    pub condition: String,
    /// The blocks below the heading of the reading.
    pub body: Document,
    /// Links to the pages to read next.
    pub next: Vec<Located>,
}

/// An open question.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Question {
    /// The id of the question.
    pub id: Anchor,
    /// The id of the field of the question.
    pub field: Anchor,
    /// The number of the question in its list.
    pub number: usize,
    /// The text of the question.
    pub label: Document,
    /// The text of the question as plain text.
    pub text: String,
    /// The rest of the list item of the question.
    pub more: Document,
    /// The height of the field of the question in lines.
    pub lines: usize,
}

/// The instrument and the open questions of a page.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PageInstrument {
    /// The instrument that the page is, if it is one.
    pub instrument: Option<Instrument>,
    /// The lists of open questions of the page, in the order of the text.
    pub questions: Vec<Vec<Question>>,
}

impl PageInstrument {
    /// The offer of the page: so many statements, entries or questions.
    pub fn offer(&self) -> Option<Offer> {
        let instrument = self.instrument.as_ref()?;
        let (kind, count) = match instrument.rules.as_ref().map(|rules| &rules.kind) {
            Some(InstrumentKind::Assessment { .. }) => {
                let dimensions = instrument.dimensions.iter();
                (ASSESSMENT_KIND, dimensions.map(|dimension| dimension.statements.len()).sum())
            }
            Some(InstrumentKind::Audit { .. }) => (AUDIT_KIND, instrument.labels.len()),
            None => (WORKSHEET_KIND, self.questions.iter().map(Vec::len).sum()),
        };
        Some(Offer { kind, count })
    }
}

/// The instruments of a site, by page.
pub type Instruments = PerPage<PageInstrument>;
