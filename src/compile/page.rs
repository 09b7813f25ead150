//! [`PageStage`]: renders one page of the site, or reuses it from the last build.
//!
//! A page is rendered if the key of its [`PageFacts`] is new. Its references are looked up only if
//! its file or anything that look-ups read is new: what they became is one of the facts.

use std::cell::LazyCell;
use std::cell::OnceCell;
use std::collections::HashMap;
use std::sync::Arc;

use crate::base::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::base::fingerprint::{Fingerprint, Keyed};
use crate::base::outputs::Output;
use crate::base::paths::{OutputPath, Route};
use crate::book::markdown::MarkdownCopy;
use crate::features::page::PageFeatures;
use crate::features::site::PageViews;
use crate::page::parse::Page;
use crate::render::engine::Engine;
use crate::render::engine::SharedValues;
use crate::render::nav::Nav;
use crate::render::page::{self, PageInput};
use crate::resolve::facts::PageFacts;
use crate::resolve::long_list::LongList;
use crate::resolve::page_view::PageView;
use crate::resolve::resolver::{self, Resolution, ResolvedBody, WholeSite};
use crate::resolve::view::LinkView;
use crate::site::tree::NodeId;

use crate::compile::navigation::Navigations;
use crate::compile::render_input::RenderInput;

/// A page as the last build left it.
#[derive(Clone, Default)]
pub(super) struct CachedPage {
    /// The fingerprint of everything that the references of the page were looked up in; `None` if
    /// more of the site was read.
    lookups: Option<Fingerprint>,
    /// The fingerprint of the resolved body.
    references: Fingerprint,
    /// The fingerprint of everything that the page is made of.
    pub(super) key: Fingerprint,
    pub(super) output: Option<Output>,
    /// The body that the template got.
    pub(super) body: Option<page::RenderedBody>,
    /// The copy of the page in Markdown, if the site has copies.
    pub(super) copy: Option<Output>,
    /// The pages with the lists of which the page shows the beginning.
    pub(super) lists: Vec<(OutputPath, Output)>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// A pass over all pages, shared between threads.
pub(super) struct PageStage<'a> {
    pub(super) input: &'a RenderInput<'a>,
    pub(super) shared: &'a SharedValues,
    pub(super) navs: &'a Navigations,
    pub(super) previous: &'a HashMap<Route, CachedPage>,
}

