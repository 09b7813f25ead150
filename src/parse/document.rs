//! [`Document`]: HTML with typed holes where something must still be looked up.
//!
//! `Document<Located>` is what parsing gives; `Document<Printed>` is what resolving gives; only the
//! second can be turned into HTML. An unresolved document cannot be rendered: it does not type-check.

use std::fmt::Write;
use std::hash::Hash;
use std::ops::Range;
use std::sync::Arc;

use crate::base::paths::Anchor;
use crate::bibliography::Cite;

use super::structure::directive::Directive;

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

/// A reference and where its author wrote it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Located {
    /// The reference.
    pub reference: Reference,
    /// The whole of it in the page's text, for messages.
    pub span: Range<usize>,
}

/// What must still be looked up.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Reference {
    /// A link or an image. Its slot stands where an attribute may begin, after a space:
    /// `<a ` slot `>` or `<img ` slot ` alt="…">`.
    Link(LinkRef),
    /// `[[term]]`.
    Term(TermRef),
    /// `[@key, locator; @key]`.
    Citation(Vec<Cite>),
    /// A directive that stands between blocks.
    Directive(Arc<Directive>),
    /// The mark of a footnote inside a structure: HTML that is shown on its own page only, since no
    /// other page has the note.
    Note(String),
    /// A structure of the page itself.
    Own(Own),
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

/// What refers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LinkKind {
    /// `[text](destination)`.
    Link,
    /// `![alt](destination)`.
    Image,
}

/// `[[name]]` or `[[name|text]]`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TermRef {
    /// The id, the title or a synonym of the term.
    pub name: String,
    /// The words to show.
    pub text: String,
    /// Whether a button may stand here: not in headings, labels and links.
    pub may_hold_button: bool,
}

/// A structure of the page: what [`super::structure::Structures`] holds of it stands here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Own {
    /// The comparison.
    Comparison,
    /// The checklist of that number.
    Checklist(usize),
    /// The form of the assessment or audit, or the end of the worksheet.
    Instrument,
    /// The list of open questions of that number.
    Questions(usize),
    /// The list of terms of that number.
    Terms(usize),
    /// The list of sources.
    Sources,
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

/// What stands before the number of a component in HTML. Both are noncharacters, which are never in
/// a text that Unicode allows to interchange; the writer of bodies takes them out.
pub const COMPONENT_START: char = '\u{fdd2}';
/// What stands after it.
pub const COMPONENT_END: char = '\u{fdd3}';

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
