//! [`rewrite`]: changes the addresses in CSS.

use crate::base::paths::OutputPath;
use crate::portable::address::PortableFolder;
use crate::theme::css_address::addresses;

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
    let mut at = 0;
    for address in addresses(css) {
        let Some(url) = change(address.url) else { continue };
        let text = format!("\"{}\"", url.replace('\\', "\\\\").replace('"', "\\\""));
        written.push_str(&css[at..address.span.start]);
        written.push_str(&if address.is_bare { format!("url({text})") } else { text });
        at = address.span.end;
    }
    written + &css[at..]
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
