//! [`BibliographyRequest`]: the files and the style that a site asks for; and [`LoadedSources`], the
//! formatted sources.

use std::sync::Arc;

use crate::base::diagnostic::{Code, Diagnostic, Place};
use crate::base::fingerprint::Fingerprint;
use crate::base::paths::{Anchor, SourcePath};
use crate::citation::bibliography::Bibliography;
use crate::citation::index::PageSources;
use crate::citation::read;
use crate::citation::style::CslStyle;
use crate::page::parse::Summary;
use crate::source::{CONTENT, Source, Sources};

/// The files below `content` that are read if no page names a bibliography.
const DEFAULT_FILES: &[&str] = &["sources.yml", "sources.yaml", "sources.bib"];

/// The bibliography that a site asks for: its files, its style and its language.
pub struct BibliographyRequest {
    files: Vec<(SourcePath, Source)>,
    style: CslStyle,
    language: String,
    without_author: bool,
}

/// The sources of a site, ready to be cited.
#[derive(Clone, Debug, Default)]
pub struct LoadedSources {
    /// The formatted sources.
    pub bibliography: Arc<Bibliography>,
    /// The fingerprint of the bibliography.
    pub key: Fingerprint,
    /// The keys of the sources, which are the ids of their entries on the page that lists them.
    pub anchors: Arc<[Anchor]>,
    /// The diagnostics of the bibliography files.
    pub diagnostics: Vec<Diagnostic>,
}

impl BibliographyRequest {
    /// The request of the pages of a site, which come in the order of their paths. Reports a file
    /// that does not exist.
    pub fn of<'p>(
        pages: impl Iterator<Item = (&'p Summary, &'p PageSources)> + Clone,
        sources: &Sources,
        language: &str,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut lists = pages.clone();
        let list = lists.find_map(|(summary, page)| Some((summary, page.list.as_ref()?)));
        let files = match list.and_then(|(page, list)| Some((page, list.file.as_ref()?))) {
            None => default_files(sources),
            Some((page, file)) => {
                if let Some(found) = named_file(sources, &page.path, &file.value) {
                    vec![found]
                } else {
                    let text = sources.files.get(&page.path);
                    let text = text.and_then(|source| source.text(&page.path).ok());
                    let place = match text {
                        Some(text) => Place::span(&page.path, &text, file.span.clone()),
                        None => Place::file(&page.path),
                    };
                    let message = format!("the bibliography `{}` does not exist", file.value);
                    diagnostics.push(Diagnostic::error(Code::InvalidValue, message, place).hint(
                        "write the path of a `.bib`, `.yml` or `.yaml` file, relative \
                         to this page",
                    ));
                    Vec::new()
                }
            }
        };
        let mut pages = pages;
        Self {
            files,
            style: list.map(|(_, list)| list.style).unwrap_or_default(),
            language: language.to_owned(),
            without_author: pages.any(|(_, page)| page.cites_without_author),
        }
    }

    /// The key of the request: equal requests have equal keys.
    pub fn key(&self) -> Fingerprint {
        let files: Vec<_> =
            self.files.iter().map(|(path, source)| (path, source.fingerprint())).collect();
        Fingerprint::of(&(files, self.style, &self.language, self.without_author))
    }

    /// Reads and formats the sources of the request.
    pub fn load(&self) -> LoadedSources {
        let (bibliography, diagnostics) =
            read::read(&self.files, self.style, &self.language, self.without_author);
        let keys = bibliography.entries.iter();
        LoadedSources {
            anchors: keys.map(|entry| Anchor::raw(&entry.key)).collect(),
            key: bibliography.fingerprint(),
            bibliography: Arc::new(bibliography),
            diagnostics,
        }
    }
}

/// The bibliographies with a default name at the top of `content`.
fn default_files(sources: &Sources) -> Vec<(SourcePath, Source)> {
    DEFAULT_FILES
        .iter()
        .filter_map(|name| sources.get(&format!("{CONTENT}/{name}")))
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
