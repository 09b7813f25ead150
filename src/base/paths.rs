//! Paths as validated values, and every conversion between them.
//!
//! A *source path* names an input, a *route* is the address of a page, an *output path* names a
//! file of the site, an *anchor* is the id of an element on a page.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use serde::Serialize;
use thiserror::Error;
use unicase::UniCase;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

use crate::base::fingerprint::Fingerprint;

/// Text that its constructors check, and that is cheap to copy.
macro_rules! checked_text {
    ($(#[doc = $doc:literal])+ $name:ident) => {
        $(#[doc = $doc])+
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(transparent)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The text itself.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&self.0, f)
            }
        }
    };
}

checked_text! {
    /// The path of a source file, relative to the site's root, with `/` between the parts:
    /// `content/roles/two-axes.md`. Never empty, never absolute, never with `.` or `..` parts.
    SourcePath
}

impl SourcePath {
    /// A path from text with `/` between its parts; `.` and `..` are resolved.
    /// `None` when the result is empty or climbs above the root.
    pub fn new(path: &str) -> Option<Self> {
        normalise(path).filter(|p| !p.is_empty()).map(|p| Self(p.into()))
    }

    /// The file name: `two-axes.md`.
    pub fn file_name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or_default()
    }

    /// The file name without its extension: `two-axes`.
    pub fn file_stem(&self) -> &str {
        split_extension(self.file_name()).0
    }

    /// The extension as written, without the dot, or an empty text.
    pub fn extension(&self) -> &str {
        split_extension(self.file_name()).1
    }

    /// The folder of the file, without a slash at its end; empty at the root.
    pub fn folder(&self) -> &str {
        self.0.rfind('/').map_or("", |slash| &self.0[..slash])
    }

    /// The rest of the path below `folder`, which is empty for the root; `None` for a file elsewhere.
    pub fn below(&self, folder: &str) -> Option<&str> {
        if folder.is_empty() {
            return Some(&self.0);
        }
        self.0.strip_prefix(folder)?.strip_prefix('/')
    }

    /// Whether a reader takes the path for `path`: equal in Unicode normal form C. Some systems
    /// store names in another form than keyboards give.
    pub fn reads_as(&self, path: &str) -> bool {
        self.0.nfc().eq(path.nfc())
    }

    /// The path percent-encoded, for use within a URL.
    pub fn encoded(&self) -> String {
        encode(&self.0)
    }

    /// The target of a relative reference from this file, with `.` and `..` resolved.
    /// `None` when it climbs above the root.
    pub fn join(&self, relative: &str) -> Option<String> {
        normalise(&format!("{}/{relative}", self.folder()))
    }
}

/// A file name without its extension, and the extension without the dot. What begins with its only
/// dot has none.
fn split_extension(name: &str) -> (&str, &str) {
    match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => (stem, extension),
        _ => (name, ""),
    }
}

/// Resolves `.`, `..` and doubled slashes; `None` when the path climbs above its start.
fn normalise(path: &str) -> Option<String> {
    let (path, climbs) = resolve("", path);
    (!climbs).then(|| path.trim_end_matches('/').to_owned())
}

/// A path from a folder without `.`, `..` and doubled slashes, with a slash at the end if it leads
/// to a folder below the start; and whether it climbs above the start, which browsers ignore.
pub fn resolve(folder: &str, path: &str) -> (String, bool) {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let mut climbs = false;
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => climbs |= parts.pop().is_none(),
            part => parts.push(part),
        }
    }
    let is_folder = matches!(path.rsplit('/').next(), Some("" | "." | ".."));
    let slash = if is_folder && !parts.is_empty() { "/" } else { "" };
    (parts.join("/") + slash, climbs)
}

checked_text! {
    /// The address of a page within the site, without the base path: `/` or `/roles/two-axes/`.
    /// Always begins and ends with a slash; not percent-encoded. Only the former address of an HTML
    /// file, `/legacy.html`, has no slash at its end.
    Route
}

impl Route {
    /// The route of the home page.
    pub fn root() -> Self {
        Self("/".into())
    }

    /// A route from the text of a `path` or an alias, with or without slashes at its ends.
    ///
    /// # Errors
    /// The problem, displayed as a phrase that can stand after the offending text.
    pub fn new(path: &str) -> Result<Self, PathProblem> {
        let trimmed = path.trim_matches('/');
        if trimmed.is_empty() {
            return Ok(Self::root());
        }
        OutputPath::new(trimmed)?;
        Ok(Self(format!("/{trimmed}/").into()))
    }

