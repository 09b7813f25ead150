//! [`BibliographyFile`]: a file of sources; and the types and errors that the parsers of both formats
//! share.

use std::ops::Range;
use std::sync::Arc;

use crate::base::diagnostic::{Code, Diagnostic, Place};
use crate::base::paths::SourcePath;

use crate::citation::bibliography::is_citable;
use crate::citation::dates::LaterDate;
use crate::data::value::Spanned;
use crate::source::Source;

/// A source as it was parsed from a file, not formatted yet.
pub(super) struct ParsedSource {
    pub(super) key: String,
    /// The bytes of the key of the source in the file.
    pub(super) span: Range<usize>,
    /// All fields of the source except the note.
    pub(super) entry: hayagriva::Entry,
    /// The note of the source as plain text; may be empty.
    pub(super) note: String,
    /// What is shown in the place of the year, `in press`; empty if the year is.
    pub(super) shown_date: String,
    /// Until when its date goes, within the year.
    pub(super) until: Option<LaterDate>,
    /// The ledger of the source, as its author wrote it.
    pub(super) ledger: WrittenLedger,
}

/// The ledger of a source as its author wrote it: keys and values.
pub(super) type WrittenLedger = Vec<(Spanned<String>, Spanned<String>)>;

/// The sources of a file, and the diagnostics of parsing it.
pub(super) type ParsedFile = (Vec<ParsedSource>, Vec<Diagnostic>);

/// A BibTeX or YAML file of sources: its path and its text.
pub(super) struct BibliographyFile<'a> {
    pub(super) path: &'a SourcePath,
    pub(super) text: &'a Arc<str>,
}

impl BibliographyFile<'_> {
    /// Whether the file is in BibTeX, by its extension, and not in YAML.
    pub(super) fn is_bibtex(&self) -> bool {
        self.path.extension().eq_ignore_ascii_case("bib")
    }

    /// An error at a byte range of the file.
    pub(super) fn error(&self, message: impl Into<String>, span: Range<usize>) -> Diagnostic {
        let place = Place::span(self.path, self.text, span);
        Diagnostic::error(Code::InvalidBibliography, message, place)
    }

    /// A warning about a value of a source that is shown, but perhaps not as it is meant.
    pub(super) fn warning(&self, key: &str, problem: &str, span: Range<usize>) -> Diagnostic {
        let place = Place::span(self.path, self.text, span);
        let message = format!("the source `{key}`: {problem}");
        Diagnostic::warning(Code::DoubtfulSource, message, place)
    }
}

/// Whether a file holds sources, read or not: by its ending, its name, or what stands in it.
pub(super) fn is_bibliography(path: &SourcePath, source: &Source) -> bool {
    let head = || {
        let text = String::from_utf8_lossy(source.head());
        text.chars().filter(|char| !char.is_whitespace()).collect::<String>()
    };
    let extension = path.extension();
    let is = |known: &str| extension.eq_ignore_ascii_case(known);
    if is("yml") || is("yaml") {
        return path.file_stem().eq_ignore_ascii_case("sources");
    }
    // Zotero and others write their sources in this form, which is that of styles.
    if is("json") {
        let text = head();
        let has_type = |name: &&str| text.contains(&format!("\"type\":\"{name}\""));
        return text.starts_with("[{")
            && text.contains("\"title\":")
            && ["\"author\":", "\"editor\":", "\"issued\":"].iter().any(|key| text.contains(key))
            && CSL_TYPES.iter().any(has_type);
    }
    // EndNote.
    if is("xml") {
        let text = head();
        return text.contains("<records>") && text.contains("<ref-type");
    }
    ["bib", "bibtex", "ris", "enw", "nbib"].into_iter().any(is)
}

/// The types of sources in lists of CSL-JSON.
const CSL_TYPES: &[&str] = &[
    "article",
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "book",
    "chapter",
    "dataset",
    "document",
    "entry-encyclopedia",
    "manuscript",
    "motion_picture",
    "paper-conference",
    "patent",
    "post-weblog",
    "report",
    "software",
    "thesis",
    "webpage",
];

/// The error of a key that two sources have.
pub(super) fn duplicate_key(key: &str, place: Place, first: Place) -> Diagnostic {
    let message = format!("the source `{key}` is defined twice");
    Diagnostic::error(Code::DuplicateSource, message, place)
        .related(first, "first defined here")
        .hint("rename or delete one of them")
}

/// The error for a key that no citation can name; `None` if one can, if need be as `[@{key}]`.
pub(super) fn check_key(
    file: &BibliographyFile<'_>,
    key: &str,
    span: &Range<usize>,
) -> Option<Diagnostic> {
    if is_citable(key) {
        return None;
    }
    let message = format!("citations cannot use the key `{key}`");
    let hint = "a key has no spaces, braces or brackets, such as `king2003`";
    Some(file.error(message, span.clone()).hint(hint))
}
