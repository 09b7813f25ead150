//! Diagnostics as text, for people or as JSON.

mod excerpt;
mod groups;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use clap::ValueEnum;
use serde::Serialize;

use crate::base::diagnostic::{Code, Diagnostic, Excerpt, Place, Severity};
use crate::cli::report::excerpt::{ExcerptLines, visible, visible_lines};
use crate::cli::report::groups::{GroupedDiagnostics, grouped};

/// The fewest columns that are used; fewer cannot show a source line.
const NARROWEST: usize = 40;
/// The most columns that are used; longer lines are hard to read.
const WIDEST: usize = 400;

/// The style of printed diagnostics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReportStyle {
    /// Whether colours are used. Ignored for [`ReportFormat::Json`].
    pub color: bool,
    /// The columns of the terminal, to which source lines are cut. Ignored for
    /// [`ReportFormat::Json`].
    pub width: usize,
    /// The format of printed diagnostics.
    pub format: ReportFormat,
    /// Whether many diagnostics of one code are all printed. Ignored for [`ReportFormat::Json`],
    /// which always has all.
    pub all: bool,
}

/// The format of printed diagnostics.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// With source lines and carets.
    Human,
    /// One object per line.
    Json,
}

/// The diagnostics as text, each with a line end: for people in the order given, and of many with
/// one code only the first ones, unless the style wants all. Control characters of the content are
/// replaced, so that it cannot control the terminal.
pub fn render(diagnostics: &[Diagnostic], style: ReportStyle) -> String {
    match style.format {
        ReportFormat::Human => {
            let all = texts(&diagnostics.iter().collect::<Vec<_>>(), style);
            all.into_iter().map(|(_, text)| text).collect::<Vec<_>>().join("\n")
        }
        ReportFormat::Json => diagnostics.iter().map(json).collect(),
    }
}

/// The diagnostics for people as in [`render`], one by one: each with its text, and then the texts
/// about those that are left out.
pub(super) fn texts<'a>(
    diagnostics: &[&'a Diagnostic],
    style: ReportStyle,
) -> Vec<(Option<&'a Diagnostic>, String)> {
    let GroupedDiagnostics { whole, rest } = if style.all {
        GroupedDiagnostics { whole: diagnostics.to_vec(), rest: Vec::new() }
    } else {
        grouped(diagnostics, &|diagnostic| human(diagnostic, style).lines().count())
    };
    let whole = whole.into_iter().map(|d| (Some(d), human(d, style)));
    whole.chain(rest.into_iter().map(|text| (None, text))).collect()
}

/// A diagnostic with its source lines and carets, and a line end.
fn human(diagnostic: &Diagnostic, style: ReportStyle) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(visible(&diagnostic.message)).id(diagnostic.code.as_str());
    let mut main = Group::with_title(title);
    if let Some(place) = &diagnostic.place {
        main = show(main, place, &diagnostic.label);
    }
    for hint in &diagnostic.hints {
        main = main.element(Level::HELP.message(visible_lines(hint)));
    }
    let mut groups = vec![main];
    for (place, words) in &diagnostic.related {
        let title = Level::NOTE.secondary_title(visible(words));
        groups.push(show(Group::with_title(title), place, ""));
    }
    let renderer = if style.color { Renderer::styled() } else { Renderer::plain() };
    let width = style.width.clamp(NARROWEST, WIDEST);
    let text = renderer.term_width(width).render(&groups) + "\n";
    if diagnostic.place.is_some() {
        return text;
    }
    // The bar beside source lines is drawn above hints even where there are none.
    text.split_inclusive('\n').filter(|line| !is_bar(line)).collect()
}

/// Whether a line, without its colours, is a bar alone.
fn is_bar(line: &str) -> bool {
    let mut parts = line.split('\u{1b}');
    let first = parts.next().unwrap_or_default();
    let rest = parts.map(|part| part.split_once('m').map_or(part, |(_, text)| text));
    std::iter::once(first).chain(rest).collect::<String>().trim() == "|"
}

