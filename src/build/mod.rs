//! [`Builder::build`]: sources to outputs, the one call that every command uses.
//!
//! Each stage remembers its last results under a key of everything that it reads: a stage whose
//! input is equal gives the value that it gave before. There is no table of what a changed file
//! touches; what must be done again follows from the keys.

mod book;
mod epub;
mod files;
mod ids;
mod offline;
mod page;
mod pages;
mod parsing;
mod references;
mod reviews;
mod run;
mod search;

use std::sync::Arc;
use std::time::Duration;

use crate::base::diagnostic::{self, Code, Diagnostic, Severity};
use crate::base::fingerprint::Fingerprint;
use crate::base::outputs::Outputs;
use crate::base::paths::SourcePath;
use crate::config::{Config, ConfigOverrides};
use crate::epub::EpubArchive;
use crate::features::{self, FeatureSet, FeatureWords, PageFeatures, SiteFeatures};
use crate::parse::condition::ConditionWords;
use crate::parse::{Settings, Words};
use crate::render::engine::Engine;
use crate::resolve::directives::Directives;
use crate::resolve::urls::Urls;
use crate::site::problem::Problem;
use crate::site::{Facts, Node, Site};
use crate::source::{CONFIG, CONTENT, STATIC, Sources, TEMPLATES, THEMES};
use crate::theme::Theme;

use pages::{Pages, Setting};
use parsing::{ParseSettings, Parsed, is_page};
use references::Cited;
use run::Run;

pub use book::BookBody;
pub use ids::{Ids, PageIds};

/// What the caller may override.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Options {
    /// Instead of the `base_url` of the configuration.
    pub base_url: Option<String>,
    /// Instead of the `output_dir` of the configuration.
    pub output_dir: Option<String>,
    /// Whether drafts are built.
    pub drafts: bool,
    /// What is published for readers without a network.
    pub offline: Offline,
    /// Whether a book for reading devices is made of the site.
    pub epub: bool,
    /// How grave it is that an id of `ids.lock` is gone.
    pub vanished_ids: Severity,
    /// How long the Markdown of one page may take before it is reported and left out.
    pub time_budget: Duration,
    /// The day, such as `2026-11-22`, by which reviews are due that shall be told of; `None` for no
    /// word about reviews.
    pub reviews_by: Option<String>,
}

/// What is published for readers without a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Offline {
    /// Nothing.
    Nothing,
    /// A service worker that takes an earlier one away with all that it kept.
    Farewell,
    /// A service worker that keeps pages, with what it needs; a farewell if the configuration does
    /// not want one.
    Worker,
}

impl Options {
    fn overrides(&self) -> ConfigOverrides {
        ConfigOverrides {
            base_url: self.base_url.clone(),
            output_dir: self.output_dir.clone(),
        }
    }
}

impl Default for Options {
    fn default() -> Self {
        Self {
            base_url: None,
            output_dir: None,
            drafts: false,
            offline: Offline::Nothing,
            epub: false,
            vanished_ids: Severity::Error,
            time_budget: Duration::from_secs(10),
            reviews_by: None,
        }
    }
}

/// What a build gives.
#[derive(Clone, Debug)]
pub struct Build {
    /// The site. Not to be published while an error stands.
    pub outputs: Outputs,
    /// The site as a book for reading devices, if one was asked for and there is anything to read.
    pub epub: Option<EpubArchive>,
    /// All that is wrong, sorted by file and place.
    pub diagnostics: Vec<Diagnostic>,
    /// What was done for it.
    pub stats: Stats,
    /// The configuration; `None` when it could not be read.
    pub config: Option<Arc<Config>>,
    /// The pages and their routes.
    pub site: Arc<Site>,
    /// What features know of the site.
    pub features: Arc<SiteFeatures>,
}

impl Build {
    /// Whether anything forbids publishing.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }
}

