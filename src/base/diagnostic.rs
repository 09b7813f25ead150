//! [`Diagnostic`]: a problem of the content, with its place and how to fix it. Always a value,
//! never a log line; printed by the command line, shown by the development server.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use serde::Serialize;

use crate::base::paths::SourcePath;

/// The severity of a diagnostic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// An error, which prevents publishing.
    Error,
    /// A warning, which does not prevent publishing; an error under `--strict`.
    Warning,
    /// A note: no problem of the site, but reported because somebody asked for it.
    Note,
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal,)+) => {
        /// The kind of a diagnostic: the kebab-case word in the brackets of a message.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[doc = $doc])+ $variant,)+ }

        impl Code {
            /// Every code of a diagnostic, in the order of declaration.
            pub const ALL: &[Code] = &[$(Code::$variant,)+];

            /// The kebab-case word that users see and search for.
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$variant => $name,)+ }
            }
        }
    };
}

codes! {
    /// The configuration or a theme's `theme.toml` is not valid TOML.
    InvalidConfig = "invalid-config",
    /// Front matter that is not valid TOML or YAML, or is never closed.
    InvalidFrontMatter = "invalid-front-matter",
    /// A key that nothing reads.
    UnknownKey = "unknown-key",
    /// A value of the wrong type or outside its range.
    InvalidValue = "invalid-value",
    /// A key that must be there and is not.
    MissingKey = "missing-key",
    /// No `content` folder, or no page in it.
    NoContent = "no-content",
    /// A page with neither a title nor a heading to take it from.
    NoTitle = "no-title",
    /// A first heading that differs from the title in the front matter.
    TitleDiffers = "title-differs",
    /// A text file that is not UTF-8.
    NotUtf8 = "not-utf8",
    /// A source file or folder that cannot be read.
    Unreadable = "unreadable",
    /// A file name that cannot be part of an address.
    InvalidName = "invalid-name",
    /// A symbolic link that leads out of the site, to itself or to nothing.
    BadSymlink = "bad-symlink",
    /// A page that took longer than its time budget.
    SlowPage = "slow-page",
    /// A link to a page or file that does not exist.
    BrokenLink = "broken-link",
    /// A link to a heading or item that its page does not have.
    BrokenAnchor = "broken-anchor",
    /// A link to a page that is a draft and left out of this build.
    DraftLink = "draft-link",
    /// A link that goes through an alias instead of the page itself.
    AliasLink = "alias-link",
    /// A link with a URL scheme that runs code.
    UnsafeLink = "unsafe-link",
    /// `[text][label]` without a definition of the label.
    BrokenReference = "broken-reference",
    /// A footnote that is used and not defined.
    UndefinedFootnote = "undefined-footnote",
    /// A footnote that is defined and not used.
    UnusedFootnote = "unused-footnote",
    /// An image that does not exist.
    MissingImage = "missing-image",
    /// An image that is broken or not of the type that its name says.
    InvalidImage = "invalid-image",
    /// An image on another server, which the Content-Security-Policy blocks.
    ExternalImage = "external-image",
    /// An attribute block that does not parse.
    InvalidAttributes = "invalid-attributes",
    /// A directive that does not exist, or an argument that it does not take.
    InvalidDirective = "invalid-directive",
    /// A comparison with a missing or superfluous cell, column or row.
    InvalidComparison = "invalid-comparison",
    /// An assessment, audit or worksheet whose body and front matter do not fit together.
    InvalidInstrument = "invalid-instrument",
    /// A condition of a band that cannot be parsed.
    InvalidCondition = "invalid-condition",
    /// A score of an instrument for which no band has a reading.
    ScoreWithoutBand = "score-without-band",
    /// A band that no score reaches.
    UnreachableBand = "unreachable-band",
    /// Bands that take too long to prove complete and reachable.
    UnprovenBands = "unproven-bands",
    /// An id that two elements of a page have, or that is reserved for the page chrome.
    DuplicateId = "duplicate-id",
    /// `[[…]]` or `[@…]` that begins like a term or a citation and is neither.
    InvalidReference = "invalid-reference",
    /// A bibliography that cannot be read.
    InvalidBibliography = "invalid-bibliography",
    /// A key that two sources of the bibliography have.
    DuplicateSource = "duplicate-source",
    /// A citation of a source that does not exist.
    UnknownSource = "unknown-source",
    /// Sources that no page cites.
    UnusedSource = "unused-source",
    /// A name that two terms of the glossary have.
    DuplicateTerm = "duplicate-term",
    /// A term that no glossary has.
    UnknownTerm = "unknown-term",
    /// A term of the glossary that no page uses.
    UnusedTerm = "unused-term",
    /// An id that links or saved data of readers depend on and that is generated from text instead
    /// of written in the source.
    MissingId = "missing-id",
    /// A line of `ids.lock` that cannot be parsed, or that repeats another.
    InvalidLock = "invalid-lock",
    /// An id of `ids.lock` that its page no longer has.
    VanishedId = "vanished-id",
    /// An id that was retired and is used again.
    ReusedId = "reused-id",
    /// Two pages with one `key`.
    DuplicateKey = "duplicate-key",
    /// A code block in a language that is not known.
    UnknownLanguage = "unknown-language",
    /// Raw HTML where the configuration refuses it.
    RawHtml = "raw-html",
    /// Two sources that would be written to one file of the site.
    OutputCollision = "output-collision",
    /// A `slug`, `path` or alias that cannot be an address.
    InvalidRoute = "invalid-route",
    /// A page in no navigation that nothing links to.
    OrphanPage = "orphan-page",
    /// A page whose review is due.
    ReviewDue = "review-due",
    /// A theme that does not exist or extends itself.
    UnknownTheme = "unknown-theme",
    /// A template that a page asks for and that does not exist.
    MissingTemplate = "missing-template",
    /// A script of a theme that does not parse.
    ScriptSyntax = "script-syntax",
    /// A template that does not parse.
    TemplateSyntax = "template-syntax",
    /// A template that fails while a page is rendered.
    TemplateError = "template-error",
    /// A template whose output exceeds the limit.
    TemplateTooLarge = "template-too-large",
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Code {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// A range of a source text. Offsets are in bytes of the text as [`crate::source::Source::text`]
/// gives it: without a byte order mark and with `\n` alone at the ends of lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// The full text of the file.
    pub text: Arc<str>,
    /// The offending range of `text`, in bytes.
    pub range: Range<usize>,
}

impl Excerpt {
    /// The line and the column, counted from 1, of the first character. Columns count characters.
    pub fn line_and_column(&self) -> (usize, usize) {
        position(&self.text, self.range.start)
    }

    /// The line and the column, counted from 1, of the end of the range.
    pub fn end_line_and_column(&self) -> (usize, usize) {
        position(&self.text, self.range.end)
    }
}

/// The line and the column of a byte offset, both counted from 1.
fn position(text: &str, offset: usize) -> (usize, usize) {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    let before = &text[..offset];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (before.bytes().filter(|b| *b == b'\n').count() + 1, before[line_start..].chars().count() + 1)
}

/// The location of a diagnostic: a file, and usually a range in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The path of the file.
    pub path: SourcePath,
    /// The range; `None` for the file as a whole.
    pub excerpt: Option<Excerpt>,
}

