//! [`Document`]: HTML with slots where references must still be resolved.
//!
//! A document becomes HTML through [`Document::print`] alone, which asks for every slot what is
//! printed there: no reference can be left out by having too few answers.

use std::fmt::Write;
use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::Arc;

use crate::base::paths::Anchor;
use crate::html::escape::{escape, push_value};

/// A heading of a body.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Heading {
    /// The level of the heading, from 2 to 6: the title of the page is level 1.
    pub level: u8,
    /// The id of the heading.
    pub anchor: Anchor,
    /// The plain text of the heading.
    pub text: String,
    /// Other words for what stands below the heading, by which readers find it.
    pub also: Vec<String>,
    /// The inline HTML of the heading without links and notes, for a table of contents.
    pub html: String,
    /// Whether the table of contents lists it: what is folded until it applies is not listed.
    pub is_listed: bool,
}

/// HTML with slots: `slots[i]` stands at byte `slots[i].at` of `html`, in ascending order. What is
/// to be looked up is `L`: references of authors, or addresses within a book.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Document<L = Located> {
    /// The HTML around the slots.
    pub html: String,
    /// The slots, in the order of the HTML.
    pub slots: Vec<Slot<L>>,
}

/// A position in the HTML at which a reference belongs.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Slot<L = Located> {
    /// The byte of [`Document::html`] before which the slot stands.
    pub at: usize,
    /// The reference to look up.
    pub link: L,
}

/// A reference and its span in the source.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Located {
    /// The reference without its span.
    pub reference: Reference,
    /// The bytes of the whole reference in the page's text.
    pub span: SourceSpan,
}

impl Located {
    /// A link that stands in the front matter.
    pub fn link(destination: String, span: Range<usize>) -> Self {
        let reference = Reference::Link(LinkRef { destination, kind: LinkKind::Link });
        Self { reference, span: SourceSpan(span) }
    }
}

/// The bytes in the text of a page that something was written with, for messages. All spans are
/// equal, so that what is found on a page stays equal when text above it changes.
#[derive(Clone, Debug, Default)]
pub struct SourceSpan(pub Range<usize>);

impl PartialEq for SourceSpan {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for SourceSpan {}

impl Hash for SourceSpan {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

/// A reference that must still be resolved.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Reference {
    /// A link, an image or an address. The slot of a link stands where an attribute may begin, after
    /// a space: `<a ` slot `>`. The slot of an image stands for the whole element, that of an address
    /// in raw HTML for its attribute or a part of that.
    Link(LinkRef),
    /// The destination of a link without text, whose text is the title of what it leads to.
    Title(String),
    /// An inline reference with a syntax of its own.
    Role(Arc<Role>),
    /// A directive that stands between blocks.
    Directive(Arc<Directive>),
    /// A footnote reference inside a block of a feature, as HTML. Only the page itself shows it,
    /// since a page that embeds the block does not have the note.
    Note(String),
    /// A block that a feature renders.
    Block(BlockRef),
}

/// A link, an image or an address in raw HTML as its author wrote it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct LinkRef {
    /// The destination after CommonMark parsing (entities and escapes decoded, percent-encoding
    /// kept): `../power/influence.md#trust`.
    pub destination: String,
    /// What the address belongs to.
    pub kind: LinkKind,
}

/// What the address of an author belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum LinkKind {
    /// A link: `[text](destination)`.
    Link,
    /// An image: `![alt](destination)`.
    Image(ImageText),
    /// An address in a tag of raw HTML.
    Html(HtmlAddress),
}

/// An address in a tag of raw HTML, with the text around it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct HtmlAddress {
    /// What is at the address.
    pub content: ContentKind,
    /// The text before the address, such as `src="`.
    pub before: String,
    /// The text after the address, such as `"`.
    pub after: String,
    /// The size in the tag of an image, unless it is none in pixels. Its missing sides are added.
    pub given: Option<GivenSize>,
}

/// What is at an address in raw HTML, by which a Content-Security-Policy allows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ContentKind {
    /// A page or file that a link leads to.
    Link,
    /// What takes a form.
    Form,
    /// An image.
    Image,
    /// A video, a sound, or subtitles.
    Media,
    /// A page in a frame.
    Frame,
    /// A document for a plug-in: `<object>`, `<embed>`.
    Object,
    /// A script.
    Script,
    /// A style sheet.
    Style,
    /// A font.
    Font,
}

