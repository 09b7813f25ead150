//! The list of features.
//!
//! The rooms above this one know no feature. What they need of features they ask through traits, and
//! here each question is answered by one function that names the features that have an answer.

use std::cell::RefCell;
use std::ops::Range;
use std::sync::Arc;

use crate::base::diagnostic::{Diagnostic, Place};
use crate::base::fingerprint::Fingerprint;
use crate::base::paths::{Anchor, SourcePath};
use crate::checklist::model::PageChecklists;
use crate::citation::bibliography::Bibliography;
use crate::citation::index::{CitedSources, PageSources, SourcesOfPages};
use crate::comparison::model::Comparison;
use crate::data::reader::Reader;
use crate::data::schema::TableSpec;
use crate::document::body::{BlockRef, Located, Printed, Reference, Role};
use crate::document::stable_id::{IdKind, StableId};
use crate::glossary::index::{Glossary, PageTerms, TermAt, TermsOfPages};
use crate::instrument::condition::ConditionWords;
use crate::instrument::model::{Instruments, PageInstrument};
use crate::markdown::highlight::Highlighter;
use crate::markdown::inline::brackets::{Brackets, Syntax};
use crate::markdown::parsed_body::ParsedBody;
use crate::markdown::report::Reporter;
use crate::markdown::settings::MarkdownSettings;
use crate::markdown::write::writer::{Extension, FeatureBlocks, Writer};
use crate::page::front_matter::Tables;
use crate::page::parse::{Destinations, Page, PageExtension, PageFile};
use crate::page_list::offers::Offers;
use crate::resolve::data::{DataList, DataSource};
use crate::resolve::declaration::Declaration;
use crate::resolve::directives::DirectiveSpec;
use crate::resolve::offer::PageKind;
use crate::resolve::resolver::{DirectiveCall, FeatureViews, NoSuchDirective, Resolver};
use crate::search::letters::FeatureNames;
use crate::search::page_entries::{EntryKind, FeatureEntries};
use crate::site::problem::SiteProblem;
use crate::site::tree::{NodeId, Site};
use crate::source::Source;
use crate::{checklist, citation, comparison, figure, glossary, instrument, page_list};

/// Every feature.
pub const ALL: [Declaration; 7] = [
    comparison::declaration::DECLARATION,
    instrument::declaration::DECLARATION,
    checklist::declaration::DECLARATION,
    glossary::declaration::DECLARATION,
    citation::declaration::DECLARATION,
    figure::declaration::DECLARATION,
    page_list::declaration::DECLARATION,
];

/// The features of a build: all of them, but for those that a test takes out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct FeatureSet {
    left_out: Vec<&'static str>,
}

impl FeatureSet {
    /// All features but one.
    pub fn without(name: &'static str) -> Self {
        Self {
            left_out: vec![name],
        }
    }

    fn has(&self, declaration: &Declaration) -> bool {
        !self.left_out.contains(&declaration.name)
    }

    /// The features that there are.
    pub fn all(&self) -> impl Iterator<Item = Declaration> {
        ALL.into_iter().filter(|declaration| self.has(declaration))
    }

    /// Their directives.
    pub fn directives(&self) -> impl Iterator<Item = DirectiveSpec> {
        self.all()
            .flat_map(|declaration| declaration.directives.iter().copied())
    }

    /// The kinds of ids that must last.
    pub fn id_kinds(&self) -> Vec<IdKind> {
        self.all()
            .flat_map(|declaration| declaration.ids.iter().copied())
            .collect()
    }
}

/// The components that draw features. A site can draw them differently; they are no directives of
/// their own.
pub fn components() -> impl Iterator<Item = &'static str> {
    ALL.into_iter()
        .flat_map(|declaration| declaration.components.iter().copied())
}

/// What a page can be to somebody who looks for something to do.
fn page_kinds() -> Vec<PageKind> {
    let kinds = ALL.into_iter().flat_map(|declaration| declaration.kinds);
    kinds.copied().chain([PageKind::PAGE]).collect()
}

/// The words of the theme that features need while a page is read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct FeatureWords {
    /// How the conditions of bands are put in words.
    pub conditions: ConditionWords,
}

/// What features keep of one page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct PageFeatures {
    comparison: Option<Arc<Comparison>>,
    checklists: Option<Arc<PageChecklists>>,
    instrument: Option<Arc<PageInstrument>>,
    terms: Option<Arc<PageTerms>>,
    sources: Option<Arc<PageSources>>,
}

