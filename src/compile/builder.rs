//! [`Builder::build`]: turns sources into outputs; the one call that every command uses.

use std::cell::LazyCell;
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use crate::base::diagnostic::{self, Code, Diagnostic, DiagnosticTotals};
use crate::base::fingerprint::Fingerprint;
use crate::base::outputs::{Output, Outputs, spool_lazy};
use crate::base::paths::{OutputPath, SourcePath};
use crate::base::spool::Spool;
use crate::book::order::{self, BookPage};
use crate::config::{Config, ConfigOverrides};
use crate::features::page::{FeatureWords, PageFeatures};
use crate::features::site::{FeatureFiles, FileRequest, SiteFeatures};
use crate::features::{self, FeatureSet};
use crate::hosting::plan::HostingPlan;
use crate::markdown::settings::{BodyStrings, MarkdownSettings};
use crate::page::parse::Summary;
use crate::render::engine::Engine;
use crate::render::page::RenderedBody;
use crate::resolve::directives::Directives;
use crate::resolve::theme_lint::theme_faults;
use crate::resolve::urls::Urls;
use crate::site::lock::IdLock;
use crate::site::tree::{Node, NodeId, Site, SiteInput};
use crate::source::{
    ContentFolder, STATIC, SharedTexts, Source, Sources, TEMPLATES, THEMES, folder_page_rank,
    is_page,
};
use crate::theme::Theme;
use crate::theme::unused::unused;

use crate::compile::baseline::Baseline;
use crate::compile::build::{Build, BuildStats};
use crate::compile::linked::leave_out_ignored;
use crate::compile::memo::{Memo, remember};
use crate::compile::options::{BookForm, BuildOptions};
use crate::compile::pages::PageCache;
use crate::compile::parsing::{ParseSettings, ParsedFiles};
use crate::compile::progress::{BuildRun, Progress};
use crate::compile::render_input::RenderInput;
use crate::compile::unread::drop_consequences;
use crate::compile::{book, epub, files, offline, reviews, search};

/// Builds a site again and again, and remembers the values of stages whose input did not change.
#[derive(Default)]
pub struct Builder {
    pub(super) options: BuildOptions,
    /// The listener for the progress of builds.
    pub progress: Option<Arc<dyn Progress>>,
    /// Where the outputs of a large site go; without one all stay in memory.
    pub spool: Option<Arc<Spool>>,
    pub(super) config: Memo<(Arc<Config>, Vec<Diagnostic>)>,
    pub(super) theme: Memo<(Arc<Theme>, Vec<Diagnostic>)>,
    pub(super) engine: Memo<(Option<Arc<Engine>>, Vec<Diagnostic>)>,
    /// What nothing uses of the site's templates and texts.
    pub(super) unused: Memo<Vec<Diagnostic>>,
    /// What is wrong with what the site's templates, style sheets and scripts write out.
    pub(super) theme_faults: Memo<Vec<Diagnostic>>,
    pub(super) parsed: ParsedFiles,
    pub(super) feature_files: Memo<Arc<FeatureFiles>>,
    pub(super) site: Memo<(Arc<Site>, Arc<SiteFeatures>, Vec<Diagnostic>)>,
    pub(super) features: FeatureSet,
    /// The lock file as it was read.
    pub(super) lock_file: Option<Source>,
    /// What the lock file says, and its problems.
    pub(super) lock: Memo<(Arc<IdLock>, Vec<Diagnostic>)>,
    /// The problems of the site compared with the lock file.
    pub(super) lock_diagnostics: Memo<Vec<Diagnostic>>,
    pub(super) pages: PageCache,
    pub(super) site_files: Memo<Vec<(OutputPath, Output)>>,
    pub(super) search_cache: Arc<search::SearchCache>,
    pub(super) book: book::BookCache,
}

impl Builder {
    /// A builder that remembers nothing yet.
    pub fn new(options: BuildOptions) -> Self {
        Self { options, ..Self::default() }
    }