/// Adds a place with its source line, marked with carets and `label`.
fn show<'a>(group: Group<'a>, place: &Place, label: &str) -> Group<'a> {
    let path = visible(place.path.as_str());
    let Some(excerpt) = &place.excerpt else {
        return group.element(Origin::path(path));
    };
    let lines = ExcerptLines::of(&excerpt.text, &excerpt.range);
    let label = Some(visible(label)).filter(|label| !label.is_empty());
    let annotation = AnnotationKind::Primary.span(lines.span).label(label);
    let snippet = Snippet::source(lines.source)
        .line_start(excerpt.line_and_column().0)
        .path(path)
        .annotation(annotation);
    group.element(snippet)
}

/// A diagnostic as a JSON object. All fields are always present; an absent value is `null`, an
/// empty text or an empty list.
#[derive(Debug, Serialize)]
struct DiagnosticRecord<'a> {
    /// The severity of the diagnostic: `error`, `warning` or `note`.
    severity: Severity,
    /// The code of the diagnostic, such as `broken-link`; `null` for the failure of a command.
    code: Option<Code>,
    /// The message of the diagnostic, in one line.
    message: &'a str,
    /// The position of the problem.
    #[serde(flatten)]
    position: RecordPosition<'a>,
    /// The label of the marked text.
    label: &'a str,
    /// Suggestions that fix the problem.
    hints: &'a [String],
    /// Further positions that concern the problem.
    related: Vec<RelatedPlaceRecord<'a>>,
}

/// A further place of a [`DiagnosticRecord`].
#[derive(Debug, Serialize)]
struct RelatedPlaceRecord<'a> {
    /// The label of the place.
    message: &'a str,
    /// The position of the place.
    #[serde(flatten)]
    position: RecordPosition<'a>,
}

/// A range of a source file. Lines and columns count from 1, columns count characters, and the end
/// is the position after the last character. All four are `null` for a file as a whole.
#[derive(Debug, Serialize)]
struct RecordPosition<'a> {
    /// The path of the file from the root of the site, with `/` between its parts; `null` if there
    /// is none.
    file: Option<&'a str>,
    /// The line of the first character.
    line: Option<usize>,
    /// The column of the first character.
    column: Option<usize>,
    /// The line of the end.
    end_line: Option<usize>,
    /// The column of the end.
    end_column: Option<usize>,
}

impl<'a> RecordPosition<'a> {
    fn of(place: Option<&'a Place>) -> Self {
        let excerpt = place.and_then(|place| place.excerpt.as_ref());
        let (line, column) = excerpt.map(Excerpt::line_and_column).unzip();
        let (end_line, end_column) = excerpt.map(Excerpt::end_line_and_column).unzip();
        let file = place.map(|place| place.path.as_str());
        Self { file, line, column, end_line, end_column }
    }
}

/// A diagnostic as a JSON object and a line end.
fn json(diagnostic: &Diagnostic) -> String {
    let related = diagnostic.related.iter().map(|(place, message)| RelatedPlaceRecord {
        message,
        position: RecordPosition::of(Some(place)),
    });
    let record = DiagnosticRecord {
        severity: diagnostic.severity,
        code: Some(diagnostic.code),
        message: &diagnostic.message,
        position: RecordPosition::of(diagnostic.place.as_ref()),
        label: &diagnostic.label,
        hints: &diagnostic.hints,
        related: related.collect(),
    };
    line(&record)
}

/// The failure of a command, as a JSON object and a line end.
pub(super) fn failure(message: &str, hints: &[String]) -> String {
    line(&DiagnosticRecord {
        severity: Severity::Error,
        code: None,
        message,
        position: RecordPosition::of(None),
        label: "",
        hints,
        related: Vec::new(),
    })
}

fn line(record: &DiagnosticRecord<'_>) -> String {
    // Texts and numbers under fixed names always serialise.
    serde_json::to_string(record).unwrap_or_default() + "\n"
}
