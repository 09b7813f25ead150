//! [`Bibliography`]: the sources of a site, read from YAML or BibTeX and formatted in a CSL style.
//! The only module that knows the crates `hayagriva` and `biblatex`.
//!
//! Everything is formatted once, in one fixed order of the whole list, whatever page cites what:
//! numbers and the letters in `1990a` and `1990b` are the same everywhere, and a citation is a pure
//! function of this value.

mod bibtex;
mod cite;
mod format;
mod html;
pub mod style;
mod yaml;

use std::collections::BTreeMap;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use crate::base::diagnostic::{Code, Diagnostic, Place};
use crate::base::fingerprint::Fingerprint;
use crate::base::paths::SourcePath;
use crate::base::suggest::nearest;
use crate::source::Source;

pub use cite::{Cite, key_len};
use style::Style;

/// How many sources a site may have: each takes about two milliseconds to format.
pub const SOURCE_LIMIT: usize = 2_000;
/// Bytes that a file of sources may have.
pub const SIZE_LIMIT: usize = 4 * 1024 * 1024;

/// The sources of a site, in the order of the style's list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Bibliography {
    /// The sources.
    pub entries: Vec<Entry>,
    /// What stands around and between citations.
    pub marks: Marks,
    /// Whether a part of it could not be read.
    pub is_broken: bool,
    by_key: BTreeMap<String, usize>,
}

/// A source.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Entry {
    /// The key that citations name.
    pub key: String,
    /// As the style writes it in the list, as inline HTML.
    pub html: String,
    /// The field `note`, plain; may be empty. It is no part of `html`.
    pub note: String,
    /// The file that it stands in.
    pub file: SourcePath,
    forms: cite::Forms,
}

/// What a style puts around and between the sources of one citation, as inline HTML.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Marks {
    /// Before the first: `(` in most styles.
    pub open: String,
    /// After the last.
    pub close: String,
    /// Between two.
    pub separator: String,
}

/// What one file says of one source.
struct Found {
    key: String,
    /// The key, in the text of the file.
    span: Range<usize>,
    entry: hayagriva::Entry,
    note: String,
}

/// What a file says.
type Reading = (Vec<Found>, Vec<Diagnostic>);

/// A file of sources.
struct File<'a> {
    path: &'a SourcePath,
    text: &'a Arc<str>,
}

impl File<'_> {
    /// An error at a place in the file.
    fn error(&self, message: impl Into<String>, span: Range<usize>) -> Diagnostic {
        let place = Place::span(self.path, self.text, span);
        Diagnostic::error(Code::InvalidBibliography, message, place)
    }
}

impl Bibliography {
    /// A source by its key.
    pub fn get(&self, key: &str) -> Option<&Entry> {
        self.by_key.get(key).map(|index| &self.entries[*index])
    }

    /// The key that was probably meant by one that does not exist.
    pub fn nearest(&self, key: &str) -> Option<&str> {
        let alike = |other: &&String| other.eq_ignore_ascii_case(key);
        let same = self.by_key.keys().find(alike).map(String::as_str);
        same.or_else(|| nearest(key, self.by_key.keys().map(String::as_str)))
    }

    /// The fingerprint of all that can be seen of it.
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(self)
    }
}

/// Reads the sources of `files`, YAML or BibTeX by their extension, and formats them.
/// `without_author` says whether any citation leaves out the name of its author.
pub fn read(
    files: &[(SourcePath, Source)],
    style: Style,
    language: &str,
    without_author: bool,
) -> (Bibliography, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
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
                    .hint("keep the sources that the pages cite"),
            );
            continue;
        }
        let text = visible(text);
        let file = File { path, text: &text };
        let (sources, problems) = read_file(&file);
        diagnostics.extend(problems);
        for source in sources {
            let place = Place::span(path, &text, source.span.clone());
            if let Some(other) = first.get(&source.key) {
                diagnostics.push(twice(&source.key, place, other.clone()));
                continue;
            }
            if found.len() == SOURCE_LIMIT {
                let message = format!("there are more than {SOURCE_LIMIT} sources");
                diagnostics.push(
                    Diagnostic::error(Code::InvalidBibliography, message, place)
                        .hint("keep those that the pages cite"),
                );
                break;
            }
            first.insert(source.key.clone(), place);
            found.push((source, path));
        }
    }
    let formatted = catch_unwind(AssertUnwindSafe(|| {
        format::all(&found, style, language, without_author)
    }));
    let bibliography = formatted.unwrap_or_else(|_| {
        diagnostics.extend(files.first().map(|(path, _)| {
            let message = format!("the style `{}` cannot format these sources", style.name());
            Diagnostic::error(Code::InvalidBibliography, message, Place::file(path))
                .hint("choose another `style` in the `[sources]` of the front matter")
        }));
        Bibliography::default()
    });
    let is_broken = diagnostics.iter().any(Diagnostic::is_error);
    let bibliography = Bibliography {
        is_broken,
        ..bibliography
    };
    (bibliography, diagnostics)
}

/// Reads one file. The libraries that do are not written for every input: should one of them
/// give up, that is told as a mistake in the file.
fn read_file(file: &File<'_>) -> Reading {
    let read = catch_unwind(AssertUnwindSafe(|| {
        match file.path.extension().to_ascii_lowercase().as_str() {
            "bib" => bibtex::read(file),
            _ => yaml::read(file),
        }
    }));
    read.unwrap_or_else(|_| {
        let message = "this file cannot be read as a bibliography";
        let place = Place::file(file.path);
        let diagnostic = Diagnostic::error(Code::InvalidBibliography, message, place)
            .hint("take out half of its entries to find the one that is not understood");
        (Vec::new(), vec![diagnostic])
    })
}

/// The same without noncharacters, which have meanings within the program; of the same length.
fn visible(text: Arc<str>) -> Arc<str> {
    let is_hidden = |sign: char| ('\u{fdd0}'..='\u{fdef}').contains(&sign);
    if text.contains(is_hidden) {
        text.replace(is_hidden, "\u{fffd}").into()
    } else {
        text
    }
}

fn twice(key: &str, place: Place, first: Place) -> Diagnostic {
    let message = format!("the source `{key}` is given twice");
    Diagnostic::error(Code::DuplicateSource, message, place)
        .related(first, "first given here")
        .hint("give one of the two another key, or delete it")
}

/// Tells a key that no citation could name; the rules are those of Pandoc.
fn check_key(file: &File<'_>, key: &str, span: &Range<usize>) -> Option<Diagnostic> {
    if cite::key_len(key) == key.len() {
        return None;
    }
    let message = format!("no citation can name the key `{key}`");
    let hint = "a key begins with a letter or a digit and is made of letters, digits and \
                single signs such as `_`, `-`, `:` or `.` between them";
    Some(file.error(message, span.clone()).hint(hint))
}
