//! The syntax of other tools, which is only text here: told, with what to write.
//!
//! [`FORMS`] lists all of it. A form is one that hardly anybody writes as text: of what may be both,
//! such as `{{name}}`, nothing is said.

use std::ops::Range;

use crate::base::diagnostic::{Code, boundary_at};
use crate::data::unfinished_merge;
use crate::html::names::is_known;
use crate::markdown::report::Reporter;
use crate::markdown::token::TASK_MARKS;

/// Where a form may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FormPlace {
    /// At the beginning of a line, up to its end.
    Line,
    /// At the beginning of a line, over several.
    Lines,
    /// At the beginning of an item of a list.
    Item,
    /// Between white space or punctuation.
    Word,
    /// Anywhere, in raw HTML too.
    Anywhere,
}

/// A form of another tool.
struct ForeignForm {
    place: FormPlace,
    /// What the form begins with.
    opening: &'static str,
    /// The length of the form at the beginning of a text, which begins with the opening and goes to
    /// the end of its line or, for a form that stands anywhere, of its paragraph. `None` if it is
    /// not there.
    length: fn(&str) -> Option<usize>,
    /// What it is, in the place of `{}` in "`:::note` is {}".
    name: &'static str,
    /// What to write.
    ours: &'static str,
}

const ALERT: &str = "write an alert: `> [!NOTE]`, with `> ` before each of its lines";
const TEMPLATE: &str = "write the text itself, or a directive: pages are no templates";
const CONTENTS: &str = "remove it: each page has its contents beside it";
const INCLUSION: &str = "write the text itself, or a link to it: pages include no files";
const TABS: &str = "write a heading for each, or `<details>`";
const FORMULA: &str = "write it in words, as code, or as an image";
const COMPONENT: &str = "write Markdown, or a directive; pages are no MDX";

const TASK: &str = "write `- [ ] `, with a space in the brackets and one on each side of them";
const SPACE: &str = "write `%20` for each space, or put the address into `<` and `>`";

/// A row of [`FORMS`].
const fn form(
    place: FormPlace,
    opening: &'static str,
    length: fn(&str) -> Option<usize>,
    name: &'static str,
    ours: &'static str,
) -> ForeignForm {
    ForeignForm { place, opening, length, name, ours }
}

use FormPlace::{Anywhere, Item, Line, Lines, Word};

/// All forms; the first that fits counts.
static FORMS: &[ForeignForm] = &[
    form(Line, "::", container, "a container of Docusaurus, VitePress or Pandoc", ALERT),
    form(Line, "!!!", admonition, "an admonition of MkDocs", ALERT),
    form(
        Line,
        "???",
        admonition,
        "an admonition of MkDocs that opens",
        "write `<details>`, or an alert: `> [!NOTE]`",
    ),
    form(
        Line,
        "[!",
        callout,
        "a callout of Obsidian",
        "write one of `[!NOTE]`, `[!TIP]`, `[!IMPORTANT]`, `[!WARNING]` and `[!CAUTION]`, alone on its line",
    ),
    form(Item, "[", tight_task, "no task", TASK),
    form(Line, "-[", tight_item, "no task", TASK),
    form(Line, "*[", tight_item, "no task", TASK),
    form(Anywhere, "[", spaced_link, "no link: its address has a space", SPACE),
    form(Line, ".. ", directive, "a directive of reStructuredText", ALERT),
    form(Line, "===", tab, "a tab of MkDocs", TABS),
    form(Line, "--8<--", snippet, "a snippet of MkDocs", INCLUSION),
    form(Line, "-8<-", snippet, "a snippet of MkDocs", INCLUSION),
    form(
        Line,
        unfinished_merge::MARK,
        |line| Some(line.len()),
        "a mark of git in an unfinished merge",
        unfinished_merge::HINT,
    ),
    form(Line, "<<< ", vitepress, "an inclusion of VitePress", INCLUSION),
    form(Line, "{!", |text| closed(text, "!}"), "an inclusion of MkDocs", INCLUSION),
    form(Line, "import ", import, "an import of MDX", COMPONENT),
    form(Line, "export ", export, "an export of MDX", COMPONENT),
    form(Line, "[TOC]", alone, "a table of contents of MkDocs", CONTENTS),
    form(Line, "[toc]", alone, "a table of contents of Typora", CONTENTS),
    form(Line, "[[_TOC_]]", alone, "a table of contents of GitLab", CONTENTS),
    form(Line, "[[TOC]]", alone, "a table of contents", CONTENTS),
    form(Line, "[[toc]]", alone, "a table of contents of VitePress", CONTENTS),
    form(Line, "{:toc}", alone, "a table of contents of Jekyll", CONTENTS),
    form(Lines, "$$", formula, "a formula of TeX", FORMULA),
    form(Line, "##", tight_heading, "a heading of old Markdown", "put a space after the `#`"),
    form(Anywhere, "\\\\(", |text| closed(text, "\\\\)"), "a formula of MathJax", FORMULA),
    form(Anywhere, "\\\\[", |text| closed(text, "\\\\]"), "a formula of MathJax", FORMULA),
    form(Anywhere, "{{<", |text| shortcode(text, ">}}"), "a shortcode of Hugo", TEMPLATE),
    form(Anywhere, "{{%", |text| shortcode(text, "%}}"), "a shortcode of Hugo", TEMPLATE),
    form(Anywhere, "{{#", |text| shortcode(text, "}}"), "an inclusion of mdBook", INCLUSION),
    form(Anywhere, "{{", expression, "an expression of Zola, Hugo or Jekyll", TEMPLATE),
    form(Anywhere, "{%", |text| shortcode(text, "%}"), "a tag of Jekyll, Zola or Jinja", TEMPLATE),
    form(Anywhere, "{/*", |text| closed(text, "*/}"), "a comment of MDX", "write `<!-- … -->`"),
    form(
        Anywhere,
        "{:",
        kramdown,
        "an attribute list of kramdown",
        "write `{#id .class}` at the end of a heading or an item",
    ),
    form(Anywhere, "<", component, "a component of MDX", COMPONENT),
    form(
        Word,
        ":",
        icon,
        "an icon of Material for MkDocs or Zensical",
        "show a picture of it, or leave it out",
    ),
    form(Word, ":", emoji, "the name of an emoji", "write the character itself"),
];

