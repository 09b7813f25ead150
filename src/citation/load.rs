//! [`BibliographyRequest`]: the files and the style that a site asks for; and [`LoadedSources`], what
//! is read from the files and formatted.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use crate::base::diagnostic::{Code, Diagnostic, Place};
use crate::base::fingerprint::Fingerprint;
use crate::base::marks::{is_mark, unmarked};
use crate::base::paths::{Anchor, SourcePath};
use crate::citation::bibliography::{Bibliography, CitationVariants, LedgerEntry};
use crate::citation::bibliography_file::{
    BibliographyFile, ParsedFile, ParsedSource, duplicate_key, is_bibliography,
};
use crate::citation::index::PageSources;
use crate::citation::style::CslStyle;
use crate::citation::{bibtex, format, ledger, yaml};
use crate::config::Config;
use crate::config::ledger::LedgerKey;
use crate::page::parse::Summary;
use crate::source::{ContentFolder, Source, Sources};

/// The files below `content` that are read if no page names a bibliography.
const DEFAULT_FILES: &[&str] = &["sources.yml", "sources.yaml", "sources.bib"];

/// The bibliography that a site asks for: its files, its style and its language.
pub struct BibliographyRequest {
    files: Vec<(SourcePath, Source)>,
    /// The files of the content that are bibliographies, read or not.
    bibliographies: Vec<SourcePath>,
    /// Whether the file that a page names does not exist.
    is_missing: bool,
    style: CslStyle,
    language: String,
    variants: CitationVariants,
    ledger: Vec<LedgerKey>,
}

/// The sources of a site, ready to be cited.
#[derive(Clone, Debug, Default)]
pub struct LoadedSources {
    /// The formatted sources.
    pub bibliography: Arc<Bibliography>,
    /// The fingerprint of the bibliography.
    pub key: Fingerprint,
    /// The ids of the entries of the sources on the page that lists them.
    pub anchors: Arc<[Anchor]>,
    /// The diagnostics of the bibliography files.
    pub diagnostics: Vec<Diagnostic>,
    /// The files of the content that are bibliographies, read or not.
    pub files: Vec<SourcePath>,
}

impl BibliographyRequest {
    /// The request of the pages of a site, which come in the order of their paths. Reports a file
    /// that does not exist.
    pub fn of<'p>(
        pages: impl Iterator<Item = (&'p Summary, &'p PageSources)> + Clone,
        sources: &Sources,
        config: &Config,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut lists = pages.clone();
        let list = lists.find_map(|(summary, page)| Some((summary, page.list.as_ref()?)));
        let mut is_missing = false;
        let files = match list.and_then(|(page, list)| Some((page, list.file.as_ref()?))) {
            None => default_files(sources, &config.content),
            Some((page, file)) => {
                if let Some(found) = named_file(sources, &page.path, &file.value) {
                    vec![found]
                } else {
                    let place = match sources.text(&page.path) {
                        Some(text) => Place::span(&page.path, &text, file.span.clone()),
                        None => Place::file(&page.path),
                    };
                    let message = format!("the bibliography `{}` does not exist", file.value);
                    let hint =
                        "write the path of a `.bib`, `.yml` or `.yaml` file, relative to this page";
                    let diagnostic = Diagnostic::error(Code::InvalidValue, message, place);
                    diagnostics.push(diagnostic.hint(hint));
                    is_missing = true;
                    Vec::new()
                }
            }
        };
        let mut variants = CitationVariants::default();
        for (_, page) in pages {
            variants.without_author |= page.cites_without_author;
            variants.with_locator |= page.cites_with_locator;
            variants.locators.extend(&page.locators);
        }
        let usual = default_files(sources, &config.content);
        let read = files.iter().chain(&usual).map(|(path, _)| path);
        let unread = sources.content(&config.content);
        let unread = unread.filter(|(_, path, source)| is_bibliography(path, source));
        let bibliographies: BTreeSet<&SourcePath> =
            read.chain(unread.map(|(_, path, _)| path)).collect();
        Self {
            bibliographies: bibliographies.into_iter().cloned().collect(),
            files,
            is_missing,
            style: list.map(|(_, list)| list.style).unwrap_or_default(),
            language: config.language.clone(),
            variants,
            ledger: config.ledger.clone(),
        }
    }

    /// The key of the request: equal requests have equal keys.
    pub fn key(&self) -> Fingerprint {
        let files: Vec<_> =
            self.files.iter().map(|(path, source)| (path, source.fingerprint())).collect();
        let how = (self.is_missing, self.style, &self.language, &self.variants, &self.ledger);
        Fingerprint::of(&(files, &self.bibliographies, how))
    }

    /// Reads the sources of the request, YAML or BibTeX by the extensions of the files, and formats
    /// them.
    pub fn load(&self) -> LoadedSources {
        let Self { files, is_missing, style, language, variants, .. } = self;
        let mut diagnostics = Vec::new();
        let (found, mut ledgers) = collect_sources(files, &self.ledger, &mut diagnostics);
        let format = || format::all(&found, *style, language, variants);
        let mut bibliography = catch_unwind(AssertUnwindSafe(format)).unwrap_or_else(|_| {
            diagnostics.extend(files.first().map(|(path, _)| {
                let message = format!("the style `{}` cannot format these sources", style.name());
                Diagnostic::error(Code::InvalidBibliography, message, Place::file(path))
                    .hint("choose another `style` under `[sources]` in the front matter")
            }));
            Bibliography::default()
        });
        for entry in &mut bibliography.entries {
            entry.ledger = ledgers.remove(&entry.key).unwrap_or_default();
        }
        let is_broken = |d: &Diagnostic| d.is_error() && d.code != Code::InvalidLedger;
        bibliography.is_broken = *is_missing || diagnostics.iter().any(is_broken);
        let keys = bibliography.entries.iter();
        LoadedSources {
            anchors: keys.map(|entry| Anchor::raw(&entry.id)).collect(),
            key: Fingerprint::of(&bibliography),
            bibliography: Arc::new(bibliography),
            diagnostics,
            files: self.bibliographies.clone(),
        }
    }
}

