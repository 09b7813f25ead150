//! What is said of checklists wherever they are shown or listed.

use crate::base::fingerprint::Fingerprint;
use crate::base::paths::{SourcePath, encode_fragment, in_normal_form};
use crate::parse::structure::checklist::Checklist;
use crate::site::{NodeId, Site};

use super::suggestions::relative;
use super::urls::Urls;

/// Eight hexadecimal digits that tell a script that the text of an item is another one: the first 32
/// bits of the 128-bit XXH3 hash of the text in Unicode normal form C, with one space for each run
/// of white space. Devices of readers hold them, so that they must never be made in another way.
pub fn text_hash(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = in_normal_form(&words.join(" "));
    Fingerprint::of_bytes(text.as_bytes()).short()
}

/// What a list is called: the text of the heading above it, or the title of its page.
pub fn title(site: &Site, node: NodeId, list: &Checklist) -> String {
    if list.title.is_empty() {
        site.nodes[node].title.clone()
    } else {
        list.title.clone()
    }
}

/// Its address on its own page: that of the heading above it, or of the page.
pub fn path(site: &Site, node: NodeId, list: &Checklist, urls: &Urls) -> String {
    let page = urls.path(&site.nodes[node].route);
    match &list.heading {
        Some(heading) => format!("{page}#{}", encode_fragment(heading.as_str())),
        None => page,
    }
}

/// How many items checklists have, nested ones included.
pub fn count(lists: &[Checklist]) -> usize {
    lists.iter().map(|list| list.ids().len()).sum()
}

/// The file of a page as a link from another.
pub fn link(site: &Site, from: &SourcePath, node: NodeId) -> Option<String> {
    let summary = site.nodes[node].summary.as_deref()?;
    Some(relative(from, summary.path.as_str()))
}

#[cfg(test)]
mod tests {
    use super::text_hash;

    #[test]
    fn the_hash_of_a_text_is_the_same_for_ever() {
        assert_eq!(text_hash("State the outcome."), "5ad75f06");
        assert_eq!(
            text_hash(" State  the\noutcome. "),
            text_hash("State the outcome.")
        );
        assert_eq!(text_hash("e\u{301}"), text_hash("é"));
        assert_ne!(
            text_hash("state the outcome."),
            text_hash("State the outcome.")
        );
    }
}
