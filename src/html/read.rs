//! [`read`]: balances tags as the HTML standard does ("tree construction").
//!
//! Valid HTML, with all the tags that may be left out, gives the elements that a browser makes of
//! it. What is invalid is balanced too, though not always as browsers do: an end tag that crosses a
//! block takes effect at the end of the block, and what a table cannot hold stays where it is.

use std::borrow::Cow;

use crate::html::event::{HtmlElement, HtmlEvent, Namespace};
use crate::html::names::{BLOCKS, is_format, is_table_part, is_void, mixed_case};
use crate::html::open::{
    OpenElement, OpenState, can_start, crosses_cells, depth_before, depth_outside_foreign,
    meant_by_end, namespace,
};
use crate::html::token::{HtmlTokenKind, StartTag, tokens};

/// The most formats that go on in the next block.
const FORMATS: usize = 16;

/// Parses the HTML of a body. Comments are left out; errors are repaired.
pub fn read(html: &str) -> Vec<HtmlEvent<'_>> {
    let mut reader = BodyReader::default();
    for token in tokens(html) {
        match token.kind {
            HtmlTokenKind::Start(tag) => reader.start(tag),
            HtmlTokenKind::End(name) => reader.end(&name),
            HtmlTokenKind::Text(text) => reader.text(text),
            HtmlTokenKind::Other => {}
        }
    }
    reader.close_to(0);
    reader.events
}

#[derive(Default)]
struct BodyReader<'s> {
    events: Vec<HtmlEvent<'s>>,
    /// The open elements, each with the index of the event that starts it.
    open: Vec<OpenElement<'s, usize>>,
    /// Formats that ended with a block and go on in the next text: the events where they started.
    unfinished: Vec<usize>,
    /// Whether a line end that comes next is left out.
    skips_line_end: bool,
}

impl<'s> BodyReader<'s> {
    fn text(&mut self, mut text: Cow<'s, str>) {
        if std::mem::take(&mut self.skips_line_end)
            && let Some(rest) = text.strip_prefix('\n')
        {
            text = Cow::Owned(rest.to_owned());
        }
        if text.is_empty() {
            return;
        }
        self.continue_formats();
        match self.events.last_mut() {
            Some(HtmlEvent::Text(before)) => before.to_mut().push_str(&text),
            _ => self.events.push(HtmlEvent::Text(text)),
        }
    }

    fn start(&mut self, tag: StartTag<'s>) {
        self.skips_line_end = false;
        let depth = depth_outside_foreign(&self.open, &tag.name);
        if depth < self.open.len() {
            self.close_to(depth);
        }
        let outer = namespace(&self.open);
        let namespace = match (outer, &*tag.name) {
            (Namespace::Html, "html" | "head" | "body") => return,
            (Namespace::Html, name) if !self.make_room(name) => return,
            (Namespace::Html, "svg") => Namespace::Svg,
            (Namespace::Html, "math") => Namespace::Math,
            _ => outer,
        };
        let attributes = tag.attributes.into_iter().map(|known| (known.name, known.value));
        let mut element =
            HtmlElement { namespace, name: tag.name, attributes: attributes.collect() };
        let is_html = namespace == Namespace::Html;
        if !is_html {
            let names = element.attributes.iter_mut().map(|(name, _)| name);
            for name in names.chain([&mut element.name]) {
                if let Some(mixed) = mixed_case(name) {
                    *name = Cow::Borrowed(mixed);
                }
            }
        }
        let is_empty = if is_html { is_void(&element.name) } else { tag.is_self_closing };
        self.skips_line_end = is_html && matches!(&*element.name, "pre" | "listing" | "textarea");
        self.push(element);
        if is_empty {
            self.open.pop();
            self.events.push(HtmlEvent::End);
        }
    }

    fn push(&mut self, element: HtmlElement<'s>) {
        self.open.push(OpenElement {
            name: element.name.clone(),
            namespace: element.namespace,
            state: OpenState::Open,
            data: self.events.len(),
        });
        self.events.push(HtmlEvent::Start(element));
    }

    /// Ends what an element of HTML with this name ends, and starts what it needs around itself.
    /// Returns whether the element can stand here.
    fn make_room(&mut self, name: &str) -> bool {
        if !can_start(&self.open, name) {
            return false;
        }
        let depth = depth_before(&self.open, name);
        if depth < self.open.len() {
            self.close_to(depth);
        }
        let current = |reader: &Self, names: &[&str]| {
            reader.open.last().is_some_and(|open| names.contains(&&*open.name))
        };
        if matches!(name, "tr" | "td" | "th") && current(self, &["table"]) {
            self.push(HtmlElement::new("tbody"));
        }
        if matches!(name, "td" | "th") && current(self, &["tbody", "thead", "tfoot"]) {
            self.push(HtmlElement::new("tr"));
        }
        if name == "col" && current(self, &["table"]) {
            self.push(HtmlElement::new("colgroup"));
        }
        if !BLOCKS.contains(name) && !is_table_part(name) {
            self.continue_formats();
        }
        true
    }

    fn end(&mut self, name: &str) {
        self.skips_line_end = false;
        let is_it = |start: &usize| self.events[*start].element().is_some_and(|e| e.name == name);
        if let Some(at) = self.unfinished.iter().rposition(is_it) {
            self.unfinished.remove(at);
            return;
        }
        let Some(at) = meant_by_end(&self.open, name) else {
            return;
        };
        let is_inline = !BLOCKS.contains(name) && !crosses_cells(name);
        if is_inline && self.open[at..].iter().any(|open| BLOCKS.contains(&open.name)) {
            self.open[at].state = OpenState::Ended;
        } else {
            self.close_to(at);
        }
    }

