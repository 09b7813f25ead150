//! Ids in raw HTML: `id="…"` on any element and `name="…"` on `<a>`, as targets of links.

use std::ops::Range;

/// An id in raw HTML and the span of its value in the scanned HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawId {
    /// The id, as written.
    pub value: String,
    /// The bytes of the id, without quotes.
    pub span: Range<usize>,
}

/// The ids in `html`, each once per element. Comments and the contents of `<script>` and `<style>`
/// are skipped. A single forward scan in linear time.
pub fn ids(html: &str) -> Vec<RawId> {
    let mut found: Vec<RawId> = Vec::new();
    let mut at = 0;
    while let Some(offset) = html[at..].find('<') {
        let start = at + offset;
        let rest = &html[start..];
        if rest.starts_with("<!--") {
            let Some(len) = rest.find("-->") else {
                break;
            };
            at = start + len + 3;
        } else if rest[1..].starts_with(|c: char| c.is_ascii_alphabetic()) {
            let (name, end) = start_tag(html, start + 1, &mut found);
            at = end;
            if name.eq_ignore_ascii_case("script") || name.eq_ignore_ascii_case("style") {
                let Some(len) = html[at..].find("</") else {
                    break;
                };
                at += len;
            }
        } else {
            at = start + 1;
        }
    }
    found
}

/// Reads a start tag whose name begins at `start`. Returns the name and the byte after the tag.
fn start_tag<'a>(html: &'a str, start: usize, found: &mut Vec<RawId>) -> (&'a str, usize) {
    let name_end = end_of(html, start, |b| b.is_ascii_whitespace() || b == b'/' || b == b'>');
    let name = &html[start..name_end];
    let first = found.len();
    let mut at = name_end;
    loop {
        at = end_of(html, at, |b| !b.is_ascii_whitespace() && b != b'/');
        if at >= html.len() {
            return (name, at);
        }
        if html.as_bytes()[at] == b'>' {
            return (name, at + 1);
        }
        let key_end =
            end_of(html, at, |b| b.is_ascii_whitespace() || matches!(b, b'=' | b'>' | b'/'))
                // A stray `=` is the first character of a name (WHATWG HTML, before attribute name state).
                .max(at + 1);
        let key = html.get(at..key_end).unwrap_or_default();
        let Some((value, next)) = value(html, key_end) else {
            at = next_char_boundary(html, key_end);
            continue;
        };
        let is_id = key.eq_ignore_ascii_case("id")
            || key.eq_ignore_ascii_case("name") && name.eq_ignore_ascii_case("a");
        let text = &html[value.clone()];
        let repeated = found[first..].iter().any(|id| id.value == text);
        if is_id && !repeated && !text.is_empty() && !text.contains(char::is_whitespace) {
            found.push(RawId { value: text.to_owned(), span: value });
        }
        at = next;
    }
}

/// The span of the value of an attribute whose name ends at `at`, and the byte after the value;
/// `None` for an attribute without a value.
fn value(html: &str, at: usize) -> Option<(Range<usize>, usize)> {
    let equals = end_of(html, at, |b| !b.is_ascii_whitespace());
    if html.as_bytes().get(equals) != Some(&b'=') {
        return None;
    }
    let start = end_of(html, equals + 1, |b| !b.is_ascii_whitespace());
    if let Some(quote @ (b'"' | b'\'')) = html.as_bytes().get(start) {
        let end = end_of(html, start + 1, |b| b == *quote);
        Some((start + 1..end, (end + 1).min(html.len())))
    } else {
        let end = end_of(html, start, |b| b.is_ascii_whitespace() || b == b'>');
        Some((start..end, end))
    }
}

/// The position of the first ASCII byte from `at` on for which `stops` holds, or the end.
fn end_of(html: &str, at: usize, stops: impl Fn(u8) -> bool) -> usize {
    let rest = html.as_bytes().get(at..).unwrap_or_default();
    let len = rest.iter().position(|b| b.is_ascii() && stops(*b));
    next_char_boundary(html, len.map_or(html.len(), |len| at + len))
}

/// The first character boundary from `at` on, or the end.
fn next_char_boundary(html: &str, mut at: usize) -> usize {
    while at < html.len() && !html.is_char_boundary(at) {
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::ids;

    #[test]
    fn ids_and_names_of_anchors_are_found_once_with_their_place() {
        let html = r#"<p class=x id="a">…<a name='b' id=b></a><!-- <i id="no"> --><input name="no">
            <script>"<i id='no'>"</script><i ID=c><b data-id="no" id = "ä ö"><u id="d"/>"#;
        let found = ids(html);
        let values: Vec<_> = found.iter().map(|id| id.value.as_str()).collect();
        assert_eq!(values, ["a", "b", "c", "d"]);
        assert!(found.iter().all(|id| html[id.span.clone()] == id.value));
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
            ids(html);
        }
        assert_eq!(ids("<a é=é id=x")[0].value, "x");
    }
}
