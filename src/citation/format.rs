//! [`all`]: formats all sources of a site at once, since letters and numbers depend on the whole list
//! and not on the sources that a page cites; as inline HTML without style attributes.

use std::collections::BTreeMap;

use hayagriva::citationberg::taxonomy::Locator;
use hayagriva::citationberg::{
    Bibliography as List, CitationFormat, IndependentStyle, Locale, LocaleCode, StyleCategory,
    StyleClass,
};
use hayagriva::types::FormatString;
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, CitePurpose, ElemChild,
    ElemChildren, ElemMeta, Formatting, LocatorPayload, Rendered, SpecificLocator,
};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::base::paths::SourcePath;
use crate::citation::apart::NamesApart;
use crate::citation::bibliography::{
    Bibliography, BibliographyEntry, CitationDelimiters, CitationVariant, CitationVariants,
};
use crate::citation::bibliography_file::ParsedSource;
use crate::citation::initials::with_initials;
use crate::citation::locator::LocatorKind;
use crate::citation::marks::{LOCATOR, without_marks};
use crate::citation::markup::{Markup, Words};
use crate::citation::mended;
use crate::citation::quotes::with_quotes;
use crate::citation::style::{self, CslStyle};
use crate::citation::subtitles::with_capitals;
use crate::markdown::ids::RESERVED;

/// How many sources are formatted together where their lines are independent. Those without a date
/// that look alike always are, since the letters of the library tell them apart.
const PART_OF_LIST: usize = 128;

/// Formats all sources of a site, in the order that the style sorts its list by. A style that does
/// not sort, such as a numeric one, keeps the order of the files. Of citations, only the `variants`
/// that pages need are formatted.
pub(super) fn all(
    found: &[(ParsedSource, &SourcePath)],
    style: CslStyle,
    language: &str,
    variants: &CitationVariants,
) -> Bibliography {
    let Some(mut rules) = found.first().and_then(|_| style.rules()) else {
        return Bibliography::default();
    };
    let adds_names = style::takes_over_names(&mut rules);
    let (locale, mut locales) = style::locales(language);
    style::complete_page_labels(&mut rules, &mut locales);
    let has_season =
        |source: &ParsedSource| source.entry.date().is_some_and(|d| d.season.is_some());
    if found.iter().any(|(source, _)| has_season(source)) {
        style::complete_years(&mut rules, &locale, &locales);
    }
    let words = Words::new(found.iter().map(|(found, _)| found), &rules, &locales, &locale.0);
    let apart = NamesApart::default();
    let mut formatter = CslFormatter { rules: &rules, apart, locale, locales: &locales, words };
    let mut given: Vec<&hayagriva::Entry> = found.iter().map(|(found, _)| &found.entry).collect();
    let capitalized = style.capitalizes_subtitles().then(|| with_capitals(&given));
    if let Some(capitalized) = &capitalized {
        given = capitalized.iter().collect();
    }
    let listed = formatter.list_order(&given);
    let mut sources: Vec<&hayagriva::Entry> = listed.iter().map(|index| given[*index]).collect();
    let told = with_initials(&sources, &rules);
    if let Some(told) = &told {
        sources = told.iter().collect();
    }
    let mut plain = formatter.citations(&sources, None, None);
    let mut looks = formatter.looks(&plain, &sources);
    if adds_names {
        formatter.apart = NamesApart::of(&looks, &sources, &rules);
    }
    if !formatter.apart.is_empty() {
        plain = formatter.citations(&sources, None, None);
        looks = formatter.looks(&plain, &sources);
    }
    let formatter = formatter.with_letters(&looks, &sources);
    let delimiters = formatter.delimiters();
    let lines = || {
        let lines = formatter.lines(&sources, &looks);
        lines.or_else(|| formatter.default_style_lines(&sources, &plain, &delimiters))
    };
    let ((located, at), (prose, lines)) = rayon::join(
        || formatter.located_citations(&sources, variants),
        || {
            let prose = || formatter.prose_citations(&sources, variants.with_locator);
            rayon::join(|| variants.without_author.then(prose), lines)
        },
    );
    let entries = listed.iter().enumerate().map(|(place, index)| {
        let (found, file) = &found[*index];
        let html = |run: &Rendered| formatter.citation_html(run, place, &found.key);
        let located = located.as_ref().map(html).unwrap_or_default();
        let at = at.iter().filter_map(|(kind, run)| {
            Some((*kind, with_place_of_style(&html(run), &located, *kind)?))
        });
        let at = at.collect();
        let with_author = CitationVariant { bare: html(&plain), located, at };
        // Some styles have no line for an entry of a dictionary, which the text names.
        let line = lines.as_ref().and_then(|lines| lines.get(&found.key));
        let line = line.filter(|line| !line.is_empty());
        BibliographyEntry {
            html: line.unwrap_or(&with_author.bare).clone(),
            id: found.key.clone(),
            key: found.key.clone(),
            title: found.entry.title().map(|t| without_marks(&t.to_string())).unwrap_or_default(),
            note: found.note.clone(),
            ledger: Vec::new(),
            file: (*file).clone(),
            without_author: formatter.variant_without_author(
                prose.as_ref(),
                place,
                &found.key,
                &with_author,
            ),
            with_author,
        }
    });
    let mut entries: Vec<BibliographyEntry> = entries.collect();
    let by_key: BTreeMap<String, usize> =
        entries.iter().enumerate().map(|(index, entry)| (entry.key.clone(), index)).collect();
    leave_ids_of_frame(&mut entries, &by_key);
    Bibliography { entries, delimiters, is_broken: false, by_key }
}

