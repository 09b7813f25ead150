//! What in raw HTML concerns links: ids (`id="…"` on any element and `name="…"` on `<a>`), which they
//! can lead to, and the addresses of files and pages; and [`RawCode`], the elements that show code.

use std::ops::Range;

use crate::data::value::Spanned;
use crate::html::token::{HtmlTokenKind, tokens};

/// The attributes that hold one address.
const ADDRESSES: [&str; 4] = ["src", "href", "poster", "data"];

/// The ids and addresses in raw HTML.
#[derive(Debug, Default)]
pub struct RawHtml {
    /// The ids without their quotes, each once per element; spans are bytes of the HTML.
    pub ids: Vec<Spanned<String>>,
    /// The addresses of links, images and media.
    pub addresses: Vec<String>,
}

/// Reads raw HTML, which need not be balanced.
pub fn read(html: &str) -> RawHtml {
    let RawHtml { ids: mut found, mut addresses } = RawHtml::default();
    // What follows closes a tag that is still open.
    for token in tokens(&format!("{html}>")) {
        let HtmlTokenKind::Start(tag) = token.kind else {
            continue;
        };
        let first = found.len();
        for attribute in tag.attributes {
            let is_id = attribute.name == "id" || attribute.name == "name" && tag.name == "a";
            let value = attribute.value;
            if attribute.name == "srcset" {
                let candidates = value.split(',').filter_map(|c| c.split_whitespace().next());
                addresses.extend(candidates.map(str::to_owned));
            } else if ADDRESSES.contains(&&*attribute.name) {
                addresses.push(value.clone().into_owned());
            }
            let is_repeated = found[first..].iter().any(|id| id.value == value);
            if is_id && !is_repeated && !value.is_empty() && !value.contains(char::is_whitespace) {
                found.push(Spanned { value: value.into_owned(), span: attribute.value_span });
            }
        }
    }
    RawHtml { ids: found, addresses }
}

/// The elements that show code.
const CODE: [&str; 4] = ["code", "pre", "kbd", "samp"];

/// The inline HTML elements of a page that show code: brackets in them are no references.
#[derive(Debug, Default)]
pub struct RawCode {
    /// The bytes of the contents, in order.
    closed: Vec<Range<usize>>,
    /// The number of open elements, and the first byte of the outer one.
    open: (usize, usize),
}

impl RawCode {
    /// Adds a tag of inline HTML.
    pub fn tag(&mut self, html: &str, range: &Range<usize>) {
        let is_end = html.starts_with("</");
        let name = html.trim_start_matches(['<', '/']);
        let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        if !CODE.iter().any(|code| name.eq_ignore_ascii_case(code)) || html.ends_with("/>") {
            return;
        }
        let (depth, start) = self.open;
        match (is_end, depth) {
            (false, 0) => self.open = (1, range.end),
            (false, _) => self.open.0 += 1,
            (true, 0) => {}
            (true, 1) => self.end(range.start),
            (true, _) => self.open = (depth - 1, start),
        }
    }

    /// Ends what is still open, at a byte of the page.
    pub fn end(&mut self, at: usize) {
        if std::mem::take(&mut self.open.0) > 0 {
            self.closed.push(self.open.1..at);
        }
    }

    /// Whether a span of the page lies in one of the elements.
    pub fn holds(&self, span: &Range<usize>) -> bool {
        let before = self.closed.partition_point(|code| code.end < span.end);
        self.closed.get(before).is_some_and(|code| code.start <= span.start)
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn ids_and_names_of_anchors_are_found_once_with_their_place() {
        let html = r#"<p class=x id="a">…<a name='b' id=b></a><!-- <i id="no"> --><input name="no">
            <script>"<i id='no'>"</script><i ID=c><b data-id="no" id = "ä ö"><u id="d"/>"#;
        let found = read(html).ids;
        let values: Vec<_> = found.iter().map(|id| id.value.as_str()).collect();
        assert_eq!(values, ["a", "b", "c", "d"]);
        assert!(found.iter().all(|id| html[id.span.clone()] == id.value));
    }

    #[test]
    fn addresses_are_those_of_every_element() {
        let html = r#"<img src=a.png srcset="b.png 1x, c.png 2x"><a href='d.pdf'><i data-src=no>"#;
        assert_eq!(read(html).addresses, ["a.png", "b.png", "c.png", "d.pdf"]);
    }

    #[test]
    fn broken_tags_are_no_trouble() {
        for html in [
            "<",
            "<a",
            "<a id",
            "<a id=",
            "<a id=\"",
            "<a =é",
            "<a é=é id=x",
            "<!--",
            "<script>",
            "<a =",
            "<a ==\"é",
        ] {
            read(html);
        }
        assert_eq!(read("<a é=é id=x").ids[0].value, "x");
    }
}
