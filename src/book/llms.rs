//! [`llms`]: `llms.txt`, the list of all copies in Markdown, in the form of <https://llmstxt.org>:
//! the title, the description as a quotation, then a section of links for each part.

use std::fmt::Write;

use crate::config::Config;
use crate::page::front_matter::Listing;
use crate::resolve::page_view::MARKDOWN_COPY;
use crate::resolve::urls::Urls;
use crate::site::tree::{NodeId, Site};

use crate::book::markdown::{self, escape};

/// The headings of the groups of pages that belong to no part.
#[derive(Clone, Debug)]
pub struct LlmsHeadings {
    /// The heading of the home page and the pages beside the parts.
    pub pages: String,
    /// The heading of pages that are not in the reading order.
    pub also: String,
}

/// The list of all pages that have a copy.
pub fn llms(site: &Site, config: &Config, urls: &Urls, headings: &LlmsHeadings) -> String {
    let mut text = format!("# {}\n", escape(&config.title));
    // Writing to a String cannot fail, here and below.
    if !config.description.is_empty() {
        let _ = write!(text, "\n> {}\n", escape(&config.description));
    }
    let mut pages = Vec::new();
    let mut parts: Vec<(NodeId, Vec<NodeId>)> = Vec::new();
    let mut also = Vec::new();
    for (id, _) in site.listed().filter(|(_, node)| !node.is_special()) {
        let mut line = std::iter::successors(Some(id), |id| site.nodes[*id].parent);
        let is_read =
            id == 0 || line.all(|id| id == 0 || site.nodes[id].listing == Listing::Contents);
        match site.nodes[id].part.filter(|_| is_read) {
            _ if !is_read => also.push(id),
            None => pages.push(id),
            Some(part) => match parts.last_mut().filter(|(last, _)| *last == part) {
                Some((_, pages)) => pages.push(id),
                None => parts.push((part, vec![id])),
            },
        }
    }
    let parts = parts.iter().map(|(part, pages)| (site.nodes[*part].title.as_str(), pages));
    let groups = [(headings.pages.as_str(), &pages)].into_iter();
    for (heading, pages) in groups.chain(parts).chain([(headings.also.as_str(), &also)]) {
        if pages.is_empty() {
            continue;
        }
        let _ = write!(text, "\n## {}\n\n", escape(heading));
        for id in pages {
            let node = &site.nodes[*id];
            let Ok(file) = node.route.file(MARKDOWN_COPY) else {
                continue;
            };
            let description = node.summary.as_ref().map(|s| s.front.description.as_str());
            text.push_str(&markdown::entry(
                &node.title,
                &urls.file_permalink(&file),
                description.unwrap_or_default(),
            ));
        }
    }
    text
}
