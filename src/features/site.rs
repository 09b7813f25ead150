//! The features once all pages are known: [`FeatureFiles`] are the files that they read besides
//! pages, [`SiteFeatures`] is what they know of the whole site, and [`PageViews`] answers when the
//! references of a page are looked up.

use std::sync::Arc;

use crate::base::diagnostic::{Diagnostic, Place};
use crate::base::fingerprint::Fingerprint;
use crate::base::outputs::Output;
use crate::base::paths::{Anchor, OutputPath, SourcePath};
use crate::book::paper::ListsAtId;
use crate::citation::index::{CitedSources, SourcesOfPages};
use crate::citation::load::{BibliographyRequest, LoadedSources};
use crate::config::Config;
use crate::document::body::{BlockRef, Directive, Printed, Role, SourceSpan};
use crate::epub::{BackMatter, EpubPageKind};
use crate::features::FeatureSet;
use crate::features::page::PageFeatures;
use crate::glossary::index::{Glossary, TermAt, TermsOfPages};
use crate::instrument::model::Instruments;
use crate::page::parse::Summary;
use crate::page_list::offers::Offers;
use crate::resolve::data::{DataList, DataSource};
use crate::resolve::offer::PageKind;
use crate::resolve::resolver::{FeatureViews, NoSuchDirective, Resolver, WholeSite};
use crate::resolve::urls::Urls;
use crate::search::letters::FeatureNames;
use crate::search::page_entries::{EntryKind, SearchEntry};
use crate::site::tree::{NodeId, Site};
use crate::source::Sources;
use crate::{checklist, citation, comparison, figure, glossary, instrument, page_list};

/// The files that features of a site ask for besides its pages: the bibliography.
pub struct FileRequest(Option<BibliographyRequest>);

impl FileRequest {
    /// The request of the pages of a site, which come in the order of their paths. Reports a file
    /// that does not exist.
    pub fn of<'p>(
        set: &FeatureSet,
        pages: impl Iterator<Item = (&'p Summary, &'p PageFeatures)> + Clone,
        sources: &Sources,
        config: &Config,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        if !set.has(&citation::declaration::DECLARATION) {
            return Self(None);
        }
        let pages = pages.filter_map(|(summary, page)| Some((summary, page.sources.as_deref()?)));
        Self(Some(BibliographyRequest::of(pages, sources, config, diagnostics)))
    }

    /// Equal requests have equal keys.
    pub fn key(&self) -> Fingerprint {
        Fingerprint::of(&self.0.as_ref().map(BibliographyRequest::key))
    }

    /// Reads the files that were asked for.
    pub fn load(&self) -> FeatureFiles {
        let sources = self.0.as_ref().map(BibliographyRequest::load);
        FeatureFiles { sources: sources.unwrap_or_default() }
    }
}

/// The files that features read besides pages.
#[derive(Clone, Debug, Default)]
pub struct FeatureFiles {
    sources: LoadedSources,
}

impl FeatureFiles {
    /// The fingerprint of what was read.
    pub fn key(&self) -> Fingerprint {
        self.sources.key
    }

    /// The ids of their entries on the page that lists them: [`PageFeatures::lists_files`].
    pub fn entry_ids(&self) -> &Arc<[Anchor]> {
        &self.sources.anchors
    }

    /// The files of the content that are sources and no part of the site.
    pub fn paths(&self) -> &[SourcePath] {
        &self.sources.files
    }

    /// The mistakes in the files.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.sources.diagnostics
    }
}

/// The indexes that features make of the whole site.
#[derive(Clone, Debug, Default)]
pub struct SiteFeatures {
    comparisons: comparison::model::Comparisons,
    checklists: checklist::model::Checklists,
    instruments: Instruments,
    glossary: Glossary,
    cited: CitedSources,
}

