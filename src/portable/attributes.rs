//! [`attribute_content`]: which attributes of HTML hold addresses, by their names, and in which
//! form.

/// The form in which an attribute holds addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AttributeContent {
    /// The attribute holds no address.
    Nothing,
    /// The attribute holds one address.
    Address,
    /// The attribute holds one address that is of use only if it leads to a file of the folder.
    LocalFile,
    /// Several addresses with descriptors, as in `srcset`.
    ImageCandidates,
    /// A list of CSS declarations.
    Style,
    /// The address of the root of the site, to which scripts append paths.
    Root,
    /// The key under which the scripts of the site store data in the browser.
    StorageKey,
    /// A condition on the request for a resource, which fails for files on a disk.
    Fetching,
}

/// The content of the attribute of that name. Of attributes that a theme invents, `data-base` and
/// `data-root` are about the site, and those whose names end in `path` hold an address.
pub(super) fn attribute_content(name: &str) -> AttributeContent {
    match name {
        "action" | "background" | "cite" | "data" | "formaction" | "href" | "longdesc"
        | "poster" | "src" | "xlink:href" => AttributeContent::Address,
        "imagesrcset" | "srcset" => AttributeContent::ImageCandidates,
        "style" => AttributeContent::Style,
        "data-root" => AttributeContent::Root,
        "data-base" => AttributeContent::StorageKey,
        "crossorigin" | "integrity" => AttributeContent::Fetching,
        "data-path" => AttributeContent::LocalFile,
        name if name.starts_with("data-") && name.ends_with("-path") => AttributeContent::LocalFile,
        _ => AttributeContent::Nothing,
    }
}

/// A list of image candidates with each address changed by `change` (HTML standard, "parsing a
/// srcset attribute"). An address for which `change` gives `None` stays.
pub(super) fn rewrite_srcset(list: &str, change: &dyn Fn(&str) -> Option<String>) -> String {
    let mut changed = Vec::new();
    let mut rest = list;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
        if rest.is_empty() {
            return changed.join(", ");
        }
        let end = rest.find(|c: char| c.is_ascii_whitespace());
        let (url, after) = rest.split_at(end.unwrap_or(rest.len()));
        let bare = url.trim_end_matches(',');
        let (descriptor, after) = if bare.len() < url.len() {
            ("", after)
        } else {
            after.split_once(',').unwrap_or((after, ""))
        };
        let address = change(bare).unwrap_or_else(|| bare.to_owned());
        changed.push(format!("{address} {}", descriptor.trim()).trim_end().to_owned());
        rest = after;
    }
}

/// The `content` of a `<meta http-equiv="refresh">` with its address changed by `change`; `None` if
/// it has none or that stays.
pub(super) fn rewrite_refresh(
    content: &str,
    change: &dyn Fn(&str) -> Option<String>,
) -> Option<String> {
    let (time, rest) = content.split_once([';', ','])?;
    let (key, url) = rest.split_once('=')?;
    let url = url.trim().trim_matches(['"', '\'']);
    let is_url = key.trim().eq_ignore_ascii_case("url");
    is_url.then(|| change(url).map(|url| format!("{time}; url={url}")))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn images_keep_their_descriptors() {
        let change = |url: &str| (!url.ends_with("svg")).then(|| format!("[{url}]"));
        for (list, expected) in [
            ("a.png", "[a.png]"),
            ("a.png 1x, b.png 2x", "[a.png] 1x, [b.png] 2x"),
            (" a,b.png, c.png  100w ,", "[a,b.png], [c.png] 100w"),
            ("a.svg 1x, b.png", "a.svg 1x, [b.png]"),
            (" , ", ""),
        ] {
            assert_eq!(rewrite_srcset(list, &change), expected, "{list}");
        }
    }

    #[test]
    fn a_page_that_leads_on_does_so_from_disk() {
        let change = |url: &str| Some(format!("[{url}]"));
        assert_eq!(rewrite_refresh("0; url=/a/", &change).as_deref(), Some("0; url=[/a/]"));
        assert_eq!(rewrite_refresh("0;URL = '/a/'", &change).as_deref(), Some("0; url=[/a/]"));
        assert_eq!(rewrite_refresh("5", &change), None);
    }
}
