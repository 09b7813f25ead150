//! [`Part`]: what can be found on one page. A function of its file alone, so that it is remembered
//! with it.

use std::collections::BTreeMap;

use crate::parse::document::Located;
use crate::parse::page::Page;
use crate::parse::structure::checklist::Item;
use crate::parse::structure::instrument::{Instrument, Reading};

use super::text::{stretches, text};
use super::words::{fold, split};

/// How many characters of a text are shown with a result.
const SNIPPET: usize = 52;

/// What kind of thing is found, the weightiest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A page.
    Page,
    /// A heading.
    Heading,
    /// A term of the glossary.
    Term,
    /// A row of a comparison.
    Row,
    /// An item of a checklist, a statement, a question.
    Item,
}

impl Kind {
    /// The word that templates see.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Heading => "heading",
            Self::Term => "term",
            Self::Row => "row",
            Self::Item => "item",
        }
    }

    /// The letter that stands for it in the index.
    pub fn letter(self) -> char {
        match self {
            Self::Page => 'p',
            Self::Heading => 'h',
            Self::Term => 't',
            Self::Row => 'r',
            Self::Item => 'i',
        }
    }
}

/// One thing that can be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is.
    pub kind: Kind,
    /// Its place on the page; empty for the page itself.
    pub anchor: String,
    /// What it is called; empty for a page, whose title the site decides.
    pub name: String,
    /// How its text begins.
    pub snippet: String,
    /// The words of its name and of its other names, without repetition, between spaces.
    pub named: String,
    /// The words of the description of a page, of where an instrument comes from, and of the terms
    /// that it uses, likewise.
    pub described: String,
    /// The words of its text, likewise, and of its id: authors name things shortly there.
    pub body: String,
}

/// What can be found on one page: first the page itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Everything in it.
    pub entries: Vec<Entry>,
}

impl Part {
    /// What can be found on a page.
    pub fn of(page: &Page) -> Self {
        let mut below = texts(page);
        let summary = &page.summary;
        let lead = if summary.description.is_empty() {
            below.get("").cloned().unwrap_or_default()
        } else {
            summary.description.clone()
        };
        let intro = below.remove("").unwrap_or_default();
        let mut entries = vec![Entry {
            described: packed(
                [summary.description.as_str(), basis(page)]
                    .into_iter()
                    .chain(summary.terms.iter().map(String::as_str)),
            ),
            body: packed([intro.as_str()]),
            ..entry(Kind::Page, "", "", &lead)
        }];
        for heading in &summary.headings {
            let text = below.remove(heading.anchor.as_str()).unwrap_or_default();
            entries.push(entry(
                Kind::Heading,
                heading.anchor.as_str(),
                &heading.text,
                &text,
            ));
        }
        add_structures(page, &mut entries);
        // Text below what is no heading of the page (raw HTML) belongs to the page.
        for text in below.values() {
            let known = std::mem::take(&mut entries[0].body);
            entries[0].body = packed([known.as_str(), text]);
        }
        Self { entries }
    }

    /// What can be found of a folder without a page of its own.
    pub fn empty() -> Self {
        Self {
            entries: vec![entry(Kind::Page, "", "", "")],
        }
    }
}

/// What an instrument says about where it comes from; empty for other pages.
fn basis(page: &Page) -> &str {
    match &page.structures.instrument {
        Some(Instrument::Assessment(assessment)) => &assessment.basis,
        Some(Instrument::Audit(audit)) => &audit.basis,
        Some(Instrument::Worksheet(_)) | None => "",
    }
}