    /// The route of a former address as browsers show it, percent-encoded, and its fragment.
    ///
    /// # Errors
    /// The problem, as of [`Route::new`].
    pub fn former(address: &str) -> Result<(Self, Option<&str>), PathProblem> {
        let (path, fragment) = match address.split_once('#') {
            Some((path, fragment)) => (path, Some(fragment)),
            None => (address, None),
        };
        let decoded = percent_decode_str(path).decode_utf8().unwrap_or(Cow::Borrowed(path));
        let route = Self::new(&decoded)?;
        let file = route.0.trim_end_matches('/');
        let lower = file.to_ascii_lowercase();
        let route = if lower.ends_with("/index.html") {
            Self(file[..file.len() - "index.html".len()].into())
        } else if [".html", ".htm"].iter().any(|ending| lower.ends_with(ending)) {
            Self(file.into())
        } else {
            route
        };
        Ok((route, fragment))
    }

    /// The route of a child: this route and one more segment, which must be free of slashes.
    ///
    /// # Errors
    /// The problem of the segment.
    pub fn child(&self, segment: &str) -> Result<Self, PathProblem> {
        check_part(segment)?;
        Ok(Self(format!("{}{segment}/", self.0).into()))
    }

    /// The route percent-encoded, without white space: the storage key, on readers' devices, of a
    /// page whose front matter has no `key`.
    pub fn key(&self) -> String {
        self.href("/")
    }

    /// The output path of the page: `roles/two-axes/index.html`.
    pub fn output(&self) -> OutputPath {
        let name = if self.0.ends_with('/') { "index.html" } else { "" };
        OutputPath(format!("{}{name}", &self.0[1..]).into())
    }

    /// The output path of a file beside the page: `roles/two-axes/figure.png`.
    ///
    /// # Errors
    /// The problem of the file's name.
    pub fn file(&self, name: &str) -> Result<OutputPath, PathProblem> {
        OutputPath::new(&format!("{}{name}", &self.0[1..]))
    }

    /// The route of the parent; `None` for the home page.
    pub fn parent(&self) -> Option<Self> {
        let inner = self.0.trim_end_matches('/');
        let slash = inner.rfind('/')?;
        Some(Self(self.0[..=slash].into()))
    }

    /// The address to print after a base path such as `/` or `/team/handbook/`, percent-encoded.
    pub fn href(&self, base_path: &str) -> String {
        href(base_path, &self.0[1..])
    }
}

checked_text! {
    /// The path of a file of the site, relative to the output folder: `roles/two-axes/index.html`.
    ///
    /// It cannot leave the output folder on any platform: relative, no `.` or `..`, no backslash, no
    /// drive, no control character, no name that Windows reserves, no part over 255 bytes.
    OutputPath
}

impl OutputPath {
    /// An output path from relative text with `/` between its parts.
    ///
    /// # Errors
    /// The problem of the path.
    pub fn new(path: &str) -> Result<Self, PathProblem> {
        for part in path.split('/') {
            check_part(part)?;
        }
        Ok(Self(path.into()))
    }

    /// The extension without the dot, or an empty text.
    pub fn extension(&self) -> &str {
        split_extension(self.0.rsplit('/').next().unwrap_or_default()).1
    }

    /// A key that is equal for two paths that some file system takes for one: case folded, in
    /// Unicode normal form C, without dots and spaces at the ends of parts.
    pub fn collision_key(&self) -> String {
        let folded: String = if self.0.is_ascii() {
            self.0.to_ascii_lowercase()
        } else {
            let composed: String = self.0.nfc().collect();
            UniCase::unicode(composed).to_folded_case().nfc().collect()
        };
        if !folded.split('/').any(|part| part.ends_with(['.', ' '])) {
            return folded;
        }
        let parts = folded.split('/').map(|part| part.trim_end_matches(['.', ' ']));
        parts.collect::<Vec<&str>>().join("/")
    }

    /// The address to print after a base path such as `/` or `/team/handbook/`, percent-encoded.
    pub fn href(&self, base_path: &str) -> String {
        href(base_path, &self.0)
    }
}

