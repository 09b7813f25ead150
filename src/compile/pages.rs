//! [`PageCache`]: the memo of rendered pages.
//!
//! After an edit that leaves everything that pages share as it was, only pages whose files changed
//! are looked at; else the facts of every page are, and a page is rendered if they changed.

use std::collections::{BTreeMap, HashMap};

use rayon::iter::{IndexedParallelIterator, IntoParallelIterator, ParallelIterator};

use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::fingerprint::Fingerprint;
use crate::base::outputs::{Output, Outputs};
use crate::base::paths::{OutputPath, Route, SourcePath};
use crate::page::special_page::SpecialPage;
use crate::render::engine::{Engine, SharedValues};
use crate::render::offline;
use crate::render::page::{self, PageInput};
use crate::render::policy;
use crate::resolve::page_view::{MARKDOWN_COPY, report_address};
use crate::resolve::view::{ConfigView, LinkView, PlacesView, SharedView};
use crate::site::nav_groups::LONGEST_LIST;
use crate::site::tree::{NodeId, Site};

use crate::compile::files::{self, feed_address};
use crate::compile::navigation::{NavMemo, Navigations, all_pages};
use crate::compile::page::{CachedPage, PageStage};
use crate::compile::progress::BuildRun;
use crate::compile::render_input::RenderInput;

/// The most pages that one thread takes at a time: few enough that no thread waits long for
/// another.
const PAGES_A_TASK: usize = 128;

/// The rendered pages of the last build.
#[derive(Default)]
pub(super) struct PageCache {
    entries: HashMap<Route, CachedPage>,
    navs: NavMemo,
    /// The synthetic pages, which have no file, by name.
    synthetic_pages: BTreeMap<&'static str, (Fingerprint, Output)>,
    last: Option<LastBuild>,
}

/// The parts of the last build that an edit of one page does not change.
struct LastBuild {
    /// The fingerprint of everything that pages share.
    input_key: Fingerprint,
    /// The navigation of each page.
    navs: Navigations,
    /// The files of all pages.
    outputs: Outputs,
}

/// A page, its cache entry, and whether its template was rendered.
type PageResult = (Route, CachedPage, bool);

