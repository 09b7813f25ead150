//! The list of features.
//!
//! The rooms above this one know no feature. What they need of features they ask through traits, and
//! here each question is answered by one function that names the features that have an answer.

use std::cell::RefCell;
use std::ops::Range;
use std::sync::Arc;

use crate::base::diagnostic::Diagnostic;
use crate::base::fingerprint::Fingerprint;
use crate::base::paths::Anchor;
use crate::bibliography::Bibliography;
use crate::citation::{self, SourcesOfPages};
use crate::data::reader::Reader;
use crate::feature::Declaration;
use crate::glossary::{self, TermsOfPages};
use crate::parse::condition::ConditionWords;
use crate::parse::document::{BlockRef, Located, Printed, Reference, Role};
use crate::parse::front_matter::Tables;
use crate::parse::highlight::Highlighter;
use crate::parse::identity::{IdKind, Identity};
use crate::parse::markdown::inline::brackets::{Brackets, Syntax};
use crate::parse::markdown::reading::Reading;
use crate::parse::markdown::report::Reports;
use crate::parse::markdown::write::writer::{Blocks, Extension, Writer};
use crate::parse::page::{self, Destinations, Page, PageExtension, PageFile};
use crate::parse::structure::comparison::Comparison;
use crate::resolve::body::{self, Call, FeatureViews, NoSuchDirective, Resolver};
use crate::resolve::data::{self, DataList, DataSource};
use crate::resolve::directives::DirectiveSpec;
use crate::resolve::effort::Offers;
use crate::search::letters::FeatureNames;
use crate::search::part::{EntryKind, FeatureEntries};
use crate::search::{f_checklist, f_comparison, f_glossary, f_instrument};
use crate::site::glossary::{Glossary, PageTerms};
use crate::site::problem::Problem;
use crate::site::sources::{CitedSources, PageSources};
use crate::site::{NodeId, Site};
use crate::{checklist, comparison, figure, instrument, page_list};

use checklist::PageChecklists;
use instrument::{Instruments, PageInstrument};

/// Every feature.
pub const ALL: [Declaration; 7] = [
    comparison::DECLARATION,
    checklist::DECLARATION,
    instrument::DECLARATION,
    glossary::DECLARATION,
    citation::DECLARATION,
    figure::DECLARATION,
    page_list::DECLARATION,
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
            .for_each(|terms| f_glossary::entries(terms, &mut found));
        self.comparison
            .iter()
            .for_each(|table| f_comparison::entries(table, &mut found));
        self.checklists
            .iter()
            .for_each(|lists| f_checklist::entries(&lists.0, &mut found));
        self.instrument
            .iter()
            .for_each(|own| f_instrument::entries(own, &mut found));
        found
    }
}

/// The features of one page while it is being read.
pub struct Collector<'s> {
    set: &'s FeatureSet,
    words: &'s FeatureWords,
    comparison: comparison::Collector,
    checklist: checklist::Collector,
    instrument: instrument::Collector,
    glossary: glossary::Collector,
    citation: citation::Collector,
    kept: RefCell<PageFeatures>,
}

/// Reads one Markdown file, with what features keep of it.
///
/// # Errors
/// Only when the file is not text; all else gives a page and diagnostics.
pub fn parse(
    path: &crate::base::paths::SourcePath,
    source: &crate::source::Source,
    settings: &crate::parse::Settings,
    highlighter: &Highlighter,
    collector: &Collector<'_>,
) -> Result<(Page, PageFeatures, Vec<Diagnostic>), Diagnostic> {
    let (page, diagnostics) = page::parse(path, source, settings, highlighter, collector)?;
    Ok((page, collector.kept.take(), diagnostics))
}

impl<'s> Collector<'s> {
    /// For one page.
    pub fn new(set: &'s FeatureSet, words: &'s FeatureWords) -> Self {
        Self {
            set,
            words,
            comparison: comparison::Collector::default(),
            checklist: checklist::Collector::default(),
            instrument: instrument::Collector::default(),
            glossary: glossary::Collector::default(),
            citation: citation::Collector::default(),
            kept: RefCell::default(),
        }
    }
}