/// The problem of a text that cannot be a path of the site. Displayed, it continues "`text` …".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PathProblem {
    /// A `.` or `..` part, or an empty one.
    #[error("has an empty, `.` or `..` part")]
    LeavesFolder,
    /// A control character.
    #[error("contains the character U+{:04X}, which some systems cannot store", u32::from(*.0))]
    ControlCharacter(char),
    /// A backslash, a colon or another character that Windows refuses.
    #[error("contains the character `{0}`, which some systems cannot store")]
    ForbiddenCharacter(char),
    /// `con`, `nul`, `com1` and their like, with or without an extension.
    #[error("is a reserved name on Windows")]
    ReservedName,
    /// A part over 255 bytes.
    #[error("has a part longer than 255 bytes")]
    TooLong,
    /// A part that ends with a dot or a space, which Windows drops.
    #[error("has a part that ends with a dot or a space")]
    TrailingDotOrSpace,
}

fn check_part(part: &str) -> Result<(), PathProblem> {
    if matches!(part, "" | "." | "..") {
        return Err(PathProblem::LeavesFolder);
    }
    match part.chars().find(|c| c.is_control() || "\\/:*?\"<>|".contains(*c)) {
        Some(c) if c.is_control() => return Err(PathProblem::ControlCharacter(c)),
        Some(c) => return Err(PathProblem::ForbiddenCharacter(c)),
        None => {}
    }
    if part.len() > 255 {
        return Err(PathProblem::TooLong);
    }
    if part.ends_with(['.', ' ']) {
        return Err(PathProblem::TrailingDotOrSpace);
    }
    if is_reserved(part) {
        return Err(PathProblem::ReservedName);
    }
    Ok(())
}

/// Device names of Windows, which it takes for the device with any extension.
/// Source: Microsoft, "Naming Files, Paths, and Namespaces".
fn is_reserved(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or_default().trim_end().to_ascii_lowercase();
    let numbered = |prefix| {
        stem.strip_prefix(prefix)
            .is_some_and(|n: &str| n.len() == 1 && n.as_bytes()[0].is_ascii_digit() && n != "0")
    };
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

/// Characters to be percent-encoded in the path of a URL: the path percent-encode set of the WHATWG
/// URL standard, and those that would end an HTML attribute.
const PATH_ENCODE_SET: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}')
    .add(b'%')
    .add(b'\'')
    .add(b'^')
    .add(b'|')
    .add(b'\\');

/// An anchor percent-encoded as the fragment of a URL, without `#`.
pub fn encode_fragment(anchor: &str) -> String {
    encode(anchor)
}

/// A path percent-encoded, for use within a URL.
pub fn encode(path: &str) -> String {
    Cow::from(utf8_percent_encode(path, PATH_ENCODE_SET)).into_owned()
}

/// A path percent-encoded, after a base path. Most paths are printed as they are.
fn href(base_path: &str, path: &str) -> String {
    [base_path, &Cow::from(utf8_percent_encode(path, PATH_ENCODE_SET))].concat()
}

checked_text! {
    /// The `id` of an element on a page. Never empty, without white space.
    Anchor
}

impl Anchor {
    /// An anchor that an author wrote, as HTML allows it; `None` for an empty text or white space.
    pub fn written(id: &str) -> Option<Self> {
        let valid = !id.is_empty() && !id.contains(|c: char| c.is_whitespace() || c.is_control());
        valid.then(|| Self(id.into()))
    }

    /// An anchor on which more than links relies, such as a reader's answers,
    /// `[a-z0-9]+(-[a-z0-9]+)*`; `None` for any other text.
    pub fn authored(id: &str) -> Option<Self> {
        let valid = !id.is_empty()
            && id.split('-').all(|part| {
                !part.is_empty()
                    && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
            });
        valid.then(|| Self(id.into()))
    }

    /// The anchor of a heading, by GitHub's rule; `section` when nothing is left of its text.
    pub fn of_heading(text: &str) -> Self {
        let slug = github_slug(text);
        if slug.is_empty() { Self("section".into()) } else { Self(slug.into()) }
    }

    /// The [`slugify`]d text as an anchor; `section` when nothing is left of it.
    pub fn from_text(text: &str) -> Self {
        let slug = slugify(text);
        if slug.is_empty() { Self("section".into()) } else { Self(slug.into()) }
    }