impl PageFeatures {
    /// What the page has to do with sources.
    pub fn sources(&self) -> Option<&PageSources> {
        self.sources.as_deref()
    }

    /// The terms that the page defines and uses.
    pub fn terms(&self) -> Option<&PageTerms> {
        self.terms.as_deref()
    }

    /// What readers find on the page.
    pub fn search_entries(&self) -> FeatureEntries {
        let mut found = FeatureEntries::default();
        self.terms
            .iter()
            .for_each(|terms| glossary::search::entries(terms, &mut found));
        self.comparison
            .iter()
            .for_each(|table| comparison::search::entries(table, &mut found));
        self.checklists
            .iter()
            .for_each(|lists| checklist::search::entries(&lists.0, &mut found));
        self.instrument
            .iter()
            .for_each(|own| instrument::search::entries(own, &mut found));
        found
    }
}

/// The features of one page while it is being read.
pub struct FeatureCollector<'s> {
    set: &'s FeatureSet,
    words: &'s FeatureWords,
    comparison: comparison::collector::ComparisonCollector,
    checklist: checklist::collector::ChecklistCollector,
    instrument: instrument::collector::InstrumentCollector,
    glossary: glossary::collector::GlossaryCollector,
    citation: citation::collector::CitationCollector,
    kept: RefCell<PageFeatures>,
}

/// Reads one Markdown file, with what features keep of it.
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
    /// For one page.
    pub fn new(set: &'s FeatureSet, words: &'s FeatureWords) -> Self {
        Self {
            set,
            words,
            comparison: comparison::collector::ComparisonCollector::default(),
            checklist: checklist::collector::ChecklistCollector::default(),
            instrument: instrument::collector::InstrumentCollector::default(),
            glossary: glossary::collector::GlossaryCollector::default(),
            citation: citation::collector::CitationCollector::default(),
            kept: RefCell::default(),
        }
    }
}

impl Tables for FeatureCollector<'_> {
    fn declared(&self) -> Vec<&'static TableSpec> {
        self.set
            .all()
            .flat_map(|declaration| declaration.tables)
            .collect()
    }

    fn read(&self, reader: &mut Reader<'_>) {
        if self.set.has(&instrument::declaration::DECLARATION) {
            self.instrument
                .read(reader, &[comparison::declaration::TABLE]);
        }
        if self.set.has(&comparison::declaration::DECLARATION) {
            self.comparison.read(reader);
        }
        if self.set.has(&glossary::declaration::DECLARATION) {
            self.glossary.read(reader);
        }
        if self.set.has(&citation::declaration::DECLARATION) {
            self.citation.read(reader);
        }
    }
}

impl Syntax for FeatureCollector<'_> {
    fn has_tasks(&self) -> bool {
        self.set.has(&checklist::declaration::DECLARATION)
    }

    fn may_hold_role(&self, text: &str) -> bool {
        self.set.has(&glossary::declaration::DECLARATION) && glossary::role::may_hold(text)
            || self.set.has(&citation::declaration::DECLARATION) && citation::role::may_hold(text)
    }

    fn is_role_label(&self, label: &str) -> bool {
        self.set.has(&citation::declaration::DECLARATION) && label.contains('@')
    }

    fn take_role(&self, brackets: &mut Brackets<'_, '_>, at: usize) -> Option<usize> {
        let term = if self.set.has(&glossary::declaration::DECLARATION) {
            glossary::role::take(brackets, at)
        } else {
            None
        };
        term.or_else(|| {
            let has_citations = self.set.has(&citation::declaration::DECLARATION);
            has_citations
                .then(|| citation::role::take(brackets, at))
                .flatten()
        })
    }

    fn report_interrupted_role(&self, brackets: &Brackets<'_, '_>, from: usize, close: usize) {
        if self.set.has(&citation::declaration::DECLARATION) {
            citation::role::report_torn(brackets, from, close);
        }
    }
}