impl HtmlAddress {
    /// The attribute with an address, or nothing if that is broken.
    fn printed(&self, href: Option<&Href>) -> String {
        let Some(Href::Link { url, .. } | Href::Image { url, .. }) = href else {
            return String::new();
        };
        let mut html = self.before.clone();
        push_value(&mut html, url);
        html.push_str(&self.after);
        if let (Some(given), Some(Href::Image { size, .. })) = (self.given, href) {
            let all = given.of(*size);
            let missing = |side: Option<u32>, given: Option<u32>| side.filter(|_| given.is_none());
            GivenSize {
                width: missing(all.width, given.width),
                height: missing(all.height, given.height),
            }
            .write(&mut html);
        }
        html
    }
}

/// The parts of an image besides its file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ImageText {
    /// The alternative text.
    pub alt: String,
    /// All attributes but those of the file, as HTML, each after a space: ` alt="…" loading="lazy"`.
    pub attributes: String,
    /// The size that the author gave the image.
    pub given: GivenSize,
}

/// The sides of an image in CSS pixels, as far as its author gave them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct GivenSize {
    /// The width.
    pub width: Option<u32>,
    /// The height.
    pub height: Option<u32>,
}

impl GivenSize {
    /// The longest side that an author can give.
    const LIMIT: u32 = 100_000;

    /// A side as its author wrote it: `300`, or `300px`.
    pub fn side(text: &str) -> Option<u32> {
        let text = text.trim();
        let side = text.strip_suffix("px").unwrap_or(text).parse().ok();
        side.filter(|side| (1..=Self::LIMIT).contains(side))
    }

    /// The sides of an image, given those of its file. A side that is not given follows from the
    /// other and the ratio of the file.
    #[must_use]
    pub fn of(self, file: Option<(u32, u32)>) -> Self {
        let by_ratio = |side: Option<u32>, (of, to): (u32, u32)| {
            let scaled = u64::from(side?) * u64::from(to) * 2 / u64::from(of.max(1));
            u32::try_from(scaled.div_ceil(2)).ok().map(|side| side.max(1))
        };
        let Some((width, height)) = file else {
            return self;
        };
        match (self.width, self.height) {
            (None, None) => Self { width: Some(width), height: Some(height) },
            (across, down) => Self {
                width: across.or_else(|| by_ratio(down, (height, width))),
                height: down.or_else(|| by_ratio(across, (width, height))),
            },
        }
    }

    /// Appends ` width="…" height="…"`, as far as they are known.
    fn write(self, html: &mut String) {
        for (name, side) in [("width", self.width), ("height", self.height)] {
            if let Some(side) = side {
                // Writing to a String cannot fail.
                let _ = write!(html, " {name}=\"{side}\"");
            }
        }
    }
}

impl LinkRef {
    /// What stands in the slot, given the address. Without one, a link is text without an address,
    /// and an image its alternative text.
    pub fn printed(&self, href: Option<Href>) -> Printed {
        match (&self.kind, href) {
            (LinkKind::Link, href) => href.map(Printed::Attributes).unwrap_or_default(),
            (LinkKind::Image(text), Some(href)) => {
                let mut html = String::from("<img ");
                href.write(&mut html, text.given);
                html.push_str(&text.attributes);
                html.push('>');
                Printed::Html(html)
            }
            (LinkKind::Image(text), None) => Printed::Html(escape(&text.alt)),
            (LinkKind::Html(address), href) => Printed::Html(address.printed(href.as_ref())),
        }
    }
}

/// An inline reference that is neither link nor image, such as `[[name|text]]`. MyST calls it a
/// role.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Role {
    /// The name of the feature that reads and resolves the role.
    pub name: &'static str,
    /// The parts between the brackets, in the order that the feature defines.
    pub arguments: Vec<String>,
    /// The text to show; empty for a role without text, which plain text leaves out.
    pub text: String,
    /// Whether the role may become a button: not in headings, labels and links.
    pub may_hold_button: bool,
}

/// A reference to a block that a feature took out of the flow of a page and stores itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct BlockRef {
    /// The name of the kind of block; each kind belongs to one feature.
    pub name: &'static str,
    /// The index of the block among the blocks with this name on the page, from 0.
    pub number: usize,
}

/// A resolved reference, ready to print in its slot.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Printed {
    /// Attributes of the element around the slot.
    Attributes(Href),
    /// HTML that takes the place of the slot.
    Html(String),
    /// A component, by its index among the components of the page.
    Component(usize),
}

impl Default for Printed {
    /// Nothing.
    fn default() -> Self {
        Self::Html(String::new())
    }
}