    /// An anchor generated from text in the form that authors may write: at most
    /// [`LONGEST_GENERATED_ID`] characters, cut between words. Text without letters gives `word`;
    /// text with letters beyond a to z gives `word` and eight digits of the text's fingerprint.
    pub fn authorable(text: &str, word: &str) -> Self {
        let (mut slug, has_dropped) = romanise(text);
        if has_dropped {
            let hash = Fingerprint::of_bytes(text.trim().as_bytes()).short();
            slug = format!("{word}-{hash}");
        }
        if slug.len() > LONGEST_GENERATED_ID {
            let cut = slug[..=LONGEST_GENERATED_ID].rfind('-').unwrap_or(LONGEST_GENERATED_ID);
            slug.truncate(cut);
        }
        Self(if slug.is_empty() { word } else { &slug }.into())
    }

    /// An anchor taken unchecked: from raw HTML, or numbered by the build.
    pub fn raw(id: &str) -> Self {
        Self(id.into())
    }
}

/// The text in Unicode normal form C.
pub fn in_normal_form(text: &str) -> String {
    // Most texts are ASCII, which is in every normal form.
    if text.is_ascii() { text.to_owned() } else { text.nfc().collect() }
}

/// The most characters that [`Anchor::authorable`] generates.
pub const LONGEST_GENERATED_ID: usize = 40;

/// The text as letters a to z and digits, without accents, with one hyphen for each run of other
/// characters; and whether a letter or digit was dropped for it.
fn romanise(text: &str) -> (String, bool) {
    let mut slug = String::with_capacity(text.len());
    let mut has_dropped = false;
    let small: String = if text.is_ascii() {
        text.to_ascii_lowercase()
    } else {
        text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
    };
    for c in small.chars() {
        let letters = match c {
            '\'' | '’' => "",
            'a'..='z' | '0'..='9' => {
                slug.push(c);
                continue;
            }
            'æ' => "ae",
            'đ' | 'ð' => "d",
            'ı' => "i",
            'ł' => "l",
            'ø' => "o",
            'œ' => "oe",
            'ß' => "ss",
            'þ' => "th",
            c if c.is_alphanumeric() => {
                has_dropped = true;
                ""
            }
            _ if slug.is_empty() || slug.ends_with('-') => "",
            _ => "-",
        };
        slug.push_str(letters);
    }
    slug.truncate(slug.trim_end_matches('-').len());
    (slug, has_dropped)
}

/// Whether the text is a slug of ASCII characters already, as most file names are.
fn is_plain_slug(text: &str) -> bool {
    let is_known = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    text.bytes().all(is_known)
        && !text.starts_with('-')
        && !text.ends_with('-')
        && !text.contains("--")
}

/// The id that GitHub gives to a heading with this text: in lower case, without any character that
/// is no letter, mark, decimal digit, connecting punctuation, hyphen or space, and with a hyphen for
/// each space. Source: the filter `TableOfContentsFilter` of github/html-pipeline, `\p{Word}`.
pub fn github_slug(text: &str) -> String {
    text.to_lowercase().chars().filter_map(word_or_hyphen).collect()
}

/// The id that GitLab gives to a heading with this text: as [`github_slug`], with one hyphen for
/// several, and `anchor-` before digits alone. Source: GitLab's documentation of Markdown, "Heading
/// IDs and links".
pub fn gitlab_slug(text: &str) -> String {
    let mut slug = github_slug(text.trim());
    while slug.contains("--") {
        slug = slug.replace("--", "-");
    }
    let is_number = !slug.is_empty() && slug.bytes().all(|b| b.is_ascii_digit());
    if is_number { format!("anchor-{slug}") } else { slug }
}

/// A character as it stands in the id of a heading; `None` if it is left out.
fn word_or_hyphen(c: char) -> Option<char> {
    let is_word = || {
        let category = c.general_category();
        c.is_alphabetic()
            || matches!(
                category,
                GeneralCategory::NonspacingMark
                    | GeneralCategory::SpacingMark
                    | GeneralCategory::EnclosingMark
                    | GeneralCategory::DecimalNumber
                    | GeneralCategory::ConnectorPunctuation
            )
    };
    match c {
        ' ' | '-' => Some('-'),
        'a'..='z' | '0'..='9' => Some(c),
        c if is_word() => Some(c),
        _ => None,
    }
}

/// The slug of a text: lower case letters and digits of any script in Unicode normal form C, with
/// one hyphen for each run of other characters. Apostrophes vanish, so that `manager's` stays one
/// word.
pub fn slugify(text: &str) -> String {
    if is_plain_slug(text) {
        return text.to_owned();
    }
    let mut slug = String::with_capacity(text.len());
    for c in text.nfc().filter(|c| !matches!(c, '\'' | '’')).flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}