impl Extension for FeatureCollector<'_> {
    fn find_blocks(
        &self,
        reading: &ParsedBody<'_>,
        dropped: Option<&Range<usize>>,
        reports: &Reporter<'_>,
    ) -> FeatureBlocks {
        let mut blocks = FeatureBlocks::default();
        self.comparison.find(reading, dropped, reports, &mut blocks);
        self.glossary.find(reading, &mut blocks);
        // A page that is both was refused.
        if !self.comparison.is_there() {
            self.instrument.find(reading, dropped, reports, &mut blocks);
        }
        blocks
    }

    fn write_block(&self, writer: &mut Writer<'_, '_>, at: usize, block: BlockRef) {
        let number = block.number;
        match block.name {
            comparison::declaration::BLOCK => self.comparison.write(writer, at),
            glossary::declaration::BLOCK => self.glossary.write(writer, at, number),
            instrument::declaration::BLOCK => {
                self.instrument
                    .write_part(writer, &self.words.conditions, at, number);
            }
            instrument::declaration::QUESTIONS => {
                self.instrument.write_questions(writer, at, number);
            }
            _ => {}
        }
    }

    fn write_tasks(&self, writer: &mut Writer<'_, '_>, at: usize) -> usize {
        self.checklist.write(writer, at)
    }

    fn write_end(&self, writer: &mut Writer<'_, '_>) {
        self.citation.write_end(writer);
        self.instrument.write_end(writer);
    }

    fn check_ids(&self, identities: &[StableId], reports: &Reporter<'_>) {
        self.checklist.finish(identities, reports);
    }
}

impl PageExtension for FeatureCollector<'_> {
    fn visit(&self, show: &mut dyn FnMut(&Located)) {
        self.comparison.visit(show);
        self.checklist.visit(show);
        self.instrument.visit(show);
        self.glossary.visit(show);
    }

    fn add_destinations(&self, reference: &Reference, found: &mut Destinations) {
        match reference {
            Reference::Role(role) => match role.name {
                glossary::declaration::ROLE => self.glossary.note_role(role),
                citation::declaration::ROLE => self.citation.note(role),
                _ => {}
            },
            Reference::Directive(directive) => match directive.name.as_str() {
                comparison::declaration::DIRECTIVE => self.comparison.note(directive, found),
                checklist::declaration::DIRECTIVE => self.checklist.note(directive, found),
                glossary::declaration::DIRECTIVE => self.glossary.note_directive(directive),
                _ => {}
            },
            _ => {}
        }
    }

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

/// What features know of the whole site.
#[derive(Clone, Debug, Default)]
pub struct SiteFeatures {
    /// The comparisons.
    pub tables: comparison::model::Comparisons,
    /// The checklists.
    pub lists: checklist::model::Checklists,
    /// What there is to fill in.
    pub instruments: Instruments,
    /// The terms, and who uses them.
    pub glossary: Glossary,
    /// Where sources are listed, and who cites them.
    pub cited: CitedSources,
}

impl SiteFeatures {
    /// From what features keep of each page of the site, in the order of its pages. `sources` are the
    /// keys of the sources.
    pub fn of(
        site: &Site,
        pages: &[Option<PageFeatures>],
        sources: &[Anchor],
        problems: &mut Vec<SiteProblem>,
    ) -> Self {
        fn each<T>(
            pages: &[Option<PageFeatures>],
            of: impl Fn(&PageFeatures) -> Option<Arc<T>>,
        ) -> impl Iterator<Item = Option<Arc<T>>> {
            pages.iter().map(move |page| of(page.as_ref()?))
        }
        let terms: TermsOfPages = each(pages, |page| page.terms.clone()).collect();
        let cites: SourcesOfPages = each(pages, |page| page.sources.clone()).collect();
        Self {
            tables: each(pages, |page| page.comparison.clone()).collect(),
            lists: each(pages, |page| page.checklists.clone()).collect(),
            instruments: each(pages, |page| page.instrument.clone()).collect(),
            glossary: Glossary::of(terms),
            cited: CitedSources::of(site, &cites, sources, problems),
        }
    }

    /// The lists of `handbook.json`, in order.
    pub fn data(&self, source: &DataSource<'_, '_>, bibliography: &Bibliography) -> Vec<DataList> {
        let mut lists = Vec::new();
        lists.extend(comparison::data::lists(source, &self.tables));
        lists.extend(checklist::data::lists(source, &self.lists));
        lists.extend(instrument::data::lists(source, &self.instruments));
        lists.extend(glossary::data::lists(source, &self.glossary));
        lists.extend(citation::data::lists(source, bibliography, &self.cited));
        lists
    }

    /// Reports what only the whole shows: terms and sources that nobody uses. `place` gives where a
    /// term stands.
    pub fn lint(
        &self,
        site: &Site,
        bibliography: &Bibliography,
        place: &dyn Fn(TermAt) -> Option<Place>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        glossary::lint::glossary(site, &self.glossary, place, diagnostics);
        citation::lint::unused_sources(bibliography, &self.cited, diagnostics);
    }

    /// The pages that a book ends with if they do not stand in the reading order.
    pub fn back_matter(&self) -> Vec<NodeId> {
        self.glossary.pages().chain(self.cited.page).collect()
    }