/// The most bytes that a form may have.
const LONGEST: usize = 2000;

/// The bytes at which a form may begin.
static SIGNS: [bool; 256] = {
    let mut signs = [false; 256];
    let bytes = b"{:<=#!?[]$\\\n";
    let mut at = 0;
    while at < bytes.len() {
        signs[bytes[at] as usize] = true;
        at += 1;
    }
    signs
};

/// Whether a text may hold a form, by one quick scan.
pub fn may_hold(text: &str) -> bool {
    let bytes = text.as_bytes();
    let begins_module = |rest: &[u8]| rest.starts_with(b"import ") || rest.starts_with(b"export ");
    let begins = |at: usize| {
        let rest = &bytes[at + 1..];
        let next = rest.first().copied().unwrap_or_default();
        let before = at.checked_sub(1).map_or(0, |before| bytes[before]);
        match bytes[at] {
            b'{' => b"{%:!/".contains(&next),
            b':' => next.is_ascii_lowercase() || b":+-1".contains(&next),
            b'<' => next.is_ascii_uppercase() || next == b'<' || before == b'8' && next == b'-',
            b'=' => next == b'{' || rest.starts_with(b"=="),
            b'#' => before == b'#' && !b"# \n".contains(&next),
            b'!' => rest.starts_with(b"!!"),
            b'?' => rest.starts_with(b"??"),
            b'[' if next == b'!' => true,
            b'[' => {
                let is_dash = before == b'-' || before == b'*';
                let contents = [&b"TOC]"[..], b"toc]", b"_TOC"];
                contents.iter().any(|word| rest.starts_with(word))
                    || is_dash && b" xX".contains(&next)
                    || tight_task(&text[at..]).is_some()
            }
            b']' => next == b'(' && has_spaced_address(rest),
            b'$' => next == b'$',
            b'\\' => next == b'\\',
            _ => begins_module(rest),
        }
    };
    let is_sign = |byte: u8| SIGNS[usize::from(byte)];
    // Few bytes are such signs, so that many are looked at together.
    let mut groups = bytes.chunks(32).zip((0..).step_by(32));
    begins_module(bytes)
        || groups.any(|(group, start)| {
            group.iter().fold(false, |any, byte| any | is_sign(*byte))
                && (start..start + group.len()).any(|at| is_sign(bytes[at]) && begins(at))
        })
}

/// A text that is searched for forms.
pub struct ForeignText<'t> {
    /// The text; what is code, or markup of its own, is replaced by bytes of no meaning.
    pub text: &'t str,
    /// The byte of the page at which the text begins.
    pub start: usize,
    /// The bytes of the text at which lines begin; none in raw HTML.
    pub lines: &'t [usize],
    /// Whether the text is the beginning of an item of a list.
    pub is_item: bool,
    /// Whether the text is raw HTML, in which only some forms are looked for.
    pub is_html: bool,
}

