//! [`Page`]: one Markdown file, read; and [`Summary`]: the part of it that other pages may show.

use std::ops::Range;
use std::sync::Arc;

use crate::base::diagnostic::{Code, Diagnostic, Place};
use crate::base::fingerprint::Fingerprint;
use crate::base::paths::{Anchor, SourcePath};
use crate::data::value::{Plain, Spanned};
use crate::source::Source;

use crate::document::body::{Document, Heading, LinkRef, Located, Reference};
use crate::document::stable_id::{IdKind, StableId};
use crate::markdown::highlight::Highlighter;
use crate::markdown::input::MarkdownInput;
use crate::markdown::settings::MarkdownSettings;
use crate::markdown::write::writer::Extension;
use crate::markdown::{self, MarkdownBody};
use crate::page::front_matter::{self, FrontMatter, Listing, Tables};
use crate::page::special_page::SpecialPage;

/// What the whole site may know of a page. Two equal summaries leave every other page as it is, so
/// nothing that prose alone can change may stand here.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Summary {
    /// The file.
    pub path: SourcePath,
    /// The title, from the front matter or the first heading; `None` where there is neither.
    pub title: Option<String>,
    /// The `description` of the front matter; may be empty.
    pub description: String,
    /// The `weight` of the front matter: lighter pages come first, those without one last.
    pub weight: Option<i64>,
    /// When it was first published, RFC 3339 date or date and time.
    pub date: Option<String>,
    /// When it was last changed, RFC 3339 date or date and time.
    pub updated: Option<String>,
    /// Whether it is left out of a build without `--drafts`.
    pub draft: bool,
    /// Where it is listed.
    pub nav: Listing,
    /// What replaces the last part of its route, and where it was written.
    pub slug: Option<KeyedText>,
    /// What replaces its whole route.
    pub route: Option<KeyedText>,
    /// Under which readers' devices keep what belongs to it.
    pub key: Option<KeyedText>,
    /// Former routes that lead here.
    pub aliases: Vec<KeyedText>,
    /// The template that it asks for.
    pub template: Option<KeyedText>,
    /// The headings of the body, without the title.
    pub headings: Vec<Heading>,
    /// Every other id on the page: items, terms, footnotes, ids in raw HTML; sorted.
    pub anchors: Vec<Anchor>,
    /// Its ids that must last; sorted.
    pub ids: Vec<(IdKind, Anchor)>,
    /// The destinations of its links that do not lead to other sites; sorted, without repetition.
    pub links: Vec<String>,
    /// The parts of other pages that it shows; sorted, without repetition.
    pub embeds: Vec<Embed>,
    /// The files that features put beside the page.
    pub files: Vec<PageFile>,
    /// The key of everything that features keep of it.
    pub features_key: Fingerprint,
    /// The `[extra]` of the front matter.
    pub extra: Arc<Plain>,
    /// Its duty for the whole handbook.
    pub special_page: Option<SpecialPage>,
}

/// A file that a feature puts beside a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PageFile {
    /// Its name: `table.csv`.
    pub name: &'static str,
    /// What it is, before the name of its page in messages: `the table of`.
    pub description: &'static str,
}

/// Parts of another page that a directive shows.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Embed {
    /// The path of the page, as the author wrote it.
    pub destination: String,
    /// The ids of the parts; empty for all.
    pub ids: Vec<String>,
}

/// The destinations that features find in roles and directives.
#[derive(Debug, Default)]
pub struct Destinations {
    /// Pages and places that are linked to.
    pub links: Vec<String>,
    /// Parts of pages that are shown.
    pub embeds: Vec<Embed>,
}

/// What features add to a page. One value belongs to one page and remembers what it read.
pub trait PageExtension: Extension + Tables {
    /// Shows every reference in the blocks that it has taken out of the page.
    fn visit(&self, visitor: &mut dyn FnMut(&Located));

    /// Takes note of a role or a directive of the page.
    fn add_destinations(&self, reference: &Reference, found: &mut Destinations);

    /// Ends the page: the files that stand beside it, and the key of everything that is kept.
    fn finish_page(&self) -> (Vec<PageFile>, Fingerprint);
}

/// A text from the front matter and its place in the file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct KeyedText {
    /// The text.
    pub text: String,
    /// Where it stands.
    pub span: Range<usize>,
}

impl From<Spanned<String>> for KeyedText {
    fn from(spanned: Spanned<String>) -> Self {
        Self {
            text: spanned.value,
            span: spanned.span,
        }
    }
}

/// One Markdown file, read.
#[derive(Clone, Debug)]
pub struct Page {
    /// What other pages may show of it.
    pub summary: Arc<Summary>,
    /// The body.
    pub document: Document<Located>,
    /// What has an id that must last, in the order of the text.
    pub stable_ids: Vec<StableId>,
    /// The number of words in the body, tables and notes included, code left out.
    pub word_count: usize,
    /// The plain text of the first paragraph, at most [`markdown::words::FIRST_PARAGRAPH_LIMIT`] characters of it.
    pub first_paragraph: String,
    /// The `[taxonomies]` of the front matter.
    pub taxonomies: Plain,
}

