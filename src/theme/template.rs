//! [`Template`]: the source of a template, its name, and what it names and defines.

use std::ops::Range;
use std::sync::Arc;

use crate::base::paths::SourcePath;
use crate::theme::template_tags::template_tags;

/// The folder of templates whose components are directives, with a slash at the end.
pub const COMPONENTS: &str = "components/";

/// The source of a template.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Template {
    /// The file of the template.
    pub path: SourcePath,
    /// The text of the template.
    pub text: Arc<str>,
}

/// The components that a template defines, with the bytes of their names.
pub fn components(template: &Template) -> impl Iterator<Item = (&str, Range<usize>)> {
    template_tags(&template.text).filter_map(|tag| tag.component(&template.text))
}

/// The name by which pages and templates call the template of a full name.
pub fn short_name<'n>(prefixes: &[String], full: &'n str) -> &'n str {
    prefixes.iter().find_map(|prefix| full.strip_prefix(prefix.as_str())).unwrap_or(full)
}

/// Whether a template names another one, between quotation marks.
pub(super) fn names(text: &str, name: &str) -> bool {
    ['"', '\'', '`'].iter().any(|quote| text.contains(&format!("{quote}{name}{quote}")))
}
