//! [`page`], [`section`] and [`nav`]: build the views of one page.

use crate::base::paths::encode_fragment;
use crate::config::Config;
use crate::document::body::Heading;
use crate::page::parse::Page;
use crate::page::special_page::SpecialPage;
use crate::search::letters::{FeatureNames, ListedEntry, letters};
use crate::site::tree::{Node, NodeId, NodeKind, Site};
use crate::source::CONTENT;

use crate::resolve::json_ld;
use crate::resolve::resolver::ResolvedBody;
use crate::resolve::urls::Urls;
use crate::resolve::view::{
    BookView, FoundView, LetterView, LinkView, NavView, PageView, SectionView, TocView,
};

/// The file name of the Markdown copy of a page, beside its `index.html`.
pub const MARKDOWN_COPY: &str = "index.md";

/// The number of words that a reader reads in a minute, for the reading time. Brysbaert (2019)
/// finds 238 for English non-fiction; a handbook is read a little slower.
const WORDS_A_MINUTE: usize = 220;

/// The view of a page whose references are resolved. `page` is `None` for a folder without a page
/// of its own.
pub fn page(
    site: &Site,
    id: NodeId,
    page: Option<(&Page, &ResolvedBody)>,
    features: &dyn FeatureNames,
    config: &Config,
    urls: &Urls,
) -> PageView {
    let node = &site.nodes[id];
    let summary = node.summary.as_deref();
    let link_to = |id: NodeId| link(site, id, urls);
    let ancestors: Vec<LinkView> = site.ancestors(id).into_iter().map(link_to).collect();
    let permalink = urls.permalink(&node.route);
    let word_count = page.map_or(0, |(page, _)| page.word_count);
    let file = summary.map(|s| &s.path);
    PageView {
        kind: node.kind.as_str(),
        title: node.title.clone(),
        description: summary.map(|s| s.description.clone()).unwrap_or_default(),
        summary: page.map(|(page, _)| page.first_paragraph.clone()).unwrap_or_default(),
        content: page.map(|(page, body)| page.document.print(&body.printed)).unwrap_or_default(),
        index: search_index(site, features, id, urls),
        book: summary
            .filter(|s| s.special_page == Some(SpecialPage::Print))
            .map(|_| BookView::default()),
        components: page.map(|(_, body)| component_names(body)).unwrap_or_default(),
        toc: toc(summary.map_or(&[], |s| &s.headings), &urls.path(&node.route)),
        path: urls.path(&node.route),
        key: site.key(id),
        former_keys: site.previous_keys(id),
        relative_path: summary.and_then(|s| s.path.below(CONTENT)).unwrap_or_default().to_owned(),
        markdown_path: node
            .route
            .file(MARKDOWN_COPY)
            .ok()
            .filter(|_| {
                config.generate_markdown && summary.is_none_or(|s| s.special_page.is_none())
            })
            .map(|copy| urls.file(&copy)),
        edit_url: file
            .filter(|_| !config.edit_url.is_empty())
            .map(|file| config.edit_url.replace("{path}", &file.encoded())),
        weight: summary.and_then(|s| s.weight),
        date: summary.and_then(|s| s.date.clone()),
        updated: summary.and_then(|s| s.updated.clone()),
        draft: summary.is_some_and(|s| s.draft),
        word_count,
        reading_time: word_count.div_ceil(WORDS_A_MINUTE).max(1),
        json_ld: json_ld::breadcrumbs(&ancestors, &node.title, &permalink),
        ancestors,
        lower: node.lower.map(link_to),
        higher: node.higher.map(link_to),
        part: node.part.map(link_to),
        backlinks: mentions(node).map(link_to).collect(),
        compared_in: node.mentions_of.iter().copied().map(link_to).collect(),
        taxonomies: page.map(|(page, _)| page.taxonomies.clone()).unwrap_or_default(),
        extra: summary.map(|s| s.extra.clone()).unwrap_or_default(),
        permalink,
    }
}

/// The alphabetical index of everything that can be found; empty on all pages but the search page.
fn search_index(
    site: &Site,
    features: &dyn FeatureNames,
    id: NodeId,
    urls: &Urls,
) -> Vec<LetterView> {
    if site.special_pages.get(&SpecialPage::Search) != Some(&id) {
        return Vec::new();
    }
    let found = |place: ListedEntry| {
        let node = &site.nodes[place.page];
        let fragment = if place.anchor.is_empty() {
            String::new()
        } else {
            format!("#{}", encode_fragment(&place.anchor))
        };
        FoundView {
            title: place.name,
            kind: place.kind.word,
            path: urls.path(&node.route) + &fragment,
            page: node.title.clone(),
        }
    };
    let letters = letters(site, features).into_iter().map(|letter| LetterView {
        letter: letter.letter,
        places: letter.entries.into_iter().map(found).collect(),
    });
    letters.collect()
}

