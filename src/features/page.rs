//! The features while a page is read: [`FeatureCollector`] answers the stages that read it, and
//! [`PageFeatures`] is what it keeps.

use std::cell::RefCell;
use std::ops::Range;
use std::sync::Arc;

use crate::base::diagnostic::Diagnostic;
use crate::base::fingerprint::Fingerprint;
use crate::base::paths::SourcePath;
use crate::checklist::declaration::DECLARATION as CHECKLIST;
use crate::checklist::model::PageChecklists;
use crate::citation::declaration::{DECLARATION as CITATION, TABLE as SOURCES_TABLE};
use crate::citation::index::PageSources;
use crate::comparison::declaration::{DECLARATION as COMPARISON, TABLE as COMPARISON_TABLE};
use crate::comparison::model::Comparison;
use crate::data::reader::Reader;
use crate::data::schema::TableSpec;
use crate::document::body::Reference;
use crate::document::destinations::Destinations;
use crate::document::stable_id::StableId;
use crate::features::FeatureSet;
use crate::glossary::declaration::{DECLARATION as GLOSSARY, TABLE as GLOSSARY_TABLE};
use crate::glossary::index::PageTerms;
use crate::instrument::condition::ConditionWords;
use crate::instrument::declaration::{ASSESSMENT, AUDIT, DECLARATION as INSTRUMENT, WORKSHEET};
use crate::instrument::model::PageInstrument;
use crate::markdown::highlight::Highlighter;
use crate::markdown::inline::brackets::{Brackets, Syntax};
use crate::markdown::parsed_body::ParsedBody;
use crate::markdown::report::Reporter;
use crate::markdown::settings::MarkdownSettings;
use crate::markdown::write::writer::{Extension, FeatureBlocks, Writer};
use crate::page::front_matter::{self, Tables};
use crate::page::parse::{Page, PageExtension, PageFile};
use crate::resolve::declaration::Declaration;
use crate::resolve::directives::{ArgumentSpec, DirectiveSpec};
use crate::search::heading_text::KnownDirectives;
use crate::search::page_entries::FeatureEntries;
use crate::source::{ContentFolder, Source, Sources};
use crate::{checklist, citation, comparison, figure, glossary, instrument};

/// The words of the theme that features need while a page is read.
pub type FeatureWords = ConditionWords;

/// The things on a site that brackets can refer to. What looks like a reference is text on a site
/// without them, as it is on a forge.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct KnownReferences {
    terms: bool,
    sources: bool,
}

impl KnownReferences {
    /// The references of a site with these files. `declared` is what each of its pages declares.
    pub fn of(
        set: &FeatureSet,
        sources: &Sources,
        content: &ContentFolder,
        declared: impl Iterator<Item = Self>,
    ) -> Self {
        let start = Self { terms: false, sources: citation::load::has_files(sources, content) };
        let all = declared.fold(start, |all, page| Self {
            terms: all.terms || page.terms,
            sources: all.sources || page.sources,
        });
        Self { terms: set.has(&GLOSSARY) && all.terms, sources: set.has(&CITATION) && all.sources }
    }

    /// The references for which the front matter of a page seems to declare something.
    pub fn declared_by(page: &Source) -> Self {
        let tables = [GLOSSARY_TABLE, SOURCES_TABLE];
        let [terms, sources] = front_matter::seems_to_hold(page.head(), tables);
        Self { terms, sources }
    }

    /// All references, whatever the site has.
    pub fn all() -> Self {
        Self { terms: true, sources: true }
    }
}

/// The parts of one page that features keep, for use after it is read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct PageFeatures {
    pub(super) comparison: Option<Arc<Comparison>>,
    pub(super) checklists: Option<Arc<PageChecklists>>,
    pub(super) instrument: Option<Arc<PageInstrument>>,
    pub(super) terms: Option<Arc<PageTerms>>,
    pub(super) sources: Option<Arc<PageSources>>,
}

impl PageFeatures {
    /// Whether the page lists entries of files: the bibliography.
    pub fn lists_files(&self) -> bool {
        self.sources.as_deref().is_some_and(|page| page.list.is_some())
    }

    /// The search entries that features add for the page.
    pub fn search_entries(&self) -> FeatureEntries {
        let mut found = FeatureEntries {
            directives: KnownDirectives {
                all: FeatureSet::default().directives().map(|spec| spec.name).collect(),
                captions: vec![figure::declaration::DIRECTIVE],
            },
            ..FeatureEntries::default()
        };
        self.terms.iter().for_each(|terms| glossary::search::entries(terms, &mut found));
        self.comparison.iter().for_each(|table| comparison::search::entries(table, &mut found));
        self.checklists.iter().for_each(|lists| checklist::search::entries(&lists.0, &mut found));
        self.instrument.iter().for_each(|own| instrument::search::entries(own, &mut found));
        found
    }
}

/// The features of one page while it is being read.
pub struct FeatureCollector<'s> {
    set: &'s FeatureSet,
    words: &'s FeatureWords,
    known: KnownReferences,
    comparison: comparison::collector::ComparisonCollector,
    checklist: checklist::collector::ChecklistCollector,
    instrument: instrument::collector::InstrumentCollector,
    glossary: glossary::collector::GlossaryCollector,
    citation: citation::collector::CitationCollector,
    kept: RefCell<PageFeatures>,
}

/// Reads one Markdown file, with the parts that features keep.
///
/// # Errors
/// Only when the file is not text; all else gives a page and diagnostics.
pub fn parse(
    path: &SourcePath,
    source: &Source,
    settings: &MarkdownSettings,
    highlighter: &Highlighter,
    collector: &FeatureCollector<'_>,
) -> Result<(Page, PageFeatures, Vec<Diagnostic>), Diagnostic> {
    let (page, diagnostics) =
        crate::page::parse::parse(path, source, settings, highlighter, collector)?;
    Ok((page, collector.kept.take(), diagnostics))
}