    /// Builds with these features instead of all: for the test that takes one out.
    #[doc(hidden)]
    #[must_use]
    pub fn with_features(mut self, features: FeatureSet) -> Self {
        self.features = features;
        self
    }

    /// Builds the site from `sources`. Equal sources and options give equal outputs and
    /// diagnostics, whatever was built before.
    pub fn build(&mut self, mut sources: Sources) -> Build {
        let mut run = BuildRun::new(self.progress.clone());
        let mut diagnostics = std::mem::take(&mut sources.diagnostics);
        let config = run.stage("config", || self.load_config(&sources, &mut diagnostics));
        diagnostics.extend(leave_out_ignored(&mut sources, &config));
        let (theme, engine, urls) =
            run.stage("theme", || self.load_theme(&sources, &config, &mut diagnostics));
        let settings = self.parse_settings(&sources, &config, &theme);
        let steps = self.parsed.find_changed(&sources, &config, &settings);
        run.begin("parse", steps);
        self.parsed.parse_pages(&run, &settings, &mut diagnostics);
        self.parsed.read_assets(&sources, &config);
        run.end();
        let config = self.titled(&sources, config);
        let files =
            run.stage("sources", || self.load_feature_files(&sources, &config, &mut diagnostics));
        let (site, features, lock) = run
            .stage("site", || self.build_site(&sources, &config, &theme, &files, &mut diagnostics));
        self.lint(&site, &features, &files, &sources, &mut diagnostics);
        diagnostics.extend(self.lint_theme(&site, &theme, &config, &urls, &sources));
        let mut outputs = Outputs::new();
        let mut rendered = Vec::new();
        let mut epub = None;
        let mut hosting = HostingPlan::at(&config.base_path);
        if !site.nodes.is_empty() {
            run.begin("render", site.nodes.len());
            let directives = engine.as_deref().map(|engine| self.directives(engine));
            let input = RenderInput {
                site: &site,
                config: &config,
                theme: &theme,
                urls: &urls,
                engine: engine.as_deref(),
                directives: directives.as_ref(),
                features: &features,
                feature_set: &self.features,
                feature_files: &files,
                parsed: &self.parsed,
                lookup_key: Fingerprint::of(&(&config, &urls, files.key(), theme.fingerprint)),
                spool: self.spool.as_ref(),
                offline: self.options.offline,
            };
            let input_key = self.input_key(&input);
            rendered = self.pages.render(&input, input_key, &run, &mut outputs, &mut diagnostics);
            run.end();
            let make = || files::make(&input, input_key);
            let site_files = run.stage("whole", || remember(&mut self.site_files, input_key, make));
            run.stage("files", || {
                let index = search::add(&input, &self.search_cache, &mut outputs);
                hosting = files::add(&input, &sources, site_files, index, &mut outputs);
                // The worker lists all files that it caches, the book included.
                self.book.print(&input, &self.pages, input_key, &mut outputs);
                offline::add(&input, &mut outputs);
                self.spool.iter().for_each(|spool| spool_lazy(&outputs, spool));
            });
            if self.options.book == BookForm::Epub {
                epub = run.stage("book", || epub::make(&input, &outputs, &mut diagnostics));
            }
            self.parsed.fresh.clear();
        }
        let (known_faults, left_out) = self.settle(&sources, &site, &config, &mut diagnostics);
        Build {
            outputs,
            hosting,
            epub,
            diagnostics,
            known_faults,
            left_out,
            stats: BuildStats {
                pages: site.nodes.len(),
                parsed: steps,
                rendered,
                stages: run.times,
            },
            config: Some(config),
            page_files: self.parsed.page_files(),
            site,
            lock,
            features,
        }
    }

    /// The configuration of these sources; what is wrong with it, a build says.
    pub fn config_of(&mut self, sources: &Sources) -> Arc<Config> {
        self.load_config(sources, &mut Vec::new())
    }