/// Counts and times of a build.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    /// Pages of the site, sections and the home page included.
    pub pages: usize,
    /// Markdown files that were parsed and not taken from the memo.
    pub parsed: usize,
    /// Pages whose template was rendered and not taken from the memo, in order of their routes.
    pub rendered: Vec<String>,
    /// Wall time of each stage, in order.
    pub stages: Vec<(&'static str, Duration)>,
}

/// Is told how far a build has come. Called from several threads.
pub trait Progress: Send + Sync {
    /// A stage begins, with so many steps.
    fn stage(&self, name: &'static str, steps: usize);
    /// One more step is done.
    fn step(&self);
}

/// Builds a site again and again, remembering what did not change.
pub struct Builder {
    options: Options,
    progress: Option<Arc<dyn Progress>>,
    config: Memo<(Arc<Config>, Vec<Diagnostic>)>,
    theme: Memo<(Arc<Theme>, Vec<Diagnostic>)>,
    engine: Memo<(Option<Arc<Engine>>, Vec<Diagnostic>)>,
    parsed: Parsed,
    cited: Memo<Cited>,
    site: Memo<(Arc<Site>, Arc<SiteFeatures>, Vec<Problem>)>,
    features: FeatureSet,
    lasting: ids::Lasting,
    pages: Pages,
    whole: Memo<files::Made>,
    parts: Arc<search::Parts>,
    book: book::Bound,
}

/// The last value of a stage and the key of what it was made from.
type Memo<T> = Option<(Fingerprint, T)>;

/// The remembered value if it was made from the same input, else a new one.
fn remember<T: Clone>(memo: &mut Memo<T>, key: Fingerprint, make: impl FnOnce() -> T) -> T {
    match memo {
        Some((known, value)) if *known == key => value.clone(),
        _ => memo.insert((key, make())).1.clone(),
    }
}

impl Builder {
    /// A builder that remembers nothing yet.
    pub fn new(options: Options) -> Self {
        Self {
            options,
            progress: None,
            config: None,
            theme: None,
            engine: None,
            parsed: Parsed::default(),
            cited: None,
            site: None,
            features: FeatureSet::default(),
            lasting: ids::Lasting::default(),
            pages: Pages::default(),
            whole: None,
            parts: Arc::default(),
            book: book::Bound::default(),
        }
    }

    /// The same builder, telling how far it has come.
    #[must_use]
    pub fn with_progress(mut self, progress: Arc<dyn Progress>) -> Self {
        self.progress = Some(progress);
        self
    }

    /// The same builder with a gap in the key of its memo of rendered pages, such as `page.title`:
    /// for the test that sees such gaps caught.
    #[doc(hidden)]
    #[must_use]
    pub fn leaving_out_of_key(mut self, field: &'static str) -> Self {
        self.pages.left_out = Some(field);
        self
    }

    /// The same builder with other features than all: for the test that takes one out.
    #[doc(hidden)]
    #[must_use]
    pub fn with_features(mut self, features: FeatureSet) -> Self {
        self.features = features;
        self
    }

