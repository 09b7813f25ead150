//! [`Document`]: HTML with typed holes where something must still be looked up.
//!
//! `Document<Located>` is what parsing gives; `Document<Printed>` is what resolving gives; only the
//! second can be turned into HTML. An unresolved document cannot be rendered: it does not type-check.

use std::fmt::Write;
use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::Arc;

use crate::base::paths::Anchor;

/// A heading of a body.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Heading {
    /// From 2 to 6: the title of the page is level 1.
    pub level: u8,
    /// Its id.
    pub anchor: Anchor,
    /// Its plain text.
    pub text: String,
    /// Its inline HTML without links and notes, for a table of contents.
    pub html: String,
}

/// HTML in pieces: `slots[i]` stands at byte `slots[i].at` of `html`, in ascending order.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Document<L> {
    /// The HTML around the slots.
    pub html: String,
    /// The holes.
    pub slots: Vec<Slot<L>>,
}

/// A hole in the HTML.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Slot<L> {
    /// The byte of `html` before which it stands.
    pub at: usize,
    /// What stands there.
    pub link: L,
}

/// A reference and where its author wrote it. The hash leaves the place out, so that a word more in
/// the text above leaves the fingerprint of what holds the reference as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located {
    /// The reference.
    pub reference: Reference,
    /// The whole of it in the page's text, for messages.
    pub span: Range<usize>,
}

/// A reference that must still be looked up.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Reference {
    /// A link or an image. Its slot stands where an attribute may begin, after a space:
    /// `<a ` slot `>` or `<img ` slot ` alt="…">`.
    Link(LinkRef),
    /// An inline reference with a syntax of its own.
    Role(Arc<Role>),
    /// A directive that stands between blocks.
    Directive(Arc<Directive>),
    /// The mark of a footnote inside a block of a feature: HTML that is shown on its own page only,
    /// since no other page has the note.
    Note(String),
    /// A block of a feature.
    Block(BlockRef),
}

/// A link or an image as its author wrote it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct LinkRef {
    /// The destination as CommonMark understood it (entities and escapes undone, not
    /// percent-decoded): `../power/influence.md#trust`.
    pub destination: String,
    /// Whether it is a link or an image.
    pub kind: LinkKind,
}

/// Whether a reference is a link or an image.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LinkKind {
    /// `[text](destination)`.
    Link,
    /// `![alt](destination)`.
    Image,
}

/// An inline reference that is neither link nor image, such as `[[name|text]]`. The word is MyST's.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Role {
    /// The name of the feature that reads and resolves it.
    pub name: &'static str,
    /// The parts between its brackets, in the order that the feature gives them.
    pub arguments: Vec<String>,
    /// The words to show; empty if it stands for none, so that plain text reads on without it.
    pub text: String,
    /// Whether a button may stand here: not in headings, labels and links.
    pub may_hold_button: bool,
}

/// The place of a block that a feature has taken out of the flow of a page and keeps by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct BlockRef {
    /// The name of the block, which belongs to one feature.
    pub name: &'static str,
    /// Its number among the blocks of that name on the page, from 0.
    pub number: usize,
}

/// A reference that has been looked up.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Printed {
    /// Attributes of the element around the slot.
    Attributes(Href),
    /// HTML.
    Html(String),
    /// The component of that number among those of the page.
    Component(usize),
}

/// A link or an image that has been looked up, as the attributes to print in its slot.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Href {
    /// `href="…"`, and `rel="noopener"` if it leads to another site.
    Link {
        /// The address, percent-encoded, not HTML-escaped.
        url: String,
        /// Whether it leads to another site.
        external: bool,
    },
    /// `src="…" width="…" height="…"`.
    Image {
        /// The address, percent-encoded, not HTML-escaped.
        url: String,
        /// Intrinsic width and height in CSS pixels, where the file tells.
        size: Option<(u32, u32)>,
    },
}

/// A directive as its author wrote it. Spans are relative to its first byte, so that it stays equal
/// wherever it stands.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Directive {
    /// Its name: `page-list`.
    pub name: String,
    /// The bytes of the name.
    pub name_span: Range<usize>,
    /// What follows the name on its line, if anything does.
    pub argument: Option<DirectiveText>,
    /// Its options, in order; keys are unique.
    pub options: Vec<(DirectiveText, DirectiveText)>,
    /// What stands below the options; its references have relative spans too.
    pub body: Document<Located>,
}

/// A text and its bytes, relative to the directive.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DirectiveText {
    /// The text.
    pub text: String,
    /// Its bytes.
    pub span: Range<usize>,
}