impl Tables for Collector<'_> {
    fn kinds(&self) -> Vec<&'static str> {
        let tables = self.set.all().flat_map(|declaration| declaration.tables);
        tables
            .filter(|table| table.is_kind)
            .map(|table| table.name)
            .collect()
    }

    fn read(&self, reader: &mut Reader<'_>) {
        if self.set.has(&instrument::DECLARATION) {
            self.instrument.read(reader, &[comparison::TABLE]);
        }
        if self.set.has(&comparison::DECLARATION) {
            self.comparison.read(reader);
        }
        if self.set.has(&glossary::DECLARATION) {
            self.glossary.read(reader);
        }
        if self.set.has(&citation::DECLARATION) {
            self.citation.read(reader);
        }
    }
}

impl Syntax for Collector<'_> {
    fn has_tasks(&self) -> bool {
        self.set.has(&checklist::DECLARATION)
    }

    fn may_hold_role(&self, text: &str) -> bool {
        self.set.has(&glossary::DECLARATION) && glossary::may_hold(text)
            || self.set.has(&citation::DECLARATION) && citation::may_hold(text)
    }

    fn is_role_label(&self, label: &str) -> bool {
        self.set.has(&citation::DECLARATION) && label.contains('@')
    }

    fn take_role(&self, brackets: &mut Brackets<'_, '_>, at: usize) -> Option<usize> {
        let term = if self.set.has(&glossary::DECLARATION) {
            glossary::take(brackets, at)
        } else {
            None
        };
        term.or_else(|| {
            let has_citations = self.set.has(&citation::DECLARATION);
            has_citations
                .then(|| citation::take(brackets, at))
                .flatten()
        })
    }

    fn report_torn_role(&self, brackets: &Brackets<'_, '_>, from: usize, close: usize) {
        if self.set.has(&citation::DECLARATION) {
            citation::report_torn(brackets, from, close);
        }
    }
}

impl Extension for Collector<'_> {
    fn find_blocks(
        &self,
        reading: &Reading<'_>,
        dropped: Option<&Range<usize>>,
        reports: &Reports<'_>,
    ) -> Blocks {
        let mut blocks = Blocks::default();
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
            comparison::BLOCK => self.comparison.write(writer, at),
            glossary::BLOCK => self.glossary.write(writer, at, number),
            instrument::BLOCK => {
                self.instrument
                    .write_part(writer, &self.words.conditions, at, number);
            }
            instrument::QUESTIONS => self.instrument.write_questions(writer, at, number),
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

    fn finish(&self, identities: &[Identity], reports: &Reports<'_>) {
        self.checklist.finish(identities, reports);
    }
}

impl PageExtension for Collector<'_> {
    fn visit(&self, show: &mut dyn FnMut(&Located)) {
        self.comparison.visit(show);
        self.checklist.visit(show);
        self.instrument.visit(show);
        self.glossary.visit(show);
    }

    fn note(&self, reference: &Reference, found: &mut Destinations) {
        match reference {
            Reference::Role(role) => match role.name {
                glossary::ROLE => self.glossary.note_role(role),
                citation::ROLE => self.citation.note(role),
                _ => {}
            },
            Reference::Directive(directive) => match directive.name.as_str() {
                comparison::DIRECTIVE => self.comparison.note(directive, found),
                checklist::DIRECTIVE => self.checklist.note(directive, found),
                glossary::DIRECTIVE => self.glossary.note_directive(directive),
                _ => {}
            },
            _ => {}
        }
    }

    fn end(&self) -> (Vec<PageFile>, Fingerprint) {
        let kept = PageFeatures {
            comparison: self.comparison.end(),
            checklists: self.checklist.end(),
            instrument: self.instrument.end(),
            terms: self.glossary.end(),
            sources: self.citation.end(),
        };
        let files = match kept.comparison {
            Some(_) => comparison::FILES.to_vec(),
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
    pub tables: comparison::Tables,
    /// The checklists.
    pub lists: checklist::Checklists,
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
        problems: &mut Vec<Problem>,
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
        lists.extend(data::comparison::lists(source, &self.tables));
        lists.extend(data::checklist::lists(source, &self.lists));
        lists.extend(data::instruments::lists(source, &self.instruments));
        lists.extend(data::glossary::lists(source, &self.glossary));
        lists.extend(data::citation::lists(source, bibliography, &self.cited));
        lists
    }

    /// The pages that a book ends with if they do not stand in the reading order.
    pub fn back_matter(&self) -> Vec<NodeId> {
        self.glossary.pages().chain(self.cited.page).collect()
    }

    fn offers(&self) -> Offers<'_> {
        Offers {
            tables: &self.tables,
            lists: &self.lists,
            instruments: &self.instruments,
        }
    }
}