/// The backlinks of a page that it does not show elsewhere: without the pages in
/// [`Node::mentions_of`], and without those that it lists at one of its parts, such as a row.
pub fn mentions(node: &Node) -> impl Iterator<Item = NodeId> {
    let at_a_part = |id: &NodeId| node.mentions.values().any(|pages| pages.contains(id));
    node.backlinks
        .iter()
        .filter(move |id| !node.mentions_of.contains(id) && !at_a_part(id))
        .copied()
}

/// The names of the components in a body, sorted, without repetition.
fn component_names(body: &ResolvedBody) -> Vec<String> {
    let mut names: Vec<String> = body.components.iter().map(|c| c.name.clone()).collect();
    names.sort();
    names.dedup();
    names
}

/// The section that the page is or that holds it.
pub fn section_of(site: &Site, id: NodeId) -> NodeId {
    if site.nodes[id].kind == NodeKind::Page { site.nodes[id].parent.unwrap_or(0) } else { id }
}

/// The view of the section that the page is or that holds it. The lists of children are filled only
/// if the page is the section itself.
pub fn section(site: &Site, id: NodeId, urls: &Urls) -> SectionView {
    let section = section_of(site, id);
    let is_section = section == id;
    let link_view = link(site, section, urls);
    let children: Vec<NodeId> =
        if is_section { site.nav_children(section).collect() } else { Vec::new() };
    let links_of = |wanted: &dyn Fn(NodeKind) -> bool| {
        children
            .iter()
            .filter(|id| wanted(site.nodes[**id].kind))
            .map(|id| link(site, *id, urls))
            .collect()
    };
    SectionView {
        title: link_view.title,
        description: link_view.description,
        path: link_view.path,
        permalink: link_view.permalink,
        children: links_of(&|_| true),
        pages: links_of(&|kind| kind == NodeKind::Page),
        subsections: links_of(&|kind| kind == NodeKind::Section),
    }
}

/// The navigation entries below a node, with the entries below those that `expand` accepts. `mark`
/// gives the marker of an entry, which becomes `aria-current` on the page of the entry.
pub fn nav(
    site: &Site,
    id: NodeId,
    urls: &Urls,
    mark: &impl Fn(NodeId) -> String,
    expand: &impl Fn(NodeId) -> bool,
) -> Vec<NavView> {
    let below = |child| {
        if expand(child) { nav(site, child, urls, mark, expand) } else { Vec::new() }
    };
    site.nav_children(id).map(|child| nav_entry(site, child, urls, mark, below(child))).collect()
}

/// The navigation entry of a page, with `children` below it.
pub fn nav_entry(
    site: &Site,
    id: NodeId,
    urls: &Urls,
    mark: &impl Fn(NodeId) -> String,
    children: Vec<NavView>,
) -> NavView {
    let node = &site.nodes[id];
    NavView {
        title: node.title.clone(),
        path: urls.path(&node.route),
        kind: node.kind.as_str(),
        current: mark(id),
        children,
    }
}

/// The view of a link to a page.
pub fn link(site: &Site, id: NodeId, urls: &Urls) -> LinkView {
    let node = &site.nodes[id];
    let summary = node.summary.as_deref();
    LinkView {
        title: node.title.clone(),
        description: summary.map(|s| s.description.clone()).unwrap_or_default(),
        path: urls.path(&node.route),
        permalink: urls.permalink(&node.route),
        kind: node.kind.as_str(),
        part: node.part.map(|part| site.nodes[part].title.clone()).unwrap_or_default(),
        extra: summary.map(|s| s.extra.clone()).unwrap_or_default(),
    }
}

/// The headings as a tree: each one is a child of the last heading before it with a lower level.
fn toc(headings: &[Heading], path: &str) -> Vec<TocView> {
    let mut open: Vec<TocView> = Vec::new();
    let mut roots = Vec::new();
    for heading in headings {
        close_entries(&mut open, &mut roots, heading.level);
        open.push(TocView {
            level: heading.level,
            id: heading.anchor.to_string(),
            title: heading.html.clone(),
            permalink: format!("{path}#{}", encode_fragment(heading.anchor.as_str())),
            children: Vec::new(),
        });
    }
    close_entries(&mut open, &mut roots, 0);
    roots
}

/// Closes the open entries at `level` or deeper: moves each into its parent, or into `roots`.
fn close_entries(open: &mut Vec<TocView>, roots: &mut Vec<TocView>, level: u8) {
    while open.last().is_some_and(|entry| entry.level >= level) {
        if let Some(entry) = open.pop() {
            match open.last_mut() {
                Some(parent) => parent.children.push(entry),
                None => roots.push(entry),
            }
        }
    }
}
