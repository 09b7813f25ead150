//! [`Definitions`]: the link and note definitions of a page, which hold in all its texts.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::RefDefs;

use crate::base::diagnostic::Code;
use crate::base::suggest::nearest;
use crate::markdown::report::Reporter;

/// The definitions that were read so far in the texts of a page: its body and those of its
/// directives. Of two definitions of a label the first counts, in each text its own before those.
#[derive(Debug, Default)]
pub struct Definitions {
    /// The labels of notes, by their keys.
    notes: BTreeMap<String, String>,
    /// The labels of links, with destinations and titles, by their keys.
    links: BTreeMap<String, (String, LinkDefinition)>,
}

/// The destination and the title of a link.
pub type LinkDefinition = (String, String);

/// The form in which labels are compared: without regard to case and white space.
pub fn label_key(label: &str) -> String {
    let words: Vec<&str> = label.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

impl Definitions {
    /// Adds the link definitions of a text.
    pub fn add_links(&mut self, links: &RefDefs<'_>) {
        let mut links: Vec<_> = links.iter().collect();
        links.sort_by_key(|(_, link)| link.span.start);
        for (label, link) in links {
            let title = link.title.as_deref().unwrap_or_default();
            let definition = (link.dest.to_string(), title.to_owned());
            self.links.entry(label_key(label)).or_insert((label.to_owned(), definition));
        }
    }

    /// Adds the label of a note.
    pub fn add_note(&mut self, label: &str) {
        self.notes.entry(label_key(label)).or_insert_with(|| label.to_owned());
    }

    /// The definition of the link with a label.
    pub fn link(&self, label: &str) -> Option<&LinkDefinition> {
        self.links.get(&label_key(label)).map(|(_, definition)| definition)
    }

    /// Whether there is a note with this label.
    pub fn has_note(&self, label: &str) -> bool {
        self.notes.contains_key(&label_key(label))
    }
}

/// A label without a definition in the texts that were read before it.
#[derive(Debug)]
pub struct UndefinedLabel {
    /// The label as written.
    pub label: String,
    /// The bytes of the whole reference.
    pub span: Range<usize>,
    /// Whether it can be nothing but a reference; else it is text where it has no definition.
    pub is_meant: bool,
}

/// The references of a page without a definition in the texts that were read before them.
#[derive(Debug, Default)]
pub struct UndefinedLabels {
    /// Links and images.
    pub links: Vec<UndefinedLabel>,
    /// Footnotes.
    pub notes: Vec<UndefinedLabel>,
}

impl UndefinedLabels {
    /// Whether one of the labels is defined after all.
    pub fn is_any_defined(&self, definitions: &Definitions) -> bool {
        self.links.iter().any(|link| definitions.link(&link.label).is_some())
            || self.notes.iter().any(|note| definitions.has_note(&note.label))
    }

    /// Reports the labels, but for those that may be text.
    pub fn report(&self, definitions: &Definitions, reporter: &Reporter<'_>) {
        for UndefinedLabel { label, span, .. } in self.links.iter().filter(|link| link.is_meant) {
            let message = format!("the reference `[{label}]` is not defined");
            reporter.error(Code::BrokenReference, message, Some(span.clone()), |d| {
                let labels = definitions.links.values().map(|(label, _)| label.as_str());
                d.did_you_mean(nearest(label, labels)).hint(format!(
                    "define it on a separate line, `[{label}]: address`, or write `\\[` for a literal bracket"
                ))
            });
        }
        for UndefinedLabel { label, span, .. } in self.notes.iter().filter(|note| note.is_meant) {
            let message = format!("the footnote `{label}` is not defined");
            reporter.error(Code::UndefinedFootnote, message, Some(span.clone()), |d| {
                let labels = definitions.notes.values().map(String::as_str);
                d.did_you_mean(nearest(label, labels)).hint(format!(
                    "define it at the start of a line, `[^{label}]: text`, or write `\\[^` for a literal bracket"
                ))
            });
        }
    }
}
