//! Diagnostics as people and as programs read them. The only module that knows the crate
//! `annotate_snippets`.

mod window;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde::Serialize;

use self::window::{Window, visible};
use crate::base::diagnostic::{Code, Diagnostic, Place, Severity};

/// How diagnostics are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Whether colours are used. Of no effect on [`Format::Json`].
    pub color: bool,
    /// The columns that there are; source lines are cut to them. Of no effect on [`Format::Json`].
    pub width: usize,
    /// For whom.
    pub format: Format,
}

/// For whom diagnostics are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// People: the message, the place, the source line with carets, what to do.
    #[default]
    Human,
    /// Programs: one JSON object a line, with the fields of [`Record`].
    Json,
}

/// The diagnostics as text, in the order given, each ending with a line end. What authors wrote
/// never reaches the terminal as a control character.
pub fn render(diagnostics: &[Diagnostic], style: Style) -> String {
    match style.format {
        Format::Human => {
            let texts: Vec<String> = diagnostics.iter().map(|d| human(d, style)).collect();
            texts.join("\n")
        }
        Format::Json => diagnostics.iter().map(json).collect(),
    }
}

/// Columns that a source line leaves to line numbers and the frame.
const GUTTER: usize = 12;

fn human(diagnostic: &Diagnostic, style: Style) -> String {
    let room = style.width.clamp(40, 400) - GUTTER;
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level
        .primary_title(visible(&diagnostic.message))
        .id(diagnostic.code.as_str());
    let mut main = Group::with_title(title);
    if let Some(place) = &diagnostic.place {
        main = show(main, place, &diagnostic.label, room);
    }
    let mut groups = Vec::new();
    for hint in &diagnostic.hints {
        main = main.element(Level::HELP.message(visible_lines(hint)));
    }
    groups.push(main);
    for (place, words) in &diagnostic.related {
        let title = Level::NOTE.secondary_title(visible(words));
        groups.push(show(Group::with_title(title), place, "", room));
    }
    let renderer = if style.color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    // Lines are cut already, and by us: columns in the origin must be those of the whole line.
    let mut text = renderer.term_width(usize::from(u16::MAX)).render(&groups);
    text.push('\n');
    text
}

/// Adds the place and the source line under it.
fn show<'a>(group: Group<'a>, place: &Place, label: &str, room: usize) -> Group<'a> {
    let origin = Origin::path(visible(place.path.as_str()));
    let Some(excerpt) = &place.excerpt else {
        return group.element(origin);
    };
    let (line, column) = excerpt.line_and_column();
    let window = Window::of(&excerpt.text, &excerpt.range, line, room);
    let label = Some(visible(label)).filter(|label| !label.is_empty());
    let annotation = AnnotationKind::Primary.span(window.span).label(label);
    let snippet = Snippet::source(window.source)
        .line_start(window.line)
        .annotation(annotation);
    group
        .element(origin.line(line).char_column(column))
        .element(snippet)
}

/// A hint may have several lines.
fn visible_lines(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(visible).collect();
    lines.join("\n")
}

/// A diagnostic for programs. Fields are never left out; where there is nothing to say they are
/// `null`, an empty text or an empty list.
#[derive(Debug, Serialize)]
pub struct Record<'a> {
    /// `error` or `warning`.
    pub severity: Severity,
    /// The kind of thing that is wrong, such as `broken-link`.
    pub code: Code,
    /// What is wrong, in one line.
    pub message: &'a str,
    /// Where.
    #[serde(flatten)]
    pub position: Position<'a>,
    /// A few words on the marked text.
    pub label: &'a str,
    /// How to mend it.
    pub hints: &'a [String],
    /// Further places.
    pub related: Vec<RelatedRecord<'a>>,
}

/// A further place of a [`Record`].
#[derive(Debug, Serialize)]
pub struct RelatedRecord<'a> {
    /// What is there.
    pub message: &'a str,
    /// Where.
    #[serde(flatten)]
    pub position: Position<'a>,
}

/// A place. Lines count from 1, columns count characters from 1, and the end is the position
/// after the last character. All four are `null` when a file as a whole is meant.
#[derive(Debug, Default, Serialize)]
pub struct Position<'a> {
    /// The path from the root of the site, with `/` between its parts; `null` if there is none.
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

impl<'a> From<&'a Place> for Position<'a> {
    fn from(place: &'a Place) -> Self {
        let start = place.excerpt.as_ref().map(|e| e.line_and_column());
        let end = place.excerpt.as_ref().map(|e| e.end_line_and_column());
        Self {
            file: Some(place.path.as_str()),
            line: start.map(|s| s.0),
            column: start.map(|s| s.1),
            end_line: end.map(|e| e.0),
            end_column: end.map(|e| e.1),
        }
    }
}

fn json(diagnostic: &Diagnostic) -> String {
    let record = Record {
        severity: diagnostic.severity,
        code: diagnostic.code,
        message: &diagnostic.message,
        position: diagnostic
            .place
            .as_ref()
            .map_or_else(Position::default, Position::from),
        label: &diagnostic.label,
        hints: &diagnostic.hints,
        related: diagnostic
            .related
            .iter()
            .map(|(place, message)| RelatedRecord {
                message,
                position: place.into(),
            })
            .collect(),
    };
    // Texts and numbers under fixed names always serialise.
    serde_json::to_string(&record).unwrap_or_default() + "\n"
}
