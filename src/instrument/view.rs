//! The views of the components `assessment`, `audit`, `worksheet` and `questions`.

use serde::Serialize;

use crate::resolve::view::LinkView;

/// `view` of the component `assessment`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct AssessmentView {
    /// The prefix of the ids of elements; unique on the page.
    pub id: String,
    /// The title of the page.
    pub title: String,
    /// The address of the page.
    pub path: String,
    /// The key under which answers are kept.
    pub key: String,
    /// The keys that the page had before.
    pub former_keys: Vec<String>,
    /// Where it comes from, in the author's words.
    pub basis: String,
    /// The answers to choose from, in order.
    pub scale: Vec<ScaleView>,
    /// Whether a statement may be skipped.
    pub skip: bool,
    /// The dimensions with their statements.
    pub dimensions: Vec<DimensionView>,
    /// How many statements there are.
    pub total: usize,
    /// `first` or `all`: whether one band is shown or every one that applies.
    pub matching: String,
    /// `two-by-two` or `profile`, if a chart is drawn.
    pub chart: Option<String>,
    /// Whether every band is a plain range of one sum or of one dimension, so that a reader can find
    /// the band without a script.
    pub is_plain: bool,
    /// The readings, in order.
    pub bands: Vec<BandView>,
    /// The data of the script, as JSON that is safe inside a `<script>` data block.
    pub data: String,
}

/// An answer of a scale.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct ScaleView {
    /// Its words.
    pub label: String,
    /// Its points.
    pub points: i64,
    /// Its points in a statement that is scored the other way round.
    pub reverse_points: i64,
}

/// A dimension of an assessment.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct DimensionView {
    /// Its id.
    pub id: String,
    /// Its place, from 1.
    pub number: usize,
    /// Its label.
    pub label: String,
    /// Its heading as inline HTML.
    pub title: String,
    /// The blocks between its heading and its statements, as HTML; may be empty.
    pub intro: String,
    /// Its statements.
    pub statements: Vec<StatementView>,
    /// The fewest points that it can have.
    pub min: i64,
    /// The most points that it can have.
    pub max: i64,
}

/// A statement to agree or disagree with.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct StatementView {
    /// Its id, under which the answer is kept.
    pub id: String,
    /// The id of its element; unique on the page.
    pub element_id: String,
    /// Its place in the whole instrument, from 1.
    pub number: usize,
    /// The statement as inline HTML.
    pub html: String,
    /// The statement as plain text.
    pub text: String,
    /// Eight hexadecimal digits that change when the text does.
    pub hash: String,
    /// Whether it is scored the other way round.
    pub reverse: bool,
}

/// A band: a reading for some scores.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct BandView {
    /// Its id, which is the id of its heading.
    pub id: String,
    /// Its heading as inline HTML.
    pub title: String,
    /// Its heading as plain text.
    pub text: String,
    /// Whom it is for, in words: `Managing 18 or more and Leading under 18`.
    pub condition: String,
    /// The reading as HTML.
    pub html: String,
    /// The pages to read next.
    pub next: Vec<LinkView>,
}

/// `view` of the component `audit`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct AuditView {
    /// The prefix of the ids of elements; unique on the page.
    pub id: String,
    /// The title of the page.
    pub title: String,
    /// The address of the page.
    pub path: String,
    /// The key under which answers are kept.
    pub key: String,
    /// The keys that the page had before.
    pub former_keys: Vec<String>,
    /// Where it comes from, in the author's words.
    pub basis: String,
    /// The entries: `Meeting 1`, or the names that the author gave.
    pub entries: Vec<String>,
    /// How many points are divided over the columns of each entry, if they are points.
    pub points: Option<i64>,
    /// The unit of the numbers otherwise: `hours`; empty for points.
    pub unit: String,
    /// The columns.
    pub columns: Vec<AuditColumnView>,
    /// `first` or `all`.
    pub matching: String,
    /// The readings, in order.
    pub bands: Vec<BandView>,
    /// The data of the script, as JSON that is safe inside a `<script>` data block.
    pub data: String,
}

/// A column of an audit.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct AuditColumnView {
    /// Its id.
    pub id: String,
    /// Its place, from 1.
    pub number: usize,
    /// Its label.
    pub label: String,
}

/// `view` of the component `questions`: open questions, answered in the reader's own words.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct QuestionsView {
    /// The key under which answers are kept.
    pub key: String,
    /// The number of the first question of the list.
    pub start: usize,
    /// The questions.
    pub questions: Vec<QuestionView>,
}

/// An open question.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct QuestionView {
    /// Its id, under which the answer is kept.
    pub id: String,
    /// The id of its element; unique on the page.
    pub element_id: String,
    /// The id of its field.
    pub field_id: String,
    /// The question as inline HTML.
    pub html: String,
    /// The question as plain text.
    pub text: String,
    /// Eight hexadecimal digits that change when the text does.
    pub hash: String,
    /// The blocks of the item below its text, as HTML; may be empty.
    pub more: String,
    /// The height of the field in lines.
    pub lines: usize,
}

/// `view` of the component `worksheet`: what stands at the end of a worksheet, below its questions.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct WorksheetView {
    /// The prefix of the ids of elements; unique on the page.
    pub id: String,
    /// The title of the page.
    pub title: String,
    /// The address of the page.
    pub path: String,
    /// The key under which answers are kept.
    pub key: String,
    /// The keys that the page had before.
    pub former_keys: Vec<String>,
    /// How many questions there are.
    pub total: usize,
}
