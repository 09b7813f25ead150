//! [`Document`]: a page's body as HTML with typed holes where something must still be looked up.
//!
//! `Document<LinkRef>` is what parsing gives; `Document<Href>` is what resolving gives; only the
//! second can be turned into HTML. An unresolved document cannot be rendered: it does not type-check.

use std::fmt::Write;
use std::hash::Hash;
use std::ops::Range;

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

/// A reference as its author wrote it. A slot of this kind stands where an attribute may begin,
/// after a space: `<a ` slot `>` or `<img ` slot ` alt="…">`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct LinkRef {
    /// The destination as CommonMark understood it (entities and escapes undone, not
    /// percent-decoded): `../power/influence.md#trust`.
    pub destination: String,
    /// Whether it is a link or an image.
    pub kind: LinkKind,
    /// The whole link or image in the page's text, for messages.
    pub span: Range<usize>,
}

/// What refers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LinkKind {
    /// `[text](destination)`.
    Link,
    /// `![alt](destination)`.
    Image,
}

/// A reference that has been looked up, as the attributes to print in its slot.
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

impl<L> Document<L> {
    /// The same document with every slot looked up.
    pub fn resolve<M>(&self, mut look_up: impl FnMut(&L) -> M) -> Document<M>
    where
        L: Clone,
    {
        let slots = self
            .slots
            .iter()
            .map(|s| Slot {
                at: s.at,
                link: look_up(&s.link),
            })
            .collect();
        Document {
            html: self.html.clone(),
            slots,
        }
    }
}

impl Document<Href> {
    /// The HTML, with the attributes of each slot in place.
    pub fn to_html(&self) -> String {
        let mut html = String::with_capacity(self.html.len() + self.slots.len() * 48);
        let mut from = 0;
        for slot in &self.slots {
            html.push_str(&self.html[from..slot.at]);
            slot.link.write(&mut html);
            from = slot.at;
        }
        html.push_str(&self.html[from..]);
        html
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
    use super::{Document, Href, Slot};

    #[test]
    fn slots_become_escaped_attributes() {
        let document = Document {
            html: "<a >x</a><img  alt=\"\">".into(),
            slots: vec![
                Slot {
                    at: 3,
                    link: Href::Link {
                        url: "https://example.org/?a=1&b=\"2".into(),
                        external: true,
                    },
                },
                Slot {
                    at: 14,
                    link: Href::Image {
                        url: "/a.png".into(),
                        size: Some((3, 4)),
                    },
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
