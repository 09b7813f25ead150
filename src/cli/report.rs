//! Diagnostics as people and as programs read them. The only module that knows the crate
//! `annotate_snippets`.

mod window;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde::Serialize;

use self::window::{Window, visible, visible_lines};
use crate::base::diagnostic::{Code, Diagnostic, Excerpt, Place, Severity};

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

/// Below this many columns, nothing sensible can be shown of a source line.
const NARROWEST: usize = 40;
/// Beyond this many, nobody reads.
const WIDEST: usize = 400;

fn human(diagnostic: &Diagnostic, style: Style) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level
        .primary_title(visible(&diagnostic.message))
        .id(diagnostic.code.as_str());
    let mut main = Group::with_title(title);
    if let Some(place) = &diagnostic.place {
        main = show(main, place, &diagnostic.label);
    }
    let mut groups = Vec::new();
    for hint in &diagnostic.hints {
        main = main.element(Level::HELP.message(visible_lines(hint)));
    }
    groups.push(main);
    for (place, words) in &diagnostic.related {
        let title = Level::NOTE.secondary_title(visible(words));
        groups.push(show(Group::with_title(title), place, ""));
    }
    let renderer = if style.color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let width = style.width.clamp(NARROWEST, WIDEST);
    let mut text = renderer.term_width(width).render(&groups);
    text.push('\n');
    text
}

/// Adds the place and the source line under it.
fn show<'a>(group: Group<'a>, place: &Place, label: &str) -> Group<'a> {
    let path = visible(place.path.as_str());
    let Some(excerpt) = &place.excerpt else {
        return group.element(Origin::path(path));
    };
    let window = Window::of(&excerpt.text, &excerpt.range);
    let label = Some(visible(label)).filter(|label| !label.is_empty());
    let annotation = AnnotationKind::Primary.span(window.span).label(label);
    let snippet = Snippet::source(window.source)
        .line_start(excerpt.line_and_column().0)
        .path(path)
        .annotation(annotation);
    group.element(snippet)
}

/// A diagnostic for programs. Fields are never left out; where there is nothing to say they are
/// `null`, an empty text or an empty list.
#[derive(Debug, Serialize)]
pub struct Record<'a> {
    /// `error`, `warning` or `note`.
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
