//! Forms within a line: how much of a text each takes.

use crate::html::names::is_known;
use crate::markdown::foreign::{CODE, LONGEST_NAME};

/// The length of a text up to and including `end`.
pub(super) fn closed(text: &str, end: &str) -> Option<usize> {
    text.find(end).map(|at| at + end.len())
}

/// `[Plan](floor plan.pdf)`, `![Prep](Prep Room (2).JPG)`: the name of a file with spaces.
pub(super) fn spaced_link(text: &str) -> Option<usize> {
    let label = label_len(text)?;
    Some(label + spaced_address(&text.as_bytes()[label..])?)
}

/// The length of `[text]`, without brackets within it.
fn label_len(text: &str) -> Option<usize> {
    let len = text[1..].find(['[', ']', '\n'])? + 1;
    text[len..].starts_with(']').then_some(len + 1)
}

/// Whether a text ends with `[Plan](floor plan.pdf)`.
pub fn ends_with_spaced_link(text: &str) -> bool {
    // An address ends with its line: what stands before that is long.
    let line = if text.ends_with(')') { text.rsplit('\n').next().unwrap_or_default() } else { "" };
    line.rfind("](").is_some_and(|at| {
        let address = &line.as_bytes()[at + 1..];
        spaced_address(address) == Some(address.len())
    })
}

