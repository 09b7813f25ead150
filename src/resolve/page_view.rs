//! [`PageView`] and [`SectionView`]: what the template of a page sees of the page and of its
//! section, made of [`PageFacts`] and of nothing else.

use std::iter::Peekable;
use std::sync::Arc;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use crate::base::paths::encode_fragment;
use crate::data::value::PlainTable;
use crate::document::body::Heading;
use crate::page::special_page::SpecialPage;
use crate::resolve::facts::PageFacts;
use crate::resolve::json_ld;
use crate::resolve::resolver::ResolvedBody;
use crate::resolve::urls::Urls;
use crate::resolve::view::{LetterView, LinkView};
use crate::site::keys;
use crate::site::link::{LinkFacts, LinkedPage};
use crate::site::tree::NodeKind;

/// The file name of the Markdown copy of a page, beside its `index.html`.
pub const MARKDOWN_COPY: &str = "index.md";

/// The number of words that a reader reads in a minute, for the reading time. Brysbaert (2019)
/// finds 238 for English non-fiction; a handbook is read a little slower.
const WORDS_A_MINUTE: usize = 220;

/// The character that stands for the book's table of contents in the page around it, until the book
/// is assembled. It is a noncharacter of Unicode, since no text has one.
pub const BOOK_CONTENTS: char = '\u{fdd4}';
/// The character that stands for the pages of the book in the page around them, until the book is
/// assembled.
pub const BOOK_PAGES: char = '\u{fdd5}';

/// `page.book`: the whole handbook as one book.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct BookView {
    /// The table of contents of the book: nested lists of links; print it with `safe`.
    pub contents: char,
    /// All pages of the book, one after the other; print it with `safe`.
    pub pages: char,
}

impl Default for BookView {
    fn default() -> Self {
        Self { contents: BOOK_CONTENTS, pages: BOOK_PAGES }
    }
}

/// `page`: the page that is being rendered, be it a chapter, a section, the home page or the
/// page for addresses that do not exist.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct PageView {
    /// The kind of the page: `home`, `section`, `page`, `links`, `not-found` or `offline`.
    pub kind: &'static str,
    /// The title of the page, as plain text.
    pub title: String,
    /// The title as inline HTML, if its heading has more than text, such as a link; else empty. Print
    /// it with `safe`.
    pub heading: String,
    /// The description of the front matter; may be empty.
    pub description: String,
    /// The plain text of the first paragraph, shortened; may be empty.
    pub summary: String,
    /// The body of the page as HTML; print it with `safe`.
    pub content: String,
    /// On the search page: everything in the handbook that has a name, by first letter; empty
    /// elsewhere. With more than 5,000 entries it lists only pages and terms.
    pub index: Vec<LetterView>,
    /// The whole handbook as one book, on the page with the table `[print]`; `none` elsewhere.
    pub book: Option<BookView>,
    /// The names of the components in the body, sorted, so that a template can load their scripts.
    pub components: Vec<String>,
    /// The names in the body that begin with `data-`, sorted: by these attributes scripts find what
    /// they bring to life, so that a template can load them.
    pub attributes: Vec<String>,
    /// The table of contents of the page.
    pub toc: Vec<TocView>,
    /// The address of the page, with the base path.
    pub path: String,
    /// The key under which devices store the page's data: the `key` of the front matter, else the
    /// route.
    pub key: String,
    /// The former keys of the page: the routes of its `aliases`, and its own route if it has a
    /// `key`.
    pub former_keys: Vec<String>,
    /// The address of the page, with scheme and host if `base_url` has them.
    pub permalink: String,
    /// The path of the file below `content`, such as `roles/two-axes.md`; empty if there is none.
    pub relative_path: String,
    /// The address of the page's copy in plain Markdown, or `none`.
    pub markdown_path: Option<String>,
    /// The address to edit the file at, or `none`.
    pub edit_url: Option<String>,
    /// The address to report a mistake on the page at, or `none`.
    pub report_url: Option<String>,
    /// The `weight` of the front matter, or `none`.
    pub weight: Option<i64>,
    /// The date of first publication, an RFC 3339 date or date and time, or `none`.
    pub date: Option<String>,
    /// The date of the last change, an RFC 3339 date or date and time, or `none`.
    pub updated: Option<String>,
    /// Whether the page is a draft (built only with `--drafts`).
    pub draft: bool,
    /// Whether search engines leave the page out: it is unlisted, for searching, settings or paper,
    /// not a page of the handbook, or the configuration says so of the site.
    pub noindex: bool,
    /// The number of words of the page.
    pub word_count: usize,
    /// The reading time in minutes, at 220 words a minute, at least 1.
    pub reading_time: usize,
    /// The pages above this one, the home page first.
    pub ancestors: Vec<LinkView>,
    /// The page before this one in the reading order, or `none`.
    pub lower: Option<LinkView>,
    /// The page after this one in the reading order, or `none`.
    pub higher: Option<LinkView>,
    /// The part of the page, which is a section just below the home page, or `none`.
    pub part: Option<LinkView>,
    /// The pages whose bodies link to this one, in reading order, except those in
    /// `page.compared_in` and, on a comparison, those listed at a row: the first fifty.
    pub backlinks: Vec<LinkView>,
    /// The address of a page that lists all of them, if there are more than fifty; else `none`.
    pub all_backlinks: Option<String>,
    /// On a page of the kind `links`: all pages that refer to something; empty elsewhere.
    pub links: Vec<LinkView>,
    /// The comparisons with a row that this page shows or links to, in reading order.
    pub compared_in: Vec<LinkView>,
    /// The `[taxonomies]` of the front matter.
    pub taxonomies: PlainTable,
    /// The `[extra]` of the front matter.
    pub extra: Arc<PlainTable>,
    /// The breadcrumbs as JSON-LD, safe inside a `<script>` data block; empty on the home page.
    pub json_ld: String,
}