impl PageCache {
    /// Renders the pages that changed and adds every page to `outputs`. Gives the routes of those
    /// that were rendered, sorted. `input_key` is the fingerprint of everything that pages share.
    pub(super) fn render(
        &mut self,
        input: &RenderInput<'_>,
        input_key: Fingerprint,
        run: &BuildRun,
        outputs: &mut Outputs,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<String> {
        let shared = shared_values(input);
        let (mut ids, mut last) = match self.last.take() {
            // Of two equal sites, only pages that were parsed anew can differ.
            Some(last) if last.input_key == input_key => (fresh_pages(input), last),
            other => {
                let RenderInput { site, urls, engine, .. } = input;
                let navs = engine.map(|engine| {
                    let by = (&shared, engine);
                    Navigations::render(site, urls, by, &mut self.navs, diagnostics)
                });
                let last = LastBuild {
                    input_key,
                    navs: navs.unwrap_or_default(),
                    outputs: other.map(|last| last.outputs).unwrap_or_default(),
                };
                ((0..input.site.nodes.len()).collect(), last)
            }
        };
        // The search page takes the longest by far, so it is begun first.
        let search = input.site.special_pages.get(&SpecialPage::Search);
        ids.sort_by_key(|id| Some(id) != search);
        let stage = PageStage { input, shared: &shared, navs: &last.navs, previous: &self.entries };
        let done: Vec<PageResult> = ids
            .into_par_iter()
            .with_max_len(PAGES_A_TASK)
            .map(|id| {
                let (entry, is_rendered) = stage.page(id);
                run.step();
                (input.site.nodes[id].route.clone(), entry, is_rendered)
            })
            .collect();
        let rendered = done.iter().filter(|(.., is_rendered)| *is_rendered);
        let mut rendered: Vec<String> = rendered.map(|(route, ..)| route.to_string()).collect();
        rendered.sort();
        self.replace(done, &mut last.outputs, input.site);
        let routes = input.site.nodes.iter().map(|node| &node.route);
        for entry in routes.filter_map(|route| self.entries.get(route)) {
            diagnostics.extend(entry.diagnostics.iter().cloned());
        }
        outputs.clone_from(&last.outputs);
        for synthetic_page in files::synthetic_pages(input) {
            match self.synthetic_page(input, &shared, &last.navs, synthetic_page) {
                Ok(page) => outputs.extend(page),
                Err(diagnostic) => diagnostics.push(diagnostic),
            }
        }
        merge_template_faults(diagnostics);
        // A navigation that failed must report that again.
        self.last = Some(last).filter(|last| last.navs.is_complete);
        rendered
    }

    /// Replaces cache entries and outputs by new ones. `done` holds either all pages of the site,
    /// or some of them if the pages are those of the last build.
    fn replace(&mut self, done: Vec<PageResult>, outputs: &mut Outputs, site: &Site) {
        let is_new = |(route, ..): &PageResult| !self.entries.contains_key(route);
        let is_whole_site = done.len() == site.nodes.len();
        let has_other_pages = self.entries.len() != done.len() || done.iter().any(is_new);
        if is_whole_site && has_other_pages {
            self.entries.clear();
            outputs.clear();
        }
        // If there are no outputs, those of reused pages are missing, too.
        let are_reusable = !outputs.is_empty();
        for (route, entry, is_rendered) in done {
            if !are_reusable || is_rendered || entry.output.is_none() {
                let mut put = |path, output: Option<Output>| match output {
                    Some(output) => outputs.insert(path, output),
                    None => outputs.remove(&path),
                };
                put(route.output(), entry.output.clone());
                if let Ok(path) = route.file(MARKDOWN_COPY) {
                    put(path, entry.copy.clone());
                }
                for (path, _) in self.entries.get(&route).iter().flat_map(|entry| &entry.lists) {
                    put(path.clone(), None);
                }
                for (path, list) in &entry.lists {
                    put(path.clone(), Some(list.clone()));
                }
            }
            self.entries.insert(route, entry);
        }
    }

    /// The body of a page as its template got it, and the fingerprint of everything that it
    /// is made of.
    pub(super) fn body(&self, route: &Route) -> Option<(page::RenderedBody, Fingerprint)> {
        let entry = self.entries.get(route)?;
        Some((entry.body.clone()?, entry.key))
    }

    /// Renders a synthetic page, unless its input is that of the last build; `None` if templates do
    /// not compile.
    fn synthetic_page(
        &mut self,
        input: &RenderInput<'_>,
        shared: &SharedValues,
        navs: &Navigations,
        (name, page_input): (&'static str, PageInput),
    ) -> Result<Option<(OutputPath, Output)>, Diagnostic> {
        let Some((nav, engine)) = navs.of(input.site, 0).zip(input.engine) else {
            return Ok(None);
        };
        let key = Fingerprint::of(&(&page_input, nav.fingerprint(), shared.fingerprint));
        let output = match self.synthetic_pages.get(name) {
            Some((known, output)) if *known == key => output.clone(),
            _ => {
                let output = page::render(page_input, &nav, shared, engine, input.spool)?.0;
                self.synthetic_pages.insert(name, (key, output.clone()));
                output
            }
        };
        Ok(OutputPath::new(name).ok().map(|path| (path, output)))
    }
}

/// The pages that were parsed since the last build.
fn fresh_pages(input: &RenderInput<'_>) -> Vec<NodeId> {
    let fresh = &input.parsed.fresh;
    let is_fresh = |id: &NodeId| {
        let summary = input.site.nodes[*id].summary.as_ref();
        summary.is_some_and(|summary| fresh.contains(&summary.path))
    };
    (0..input.site.nodes.len()).filter(is_fresh).collect()
}

/// The values that every template can use, such as `config` and `strings`.
pub(super) fn shared_values(input: &RenderInput<'_>) -> SharedValues {
    let RenderInput { site, config, urls, theme, .. } = input;
    let config = ConfigView {
        title: config.title.clone(),
        description: config.description.clone(),
        base_url: config.base_url.clone(),
        base_path: config.base_path.clone(),
        language: config.language.clone(),
        author: config.author.clone(),
        feed_url: feed_address(input),
        report_url: report_address(&config.report_url, "", ""),
        content_security_policy: policy::meta_policy(&config.security),
        worker_path: config.offline.then(|| format!("{}{}", urls.base_path, offline::WORKER)),
        extra: config.extra.clone(),
    };
    let link = |id| LinkView::of(&site.link(id), urls);
    let asks_for_all = input.engine.is_some_and(Engine::asks_for_all_pages);
    let special = |page| site.special_pages.get(&page).map(|id| link(*id));
    let view = SharedView {
        config,
        strings: &theme.strings,
        parts: site.nav_children(0).take(LONGEST_LIST).map(link).collect(),
        footer: site.footer().take(LONGEST_LIST).map(link).collect(),
        all_pages: if asks_for_all { all_pages(site, 0, urls) } else { Vec::new() },
        places: PlacesView {
            search: special(SpecialPage::Search),
            settings: special(SpecialPage::Settings),
            print: special(SpecialPage::Print),
        },
    };
    SharedValues::new(&view, theme.fingerprint)
}

/// Reports a fault of a template once, with the number of other pages: it shows on every page that
/// uses the template.
pub(super) fn merge_template_faults(diagnostics: &mut Vec<Diagnostic>) {
    let mut counts: BTreeMap<_, usize> = BTreeMap::new();
    diagnostics.retain(|diagnostic| {
        let Some(key) = template_fault(diagnostic) else {
            return true;
        };
        let count = counts.entry(key).or_default();
        *count += 1;
        *count == 1
    });
    for diagnostic in diagnostics {
        match template_fault(diagnostic).and_then(|key| counts.get(&key)) {
            Some(2) => diagnostic.hints.push("the same happens on one more page".to_owned()),
            Some(count) if *count > 2 => {
                diagnostic.hints.push(format!("the same happens on {} more pages", count - 1));
            }
            _ => {}
        }
    }
}

/// The key of a fault of a template, if the diagnostic is one: file, position and message.
fn template_fault(diagnostic: &Diagnostic) -> Option<(SourcePath, usize, String)> {
    let place = diagnostic
        .place
        .as_ref()
        .filter(|_| matches!(diagnostic.code, Code::TemplateError | Code::TemplateTooLarge))?;
    Some((
        place.path.clone(),
        place.excerpt.as_ref().map_or(0, |e| e.range.start),
        diagnostic.message.clone(),
    ))
}