impl Directive {
    /// An option by its key.
    pub fn option(&self, key: &str) -> Option<&DirectiveText> {
        let mut options = self.options.iter();
        options.find(|(k, _)| k.text == key).map(|(_, value)| value)
    }
}

impl DirectiveText {
    /// The names in a list with commas between them.
    pub fn list(&self) -> Vec<DirectiveText> {
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

/// What stands before the number of a component in HTML. Both are noncharacters, which are never in
/// a text that Unicode allows to interchange; the writer of bodies takes them out.
pub const COMPONENT_START: char = '\u{fdd2}';
/// What stands after it.
pub const COMPONENT_END: char = '\u{fdd3}';

impl Hash for Located {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.reference.hash(state);
    }
}

impl<L> Default for Document<L> {
    fn default() -> Self {
        Self {
            html: String::new(),
            slots: Vec::new(),
        }
    }
}

impl<L> Document<L> {
    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.html.is_empty() && self.slots.is_empty()
    }

    /// The same document with something else in every slot.
    pub fn map<M>(&self, map: &mut impl FnMut(&L) -> M) -> Document<M> {
        let slots = self.slots.iter().map(|slot| Slot {
            at: slot.at,
            link: map(&slot.link),
        });
        Document {
            html: self.html.clone(),
            slots: slots.collect(),
        }
    }
}

impl Document<Located> {
    /// Shows every reference in it.
    pub fn visit(&self, visitor: &mut dyn FnMut(&Located)) {
        self.slots.iter().for_each(|slot| visitor(&slot.link));
    }
}

impl<L> Document<L> {
    /// The HTML, with what each slot became in place; a component is its number between
    /// [`COMPONENT_START`] and [`COMPONENT_END`].
    pub fn print<'p>(&self, printed: impl IntoIterator<Item = &'p Printed>) -> String {
        let mut html = String::with_capacity(self.html.len() + self.slots.len() * 48);
        let mut from = 0;
        for (slot, printed) in self.slots.iter().zip(printed) {
            html.push_str(&self.html[from..slot.at]);
            printed.write(&mut html);
            from = slot.at;
        }
        html.push_str(&self.html[from..]);
        html
    }
}

impl Document<Printed> {
    /// The HTML, with what each slot became in place.
    pub fn to_html(&self) -> String {
        self.print(self.slots.iter().map(|slot| &slot.link))
    }
}

impl Printed {
    /// Several one after the other.
    pub fn all(parts: &[Self]) -> Self {
        let mut html = String::new();
        for part in parts {
            part.write(&mut html);
        }
        Self::Html(html)
    }

    fn write(&self, html: &mut String) {
        match self {
            Self::Attributes(href) => href.write(html),
            Self::Html(text) => html.push_str(text),
            Self::Component(number) => {
                // Writing to a String cannot fail.
                let _ = write!(html, "{COMPONENT_START}{number}{COMPONENT_END}");
            }
        }
    }
}

impl Href {
    /// Appends the attributes, escaped.
    fn write(&self, html: &mut String) {
        match self {
            Self::Link { url, external } => {
                push_attribute(html, "href", url);
                if *external {
                    html.push_str(r#" rel="noopener""#);
                }
            }
            Self::Image { url, size } => {
                push_attribute(html, "src", url);
                if let Some((width, height)) = size {
                    // Writing to a String cannot fail.
                    let _ = write!(html, r#" width="{width}" height="{height}""#);
                }
            }
        }
    }
}

/// Appends `name="value"`, the value escaped.
fn push_attribute(html: &mut String, name: &str, value: &str) {
    html.push_str(name);
    html.push_str("=\"");
    let _ = pulldown_cmark_escape::escape_html(&mut *html, value);
    html.push('"');
}

#[cfg(test)]
mod tests {
    use super::{Document, Href, Printed, Slot};

    #[test]
    fn slots_become_escaped_attributes() {
        let document = Document {
            html: "<a >x</a><img  alt=\"\">".into(),
            slots: vec![
                Slot {
                    at: 3,
                    link: Printed::Attributes(Href::Link {
                        url: "https://example.org/?a=1&b=\"2".into(),
                        external: true,
                    }),
                },
                Slot {
                    at: 14,
                    link: Printed::Attributes(Href::Image {
                        url: "/a.png".into(),
                        size: Some((3, 4)),
                    }),
                },
            ],
        };
        assert_eq!(
            document.to_html(),
            "<a href=\"https://example.org/?a=1&amp;b=&quot;2\" rel=\"noopener\">x</a>\
             <img src=\"/a.png\" width=\"3\" height=\"4\" alt=\"\">"
        );
    }
}