/// An entry of `page.toc`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct TocView {
    /// The level of the heading, from 2 to 6.
    pub level: u8,
    /// The id of the heading.
    pub id: String,
    /// The heading as inline HTML without links; print it with `safe`.
    pub title: String,
    /// The address of the heading.
    pub permalink: String,
    /// The headings below this one.
    pub children: Vec<TocView>,
}

/// `section`: the section that is being rendered, or that the page belongs to. The lists are
/// filled only when the section itself is rendered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct SectionView {
    /// The title of the section.
    pub title: String,
    /// The description of the section; may be empty.
    pub description: String,
    /// The address of the section, with the base path.
    pub path: String,
    /// The address of the section, with scheme and host if `base_url` has them.
    pub permalink: String,
    /// The pages and subsections of the section together, in reading order.
    pub children: Vec<LinkView>,
    /// The pages of the section, in reading order.
    pub pages: Vec<LinkView>,
    /// The subsections of the section, in reading order.
    pub subsections: Vec<LinkView>,
}

/// The address at which readers report mistakes on the page with this path and this title; `None` if
/// the site names none.
pub fn report_address(setting: &str, path: &str, title: &str) -> Option<String> {
    let title = utf8_percent_encode(title, NON_ALPHANUMERIC).to_string();
    (!setting.is_empty()).then(|| setting.replace("{path}", path).replace("{title}", &title))
}

