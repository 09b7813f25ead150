//! [`read`]: parses and formats the files of sources.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use crate::base::diagnostic::{Code, Diagnostic, Place};
use crate::base::paths::SourcePath;
use crate::source::Source;

use crate::citation::bibliography::Bibliography;
use crate::citation::bibliography_file::{
    BibliographyFile, ParsedFile, ParsedSource, duplicate_key,
};
use crate::citation::style::CslStyle;
use crate::citation::{bibtex, format, yaml};

/// How many sources a site may have: each takes about two milliseconds to format.
pub const SOURCE_LIMIT: usize = 2_000;
/// How many bytes a file of sources may have.
pub const SIZE_LIMIT: usize = 4 * 1024 * 1024;

/// Reads the sources of `files`, YAML or BibTeX by their extension, and formats them.
/// `without_author` says whether any citation omits the author.
pub fn read(
    files: &[(SourcePath, Source)],
    style: CslStyle,
    language: &str,
    without_author: bool,
) -> (Bibliography, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let found = collect_sources(files, &mut diagnostics);
    let formatted =
        catch_unwind(AssertUnwindSafe(|| format::all(&found, style, language, without_author)));
    let bibliography = formatted.unwrap_or_else(|_| {
        diagnostics.extend(files.first().map(|(path, _)| {
            let message = format!("the style `{}` cannot format these sources", style.name());
            Diagnostic::error(Code::InvalidBibliography, message, Place::file(path))
                .hint("choose another `style` under `[sources]` in the front matter")
        }));
        Bibliography::default()
    });
    let is_broken = diagnostics.iter().any(Diagnostic::is_error);
    let bibliography = Bibliography { is_broken, ..bibliography };
    (bibliography, diagnostics)
}

/// The sources of all `files`, each key once. Reports duplicate keys and files that cannot be read.
fn collect_sources<'a>(
    files: &'a [(SourcePath, Source)],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<(ParsedSource, &'a SourcePath)> {
    let mut first: BTreeMap<String, Place> = BTreeMap::new();
    let mut found = Vec::new();
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
        let text = without_noncharacters(text);
        let file = BibliographyFile { path, text: &text };
        let (sources, problems) = read_file(&file);
        diagnostics.extend(problems);
        for source in sources {
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
                break;
            }
            first.insert(source.key.clone(), place);
            found.push((source, path));
        }
    }
    found
}

/// Parses one file. The parsing libraries may panic on malformed input, which is reported as an
/// error in the file.
fn read_file(file: &BibliographyFile<'_>) -> ParsedFile {
    let parsed = catch_unwind(AssertUnwindSafe(|| {
        match file.path.extension().to_ascii_lowercase().as_str() {
            "bib" => bibtex::read(file),
            _ => yaml::read(file),
        }
    }));
    parsed.unwrap_or_else(|_| {
        let message = "this file is not a valid bibliography";
        let place = Place::file(file.path);
        let diagnostic = Diagnostic::error(Code::InvalidBibliography, message, place)
            .hint("remove half of its entries at a time to find the invalid one");
        (Vec::new(), vec![diagnostic])
    })
}

/// Replaces noncharacters of Unicode by U+FFFD, which has as many bytes in UTF-8: the program marks
/// places in texts with noncharacters, so that sources must have none.
fn without_noncharacters(text: Arc<str>) -> Arc<str> {
    let is_noncharacter = |char: char| ('\u{fdd0}'..='\u{fdef}').contains(&char);
    if text.contains(is_noncharacter) {
        text.replace(is_noncharacter, "\u{fffd}").into()
    } else {
        text
    }
}
