//! [`Page`]: one Markdown file, read; and [`Summary`]: the part of it that other pages may show.

use std::ops::Range;
use std::sync::Arc;

use crate::base::diagnostic::{Code, Diagnostic, Place};
use crate::base::paths::{Anchor, SourcePath};
use crate::data::value::{Plain, Spanned};
use crate::source::Source;

use super::Settings;
use super::document::{Document, Heading, LinkRef, Located, Reference};
use super::front_matter::duty::Duty;
use super::front_matter::{self, FrontMatter, Listing, SourcesPage};
use super::highlight::Highlighter;
use super::identity::{Identity, Kind};
use super::markdown;
use super::structure::Structures;
use super::structure::directive::{Directive, Text};

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
    pub slug: Option<Key>,
    /// What replaces its whole route.
    pub route: Option<Key>,
    /// Under which readers' devices keep what belongs to it.
    pub key: Option<Key>,
    /// Former routes that lead here.
    pub aliases: Vec<Key>,
    /// The template that it asks for.
    pub template: Option<Key>,
    /// The headings of the body, without the title.
    pub headings: Vec<Heading>,
    /// Every other id on the page: items, terms, footnotes, ids in raw HTML; sorted.
    pub anchors: Vec<Anchor>,
    /// Its ids that must last; sorted.
    pub ids: Vec<(Kind, Anchor)>,
    /// The destinations of its links that do not lead to other sites; sorted, without repetition.
    pub links: Vec<String>,
    /// The extracts of comparisons that it shows; sorted, without repetition.
    pub extracts: Vec<Extract>,
    /// What it holds besides prose.
    pub structures: Structures<Reference>,
    /// The names of terms that it uses; sorted, without repetition.
    pub terms: Vec<String>,
    /// The keys of sources that it cites; sorted, without repetition.
    pub cites: Vec<String>,
    /// Whether it leaves out the author of a source that it cites.
    pub cites_without_author: bool,
    /// The `[sources]` of the front matter.
    pub sources: Option<SourcesPage>,
    /// The `[extra]` of the front matter.
    pub extra: Arc<Plain>,
    /// Its duty for the whole handbook.
    pub duty: Option<Duty>,
}

/// An extract of a comparison, as a directive asks for it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Extract {
    /// The path of the comparison, as its author wrote it.
    pub destination: String,
    /// The ids of the rows; empty for all.
    pub rows: Vec<String>,
}

/// A text from the front matter and its place in the file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// The text.
    pub text: String,
    /// Where it stands.
    pub span: Range<usize>,
}

impl From<Spanned<String>> for Key {
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
    pub identities: Vec<Identity>,
    /// What it holds besides prose.
    pub structures: Structures<Located>,
    /// The number of words in the body, tables and notes included, code left out.
    pub word_count: usize,
    /// The plain text of the first paragraph, at most [`markdown::LEAD_LIMIT`] characters of it.
    pub lead: String,
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
    settings: &Settings,
    highlighter: &Highlighter,
) -> Result<(Page, Vec<Diagnostic>), Diagnostic> {
    let text = source.text(path)?;
    let (front, body_start, mut diagnostics) = front_matter::parse(path, &text);
    let input = markdown::Input {
        path,
        text: &text,
        body: body_start.min(text.len())..text.len(),
        front: &front,
    };
    let (body, more) = markdown::parse(&input, settings, highlighter);
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
        summary: Arc::new(summarise(path, front.clone(), title, &body)),
        document: body.document,
        identities: body.identities,
        structures: body.structures,
        word_count: body.word_count,
        lead: body.lead,
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
    body: &markdown::Body,
) -> Summary {
    let mut anchors = body.anchors.clone();
    anchors.sort();
    anchors.dedup();
    let lasting = |identity: &Identity| (identity.kind, identity.id.clone());
    let mut ids: Vec<_> = body.identities.iter().map(lasting).collect();
    ids.sort();
    let references = references(body);
    Summary {
        path: path.clone(),
        title,
        description: front.description.unwrap_or_default(),
        weight: front.weight,
        date: front.date,
        updated: front.updated,
        draft: front.draft,
        nav: front.nav,
        slug: front.slug.map(Key::from),
        route: front.path.map(Key::from),
        key: front.key.map(Key::from),
        aliases: front.aliases.into_iter().map(Key::from).collect(),
        template: front.template.map(Key::from),
        headings: body.headings.clone(),
        anchors,
        ids,
        links: references.links,
        extracts: references.extracts,
        structures: body.structures.unlocated(),
        terms: references.terms,
        cites: references.cites,
        cites_without_author: references.without_author,
        sources: front.sources,
        extra: Arc::new(front.extra),
        duty: front.duty,
    }
}

/// What the references of a page name, sorted, without repetition.
#[derive(Default)]
struct References {
    links: Vec<String>,
    extracts: Vec<Extract>,
    terms: Vec<String>,
    cites: Vec<String>,
    without_author: bool,
}

/// Every reference of a page, be it in its prose, in a structure or in the body of a directive.
fn references(body: &markdown::Body) -> References {
    let mut all = References::default();
    let mut add = |located: &Located| all.add(&located.reference);
    body.document.slots.iter().for_each(|slot| add(&slot.link));
    let _ = body.structures.map(&mut add);
    for names in [&mut all.links, &mut all.terms, &mut all.cites] {
        names.sort();
        names.dedup();
    }
    all.extracts.sort();
    all.extracts.dedup();
    all
}

impl References {
    fn add(&mut self, reference: &Reference) {
        match reference {
            Reference::Link(LinkRef { destination, .. }) => {
                if !is_external(destination) {
                    self.links.push(destination.clone());
                }
            }
            Reference::Directive(directive) => {
                if let ("checklist", Some(page)) = (&*directive.name, &directive.argument)
                    && !is_external(&page.text)
                {
                    self.links.push(page.text.clone());
                }
                self.extracts.extend(extract(directive));
                if let ("term-list", Some(names)) = (directive.name.as_str(), &directive.argument) {
                    let names = names.text.split(',').map(str::trim);
                    self.terms.extend(names.map(str::to_owned));
                }
                for slot in &directive.body.slots {
                    self.add(&slot.link.reference);
                }
            }
            Reference::Term(term) => self.terms.push(term.name.clone()),
            Reference::Citation(cites) => {
                self.cites.extend(cites.iter().map(|cite| cite.key.clone()));
                self.without_author |= cites.iter().any(|cite| cite.without_author);
            }
            Reference::Note(_) | Reference::Own(_) => {}
        }
    }
}

/// The extract that a directive asks for, if it asks for one.
fn extract(directive: &Directive) -> Option<Extract> {
    let argument = directive.argument.as_ref()?;
    let rows = directive.option("rows").map(Text::list).unwrap_or_default();
    (directive.name == "comparison").then(|| Extract {
        destination: argument.text.clone(),
        rows: rows.into_iter().map(|row| row.text).collect(),
    })
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
