//! [`ParsedFiles`]: the memo of parsed files. A file is parsed again if its content or the settings
//! of parsing changed. Its diagnostics are remembered with it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::fingerprint::{Fingerprint, Keyed};
use crate::base::paths::SourcePath;
use crate::config::Config;
use crate::features::FeatureSet;
use crate::features::page::{self, FeatureCollector, FeatureWords, KnownReferences, PageFeatures};
use crate::markdown::highlight::Highlighter;
use crate::markdown::settings::MarkdownSettings;
use crate::page::asset::{self, Asset, Drawing};
use crate::page::parse::{Page, Summary};
use crate::site::tree::{Node, Site};
use crate::source::{STATIC, Source, Sources, TEMPLATES, THEMES, is_of_gitbook, is_page};

use crate::compile::progress::BuildRun;

/// The parsed files of the last build.
#[derive(Default)]
pub(super) struct ParsedFiles {
    pub(super) pages: BTreeMap<SourcePath, ParsedPage>,
    assets: BTreeMap<SourcePath, ParsedAsset>,
    highlighter: Highlighter,
    /// The fingerprint of the settings with which all pages were parsed.
    settings_key: Fingerprint,
    /// Files that must be parsed in this build.
    pending: Vec<(SourcePath, Source, Fingerprint)>,
    /// The pages that were parsed since the site was last rendered.
    pub(super) fresh: BTreeSet<SourcePath>,
}

/// The input of parsing besides the file.
#[derive(Hash)]
pub(super) struct ParseSettings {
    pub(super) markdown: MarkdownSettings,
    pub(super) features: FeatureSet,
    pub(super) words: FeatureWords,
    pub(super) known: KnownReferences,
}

/// A parsed Markdown file.
#[derive(Clone)]
pub(super) struct ParsedPage {
    /// The fingerprint of the file, its path and the settings.
    pub(super) key: Fingerprint,
    /// The source of the file, to read its text again for messages.
    pub(super) source: Source,
    /// `None` if the file is not text.
    pub(super) page: Option<Arc<Page>>,
    /// The values of features for the page.
    pub(super) features: PageFeatures,
    /// What the front matter seems to declare.
    declared: KnownReferences,
    summary_key: Fingerprint,
    diagnostics: Vec<Diagnostic>,
}

struct ParsedAsset {
    key: Fingerprint,
    asset: Arc<Asset>,
    diagnostic: Option<Diagnostic>,
    /// Whether the file belongs to the content.
    is_beside_pages: bool,
}

impl ParsedFiles {
    /// The references of the site. Only files that changed are asked.
    pub(super) fn known_references(
        &self,
        features: &FeatureSet,
        sources: &Sources,
        config: &Config,
    ) -> KnownReferences {
        let declared = self.with_known(sources, config).map(|(_, source, known)| {
            let known = known.filter(|known| known.source.fingerprint() == source.fingerprint());
            known.map_or_else(|| KnownReferences::declared_by(source), |known| known.declared)
        });
        KnownReferences::of(features, sources, &config.content, declared)
    }

    /// Forgets deleted pages, and finds the pages that must be parsed. Gives the number of pages to
    /// parse.
    pub(super) fn find_changed(
        &mut self,
        sources: &Sources,
        config: &Config,
        settings: &ParseSettings,
    ) -> usize {
        let settings_key = Fingerprint::of(settings);
        let mut kept = 0;
        let mut pending = Vec::new();
        for (path, source, known) in self.with_known(sources, config) {
            kept += usize::from(known.is_some());
            let is_same = |known: &ParsedPage| known.source.fingerprint() == source.fingerprint();
            if self.settings_key != settings_key || !known.is_some_and(is_same) {
                let key = Fingerprint::of(&(path, source.fingerprint(), settings_key));
                pending.push((path.clone(), source.clone(), key));
            }
        }
        if kept < self.pages.len() {
            let there: BTreeSet<&SourcePath> =
                pages(sources, config).map(|(_, path, _)| path).collect();
            self.pages.retain(|path, _| there.contains(path));
        }
        self.pending = pending;
        self.pending.len()
    }

