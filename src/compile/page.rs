//! [`PageStage`]: renders one page of the site, or reuses it from the last build.
//!
//! Three keys decide whether a page is rendered, each dearer than the one before: its file and
//! everything that all pages share; the dependencies of its view, with every reference looked up
//! and other pages by their keys; the view itself.

use std::collections::{BTreeMap, HashMap};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use crate::base::diagnostic::{Code, Diagnostic, Place};
use crate::base::fingerprint::{Fingerprint, FingerprintHasher};
use crate::base::outputs::Output;
use crate::base::paths::Route;
use crate::book::markdown::MarkdownCopy;
use crate::features::page::PageFeatures;
use crate::features::site::PageViews;
use crate::page::parse::Page;
use crate::page::special_page::SpecialPage;
use crate::render::engine::Engine;
use crate::render::key;
use crate::render::nav::Nav;
use crate::render::page::{self, PageInput};
use crate::render::shared::SharedValues;
use crate::resolve::pages as views;
use crate::resolve::resolver::{self, ResolvedBody};
use crate::site::tree::{Node, NodeId, NodeKind};

use crate::compile::render_input::RenderInput;

/// A page as the last build left it.
#[derive(Clone)]
pub(super) struct CachedPage {
    /// The fingerprint of the file and of everything that all pages share.
    input_key: Fingerprint,
    /// The fingerprint of everything that the references of the page were looked up in; `None` if
    /// they embed other pages or gave a diagnostic.
    lookups: Option<Fingerprint>,
    /// The fingerprint of the resolved body.
    references: Fingerprint,
    /// The fingerprint of everything that the view is made of.
    dependencies: Fingerprint,
    /// The fingerprint of the view.
    pub(super) view: Fingerprint,
    pub(super) output: Option<Output>,
    /// The body that the template got.
    pub(super) body: Option<page::RenderedBody>,
    /// The copy of the page in Markdown, if the site has copies.
    pub(super) copy: Option<Output>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl CachedPage {
    /// An entry without an output, under the key of everything that the page reads.
    fn empty(input_key: Fingerprint) -> Self {
        Self {
            input_key,
            lookups: None,
            references: Fingerprint::default(),
            dependencies: Fingerprint::default(),
            view: Fingerprint::default(),
            output: None,
            body: None,
            copy: None,
            diagnostics: Vec::new(),
        }
    }

    /// Copies what was rendered from an entry with an equal view.
    fn reuse_output(&mut self, previous: &Self) {
        self.output.clone_from(&previous.output);
        self.body.clone_from(&previous.body);
        self.copy.clone_from(&previous.copy);
    }
}

/// The way in which the files of a page were made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PageOutcome {
    /// The files of the page are those of the last build.
    Reused,
    /// The template of the page was rendered.
    Rendered,
    /// The page could not be rendered.
    Failed,
}

/// A pass over all pages, shared between threads.
pub(super) struct PageStage<'a> {
    pub(super) input: &'a RenderInput<'a>,
    pub(super) shared: &'a SharedValues,
    pub(super) navs: &'a BTreeMap<Option<NodeId>, Arc<Nav>>,
    pub(super) input_key: Fingerprint,
    pub(super) previous: &'a HashMap<Route, CachedPage>,
    pub(super) left_out: Option<&'static str>,
}

