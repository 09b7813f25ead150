//! [`rewrite`]: changes the addresses in CSS.

use crate::base::paths::OutputPath;
use crate::portable::address::PortableFolder;
use crate::theme::tokens::{AssetLanguage, tokens};

/// The style sheet at `path` with its addresses changed for `folder`.
pub(super) fn rewrite_stylesheet(
    css: &str,
    path: &OutputPath,
    folder: &PortableFolder<'_>,
) -> String {
    rewrite(css, &|url| folder.address(path, url))
}

/// `css` with each address in `url()` and of each `@import` changed by `change`. An address that is
/// written with escapes stays.
pub(super) fn rewrite(css: &str, change: &dyn Fn(&str) -> Option<String>) -> String {
    let mut written = String::with_capacity(css.len());
    // The two tokens before, without white space and comments.
    let (mut before, mut last) = ("", "");
    for token in tokens(AssetLanguage::Css, css) {
        let token = token.text;
        let in_url = last == "(" && before.eq_ignore_ascii_case("url");
        let imported = last.eq_ignore_ascii_case("@import")
            || before == "@" && last.eq_ignore_ascii_case("import");
        match changed(token, in_url || imported, change) {
            Some(token) => written.push_str(&token),
            None => written.push_str(token),
        }
        if !token.trim_ascii().is_empty() && !token.starts_with("/*") {
            (before, last) = (last, token);
        }
    }
    written
}

fn changed(
    token: &str,
    is_address: bool,
    change: &dyn Fn(&str) -> Option<String>,
) -> Option<String> {
    let quoted = |text: &str| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
    let plain = |url: &str| Some(url).filter(|url| !url.contains('\\')).and_then(change);
    let quote = token.chars().next().filter(|c| matches!(c, '"' | '\''));
    if let Some(quote) = quote {
        let inside = token[1..].strip_suffix(quote).filter(|_| is_address)?;
        return plain(inside).map(|url| quoted(&url));
    }
    let inside = token.get(..4)?.eq_ignore_ascii_case("url(").then(|| &token[4..])?;
    let url = inside.strip_suffix(')')?.trim_ascii();
    plain(url).map(|url| format!("url({})", quoted(&url)))
}

#[cfg(test)]
mod tests {
    use super::rewrite;

    #[test]
    fn addresses_are_found_in_all_their_forms() {
        let change = |url: &str| url.starts_with('/').then(|| format!("..{url}"));
        for (css, expected) in [
            ("a{b:url(/x.png)}", "a{b:url(\"../x.png\")}"),
            ("a{b:URL( '/x.png' )}", "a{b:URL( \"../x.png\" )}"),
            ("@import \"/x.css\" print;", "@import \"../x.css\" print;"),
            ("@import url(/x.css);", "@import url(\"../x.css\");"),
            ("a{b:url(data:x)}", "a{b:url(data:x)}"),
            ("a{content:\"/x\"}", "a{content:\"/x\"}"),
            ("/* url(/x) */a{b:url(/x", "/* url(/x) */a{b:url(/x"),
            ("a{b:url(/x\\29)}", "a{b:url(/x\\29)}"),
        ] {
            assert_eq!(rewrite(css, &change), expected);
        }
    }
}
