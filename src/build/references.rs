//! The bibliography of a site, and what can be told of terms and sources only when all pages are
//! known. Places in bodies are looked up anew in every build, since prose above moves them.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::diagnostic::{Code, Diagnostic, Place};
use crate::base::fingerprint::Fingerprint;
use crate::base::paths::{Anchor, SourcePath};
use crate::bibliography::style::CslStyle;
use crate::bibliography::{self, Bibliography};
use crate::config::Config;
use crate::site::Site;
use crate::site::glossary::{Glossary, TermAt};
use crate::site::sources::CitedSources;
use crate::source::{CONTENT, Source, Sources};

use super::parsing::Parsed;
use super::{Memo, remember};

/// The files that are read where no page names one.
const FILES: &[&str] = &["sources.yml", "sources.yaml", "sources.bib"];
/// How many unused terms of one page are told one by one.
const MAX_OF_A_KIND: usize = 20;

/// The sources of a site, ready to be cited.
#[derive(Clone, Debug, Default)]
pub(super) struct Cited {
    /// The sources.
    pub(super) bibliography: Arc<Bibliography>,
    /// Their fingerprint.
    pub(super) key: Fingerprint,
    /// Their keys, as places on the page that lists them.
    pub(super) anchors: Arc<[Anchor]>,
    diagnostics: Vec<Diagnostic>,
}

/// Reads the bibliography, if its files, its style or what is asked of it changed.
pub(super) fn read(
    memo: &mut Memo<Cited>,
    parsed: &Parsed,
    sources: &Sources,
    config: &Config,
    drafts: bool,
    diagnostics: &mut Vec<Diagnostic>,
) -> Cited {
    let citing = || {
        let pages = parsed
            .features()
            .filter(|(summary, _)| drafts || !summary.draft);
        pages.filter_map(|(summary, features)| Some((summary, features.sources()?)))
    };
    let own = citing().find_map(|(summary, page)| Some((summary, page.list.as_ref()?)));
    let (files, missing) = match own.and_then(|(page, own)| Some((page, own.file.as_ref()?))) {
        None => (usual(sources), None),
        Some((page, file)) => match named(sources, &page.path, &file.text) {
            Some(found) => (vec![found], None),
            None => (Vec::new(), Some((page, file))),
        },
    };
    if let Some((page, file)) = missing {
        let text = sources.files.get(&page.path);
        let text = text.and_then(|source| source.text(&page.path).ok());
        let place = match text {
            Some(text) => Place::span(&page.path, &text, file.span.clone()),
            None => Place::file(&page.path),
        };
        let message = format!("there is no bibliography `{}`", file.text);
        diagnostics.push(
            Diagnostic::error(Code::InvalidValue, message, place)
                .hint("name a `.bib`, `.yml` or `.yaml` file, relative to this page"),
        );
    }
    let style = own.map(|(_, own)| own.style).unwrap_or_default();
    let without_author = citing().any(|(_, page)| page.cites_without_author);
    let fingerprints: Vec<_> = files
        .iter()
        .map(|(path, source)| (path, source.fingerprint()))
        .collect();
    let key = Fingerprint::of(&(fingerprints, style, &config.language, without_author));
    let cited = remember(memo, key, || {
        format(&files, style, &config.language, without_author)
    });
    diagnostics.extend(cited.diagnostics.iter().cloned());
    cited
}

fn format(
    files: &[(SourcePath, Source)],
    style: CslStyle,
    language: &str,
    without_author: bool,
) -> Cited {
    let (bibliography, diagnostics) = bibliography::read(files, style, language, without_author);
    let keys = bibliography.entries.iter();
    Cited {
        anchors: keys.map(|entry| Anchor::raw(&entry.key)).collect(),
        key: bibliography.fingerprint(),
        bibliography: Arc::new(bibliography),
        diagnostics,
    }
}

/// The bibliographies at the top of the content.
fn usual(sources: &Sources) -> Vec<(SourcePath, Source)> {
    FILES
        .iter()
        .filter_map(|name| sources.get(&format!("{CONTENT}/{name}")))
        .map(|(path, source)| (path.clone(), source.clone()))
        .collect()
}

