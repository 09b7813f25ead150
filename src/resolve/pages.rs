//! [`page`], [`section`] and [`nav`]: the views of one page.

use crate::base::paths::encode_fragment;
use crate::config::Config;
use crate::document::body::Heading;
use crate::page::parse::Page;
use crate::page::special_page::SpecialPage;
use crate::search::letters::{FeatureNames, ListedPlace, letters};
use crate::site::tree::{Node, NodeId, NodeKind, Site};
use crate::source::CONTENT;

use crate::resolve::json_ld;
use crate::resolve::resolver::ResolvedBody;
use crate::resolve::urls::Urls;
use crate::resolve::view::{
    BookView, FoundView, LetterView, LinkView, NavView, PageView, SectionView, TocView,
};

/// The name of the copy in Markdown beside a page.
pub const COPY: &str = "index.md";

/// How many words a reader reads in a minute, for the reading time. Brysbaert (2019) finds 238 for
/// English non-fiction; a handbook is read a little slower.
const WORDS_A_MINUTE: usize = 220;

/// The view of a page whose references have been looked up. `page` is `None` for a folder without
/// a page of its own.
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
        summary: page.map(|(page, _)| page.lead.clone()).unwrap_or_default(),
        content: page
            .map(|(page, body)| page.document.print(&body.printed))
            .unwrap_or_default(),
        index: index(site, features, id, urls),
        book: summary
            .filter(|s| s.duty == Some(SpecialPage::Print))
            .map(|_| BookView::default()),
        components: page.map(|(_, body)| names(body)).unwrap_or_default(),
        toc: toc(
            summary.map_or(&[], |s| &s.headings),
            &urls.path(&node.route),
        ),
        path: urls.path(&node.route),
        key: site.key(id),
        former_keys: site.previous_keys(id),
        relative_path: summary
            .and_then(|s| s.path.below(CONTENT))
            .unwrap_or_default()
            .to_owned(),
        markdown_path: node
            .route
            .file(COPY)
            .ok()
            .filter(|_| config.generate_markdown && summary.is_none_or(|s| s.duty.is_none()))
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
        taxonomies: page
            .map(|(page, _)| page.taxonomies.clone())
            .unwrap_or_default(),
        extra: summary.map(|s| s.extra.clone()).unwrap_or_default(),
        permalink,
    }
}

/// Everything that can be found, for the search page.
fn index(site: &Site, features: &dyn FeatureNames, id: NodeId, urls: &Urls) -> Vec<LetterView> {
    if site.special_pages.get(&SpecialPage::Search) != Some(&id) {
        return Vec::new();
    }
    let found = |place: ListedPlace| {
        let node = &site.nodes[place.page];
        let fragment = if place.anchor.is_empty() {
            String::new()
        } else {
            format!("#{}", encode_fragment(&place.anchor))
        };
        FoundView {
            title: place.name,
            kind: place.kind.as_str(),
            path: urls.path(&node.route) + &fragment,
            page: node.title.clone(),
        }
    };
    let letters = letters(site, features)
        .into_iter()
        .map(|letter| LetterView {
            letter: letter.letter,
            places: letter.places.into_iter().map(found).collect(),
        });
    letters.collect()
}

/// The pages that link to a page, without those that it names elsewhere: those in
/// [`Node::mentions_of`], and those that stand at one of its own parts.
pub fn mentions(node: &Node) -> impl Iterator<Item = NodeId> {
    let at_a_row = |id: &NodeId| node.mentions.values().any(|pages| pages.contains(id));
    node.backlinks
        .iter()
        .filter(move |id| !node.mentions_of.contains(id) && !at_a_row(id))
        .copied()
}

/// The names of the components in a body.
fn names(body: &ResolvedBody) -> Vec<String> {
    let mut names: Vec<String> = body.components.iter().map(|c| c.name.clone()).collect();
    names.sort();
    names.dedup();
    names
}

/// The section that a page is or belongs to.
pub fn section_of(site: &Site, id: NodeId) -> NodeId {
    if site.nodes[id].kind == NodeKind::Page {
        site.nodes[id].parent.unwrap_or(0)
    } else {
        id
    }
}

/// The view of the section that a page is or belongs to. Its lists are filled only for itself.
pub fn section(site: &Site, id: NodeId, urls: &Urls) -> SectionView {
    let section = section_of(site, id);
    let own = section == id;
    let link_view = link(site, section, urls);
    let shown: Vec<NodeId> = if own {
        site.nav_children(section).collect()
    } else {
        Vec::new()
    };
    let of = |wanted: &dyn Fn(NodeKind) -> bool| {
        shown
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
        children: of(&|_| true),
        pages: of(&|kind| kind == NodeKind::Page),
        subsections: of(&|kind| kind == NodeKind::Section),
    }
}

/// The pages that stand in the navigation below a node; of those that `expand` accepts, also the
/// pages below. The place of the mark of the current page is told by `mark`.
pub fn nav(
    site: &Site,
    id: NodeId,
    urls: &Urls,
    mark: &impl Fn(NodeId) -> String,
    expand: &impl Fn(NodeId) -> bool,
) -> Vec<NavView> {
    let below = |child| {
        if expand(child) {
            nav(site, child, urls, mark, expand)
        } else {
            Vec::new()
        }
    };
    site.nav_children(id)
        .map(|child| nav_entry(site, child, urls, mark, below(child)))
        .collect()
}

/// One entry of the navigation.
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

/// A page as another page shows it.
pub fn link(site: &Site, id: NodeId, urls: &Urls) -> LinkView {
    let node = &site.nodes[id];
    let summary = node.summary.as_deref();
    LinkView {
        title: node.title.clone(),
        description: summary.map(|s| s.description.clone()).unwrap_or_default(),
        path: urls.path(&node.route),
        permalink: urls.permalink(&node.route),
        kind: node.kind.as_str(),
        part: node
            .part
            .map(|part| site.nodes[part].title.clone())
            .unwrap_or_default(),
        extra: summary.map(|s| s.extra.clone()).unwrap_or_default(),
    }
}

/// Headings as a tree: each one below the last one of a lower level.
fn toc(headings: &[Heading], path: &str) -> Vec<TocView> {
    let mut open: Vec<TocView> = Vec::new();
    let mut roots = Vec::new();
    for heading in headings {
        close(&mut open, &mut roots, heading.level);
        open.push(TocView {
            level: heading.level,
            id: heading.anchor.to_string(),
            title: heading.html.clone(),
            permalink: format!("{path}#{}", encode_fragment(heading.anchor.as_str())),
            children: Vec::new(),
        });
    }
    close(&mut open, &mut roots, 0);
    roots
}

/// Files every open entry at `level` or deeper below the one that holds it.
fn close(open: &mut Vec<TocView>, roots: &mut Vec<TocView>, level: u8) {
    while open.last().is_some_and(|entry| entry.level >= level) {
        if let Some(entry) = open.pop() {
            match open.last_mut() {
                Some(parent) => parent.children.push(entry),
                None => roots.push(entry),
            }
        }
    }
}