impl ForeignText<'_> {
    /// Reports the forms in the text, but for those in `is_code`. Returns whether one is a table of
    /// contents, which has the brackets of a reference.
    pub fn report(&self, reporter: &Reporter<'_>, is_code: &dyn Fn(Range<usize>) -> bool) -> bool {
        let mut done = 0;
        let mut has_contents = false;
        let starts = self.text.match_indices(['{', ':', '<', '\\', '[']).map(|(at, _)| at);
        let mut all: Vec<usize> = self.lines.iter().copied().chain(starts).collect();
        all.sort_unstable();
        all.dedup();
        for at in all {
            if at < done {
                continue;
            }
            let Some((form, len)) = self.form_at(at) else {
                continue;
            };
            done = at + len;
            let span = self.start + at..self.start + done;
            if is_code(span.clone()) {
                continue;
            }
            has_contents |= form.ours == CONTENTS;
            // As it stands on the page, where code is not replaced.
            let written = reporter.written(&span).unwrap_or(&self.text[at..done]);
            let shown = written.lines().next().unwrap_or_default().trim_end();
            let shown: String = shown.chars().take(60).collect();
            let message = format!("`{shown}` is {}", form.name);
            let span = span.start..span.start + shown.len();
            reporter.warning(Code::ForeignSyntax, message, Some(span), |d| {
                d.hint(form.ours).hint(if self.is_html {
                    "to show it as it is, put it into `<code>`, with `&lt;` for `<`"
                } else {
                    "to show it as it is, put it in backticks"
                })
            });
        }
        has_contents
    }

    /// The form that begins at a byte, and its length.
    fn form_at(&self, at: usize) -> Option<(&'static ForeignForm, usize)> {
        let rest = &self.text[at..];
        let rest = &rest[..boundary_at(rest, LONGEST)];
        // All forms that begin with a brace end with one. Many braces are none of them.
        if rest.starts_with('{') && (self.text[..at].ends_with("{{{") || !rest.contains('}')) {
            return None;
        }
        let before = self.text[..at].chars().next_back();
        let line = &rest[..rest.find('\n').unwrap_or(rest.len())];
        let begins_line = self.lines.binary_search(&at).is_ok();
        FORMS.iter().filter(|form| rest.starts_with(form.opening)).find_map(|form| {
            let is_placed = match form.place {
                Line | Lines => begins_line,
                Item => self.is_item && at == 0,
                Word => {
                    !self.is_html && before.is_none_or(|c| c.is_whitespace() || "([*_|".contains(c))
                }
                Anywhere => before.is_none_or(|c| c != '\\'),
            };
            let text = if matches!(form.place, Line | Item | Word) { line } else { rest };
            let len = (form.length)(text).filter(|_| is_placed)?;
            Some((form, len))
        })
    }
}

/// The length of a text up to and including `end`.
fn closed(text: &str, end: &str) -> Option<usize> {
    text.find(end).map(|at| at + end.len())
}

/// `--8<-- "file"`, `-8<- "file"`.
fn snippet(line: &str) -> Option<usize> {
    let rest = line.split_once("8<").map_or("", |(_, rest)| rest).trim_start_matches('-');
    (rest.is_empty() || rest.starts_with(char::is_whitespace)).then_some(line.len())
}

/// A line that holds nothing else.
fn alone(line: &str) -> Option<usize> {
    let len = line.find([']', '}']).map_or(0, |at| at + 1);
    let rest = line[len..].trim_start_matches(']');
    rest.trim().is_empty().then_some(line.len())
}

/// `:::note`, `::: {.note}`, `::name[…]{…}`.
fn container(line: &str) -> Option<usize> {
    let name = line.trim_start_matches(':');
    let is_block = line.len() - name.len() > 2;
    let name = if is_block { name.trim_start() } else { name };
    let end = name.find(|c: char| !c.is_alphanumeric() && !"-_".contains(c)).unwrap_or(name.len());
    let is_leaf = end > 0 && name[end..].starts_with(['[', '{']);
    let is_named = name.starts_with(char::is_alphabetic) || name.starts_with('{');
    (is_block && is_named || is_leaf).then_some(line.len())
}

/// `!!! note`, `??? tip "Title"`, `???+ note inline end`.
fn admonition(line: &str) -> Option<usize> {
    let rest = line[3..].trim_start_matches('+');
    let rest = rest.strip_prefix([' ', '\t'])?.trim();
    let words = rest.split('"').next().unwrap_or_default();
    let mut words = words.split_whitespace();
    let is_name = |word: &str| word.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
    let is_kind =
        words.next().is_some_and(is_name) && words.all(|w| ["inline", "end"].contains(&w));
    is_kind.then_some(line.len())
}

/// `[!info]`, with or without a title.
fn callout(line: &str) -> Option<usize> {
    let (name, _) = line[2..].split_once(']')?;
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphabetic() || c == '-');
    is_name.then_some(line.len())
}

/// `[ ]Task`, `[x]Task`, `[] Task`.
fn tight_task(line: &str) -> Option<usize> {
    let rest = line.strip_prefix('[')?;
    let is_empty = rest.starts_with("] ");
    let tight = ["] ", " ]", "x]", "X]"].iter().find_map(|mark| rest.strip_prefix(mark))?;
    (is_empty || tight.starts_with(char::is_alphanumeric)).then_some(line.len())
}