    /// The files of all pages, each with what is known of it. Both are in order, so that one walk
    /// finds all.
    fn with_known<'a>(
        &'a self,
        sources: &'a Sources,
        config: &'a Config,
    ) -> impl Iterator<Item = (&'a SourcePath, &'a Source, Option<&'a ParsedPage>)> + Clone {
        let mut known = self.pages.iter().peekable();
        pages(sources, config).map(move |(_, path, source)| {
            while known.next_if(|(old, _)| *old < path).is_some() {}
            (path, source, known.next_if(|(old, _)| *old == path).map(|(_, entry)| entry))
        })
    }

    /// Parses the pages that [`ParsedFiles::find_changed`] found, and adds the diagnostics of all
    /// pages.
    pub(super) fn parse_pages(
        &mut self,
        run: &BuildRun,
        settings: &ParseSettings,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let pending = std::mem::take(&mut self.pending);
        let parsed: Vec<(SourcePath, ParsedPage)> = pending
            .par_iter()
            .map(|(path, source, key)| {
                let entry = parse(path, source, *key, settings, &self.highlighter);
                run.step();
                (path.clone(), entry)
            })
            .collect();
        self.fresh.extend(parsed.iter().map(|(path, _)| path.clone()));
        if !parsed.is_empty() {
            self.highlighter.retain_used();
        }
        self.pages.extend(parsed);
        self.settings_key = Fingerprint::of(settings);
        diagnostics.extend(self.pages.values().flat_map(|entry| entry.diagnostics.iter().cloned()));
    }

    /// Reads every file that pages can show: beside them, in `static` and in themes, but for their
    /// templates.
    pub(super) fn read_assets(&mut self, sources: &Sources, config: &Config) {
        let lock = config.content.lock();
        let beside = sources
            .content(&config.content)
            .filter(|(rest, path, _)| !is_page(path) && **path != lock && !config.ignores(rest));
        let beside = beside.map(|(_, path, source)| (path, source, true));
        let others = [STATIC, THEMES].into_iter().flat_map(|folder| sources.of_theme(folder));
        let is_template = |path: &SourcePath| {
            path.below(THEMES).is_some_and(|rest| rest.split('/').nth(1) == Some(TEMPLATES))
        };
        let others = others.filter(|(_, path, _)| !is_template(path));
        let others = others.map(|(_, path, source)| (path, source, false));
        let mut previous = std::mem::take(&mut self.assets);
        for (path, source, is_beside_pages) in beside.chain(others) {
            let key = source.fingerprint();
            let entry =
                previous.remove(path).filter(|entry| entry.key == key).unwrap_or_else(|| {
                    let (asset, diagnostic) = asset::parse(path, source);
                    ParsedAsset { key, asset: Arc::new(asset), diagnostic, is_beside_pages }
                });
            self.assets.insert(path.clone(), entry);
        }
    }

    /// The problems of files that pages can show. Those of a shared content and of a hidden folder count
    /// only if they are published, and so does what the name of a file says of it.
    pub(super) fn asset_problems(&self, site: &Site) -> impl Iterator<Item = Diagnostic> {
        let problems = self.assets.values().filter_map(|e| Some((e, e.diagnostic.as_ref()?)));
        let counts = |(entry, problem): &(&ParsedAsset, &Diagnostic)| {
            let path = &entry.asset.path;
            let is_published = || site.files.contains_key(path);
            let is_surely = || !site.content.is_shared() && !is_of_gitbook(path);
            match problem.code {
                Code::SecretFile => is_published(),
                Code::UnreadPage => entry.is_beside_pages && is_published(),
                _ => !entry.is_beside_pages || is_surely() || is_published(),
            }
        };
        let unread = self.unread_pages(site);
        problems.filter(counts).map(|(_, problem)| problem.clone()).chain(unread)
    }

    /// One warning for all pages of a shared content that are not read, since they are in other
    /// formats: a folder of these would look as if it were all there.
    fn unread_pages(&self, site: &Site) -> Option<Diagnostic> {
        let is_left_out = |path: &&SourcePath| !site.files.contains_key(*path);
        let paths = self.assets.iter().filter(|(_, entry)| entry.is_beside_pages);
        let paths = paths.map(|(path, _)| path).filter(|_| site.content.is_shared());
        asset::unread(paths.filter(is_left_out))
    }

    /// A parsed page by its file.
    pub(super) fn page(&self, path: &SourcePath) -> Option<&ParsedPage> {
        self.pages.get(path)
    }

    /// The fingerprints of the files of pages, in order of their paths.
    pub(super) fn page_files(&self) -> Vec<(SourcePath, Fingerprint)> {
        let pages = self.pages.iter();
        pages.map(|(path, entry)| (path.clone(), entry.source.fingerprint())).collect()
    }

    /// The file of a page of the site; `None` for a folder without an index file.
    pub(super) fn file_of(&self, node: &Node) -> Option<Keyed<&Page>> {
        let entry = self.page(&node.summary.as_ref()?.path)?;
        Some(Keyed::new(entry.key, entry.page.as_deref()?))
    }

    /// The width and height of an image, in pixels.
    pub(super) fn image_size(&self, path: &SourcePath) -> Option<(u32, u32)> {
        self.assets.get(path)?.asset.size
    }

    /// What a file holds, if it is an SVG.
    pub(super) fn drawing(&self, path: &SourcePath) -> Option<Arc<Drawing>> {
        self.assets.get(path)?.asset.drawing.clone()
    }

    /// The summaries of all pages, in order of their paths.
    pub(super) fn summaries(&self) -> Vec<Keyed<&Arc<Summary>>> {
        let pages = self.pages.values();
        let keyed = pages
            .filter_map(|entry| Some(Keyed::new(entry.summary_key, &entry.page.as_ref()?.summary)));
        keyed.collect()
    }

    /// The summaries of all pages, drafts included, with the values of features; in order of their
    /// paths.
    pub(super) fn features(&self) -> impl Iterator<Item = (&Summary, &PageFeatures)> + Clone {
        let pages = self.pages.values();
        pages.filter_map(|entry| Some((&*entry.page.as_ref()?.summary, &entry.features)))
    }

    /// The files beside pages, in order of their paths.
    pub(super) fn asset_values(&self) -> Vec<Arc<Asset>> {
        self.assets
            .values()
            .filter(|entry| entry.is_beside_pages)
            .map(|entry| entry.asset.clone())
            .collect()
    }
}

/// The files of all pages.
pub(super) fn pages<'s>(
    sources: &'s Sources,
    config: &'s Config,
) -> impl Iterator<Item = (&'s str, &'s SourcePath, &'s Source)> + Clone {
    sources
        .content(&config.content)
        .filter(|(rest, path, _)| is_page(path) && !config.ignores(rest))
}

fn parse(
    path: &SourcePath,
    source: &Source,
    key: Fingerprint,
    settings: &ParseSettings,
    highlighter: &Highlighter,
) -> ParsedPage {
    let collector = FeatureCollector::new(&settings.features, &settings.words, settings.known);
    let parsed = page::parse(path, source, &settings.markdown, highlighter, &collector);
    let (page, features, diagnostics) = match parsed {
        Ok((page, features, diagnostics)) => (Some(Arc::new(page)), features, diagnostics),
        Err(diagnostic) => (None, PageFeatures::default(), vec![diagnostic]),
    };
    let summary_key = page.as_ref().map(|page| Fingerprint::of(&*page.summary)).unwrap_or_default();
    let declared = KnownReferences::declared_by(source);
    ParsedPage { key, source: source.clone(), page, features, declared, summary_key, diagnostics }
}