    /// Builds the site from `sources`. Equal sources and options give equal outputs and
    /// diagnostics, whatever was built before.
    pub fn build(&mut self, mut sources: Sources) -> Build {
        let mut run = Run::new(self.progress.clone());
        let mut diagnostics = std::mem::take(&mut sources.diagnostics);
        let config = run.stage("config", || self.configure(&sources, &mut diagnostics));
        let (theme, engine, urls) =
            run.stage("theme", || self.dress(&sources, &config, &mut diagnostics));
        let settings = self.parse_settings(&config, &theme);
        let steps = self.parsed.begin(&sources, &config, &settings);
        run.begin("parse", steps);
        self.parsed.pages(&run, &settings, &mut diagnostics);
        self.parsed.assets(&sources, &config, &mut diagnostics);
        run.end();
        let cited = run.stage("sources", || self.cite(&sources, &config, &mut diagnostics));
        let (site, features) = run.stage("site", || {
            let built = self.survey(&sources, &config, &theme, &cited, &mut diagnostics);
            self.check_ids(&sources, &built.0, &mut diagnostics);
            built
        });
        self.look_over(&site, &features, &cited, &sources, &mut diagnostics);
        let mut outputs = Outputs::new();
        let mut rendered = Vec::new();
        let mut epub = None;
        if !site.nodes.is_empty() {
            run.begin("render", site.nodes.len());
            let directives = engine.as_deref().map(|engine| self.directives(engine));
            let setting = Setting {
                site: &site,
                config: &config,
                theme: &theme,
                urls: &urls,
                engine: engine.as_deref(),
                directives: directives.as_ref(),
                features: &features,
                bibliography: &cited.bibliography,
                parsed: &self.parsed,
                lookup_key: Fingerprint::of(&(&config, &urls, cited.key)),
                offline: self.options.offline,
            };
            let inputs = Fingerprint::of(&(
                self.site.as_ref().map(|(key, _)| *key),
                cited.key,
                &config,
                theme.fingerprint,
                &urls,
            ));
            rendered = self
                .pages
                .render(&setting, inputs, &run, &mut outputs, &mut diagnostics);
            run.end();
            let whole = run.stage("whole", || {
                remember(&mut self.whole, inputs, || files::make(&setting, inputs))
            });
            run.stage("files", || {
                files::add(&setting, &sources, whole, &mut outputs);
                search::add(&setting, &self.parts, &mut outputs);
                // The worker names all that it keeps, the book included.
                self.book.print(&setting, &self.pages, inputs, &mut outputs);
                offline::add(&setting, &mut outputs);
            });
            if self.options.epub {
                epub = run.stage("book", || epub::make(&setting, &outputs, &mut diagnostics));
            }
            self.parsed.fresh.clear();
        }
        diagnostic::sort(&mut diagnostics);
        let stats = Stats {
            pages: site.nodes.len(),
            parsed: steps,
            rendered,
            stages: run.times(),
        };
        Build {
            outputs,
            epub,
            diagnostics,
            stats,
            config: Some(config),
            site,
            features,
        }
    }

    /// What parsing depends on besides files.
    fn parse_settings(&self, config: &Config, theme: &Theme) -> ParseSettings {
        ParseSettings {
            settings: Settings {
                markdown: config.markdown.clone(),
                words: words(theme),
                time_budget: self.options.time_budget,
            },
            features: self.features.clone(),
            words: FeatureWords {
                conditions: ConditionWords::new(|key| theme.string(key)),
            },
        }
    }

    /// The directives of the site.
    fn directives(&self, engine: &Engine) -> Directives {
        let drawn: Vec<&str> = features::components().collect();
        engine.directives(self.features.directives(), &drawn)
    }

    /// Tells what only the whole shows: terms and sources that nobody uses, reviews that are due.
    fn look_over(
        &self,
        site: &Site,
        features: &SiteFeatures,
        cited: &Cited,
        sources: &Sources,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        if let Some(day) = &self.options.reviews_by {
            diagnostics.extend(reviews::due(site, &self.parsed, day));
        }
        references::terms(site, &features.glossary, &self.parsed, diagnostics);
        references::unused(&cited.bibliography, &features.cited, diagnostics);
        if self.parsed.is_empty() {
            diagnostics.push(no_content(sources));
        }
    }

