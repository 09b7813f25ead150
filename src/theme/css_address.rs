//! [`addresses`]: what a style sheet names, in `url()` and `@import`.

use std::ops::Range;

use crate::theme::tokens::{AssetLanguage, tokens};

/// An address in a style sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CssAddress<'a> {
    /// The address. One that is written with escapes is none.
    pub url: &'a str,
    /// Where the address stands, in bytes, with the quotation marks around it, or with `url(` and `)`
    /// where it has none.
    pub span: Range<usize>,
    /// Whether it stands in `url()` without quotation marks.
    pub is_bare: bool,
    /// Whether it is the address of a style sheet that is imported.
    pub is_import: bool,
}

/// The addresses in a style sheet, in order.
pub fn addresses(css: &str) -> Vec<CssAddress<'_>> {
    let mut found = Vec::new();
    // The two tokens before, without white space and comments, and whether they follow `@import`.
    let (mut before, mut last, mut is_import) = ("", "", false);
    let mut at = 0;
    for token in tokens(AssetLanguage::Css, css) {
        let (span, token) = (at..at + token.text.len(), token.text);
        at = span.end;
        if token.trim_ascii().is_empty() || token.starts_with("/*") {
            continue;
        }
        is_import = match token {
            ";" | "{" | "}" => false,
            _ => is_import || before == "@" && last.eq_ignore_ascii_case("import"),
        };
        let in_url = last == "(" && before.eq_ignore_ascii_case("url");
        let is_first = last.eq_ignore_ascii_case("import");
        if let Some((url, is_bare)) = address(token, in_url || is_import && is_first) {
            found.push(CssAddress { url, span, is_bare, is_import });
        }
        (before, last) = (last, token);
    }
    found
}

/// The address that a token is, and whether it is one without quotation marks.
fn address(token: &str, may_be_text: bool) -> Option<(&str, bool)> {
    let quote = token.chars().next().filter(|c| matches!(c, '"' | '\''));
    let (url, is_bare) = if let Some(quote) = quote {
        (token[1..].strip_suffix(quote).filter(|_| may_be_text)?, false)
    } else {
        let inside = token.get(..4)?.eq_ignore_ascii_case("url(").then(|| &token[4..])?;
        (inside.strip_suffix(')')?.trim_ascii(), true)
    };
    (!url.contains('\\')).then_some((url, is_bare))
}

#[cfg(test)]
mod tests {
    use super::addresses;

    #[test]
    fn addresses_are_found_in_all_their_forms() {
        for (css, expected) in [
            ("a{b:url(/x.png)}", "/x.png"),
            ("a{b:URL( '/x.png' )}", "/x.png"),
            ("@import \"/x.css\" print;a{b:url(y)}", "/x.css! y"),
            ("@import url(/x.css);", "/x.css!"),
            ("@import url(\"/x.css\") layer(\"a\");", "/x.css!"),
            ("a{content:\"/x\"}", ""),
            ("/* url(/x) */a{b:url(/x", ""),
            ("a{b:url(/x\\29)}", ""),
        ] {
            let found = addresses(css).into_iter().map(|address| {
                format!("{}{}", address.url, if address.is_import { "!" } else { "" })
            });
            assert_eq!(found.collect::<Vec<_>>().join(" "), expected, "{css}");
        }
    }
}
