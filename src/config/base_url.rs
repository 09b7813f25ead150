//! [`BaseUrl`]: the address of the published site, validated and normalised.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::base::paths::Route;

/// A normalised `base_url`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl {
    /// The URL with scheme and host, if any, and a slash at the end.
    pub url: String,
    /// The path alone, with a slash at both ends.
    pub path: String,
}

/// Characters to be percent-encoded in the path. `%` is not: encoded text stays as it is.
const PATH_ENCODE_SET: &AsciiSet = &CONTROLS.add(b' ').add(b'{').add(b'}').add(b'^').add(b'\'');

/// Parses `https://example.org/team/handbook/` or a bare path such as `/team/handbook`.
///
/// # Errors
/// The problem, as a phrase that follows the name of the key ("must …"), and a hint.
pub fn parse(text: &str) -> Result<BaseUrl, (&'static str, String)> {
    let text = text.trim();
    if text.contains(['?', '#']) {
        return Err((
            "must not have a query or a fragment",
            "remove everything from `?` or `#`".to_owned(),
        ));
    }
    if text.starts_with("//") {
        return Err((
            "must have a scheme",
            format!("write `https:{text}`, or begin a path with a single slash"),
        ));
    }
    if text.starts_with('/') {
        let path = path(text)?;
        return Ok(BaseUrl { url: path.clone(), path });
    }
    let (scheme, rest) = text.split_once("://").unwrap_or(("", text));
    let scheme = scheme.to_ascii_lowercase();
    if !matches!(scheme.as_str(), "http" | "https") {
        let hint = if scheme.is_empty() && rest.split('/').next().is_some_and(is_host) {
            format!("write `https://{rest}`, or `/{rest}` if it is a path")
        } else {
            "write an address such as `https://example.org/handbook/`, or a path such as `/`"
                .to_owned()
        };
        return Err(("must begin with `https://`, `http://` or `/`", hint));
    }
    let (host, rest) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    if !is_host(host) {
        return Err((
            "must have a host of letters, digits, dots and hyphens, and at most a port",
            "write an address such as `https://example.org/handbook/`".to_owned(),
        ));
    }
    let path = path(rest)?;
    Ok(BaseUrl { url: format!("{scheme}://{}{path}", host.to_ascii_lowercase()), path })
}

/// The path with a slash at both ends, percent-encoded.
fn path(text: &str) -> Result<String, (&'static str, String)> {
    let bad = || {
        (
            "must have a path of plain names",
            "remove empty parts, `.`, `..`, backslashes, quotes and other such characters"
                .to_owned(),
        )
    };
    let inner = text.strip_prefix('/').unwrap_or(text);
    let inner = inner.strip_suffix('/').unwrap_or(inner);
    if inner.is_empty() {
        return Ok("/".to_owned());
    }
    if inner.starts_with('/') || inner.ends_with('/') {
        return Err(bad());
    }
    // A path that is valid as a route of pages is valid as a prefix of one.
    let route = Route::new(inner).map_err(|_| bad())?;
    Ok(utf8_percent_encode(route.as_str(), PATH_ENCODE_SET).to_string())
}

/// Whether the text is a host with at most a port: `example.org`, `localhost:8000`, `[::1]:8000`.
fn is_host(text: &str) -> bool {
    let (name, port) = match text.rfind(':') {
        Some(colon) if !text.ends_with(']') => (&text[..colon], Some(&text[colon + 1..])),
        _ => (text, None),
    };
    let port_is_fine = port.is_none_or(|p| {
        p.bytes().all(|b| b.is_ascii_digit()) && p.parse::<u16>().is_ok_and(|n| n > 0)
    });
    let six = name
        .strip_prefix('[')
        .and_then(|n| n.strip_suffix(']'))
        .map(|n| n.parse::<std::net::Ipv6Addr>().is_ok());
    let plain = || {
        name.len() <= 253
            && name.split('.').all(|label| {
                (1..=63).contains(&label.len())
                    && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
                    && !label.starts_with('-')
                    && !label.ends_with('-')
            })
    };
    port_is_fine && six.unwrap_or_else(plain)
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn addresses_and_paths_come_out_in_one_form() {
        for (written, url, path) in [
            ("/", "/", "/"),
            ("/team", "/team/", "/team/"),
            ("/team/handbook/", "/team/handbook/", "/team/handbook/"),
            ("https://example.org", "https://example.org/", "/"),
            ("HTTPS://Example.ORG/Team", "https://example.org/Team/", "/Team/"),
            ("http://localhost:8000/a", "http://localhost:8000/a/", "/a/"),
            ("http://[::1]:8000", "http://[::1]:8000/", "/"),
            ("/händbuch", "/h%C3%A4ndbuch/", "/h%C3%A4ndbuch/"),
            ("/a%20b", "/a%20b/", "/a%20b/"),
        ] {
            let base = parse(written).expect(written);
            assert_eq!((base.url.as_str(), base.path.as_str()), (url, path), "{written}");
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for written in [
            "",
            "example.org",
            "ftp://example.org/",
            "javascript:alert(1)",
            "//example.org/",
            "https://",
            "https:///path",
            "https://user:secret@example.org/",
            "https://exa mple.org/",
            "https://example.org:0/",
            "https://example.org:99999/",
            "https://example.org/?q",
            "https://example.org/#top",
            "https://example.org/a//b",
            "https://example.org/a//",
            "https://example.org/../b",
            "https://example.org/\"><script>",
            "/a\\b",
            "/a\u{0}b",
            "https://[::1/",
            "https://-a.org/",
        ] {
            assert!(parse(written).is_err(), "{written}");
        }
    }
}