    /// The pages of the book of the last build with their bodies as their templates got them, for
    /// the test of their copies. Pages that could not be rendered are left out.
    #[doc(hidden)]
    pub fn book(&self) -> Vec<(BookPage, RenderedBody)> {
        let Some((_, (site, features, _))) = &self.site else {
            return Vec::new();
        };
        let pages = order::pages(site, &features.back_matter()).into_iter();
        let rendered = |page: BookPage| self.pages.body(&page.route).map(|(body, _)| (page, body));
        pages.filter_map(rendered).collect()
    }

    /// The fingerprint of everything that the pages of a site share.
    fn input_key(&self, input: &RenderInput<'_>) -> Fingerprint {
        Fingerprint::of(&(
            self.site.as_ref().map(|(key, _)| *key),
            input.feature_files.key(),
            input.config,
            input.theme.fingerprint,
            input.urls,
        ))
    }

    /// The input of parsing besides files.
    fn parse_settings(&self, sources: &Sources, config: &Config, theme: &Theme) -> ParseSettings {
        ParseSettings {
            markdown: MarkdownSettings {
                markdown: config.markdown.clone(),
                base_url: config.base_url.clone(),
                strings: body_strings(theme),
                work_limit: self.options.work_limit,
                locks_ids: sources.get(config.content.lock().as_str()).is_some(),
            },
            features: self.features.clone(),
            words: FeatureWords::new(&theme.strings),
            known: self.parsed.known_references(&self.features, sources, config),
        }
    }

    /// The directives that pages of the site can use.
    fn directives(&self, engine: &Engine) -> Directives {
        let components: Vec<&str> = features::components().collect();
        engine.directives(self.features.directives(), &components)
    }

