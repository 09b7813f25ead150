//! [`unused`]: the templates and texts of a site and of its themes that replace nothing and that
//! nothing uses.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::base::diagnostic::{Code, Diagnostic, OF_A_FILE, Place};
use crate::base::paths::SourcePath;
use crate::base::suggest::nearest;
use crate::data::toml;
use crate::data::value::Value;
use crate::theme::load::Theme;
use crate::theme::template::{COMPONENTS, Template, names};

/// The warnings about templates of the site and of its themes that nothing uses, and about texts of
/// the site under keys that no theme has. `named` are the templates that pages name; `config` is the file of the
/// configuration with its text.
pub fn unused(
    theme: &Theme,
    named: &BTreeSet<String>,
    (path, text): (&SourcePath, &Arc<str>),
) -> Vec<Diagnostic> {
    let own = theme.templates.iter().filter(|(name, _)| theme.short_name(name) == *name);
    let own: Vec<(&str, &Template)> = own.map(|(name, file)| (name.as_str(), file)).collect();
    let mut found = Vec::new();
    for (full, template) in &theme.templates {
        let name = theme.short_name(full);
        let below = theme.below(full);
        let replaces = |name: &str| {
            below.iter().any(|prefix| theme.templates.contains_key(&format!("{prefix}{name}")))
        };
        // The last theme has the templates that the program asks for.
        let is_used = below.is_empty()
            || replaces(name)
            || name.starts_with(COMPONENTS)
            || template.text.contains("{% component ")
            || named.contains(name)
            || theme.templates.values().any(|other| names(&other.text, name));
        if !is_used {
            let known = theme.templates.keys().map(|full| theme.short_name(full));
            let message = format!("nothing uses the template `{name}`");
            let place = Place::file(&template.path);
            let warning = Diagnostic::warning(Code::UnusedTemplate, message, place);
            found.push(match nearest(name, known.filter(|known| replaces(known))) {
                Some(near) => warning.did_you_mean(Some(near)),
                None => warning.hint(
                    "a template replaces the one of the theme with its name; any other must be \
                     named by a template or a page",
                ),
            });
        }
    }
    found.extend(theme.misplaced.iter().map(|file| {
        let message = format!("`{file}` is no template");
        Diagnostic::warning(Code::UnusedTemplate, message, Place::file(file))
            .hint("put files that pages show into `static`, or next to a page")
    }));
    let (table, _) = toml::parse(path, text, 0..text.len(), Code::InvalidConfig);
    let strings = table.iter().find_map(|(key, value)| match &value.value {
        Value::Table(strings) if key.value == "strings" => Some(strings),
        _ => None,
    });
    for (key, _) in strings.into_iter().flat_map(|strings| strings.iter()) {
        let name = key.value.as_str();
        let is_used = |(_, template): &(&str, &Template)| template.text.contains(name);
        if !theme.own_strings.contains(name) && !own.iter().any(is_used) {
            let message = format!("no theme has a text `{name}`");
            let place = Place::span(path, text, key.span.clone());
            let known = theme.own_strings.iter().map(String::as_str);
            // Of more in one file none is told.
            let near = if found.len() < OF_A_FILE { nearest(name, known) } else { None };
            let warning = Diagnostic::warning(Code::UnknownKey, message, place);
            found.push(match near {
                Some(near) => warning.did_you_mean(Some(near)),
                None => warning.hint("`strings/en.toml` of the theme lists the keys"),
            });
        }
    }
    found
}