/// The texts of a page by the heading that they stand below.
fn texts(page: &Page) -> BTreeMap<String, String> {
    let mut below: BTreeMap<String, String> = BTreeMap::new();
    let mut add = |anchor: &str, text: &str| {
        let known = below.entry(anchor.to_owned()).or_default();
        if !known.is_empty() {
            known.push(' ');
        }
        known.push_str(text);
    };
    for stretch in stretches(&page.document) {
        add(&stretch.anchor, &stretch.text);
    }
    if let Some(comparison) = &page.structures.comparison {
        for group in &comparison.groups {
            add(group.id.as_str(), &text(&group.intro));
        }
    }
    match &page.structures.instrument {
        Some(Instrument::Assessment(assessment)) => {
            for dimension in &assessment.dimensions {
                add(dimension.id.as_str(), &text(&dimension.intro));
            }
            add_readings(&assessment.bands, &mut add);
        }
        Some(Instrument::Audit(audit)) => {
            add_readings(&audit.bands, &mut add);
        }
        Some(Instrument::Worksheet(_)) | None => {}
    }
    below
}

fn add_readings(bands: &[Reading<Located>], add: &mut impl FnMut(&str, &str)) {
    for band in bands {
        add(band.id.as_str(), &text(&band.body));
    }
}

/// Adds the terms, rows, items, statements and questions of a page.
fn add_structures(page: &Page, entries: &mut Vec<Entry>) {
    let structures = &page.structures;
    for term in structures.terms.iter().flatten() {
        let definition: Vec<String> = term.definitions.iter().map(text).collect();
        let mut found = entry(
            Kind::Term,
            term.id.as_str(),
            &term.text,
            &definition.join(" "),
        );
        found.named = packed(
            [found.name.as_str()]
                .into_iter()
                .chain(term.also.iter().map(String::as_str)),
        );
        entries.push(found);
    }
    if let Some(comparison) = &structures.comparison {
        for row in &comparison.rows {
            let cells = comparison.columns.iter().zip(&row.cells);
            let cells = cells.map(|(column, cell)| format!("{}: {}", column.label, cell.text));
            let text = cells.collect::<Vec<_>>().join("; ");
            let mut found = entry(Kind::Row, row.id.as_str(), &row.text, &text);
            found.body = packed(
                row.cells
                    .iter()
                    .map(|cell| cell.text.as_str())
                    .chain([row.note_text.as_str(), row.id.as_str()]),
            );
            entries.push(found);
        }
    }
    for list in &structures.checklists {
        list.items.iter().for_each(|item| add_item(item, entries));
    }
    if let Some(Instrument::Assessment(assessment)) = &structures.instrument {
        for statement in assessment.dimensions.iter().flat_map(|d| &d.statements) {
            entries.push(entry(
                Kind::Item,
                statement.id.as_str(),
                &statement.text,
                "",
            ));
        }
    }
    for question in structures.questions.iter().flatten() {
        let mut found = entry(Kind::Item, question.id.as_str(), &question.text, "");
        found.body = packed([text(&question.more).as_str()]);
        entries.push(found);
    }
}

fn add_item(item: &Item<Located>, entries: &mut Vec<Entry>) {
    let hint = item.hint.as_ref().map(text).unwrap_or_default();
    let mut found = entry(Kind::Item, item.id.as_str(), &item.text, "");
    found.body = packed([hint.as_str(), &text(&item.more)]);
    entries.push(found);
    item.items.iter().for_each(|item| add_item(item, entries));
}

fn entry(kind: Kind, anchor: &str, name: &str, text: &str) -> Entry {
    Entry {
        kind,
        anchor: anchor.to_owned(),
        name: name.to_owned(),
        snippet: cut(text),
        named: packed([name]),
        described: String::new(),
        body: packed([text, anchor]),
    }
}

/// The different words of some texts, between spaces.
fn packed<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    let folded: Vec<String> = texts.into_iter().map(fold).collect();
    let mut all: Vec<&str> = folded.iter().flat_map(|text| split(text)).collect();
    all.sort_unstable();
    all.dedup();
    all.join(" ")
}

/// The beginning of a text, whole words of it.
fn cut(text: &str) -> String {
    let Some((limit, _)) = text.char_indices().nth(SNIPPET) else {
        return text.to_owned();
    };
    let end = text[..limit]
        .rfind(' ')
        .filter(|end| *end > limit / 2)
        .unwrap_or(limit);
    format!(
        "{}…",
        text[..end].trim_end_matches([',', ';', ':', '.', ' '])
    )
}
