//! What headers mean, as far as it is compared.

/// The most seconds that a cache may keep a file without asking, by `Cache-Control`; `None` if it
/// decides by itself.
pub(super) fn kept_for(cache_control: Option<&str>) -> Option<u64> {
    let directives = || cache_control.unwrap_or_default().split(',').map(str::trim);
    let is = |name: &str| directives().any(|one| one.eq_ignore_ascii_case(name));
    if is("no-cache") || is("no-store") {
        return Some(0);
    }
    directives().find_map(|one| {
        let (name, value) = one.split_once('=')?;
        let is_age = name.trim().eq_ignore_ascii_case("max-age");
        is_age.then(|| value.trim().trim_matches('"').parse().ok())?
    })
}

/// The value of a header with single spaces, to be compared.
pub(super) fn normal(value: &str) -> String {
    value.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a type of content is right for a file with this ending. `None` where any is.
pub(super) fn is_right_type(ending: &str, content_type: &str) -> Option<bool> {
    let mut parts = content_type.split(';').map(|part| part.trim().to_ascii_lowercase());
    let essence = parts.next().unwrap_or_default();
    let charset = parts.find_map(|part| part.strip_prefix("charset=").map(str::to_owned));
    let right: &[&str] = match ending {
        "html" => &["text/html"],
        "css" => &["text/css"],
        "js" => &["text/javascript", "application/javascript", "application/x-javascript"],
        "json" => &["application/json"],
        "xml" => &["application/xml", "text/xml", "application/atom+xml"],
        "svg" => &["image/svg+xml"],
        "txt" => &["text/plain"],
        "md" => &["text/markdown", "text/x-markdown", "text/plain"],
        "csv" => &["text/csv", "text/plain"],
        "png" => &["image/png"],
        "jpg" | "jpeg" => &["image/jpeg"],
        "gif" => &["image/gif"],
        "webp" => &["image/webp"],
        "avif" => &["image/avif"],
        "woff2" => &["font/woff2", "application/font-woff2"],
        "pdf" => &["application/pdf"],
        "mp4" => &["video/mp4"],
        "mp3" => &["audio/mpeg"],
        "vtt" => &["text/vtt"],
        _ => return None,
    };
    let is_utf8 = charset.is_none_or(|charset| charset.trim_matches('"') == "utf-8");
    Some(right.contains(&essence.as_str()) && is_utf8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_cache_may_do() {
        assert_eq!(kept_for(None), None);
        assert_eq!(kept_for(Some("public")), None);
        assert_eq!(kept_for(Some("Max-Age=600, public")), Some(600));
        assert_eq!(kept_for(Some("public, max-age=0, must-revalidate")), Some(0));
        assert_eq!(kept_for(Some("max-age=600, no-cache")), Some(0));
    }

    #[test]
    fn a_type_is_right_in_any_case_but_not_in_another_charset() {
        assert_eq!(is_right_type("html", "Text/HTML; charset=UTF-8"), Some(true));
        assert_eq!(is_right_type("html", "text/html; charset=iso-8859-1"), Some(false));
        assert_eq!(is_right_type("css", "text/plain"), Some(false));
        assert_eq!(is_right_type("zip", "text/plain"), None);
    }
}