impl Place {
    /// A file as a whole.
    pub fn file(path: &SourcePath) -> Self {
        Self { path: path.clone(), excerpt: None }
    }

    /// A range of a file, in bytes of `text`.
    pub fn span(path: &SourcePath, text: &Arc<str>, range: Range<usize>) -> Self {
        Self { path: path.clone(), excerpt: Some(Excerpt { text: text.clone(), range }) }
    }

    /// A range of a file whose text is not at hand: [`Diagnostic::with_texts`] adds it.
    pub fn without_text(path: &SourcePath, range: Range<usize>) -> Self {
        Self::span(path, &Arc::default(), range)
    }

    /// The sort key: file, then offset.
    fn order(&self) -> (&SourcePath, usize) {
        (&self.path, self.excerpt.as_ref().map_or(0, |e| e.range.start))
    }
}

/// A problem of the content, or a note on it.
///
/// Wording: lower case, no full stop, the author's text in backticks, hints that can be acted on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The severity of the diagnostic.
    pub severity: Severity,
    /// The kind of the problem.
    pub code: Code,
    /// The problem in one line.
    pub message: String,
    /// The location; `None` only when no file can be named.
    pub place: Option<Place>,
    /// The label under the carets; may be empty.
    pub label: String,
    /// Further locations, each with a label, such as the first of two that collide.
    pub related: Vec<(Place, String)>,
    /// Suggestions that fix the problem.
    pub hints: Vec<String>,
}

