//! [`look_up`]: the file of the site for the path of a request. Only outputs can be found: a
//! request never names a file on disk.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use crate::base::outputs::{Output, Outputs};
use crate::base::paths::OutputPath;

/// The result of looking up the path of a request.
#[derive(Debug, PartialEq)]
pub(super) enum RequestLookup<'a> {
    /// A file of the site.
    File(&'a OutputPath, &'a Output),
    /// A redirect to another path, which is percent-encoded.
    Redirect(String),
}

/// Looks up the path of a request, which is percent-encoded and begins with a slash. `None` if the
/// site has nothing at the path.
pub(super) fn look_up<'a>(
    outputs: &'a Outputs,
    base_path: &str,
    path: &str,
) -> Option<RequestLookup<'a>> {
    let (decoded, base) = (decode(path)?, decode(base_path)?);
    let Some(rest) = decoded.strip_prefix(base.as_ref()) else {
        // Readers type `/`, or the base path without its slash.
        let above = decoded == "/" || (decoded.len() > 1 && format!("{decoded}/") == base);
        return above.then(|| RequestLookup::Redirect(base_path.to_owned()));
    };
    let file = |path: &str| {
        let (path, output) = outputs.get_key_value(&OutputPath::new(path).ok()?)?;
        Some(RequestLookup::File(path, output))
    };
    if rest.is_empty() || rest.ends_with('/') {
        return file(&format!("{rest}index.html"));
    }
    let folder = || file(&format!("{rest}/index.html"));
    file(rest).or_else(|| folder().map(|_| RequestLookup::Redirect(format!("{path}/"))))
}

fn decode(path: &str) -> Option<Cow<'_, str>> {
    percent_decode_str(path).decode_utf8().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outputs() -> Outputs {
        ["index.html", "404.html", "roles/index.html", "roles/fig.png", "手引き/index.html"]
            .into_iter()
            .map(|path| (OutputPath::new(path).unwrap(), Output::bytes(*b"x")))
            .collect()
    }

    fn found(base: &str, path: &str) -> String {
        match look_up(&outputs(), base, path) {
            Some(RequestLookup::File(path, _)) => path.to_string(),
            Some(RequestLookup::Redirect(to)) => format!("-> {to}"),
            None => "missing".to_owned(),
        }
    }

    #[test]
    fn an_address_is_a_file_or_its_folder() {
        assert_eq!(found("/", "/"), "index.html");
        assert_eq!(found("/", "/roles/"), "roles/index.html");
        assert_eq!(found("/", "/roles"), "-> /roles/");
        assert_eq!(found("/", "/roles/fig.png"), "roles/fig.png");
        assert_eq!(found("/", "/roles/fig.png/"), "missing");
        assert_eq!(found("/", "/none"), "missing");
    }

    #[test]
    fn the_base_path_is_part_of_every_address() {
        assert_eq!(found("/team/", "/team/"), "index.html");
        assert_eq!(found("/team/", "/team"), "-> /team/");
        assert_eq!(found("/team/", "/"), "-> /team/");
        assert_eq!(found("/team/", "/roles/"), "missing");
        assert_eq!(found("/team/", "/team/roles"), "-> /team/roles/");
    }

    #[test]
    fn an_address_is_decoded_once() {
        let encoded = "/%E6%89%8B%E5%BC%95%E3%81%8D/";
        assert_eq!(found("/", encoded), "手引き/index.html");
        assert_eq!(found("/", &encoded.replace('%', "%25")), "missing");
        assert_eq!(found("/", "/%ff"), "missing");
    }

    #[test]
    fn no_address_leaves_the_site() {
        for path in [
            "/../handbook.toml",
            "/%2e%2e/handbook.toml",
            "/roles/..%2f..%2fhandbook.toml",
            "/roles/../index.html",
            "//roles",
            "//evil.example/%2f..",
            "/..\\handbook.toml",
            "/c:/windows",
            "/index.html%00",
            "",
        ] {
            assert_eq!(found("/", path), "missing", "{path}");
        }
    }
}
