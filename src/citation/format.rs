//! [`all`]: formats all sources of a site at once, since letters and numbers depend on the whole list
//! and not on the sources that a page cites; as inline HTML without style attributes.

use std::collections::BTreeMap;

use hayagriva::citationberg::taxonomy::Locator;
use hayagriva::citationberg::{
    FontStyle, FontVariant, FontWeight, IndependentStyle, Locale, LocaleCode, StyleClass,
    TextDecoration, VerticalAlign,
};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, CitePurpose, ElemChild,
    ElemChildren, ElemMeta, Formatting, LocatorPayload, Rendered, SpecificLocator,
};

use crate::base::paths::SourcePath;
use crate::citation::bibliography::{
    Bibliography, BibliographyEntry, CitationDelimiters, CitationVariant, LOCATOR,
};
use crate::citation::bibliography_file::ParsedSource;
use crate::citation::style::{self, CslStyle};
use crate::document::destinations::is_web;
use crate::html::escape::{self, push_address};

/// Formats all sources of a site, in the order that the style sorts its list by. A style that does
/// not sort, such as a numeric one, keeps the order of the files. Variants without an author are
/// formatted only with `without_author`.
pub(super) fn all(
    found: &[(ParsedSource, &SourcePath)],
    style: CslStyle,
    language: &str,
    without_author: bool,
) -> Bibliography {
    let Some(rules) = style.rules().filter(|_| !found.is_empty()) else {
        return Bibliography::default();
    };
    let (locale, locales) = style::locales(language);
    let formatter = CslFormatter { rules: &rules, locale, locales: &locales };
    let given: Vec<&hayagriva::Entry> = found.iter().map(|(found, _)| &found.entry).collect();
    let (listed, plain) = formatter.in_list_order(&given);
    let sources: Vec<&hayagriva::Entry> = listed.iter().map(|index| given[*index]).collect();
    let (located, prose) = rayon::join(
        || formatter.run(&sources, None, true),
        || without_author.then(|| formatter.prose_citations(&sources)),
    );
    let delimiters = formatter.delimiters();
    let lines =
        lines(&plain).or_else(|| formatter.default_style_lines(&sources, &plain, &delimiters));
    let entries = listed.iter().enumerate().map(|(place, index)| {
        let (found, file) = &found[*index];
        let with_author = CitationVariant {
            bare: citation_html(&plain, place),
            located: citation_html(&located, place),
        };
        let line = lines.as_ref().and_then(|lines| lines.get(&found.key));
        BibliographyEntry {
            html: line.unwrap_or(&with_author.bare).clone(),
            key: found.key.clone(),
            note: found.note.clone(),
            file: (*file).clone(),
            without_author: formatter.variant_without_author(prose.as_ref(), place, &with_author),
            with_author,
        }
    });
    let entries: Vec<BibliographyEntry> = entries.collect();
    let by_key =
        entries.iter().enumerate().map(|(index, entry)| (entry.key.clone(), index)).collect();
    Bibliography { entries, delimiters, is_broken: false, by_key }
}

/// Formats sources in a style and a language.
struct CslFormatter<'a> {
    rules: &'a IndependentStyle,
    locale: LocaleCode,
    locales: &'a [Locale],
}

/// Prose citations of all sources, such as `Drucker (1954)`: without a locator, and with one.
type Prose = (Rendered, Rendered);