/// A resolved link or image, as the attributes to print in its slot.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Href {
    /// The attributes of a link: `href="…"`, and `rel="noopener"` if it leads to another site.
    Link {
        /// The address, percent-encoded, not HTML-escaped.
        url: String,
        /// Whether the link leads to another site.
        external: bool,
    },
    /// The attributes of an image: `src="…" width="…" height="…"`.
    Image {
        /// The address, percent-encoded, not HTML-escaped.
        url: String,
        /// The intrinsic width and height of the image in CSS pixels, if its file declares them.
        size: Option<(u32, u32)>,
    },
}

/// A directive as its author wrote it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Directive {
    /// The name of the directive, such as `page-list`.
    pub name: String,
    /// The bytes of the directive's name.
    pub name_span: SourceSpan,
    /// The text after the name on the opening line, if there is any.
    pub argument: Option<DirectiveText>,
    /// Keys and values of the options, in source order; keys are unique.
    pub options: Vec<(DirectiveText, DirectiveText)>,
    /// The body below the options.
    pub body: Document,
}

/// A text in a directive and its span.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DirectiveText {
    /// The text.
    pub text: String,
    /// The bytes of the text.
    pub span: SourceSpan,
}

impl Directive {
    /// The value of the option with this key.
    pub fn option(&self, key: &str) -> Option<&DirectiveText> {
        let mut options = self.options.iter();
        options.find(|(k, _)| k.text == key).map(|(_, value)| value)
    }
}

impl DirectiveText {
    /// The items of a comma-separated list; empty items are skipped.
    pub fn list(&self) -> Vec<DirectiveText> {
        let mut names = Vec::new();
        let mut at = self.span.0.start;
        for part in self.text.split(',') {
            let text = part.trim();
            let start = at + (part.len() - part.trim_start().len());
            if !text.is_empty() {
                let span = SourceSpan(start..start + text.len());
                names.push(Self { text: text.to_owned(), span });
            }
            at += part.len() + 1;
        }
        names
    }
}

/// The character before the index of a component in HTML. Like [`COMPONENT_END`] it is a Unicode
/// noncharacter, which no interchanged text holds; the Markdown writer removes both from bodies.
pub const COMPONENT_START: char = '\u{fdd2}';
/// The character after the index of a component in HTML.
pub const COMPONENT_END: char = '\u{fdd3}';

impl<L> Default for Document<L> {
    fn default() -> Self {
        Self { html: String::new(), slots: Vec::new() }
    }
}

impl<L> Document<L> {
    /// Whether there is neither HTML nor a slot.
    pub fn is_empty(&self) -> bool {
        self.html.is_empty() && self.slots.is_empty()
    }

    /// The HTML, to which `print` appends for each slot in order what takes its place.
    pub fn print(&self, mut print: impl FnMut(&mut String, &L)) -> String {
        let mut html = String::with_capacity(self.html.len() + self.slots.len() * 48);
        let mut from = 0;
        for slot in &self.slots {
            html.push_str(&self.html[from..slot.at]);
            print(&mut html, &slot.link);
            from = slot.at;
        }
        html.push_str(&self.html[from..]);
        html
    }
}

impl Printed {
    /// Appends the reference to HTML. A component becomes its index between [`COMPONENT_START`] and
    /// [`COMPONENT_END`].
    pub fn write(&self, html: &mut String) {
        match self {
            Self::Attributes(href) => href.write(html, GivenSize::default()),
            Self::Html(text) => html.push_str(text),
            Self::Component(number) => {
                // Writing to a String cannot fail.
                let _ = write!(html, "{COMPONENT_START}{number}{COMPONENT_END}");
            }
        }
    }
}

impl Href {
    /// Appends the attributes, escaped. An image has the size that was given, if one was.
    fn write(&self, html: &mut String, given: GivenSize) {
        match self {
            Self::Link { url, external } => {
                html.push_str("href=\"");
                push_value(html, url);
                html.push_str(if *external { "\" rel=\"noopener\"" } else { "\"" });
            }
            Self::Image { url, size } => {
                html.push_str("src=\"");
                push_value(html, url);
                html.push('"');
                given.of(*size).write(html);
            }
        }
    }
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
            document.print(|html, printed: &Printed| printed.write(html)),
            "<a href=\"https://example.org/?a=1&amp;b=&quot;2\" rel=\"noopener\">x</a>\
             <img src=\"/a.png\" width=\"3\" height=\"4\" alt=\"\">"
        );
    }
}
