//! Forms within a line: how much of a text each takes.

use crate::html::names::is_known;

/// The length of a text up to and including `end`.
pub(super) fn closed(text: &str, end: &str) -> Option<usize> {
    text.find(end).map(|at| at + end.len())
}

/// `[Plan](floor plan.pdf)`, `![Prep](Prep Room.JPG)`: the name of a file with spaces.
pub(super) fn spaced_link(text: &str) -> Option<usize> {
    let label = text[1..].find(['[', ']', '\n']).filter(|at| text[at + 1..].starts_with("]("))?;
    let address = &text[label + 3..];
    has_spaced_address(&text.as_bytes()[label + 2..])
        .then(|| label + 3 + address.find(')').map_or(0, |end| end + 1))
}

/// Whether a text ends with `[Plan](floor plan.pdf)`.
pub fn ends_with_spaced_link(text: &str) -> bool {
    // An address ends with its line: what stands before that is long.
    let line = if text.ends_with(')') { text.rsplit('\n').next().unwrap_or_default() } else { "" };
    line.rfind("](").is_some_and(|at| {
        let address = &line[at + 1..];
        address.find(')') == Some(address.len() - 1) && has_spaced_address(address.as_bytes())
    })
}

/// Whether `(a name.png)` follows, which ends like a file and has a space, and no title behind it.
pub(super) fn has_spaced_address(rest: &[u8]) -> bool {
    let inner = rest.strip_prefix(b"(").unwrap_or_default();
    let end = inner.iter().position(|byte| b")\n<>\"'(".contains(byte)).unwrap_or_default();
    let address = &inner[..end];
    let dot = address.iter().rposition(|byte| *byte == b'.').unwrap_or(end);
    inner.get(end) == Some(&b')')
        && address.trim_ascii().contains(&b' ')
        && address.get(dot + 1..).is_some_and(|ending| {
            (1..=5).contains(&ending.len())
                && ending.iter().all(u8::is_ascii_alphanumeric)
                && ending.iter().any(u8::is_ascii_alphabetic)
        })
}

/// The first of the tags of a pair: `{{< tabs >}}`, but not `{{< /tabs >}}`.
pub(super) fn shortcode(text: &str, end: &str) -> Option<usize> {
    let inner = text.trim_start_matches(['{', '<', '%', '#', '-', '~']).trim_start();
    let is_named = inner.starts_with(|c: char| c.is_alphabetic() || c == '_');
    closed(text, end).filter(|_| is_named && !inner.starts_with("end"))
}

/// `{{ figure(src="a") }}`, `{{ site.title }}`, `{{ .Title }}`, `{{ $x }}`.
pub(super) fn expression(text: &str) -> Option<usize> {
    let len = closed(text, "}}")?;
    let inner = text[2..len - 2].trim();
    let name = inner.split(|c: char| !c.is_alphanumeric() && c != '_' && c != ':').next()?;
    let is_call = !name.is_empty() && inner[name.len()..].starts_with('(') && inner.ends_with(')');
    let is_known = ["site.", "page.", "config.", "section.", ".", "$"];
    (is_call || is_known.iter().any(|known| inner.starts_with(known))).then_some(len)
}

/// `{: .class }`, `{:toc}`.
pub(super) fn kramdown(text: &str) -> Option<usize> {
    let len = closed(text, "}")?;
    let inner = &text[2..len - 1];
    let is_list = inner.trim_start().starts_with(['.', '#', ':']) || inner == "toc";
    (is_list && !inner.contains('\n')).then_some(len)
}

/// The sets of icons of Material for MkDocs and Zensical, which are no characters.
const ICONS: &[&str] = &["fontawesome-", "lucide-", "material-", "octicons-", "simple-"];

/// `:material-account:`, `:octicons-tag-16:`.
pub(super) fn icon(line: &str) -> Option<usize> {
    emoji(line).filter(|_| ICONS.iter().any(|set| line[1..].starts_with(set)))
}

/// `:smile:`, `:+1:`, but not the role of Sphinx before code, which is masked.
pub(super) fn emoji(line: &str) -> Option<usize> {
    let (name, after) = line[1..].split_once(':')?;
    let is_letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "_-+".contains(c);
    let is_name = name.len() > 1
        && name.chars().all(is_letter)
        && name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.ends_with(|c: char| c.is_ascii_alphanumeric());
    let is_number = ["+1", "-1", "100", "1234"].contains(&name);
    let goes_on = after.starts_with(|c: char| c.is_alphanumeric() || "`:/\\\u{1}".contains(c));
    ((is_name || is_number) && !goes_on).then_some(name.len() + 2)
}

/// Components that stand without attributes, or have the name of an element.
const COMPONENTS: &str = "Accordion Admonition Alert Aside Badge Callout Caution Card Cards Columns \
     Component Danger Expandable Frame Hint Image Info Note Panel Portal Step Steps Tab Tabs Tip \
     Tooltip Update";

/// Whether a tag is that of a component, which is told with its tool.
pub fn is_component(tag: &str) -> bool {
    tag.starts_with('<') && component(tag).is_some()
}

/// `<Tabs>`, `<TabItem label="x">`, `<Card.Title />`, `<button onClick={…}>`. Of one name alone,
/// such as in `Vec<String>`, only those of [`COMPONENTS`]. An element may be written with a capital.
pub(super) fn component(text: &str) -> Option<usize> {
    let end = text[1..].find(|c: char| !c.is_ascii_alphanumeric() && c != '.')?;
    let (name, rest) = text[1..].split_at(end);
    if !rest.starts_with(|c: char| c.is_whitespace() || "/>{".contains(c)) {
        return None;
    }
    let len = closed(text, ">")?;
    let tag = &text[..len];
    if tag.contains("\n\n") || tag[1..].contains('<') {
        return None;
    }
    if tag.contains("={") && name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return Some(len);
    }
    let has_capital = name.starts_with(|c: char| c.is_ascii_uppercase());
    let has_small = name.contains(|c: char| c.is_ascii_lowercase());
    let is_listed = COMPONENTS.split_whitespace().any(|known| known == name);
    let is_element = !is_listed && is_known(&name.to_ascii_lowercase());
    let is_camel = name.chars().skip(1).any(|c| c == '.' || c.is_ascii_uppercase());
    let is_sure = is_camel || tag.ends_with("/>") || tag.contains('=') || is_listed;
    (has_capital && has_small && !is_element && is_sure).then_some(len)
}