    /// Takes out the faults that the baseline knows, gives the others their levels, and leaves out those
    /// of each file that are too many to mend at once. Gives the number of the first and the totals of
    /// the last.
    fn settle(
        &self,
        sources: &Sources,
        site: &Site,
        config: &Config,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> (usize, DiagnosticTotals) {
        diagnostic::sort(diagnostics);
        // Before the levels: one that hides a fault does not mend it.
        let known = self.take_known_faults(sources, site, diagnostics);
        drop_consequences(&config.content, &sources.config, diagnostics);
        config.lints.and(&self.options.lints).apply(&config.content, diagnostics);
        diagnostic::sort(diagnostics);
        let limited = self.options.baseline.then(|| diagnostic::limit(diagnostics));
        (known, limited.unwrap_or_default())
    }

    /// Takes out the faults that the baseline knows, and gives their number.
    fn take_known_faults(
        &self,
        sources: &Sources,
        site: &Site,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> usize {
        if !self.options.baseline {
            return 0;
        }
        let built = LazyCell::new(|| {
            site.with_files().map(|(.., page)| page.path.as_str()).collect::<HashSet<_>>()
        });
        // The references of a page that is left out of this build, a draft, are not looked up.
        let is_left_out = |file: &str| {
            let path = SourcePath::new(file);
            path.is_some_and(|path| self.parsed.page(&path).is_some()) && !built.contains(file)
        };
        Baseline::read(sources, diagnostics).apply(&is_left_out, diagnostics)
    }

    /// Reports what only the whole site shows, such as reviews that are due.
    fn lint(
        &self,
        site: &Site,
        features: &SiteFeatures,
        files: &FeatureFiles,
        sources: &Sources,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        if let Some(day) = &self.options.reviews_by {
            diagnostics.extend(reviews::due_reviews(site, &self.parsed, day));
        }
        let texts = SharedTexts::of(sources);
        let page_of = |id: NodeId| {
            let path = &site.nodes.get(id)?.summary.as_ref()?.path;
            Some((&self.parsed.page(path)?.features, path, texts.get(path)?))
        };
        features.lint(files, &page_of, diagnostics);
        diagnostics.extend(self.parsed.asset_problems(site));
        if self.parsed.pages.is_empty() {
            let missing = no_content(sources, &site.content, diagnostics);
            diagnostics.extend(missing);
        }
    }

    /// Reads the files that features ask for.
    fn load_feature_files(
        &mut self,
        sources: &Sources,
        config: &Config,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Arc<FeatureFiles> {
        let pages = self.parsed.features();
        let pages = pages.filter(|(summary, _)| self.options.drafts || !summary.front.draft);
        let request = FileRequest::of(&self.features, pages, sources, config, diagnostics);
        let files = remember(&mut self.feature_files, request.key(), || Arc::new(request.load()));
        diagnostics.extend_from_slice(files.diagnostics());
        files
    }

    fn load_config(&mut self, sources: &Sources, diagnostics: &mut Vec<Diagnostic>) -> Arc<Config> {
        let file = (
            &sources.config,
            sources.config().map(Source::fingerprint),
            &sources.plain,
            &sources.hosts,
        );
        let (config, problems) =
            remember(&mut self.config, Fingerprint::of(&(file, &self.options)), || {
                let BuildOptions { base_url, output_dir, edit_url, report_url, .. } =
                    self.options.clone();
                let overrides = ConfigOverrides { base_url, output_dir, edit_url, report_url };
                let (config, problems) = Config::read(sources, &overrides);
                (Arc::new(config), problems)
            });
        diagnostics.extend(problems);
        config
    }

    /// The configuration with a title: a folder without one is named by the heading of its first
    /// page, or else by its own name.
    fn titled(&self, sources: &Sources, config: Arc<Config>) -> Arc<Config> {
        let Some(plain) = sources.plain.as_ref().filter(|_| config.title.is_empty()) else {
            return config;
        };
        let pages = self.parsed.pages.iter();
        let of_root = pages.filter(|(path, _)| path.folder() == config.content.as_str());
        let home = of_root.filter_map(|(path, page)| Some((folder_page_rank(path)?, page)));
        let home = home.min_by_key(|(rank, _)| *rank).and_then(|(_, page)| page.page.as_deref());
        let title = home.and_then(|page| page.summary.title.clone());
        let title = title.unwrap_or_else(|| plain.name.clone());
        Arc::new(Config { title, ..Config::clone(&config) })
    }

    fn load_theme(
        &mut self,
        sources: &Sources,
        config: &Config,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> (Arc<Theme>, Option<Arc<Engine>>, Urls) {
        let files: Vec<_> = [TEMPLATES, STATIC, THEMES]
            .iter()
            .flat_map(|folder| sources.of_theme(folder))
            .map(|(_, path, source)| (path, source.fingerprint()))
            .collect();
        let key = Fingerprint::of(&(files, config));
        let (theme, problems) = remember(&mut self.theme, key, || {
            let (theme, problems) = Theme::load(sources, config);
            (Arc::new(theme), problems)
        });
        diagnostics.extend(problems);
        let urls = Urls::new(config);
        let (engine, faults) =
            remember(&mut self.engine, Fingerprint::of(&(theme.fingerprint, &urls)), || {
                match Engine::new(&theme, &urls) {
                    Ok(engine) => (Some(Arc::new(engine)), Vec::new()),
                    Err(faults) => (None, faults),
                }
            });
        diagnostics.extend(faults);
        (theme, engine, urls)
    }

    /// What is wrong with the site's own templates, style sheets, scripts and texts of the interface,
    /// besides what keeps them from being read.
    fn lint_theme(
        &mut self,
        site: &Site,
        theme: &Theme,
        config: &Config,
        urls: &Urls,
        sources: &Sources,
    ) -> Vec<Diagnostic> {
        let template = |page: &Summary| page.front.template.as_ref().map(|name| name.value.clone());
        let named = site.with_files().filter_map(|(.., page)| template(page));
        let named: BTreeSet<String> = named.collect();
        // The key of the theme is that of its files and of the configuration.
        let theme_key = self.theme.as_ref().map(|(key, _)| *key);
        let file = sources.config().map(Source::fingerprint);
        let key = Fingerprint::of(&(theme_key, file, &named));
        let mut found = remember(&mut self.unused, key, || {
            let path = &sources.config;
            unused(theme, &named, (path, &sources.text(path).unwrap_or_default()))
        });
        let key = Fingerprint::of(&(theme_key, site.lookup_key));
        found.extend(remember(&mut self.theme_faults, key, || {
            theme_faults(sources, theme, site, config, urls)
        }));
        found
    }

    fn build_site(
        &mut self,
        sources: &Sources,
        config: &Config,
        theme: &Theme,
        feature_files: &FeatureFiles,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> (Arc<Site>, Arc<SiteFeatures>, Arc<IdLock>) {
        let lock = self.read_lock(sources, &config.content.lock(), diagnostics);
        let assets = self.parsed.asset_values();
        let files = files::linkable(theme, &self.parsed);
        let summaries = self.parsed.summaries();
        let listing_pages: Vec<SourcePath> = self
            .parsed
            .features()
            .filter(|(_, page)| page.lists_files())
            .map(|(summary, _)| summary.path.clone())
            .collect();
        let search_title = theme.string("search");
        let site_input = SiteInput {
            title: &config.title,
            base_url: &config.base_url,
            base_path: &config.base_path,
            content: &config.content,
            summaries: &summaries,
            assets: &assets,
            sources: feature_files.paths(),
            files: &files,
            generated_anchors: (&listing_pages, feature_files.entry_ids()),
            repository: &sources.repository,
            linked: &sources.linked,
            search: config.generate_search.then_some(search_title.as_str()),
            print: self.options.book == BookForm::Paper,
            made: &files::made(config),
            drafts: self.options.drafts,
            lock: &lock,
            former_endings: &config.hosting.former_endings,
        };
        let before = self.site.as_ref().map(|(_, (site, ..))| site.clone());
        let key = Fingerprint::of(&site_input);
        let (site, features, problems) = remember(&mut self.site, key, || {
            let (site, mut problems) = Site::build(&site_input, before.as_deref());
            let features_of = |node: &Node| {
                let entry = self.parsed.page(&node.summary.as_ref()?.path)?;
                Some(entry.features.clone())
            };
            let pages: Vec<Option<PageFeatures>> = site.nodes.iter().map(features_of).collect();
            let features = SiteFeatures::of(&site, &pages, feature_files, &mut problems);
            (Arc::new(site), Arc::new(features), problems)
        });
        let texts = SharedTexts::of(sources);
        let with_texts = |problem: Diagnostic| problem.with_texts(&|path| texts.get(path));
        diagnostics.extend(problems.into_iter().map(with_texts));
        // What a page holds that could not be read is not gone.
        if !diagnostics.iter().any(Diagnostic::is_about_an_unread_file) {
            self.check_ids(&site, &lock, diagnostics);
        }
        (site, features, lock)
    }
}

fn no_content(
    sources: &Sources,
    content: &ContentFolder,
    known: &[Diagnostic],
) -> Option<Diagnostic> {
    // Where the content lies is not known of a configuration that cannot be read.
    if known.iter().any(|d| d.code == Code::InvalidConfig && d.is_error()) {
        return None;
    }
    let add = || {
        let page = content.path_of("_index.md");
        format!("add a page such as `{page}`, or run `handbook init`")
    };
    let (message, hint) = if sources.content(content).next().is_none() {
        (format!("there is no folder `{content}` with Markdown files in it"), add())
    } else if sources.content(content).any(|(_, path, _)| is_page(path)) {
        let message = format!("`ignored_content` leaves out every Markdown file below `{content}`");
        (message, format!("change `ignored_content` in `{}`", sources.config))
    } else {
        (format!("there is no Markdown file below `{content}`"), add())
    };
    Some(Diagnostic::global(Code::NoContent, message).hint(hint))
}

/// The strings of the theme that bodies of pages use.
fn body_strings(theme: &Theme) -> BodyStrings {
    BodyStrings {
        heading_link: theme.string("heading_link"),
        note: theme.string("note"),
        note_back: theme.string("note_back"),
        notes: theme.string("notes"),
        alerts: ["alert_note", "alert_tip", "alert_important", "alert_warning", "alert_caution"]
            .map(|key| theme.string(key)),
        table: theme.string("table"),
        quotes: theme.string("quotes"),
    }
}
