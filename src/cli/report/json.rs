//! Diagnostics as JSON, for programs.

use serde::Serialize;

use crate::base::diagnostic::{Code, Diagnostic, Excerpt, Place, Severity};

/// A diagnostic as a JSON object. All fields are always present; an absent value is `null`, an
/// empty text or an empty list.
#[derive(Debug, Serialize)]
pub struct DiagnosticRecord<'a> {
    /// The severity of the diagnostic: `error`, `warning` or `note`.
    pub severity: Severity,
    /// The code of the diagnostic, such as `broken-link`.
    pub code: Code,
    /// The message of the diagnostic, in one line.
    pub message: &'a str,
    /// The position of the problem.
    #[serde(flatten)]
    pub position: RecordPosition<'a>,
    /// The label of the marked text.
    pub label: &'a str,
    /// Suggestions that fix the problem.
    pub hints: &'a [String],
    /// Further positions that concern the problem.
    pub related: Vec<RelatedPlaceRecord<'a>>,
}

/// A further place of a [`DiagnosticRecord`].
#[derive(Debug, Serialize)]
pub struct RelatedPlaceRecord<'a> {
    /// The label of the place.
    pub message: &'a str,
    /// The position of the place.
    #[serde(flatten)]
    pub position: RecordPosition<'a>,
}

/// A range of a source file. Lines and columns count from 1, columns count characters, and the end
/// is the position after the last character. All four are `null` for a file as a whole.
#[derive(Debug, Default, Serialize)]
pub struct RecordPosition<'a> {
    /// The path of the file from the root of the site, with `/` between its parts; `null` if there
    /// is none.
    pub file: Option<&'a str>,
    /// The line of the first character.
    pub line: Option<usize>,
    /// The column of the first character.
    pub column: Option<usize>,
    /// The line of the end.
    pub end_line: Option<usize>,
    /// The column of the end.
    pub end_column: Option<usize>,
}

impl<'a> From<&'a Place> for RecordPosition<'a> {
    fn from(place: &'a Place) -> Self {
        let start = place.excerpt.as_ref().map(Excerpt::line_and_column);
        let end = place.excerpt.as_ref().map(Excerpt::end_line_and_column);
        Self {
            file: Some(place.path.as_str()),
            line: start.map(|s| s.0),
            column: start.map(|s| s.1),
            end_line: end.map(|e| e.0),
            end_column: end.map(|e| e.1),
        }
    }
}

/// A diagnostic as a JSON object and a line end.
pub(super) fn json(diagnostic: &Diagnostic) -> String {
    let record = DiagnosticRecord {
        severity: diagnostic.severity,
        code: diagnostic.code,
        message: &diagnostic.message,
        position: diagnostic
            .place
            .as_ref()
            .map_or_else(RecordPosition::default, RecordPosition::from),
        label: &diagnostic.label,
        hints: &diagnostic.hints,
        related: diagnostic
            .related
            .iter()
            .map(|(place, message)| RelatedPlaceRecord { message, position: place.into() })
            .collect(),
    };
    // Texts and numbers under fixed names always serialise.
    serde_json::to_string(&record).unwrap_or_default() + "\n"
}
