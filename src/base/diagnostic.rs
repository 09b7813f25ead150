//! [`Diagnostic`]: a problem of the content, with its place and how to fix it. Always a value,
//! never a log line; printed by the command line, shown by the development server.

use std::fmt;
use std::ops::{Add, Range, Sub};
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
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal => $published:expr,)+) => {
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

            /// What diagnostics with the code mean, in a sentence of Markdown.
            pub fn meaning(self) -> &'static str {
                match self { $(Code::$variant => concat!($($doc,)+).trim_ascii(),)+ }
            }

            /// What is published in the place of the fault if the level of the code lets a site
            /// with it be published. `None` if no level can: the site would be wrong or dangerous.
            pub fn published(self) -> Option<&'static str> {
                match self { $(Code::$variant => $published,)+ }
            }

            /// Whether a baseline may record faults of this code: those that a level can lower,
            /// but for secrets, which only the configuration allows, file by file. Who records the
            /// faults of today must not publish a key by it.
            pub fn may_be_recorded(self) -> bool {
                self.published().is_some() && self != Code::SecretFile
            }

            /// The code that is spelled so.
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|code| code.as_str() == name)
            }
        }
    };
}

codes! {
    /// The configuration or a theme's `theme.toml` is not valid TOML.
    InvalidConfig = "invalid-config" => None,
    /// Front matter that is not valid TOML or YAML, or is never closed.
    InvalidFrontMatter = "invalid-front-matter" => None,
    /// A key that nothing reads.
    UnknownKey = "unknown-key" => Some("the page, and the key in `page.extra`"),
    /// A value of the wrong type or outside its range.
    InvalidValue = "invalid-value" => Some("the default in the place of the value"),
    /// No words for the interface in the language of the site.
    MissingWords = "missing-words" => Some("the words of English"),
    /// A fault of the baseline that the site no longer has.
    MendedFault = "mended-fault" => Some("the site as it is"),
    /// A key that must be there and is not.
    MissingKey = "missing-key" => None,
    /// No `content` folder, or no page in it.
    NoContent = "no-content" => None,
    /// A first heading that differs from the title in the front matter.
    TitleDiffers = "title-differs" => Some("the title of the front matter, and the heading below it"),
    /// A text file that is not UTF-8.
    NotUtf8 = "not-utf8" => Some("the site without the page"),
    /// A source file or folder that cannot be read.
    Unreadable = "unreadable" => None,
    /// A file name that cannot be part of an address.
    InvalidName = "invalid-name" => Some("the site without the file"),
    /// A symbolic link that leads to a hidden file, out of the content, to itself or to nothing, or that
    /// would publish the source of a page.
    BadSymlink = "bad-symlink" => Some("the site without what the link leads to"),
    /// A file whose name is that of a key, a password or a database, or that begins as one.
    SecretFile = "secret-file" => Some("the file, which everybody can read"),
    /// A page in a format that is not read.
    UnreadPage = "unread-page" => Some("the file as it is"),
    /// A page that is more work than a page may be.
    SlowPage = "slow-page" => None,
    /// A link to a page or file that does not exist, or an address that cannot be one.
    BrokenLink = "broken-link" => Some("the text of the link without an address"),
    /// A link without text.
    EmptyLink = "empty-link" => Some("the title of what the link leads to"),
    /// A link that holds a link or a note, and an image that holds a note, which are only text.
    NestedLink = "nested-link" => Some("the outer link as it is written"),
    /// A link to a heading or item that its page does not have.
    BrokenAnchor = "broken-anchor" => Some("a link to the page, without the anchor"),
    /// A link to a page that is a draft and left out of this build.
    DraftLink = "draft-link" => Some("the text of the link without an address"),
    /// A link that goes through an alias instead of the page itself.
    AliasLink = "alias-link" => Some("a link to the page itself"),
    /// A link that differs from the path of its file in upper and lower case.
    LinkCase = "link-case" => Some("a link to the file"),
    /// A link whose fragment means different headings by the rules of different forges.
    AmbiguousAnchor = "ambiguous-anchor" => Some("a link to the first of the two headings"),
    /// A link to the computer of whoever follows it: `localhost`, `file:`.
    LocalAddress = "local-address" => Some("the link as it is"),
    /// A link with a URL scheme that is not known.
    UnknownScheme = "unknown-scheme" => Some("the link as it is"),
    /// A link with a URL scheme that runs code.
    UnsafeLink = "unsafe-link" => Some("the text of the link without an address"),
    /// `[text][label]` without a definition of the label.
    BrokenReference = "broken-reference" => Some("the brackets as they are written"),
    /// A footnote that is used and not defined.
    UndefinedFootnote = "undefined-footnote" => Some("the mark as it is written"),
    /// A footnote that is defined and not used.
    UnusedFootnote = "unused-footnote" => Some("the page without the footnote"),
    /// An image that does not exist.
    MissingImage = "missing-image" => Some("the alternative text of the image"),
    /// An image that is broken or not of the type that its name says.
    InvalidImage = "invalid-image" => Some("the image as it is"),
    /// An image on another server, which the Content-Security-Policy blocks.
    ExternalImage = "external-image" => Some("the image, which the policy of the site keeps browsers from loading"),
    /// Syntax of another tool, which is only text here.
    ForeignSyntax = "foreign-syntax" => Some("the text as it is written"),
    /// Marks of emphasis between punctuation and a letter, which are only text there.
    UnclosedEmphasis = "unclosed-emphasis" => Some("the marks as they are written"),
    /// A fence that nothing closes, so that what follows it is code.
    UnclosedFence = "unclosed-fence" => Some("what follows the fence as code"),
    /// An attribute block that does not parse, or that nothing takes.
    InvalidAttributes = "invalid-attributes" => Some("the text without the attributes"),
    /// A row of a table with more cells than columns, or a header that fits no columns.
    BrokenTable = "broken-table" => Some("the table without what is behind its last column"),
    /// A heading without text.
    EmptyHeading = "empty-heading" => Some("the heading, with a link to it"),
    /// A task without text of its own.
    EmptyTask = "empty-task" => Some("the item, with a box if it has an id or text after its mark"),
    /// A directive that does not exist, or an argument that it does not take.
    InvalidDirective = "invalid-directive" => Some("the directive as it is written"),
    /// A comparison with a missing or superfluous cell, column or row.
    InvalidComparison = "invalid-comparison" => None,
    /// An assessment, audit or worksheet whose body and front matter do not fit together.
    InvalidInstrument = "invalid-instrument" => None,
    /// A condition of a band that cannot be parsed.
    InvalidCondition = "invalid-condition" => None,
    /// A score of an instrument for which no band has a reading.
    ScoreWithoutBand = "score-without-band" => None,
    /// A band that no score reaches.
    UnreachableBand = "unreachable-band" => Some("the instrument with the band"),
    /// Bands that take too long to prove complete and reachable.
    UnprovenBands = "unproven-bands" => Some("the instrument as it is"),
    /// A field of a two-by-two chart whose scores have several readings.
    MixedQuarter = "mixed-quarter" => Some("the field without a name"),
    /// An id that two elements of a page have, or that is reserved for the page chrome.
    DuplicateId = "duplicate-id" => Some("both elements; a link leads to the first"),
    /// `[[…]]` or `[@…]` that begins like a term or a citation and is neither.
    InvalidReference = "invalid-reference" => Some("the brackets as they are written"),
    /// A bibliography that cannot be read.
    InvalidBibliography = "invalid-bibliography" => Some("the sources that can be read; a citation of another as it is written"),
    /// A value of a source that is shown, but perhaps not as it is meant.
    DoubtfulSource = "doubtful-source" => Some("the source, with the value as the message tells"),
    /// A ledger of a source that lacks a key of the site, or has one or a value that is not its own.
    InvalidLedger = "invalid-ledger" => Some("the source without what is wrong in its ledger"),
    /// A key that two sources of the bibliography have.
    DuplicateSource = "duplicate-source" => Some("the first of the two sources"),
    /// A citation of a source that does not exist.
    UnknownSource = "unknown-source" => Some("the citation as it is written"),
    /// Sources that no page cites.
    UnusedSource = "unused-source" => Some("the source in the list of sources"),
    /// A name that two terms of the glossary have.
    DuplicateTerm = "duplicate-term" => Some("both terms; references lead to the first"),
    /// A term that no glossary has.
    UnknownTerm = "unknown-term" => Some("the brackets as they are written"),
    /// A term of the glossary that no page uses.
    UnusedTerm = "unused-term" => Some("the term in the glossary"),
    /// An id that links or saved data of readers depend on and that is generated from text instead
    /// of written in the source.
    MissingId = "missing-id" => Some("an id made from the text: with another text, what readers saved is lost"),
    /// A line of `ids.lock` that cannot be parsed, or that repeats another.
    InvalidLock = "invalid-lock" => None,
    /// An id of `ids.lock` that its page no longer has.
    VanishedId = "vanished-id" => None,
    /// An address that the output folder had and that leads nowhere now.
    VanishedAddress = "vanished-address" => Some("the site without the address"),
    /// A running site that answers an address otherwise than the build says.
    LiveAnswer = "live-answer" => Some("nothing: the check only asks"),
    /// A running site that sends a header otherwise than the build says.
    LiveHeader = "live-header" => Some("nothing: the check only asks"),
    /// A running site that sends other content than the build makes.
    LiveContent = "live-content" => Some("nothing: the check only asks"),
    /// An id that was retired and is used again.
    ReusedId = "reused-id" => None,
    /// Two pages with one `key`.
    DuplicateKey = "duplicate-key" => None,
    /// A code block in a language that is not known.
    UnknownLanguage = "unknown-language" => Some("the code without colours"),
    /// Raw HTML where the configuration refuses it.
    RawHtml = "raw-html" => Some("the page without the HTML"),
    /// Raw HTML that does not close what it opens, or closes what is not open.
    InvalidHtml = "invalid-html" => Some("the element closed with what is around it; a tag that ends nothing left out, one that would hide the rest as text"),
    /// Something in raw HTML that the Content-Security-Policy of the site keeps from readers.
    BlockedContent = "blocked-content" => Some("the HTML as it is, of which browsers do not show or run this part"),
    /// Two sources that would be written to one file of the site.
    OutputCollision = "output-collision" => None,
    /// An alias at whose address there is something else.
    AliasCollision = "alias-collision" => Some("what else is at the address; the link to the page is left out"),
    /// A `slug`, `path` or alias that cannot be an address.
    InvalidRoute = "invalid-route" => Some("the page at the address of its file, without the alias"),
    /// A page or folder that cannot have the address of its name: another has it, or nothing of the
    /// name can stand in one.
    MadeAddress = "made-address" => Some("the page at the free address that the message tells"),
    /// A page in no navigation that nothing links to.
    OrphanPage = "orphan-page" => Some("the page, which readers find by search and by the list of contents"),
    /// A page whose review is due, or a `review_by` that is no date.
    ReviewDue = "review-due" => Some("the page as it is"),
    /// A theme that does not exist or extends itself.
    UnknownTheme = "unknown-theme" => None,
    /// A template, or another file among templates, that nothing uses.
    UnusedTemplate = "unused-template" => Some("the page as the theme draws it"),
    /// A script or style sheet of a theme that no `theme.toml` lists.
    UnlistedAsset = "unlisted-asset" => Some("the site without the file"),
    /// A template that a page asks for and that does not exist.
    MissingTemplate = "missing-template" => Some("the page in the template for its kind"),
    /// A script or style sheet with a bracket, string or comment that nothing closes.
    ScriptSyntax = "script-syntax" => Some("the file as it is"),
    /// A template that does not parse.
    TemplateSyntax = "template-syntax" => None,
    /// A template that fails while a page is rendered.
    TemplateError = "template-error" => None,
    /// A template with too many tags, or whose output exceeds the limit.
    TemplateTooLarge = "template-too-large" => None,
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
#[derive(Clone, Debug)]
pub struct Excerpt {
    /// The full text of the file.
    pub text: Arc<str>,
    /// The offending range of `text`, in bytes.
    pub range: Range<usize>,
}

impl PartialEq for Excerpt {
    // By the texts last: those of a file with thousands of faults are one, and long.
    fn eq(&self, other: &Self) -> bool {
        self.range == other.range
            && (Arc::ptr_eq(&self.text, &other.text) || self.text == other.text)
    }
}

impl Eq for Excerpt {}

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

/// The last boundary of characters that is not behind an offset in bytes.
pub fn boundary_at(text: &str, offset: usize) -> usize {
    let offset = offset.min(text.len());
    (0..=offset).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// The line and the column of a byte offset, both counted from 1.
fn position(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..boundary_at(text, offset)];
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
    /// Whether no level can lower this diagnostic, whatever its code.
    pub is_fixed: bool,
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
            is_fixed: false,
        }
    }

    /// Makes the diagnostic one that no level can lower.
    #[must_use]
    pub fn fixed(mut self) -> Self {
        self.is_fixed = true;
        self
    }

    /// Whether a level may lower the diagnostic.
    pub fn may_be_lowered(&self) -> bool {
        !self.is_fixed && self.code.published().is_some()
    }

    /// Whether a baseline may record the diagnostic.
    pub fn may_be_recorded(&self) -> bool {
        !self.is_fixed && self.code.may_be_recorded()
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

    /// The file of the place.
    pub fn file(&self) -> Option<&SourcePath> {
        self.place.as_ref().map(|place| &place.path)
    }

    /// Whether the diagnostic prevents publishing under `--strict` alone.
    pub fn is_warning(&self) -> bool {
        self.severity == Severity::Warning
    }

    /// Whether a file could not be read, so that it is not known what it holds.
    pub fn is_about_an_unread_file(&self) -> bool {
        self.is_error() && matches!(self.code, Code::Unreadable | Code::NotUtf8)
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

/// The most diagnostics of one file that are kept.
pub const OF_A_FILE: usize = 500;

/// Leaves the first diagnostics of each file, of sorted ones, and says before them how many more there
/// are, since of many that are alike only the first are shown. Gives the totals of those that are left
/// out, of which one of each file is counted with what says so.
pub fn limit(diagnostics: &mut Vec<Diagnostic>) -> DiagnosticTotals {
    let mut left_out = DiagnosticTotals::default();
    let mut kept = Vec::new();
    for of_file in diagnostics.chunk_by(|a, b| a.file() == b.file()) {
        let (first, rest) = of_file.split_at(of_file.len().min(OF_A_FILE));
        let worst = rest.iter().min_by_key(|d| d.severity);
        let (Some(path), Some(worst)) = (of_file[0].file(), worst) else {
            kept.extend_from_slice(of_file);
            continue;
        };
        let message = format!("{} more messages on `{path}` are left out", rest.len());
        let place = Some(Place::file(path));
        let last = Diagnostic::new(worst.severity, worst.code, message, place)
            .hint("mend those that are told, and run the command again");
        left_out = left_out + DiagnosticTotals::of(rest) - DiagnosticTotals::of([&last]);
        kept.push(last);
        kept.extend_from_slice(first);
    }
    *diagnostics = kept;
    left_out
}

/// The numbers of errors and warnings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DiagnosticTotals {
    /// The number of errors.
    pub errors: usize,
    /// The number of warnings.
    pub warnings: usize,
}

impl DiagnosticTotals {
    /// The totals of diagnostics.
    pub fn of<'d>(diagnostics: impl IntoIterator<Item = &'d Diagnostic>) -> Self {
        let mut totals = Self::default();
        for diagnostic in diagnostics {
            totals.errors += usize::from(diagnostic.is_error());
            totals.warnings += usize::from(diagnostic.is_warning());
        }
        totals
    }
}

impl Add for DiagnosticTotals {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        let Self { errors, warnings } = other;
        Self { errors: self.errors + errors, warnings: self.warnings + warnings }
    }
}

impl Sub for DiagnosticTotals {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        let Self { errors, warnings } = other;
        Self { errors: self.errors - errors, warnings: self.warnings - warnings }
    }
}