/// `-[ ] Task`.
fn tight_item(line: &str) -> Option<usize> {
    let after = TASK_MARKS.iter().find_map(|mark| line[1..].strip_prefix(mark));
    after.filter(|after| after.starts_with(' ')).map(|_| line.len())
}

/// `[Plan](floor plan.pdf)`, `![Prep](Prep Room.JPG)`: the name of a file with spaces.
fn spaced_link(text: &str) -> Option<usize> {
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
fn has_spaced_address(rest: &[u8]) -> bool {
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

/// `.. note::`.
fn directive(line: &str) -> Option<usize> {
    let (name, _) = line[3..].split_once("::")?;
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    is_name.then_some(line.len())
}

/// `=== "Tab"`.
fn tab(line: &str) -> Option<usize> {
    let rest = line[3..].trim_start_matches(['!', '+']).strip_prefix(' ')?;
    rest.starts_with(['"', '\'']).then_some(line.len())
}

/// `<<< @/code.js`, `<<< ./code.js`.
fn vitepress(line: &str) -> Option<usize> {
    line[4..].starts_with(['@', '.', '/']).then_some(line.len())
}

/// `import X from './x'`, `import './x'`.
fn import(line: &str) -> Option<usize> {
    let rest = line["import ".len()..].trim().trim_end_matches(';');
    let source = rest.rsplit_once(" from ").map_or(rest, |(_, source)| source).trim();
    let is_quoted =
        |mark: char| source.len() > 2 && source.starts_with(mark) && source.ends_with(mark);
    (is_quoted('"') || is_quoted('\'')).then_some(line.len())
}

/// `export const x = …`, `export default …`.
fn export(line: &str) -> Option<usize> {
    let rest = &line["export ".len()..];
    let is_binding = ["const ", "let ", "var "].iter().any(|word| rest.starts_with(word));
    let is_other =
        ["default ", "function ", "async ", "{"].iter().any(|word| rest.starts_with(word));
    (is_binding && rest.contains('=') || is_other && rest.contains(['(', '{']))
        .then_some(line.len())
}

/// `$$…$$`, in one line or with the marks on lines of their own.
fn formula(text: &str) -> Option<usize> {
    let line = text.lines().next().unwrap_or_default().trim_end();
    if line == "$$" {
        return Some(text[2..].find("\n$$").map_or(line.len(), |at| at + 5));
    }
    (line.len() > 4 && line.ends_with("$$")).then_some(line.len())
}

/// `##Heading`.
fn tight_heading(line: &str) -> Option<usize> {
    let text = line.trim_start_matches('#');
    (line.len() - text.len() <= 6 && text.starts_with(char::is_alphanumeric)).then_some(line.len())
}

/// The first of the tags of a pair: `{{< tabs >}}`, but not `{{< /tabs >}}`.
fn shortcode(text: &str, end: &str) -> Option<usize> {
    let inner = text.trim_start_matches(['{', '<', '%', '#', '-', '~']).trim_start();
    let is_named = inner.starts_with(|c: char| c.is_alphabetic() || c == '_');
    closed(text, end).filter(|_| is_named && !inner.starts_with("end"))
}

/// `{{ figure(src="a") }}`, `{{ site.title }}`, `{{ .Title }}`, `{{ $x }}`.
fn expression(text: &str) -> Option<usize> {
    let len = closed(text, "}}")?;
    let inner = text[2..len - 2].trim();
    let name = inner.split(|c: char| !c.is_alphanumeric() && c != '_' && c != ':').next()?;
    let is_call = !name.is_empty() && inner[name.len()..].starts_with('(') && inner.ends_with(')');
    let is_known = ["site.", "page.", "config.", "section.", ".", "$"];
    (is_call || is_known.iter().any(|known| inner.starts_with(known))).then_some(len)
}

/// `{: .class }`, `{:toc}`.
fn kramdown(text: &str) -> Option<usize> {
    let len = closed(text, "}")?;
    let inner = &text[2..len - 1];
    let is_list = inner.trim_start().starts_with(['.', '#', ':']) || inner == "toc";
    (is_list && !inner.contains('\n')).then_some(len)
}

/// The sets of icons of Material for MkDocs and Zensical, which are no characters.
const ICONS: &[&str] = &["fontawesome-", "lucide-", "material-", "octicons-", "simple-"];

/// `:material-account:`, `:octicons-tag-16:`.
fn icon(line: &str) -> Option<usize> {
    emoji(line).filter(|_| ICONS.iter().any(|set| line[1..].starts_with(set)))
}

/// `:smile:`, `:+1:`, but not the role of Sphinx before code, which is masked.
fn emoji(line: &str) -> Option<usize> {
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
fn component(text: &str) -> Option<usize> {
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
