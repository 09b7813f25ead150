//! [`Nav`]: the navigation of a part, rendered once for all its pages.
//!
//! The template prints a marker in the start tag of each link. For each page its own marker becomes
//! `aria-current`, and the others are removed.

use std::sync::Arc;

use crate::base::diagnostic::Diagnostic;
use crate::base::fingerprint::{Fingerprint, Keyed};
use crate::base::paths::{Route, SourcePath};
use crate::resolve::facts::NavFacts;
use crate::resolve::urls::Urls;
use crate::resolve::view::{LinkView, NavView};
use crate::site::link::LinkedPage;

use crate::render::engine::SharedValues;
use crate::render::engine::{Engine, value};

/// The template of the navigation.
pub const TEMPLATE: &str = "partials/nav.html";

// Noncharacters: never in a text that Unicode allows to interchange.
const MARKER_START: char = '\u{fdd0}';
const MARKER_END: char = '\u{fdd1}';

/// The navigation of a part, split at its markers.
#[derive(Clone, Debug)]
pub struct Nav {
    /// The texts before the markers, each with the route of its marker.
    segments: Vec<(String, String)>,
    tail: String,
    /// The fingerprint of everything that the navigation is made of.
    pub fingerprint: Fingerprint,
}

/// Everything that the navigation of one part is made of.
#[derive(Debug, Hash)]
pub struct PartFacts<'a> {
    /// The top level of the site.
    pub top: &'a Keyed<Vec<NavFacts<'a>>>,
    /// The part, with its pages below it; `None` for pages that belong to none.
    pub part: Option<(LinkedPage<'a>, NavFacts<'a>)>,
    /// The printer of addresses.
    pub urls: &'a Urls,
}

impl PartFacts<'_> {
    /// The top level of the site, the part with its pages below it.
    fn tree(&self) -> Vec<NavView> {
        let part = self.part.as_ref().map(|(_, part)| part);
        let part_at = |entry: &NavFacts<'_>| part.filter(|part| part.route == entry.route);
        match part {
            // A part that is not in the navigation of the site has its own.
            Some(part) if self.top.iter().all(|entry| part_at(entry).is_none()) => {
                vec![self.view(part)]
            }
            _ => {
                let entries = self.top.iter();
                entries.map(|entry| self.view(part_at(entry).unwrap_or(entry))).collect()
            }
        }
    }

    fn view(&self, entry: &NavFacts<'_>) -> NavView {
        NavView {
            title: entry.title.to_owned(),
            path: self.urls.path(entry.route),
            kind: entry.kind.as_str(),
            current: marker(entry.route),
            children: entry.below.iter().map(|entry| self.view(entry)).collect(),
        }
    }
}

/// The marker of the link to `route`.
fn marker(route: &Route) -> String {
    format!("{MARKER_START}{route}{MARKER_END}")
}

impl Nav {
    /// Renders the navigation of a part. `fingerprint` covers the facts and the shared values; `page`
    /// is the first file that shows it, for messages.
    ///
    /// # Errors
    /// A diagnostic about the fault of the template.
    pub fn render(
        facts: &PartFacts<'_>,
        fingerprint: Fingerprint,
        shared: &SharedValues,
        engine: &Engine,
        page: Option<&SourcePath>,
    ) -> Result<Arc<Self>, Diagnostic> {
        let mut context = shared.context();
        let part = facts.part.as_ref().map(|(part, _)| LinkView::of(part, facts.urls));
        context.insert_value("part", value(&part));
        context.insert_value("tree", value(&facts.tree()));
        let bytes = engine.render(TEMPLATE, &context, page)?;
        let text = String::from_utf8_lossy(&bytes);
        let (segments, tail) = split_at_markers(&text);
        Ok(Arc::new(Self { segments, tail, fingerprint }))
    }

    /// The navigation as HTML for the page `current`.
    pub fn html(&self, current: &Route) -> String {
        let length = self.segments.iter().map(|(text, _)| text.len()).sum::<usize>();
        let mut html = String::with_capacity(length + self.tail.len() + 24);
        for (text, route) in &self.segments {
            html.push_str(text);
            if route == current.as_str() {
                html.push_str(" aria-current=\"page\"");
            }
        }
        html.push_str(&self.tail);
        html
    }
}

fn split_at_markers(text: &str) -> (Vec<(String, String)>, String) {
    let mut segments = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(MARKER_START) {
        let Some((route, after)) = after.split_once(MARKER_END) else {
            break;
        };
        segments.push((before.to_owned(), route.to_owned()));
        rest = after;
    }
    (segments, rest.to_owned())
}