impl SiteFeatures {
    /// Indexes the parts that features keep of each page, in the order of the pages of the site,
    /// and the files that features read.
    pub fn of(
        site: &Site,
        pages: &[Option<PageFeatures>],
        files: &FeatureFiles,
        problems: &mut Vec<Diagnostic>,
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
            comparisons: each(pages, |page| page.comparison.clone()).collect(),
            checklists: each(pages, |page| page.checklists.clone()).collect(),
            instruments: each(pages, |page| page.instrument.clone()).collect(),
            glossary: Glossary::of(terms),
            cited: CitedSources::of(site, &cites, files.entry_ids(), problems),
        }
    }

    /// The lists of `handbook.json`, in order.
    pub fn data(&self, source: &DataSource<'_, '_>, files: &FeatureFiles) -> Vec<DataList> {
        let bibliography = &files.sources.bibliography;
        let mut lists = Vec::new();
        lists.extend(comparison::data::lists(source, &self.comparisons));
        lists.extend(checklist::data::lists(source, &self.checklists));
        lists.extend(instrument::data::lists(source, &self.instruments));
        lists.extend(glossary::data::lists(source, &self.glossary));
        lists.extend(citation::data::lists(source, bibliography, &self.cited));
        lists
    }

    /// Reports what only the whole site shows: names that two terms have, and terms and sources
    /// that no page uses. `page_of` gives the parts of a page with its path and its text. They are
    /// of this build; the indexes may be remembered from one in which terms stood on other lines.
    pub fn lint<'p>(
        &self,
        files: &FeatureFiles,
        page_of: &dyn Fn(NodeId) -> Option<(&'p PageFeatures, &'p SourcePath, Arc<str>)>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let place = |at: TermAt| {
            let (page, path, text) = page_of(at.node)?;
            let list = page.terms.as_deref()?.defined.get(at.list)?;
            let span = list.get(at.index)?.span.0.clone();
            Some(Place::span(path, &text, span))
        };
        glossary::lint::glossary(&self.glossary, &place, diagnostics);
        citation::lint::unused_sources(&files.sources.bibliography, &self.cited, diagnostics);
    }

    /// The lists of tasks of a page at one of its ids.
    pub fn lists_at(&self, page: NodeId, id: &str) -> Option<ListsAtId> {
        self.checklists.get(page)?.at(id)
    }

    /// The ids at which a page has lists of tasks.
    pub fn places_of_lists(&self, page: NodeId) -> Vec<&Anchor> {
        self.checklists.get(page).map(|lists| lists.places()).unwrap_or_default()
    }

    /// The entries of the search that stand in files besides pages, with the page that shows them.
    pub fn search_entries(&self, files: &FeatureFiles) -> Option<(NodeId, Vec<SearchEntry>)> {
        Some((self.cited.page?, citation::search::entries(&files.sources.bibliography)))
    }

    /// The files beside the pages of the site: the tables of comparisons for other tools.
    pub fn files(&self, site: &Site, urls: &Urls) -> Vec<(OutputPath, Output)> {
        let written = |role: &Role| match role.name {
            citation::declaration::ROLE => citation::role::written(&citation::role::sources(role)),
            _ => String::new(),
        };
        comparison::files::beside_pages(site, &self.comparisons, urls, &written)
    }

    /// The kinds of pages that close a book, in the order of its landmarks.
    pub fn back_matter_kinds() -> [BackMatter; 2] {
        [glossary::declaration::BACK_MATTER, citation::declaration::BACK_MATTER]
    }

    /// The kind of a page in a book; `None` for an ordinary chapter.
    pub fn book_kind(&self, page: NodeId) -> Option<EpubPageKind> {
        if self.cited.page == Some(page) {
            return Some(EpubPageKind::BackMatter(citation::declaration::BACK_MATTER));
        }
        let has_terms = self.glossary.of_page(page).next().is_some();
        has_terms.then_some(EpubPageKind::BackMatter(glossary::declaration::BACK_MATTER))
    }

    /// The pages that a book ends with if they do not stand in the reading order.
    pub fn back_matter(&self) -> Vec<NodeId> {
        self.glossary.pages().chain(self.cited.page).collect()
    }

    fn offers<'a>(&'a self, kinds: &'a [PageKind]) -> Offers<'a> {
        Offers {
            kinds,
            comparisons: &self.comparisons,
            checklists: &self.checklists,
            instruments: &self.instruments,
        }
    }
}

impl FeatureNames for SiteFeatures {
    fn names(&self, page: NodeId, visitor: &mut dyn FnMut(EntryKind, &str, &str)) {
        glossary::search::names(&self.glossary, page, visitor);
    }

    fn detail_names(&self, page: NodeId, visitor: &mut dyn FnMut(EntryKind, &str, &str)) {
        if let Some(table) = self.comparisons.get(page) {
            comparison::search::names(table, visitor);
        }
    }
}

/// The features of one page while its references are looked up.
pub struct PageViews<'a> {
    /// The parts of the page that features keep.
    pub page: &'a PageFeatures,
    /// The indexes of the whole site.
    pub site: WholeSite<'a, SiteFeatures>,
    /// The features of the build.
    pub set: &'a FeatureSet,
    /// The files that features read.
    pub files: &'a FeatureFiles,
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
                let glossary = &resolver.read(&self.site).glossary;
                Some(glossary::resolve::terms(resolver, glossary, terms, number))
            }
            citation::declaration::BLOCK => {
                let cited = &resolver.read(&self.site).cited;
                Some(citation::resolve::sources(resolver, &self.files.sources.bibliography, cited))
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
                let list = resolver.read(&self.site).checklists.get(node)?.0.get(block.number)?;
                Some(checklist::resolve::embedded(resolver, node, list))
            }
            _ => None,
        }
    }

    fn role(&self, resolver: &mut Resolver<'_>, role: &Role, span: Option<&SourceSpan>) -> Printed {
        let site = resolver.read(&self.site);
        match role.name {
            glossary::declaration::ROLE => {
                glossary::resolve::role(resolver, &site.glossary, role, span)
            }
            citation::declaration::ROLE => {
                let (sources, cited) = (&self.files.sources.bibliography, &site.cited);
                citation::resolve::citation(resolver, sources, cited, role, span)
            }
            _ => Printed::Html(String::new()),
        }
    }

    fn directive(
        &self,
        resolver: &mut Resolver<'_>,
        directive: &Directive,
    ) -> Result<Option<Printed>, NoSuchDirective> {
        let name = directive.name.as_str();
        if name == figure::declaration::DIRECTIVE {
            return Ok(figure::resolve::directive(resolver, directive));
        }
        let site = resolver.read(&self.site);
        let kinds = self.set.page_kinds();
        let offers = site.offers(&kinds);
        Ok(match name {
            checklist::declaration::DIRECTIVE => {
                checklist::resolve::directive(resolver, &site.checklists, directive)
            }
            comparison::declaration::DIRECTIVE => {
                comparison::extract::directive(resolver, &site.comparisons, directive)
            }
            page_list::declaration::CARD_DIRECTIVE => {
                page_list::card::directive(resolver, &offers, directive)
            }
            page_list::declaration::DIRECTIVE => {
                page_list::list::directive(resolver, &offers, directive)
            }
            glossary::declaration::DIRECTIVE => {
                let used = self.page.terms.as_deref().map_or(&[][..], |terms| &terms.used);
                glossary::resolve::directive(resolver, &site.glossary, used, directive)
            }
            _ => return Err(NoSuchDirective),
        })
    }
}