fn named(sources: &Sources, page: &SourcePath, file: &str) -> Option<(SourcePath, Source)> {
    let path = SourcePath::new(&page.join(file)?)?;
    let is_known = ["bib", "yml", "yaml"]
        .iter()
        .any(|known| path.extension().eq_ignore_ascii_case(known));
    let source = sources.files.get(&path).filter(|_| is_known)?;
    Some((path, source.clone()))
}

/// What is wrong with the glossary as a whole: names of two terms, terms that nobody uses.
pub(super) fn terms(
    site: &Site,
    glossary: &Glossary,
    parsed: &Parsed,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for duplicate in &glossary.duplicates {
        let Some(place) = place(site, parsed, duplicate.second) else {
            continue;
        };
        let message = format!("the name `{}` belongs to two terms", duplicate.name);
        let mut diagnostic = Diagnostic::error(Code::DuplicateTerm, message, place).hint(
            "names are ids, titles and synonyms of all glossaries; give one of the two another",
        );
        if let Some(first) = self::place(site, parsed, duplicate.first) {
            diagnostic = diagnostic.related(first, "the first one");
        }
        diagnostics.push(diagnostic);
    }
    let mut told: BTreeMap<usize, usize> = BTreeMap::new();
    for (at, _) in glossary.all().filter(|(_, uses)| uses.is_empty()) {
        let count = told.entry(at.node).or_default();
        *count += 1;
        if *count > MAX_OF_A_KIND {
            continue;
        }
        if let (Some(term), Some(place)) = (glossary.term(at), place(site, parsed, at)) {
            let message = format!("no page uses the term `{}`", term.text);
            diagnostics.push(
                Diagnostic::warning(Code::UnusedTerm, message, place)
                    .hint(format!("write `[[{}]]` where it is used", term.text)),
            );
        }
    }
    for (node, count) in told.into_iter().filter(|(_, count)| *count > MAX_OF_A_KIND) {
        let path = site.nodes[node]
            .summary
            .as_ref()
            .map(|summary| &summary.path);
        let message = format!("no page uses {} more terms", count - MAX_OF_A_KIND);
        diagnostics.extend(
            path.map(|path| Diagnostic::warning(Code::UnusedTerm, message, Place::file(path))),
        );
    }
}

/// Where a term stands in its file.
fn place(site: &Site, parsed: &Parsed, at: TermAt) -> Option<Place> {
    let path = &site.nodes.get(at.node)?.summary.as_ref()?.path;
    let entry = parsed.page(path)?;
    let term = entry
        .features
        .terms()?
        .defined
        .get(at.list)?
        .get(at.index)?;
    let text = entry.source.text(path).ok()?;
    Some(Place::span(path, &text, term.here.span.clone()))
}

/// Sources that no page cites: one warning for each file.
pub(super) fn unused(
    bibliography: &Bibliography,
    cited: &CitedSources,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if bibliography.is_broken || cited.unused {
        return;
    }
    let mut unused: BTreeMap<&SourcePath, Vec<&str>> = BTreeMap::new();
    for entry in &bibliography.entries {
        if !cited.citing.contains_key(&entry.key) {
            unused.entry(&entry.file).or_default().push(&entry.key);
        }
    }
    for (file, mut keys) in unused {
        keys.sort_unstable();
        let shown: Vec<String> = keys.iter().take(5).map(|key| format!("`{key}`")).collect();
        let shown = shown.join(", ");
        let message = match keys.len() {
            1 => format!("no page cites the source {shown}"),
            count if count <= 5 => format!("no page cites {count} sources: {shown}"),
            count => format!("no page cites {count} sources: {shown} and others"),
        };
        diagnostics.push(
            Diagnostic::warning(Code::UnusedSource, message, Place::file(file)).hint(
                "cite them, delete them, or write `unused = true` under `[sources]` on the page \
                 that lists the sources, if they are further reading",
            ),
        );
    }
}