impl CslFormatter<'_> {
    /// Formats a citation of every source, one by one, and the list. A run formats one variant
    /// only: in a run of several, a source would count as cited before.
    fn run(
        &self,
        sources: &[&hayagriva::Entry],
        purpose: Option<CitePurpose>,
        located: bool,
    ) -> Rendered {
        let locator = LOCATOR.to_string();
        let mut driver = BibliographyDriver::new();
        for source in sources {
            let mut item = CitationItem::with_entry(*source);
            item.purpose = purpose;
            if located {
                // A locator without a kind gets no label: its text is the author's own.
                let text = LocatorPayload::Str(&locator);
                item.locator = Some(SpecificLocator(Locator::Custom, text));
            }
            driver.citation(CitationRequest::new(
                vec![item],
                self.rules,
                Some(self.locale.clone()),
                self.locales,
                None,
            ));
        }
        driver.finish(BibliographyRequest {
            style: self.rules,
            locale: Some(self.locale.clone()),
            locale_files: self.locales,
        })
    }

    fn prose_citations(&self, sources: &[&hayagriva::Entry]) -> Prose {
        let purpose = Some(CitePurpose::Prose);
        rayon::join(|| self.run(sources, purpose, false), || self.run(sources, purpose, true))
    }

    /// The order of the list as indices of `sources`, and the sources cited in that order, which
    /// decides which of two sources is `1990a`.
    fn in_list_order(&self, sources: &[&hayagriva::Entry]) -> (Vec<usize>, Rendered) {
        let by_key: BTreeMap<&str, usize> =
            sources.iter().enumerate().map(|(index, entry)| (entry.key(), index)).collect();
        let first = self.run(sources, None, false);
        let order: Vec<usize> = match &first.bibliography {
            Some(list) => list
                .items
                .iter()
                .filter_map(|item| by_key.get(item.key.as_str()).copied())
                .collect(),
            None => by_key.into_values().collect(),
        };
        if order.is_sorted() {
            return (order, first);
        }
        let sources: Vec<&hayagriva::Entry> = order.iter().map(|index| sources[*index]).collect();
        let second = self.run(&sources, None, false);
        (order, second)
    }

    /// The variant without an author; `with_author` where `prose` is missing or the style has no
    /// names.
    fn variant_without_author(
        &self,
        prose: Option<&Prose>,
        place: usize,
        with_author: &CitationVariant,
    ) -> CitationVariant {
        let open = self.rules.citation.layout.prefix.as_deref().unwrap_or("(");
        let close = self.rules.citation.layout.suffix.as_deref().unwrap_or(")");
        let short = |run: &Rendered| without_author(run, place, open, close);
        CitationVariant {
            bare: prose
                .and_then(|(bare, _)| short(bare))
                .unwrap_or_else(|| with_author.bare.clone()),
            located: prose
                .and_then(|(_, located)| short(located))
                .unwrap_or_else(|| with_author.located.clone()),
        }
    }

    /// The lines of the list in a style that defines no list: the lines of the default style, each
    /// after the citation of its source.
    fn default_style_lines(
        &self,
        sources: &[&hayagriva::Entry],
        plain: &Rendered,
        delimiters: &CitationDelimiters,
    ) -> Option<BTreeMap<String, String>> {
        let rules = CslStyle::default().rules()?;
        let formatter =
            CslFormatter { rules: &rules, locale: self.locale.clone(), locales: self.locales };
        let mut lines = lines(&formatter.run(sources, None, false))?;
        for (place, source) in sources.iter().enumerate() {
            if let Some(line) = lines.get_mut(source.key()) {
                *line = format!(
                    "{}{}{} {line}",
                    delimiters.open,
                    citation_html(plain, place),
                    delimiters.close
                );
            }
        }
        Some(lines)
    }

    /// The delimiters of citations. A note style has none, since its citations stand in footnotes;
    /// here they are part of a sentence, so they get brackets.
    fn delimiters(&self) -> CitationDelimiters {
        let layout = &self.rules.citation.layout;
        let is_note = self.rules.settings.class == StyleClass::Note;
        let (open, close) = if is_note {
            ("(", ")")
        } else {
            (
                layout.prefix.as_deref().unwrap_or_default(),
                layout.suffix.as_deref().unwrap_or_default(),
            )
        };
        let mut formatting = Formatting::default();
        if let Some(align) = layout.vertical_align {
            formatting.vertical_align = align;
        }
        let formatted = |text: &str| {
            let mut html = String::new();
            push_text(&mut html, text, formatting);
            html
        };
        CitationDelimiters {
            open: formatted(open),
            close: formatted(close),
            separator: formatted(layout.delimiter.as_deref().unwrap_or("; ")),
        }
    }
}

/// The lines of the list of sources by key; `None` in a style without a list.
fn lines(run: &Rendered) -> Option<BTreeMap<String, String>> {
    let list = run.bibliography.as_ref()?;
    let line = |entry: &hayagriva::BibliographyItem| {
        let mut html = String::new();
        if let Some(first) = &entry.first_field {
            push_child(&mut html, first, false);
            html.push(' ');
        }
        push_elements(&mut html, &entry.content, true);
        // A style leaves a comma after the year where a date has no month.
        (entry.key.clone(), html.trim().replace(",)", ")"))
    };
    Some(list.items.iter().map(line).collect())
}