impl PageView {
    /// The view of a page whose references are resolved.
    pub fn of(facts: &PageFacts<'_>) -> Self {
        let PageFacts { link, urls, .. } = facts;
        let page = facts.file.as_deref().copied();
        let summary = page.map(|page| &*page.summary);
        let view = |page: &LinkedPage<'_>| LinkView::of(page, urls);
        let (backlinks, _) = facts.shown_backlinks();
        let ancestors: Vec<LinkView> = facts.ancestors.iter().map(view).collect();
        let path = urls.path(link.route);
        let permalink = urls.permalink(link.route);
        let word_count = page.map_or(0, |page| page.word_count);
        let special_page = facts.special_page;
        let headings = summary.map_or(&[][..], |summary| &summary.headings);
        Self {
            kind: link.kind.as_str(),
            title: link.title.to_owned(),
            heading: facts.body.heading_html(),
            description: link.description.to_owned(),
            summary: page.map(|page| page.first_paragraph.clone()).unwrap_or_default(),
            content: facts.body.to_html(),
            index: facts.index.clone(),
            book: (special_page == Some(SpecialPage::Print)).then(BookView::default),
            components: component_names(&facts.body),
            attributes: Vec::new(),
            toc: toc(&mut headings.iter().filter(|h| h.is_listed).peekable(), 0, &path),
            path,
            key: keys::key(link.route, summary),
            former_keys: keys::previous_keys(link.route, summary),
            relative_path: facts.relative_path.to_owned(),
            markdown_path: (link.route.file(MARKDOWN_COPY).ok())
                .filter(|_| facts.has_markdown_copies && special_page.is_none())
                .map(|copy| urls.file(&copy)),
            edit_url: summary
                .filter(|_| !facts.edit_url.is_empty())
                .map(|s| facts.edit_url.replace("{path}", &s.path.encoded())),
            report_url: report_address(
                facts.report_url,
                &summary.map(|summary| summary.path.encoded()).unwrap_or_default(),
                link.title,
            ),
            weight: summary.and_then(|s| s.front.weight),
            date: summary.and_then(|s| s.front.date.clone()),
            updated: summary.and_then(|s| s.front.updated.clone()),
            draft: summary.is_some_and(|s| s.front.draft),
            noindex: facts.is_noindex,
            word_count,
            reading_time: word_count.div_ceil(WORDS_A_MINUTE).max(1),
            json_ld: json_ld::breadcrumbs(&ancestors, link.title, &permalink),
            ancestors,
            lower: facts.lower.as_ref().map(view),
            higher: facts.higher.as_ref().map(view),
            part: facts.part.as_ref().map(view),
            backlinks: backlinks.pages,
            all_backlinks: backlinks.all,
            links: Vec::new(),
            compared_in: facts.compared_in.iter().map(view).collect(),
            taxonomies: summary.map(|s| s.front.taxonomies.clone()).unwrap_or_default(),
            extra: link.extra.cloned().unwrap_or_default(),
            permalink,
        }
    }
}

impl SectionView {
    /// The view of a section. `children` are its pages in reading order, or none.
    pub fn of(section: &LinkFacts<'_>, children: &[LinkedPage<'_>], urls: &Urls) -> Self {
        let LinkView { title, description, path, permalink, .. } = LinkView::of(section, urls);
        let links_of = |wanted: &dyn Fn(NodeKind) -> bool| {
            let children = children.iter().filter(|child| wanted(child.kind));
            children.map(|child| LinkView::of(child, urls)).collect()
        };
        Self {
            title,
            description,
            path,
            permalink,
            children: links_of(&|_| true),
            pages: links_of(&|kind| kind == NodeKind::Page),
            subsections: links_of(&|kind| kind == NodeKind::Section),
        }
    }
}

/// The names of the components in a body, sorted, without repetition.
fn component_names(body: &ResolvedBody<'_>) -> Vec<String> {
    let mut names: Vec<String> = body.components.iter().map(|c| c.name.clone()).collect();
    names.sort();
    names.dedup();
    names
}

/// The next headings deeper than `level`, as a tree: each one is a child of the last heading before
/// it with a lower level.
fn toc<'a>(
    headings: &mut Peekable<impl Iterator<Item = &'a Heading>>,
    level: u8,
    path: &str,
) -> Vec<TocView> {
    let mut entries = Vec::new();
    while let Some(heading) = headings.next_if(|heading| heading.level > level) {
        entries.push(TocView {
            level: heading.level,
            id: heading.anchor.to_string(),
            title: heading.html.clone(),
            permalink: format!("{path}#{}", encode_fragment(heading.anchor.as_str())),
            children: toc(headings, heading.level, path),
        });
    }
    entries
}
