//! [`Nav`]: the navigation of a page, put together from lists that are rendered once for all pages
//! that show them.
//!
//! The template prints markers at each entry of a list. For each page those of the page itself and
//! of the entries that are open become HTML, and the others are removed.

use std::sync::Arc;

use crate::base::diagnostic::Diagnostic;
use crate::base::fingerprint::Fingerprint;
use crate::base::paths::SourcePath;
use crate::resolve::facts::{NavFacts, NavListFacts};
use crate::resolve::view::{NavLinkView, NavListView, NavView};

use crate::render::engine::SharedValues;
use crate::render::engine::{Engine, value};

/// The template of a list of the navigation.
pub const TEMPLATE: &str = "partials/nav.html";

/// What a marker stands for; it begins with the character of the kind, then comes the number of the
/// entry. Noncharacters are never in a text that Unicode allows to interchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum NavMarker {
    Current,
    Open,
    Below,
}

const MARKERS: [(char, NavMarker); 3] = [
    ('\u{fdd0}', NavMarker::Current),
    ('\u{fdd2}', NavMarker::Open),
    ('\u{fdd3}', NavMarker::Below),
];
const MARKER_END: char = '\u{fdd1}';

/// A list of the navigation, split at its markers.
#[derive(Debug)]
pub struct NavList {
    /// The texts before the markers, each with its marker and the number of its entry.
    segments: Vec<(String, NavMarker, usize)>,
    tail: String,
    /// The fingerprint of everything that the list is made of.
    fingerprint: Fingerprint,
}

/// A list as one page shows it.
#[derive(Clone, Debug)]
pub struct ShownList {
    /// The list.
    pub list: Arc<NavList>,
    /// The entry with the next list below it.
    pub open: Option<usize>,
    /// The entry of the page itself.
    pub current: Option<usize>,
}

/// The navigation of a page: its lists, from the top down.
#[derive(Clone, Debug)]
pub struct Nav(pub Vec<ShownList>);

impl NavList {
    /// Renders a list. `fingerprint` covers the facts and the shared values; `page` is the file
    /// whose list it is, for messages.
    ///
    /// # Errors
    /// A diagnostic about the fault of the template.
    pub fn render(
        facts: &NavListFacts<'_>,
        fingerprint: Fingerprint,
        shared: &SharedValues,
        engine: &Engine,
        page: Option<&SourcePath>,
    ) -> Result<Arc<Self>, Diagnostic> {
        let mut context = shared.context();
        context.insert_value("list", value(&view(facts)));
        let text = engine.render(TEMPLATE, &context, page, |bytes| {
            String::from_utf8_lossy(bytes).into_owned()
        })?;
        // Within another list it follows a link.
        let text = if facts.is_top { &*text } else { text.trim() };
        let mut segments = Vec::new();
        let mut rest = text;
        while let Some((before, marker, after)) = next_marker(rest) {
            let Some((number, after)) = after.split_once(MARKER_END) else {
                break;
            };
            if let Ok(number) = number.parse() {
                segments.push((before.to_owned(), marker, number));
            }
            rest = after;
        }
        Ok(Arc::new(Self { segments, tail: rest.to_owned(), fingerprint }))
    }
}

impl Nav {
    /// The fingerprint of everything that the navigation is made of.
    pub fn fingerprint(&self) -> Fingerprint {
        let lists = self.0.iter().map(|shown| (shown.list.fingerprint, shown.open, shown.current));
        Fingerprint::of(&lists.collect::<Vec<_>>())
    }

    /// The navigation with no entry marked, for a page beside the one that it is of.
    #[must_use]
    pub fn without_current(&self) -> Self {
        let lists = self.0.iter().cloned();
        Self(lists.map(|shown| ShownList { current: None, ..shown }).collect())
    }

    /// The navigation as HTML.
    pub fn html(&self) -> String {
        let mut html = String::new();
        write(&self.0, &mut html);
        html
    }
}

/// Writes the first list with the others in it.
fn write(lists: &[ShownList], html: &mut String) {
    let Some((shown, below)) = lists.split_first() else {
        return;
    };
    for (text, marker, entry) in &shown.list.segments {
        html.push_str(text);
        let is_open = shown.open == Some(*entry);
        match marker {
            NavMarker::Current if shown.current == Some(*entry) => {
                html.push_str(" aria-current=\"page\"");
            }
            NavMarker::Open if is_open => html.push_str(" class=\"open\""),
            NavMarker::Below if is_open => {
                html.push('\n');
                write(below, html);
            }
            _ => {}
        }
    }
    html.push_str(&shown.list.tail);
}

fn view(facts: &NavListFacts<'_>) -> NavListView {
    let urls = facts.urls;
    let section_path = urls.path(facts.section.route);
    let entry = |(number, entry): (usize, &NavFacts<'_>)| {
        let [current, open, below] =
            MARKERS.map(|(start, _)| format!("{start}{number}{MARKER_END}"));
        NavView {
            title: entry.title.to_owned(),
            path: urls.path(entry.route),
            kind: entry.kind.as_str(),
            current,
            open,
            below,
        }
    };
    let further = |entry: &NavFacts<'_>| NavLinkView {
        title: entry.title.to_owned(),
        path: if facts.is_top {
            format!("{section_path}#contents")
        } else {
            format!("{section_path}#{}", urls.path(entry.route))
        },
    };
    NavListView {
        section: NavLinkView { title: facts.section.title.to_owned(), path: section_path.clone() },
        is_top: facts.is_top,
        before: facts.before.iter().map(further).collect(),
        entries: facts.entries.iter().enumerate().map(entry).collect(),
        after: facts.after.iter().map(further).collect(),
    }
}

/// The text before the next marker, its kind, and the text after its first character.
fn next_marker(text: &str) -> Option<(&str, NavMarker, &str)> {
    let at = text.find(MARKERS.map(|(start, _)| start))?;
    let mut after = text[at..].chars();
    let start = after.next()?;
    let (_, marker) = MARKERS.into_iter().find(|(c, _)| *c == start)?;
    Some((&text[..at], marker, after.as_str()))
}