impl<'s> FeatureCollector<'s> {
    /// An empty collector for one page.
    pub fn new(set: &'s FeatureSet, words: &'s FeatureWords, known: KnownReferences) -> Self {
        Self {
            set,
            words,
            known,
            comparison: comparison::collector::ComparisonCollector::default(),
            checklist: checklist::collector::ChecklistCollector::default(),
            instrument: instrument::collector::InstrumentCollector::default(),
            glossary: glossary::collector::GlossaryCollector::default(),
            citation: citation::collector::CitationCollector::default(),
            kept: RefCell::default(),
        }
    }

    fn has(&self, feature: &Declaration) -> bool {
        self.set.has(feature)
    }
}

impl Tables for FeatureCollector<'_> {
    fn holds_reference(&self, text: &str) -> bool {
        self.known.terms && glossary::role::stands_in(text)
            || self.known.sources && citation::role::stands_in(text)
    }

    fn declared(&self) -> Vec<&'static TableSpec> {
        self.set.all().flat_map(|declaration| declaration.tables).collect()
    }

    fn exclusive(&self) -> &'static [&'static [&'static str]] {
        const KINDS: &[&str] = &[COMPARISON_TABLE, ASSESSMENT, AUDIT, WORKSHEET];
        // The definition lists of a page are either terms or cells of rows.
        &[KINDS, &[COMPARISON_TABLE, GLOSSARY_TABLE]]
    }

    fn read(&self, reader: &mut Reader<'_>) {
        if self.has(&INSTRUMENT) {
            self.instrument.read(reader);
        }
        if self.has(&COMPARISON) {
            self.comparison.read(reader);
        }
        if self.has(&CHECKLIST) {
            self.checklist.read(reader);
        }
        if self.has(&GLOSSARY) {
            self.glossary.read(reader);
        }
        if self.has(&CITATION) {
            self.citation.read(reader);
        }
    }
}

impl Syntax for FeatureCollector<'_> {
    fn has_tasks(&self) -> bool {
        self.has(&CHECKLIST)
    }

    fn may_hold_role(&self, text: &str) -> bool {
        self.known.terms && glossary::role::may_hold(text)
            || self.known.sources && citation::role::may_hold(text)
    }

    fn is_role_label(&self, label: &str) -> bool {
        self.known.sources && citation::role::is_label(label)
    }

    fn take_role(&self, brackets: &mut Brackets<'_, '_>, at: usize) -> Option<usize> {
        if self.known.terms
            && let Some(end) = glossary::role::take(brackets, at)
        {
            return Some(end);
        }
        if self.known.sources {
            return citation::role::take(brackets, at);
        }
        None
    }

    fn report_interrupted_role(&self, brackets: &Brackets<'_, '_>, from: usize, close: usize) {
        if self.known.sources {
            citation::role::report_interrupted(brackets, from, close);
        }
    }
}

impl Extension for FeatureCollector<'_> {
    fn owns_headings(&self) -> bool {
        self.comparison.is_there() || self.instrument.is_there()
    }

    fn find_blocks(
        &self,
        body: &ParsedBody<'_>,
        dropped: Option<&Range<usize>>,
        reporter: &Reporter<'_>,
    ) -> FeatureBlocks<'_> {
        let mut blocks = FeatureBlocks::default();
        self.comparison.find(body, dropped, reporter, &mut blocks);
        self.glossary.find(body, &mut blocks);
        self.instrument.find(body, dropped, reporter, &mut blocks);
        blocks
    }

    fn write_tasks(&self, writer: &mut Writer<'_, '_>, at: usize) -> usize {
        self.checklist.write(writer, at)
    }

    fn write_end(&self, writer: &mut Writer<'_, '_>) {
        self.citation.write_end(writer);
        self.instrument.write_end(writer, self.words);
    }

    fn add_destinations(&self, reference: &Reference, found: &mut Destinations) {
        match reference {
            Reference::Role(role) => match role.name {
                glossary::declaration::ROLE => self.glossary.record_role(role),
                citation::declaration::ROLE => self.citation.record(role),
                _ => {}
            },
            Reference::Directive(directive) => {
                let spec = self.set.directives().find(|spec| spec.name == directive.name);
                if let Some(DirectiveSpec { argument: ArgumentSpec::Page(_), .. }) = spec
                    && let Some(page) = &directive.argument
                {
                    found.add_link(&page.text);
                }
                match directive.name.as_str() {
                    figure::declaration::DIRECTIVE => {
                        directive.argument.iter().for_each(|image| found.add_link(&image.text));
                    }
                    comparison::declaration::DIRECTIVE => self.comparison.record(directive, found),
                    glossary::declaration::DIRECTIVE => self.glossary.record_directive(directive),
                    _ => {}
                }
            }
            _ => {}
        }
    }

    fn check_ids(&self, stable_ids: &[StableId], reporter: &Reporter<'_>) {
        self.checklist.finish(stable_ids, reporter);
    }
}

impl PageExtension for FeatureCollector<'_> {
    fn finish_page(&self) -> (Vec<PageFile>, Fingerprint) {
        let kept = PageFeatures {
            comparison: self.comparison.end(),
            checklists: self.checklist.end(),
            instrument: self.instrument.end(),
            terms: self.glossary.end(),
            sources: self.citation.end(),
        };
        let files = match kept.comparison {
            Some(_) => comparison::declaration::FILES.to_vec(),
            None => Vec::new(),
        };
        let key = Fingerprint::of(&kept);
        self.kept.replace(kept);
        (files, key)
    }
}
