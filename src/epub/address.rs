//! [`is_on_site`] and [`strict`]: addresses of the site, and how addresses are written in a book.

use url::{Position, Url};

/// Whether an address is on the site whose home page is at `base`.
pub(super) fn is_on_site(url: &Url, base: &Url) -> bool {
    url.origin() == base.origin() && url.scheme() == base.scheme()
}

/// Writes an address by the rules of RFC 3986, which are stricter than those of browsers.
pub(super) fn strict(url: &Url) -> String {
    let (before, rest) = url[..].split_at(url[..Position::BeforePath].len());
    let mut strict = before.to_owned();
    for (at, c) in rest.char_indices() {
        let is_escape = || {
            let digits = rest.as_bytes().get(at + 1..at + 3);
            digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
        };
        match c {
            '%' if !is_escape() => strict.push_str("%25"),
            '[' | ']' | '|' | '^' | '`' | '{' | '}' | '\\' | '"' | '<' | '>' | ' ' => {
                strict.push_str(&format!("%{:02X}", u32::from(c)));
            }
            c => strict.push(c),
        }
    }
    strict
}
