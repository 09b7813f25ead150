//! [`PortableFolder`]: turns the addresses that the site prints into paths within a folder on disk.

use std::collections::BTreeSet;

use percent_encoding::percent_decode_str;

use crate::base::paths::{OutputPath, resolve};
use crate::document::destinations::is_external;
use crate::resolve::urls::Urls;

/// The site as a folder on disk.
pub(super) struct PortableFolder<'a> {
    pub(super) urls: &'a Urls,
    /// The title of the handbook.
    pub(super) title: &'a str,
    /// The files that the folder holds.
    pub(super) files: BTreeSet<&'a OutputPath>,
}

/// The target of an address.
enum AddressTarget<'a> {
    /// Another site, or a fragment of the page itself: the address stays.
    Elsewhere,
    /// A file of the folder, with the query and the fragment.
    File(&'a OutputPath, &'a str),
    /// A path at the host of the site, from its root, that the folder does not hold.
    Missing(String),
}

impl PortableFolder<'_> {
    /// The new form of the address `url` on the page or style sheet `from`; `None` if the address
    /// stays. An address that is missing in the folder leads to the published site, if its origin
    /// is known.
    pub(super) fn address(&self, from: &OutputPath, url: &str) -> Option<String> {
        match self.target(from, url) {
            AddressTarget::Elsewhere => None,
            AddressTarget::File(file, rest) => Some(format!("{}{rest}", relative(from, file))),
            AddressTarget::Missing(_) if self.urls.origin.is_empty() => None,
            AddressTarget::Missing(address) => Some(format!("{}{address}", self.urls.origin)),
        }
    }

    /// Whether the address leads to a part of the site that the folder does not hold.
    pub(super) fn is_missing(&self, from: &OutputPath, url: &str) -> bool {
        matches!(self.target(from, url), AddressTarget::Missing(_))
    }

    /// The URL where the site is published, if that is known.
    pub(super) fn published_url(&self) -> Option<String> {
        let Urls { origin, base_path, .. } = self.urls;
        (!origin.is_empty()).then(|| format!("{origin}{base_path}"))
    }

    /// The key under which the scripts of the site store data in the browser. All files on a disk
    /// share one storage, so the key is the URL of the published site, or else the base path and
    /// the title.
    pub(super) fn storage_key(&self) -> String {
        let unpublished = || format!("{}{}", self.urls.base_path, self.title);
        self.published_url().unwrap_or_else(unpublished)
    }

    /// The relative path from a file to the root of the folder, with a slash at its end.
    pub(super) fn root(from: &OutputPath) -> String {
        match from.as_str().matches('/').count() {
            0 => "./".to_owned(),
            depth => "../".repeat(depth),
        }
    }

    fn target<'a>(&'a self, from: &OutputPath, url: &'a str) -> AddressTarget<'a> {
        let url = url.trim_ascii();
        let end = url.find(['?', '#']).unwrap_or(url.len());
        let (path, rest) = url.split_at(end);
        if path.is_empty() || is_external(path) {
            return AddressTarget::Elsewhere;
        }
        let base = self.urls.base_path.as_str();
        let place = if let Some(inside) = path.strip_prefix(base) {
            normalised("", inside)
        } else if format!("{path}/") == base {
            Some(String::new())
        } else if path.starts_with('/') {
            return AddressTarget::Missing(url.to_owned());
        } else {
            let folder = from.as_str().rfind('/').map_or("", |at| &from.as_str()[..at]);
            normalised(folder, path)
        };
        // An address above the site is as wrong in the folder as on the site.
        let Some(place) = place else {
            return AddressTarget::Elsewhere;
        };
        if let Some(file) = self.file(&place) {
            return AddressTarget::File(file, rest);
        }
        let address = OutputPath::new(place.trim_end_matches('/'))
            .map_or_else(|_| base.to_owned(), |path| path.href(base));
        let slash = if place.ends_with('/') { "/" } else { "" };
        AddressTarget::Missing(format!("{address}{slash}{rest}"))
    }

    /// The file at a path: itself, or the index of the folder there.
    fn file(&self, place: &str) -> Option<&OutputPath> {
        let index = match place {
            "" => "index.html".to_owned(),
            folder if folder.ends_with('/') => format!("{folder}index.html"),
            other => format!("{other}/index.html"),
        };
        [place, &index]
            .into_iter()
            .filter_map(|path| OutputPath::new(path).ok())
            .find_map(|path| self.files.get(&path).copied())
    }
}