/// The length of `(a name.png)`, which ends like a file and has a space, and no title behind it.
pub(super) fn spaced_address(rest: &[u8]) -> Option<usize> {
    let mut depth = 0_usize;
    let end = rest.iter().position(|byte| {
        match byte {
            b'(' => depth += 1,
            b')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 || depth > 2 || b"\n<>\"'".contains(byte)
    })?;
    let address = rest[..end].strip_prefix(b"(").filter(|_| rest[end] == b')')?;
    let dot = address.iter().rposition(|byte| *byte == b'.')?;
    let ending = &address[dot + 1..];
    let is_ending = (1..=5).contains(&ending.len())
        && ending.iter().all(u8::is_ascii_alphanumeric)
        && ending.iter().any(u8::is_ascii_alphabetic);
    (address.trim_ascii().contains(&b' ') && is_ending).then_some(end + 1)
}

/// The endings of files that a link may lead to.
const ENDINGS: &str = "csv docx gif htm html jpeg jpg json md mp3 mp4 pdf png pptx svg toml txt webm \
     webp xlsx yaml yml zip";

/// Whether what stands in brackets is surely an address.
fn is_address(text: &str) -> bool {
    let path = text.split(['#', '?']).next().unwrap_or_default();
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_file = ENDINGS.split_whitespace().any(|known| ending.eq_ignore_ascii_case(known));
    let is_path = text.starts_with("./")
        || text.starts_with("../")
        || text.strip_prefix('/').is_some_and(|path| path.contains('/'));
    let is_fragment =
        text.strip_prefix('#').is_some_and(|id| id.starts_with(|c: char| c.is_alphabetic()));
    let has_scheme = text.contains("://") || text.starts_with("mailto:");
    !text.contains(char::is_whitespace) && (is_file || is_fragment || has_scheme || is_path)
}

/// `(text)[page.md]`.
pub(super) fn reversed_link(line: &str) -> Option<usize> {
    let close = line[1..].find(['(', ')'])? + 1;
    let rest = line[close..].strip_prefix(")[").filter(|_| close > 1)?;
    let end = rest.find(['[', ']'])?;
    let is_whole = rest[end..].starts_with(']') && !rest[end..].starts_with("](");
    (is_whole && is_address(&rest[..end])).then_some(close + end + ")[]".len())
}

/// `[text] (page.md)`.
pub(super) fn parted_link(line: &str) -> Option<usize> {
    let label = label_len(line)?;
    let text = &line[1..label - 1];
    let is_text = !text.trim().is_empty() && !text.starts_with(['^', '@']);
    let end = line[label..].find(')').filter(|_| is_text && is_parted_address(&line[label..]))?;
    Some(label + end + 1)
}

/// Whether ` (page.md)` follows.
pub(super) fn is_parted_address(rest: &str) -> bool {
    let inner =
        rest.strip_prefix(" (").or_else(|| rest.strip_prefix("\u{a0}(")).unwrap_or_default();
    let end = inner.find(|c: char| c.is_whitespace() || "()<>\"".contains(c)).unwrap_or_default();
    inner[end..].starts_with(')') && is_address(&inner[..end])
}

/// `![plan](plan.png =300x200)`, `![plan](plan.png "Title" =300x)`.
pub(super) fn sized_image(text: &str) -> Option<usize> {
    let label = label_len(text.strip_prefix('!')?)? + 1;
    Some(label + sized_address(&text[label..])?)
}

/// The length of `(plan.png =300x200)`.
pub(super) fn sized_address(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix('(')?;
    let len = inner.find([')', '\n'])?;
    let (_, size) = inner[..len].rsplit_once(" =").filter(|_| inner[len..].starts_with(')'))?;
    let (width, height) = size.trim_end().split_once('x')?;
    let is_length = |side: &str| side.trim_end_matches('%').bytes().all(|b| b.is_ascii_digit());
    (!(width.is_empty() && height.is_empty()) && is_length(width) && is_length(height))
        .then_some(len + "()".len())
}

/// `! [plan](plan.png)`, but not `Look! [The plan](plan.png)`.
pub(super) fn parted_image(line: &str) -> Option<usize> {
    let label = label_len(line.strip_prefix("! ")?)? + 2;
    let inner = line[label..].strip_prefix('(')?;
    Some(label + inner.find(')')? + "()".len())
}

/// `[text]{.class}`, `[text]{#id}`.
pub(super) fn span(line: &str) -> Option<usize> {
    let label = label_len(line)?;
    let text = &line[1..label - 1];
    let inner = line[label..].strip_prefix('{')?;
    let end = inner.find(['{', '}']).filter(|end| inner[*end..].starts_with('}'))?;
    let is_sign = |word: &str| {
        let name = word.strip_prefix(['.', '#']);
        name.is_some_and(|name| name.starts_with(char::is_alphabetic))
    };
    let is_text = !text.trim().is_empty() && !text.starts_with(['^', '@']);
    let is_block = inner[..end].split_whitespace().next().is_some_and(is_sign);
    (is_text && is_block).then_some(label + end + "{}".len())
}

/// Whether a text ends with `[text]{.class}` behind a space.
pub fn ends_with_span(text: &str) -> bool {
    let line = if text.ends_with('}') { text.rsplit('\n').next().unwrap_or_default() } else { "" };
    line.rfind('[').is_some_and(|at| {
        let before = line[..at].chars().next_back();
        before.is_none_or(char::is_whitespace) && span(&line[at..]) == Some(line.len() - at)
    })
}

/// `\(x^2\)`, `\[ \frac{1}{2} \]`, which Markdown shows without their backslashes. Brackets that
/// are escaped, as in `\[x\]`, are no formula.
pub(super) fn tex(text: &str) -> Option<usize> {
    let is_round = text.starts_with("\\(");
    let len = closed(text, if is_round { "\\)" } else { "\\]" })?;
    let inner = &text[2..len - 2];
    let mut letter = inner.trim().chars();
    let is_letter = letter.next().is_some_and(char::is_alphabetic) && letter.next().is_none();
    (has_command(inner) || inner.contains('^') || is_round && is_letter).then_some(len)
}

/// Whether a text has a command of TeX.
fn has_command(text: &str) -> bool {
    let mut commands = text.match_indices('\\').map(|(at, _)| &text[at + 1..]);
    commands.any(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()))
}