/// Whether there is a bibliography with a default name.
pub fn has_files(sources: &Sources, content: &ContentFolder) -> bool {
    !default_files(sources, content).is_empty()
}

/// The bibliographies with a default name at the top of the content.
fn default_files(sources: &Sources, content: &ContentFolder) -> Vec<(SourcePath, Source)> {
    DEFAULT_FILES
        .iter()
        .filter_map(|name| sources.get(&content.path_of(name)))
        .map(|(path, source)| (path.clone(), source.clone()))
        .collect()
}

/// The bibliography at the path `file`, relative to the page that names it.
fn named_file(sources: &Sources, page: &SourcePath, file: &str) -> Option<(SourcePath, Source)> {
    let path = SourcePath::new(&page.join(file)?)?;
    let is_bibliography =
        ["bib", "yml", "yaml"].iter().any(|known| path.extension().eq_ignore_ascii_case(known));
    let source = sources.files.get(&path).filter(|_| is_bibliography)?;
    Some((path, source.clone()))
}

/// How many sources a site may have: each takes about two milliseconds to format.
const SOURCE_LIMIT: usize = 2_000;
/// How many bytes a file of sources may have.
const SIZE_LIMIT: usize = 4 * 1024 * 1024;

/// Sources with their files, and their ledgers by their keys.
type Collected<'a> = (Vec<(ParsedSource, &'a SourcePath)>, BTreeMap<String, Vec<LedgerEntry>>);

/// The sources of all `files`, each key once. Reports duplicate keys, files that cannot be read, and
/// what is wrong in a ledger.
fn collect_sources<'a>(
    files: &'a [(SourcePath, Source)],
    ledger_keys: &[LedgerKey],
    diagnostics: &mut Vec<Diagnostic>,
) -> Collected<'a> {
    let mut first: BTreeMap<String, Place> = BTreeMap::new();
    let mut found = Vec::new();
    let mut ledgers = BTreeMap::new();
    for (path, source) in files {
        let text = match source.text(path) {
            Ok(text) => text,
            Err(diagnostic) => {
                diagnostics.push(diagnostic);
                continue;
            }
        };
        if text.len() > SIZE_LIMIT {
            let message = format!("the bibliography is larger than {} MB", SIZE_LIMIT >> 20);
            diagnostics.push(
                Diagnostic::error(Code::InvalidBibliography, message, Place::file(path))
                    .hint("keep only the sources that pages cite"),
            );
            continue;
        }
        // Places in it stay where they are, since both have as many bytes.
        let text = if text.contains(is_mark) {
            text.chars().map(unmarked).collect::<String>().into()
        } else {
            text
        };
        let file = BibliographyFile { path, text: &text };
        let (sources, problems) = read_file(&file);
        diagnostics.extend(problems);
        let read = ledger::read_all(&file, ledger_keys, &sources, diagnostics);
        for (source, ledger) in sources.into_iter().zip(read) {
            let place = Place::span(path, &text, source.span.clone());
            if let Some(other) = first.get(&source.key) {
                diagnostics.push(duplicate_key(&source.key, place, other.clone()));
                continue;
            }
            if found.len() == SOURCE_LIMIT {
                let message = format!("there are more than {SOURCE_LIMIT} sources");
                diagnostics.push(
                    Diagnostic::error(Code::InvalidBibliography, message, place)
                        .hint("keep only the sources that pages cite"),
                );
                // They are too many to format in vain.
                return Collected::default();
            }
            first.insert(source.key.clone(), place);
            ledgers.insert(source.key.clone(), ledger);
            found.push((source, path));
        }
    }
    (found, ledgers)
}

/// Parses one file. The parsing libraries may panic on malformed input, which is reported as an
/// error in the file.
fn read_file(file: &BibliographyFile<'_>) -> ParsedFile {
    let parsed = catch_unwind(AssertUnwindSafe(|| {
        if file.is_bibtex() { bibtex::read(file) } else { yaml::read(file) }
    }));
    parsed.unwrap_or_else(|_| {
        let message = "this file is not a valid bibliography";
        let place = Place::file(file.path);
        let diagnostic = Diagnostic::error(Code::InvalidBibliography, message, place)
            .hint("remove half of its entries at a time to find the invalid one");
        (Vec::new(), vec![diagnostic])
    })
}