impl FeatureNames for SiteFeatures {
    fn names(&self, page: NodeId, show: &mut dyn FnMut(EntryKind, &str, &str)) {
        f_glossary::names(&self.glossary, page, show);
    }

    fn parts(&self, page: NodeId, show: &mut dyn FnMut(EntryKind, &str, &str)) {
        let table = self.tables.get(page);
        if let Some(table) = table {
            f_comparison::names(table, show);
        }
        let lists = self.lists.get(page);
        if let Some(lists) = lists {
            f_checklist::names(&lists.0, show);
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
            comparison::BLOCK => {
                let table = self.page.comparison.as_deref()?;
                Some(body::comparison::whole(resolver, table))
            }
            checklist::BLOCK => {
                let list = self.page.checklists.as_deref()?.0.get(number)?;
                Some(body::checklist::local(resolver, list))
            }
            instrument::BLOCK => {
                body::instrument::instrument(resolver, self.page.instrument.as_deref()?)
            }
            instrument::QUESTIONS => {
                body::instrument::questions(resolver, self.page.instrument.as_deref()?, number)
            }
            glossary::BLOCK => {
                let terms = self.page.terms.as_deref()?.defined.get(number)?;
                Some(body::term::terms(
                    resolver,
                    &self.site.glossary,
                    terms,
                    number,
                ))
            }
            citation::BLOCK => {
                let cited = &self.site.cited;
                Some(body::source::sources(resolver, self.bibliography, cited))
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
            checklist::BLOCK => {
                let list = self.site.lists.get(node)?.0.get(block.number)?;
                Some(body::checklist::embedded(resolver, node, list))
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
            glossary::ROLE => body::term::role(resolver, &self.site.glossary, role, span),
            citation::ROLE => {
                let cites = citation::sources(role);
                let cited = &self.site.cited;
                body::source::citation(resolver, self.bibliography, cited, &cites, span)
            }
            _ => Printed::Html(String::new()),
        }
    }

    fn directive(
        &self,
        resolver: &mut Resolver<'_>,
        call: &Call<'_>,
    ) -> Result<Option<Printed>, NoSuchDirective> {
        let offers = self.site.offers();
        Ok(match call.directive.name.as_str() {
            checklist::DIRECTIVE => body::checklist::directive(resolver, &self.site.lists, call),
            comparison::DIRECTIVE => body::extract::directive(resolver, &self.site.tables, call),
            figure::DIRECTIVE => body::figure::directive(resolver, call),
            page_list::CARD_DIRECTIVE => body::card::directive(resolver, &offers, call),
            page_list::DIRECTIVE => body::page_list::directive(resolver, &offers, call),
            glossary::DIRECTIVE => {
                let used = self
                    .page
                    .terms
                    .as_deref()
                    .map_or(&[][..], |terms| &terms.used);
                body::term::directive(resolver, &self.site.glossary, used, call)
            }
            _ => return Err(NoSuchDirective),
        })
    }
}