    fn cite(
        &mut self,
        sources: &Sources,
        config: &Config,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Cited {
        let drafts = self.options.drafts;
        let memo = &mut self.cited;
        references::read(memo, &self.parsed, sources, config, drafts, diagnostics)
    }

    fn configure(&mut self, sources: &Sources, diagnostics: &mut Vec<Diagnostic>) -> Arc<Config> {
        let file = sources.get(CONFIG).map(|(_, source)| source.fingerprint());
        let (config, problems) = remember(
            &mut self.config,
            Fingerprint::of(&(file, &self.options)),
            || {
                let (config, problems) = Config::read(sources, &self.options.overrides());
                (Arc::new(config), problems)
            },
        );
        diagnostics.extend(problems);
        config
    }

    fn dress(
        &mut self,
        sources: &Sources,
        config: &Config,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> (Arc<Theme>, Option<Arc<Engine>>, Urls) {
        let files: Vec<_> = [TEMPLATES, STATIC, THEMES]
            .iter()
            .flat_map(|folder| sources.below(folder))
            .map(|(_, path, source)| (path, source.fingerprint()))
            .collect();
        let key = Fingerprint::of(&(files, config));
        let (theme, problems) = remember(&mut self.theme, key, || {
            let (theme, problems) = Theme::load(sources, config);
            (Arc::new(theme), problems)
        });
        diagnostics.extend(problems);
        let urls = Urls::new(config);
        let (engine, faults) = remember(
            &mut self.engine,
            Fingerprint::of(&(theme.fingerprint, &urls)),
            || match Engine::new(&theme, &urls) {
                Ok(engine) => (Some(Arc::new(engine)), Vec::new()),
                Err(faults) => (None, faults),
            },
        );
        diagnostics.extend(faults);
        (theme, engine, urls)
    }

    fn survey(
        &mut self,
        sources: &Sources,
        config: &Config,
        theme: &Theme,
        cited: &Cited,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> (Arc<Site>, Arc<SiteFeatures>) {
        let assets = self.parsed.asset_values();
        let files = files::known(theme, &self.parsed);
        let key = Fingerprint::of(&(
            &config.title,
            self.parsed.summary_keys(),
            &assets,
            &files,
            &cited.anchors,
            self.options.drafts,
        ));
        let before = self.site.as_ref().map(|(_, (site, ..))| site.clone());
        let (site, features, problems) = remember(&mut self.site, key, || {
            let summaries = self.parsed.summaries();
            let lists: Vec<SourcePath> = self
                .parsed
                .features()
                .filter(|(_, page)| page.sources().is_some_and(|page| page.list.is_some()))
                .map(|(summary, _)| summary.path.clone())
                .collect();
            let facts = Facts {
                title: &config.title,
                summaries: &summaries,
                assets: &assets,
                files: &files,
                listed: (&lists, &cited.anchors),
                drafts: self.options.drafts,
            };
            let (site, mut problems) = Site::build(&facts, before.as_deref());
            let kept = |node: &Node| {
                let entry = self.parsed.page(&node.summary.as_ref()?.path)?;
                Some(entry.features.clone())
            };
            let pages: Vec<Option<PageFeatures>> = site.nodes.iter().map(kept).collect();
            let features = SiteFeatures::of(&site, &pages, &cited.anchors, &mut problems);
            (Arc::new(site), Arc::new(features), problems)
        });
        let text_of = |path: &SourcePath| sources.text(path);
        diagnostics.extend(problems.iter().map(|problem| problem.diagnostic(&text_of)));
        (site, features)
    }
}

fn no_content(sources: &Sources) -> Diagnostic {
    match sources.below(CONTENT).next() {
        None => Diagnostic::global(
            Code::NoContent,
            format!("there is no folder `{CONTENT}` with Markdown files in it"),
        ),
        Some(_) if sources.below(CONTENT).any(|(_, path, _)| is_page(path)) => {
            return Diagnostic::global(
                Code::NoContent,
                format!("every Markdown file below `{CONTENT}` is left out"),
            )
            .hint(format!("look at `ignored_content` in `{CONFIG}`"));
        }
        Some(_) => Diagnostic::global(
            Code::NoContent,
            format!("there is no Markdown file below `{CONTENT}`"),
        ),
    }
    .hint(format!(
        "add a page such as `{CONTENT}/_index.md`, or begin with `handbook init`"
    ))
}

/// The words that the bodies of pages need.
fn words(theme: &Theme) -> Words {
    Words {
        heading_link: theme.string("heading_link"),
        note: theme.string("note"),
        note_back: theme.string("note_back"),
        notes: theme.string("notes"),
        alerts: [
            "alert_note",
            "alert_tip",
            "alert_important",
            "alert_warning",
            "alert_caution",
        ]
        .map(|key| theme.string(key)),
        table: theme.string("table"),
        quotes: theme.string("quotes"),
    }
}