/// Gives each entry whose key is an id of the frame of pages an id that no other has.
fn leave_ids_of_frame(entries: &mut [BibliographyEntry], by_key: &BTreeMap<String, usize>) {
    for entry in entries.iter_mut().filter(|entry| RESERVED.contains(&entry.key.as_str())) {
        let mut ids = (1..).map(|number| format!("{}-{number}", entry.key));
        entry.id = ids.find(|id| !by_key.contains_key(id)).unwrap_or_default();
    }
}

/// Formats sources in a style and a language.
struct CslFormatter<'a> {
    rules: &'a IndependentStyle,
    /// The rules for sources of which more names are shown.
    apart: NamesApart<'a>,
    locale: LocaleCode,
    locales: &'a [Locale],
    words: Words<'a>,
}

/// Prose citations of all sources, such as `Drucker (1954)`: without a locator, and with one where
/// pages need it.
type Prose = (Rendered, Option<Rendered>);

impl<'a> CslFormatter<'a> {
    /// A citation of every source, and no list.
    fn citations(
        &self,
        sources: &[&hayagriva::Entry],
        purpose: Option<CitePurpose>,
        place: Option<&NamedPlace>,
    ) -> Rendered {
        self.run(sources, None, purpose, place)
    }

    /// A formatter of the same language with other rules, which hold for all sources.
    fn with_rules<'r>(&'r self, rules: &'r IndependentStyle) -> CslFormatter<'r> {
        CslFormatter {
            rules,
            apart: NamesApart::default(),
            locale: self.locale.clone(),
            locales: self.locales,
            words: self.words.clone(),
        }
    }

    /// Formats a citation of every source, one by one, and the list as `list` wants it. A run
    /// formats one variant only: in a run of several, a source would count as cited before.
    fn run(
        &self,
        sources: &[&hayagriva::Entry],
        list: Option<List>,
        purpose: Option<CitePurpose>,
        place: Option<&NamedPlace>,
    ) -> Rendered {
        let mut driver = BibliographyDriver::new();
        for source in sources {
            let mut item = CitationItem::with_entry(*source);
            item.purpose = purpose;
            item.locator =
                place.map(|(kind, text)| SpecificLocator(*kind, LocatorPayload::Str(text)));
            driver.citation(CitationRequest::new(
                vec![item],
                self.apart.rules_of(source.key()).unwrap_or(self.rules),
                Some(self.locale.clone()),
                self.locales,
                None,
            ));
        }
        driver.finish(BibliographyRequest {
            style: &IndependentStyle { bibliography: list, ..self.rules.clone() },
            locale: Some(self.locale.clone()),
            locale_files: self.locales,
        })
    }

