//! The Markdown stage: what authors write becomes the HTML that themes are written against.

mod blocks;
mod emphasis;
mod fences;
mod hostile;
mod inline;
mod notes;
mod problems;
mod titles;

use std::sync::Arc;

use handbook::base::diagnostic::Diagnostic;
use handbook::base::paths::SourcePath;
use handbook::config::MarkdownConfig;
use handbook::document::body::{Document, Href, LinkKind, Printed, Reference};
use handbook::features::FeatureSet;
use handbook::features::page::{FeatureCollector, FeatureWords, KnownReferences};
use handbook::markdown::highlight::Highlighter;
use handbook::markdown::input::MarkdownInput;
use handbook::markdown::parse::parse_body;
use handbook::markdown::settings::{BodyStrings, MarkdownSettings};
use handbook::markdown::write::writer::MarkdownBody;

/// The settings of a site that changes none.
fn settings() -> MarkdownSettings {
    MarkdownSettings {
        base_url: "https://handbook.example/".to_owned(),
        markdown: MarkdownConfig { raw_html: true, smart_punctuation: true },
        strings: BodyStrings {
            heading_link: "Section “{}”".into(),
            note: "Note {}".into(),
            note_back: "Back to note {}".into(),
            notes: "Notes".into(),
            alerts: ["Note", "Tip", "Important", "Warning", "Caution"].map(str::to_owned),
            table: "Table: {}".into(),
            quotes: "“ ” ‘ ’".to_owned(),
        },
        work_limit: usize::MAX,
        locks_ids: false,
    }
}

/// Reads a body that stands below front matter with this title.
fn read(
    text: &str,
    title: Option<&str>,
    settings: &MarkdownSettings,
) -> (MarkdownBody, Vec<Diagnostic>) {
    let path = SourcePath::new("content/a.md").expect("a valid path");
    let text: Arc<str> = text.into();
    let input = MarkdownInput { path: &path, text: &text, body: 0..text.len(), title };
    let (set, words) = (FeatureSet::default(), FeatureWords::default());
    let collector = FeatureCollector::new(&set, &words, KnownReferences::all());
    parse_body(&input, settings, &Highlighter::default(), &collector)
}

/// Every reference answered with the words of its author.
fn to_html(document: &Document) -> String {
    document.print(|html, located| {
        let printed = match &located.reference {
            Reference::Link(link) => link.printed(Some(match link.kind {
                LinkKind::Link | LinkKind::Html(_) => {
                    Href::Link { url: link.destination.clone(), external: false }
                }
                LinkKind::Image(_) => Href::Image { url: link.destination.clone(), size: None },
            })),
            other => Printed::Html(format!("{other:?}")),
        };
        printed.write(html);
    })
}

/// The HTML of a text, whatever is wrong in it.
pub fn shown(text: &str) -> String {
    to_html(&read(text, None, &settings()).0.document)
}

/// The HTML of a text in which nothing is wrong.
#[track_caller]
fn html(text: &str) -> String {
    let (body, diagnostics) = read(text, Some("Title"), &settings());
    assert_eq!(diagnostics, [], "{text}");
    to_html(&body.document)
}

/// What is said about a text: `severity[code] message @ offending text | hint | hint`.
fn told(text: &str) -> Vec<String> {
    told_with(text, &settings())
}

fn told_with(text: &str, settings: &MarkdownSettings) -> Vec<String> {
    let (_, diagnostics) = read(text, Some("Title"), settings);
    diagnostics.iter().map(|d| show(text, d)).collect()
}

fn show(text: &str, diagnostic: &Diagnostic) -> String {
    let kind = if diagnostic.is_error() { "error" } else { "warning" };
    let place = diagnostic.place.as_ref().and_then(|p| p.excerpt.as_ref());
    let at = place.map_or("the page", |excerpt| &text[excerpt.range.clone()]);
    let mut shown = format!("{kind}[{}] {} @ {at}", diagnostic.code, diagnostic.message);
    for hint in &diagnostic.hints {
        shown.push_str(" | ");
        shown.push_str(hint);
    }
    shown
}
