//! The pages for search engines and feeds, and the address of the feed.

use crate::base::paths::OutputPath;
use crate::site::tree::{Node, Site};

use crate::compile::render_input::RenderInput;

/// The pages for search engines: all but drafts and pages below one.
pub(super) fn published(site: &Site) -> impl Iterator<Item = &Node> {
    let draft = |node: &Node| node.summary.as_ref().is_some_and(|s| s.front.draft);
    let above = |node| std::iter::successors(Some(node), |n: &&Node| Some(&site.nodes[n.parent?]));
    site.nodes.iter().filter(move |node| !above(*node).any(draft))
}

pub(super) fn changed(node: &Node) -> Option<&str> {
    let front = &node.summary.as_deref()?.front;
    front.updated.as_deref().or(front.date.as_deref())
}

/// The address of the feed; `None` if there is no feed, which needs absolute addresses and a page
/// with a date.
pub(super) fn feed_address(input: &RenderInput<'_>) -> Option<String> {
    let RenderInput { site, urls, config, .. } = input;
    let dated = published(site).any(|node| changed(node).is_some());
    let path = OutputPath::new("atom.xml").ok()?;
    (config.generate_feeds && dated && !urls.origin.is_empty()).then(|| urls.file_permalink(&path))
}
