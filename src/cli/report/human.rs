//! Diagnostics for people. The only module that uses the crate `annotate_snippets`.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::base::diagnostic::{Diagnostic, Place, Severity};
use crate::cli::report::excerpt::{ExcerptLines, visible, visible_lines};
use crate::cli::report::style::ReportStyle;

/// The fewest columns that are used; fewer cannot show a source line.
const NARROWEST: usize = 40;
/// The most columns that are used; longer lines are hard to read.
const WIDEST: usize = 400;

/// A diagnostic with its source lines and carets, and a line end.
pub(super) fn human(diagnostic: &Diagnostic, style: ReportStyle) -> String {
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
    let mut groups = Vec::new();
    for hint in &diagnostic.hints {
        main = main.element(Level::HELP.message(visible_lines(hint)));
    }
    groups.push(main);
    for (place, words) in &diagnostic.related {
        let title = Level::NOTE.secondary_title(visible(words));
        groups.push(show(Group::with_title(title), place, ""));
    }
    let renderer = if style.color { Renderer::styled() } else { Renderer::plain() };
    let width = style.width.clamp(NARROWEST, WIDEST);
    let mut text = renderer.term_width(width).render(&groups);
    text.push('\n');
    text
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