/// Resolves `path`, percent-encoded, against `folder`. `None` if it leads above the root.
fn normalised(folder: &str, path: &str) -> Option<String> {
    let (place, climbs) = resolve(folder, &percent_decode_str(path).decode_utf8().ok()?);
    (!climbs).then_some(place)
}

/// The percent-encoded relative address of the file `to` on the page `from`.
fn relative(from: &OutputPath, to: &OutputPath) -> String {
    let (from, to_parts): (Vec<&str>, Vec<&str>) =
        (from.as_str().split('/').collect(), to.as_str().split('/').collect());
    let shared = from
        .iter()
        .zip(&to_parts)
        .take(from.len().min(to_parts.len()) - 1)
        .take_while(|(a, b)| a == b)
        .count();
    let up = "../".repeat(from.len() - 1 - shared);
    // Escapes never hold a slash, so the segments of the encoded path are those of the path.
    let encoded = to.href("");
    let down: Vec<&str> = encoded.split('/').skip(shared).collect();
    format!("{up}{}", down.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(base: &str, origin: &str, url: &str) -> String {
        let paths: Vec<OutputPath> =
            ["index.html", "a/index.html", "a/b c/index.html", "a/x.csv", "é.png"]
                .into_iter()
                .map(|path| OutputPath::new(path).unwrap())
                .collect();
        let urls = Urls { base_path: base.to_owned(), origin: origin.to_owned(), repository: None };
        let folder = PortableFolder { urls: &urls, title: "T", files: paths.iter().collect() };
        let from = OutputPath::new("a/b c/index.html").unwrap();
        folder.address(&from, url).unwrap_or_else(|| "stays".to_owned())
    }

    #[test]
    fn addresses_of_the_site_name_their_file() {
        for (url, expected) in [
            ("/t/", "../../index.html"),
            ("/t", "../../index.html"),
            ("/t/a/#x", "../index.html#x"),
            ("/t/a?q=1#x", "../index.html?q=1#x"),
            ("/t/a/b%20c/", "index.html"),
            ("/t/a/x.csv", "../x.csv"),
            ("/t/%C3%A9.png", "../../%C3%A9.png"),
            (" /t/é.png ", "../../%C3%A9.png"),
            ("..", "../index.html"),
            ("../x.csv", "../x.csv"),
            ("./", "index.html"),
            ("#x", "stays"),
            ("?q=1", "stays"),
            ("", "stays"),
            ("https://example.org/t/", "stays"),
            ("mailto:a@example.org", "stays"),
            ("//example.org/t/", "stays"),
            ("/t/a/none/", "stays"),
            ("/other/", "stays"),
            ("/t/%FF/", "stays"),
            ("../../../..", "stays"),
        ] {
            assert_eq!(found("/t/", "", url), expected, "{url}");
        }
    }

    #[test]
    fn what_the_folder_lacks_is_at_the_host() {
        let host = "https://example.org";
        for (url, expected) in [
            ("/t/a/", "../index.html"),
            ("/t/old/?q#x", "https://example.org/t/old/?q#x"),
            ("/t/atom.xml", "https://example.org/t/atom.xml"),
            ("../../none", "https://example.org/t/none"),
            ("/other/#x", "https://example.org/other/#x"),
        ] {
            assert_eq!(found("/t/", host, url), expected, "{url}");
        }
    }
}
