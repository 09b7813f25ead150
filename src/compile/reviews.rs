//! Pages whose review is due: `review_by` in the `[extra]` of their front matter, with the `owner`
//! if there is one.

use crate::base::diagnostic::{Code, Diagnostic, Place};
use crate::data::date;
use crate::data::value::Plain;
use crate::site::tree::{Node, Site};

use crate::compile::parsing::ParsedFiles;

/// A note for each page whose review is due on or before `day` (`2026-11-22`).
pub(super) fn due_reviews(site: &Site, parsed: &ParsedFiles, day: &str) -> Vec<Diagnostic> {
    let notes = site.nodes.iter().filter_map(|node| note(node, parsed, day));
    notes.collect()
}

fn note(node: &Node, parsed: &ParsedFiles, day: &str) -> Option<Diagnostic> {
    let path = &node.summary.as_ref()?.path;
    let extra = &parsed.page(path)?.page.as_ref()?.summary.front.extra;
    let by = extra.get("review_by")?.as_str()?;
    // What is no date was told when the page was read.
    let date = date::normalise(by).ok()?;
    // Dates of RFC 3339 sort as text.
    let date = date.get(..10)?;
    let owner = extra
        .get("owner")
        .and_then(Plain::as_str)
        .map(|owner| format!(", by {owner}"))
        .unwrap_or_default();
    (date <= day).then(|| {
        let message = format!("the review was due on {date}{owner}");
        Diagnostic::note(Code::ReviewDue, message, Place::file(path))
            .hint("review the page, then set `review_by` to the day of the next review")
    })
}