/// `` $`x^2`$ ``, whose code is masked.
pub(super) fn code_formula(text: &str) -> Option<usize> {
    let len = text[1..].find(|c| c != '\u{2}')? + 1;
    (len > 1 && text[len..].starts_with('$')).then_some(len + 1)
}

/// `$\alpha + 1$`, with a command of TeX.
pub(super) fn inline_formula(line: &str) -> Option<usize> {
    let len = line[1..].find('$')? + 1;
    let (inner, after) = (&line[1..len], &line[len + 1..]);
    let is_tight = !inner.starts_with(char::is_whitespace) && !inner.ends_with(char::is_whitespace);
    (is_tight && has_command(inner) && !after.starts_with(char::is_alphanumeric)).then_some(len + 1)
}

/// `%% a comment %%`.
pub(super) fn hidden(text: &str) -> Option<usize> {
    let len = text[2..].find("%%")? + 4;
    let inner = &text[2..len - 2];
    let is_text = inner.contains(char::is_alphabetic) && !inner.starts_with('%');
    (is_text && !text[len..].starts_with('%')).then_some(len)
}

/// `![[file]]`.
pub(super) fn embed(text: &str) -> Option<usize> {
    let len = text[3..].find(['[', ']', '\n']).filter(|len| *len > 0)? + 3;
    text[len..].starts_with("]]").then_some(len + 2)
}

/// `^[A note.]`, but not `[^[a]` of a pattern, nor `^[a](b)`.
pub(super) fn inline_note(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let end = text.find(|c: char| {
        match c {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > 2 || c == ']' && depth == 0
    })?;
    let inner = text[..end].get(2..).filter(|_| text[end..].starts_with(']'))?;
    let is_prose = inner.starts_with(char::is_alphanumeric) && inner.contains(' ');
    (is_prose && !text[end..].starts_with("](")).then_some(end + 1)
}

/// `++inserted++`, `++ctrl+alt+del++`.
pub(super) fn inserted(line: &str) -> Option<usize> {
    let end = line[2..].find("++")? + 2;
    let (inner, after) = (&line[2..end], &line[end + 2..]);
    let is_tight =
        inner.starts_with(char::is_alphanumeric) && inner.ends_with(char::is_alphanumeric);
    let is_code = inner.len() < 2 || inner.contains([',', ';', '=', '(', ')']);
    let goes_on = after.starts_with(|c: char| c.is_alphanumeric() || c == '+');
    (is_tight && !is_code && !goes_on).then_some(end + 2)
}

/// `{++added++}`, `{~~old~>new~~}`.
pub(super) fn critic(text: &str, end: &str) -> Option<usize> {
    let len = closed(text, "}")?;
    let inner = text[..len].strip_suffix(end)?.get(end.len()..)?;
    let is_whole = end != "~~}" || inner.contains("~>");
    (!inner.trim().is_empty() && is_whole).then_some(len)
}

/// `{doc}` or `:doc:`, right before code.
fn role(text: &str, open: char, close: char) -> Option<usize> {
    let inner = text.strip_prefix(open)?;
    let is_letter = |b: &u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b":_-.+".contains(b);
    let len = inner.bytes().take(LONGEST_NAME).take_while(is_letter).count();
    let (name, after) = inner.split_at(len);
    let (name, after) = match close {
        // The name has such signs too.
        ':' => (name.strip_suffix(':')?, after),
        close => (name, after.strip_prefix(close)?),
    };
    let is_role = name.starts_with(|c: char| c.is_ascii_lowercase()) && after.starts_with(CODE);
    is_role.then_some(text.len() - after.len())
}

/// The beginning of `` {doc}`page` ``.
pub(super) fn myst_role(text: &str) -> Option<usize> {
    role(text, '{', '}')
}

/// The beginning of `` :doc:`page` ``.
pub(super) fn sphinx_role(line: &str) -> Option<usize> {
    role(line, ':', ':')
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
    let goes_on = after.starts_with(|c: char| c.is_alphanumeric() || "`:/\\\u{1}\u{2}".contains(c));
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
