//! [`Page`]: a parsed Markdown file; and [`Summary`]: the part of a page that other pages may show.

use std::sync::Arc;

use crate::base::diagnostic::Diagnostic;
use crate::base::fingerprint::Fingerprint;
use crate::base::paths::{Anchor, SourcePath};
use crate::source::Source;

use crate::document::body::{Document, Heading};
use crate::document::destinations::Embed;
use crate::document::stable_id::{IdKind, StableId};
use crate::markdown::highlight::Highlighter;
use crate::markdown::input::MarkdownInput;
use crate::markdown::parse::parse_body;
use crate::markdown::quotes::typographic;
use crate::markdown::settings::MarkdownSettings;
use crate::markdown::write::writer::{Extension, MarkdownBody};
use crate::page::front_matter::{self, FrontMatter, Tables};

/// The part of a page that the rest of the site depends on. A page whose summary stays equal
/// changes no other page, so a summary holds nothing that an edit of prose alone can change.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Summary {
    /// The file of the page.
    pub path: SourcePath,
    /// The title, from the front matter or the first heading; where there is neither, `None`, and
    /// the site takes the name of the file.
    pub title: Option<String>,
    /// The front matter.
    pub front: FrontMatter,
    /// The headings of the body, without the title.
    pub headings: Vec<Heading>,
    /// The ids on the page that are no headings: items, terms, footnotes, ids in raw HTML; sorted.
    pub anchors: Vec<Anchor>,
    /// The stable ids on the page; sorted.
    pub ids: Vec<(IdKind, Anchor)>,
    /// The destinations of links within the site; sorted, without repetition.
    pub links: Vec<String>,
    /// The parts of other pages that the page embeds; sorted, without repetition.
    pub embeds: Vec<Embed>,
    /// The files that features publish beside the page.
    pub files: Vec<PageFile>,
    /// The fingerprint of everything that features found on the page.
    pub features_key: Fingerprint,
}

/// A file that a feature publishes beside a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PageFile {
    /// The name of the file, such as `table.csv`.
    pub name: &'static str,
    /// A description that precedes the name of the page in messages, such as `the table of`.
    pub description: &'static str,
}

/// Extends the parsing of a page by features. A value belongs to one page and collects what
/// features find on it.
pub trait PageExtension: Extension + Tables {
    /// Finishes the page. Returns the files to publish beside it, and a fingerprint of everything
    /// that features found.
    fn finish_page(&self) -> (Vec<PageFile>, Fingerprint);
}

/// A parsed Markdown file.
#[derive(Clone, Debug)]
pub struct Page {
    /// The part of the page that other pages may show.
    pub summary: Arc<Summary>,
    /// The title as a heading of the body has it, if it has more than text; else empty.
    pub heading: Document,
    /// The body of the page.
    pub document: Document,
    /// The parts with stable ids, in source order.
    pub stable_ids: Vec<StableId>,
    /// The number of words in the body, including tables and notes, without code blocks.
    pub word_count: usize,
    /// The plain text of the first paragraph, shortened to
    /// [`crate::markdown::words::FIRST_PARAGRAPH_LIMIT`] characters.
    pub first_paragraph: String,
}

/// Parses a Markdown file.
///
/// # Errors
/// If the file is not text. All other problems give a page and diagnostics.
pub fn parse(
    path: &SourcePath,
    source: &Source,
    settings: &MarkdownSettings,
    highlighter: &Highlighter,
    extension: &dyn PageExtension,
) -> Result<(Page, Vec<Diagnostic>), Diagnostic> {
    let text = source.text(path)?;
    let (mut front, body_start, mut diagnostics) = front_matter::parse(path, &text, extension);
    let input = MarkdownInput {
        path,
        text: &text,
        body: body_start.min(text.len())..text.len(),
        title: front.title.as_ref().map(|title| title.value.as_str()),
    };
    let (body, more) = parse_body(&input, settings, highlighter, extension);
    diagnostics.extend(more);
    let given = front.title.as_ref().map(|title| typographic(&title.value, settings));
    let title = given.or_else(|| body.title.clone());
    front.description = typographic(&front.description, settings);
    let page = Page {
        summary: Arc::new(summarise(path, front, title, &body, extension)),
        heading: body.heading,
        document: body.document,
        stable_ids: body.stable_ids,
        word_count: body.word_count,
        first_paragraph: body.first_paragraph,
    };
    Ok((page, diagnostics))
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
    let destinations = body.destinations.clone().sorted();
    let (files, features_key) = extension.finish_page();
    Summary {
        path: path.clone(),
        title,
        front,
        headings: body.headings.clone(),
        anchors,
        ids,
        links: destinations.links,
        embeds: destinations.embeds,
        files,
        features_key,
    }
}