impl Diagnostic {
    /// An error at a place.
    pub fn error(code: Code, message: impl Into<String>, place: Place) -> Self {
        Self::new(Severity::Error, code, message.into(), Some(place))
    }

    /// A warning at a place.
    pub fn warning(code: Code, message: impl Into<String>, place: Place) -> Self {
        Self::new(Severity::Warning, code, message.into(), Some(place))
    }

    /// A note at a place.
    pub fn note(code: Code, message: impl Into<String>, place: Place) -> Self {
        Self::new(Severity::Note, code, message.into(), Some(place))
    }

    /// An error of the whole site.
    pub fn global(code: Code, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message.into(), None)
    }

    /// A diagnostic of any severity, at a place or of the whole site.
    pub fn new(severity: Severity, code: Code, message: String, place: Option<Place>) -> Self {
        Self {
            severity,
            code,
            message,
            place,
            label: String::new(),
            related: Vec::new(),
            hints: Vec::new(),
        }
    }

    /// Sets the label under the carets.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Adds a hint.
    #[must_use]
    pub fn hint(self, hint: impl Into<String>) -> Self {
        self.hints([hint])
    }

    /// Adds hints; an `Option` is one or none.
    #[must_use]
    pub fn hints(mut self, hints: impl IntoIterator<Item: Into<String>>) -> Self {
        self.hints.extend(hints.into_iter().map(Into::into));
        self
    }

    /// Adds a "did you mean" hint when there is a suggestion.
    #[must_use]
    pub fn did_you_mean(self, suggestion: Option<impl fmt::Display>) -> Self {
        self.hints(suggestion.map(|name| format!("did you mean `{name}`?")))
    }

    /// Adds a further location with its label.
    #[must_use]
    pub fn related(self, place: Place, label: impl Into<String>) -> Self {
        self.related_if(Some(place), label)
    }

    /// Adds a further location with its label, if there is one.
    #[must_use]
    pub fn related_if(mut self, place: Option<Place>, label: impl Into<String>) -> Self {
        self.related.extend(place.map(|place| (place, label.into())));
        self
    }

    /// Adds the texts of files to the places, which are whole files where there is no text.
    #[must_use]
    pub fn with_texts(mut self, text_of: &dyn Fn(&SourcePath) -> Option<Arc<str>>) -> Self {
        let related = self.related.iter_mut().map(|(place, _)| place);
        for place in self.place.iter_mut().chain(related) {
            let Place { path, excerpt } = place;
            *excerpt = excerpt
                .take()
                .and_then(|excerpt| Some(Excerpt { text: text_of(path)?, range: excerpt.range }));
        }
        self
    }

    /// Whether the diagnostic prevents publishing.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// Sorts by file, offset, severity, code and message, and drops exact duplicates.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    fn order(d: &Diagnostic) -> impl Ord + '_ {
        (d.place.as_ref().map(Place::order), d.severity, d.code, d.message.as_str())
    }
    diagnostics.sort_by(|a, b| order(a).cmp(&order(b)));
    diagnostics.dedup();
}