    /// Ends the open elements from `depth` on. The formats among them go on later, but for the
    /// outermost element, which is the one that was meant.
    fn close_to(&mut self, depth: usize) {
        let before = self.unfinished.len();
        let is_ended = |open: &OpenElement<'_, usize>| open.state == OpenState::Ended;
        while self.open.len() > depth || self.open.last().is_some_and(is_ended) {
            let Some(open) = self.open.pop() else {
                break;
            };
            self.events.push(HtmlEvent::End);
            if matches!(&*open.name, "td" | "th" | "caption") {
                self.unfinished.clear();
            } else if open.namespace == Namespace::Html
                && is_format(&open.name)
                && !is_ended(&open)
                && self.open.len() > depth
            {
                self.unfinished.insert(before.min(self.unfinished.len()), open.data);
                self.unfinished.truncate(FORMATS);
            }
        }
    }

    /// Starts the formats again that ended with a block.
    fn continue_formats(&mut self) {
        for start in std::mem::take(&mut self.unfinished) {
            if let Some(element) = self.events[start].element().cloned() {
                self.push(element);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::html::write::{MarkupSyntax, write};

    fn html(text: &str) -> String {
        write(&read(text), MarkupSyntax::Html)
    }

    #[test]
    fn what_is_well_formed_comes_back_as_it_was() {
        for text in [
            "<p>a &lt; b &amp; c</p>\n<img src=\"/a.png\" alt=\"\">",
            "<table><tbody><tr><td>1</td></tr></tbody></table>",
            "<input type=\"checkbox\" checked><label for=\"a\">x</label>",
            "<svg viewBox=\"0 0 1 1\"><path d=\"M0 0\"></path></svg>",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xml:lang=\"de\"></svg>",
        ] {
            assert_eq!(html(text).replace("alt>", "alt=\"\">"), text);
        }
    }

    #[test]
    fn what_is_not_is_balanced() {
        assert_eq!(html("</div><p><em>a<p>b"), "<p><em>a</em></p><p><em>b</em></p>");
    }

    #[test]
    fn tags_that_may_be_left_out_are_known() {
        for (text, expected) in [
            (
                "<ul><li>a<li>b<ul><li>c</ul></ul>",
                "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>",
            ),
            ("<dl><dt>a<dd><p>b<dt>c</dl>", "<dl><dt>a</dt><dd><p>b</p></dd><dt>c</dt></dl>"),
            (
                "<table><col><tr><th>a<td>b<tr><td>c</table>d",
                "<table><colgroup><col></colgroup><tbody><tr><th>a</th><td>b</td></tr>\
                 <tr><td>c</td></tr></tbody></table>d",
            ),
            (
                "<table><thead><tr><th>a<tbody><tr><td><table><tr><td>b</table></table>",
                "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>\
                 <table><tbody><tr><td>b</td></tr></tbody></table></td></tr></tbody></table>",
            ),
            (
                "<select><option>a<option>b</select>",
                "<select><option>a</option><option>b</option></select>",
            ),
            ("<ruby>a<rp>(<rt>b</ruby>", "<ruby>a<rp>(</rp><rt>b</rt></ruby>"),
            ("<p>a<div>b</div>", "<p>a</p><div>b</div>"),
            ("<pre>\n\na</pre>", "<pre>\na</pre>"),
        ] {
            assert_eq!(html(text), expected);
        }
    }

    #[test]
    fn errors_are_repaired() {
        for (text, expected) in [
            ("<b>1<i>2</b>3</i>4", "<b>1<i>2</i></b><i>3</i>4"),
            ("<a href=\"#\">x<div>y</a>z</div>w", "<a href=\"#\">x<div>yz</div></a>w"),
            ("<a href=\"1\">x<a href=\"2\">y</a>z", "<a href=\"1\">x</a><a href=\"2\">y</a>z"),
            ("<h2>a<h3>b</h2>c", "<h2>a</h2><h3>b</h3>c"),
            ("<td>a</td></p></br></b>", "a"),
            ("<ul><li>a</ul></li>b", "<ul><li>a</li></ul>b"),
            ("<div><span>a</div>b</span>", "<div><span>a</span></div>b"),
            (
                "<p><svg><foreignobject><p>a</svg>b",
                "<p><svg><foreignObject><p>a</p></foreignObject></svg>b</p>",
            ),
            ("<svg><lineargradient/><p>a", "<svg><linearGradient></linearGradient></svg><p>a</p>"),
            (
                "<svg><title>a<b>b</b></title></svg>",
                "<svg><title>a&lt;b&gt;b&lt;/b&gt;</title></svg>",
            ),
        ] {
            assert_eq!(html(text), expected);
        }
    }

    #[test]
    fn xml_ends_every_element() {
        let events = read("<p>a<br>b</p><svg><path d=\"M0\"/></svg><input disabled \"x>");
        assert_eq!(
            write(&events, MarkupSyntax::Xml),
            "<p>a<br/>b</p><svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0\"/></svg>\
             <input disabled=\"\"/>"
        );
    }

    #[test]
    fn no_depth_is_too_deep() {
        let deep = "<div>".repeat(4_000);
        assert_eq!(html(&deep).len(), deep.len() + "</div>".len() * 4_000);
    }
}
