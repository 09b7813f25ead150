//! The views of the components `assessment`, `audit`, `worksheet` and `questions`.

use serde::Serialize;

use crate::resolve::view::LinkView;

/// `view` of the component `assessment`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct AssessmentView {
    /// The prefix of the ids of the elements of the assessment; unique on the page.
    pub id: String,
    /// The title of the page.
    pub title: String,
    /// The address of the page.
    pub path: String,
    /// The key under which the device stores answers.
    pub key: String,
    /// The former keys of the page.
    pub former_keys: Vec<String>,
    /// The source of the assessment, in the author's words.
    pub basis: String,
    /// The answers to choose from, in order.
    pub scale: Vec<ScaleView>,
    /// Whether readers can skip a statement.
    pub skip: bool,
    /// The words of the answer that skips a statement; `none` for those of the theme.
    pub skip_label: Option<String>,
    /// `rows` if the answers are so few and so short that on paper each statement is one row, with
    /// their words above the first; else `choices`.
    pub layout: String,
    /// `points`, or `answers` if the result lists the statements by their answers and no points are
    /// shown.
    pub result: String,
    /// The dimensions with their statements.
    pub dimensions: Vec<DimensionView>,
    /// How many statements the assessment has.
    pub total: usize,
    /// `first` shows the first band that applies, `all` every one.
    pub matching: String,
    /// The kind of chart, `two-by-two` or `profile`, if there is one.
    pub chart: Option<String>,
    /// Whether every band is a range of one sum or of one dimension, so that readers can find
    /// their band without a script.
    pub is_plain: bool,
    /// The bands with their readings, in order.
    pub bands: Vec<BandView>,
    /// Whether a commitment is asked for at the end.
    pub commitment: bool,
    /// The data of the script, as JSON that is safe inside a `<script>` data block.
    pub data: String,
}

/// An answer of a scale.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct ScaleView {
    /// The id of the answer, which the device stores.
    pub id: String,
    /// The words of the answer.
    pub label: String,
    /// The points of the answer.
    pub points: i64,
    /// The points of the answer in a reversed statement.
    pub reverse_points: i64,
}

/// A dimension of an assessment.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct DimensionView {
    /// The id of the dimension.
    pub id: String,
    /// The number of the dimension, counted from 1.
    pub number: usize,
    /// The label of the dimension.
    pub label: String,
    /// The heading of the dimension as inline HTML.
    pub title: String,
    /// The blocks between the heading of the dimension and its statements, as HTML; may be empty.
    pub intro: String,
    /// The statements of the dimension.
    pub statements: Vec<StatementView>,
    /// The lowest possible points of the dimension.
    pub min: i64,
    /// The highest possible points of the dimension.
    pub max: i64,
}

/// A statement to agree or disagree with.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct StatementView {
    /// The id of the statement, under which the device stores the answer.
    pub id: String,
    /// The id of the element of the statement; unique on the page.
    pub element_id: String,
    /// The number of the statement in the whole instrument, counted from 1.
    pub number: usize,
    /// The statement as inline HTML.
    pub html: String,
    /// The statement as plain text.
    pub text: String,
    /// Eight hexadecimal digits that change when the text of the statement does.
    pub hash: String,
    /// Whether the statement is scored in reverse.
    pub reverse: bool,
}

/// A band: a reading for some scores.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct BandView {
    /// The id of the band, which is the id of its heading.
    pub id: String,
    /// The heading of the band as inline HTML.
    pub title: String,
    /// The heading of the band as plain text.
    pub text: String,
    /// The condition of the band in words: `Managing 18 or more and Leading under 18`.
    pub condition: String,
    /// The reading of the band as HTML.
    pub html: String,
    /// The pages to read next.
    pub next: Vec<LinkView>,
}

/// `view` of the component `audit`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct AuditView {
    /// The prefix of the ids of the elements of the audit; unique on the page.
    pub id: String,
    /// The title of the page.
    pub title: String,
    /// The address of the page.
    pub path: String,
    /// The key under which the device stores answers.
    pub key: String,
    /// The former keys of the page.
    pub former_keys: Vec<String>,
    /// The source of the audit, in the author's words.
    pub basis: String,
    /// The entries of the audit.
    pub entries: Vec<AuditEntryView>,
    /// The points of each entry, which readers divide over the columns; `none` with a unit.
    pub points: Option<i64>,
    /// The unit of the amounts, such as `hours`; empty for points.
    pub unit: String,
    /// The entry for what the reader meant, which is no part of the sums; `none` without one.
    pub intended: Option<AuditEntryView>,
    /// The columns of the audit.
    pub columns: Vec<AuditColumnView>,
    /// `first` shows the first band that applies, `all` every one.
    pub matching: String,
    /// The bands with their readings, in order.
    pub bands: Vec<BandView>,
    /// Whether a commitment is asked for at the end.
    pub commitment: bool,
    /// The data of the script, as JSON that is safe inside a `<script>` data block.
    pub data: String,
}

/// An entry of an audit.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct AuditEntryView {
    /// The id of the entry. With that of a column it names the amount that the device stores.
    pub id: String,
    /// The name of the entry, such as `Meeting 1`.
    pub label: String,
    /// Eight hexadecimal digits that change when the name of the entry does.
    pub hash: String,
}

/// A column of an audit.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct AuditColumnView {
    /// The id of the column.
    pub id: String,
    /// The number of the column, counted from 1.
    pub number: usize,
    /// The label of the column.
    pub label: String,
    /// Eight hexadecimal digits that change when the label of the column does.
    pub hash: String,
}

/// `view` of the component `questions`: open questions, answered in the reader's own words.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct QuestionsView {
    /// The key under which the device stores answers.
    pub key: String,
    /// The number of the first question of the list.
    pub start: usize,
    /// The questions of the list.
    pub questions: Vec<QuestionView>,
}

/// An open question.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct QuestionView {
    /// The id of the question, under which the device stores the answer.
    pub id: String,
    /// The id of the element of the question; unique on the page.
    pub element_id: String,
    /// The id of the field of the question.
    pub field_id: String,
    /// The question as inline HTML.
    pub html: String,
    /// The question as plain text.
    pub text: String,
    /// Eight hexadecimal digits that change when the text of the question does.
    pub hash: String,
    /// The blocks of the item below the text of the question, as HTML; may be empty.
    pub more: String,
    /// The height of the question's field in lines.
    pub lines: usize,
}

/// `view` of the component `worksheet`: the end of a worksheet, below its questions.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct WorksheetView {
    /// The prefix of the ids of the elements of the worksheet; unique on the page.
    pub id: String,
    /// The title of the page.
    pub title: String,
    /// The address of the page.
    pub path: String,
    /// The key under which the device stores answers.
    pub key: String,
    /// The former keys of the page.
    pub former_keys: Vec<String>,
    /// How many questions the worksheet has.
    pub total: usize,
    /// Whether a commitment is asked for at the end.
    pub commitment: bool,
    /// Where readers may send their answers; `none` if they only keep them.
    pub send: Option<SendView>,
}

/// Where the answers of a worksheet may be sent.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct SendView {
    /// The address: `mailto:` and a mail address, or that of a form.
    pub address: String,
    /// The receiver, for the reader: the mail address or the host.
    pub name: String,
    /// Whether it goes by mail.
    pub is_mail: bool,
}
