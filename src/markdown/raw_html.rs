//! Ids in raw HTML: `id="…"` on any element and `name="…"` on `<a>`, as targets of links.

use crate::data::value::Spanned;
use crate::html::token::{HtmlTokenKind, tokens};

/// The ids in `html` without their quotes, each once per element; spans are bytes of `html`.
pub fn ids(html: &str) -> Vec<Spanned<String>> {
    let mut found: Vec<Spanned<String>> = Vec::new();
    // What follows closes a tag that is still open.
    for token in tokens(&format!("{html}>")) {
        let HtmlTokenKind::Start(tag) = token.kind else {
            continue;
        };
        let first = found.len();
        for attribute in tag.attributes {
            let is_id = attribute.name == "id" || attribute.name == "name" && tag.name == "a";
            let value = attribute.value;
            let is_repeated = found[first..].iter().any(|id| id.value == value);
            if is_id && !is_repeated && !value.is_empty() && !value.contains(char::is_whitespace) {
                found.push(Spanned { value: value.into_owned(), span: attribute.value_span });
            }
        }
    }
    found
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
