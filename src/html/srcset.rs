//! [`candidates`]: the images that a `srcset` names.

/// The candidates of a list of images, each with its address and its descriptor, such as `2x`
/// (HTML standard, "parsing a srcset attribute").
pub fn candidates(list: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut rest = list;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
        if rest.is_empty() {
            return found;
        }
        let end = rest.find(|c: char| c.is_ascii_whitespace());
        let (url, after) = rest.split_at(end.unwrap_or(rest.len()));
        let bare = url.trim_end_matches(',');
        let (descriptor, after) = if bare.len() < url.len() {
            ("", after)
        } else {
            after.split_once(',').unwrap_or((after, ""))
        };
        found.push((bare, descriptor.trim()));
        rest = after;
    }
}