/// The citation of the source at `place` as inline HTML, without the delimiters of the style.
fn citation_html(run: &Rendered, place: usize) -> String {
    let mut html = String::new();
    if let Some(content) = citation_elements(run, place) {
        push_elements(&mut html, content, false);
    }
    html
}

fn citation_elements(run: &Rendered, place: usize) -> Option<&ElemChildren> {
    let citation = &run.citations.get(place)?.citation;
    let is_entry = |element: &hayagriva::Elem| matches!(element.meta, Some(ElemMeta::Entry(_)));
    Some(&citation.find_elem_by(&is_entry)?.children)
}

/// The part of a prose citation inside its brackets: `1954, ch. 2` of `Drucker (1954, ch. 2)`.
/// `None` if it has no brackets or they are empty.
fn without_author(run: &Rendered, place: usize, open: &str, close: &str) -> Option<String> {
    let children = &citation_elements(run, place)?.0;
    let starts = |child: &ElemChild| match child {
        ElemChild::Text(text) => text.text.trim_start().strip_prefix(open).map(str::to_owned),
        _ => None,
    };
    let (index, rest) = children
        .iter()
        .enumerate()
        .find_map(|(index, child)| Some((index, starts(child)?)))
        .filter(|_| !open.is_empty())?;
    let mut html = String::new();
    push_text(&mut html, &rest, Formatting::default());
    for child in &children[index + 1..] {
        push_child(&mut html, child, false);
    }
    let inner = html.strip_suffix(close).unwrap_or(&html).trim();
    (!inner.is_empty()).then(|| inner.to_owned())
}

/// Appends the elements as HTML. Without `links`, links become plain text.
fn push_elements(html: &mut String, children: &ElemChildren, links: bool) {
    for child in &children.0 {
        push_child(html, child, links);
    }
}

/// Appends one element or text.
fn push_child(html: &mut String, child: &ElemChild, links: bool) {
    match child {
        ElemChild::Text(text) => push_text(html, &text.text, text.formatting),
        ElemChild::Elem(element) => {
            // A field that the style puts on a line or in a column of its own.
            let is_separate = element.display.is_some();
            if is_separate && !html.is_empty() && !html.ends_with(' ') {
                html.push(' ');
            }
            push_elements(html, &element.children, links);
            if is_separate && !html.ends_with(' ') {
                html.push(' ');
            }
        }
        ElemChild::Markup(text) => escape::push_text(html, text),
        ElemChild::Link { text, url } if links && is_web(url) => {
            html.push_str("<a href=\"");
            push_address(html, url);
            html.push_str("\" rel=\"noopener\">");
            push_text(html, &text.text, text.formatting);
            html.push_str("</a>");
        }
        ElemChild::Link { text, .. } => push_text(html, &text.text, text.formatting),
        ElemChild::Transparent { .. } => {}
    }
}

/// Appends text in tags for its formatting.
fn push_text(html: &mut String, text: &str, formatting: Formatting) {
    if text.is_empty() {
        return;
    }
    let tags = tags(formatting);
    for (open, _) in &tags {
        html.push_str(open);
    }
    escape::push_text(html, text);
    for (_, close) in tags.iter().rev() {
        html.push_str(close);
    }
}

fn tags(formatting: Formatting) -> Vec<(&'static str, &'static str)> {
    let mut tags = Vec::new();
    if formatting.font_style == FontStyle::Italic {
        tags.push(("<i>", "</i>"));
    }
    if formatting.font_weight == FontWeight::Bold {
        tags.push(("<b>", "</b>"));
    }
    if formatting.text_decoration == TextDecoration::Underline {
        tags.push(("<u>", "</u>"));
    }
    if formatting.font_variant == FontVariant::SmallCaps {
        tags.push(("<span class=\"small-caps\">", "</span>"));
    }
    match formatting.vertical_align {
        VerticalAlign::Sup => tags.push(("<sup>", "</sup>")),
        VerticalAlign::Sub => tags.push(("<sub>", "</sub>")),
        _ => {}
    }
    tags
}