impl PageStage<'_> {
    /// The cache entry of a page, and how it was made.
    pub(super) fn page(&self, id: NodeId) -> (CachedPage, PageOutcome) {
        let input = self.input;
        let node = &input.site.nodes[id];
        let path = node.summary.as_ref().map(|s| &s.path);
        let file = path.and_then(|path| input.parsed.page(path));
        let file_key = file.map(|entry| entry.key);
        let input_key = Fingerprint::of(&(self.input_key, file_key, path));
        let previous = self.previous.get(&node.route);
        if let Some(entry) = previous.filter(|entry| entry.input_key == input_key) {
            return (entry.clone(), PageOutcome::Reused);
        }
        let page = file.and_then(|entry| entry.page.as_deref());
        let lookups = Fingerprint::of(&(
            file_key,
            path,
            input.site.lookup_key,
            input.lookup_key,
            input.theme.fingerprint,
        ));
        let mut entry = CachedPage::empty(input_key);
        let mut body = None;
        match previous.filter(|previous| previous.lookups == Some(lookups)) {
            Some(previous) => {
                entry.lookups = previous.lookups;
                entry.references = previous.references;
            }
            None => body = Some(self.look_up(id, page, lookups, &mut entry)),
        }
        let (Some(nav), Some(engine)) = (self.navs.get(&node.part), input.engine) else {
            return (entry, PageOutcome::Failed);
        };
        entry.dependencies = self.dependencies(id, file_key, entry.references, nav);
        let previous = previous.filter(|previous| previous.output.is_some());
        if let Some(previous) =
            previous.filter(|previous| previous.dependencies == entry.dependencies)
        {
            entry.view = previous.view;
            entry.reuse_output(previous);
            return (entry, PageOutcome::Reused);
        }
        let body = body.unwrap_or_else(|| body_of(self.input, id, page).0);
        let page_input = self.view(id, page, body);
        entry.view = key::of(&page_input, nav.fingerprint, self.shared.fingerprint, self.left_out);
        if let Some(previous) = previous.filter(|previous| previous.view == entry.view) {
            entry.reuse_output(previous);
            return (entry, PageOutcome::Reused);
        }
        if !engine.has(&page_input.template) {
            let missing = self.missing_template(id, &page_input.template, engine);
            entry.diagnostics.push(missing);
            return (entry, PageOutcome::Failed);
        }
        let copy = copy(&page_input);
        match page::render(page_input, nav, self.shared, engine) {
            Ok(rendered) => {
                entry.copy = copy.map(|copy| {
                    let (body, urls) = (rendered.body.clone(), self.input.urls.clone());
                    let key = Fingerprint::of(&("copy", entry.view, &urls));
                    Output::lazy(key, move || copy.write(&body, &urls).into_bytes())
                });
                entry.output = Some(Output::bytes(rendered.bytes));
                entry.body = Some(rendered.body);
            }
            Err(diagnostic) => entry.diagnostics.push(diagnostic),
        }
        (entry, PageOutcome::Rendered)
    }

    /// Resolves every reference of a page, and records the result in its cache entry.
    fn look_up(
        &self,
        id: NodeId,
        page: Option<&Page>,
        lookups: Fingerprint,
        entry: &mut CachedPage,
    ) -> ResolvedBody {
        let (body, diagnostics) = body_of(self.input, id, page);
        // Embedded components, and hints of diagnostics, show more of other pages than look-ups
        // read.
        let is_plain =
            body.components.iter().all(|component| component.is_local) && diagnostics.is_empty();
        entry.lookups = is_plain.then_some(lookups);
        entry.references = Fingerprint::of(&body);
        entry.diagnostics = diagnostics;
        body
    }

    /// The fingerprint of everything that [`PageStage::view`] reads. It costs far less than the
    /// view, for the many pages that a change of the site does not affect.
    fn dependencies(
        &self,
        id: NodeId,
        file: Option<Fingerprint>,
        references: Fingerprint,
        nav: &Nav,
    ) -> Fingerprint {
        let site = self.input.site;
        let node = &site.nodes[id];
        let mut dependencies =
            PageDependencies { hasher: FingerprintHasher::default(), left_out: self.left_out };
        let link = |id: NodeId| site.nodes[id].link_key;
        let section = views::section_of(site, id);
        let is_section = section == id;
        // A file that moved may keep its content and its address.
        let path = node.summary.as_ref().map(|summary| &summary.path);
        dependencies.add("facts.file", &(file, path));
        dependencies.add("facts.route", &(node.kind.as_str(), &node.route, link(id)));
        dependencies.add("facts.shared", &(self.input.lookup_key, self.shared.fingerprint));
        dependencies.add("facts.nav", &nav.fingerprint);
        dependencies.add("facts.references", &references);
        dependencies.all("facts.ancestors", site.ancestors(id).into_iter().map(link));
        dependencies.add("facts.lower", &node.lower.map(link));
        dependencies.add("facts.higher", &node.higher.map(link));
        dependencies.add("facts.part", &node.part.map(link));
        dependencies.all("facts.backlinks", views::mentions(node).map(link));
        dependencies.all("facts.compared_in", node.mentions_of.iter().copied().map(link));
        dependencies.add("facts.section", &link(section));
        // The search page lists everything on the site.
        let lists_all = site.special_pages.get(&SpecialPage::Search) == Some(&id);
        dependencies.add("facts.index", &lists_all.then_some(self.input_key));
        let children = site.nav_children(section).filter(|_| is_section);
        dependencies.all("facts.children", children.map(link));
        dependencies.hasher.fingerprint()
    }

    /// The input of the template of a page.
    fn view(&self, id: NodeId, page: Option<&Page>, body: ResolvedBody) -> PageInput {
        let RenderInput { site, config, urls, .. } = self.input;
        let node = &site.nodes[id];
        let summary = node.summary.as_ref();
        let template = summary.and_then(|s| s.template.as_ref()).map(|key| key.text.clone());
        PageInput {
            template: template.unwrap_or_else(|| default_template(node).to_owned()),
            page: views::page(
                site,
                id,
                page.map(|page| (page, &body)),
                &**self.input.features,
                config,
                urls,
            ),
            components: body.components,
            section: views::section(site, id, urls),
            route: node.route.clone(),
            source: summary.map(|s| s.path.clone()),
        }
    }

    fn missing_template(&self, id: NodeId, name: &str, engine: &Engine) -> Diagnostic {
        let summary = self.input.site.nodes[id].summary.as_deref();
        let message = format!("there is no template `{name}`");
        let place = summary.and_then(|summary| {
            let key = summary.template.as_ref()?;
            let text = self.input.parsed.page(&summary.path)?.source.text(&summary.path).ok()?;
            Some(Place::span(&summary.path, &text, key.span.clone()))
        });
        let diagnostic = match place {
            Some(place) => Diagnostic::error(Code::MissingTemplate, message, place),
            None => Diagnostic::global(Code::MissingTemplate, message),
        };
        diagnostic.did_you_mean(engine.nearest(name))
    }
}