    /// For each source, the place of the first one with an equal citation, as it is shown.
    fn looks(&self, plain: &Rendered, sources: &[&hayagriva::Entry]) -> Vec<usize> {
        let mut first: BTreeMap<String, usize> = BTreeMap::new();
        let mut look = |(place, source): (usize, &&hayagriva::Entry)| {
            let mut html = self.citation_html(plain, place, source.key());
            // The library has told those without a date apart: `n.d.-a`.
            let told = html.trim_end_matches(|c: char| c.is_ascii_lowercase());
            if source.date_any().is_none() && told.ends_with(['-', '.']) {
                html.truncate(told.trim_end_matches('-').len());
            }
            *first.entry(html).or_insert(place)
        };
        sources.iter().enumerate().map(&mut look).collect()
    }

    /// Adds the letters of `1990a` and `1990b` to sources whose citations are equal as they are shown.
    /// Those of the library are left out: it takes `in press` and `2020/2021` for years.
    fn with_letters(mut self, looks: &[usize], sources: &[&'a hayagriva::Entry]) -> Self {
        if !self.rules.citation.disambiguate_add_year_suffix {
            return self;
        }
        let mut alike: BTreeMap<usize, Vec<&hayagriva::Entry>> = BTreeMap::new();
        for (look, source) in looks.iter().zip(sources) {
            alike.entry(*look).or_default().push(source);
        }
        for group in alike.into_values().filter(|group| group.len() > 1) {
            self.words.add_letters(&group);
        }
        self
    }

    /// Citations that name a place, in the author's own words where pages need them, and of each kind.
    fn located_citations(
        &self,
        sources: &[&hayagriva::Entry],
        variants: &CitationVariants,
    ) -> (Option<Rendered>, BTreeMap<LocatorKind, Rendered>) {
        let run = |place: NamedPlace| self.citations(sources, None, Some(&place));
        let at = |kind: &LocatorKind| (*kind, run(named_place(*kind)));
        let located = variants.with_locator.then(|| run(own_words()));
        (located, variants.locators.par_iter().map(at).collect())
    }

    fn prose_citations(&self, sources: &[&hayagriva::Entry], with_locator: bool) -> Prose {
        let purpose = Some(CitePurpose::Prose);
        let located = || self.citations(sources, purpose, Some(&own_words()));
        rayon::join(|| self.citations(sources, purpose, None), || with_locator.then(located))
    }

    /// The order of the list as indices of `sources`, which decides which of two sources is `1990a`.
    /// Of each source its number alone is formatted, because the library sorts only what it formats.
    fn list_order(&self, sources: &[&hayagriva::Entry]) -> Vec<usize> {
        let by_key: BTreeMap<&str, usize> =
            sources.iter().enumerate().map(|(index, entry)| (entry.key(), index)).collect();
        let Some(list) = &self.rules.bibliography else {
            return by_key.into_values().collect();
        };
        if list.sort.is_none() {
            return (0..sources.len()).collect();
        }
        let mut list = list.clone();
        list.layout.elements.clear();
        let sorted = self.run_list(sources, list, mended::NUMBER).bibliography;
        let keys = sorted.into_iter().flat_map(|list| list.items).map(|item| item.key);
        keys.filter_map(|key| by_key.get(key.as_str()).copied()).collect()
    }

    /// The variant without an author; `with_author` where `prose` is missing or the style has no
    /// names.
    fn variant_without_author(
        &self,
        prose: Option<&Prose>,
        place: usize,
        key: &str,
        with_author: &CitationVariant,
    ) -> CitationVariant {
        let short = |run: &Rendered| self.without_author(run, place, key);
        let Some((bare, located)) =
            prose.map(|(bare, located)| (short(bare), located.as_ref().and_then(short)))
        else {
            return with_author.clone();
        };
        let located = located.unwrap_or_else(|| with_author.located.clone());
        let at = with_author.at.iter().filter_map(|(kind, of_style)| {
            Some((*kind, with_same_words(&located, &with_author.located, of_style)?))
        });
        CitationVariant {
            at: at.collect(),
            bare: bare.unwrap_or_else(|| with_author.bare.clone()),
            located,
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
        let mut rules = CslStyle::default().rules()?;
        style::takes_over_names(&mut rules);
        let formatter = self.with_rules(&rules);
        let unlike: Vec<usize> = (0..sources.len()).collect();
        let mut lines = formatter.lines(sources, &unlike)?;
        for (place, source) in sources.iter().enumerate() {
            if let Some(line) = lines.get_mut(source.key()) {
                *line = format!(
                    "{}{}{} {line}",
                    delimiters.open,
                    self.citation_html(plain, place, source.key()),
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
            let mut markup = Markup::new(&self.words, "");
            markup.text(text, formatting);
            markup.html
        };
        CitationDelimiters {
            open: formatted(open),
            close: formatted(close),
            separator: formatted(layout.delimiter.as_deref().unwrap_or("; ")),
        }
    }

    /// The list alone. A citation holds no names in this run: the library would shorten those in the
    /// list to what tells equal citations apart, and takes `Jr.` and `Sr.` for that.
    fn run_list(&self, sources: &[&hayagriva::Entry], list: List, citation: &str) -> Rendered {
        let mut rules = self.rules.clone();
        rules.citation.layout.elements = mended::elements(citation);
        self.with_rules(&rules).run(sources, Some(list), None, None)
    }

    /// The lines of the list of sources by key; `None` in a style without a list. Sources that have
    /// one of the `looks` get letters from the library if they have no date.
    fn lines(
        &self,
        sources: &[&hayagriva::Entry],
        looks: &[usize],
    ) -> Option<BTreeMap<String, String>> {
        let unsorted = List { sort: None, ..self.rules.bibliography.clone()? };
        let with_look = |(source, look): (&&hayagriva::Entry, &usize)| {
            let mut source = (*source).clone();
            source.set_abstract_(FormatString::with_value(look.to_string()));
            source
        };
        let sources: Vec<hayagriva::Entry> = sources.iter().zip(looks).map(with_look).collect();
        let mut parts: BTreeMap<usize, Vec<&hayagriva::Entry>> = BTreeMap::new();
        for (place, (source, look)) in sources.iter().zip(looks).enumerate() {
            let first = if source.date_any().is_none() { *look } else { place };
            let part = if self.has_independent_lines() { first / PART_OF_LIST } else { 0 };
            parts.entry(part).or_default().push(source);
        }
        let parts: Vec<Vec<&hayagriva::Entry>> = parts.into_values().collect();
        let lines = parts.par_iter().map(|sources| self.lines_of(sources, unsorted.clone()));
        let lines: Option<Vec<BTreeMap<String, String>>> = lines.collect();
        Some(lines?.into_iter().flatten().collect())
    }

    /// Whether a line of the list depends on no other line but for letters.
    fn has_independent_lines(&self) -> bool {
        let is_author_date = |category: &StyleCategory| {
            matches!(category, StyleCategory::CitationFormat { format: CitationFormat::AuthorDate })
        };
        let list = self.rules.bibliography.as_ref();
        list.is_some_and(|list| list.subsequent_author_substitute.is_none())
            && self.rules.info.category.iter().any(is_author_date)
    }

    /// The lines of a part of the list by key.
    fn lines_of(
        &self,
        sources: &[&hayagriva::Entry],
        list: List,
    ) -> Option<BTreeMap<String, String>> {
        let list = self.run_list(sources, list, mended::LOOK).bibliography?;
        let line = |entry: &hayagriva::BibliographyItem| {
            let mut markup = Markup::new(&self.words, &entry.key);
            if let Some(first) = &entry.first_field {
                markup.child(first);
                markup.html.push(' ');
            }
            markup.has_links = true;
            markup.children(&entry.content);
            (entry.key.clone(), self.finished(without_doubled_marks(&markup.html)))
        };
        Some(list.items.iter().map(line).collect())
    }

    /// The citation of the source at `place` as inline HTML, without the delimiters of the style.
    fn citation_html(&self, run: &Rendered, place: usize, key: &str) -> String {
        let mut markup = Markup::new(&self.words, key);
        if let Some(content) = citation_elements(run, place) {
            markup.children(content);
        }
        self.finished(markup.html)
    }

    fn finished(&self, html: String) -> String {
        match self.words.english_quote {
            Some(outer) => with_quotes(&html, outer, self.words.stops_within_quotes),
            None => html,
        }
    }

    /// The part of a prose citation inside its brackets: `1954, ch. 2` of `Drucker (1954, ch. 2)`.
    /// `None` if it has no brackets or they are empty.
    fn without_author(&self, run: &Rendered, place: usize, key: &str) -> Option<String> {
        let layout = &self.rules.citation.layout;
        let open = layout.prefix.as_deref().unwrap_or("(");
        let close = layout.suffix.as_deref().unwrap_or(")");
        let starts = |child: &ElemChild| match child {
            ElemChild::Text(text) => text.text.trim_start().strip_prefix(open).map(str::to_owned),
            _ => None,
        };
        let children = &citation_elements(run, place)?.0;
        let (index, rest) = children
            .iter()
            .enumerate()
            .find_map(|(index, child)| Some((index, starts(child)?)))
            .filter(|_| !open.is_empty())?;
        let mut markup = Markup::new(&self.words, key);
        markup.text(&rest, Formatting::default());
        for child in &children[index + 1..] {
            markup.child(child);
        }
        let html = self.finished(markup.html);
        let inner = html.strip_suffix(close).unwrap_or(&html).trim();
        (!inner.is_empty()).then(|| inner.to_owned())
    }
}

/// A place within a source as the library takes it: its kind and its text.
type NamedPlace = (Locator, String);

/// A place in the words of the author: one without a kind gets none of the style.
fn own_words() -> NamedPlace {
    (Locator::Custom, LOCATOR.to_string())
}

/// A place of a kind.
fn named_place(kind: LocatorKind) -> NamedPlace {
    (kind.of_style(), format!("{LOCATOR}{}", kind.number()))
}

/// The HTML of a citation that names a place, with [`LOCATOR`] alone in its place. `None` if the style
/// has no words for its kind, so that the author's are better: `located` has room for them.
fn with_place_of_style(html: &str, located: &str, kind: LocatorKind) -> Option<String> {
    let (before, after) = html.split_once(LOCATOR)?;
    let mut numbers = kind.number().split('-');
    let mut rest = after.strip_prefix(numbers.next()?)?;
    for number in numbers {
        rest = rest.trim_start_matches(['-', '–']).strip_prefix(number)?;
    }
    let html = format!("{before}{LOCATOR}{rest}");
    (kind.is_page() || html != located).then_some(html)
}

/// The HTML of a citation with those words beside its [`LOCATOR`] that `of_style` has beside its own,
/// and `plain` has not. `None` if they are not beside it.
fn with_same_words(html: &str, plain: &str, of_style: &str) -> Option<String> {
    let (plain_before, plain_after) = plain.split_once(LOCATOR)?;
    let (before, after) = of_style.split_once(LOCATOR)?;
    let words_before = before.strip_prefix(plain_before)?;
    let words_after = after.strip_suffix(plain_after)?;
    let (start, end) = html.split_once(LOCATOR)?;
    Some(format!("{start}{words_before}{LOCATOR}{words_after}{end}"))
}

/// A line without the punctuation that a style leaves where a field is missing, such as a comma
/// after a year without a month, or after a title that ends with a mark of its own.
fn without_doubled_marks(line: &str) -> String {
    let mut line = format!("{} ", line.trim());
    let doubled = [
        ("  ", " "),
        ("</i><i>", ""),
        // Of software in Chicago's style, where the date has no more than the year above.
        (", Released. ", ". "),
        (" Released. ", " "),
        (",)", ")"),
        (",. ", ". "),
        ("?,”", "?”"),
        ("!,”", "!”"),
        ("?.”", "?”"),
        ("!.”", "!”"),
        (".”. ", ".” "),
        (".</i>. ", ".</i> "),
        ("?</i>. ", "?</i> "),
        ("!</i>. ", "!</i> "),
        // Three stops are an ellipsis.
        ("...”", "\u{1}"),
        ("..”", ".”"),
        ("\u{1}", "...”"),
        ("?”. ", "?” "),
        ("!”. ", "!” "),
    ];
    for (wrong, right) in doubled {
        line = line.replace(wrong, right);
    }
    line.trim_end().to_owned()
}

fn citation_elements(run: &Rendered, place: usize) -> Option<&ElemChildren> {
    let citation = &run.citations.get(place)?.citation;
    let is_entry = |element: &hayagriva::Elem| matches!(element.meta, Some(ElemMeta::Entry(_)));
    Some(&citation.find_elem_by(&is_entry)?.children)
}