    fn offers<'a>(&'a self, kinds: &'a [PageKind]) -> Offers<'a> {
        Offers {
            kinds,
            tables: &self.tables,
            lists: &self.lists,
            instruments: &self.instruments,
        }
    }
}

impl FeatureNames for SiteFeatures {
    fn names(&self, page: NodeId, show: &mut dyn FnMut(EntryKind, &str, &str)) {
        glossary::search::names(&self.glossary, page, show);
    }

    fn detail_names(&self, page: NodeId, show: &mut dyn FnMut(EntryKind, &str, &str)) {
        let table = self.tables.get(page);
        if let Some(table) = table {
            comparison::search::names(table, show);
        }
        let lists = self.lists.get(page);
        if let Some(lists) = lists {
            checklist::search::names(&lists.0, show);
        }
    }
}

/// The features of one page while its references are looked up.
#[derive(Clone, Copy)]
pub struct PageViews<'a> {
    /// What is kept of the page.
    pub page: &'a PageFeatures,
    /// What is known of the whole site.
    pub site: &'a SiteFeatures,
    /// The sources that pages cite.
    pub bibliography: &'a Bibliography,
}

impl FeatureViews for PageViews<'_> {
    fn block(&self, resolver: &mut Resolver<'_>, block: BlockRef) -> Option<Printed> {
        let number = block.number;
        match block.name {
            comparison::declaration::BLOCK => {
                let table = self.page.comparison.as_deref()?;
                Some(comparison::resolve::local(resolver, table))
            }
            checklist::declaration::BLOCK => {
                let list = self.page.checklists.as_deref()?.0.get(number)?;
                Some(checklist::resolve::local(resolver, list))
            }
            instrument::declaration::BLOCK => {
                instrument::resolve::instrument(resolver, self.page.instrument.as_deref()?)
            }
            instrument::declaration::QUESTIONS => {
                instrument::resolve::questions(resolver, self.page.instrument.as_deref()?, number)
            }
            glossary::declaration::BLOCK => {
                let terms = self.page.terms.as_deref()?.defined.get(number)?;
                Some(glossary::resolve::terms(
                    resolver,
                    &self.site.glossary,
                    terms,
                    number,
                ))
            }
            citation::declaration::BLOCK => {
                let cited = &self.site.cited;
                Some(citation::resolve::sources(
                    resolver,
                    self.bibliography,
                    cited,
                ))
            }
            _ => None,
        }
    }

    fn embedded_block(
        &self,
        resolver: &mut Resolver<'_>,
        node: NodeId,
        block: BlockRef,
    ) -> Option<Printed> {
        match block.name {
            checklist::declaration::BLOCK => {
                let list = self.site.lists.get(node)?.0.get(block.number)?;
                Some(checklist::resolve::embedded(resolver, node, list))
            }
            _ => None,
        }
    }

    fn role(
        &self,
        resolver: &mut Resolver<'_>,
        role: &Role,
        span: Option<&Range<usize>>,
    ) -> Printed {
        match role.name {
            glossary::declaration::ROLE => {
                glossary::resolve::role(resolver, &self.site.glossary, role, span)
            }
            citation::declaration::ROLE => {
                let cites = citation::role::sources(role);
                let cited = &self.site.cited;
                citation::resolve::citation(resolver, self.bibliography, cited, &cites, span)
            }
            _ => Printed::Html(String::new()),
        }
    }

    fn directive(
        &self,
        resolver: &mut Resolver<'_>,
        call: &DirectiveCall<'_>,
    ) -> Result<Option<Printed>, NoSuchDirective> {
        let kinds = page_kinds();
        let offers = self.site.offers(&kinds);
        Ok(match call.directive.name.as_str() {
            checklist::declaration::DIRECTIVE => {
                checklist::resolve::directive(resolver, &self.site.lists, call)
            }
            comparison::declaration::DIRECTIVE => {
                comparison::extract::directive(resolver, &self.site.tables, call)
            }
            figure::declaration::DIRECTIVE => figure::resolve::directive(resolver, call),
            page_list::declaration::CARD_DIRECTIVE => {
                page_list::card::directive(resolver, &offers, call)
            }
            page_list::declaration::DIRECTIVE => {
                page_list::list::directive(resolver, &offers, call)
            }
            glossary::declaration::DIRECTIVE => {
                let used = self
                    .page
                    .terms
                    .as_deref()
                    .map_or(&[][..], |terms| &terms.used);
                glossary::resolve::directive(resolver, &self.site.glossary, used, call)
            }
            _ => return Err(NoSuchDirective),
        })
    }
}
