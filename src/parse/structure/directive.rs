//! [`Directive`]: a fenced block that is no code: `{name} argument`, options, a body.

use std::ops::Range;

use crate::parse::document::{Document, Located};

/// A directive as its author wrote it. Spans are relative to its first byte, so that it stays equal
/// wherever it stands.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Directive {
    /// Its name: `page-list`.
    pub name: String,
    /// The bytes of the name.
    pub name_span: Range<usize>,
    /// What follows the name on its line, if anything does.
    pub argument: Option<Text>,
    /// Its options, in order; keys are unique.
    pub options: Vec<(Text, Text)>,
    /// What stands below the options; its references have relative spans too.
    pub body: Document<Located>,
}

/// A text and its bytes, relative to the directive.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Text {
    /// The text.
    pub text: String,
    /// Its bytes.
    pub span: Range<usize>,
}

impl Directive {
    /// An option by its key.
    pub fn option(&self, key: &str) -> Option<&Text> {
        let mut options = self.options.iter();
        options.find(|(k, _)| k.text == key).map(|(_, value)| value)
    }
}

impl Text {
    /// The names in a list with commas between them.
    pub fn list(&self) -> Vec<Text> {
        let mut names = Vec::new();
        let mut at = self.span.start;
        for part in self.text.split(',') {
            let text = part.trim();
            let start = at + (part.len() - part.trim_start().len());
            if !text.is_empty() {
                names.push(Self {
                    text: text.to_owned(),
                    span: start..start + text.len(),
                });
            }
            at += part.len() + 1;
        }
        names
    }
}
