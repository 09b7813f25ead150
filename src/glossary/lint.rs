//! Checks of all glossaries together: names of two terms, and terms that no page uses.

use crate::base::diagnostic::{Code, Diagnostic, Place};
use crate::glossary::index::{Glossary, TermAt};
use crate::site::tree::NodeId;

/// Reports names that two terms have and terms that no page uses. `place` gives the place of a term
/// in its file.
pub fn glossary(
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
    let is_unused =
        |(at, uses): &(TermAt, &[NodeId])| uses.is_empty() && !glossary.may_have_unused(at.node);
    for (at, _) in glossary.all().filter(is_unused) {
        if let (Some(term), Some(place)) = (glossary.term(at), place(at)) {
            let message = format!("no page uses the term `{}`", term.text);
            diagnostics.push(
                Diagnostic::warning(Code::UnusedTerm, message, place)
                    .hint(format!("write `[[{}]]` where you use it, or delete it", term.text))
                    .hint(
                        "if the page is for looking up, write `unused = true` under `[glossary]`",
                    ),
            );
        }
    }
}
