//! Checks of all glossaries together: names of two terms, and terms that no page uses.

use std::collections::BTreeMap;

use crate::base::diagnostic::{Code, Diagnostic, Place};
use crate::glossary::index::{Glossary, TermAt};
use crate::site::tree::Site;

/// How many unused terms of one page are reported one by one.
const MAX_UNUSED_TERMS: usize = 20;

/// Reports names that two terms have and terms that no page uses. `place` gives the place of a term
/// in its file.
pub fn glossary(
    site: &Site,
    glossary: &Glossary,
    place: &dyn Fn(TermAt) -> Option<Place>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for duplicate in &glossary.duplicates {
        let Some(second) = place(duplicate.second) else {
            continue;
        };
        let message = format!("two terms have the name `{}`", duplicate.name);
        let mut diagnostic = Diagnostic::error(Code::DuplicateTerm, message, second)
            .hint("ids, titles and synonyms of all glossaries must differ; rename one of the two");
        if let Some(first) = place(duplicate.first) {
            diagnostic = diagnostic.related(first, "first used here");
        }
        diagnostics.push(diagnostic);
    }
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for (at, _) in glossary.all().filter(|(_, uses)| uses.is_empty()) {
        let count = counts.entry(at.node).or_default();
        *count += 1;
        if *count > MAX_UNUSED_TERMS {
            continue;
        }
        if let (Some(term), Some(place)) = (glossary.term(at), place(at)) {
            let message = format!("no page uses the term `{}`", term.text);
            diagnostics.push(
                Diagnostic::warning(Code::UnusedTerm, message, place)
                    .hint(format!("write `[[{}]]` where you use it, or delete it", term.text)),
            );
        }
    }
    for (node, count) in counts.into_iter().filter(|(_, count)| *count > MAX_UNUSED_TERMS) {
        let path = site.nodes[node].summary.as_ref().map(|summary| &summary.path);
        let message = format!("no page uses {} more terms", count - MAX_UNUSED_TERMS);
        diagnostics.extend(
            path.map(|path| Diagnostic::warning(Code::UnusedTerm, message, Place::file(path))),
        );
    }
}