impl PageStage<'_> {
    /// The cache entry of a page, and whether its template was rendered.
    pub(super) fn page(&self, id: NodeId) -> (CachedPage, bool) {
        let input = self.input;
        let node = &input.site.nodes[id];
        let file = input.parsed.file_of(node);
        let previous = self.previous.get(&node.route);
        let site_key = (input.site.lookup_key, input.site.linked_titles(id));
        let lookups = Fingerprint::of(&(&file, input.site.link(id), site_key, input.lookup_key));
        let page = file.as_deref().copied();
        let mut entry = CachedPage::default();
        let mut body = None;
        match previous.filter(|previous| previous.lookups == Some(lookups)) {
            Some(previous) => {
                entry.lookups = previous.lookups;
                entry.references = previous.references;
            }
            None => body = Some(self.look_up(id, page, lookups, &mut entry)),
        }
        let Some((nav, engine)) = self.navs.of(input.site, id).zip(input.engine) else {
            return (entry, false);
        };
        let body = move || body.unwrap_or_else(|| body_of(input, id, page));
        let body = Keyed::new(entry.references, LazyCell::new(Box::new(body) as Box<_>));
        let features = &**input.features;
        let facts = PageFacts::of(input.site, id, (file, body), features, input.config, input.urls);
        entry.key = Fingerprint::of(&(&facts, nav.fingerprint(), self.shared.fingerprint));
        let named = node.summary.as_ref().and_then(|s| s.front.template.as_ref());
        let usual = PageInput::usual_template(&facts);
        let has_templates = input.config.content.has_theme_folders();
        let exists = |name: &str| name == usual || has_templates && engine.has(name);
        if let Some(missing) = named.filter(|template| !exists(&template.value)) {
            entry.diagnostics.push(self.missing_template(id, &missing.value, usual, engine));
        }
        let previous = previous.filter(|previous| previous.output.is_some());
        if let Some(previous) = previous.filter(|previous| previous.key == entry.key) {
            entry.output.clone_from(&previous.output);
            entry.body.clone_from(&previous.body);
            entry.copy.clone_from(&previous.copy);
            entry.lists.clone_from(&previous.lists);
            return (entry, false);
        }
        let mut page_input = PageInput::of(&facts);
        if !exists(&page_input.template) {
            usual.clone_into(&mut page_input.template);
        }
        let copy = copy(&page_input);
        for list in facts.long_backlinks().iter().chain(&facts.body.long_lists) {
            match self.list(list, &page_input, &nav, engine) {
                Ok(list) => entry.lists.extend(list),
                Err(diagnostic) => entry.diagnostics.push(diagnostic),
            }
        }
        match page::render(page_input, &nav, self.shared, engine, input.spool) {
            Ok((output, body)) => {
                entry.copy = copy.map(|copy| {
                    let (body, urls) = (body.clone(), input.urls.clone());
                    let key = Fingerprint::of(&("copy", entry.key));
                    Output::lazy(key, move || copy.write(&body.html(), &urls).into_bytes())
                });
                entry.output = Some(output);
                entry.body = Some(body);
            }
            Err(diagnostic) => entry.diagnostics.push(diagnostic),
        }
        (entry, true)
    }

    /// Resolves every reference of a page, and records the result in its cache entry.
    fn look_up<'p>(
        &self,
        id: NodeId,
        page: Option<&'p Page>,
        lookups: Fingerprint,
        entry: &mut CachedPage,
    ) -> ResolvedBody<'p> {
        let Some(resolution) = resolution(self.input, id, page) else {
            entry.lookups = Some(lookups);
            return ResolvedBody::default();
        };
        entry.lookups = resolution.is_plain.then_some(lookups);
        entry.references = Fingerprint::of(&resolution.body);
        entry.diagnostics = resolution.diagnostics;
        resolution.body
    }

    /// The page with a list of which the page `of` shows the beginning.
    fn list(
        &self,
        list: &LongList,
        of: &PageInput,
        nav: &Nav,
        engine: &Engine,
    ) -> Result<Option<(OutputPath, Output)>, Diagnostic> {
        let RenderInput { site, urls, theme, .. } = self.input;
        let Ok(path) = of.route.file(&list.file) else {
            return Ok(None);
        };
        let above = site.by_route.get(&of.route).map(|id| LinkView::of(&site.link(*id), urls));
        let page = PageView {
            kind: "links",
            title: theme.string("links_title").replace("{}", &list.title),
            links: list.pages.clone(),
            ancestors: of.page.ancestors.iter().cloned().chain(above).collect(),
            part: of.page.part.clone(),
            noindex: true,
            path: urls.file(&path),
            permalink: urls.file_permalink(&path),
            reading_time: 1,
            extra: Arc::clone(&of.page.extra),
            ..PageView::default()
        };
        let input = PageInput {
            template: "links.html".to_owned(),
            page,
            components: Vec::new(),
            section: of.section.clone(),
            route: of.route.clone(),
            source: of.source.clone(),
        };
        let (nav, spool) = (nav.without_current(), self.input.spool);
        let (output, _) = page::render(input, &nav, self.shared, engine, spool)?;
        Ok(Some((path, output)))
    }

    /// The fault of a page that asks for a template that the site does not have. In a folder without
    /// a configuration, which has no templates, the key is that of another tool.
    fn missing_template(&self, id: NodeId, name: &str, usual: &str, engine: &Engine) -> Diagnostic {
        let summary = self.input.site.nodes[id].summary.as_deref();
        let place = summary.and_then(|summary| {
            let key = summary.front.template.as_ref()?;
            let text = self.input.parsed.page(&summary.path)?.source.text(&summary.path).ok()?;
            Some(Place::span(&summary.path, &text, key.span.clone()))
        });
        let is_foreign = !self.input.config.content.has_theme_folders();
        let message = if is_foreign {
            format!("`{name}` is a template of another tool")
        } else {
            format!("there is no template `{name}`")
        };
        let mut diagnostic = match place {
            Some(place) => Diagnostic::error(Code::MissingTemplate, message, place),
            None => Diagnostic::global(Code::MissingTemplate, message),
        };
        if is_foreign {
            diagnostic.severity = Severity::Warning;
            return diagnostic.hint(format!(
                "the page is drawn with `{usual}` of the theme; with a `handbook.toml`, a folder has \
                 templates of its own"
            ));
        }
        match engine.nearest(name) {
            Some(near) => diagnostic.did_you_mean(Some(near)),
            None => diagnostic.hint(format!("correct the name, or add `templates/{name}`")),
        }
    }
}

/// The body of a page with every reference resolved.
pub(super) fn body_of<'p>(
    input: &RenderInput<'_>,
    id: NodeId,
    page: Option<&'p Page>,
) -> ResolvedBody<'p> {
    resolution(input, id, page).map(|resolution| resolution.body).unwrap_or_default()
}

/// The references of a page, resolved.
fn resolution<'p>(
    input: &RenderInput<'_>,
    id: NodeId,
    page: Option<&'p Page>,
) -> Option<Resolution<'p>> {
    let page = page?;
    let path = &page.summary.path;
    // All diagnostics of the page share its text.
    let held: OnceCell<Arc<str>> = OnceCell::new();
    let read = || match input.parsed.page(path) {
        Some(entry) => entry.source.text(path).unwrap_or_default(),
        None => Arc::default(),
    };
    let text = || held.get_or_init(read).clone();
    let none = PageFeatures::default();
    let features = PageViews {
        page: input.parsed.page(path).map_or(&none, |entry| &entry.features),
        site: WholeSite::new(input.features),
        set: input.feature_set,
        files: input.feature_files,
    };
    let lookup = resolver::ResolveInput {
        site: WholeSite::new(input.site),
        urls: input.urls,
        allowed: &input.config.security,
        directives: input.directives,
        features: &features,
    };
    Some(resolver::resolve(page, id, lookup, &text))
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
