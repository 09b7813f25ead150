//! [`misnamed`]: files of components that define no component of their name, so that no page can use
//! them as a directive.

use std::collections::BTreeMap;

use crate::base::diagnostic::{Code, Diagnostic, Place};
use crate::theme::template::{COMPONENTS, Template, components, names, short_name};

/// The names of directives whose file defines no component of that name, each with the error about
/// it. A file whose components other templates use need not be a directive.
pub(super) fn misnamed(
    templates: &BTreeMap<String, Template>,
    prefixes: &[String],
) -> BTreeMap<String, Diagnostic> {
    let mut found = BTreeMap::new();
    for (full, template) in templates {
        let short = short_name(prefixes, full);
        let Some(stem) = short.strip_prefix(COMPONENTS).and_then(|name| name.strip_suffix(".html"))
        else {
            continue;
        };
        let wanted = stem.replace('-', "_");
        let defined: Vec<_> = components(template).collect();
        let is_used = |name: &str| {
            templates.values().any(|other| {
                let calls =
                    |text: &str| text.split(&format!("<{name}")).skip(1).any(is_end_of_name);
                let is_other = other.path != template.path;
                calls(&other.text) || is_other && components(other).any(|(known, _)| known == name)
            })
        };
        if defined.iter().any(|(name, _)| name.replace('-', "_") == wanted || is_used(name))
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

/// Whether a name that stands before this text ends there.
fn is_end_of_name(rest: &str) -> bool {
    !rest.starts_with(|char: char| char.is_alphanumeric() || char == '_')
}
