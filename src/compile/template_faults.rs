//! Merges diagnostics about one fault of a template that shows on many pages.

use std::collections::BTreeMap;

use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::paths::SourcePath;

/// Reports a fault of a template once, with the number of other pages: it shows on every page that
/// uses the template.
pub(super) fn merge_template_faults(diagnostics: &mut Vec<Diagnostic>) {
    let mut counts: BTreeMap<_, usize> = BTreeMap::new();
    diagnostics.retain(|diagnostic| {
        let Some(key) = template_fault(diagnostic) else {
            return true;
        };
        let count = counts.entry(key).or_default();
        *count += 1;
        *count == 1
    });
    for diagnostic in diagnostics {
        match template_fault(diagnostic).and_then(|key| counts.get(&key)) {
            Some(2) => diagnostic.hints.push("the same happens on one more page".to_owned()),
            Some(count) if *count > 2 => {
                diagnostic.hints.push(format!("the same happens on {} more pages", count - 1));
            }
            _ => {}
        }
    }
}

/// The key of a fault of a template, if the diagnostic is one: file, position and message.
fn template_fault(diagnostic: &Diagnostic) -> Option<(SourcePath, usize, String)> {
    let place = diagnostic
        .place
        .as_ref()
        .filter(|_| matches!(diagnostic.code, Code::TemplateError | Code::TemplateTooLarge))?;
    Some((
        place.path.clone(),
        place.excerpt.as_ref().map_or(0, |e| e.range.start),
        diagnostic.message.clone(),
    ))
}