/// The body of a page with every reference resolved, and the diagnostics of broken ones.
pub(super) fn body_of(
    input: &RenderInput<'_>,
    id: NodeId,
    page: Option<&Page>,
) -> (ResolvedBody, Vec<Diagnostic>) {
    let Some(page) = page else {
        return (ResolvedBody::default(), Vec::new());
    };
    let path = &page.summary.path;
    let text = || match input.parsed.page(path) {
        Some(entry) => entry.source.text(path).unwrap_or_default(),
        None => Arc::default(),
    };
    let none = PageFeatures::default();
    let features = PageViews {
        page: input.parsed.page(path).map_or(&none, |entry| &entry.features),
        site: input.features,
        set: input.feature_set,
        files: input.feature_files,
    };
    let lookup = resolver::ResolveInput {
        site: input.site,
        urls: input.urls,
        directives: input.directives,
        features: &features,
    };
    resolver::resolve(page, id, lookup, &text)
}

/// The input of the copy of a page in Markdown, if it has one.
fn copy(page_input: &PageInput) -> Option<MarkdownCopy> {
    page_input.page.markdown_path.as_ref()?;
    let below = page_input
        .section
        .children
        .iter()
        .map(|page| (page.title.clone(), page.description.clone(), page.permalink.clone()));
    Some(MarkdownCopy {
        route: page_input.route.clone(),
        title: page_input.page.title.clone(),
        description: page_input.page.description.clone(),
        below: below.collect(),
    })
}

fn default_template(node: &Node) -> &'static str {
    match (node.summary.as_ref().and_then(|s| s.special_page), node.kind) {
        (Some(special_page), _) => special_page.template(),
        (None, NodeKind::Home) => "index.html",
        (None, NodeKind::Section) => "section.html",
        (None, NodeKind::Page) => "page.html",
    }
}

struct PageDependencies {
    hasher: FingerprintHasher,
    /// The name of a dependency to leave out, for the test that such a gap is caught.
    left_out: Option<&'static str>,
}

impl PageDependencies {
    fn add<T: Hash + ?Sized>(&mut self, name: &str, value: &T) {
        if self.left_out != Some(name) {
            value.hash(&mut self.hasher);
            self.hasher.write_u8(0xfe);
        }
    }

    fn all(&mut self, name: &str, keys: impl Iterator<Item = Fingerprint>) {
        if self.left_out != Some(name) {
            keys.for_each(|key| key.hash(&mut self.hasher));
            self.hasher.write_u8(0xfd);
        }
    }
}
