//! [`misnamed`]: files of components that define no component of their name, so that no page can use
//! them as a directive.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::base::diagnostic::{Code, Diagnostic, Place};
use crate::base::paths::SourcePath;
use crate::theme::template::{COMPONENTS, Template, components, names, short_name};

/// The names of directives whose file defines no component of that name, each with the error about
/// it. A file whose components other templates use need not be a directive.
pub(super) fn misnamed(
    templates: &BTreeMap<String, Template>,
    prefixes: &[String],
) -> BTreeMap<String, Diagnostic> {
    let mut found = BTreeMap::new();
    // What all templates call and define is looked up for a file that is in doubt alone.
    let called = LazyCell::new(|| {
        templates.values().flat_map(|t| called_names(&t.text)).collect::<BTreeSet<_>>()
    });
    let definers = LazyCell::new(|| {
        let mut definers: BTreeMap<&str, BTreeSet<&SourcePath>> = BTreeMap::new();
        for template in templates.values() {
            for (name, _) in components(template) {
                definers.entry(name).or_default().insert(&template.path);
            }
        }
        definers
    });
    for (full, template) in templates {
        let short = short_name(prefixes, full);
        let Some(stem) = short.strip_prefix(COMPONENTS).and_then(|name| name.strip_suffix(".html"))
        else {
            continue;
        };
        let wanted = stem.replace('-', "_");
        let defined: Vec<_> = components(template).collect();
        let is_used = |name: &str| {
            let is_defined_twice = || definers.get(name).is_some_and(|files| files.len() > 1);
            called.contains(name) || is_defined_twice()
        };
        if defined.iter().any(|(name, _)| name.replace('-', "_") == wanted)
            || defined.iter().any(|(name, _)| is_used(name))
            || templates.values().any(|other| names(&other.text, short))
        {
            continue;
        }
        let (place, but) = match defined.first() {
            Some((name, range)) => (
                Place::span(&template.path, &template.text, range.clone()),
                format!(", but `{name}`"),
            ),
            None => (Place::file(&template.path), String::new()),
        };
        let message = format!("`{short}` defines no component `{wanted}`{but}");
        let diagnostic = Diagnostic::error(Code::TemplateError, message, place).hint(format!(
            "the component of a directive has the name of its file: write `{{% component \
             {wanted}(…) %}}` and `{{% endcomponent {wanted} %}}`"
        ));
        found.insert(stem.replace('_', "-"), diagnostic);
    }
    found
}

/// The names behind each `<` of a text.
fn called_names(text: &str) -> impl Iterator<Item = &str> {
    let is_of_name = |char: char| char.is_alphanumeric() || char == '_';
    text.split('<').skip(1).map(move |rest| {
        let len = rest.find(|char| !is_of_name(char)).unwrap_or(rest.len());
        &rest[..len]
    })
}