/// Reads one Markdown file.
///
/// # Errors
/// Only when the file is not text; all else gives a page and diagnostics.
pub fn parse(
    path: &SourcePath,
    source: &Source,
    settings: &MarkdownSettings,
    highlighter: &Highlighter,
    extension: &dyn PageExtension,
) -> Result<(Page, Vec<Diagnostic>), Diagnostic> {
    let text = source.text(path)?;
    let (front, body_start, mut diagnostics) = front_matter::parse(path, &text, extension);
    let input = MarkdownInput {
        path,
        text: &text,
        body: body_start.min(text.len())..text.len(),
        title: front.title.as_ref().map(|title| title.value.as_str()),
    };
    let (body, more) = markdown::parse(&input, settings, highlighter, extension);
    diagnostics.extend(more);
    let title = front
        .title
        .as_ref()
        .map(|t| t.value.clone())
        .or_else(|| body.title.clone());
    if title.is_none() && !is_folder_page(path) {
        diagnostics.push(
            Diagnostic::error(
                Code::NoTitle,
                format!("`{}` has no title", path.file_name()),
                Place::file(path),
            )
            .hint(
                "begin it with a heading such as `# Title`, or give a `title` in its front matter",
            ),
        );
    }
    let page = Page {
        summary: Arc::new(summarise(path, front.clone(), title, &body, extension)),
        document: body.document,
        stable_ids: body.stable_ids,
        word_count: body.word_count,
        first_paragraph: body.first_paragraph,
        taxonomies: front.taxonomies,
    };
    Ok((page, diagnostics))
}

/// Files that may take their title from their folder.
fn is_folder_page(path: &SourcePath) -> bool {
    matches!(
        path.file_name().to_lowercase().as_str(),
        "_index.md" | "index.md" | "readme.md"
    )
}

fn summarise(
    path: &SourcePath,
    front: FrontMatter,
    title: Option<String>,
    body: &MarkdownBody,
    extension: &dyn PageExtension,
) -> Summary {
    let mut anchors = body.anchors.clone();
    anchors.sort();
    anchors.dedup();
    let kind_and_id = |stable_id: &StableId| (stable_id.kind, stable_id.id.clone());
    let mut ids: Vec<_> = body.stable_ids.iter().map(kind_and_id).collect();
    ids.sort();
    let found = destinations(body, extension);
    let (files, features_key) = extension.finish_page();
    Summary {
        path: path.clone(),
        title,
        description: front.description.unwrap_or_default(),
        weight: front.weight,
        date: front.date,
        updated: front.updated,
        draft: front.draft,
        nav: front.nav,
        slug: front.slug.map(KeyedText::from),
        route: front.path.map(KeyedText::from),
        key: front.key.map(KeyedText::from),
        aliases: front.aliases.into_iter().map(KeyedText::from).collect(),
        template: front.template.map(KeyedText::from),
        headings: body.headings.clone(),
        anchors,
        ids,
        links: found.links,
        embeds: found.embeds,
        files,
        features_key,
        extra: Arc::new(front.extra),
        special_page: front.special_page,
    }
}

/// Where the references of a page lead, be they in its prose, in a block of a feature or in the body
/// of a directive: sorted, without repetition.
fn destinations(body: &MarkdownBody, extension: &dyn PageExtension) -> Destinations {
    let mut found = Destinations::default();
    let mut visitor = |located: &Located| add_reference(&located.reference, extension, &mut found);
    body.document.visit(&mut visitor);
    extension.visit(&mut visitor);
    found.links.sort();
    found.links.dedup();
    found.embeds.sort();
    found.embeds.dedup();
    found
}

fn add_reference(reference: &Reference, extension: &dyn PageExtension, found: &mut Destinations) {
    match reference {
        Reference::Link(LinkRef { destination, .. }) => {
            if !is_external(destination) {
                found.links.push(destination.clone());
            }
        }
        Reference::Directive(directive) => {
            extension.add_destinations(reference, found);
            for slot in &directive.body.slots {
                add_reference(&slot.link.reference, extension, found);
            }
        }
        Reference::Role(_) => extension.add_destinations(reference, found),
        Reference::Note(_) | Reference::Block(_) => {}
    }
}

/// Whether a destination leads to another site or is no web address at all: it has a scheme
/// (RFC 3986, section 3.1) or begins with `//`.
pub fn is_external(destination: &str) -> bool {
    destination.starts_with("//") || scheme(destination).is_some()
}

/// The scheme of an address, if it has one.
pub fn scheme(destination: &str) -> Option<&str> {
    let (scheme, _) = destination.split_once(':')?;
    let mut bytes = scheme.bytes();
    let valid = bytes.next().is_some_and(|b| b.is_ascii_alphabetic())
        && bytes.all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
    valid.then_some(scheme)
}
