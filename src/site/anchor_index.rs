//! [`AnchorIndex`]: the anchors of one page by every fragment that leads to them.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use crate::base::paths::{Anchor, github_slug, gitlab_slug, slugify};
use crate::document::body::Heading;

/// The anchors of a page, and other fragments that mean them: the ids that forges and this program
/// before give or gave to its headings.
#[derive(Clone, Debug, Default)]
pub(super) struct AnchorIndex {
    ids: HashSet<Anchor>,
    /// The number of the heading with each id.
    headings: HashMap<Anchor, usize>,
    /// Of each fragment that is an id by another rule, the headings that it may mean.
    others: HashMap<String, Vec<Anchor>>,
    /// The number of the first heading whose text has this slug.
    by_text: OnceLock<HashMap<String, usize>>,
}

/// An anchor that a fragment leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FoundAnchor {
    /// The anchor.
    pub(super) anchor: Anchor,
    /// Another heading that the fragment means by another rule.
    pub(super) rival: Option<Anchor>,
}

impl AnchorIndex {
    /// The index of a page with these headings and other anchors.
    pub(super) fn of<'a>(headings: &[Heading], anchors: impl Iterator<Item = &'a Anchor>) -> Self {
        let mut index = Self {
            ids: anchors.cloned().collect(),
            headings: headings.iter().map(|heading| heading.anchor.clone()).zip(0..).collect(),
            others: HashMap::new(),
            by_text: OnceLock::new(),
        };
        let generated: Vec<_> = headings.iter().filter(|heading| is_generated(heading)).collect();
        for rule in [github_slug, gitlab_slug, slugify] {
            let mut given: HashMap<String, usize> = HashMap::new();
            for heading in &generated {
                let slug = rule(&heading.text);
                let number = given.entry(slug.clone()).or_default();
                let id = if *number == 0 { slug } else { format!("{slug}-{number}") };
                *number += 1;
                index.add(id, &heading.anchor);
            }
        }
        index
    }

    fn add(&mut self, id: String, anchor: &Anchor) {
        if id.is_empty() || id == anchor.as_str() {
            return;
        }
        let meant = self.others.entry(id).or_default();
        if !meant.contains(anchor) {
            meant.push(anchor.clone());
        }
    }

    /// The anchor that a fragment, percent-decoded, leads to. Its own spelling counts before one
    /// in lower case, and this before what forges and other tools make of it.
    pub(super) fn find(&self, fragment: &str) -> Option<FoundAnchor> {
        self.find_in_any_case(fragment)
            .or_else(|| {
                // GitHub and GitLab put this before every id.
                self.find_in_any_case(fragment.strip_prefix("user-content-")?)
            })
            .or_else(|| {
                // Python-Markdown.
                self.find_exactly(&format!("fn-{}", fragment.strip_prefix("fn:")?))
            })
    }

    fn find_in_any_case(&self, fragment: &str) -> Option<FoundAnchor> {
        self.find_exactly(fragment).or_else(|| {
            let lower = fragment.to_lowercase();
            if lower == fragment { None } else { self.find_exactly(&lower) }
        })
    }

    /// Whether an anchor has this very name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.ids.contains(&Anchor::raw(name))
    }

    /// The number of the heading with an id.
    pub(super) fn by_id(&self, anchor: &str) -> Option<usize> {
        self.headings.get(&Anchor::raw(anchor)).copied()
    }

    /// The number of the first heading whose text has this slug; `headings` are those of the page.
    /// Only broken links ask for it.
    pub(super) fn by_text(&self, slug: &str, headings: &[Heading]) -> Option<usize> {
        let make = || {
            // Of equal slugs the first counts, which comes last here.
            let numbered = headings.iter().enumerate().rev();
            numbered.map(|(number, heading)| (slugify(&heading.text), number)).collect()
        };
        self.by_text.get_or_init(make).get(slug).copied()
    }

    fn find_exactly(&self, fragment: &str) -> Option<FoundAnchor> {
        let mut meant = self.others.get(fragment).into_iter().flatten().cloned();
        match self.ids.get(&Anchor::raw(fragment)) {
            // An id that the author wrote elsewhere, mostly just before the heading, is meant.
            Some(id) => {
                let rival = meant.next().filter(|_| self.headings.contains_key(id));
                Some(FoundAnchor { anchor: id.clone(), rival })
            }
            None => Some(FoundAnchor { anchor: meant.next()?, rival: meant.next() }),
        }
    }
}

/// Whether the id of a heading was made from its text and not written by its author.
fn is_generated(heading: &Heading) -> bool {
    let base = Anchor::of_heading(&heading.text);
    let number = heading.anchor.as_str().strip_prefix(base.as_str());
    number.is_some_and(|rest| {
        rest.is_empty()
            || rest.strip_prefix('-').is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit()))
    })
}
