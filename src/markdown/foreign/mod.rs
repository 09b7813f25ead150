//! The syntax of other tools, which is only text here: told, with what to write.
//!
//! [`FORMS`] lists all of it. A form is one that hardly anybody writes as text: of what may be both,
//! such as `{{name}}`, nothing is said.

mod inline;
mod lines;

use std::ops::Range;

use inline::{
    closed, code_formula, component, critic, embed, emoji, expression, hidden, icon,
    inline_formula, inline_note, inserted, is_parted_address, kramdown, myst_role, parted_image,
    parted_link, reversed_link, shortcode, sized_address, sized_image, spaced_address, spaced_link,
    span, sphinx_role, tex,
};
pub use inline::{ends_with_spaced_link, ends_with_span, is_component};
use lines::{
    abbreviation, admonition, alone, callout, container, contents, directive, environment, export,
    formula, import, no_break_space, other_task, pymdown, snippet, tab, tight_heading, tight_item,
    tight_task, vitepress,
};

use crate::base::diagnostic::{Code, boundary_at};
use crate::data::unfinished_merge;
use crate::markdown::report::Reporter;

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
const OTHER_TASK: &str = "write `- [ ] ` for what is to be done, and `- [x] ` for what is done";
const CRITIC: &str = "write the text as it is to be read";
const ROLE: &str = "write a link, `[words](page.md)`, or the words alone";
const EMBED: &str = "write `![what it shows](picture.png)`, or a link to the page";
const ABBREVIATION: &str =
    "write it out, or explain it in a page with `[glossary]` and refer to it by `[[…]]`";
const NOTE: &str = "write `[^name]` here, and `[^name]: …` on a line of its own";
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
    form(
        Line,
        "",
        no_break_space,
        "no heading and no item: a no-break space follows its sign",
        "write an ordinary space there",
    ),
    form(Item, "[", tight_task, "no task", TASK),
    form(Line, "-[", tight_item, "no task", TASK),
    form(Line, "*[", tight_item, "no task", TASK),
    form(Item, "[", other_task, "no task", OTHER_TASK),
    form(Anywhere, "[", spaced_link, "no link: its address has a space", SPACE),
    form(
        Word,
        "[",
        parted_link,
        "no link: a space parts its brackets",
        "remove the space between `]` and `(`",
    ),
    form(
        Word,
        "(",
        reversed_link,
        "no link: its brackets are the wrong way round",
        "write the text in `[` and `]`, then the address in `(` and `)`",
    ),
    form(
        Word,
        "[",
        span,
        "a span of Pandoc",
        "write the words alone: headings, items, terms and images take attributes",
    ),
    form(
        Anywhere,
        "![",
        sized_image,
        "no image: a size in its brackets is no Markdown",
        "write `{width=…}` behind the closing bracket",
    ),
    form(Line, "! [", parted_image, "no image: a space follows its `!`", "remove that space"),
    form(Anywhere, "![[", embed, "an embed of Obsidian", EMBED),
    form(Anywhere, "^[", inline_note, "a note of Pandoc", NOTE),
    form(Word, "++", inserted, "an insertion or a key of PyMdown", "write `<ins>` or `<kbd>`"),
    form(Line, "///", pymdown, "a block of PyMdown", ALERT),
    form(Line, "*[", abbreviation, "an abbreviation of PHP Markdown or MkDocs", ABBREVIATION),
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
    form(Line, "{{", contents, "a table of contents", CONTENTS),
    form(Lines, "$$", formula, "a formula of TeX", FORMULA),
    form(Line, "##", tight_heading, "a heading of old Markdown", "put a space after the `#`"),
    form(Anywhere, "\\\\(", |text| closed(text, "\\\\)"), "a formula of MathJax", FORMULA),
    form(Anywhere, "\\\\[", |text| closed(text, "\\\\]"), "a formula of MathJax", FORMULA),
    form(Anywhere, "\\(", tex, "a formula of TeX", FORMULA),
    form(Anywhere, "\\[", tex, "a formula of TeX", FORMULA),
    form(Word, "$", code_formula, "a formula of GitLab or GitHub", FORMULA),
    form(Word, "$", inline_formula, "a formula of TeX", FORMULA),
    form(Lines, "%%", hidden, "a comment of Obsidian", "write `<!-- … -->`"),
    form(Word, "%%", hidden, "a comment of Obsidian", "write `<!-- … -->`"),
    form(Line, "\\begin{", environment, "a formula of TeX", FORMULA),
    form(Anywhere, "{{<", |text| shortcode(text, ">}}"), "a shortcode of Hugo", TEMPLATE),
    form(Anywhere, "{{%", |text| shortcode(text, "%}}"), "a shortcode of Hugo", TEMPLATE),
    form(Anywhere, "{{#", |text| shortcode(text, "}}"), "an inclusion of mdBook", INCLUSION),
    form(Anywhere, "{{", expression, "an expression of Zola, Hugo or Jekyll", TEMPLATE),
    form(Anywhere, "{%", |text| shortcode(text, "%}"), "a tag of Jekyll, Zola or Jinja", TEMPLATE),
    form(Anywhere, "{++", |text| critic(text, "++}"), "a mark of CriticMarkup", CRITIC),
    form(Anywhere, "{--", |text| critic(text, "--}"), "a mark of CriticMarkup", CRITIC),
    form(Anywhere, "{==", |text| critic(text, "==}"), "a mark of CriticMarkup", CRITIC),
    form(Anywhere, "{>>", |text| critic(text, "<<}"), "a mark of CriticMarkup", CRITIC),
    form(Anywhere, "{~~", |text| critic(text, "~~}"), "a mark of CriticMarkup", CRITIC),
    form(Anywhere, "{/*", |text| closed(text, "*/}"), "a comment of MDX", "write `<!-- … -->`"),
    form(
        Anywhere,
        "{:",
        kramdown,
        "an attribute list of kramdown",
        "write `{#id .class}` at the end of a heading or an item",
    ),
    form(Anywhere, "{", myst_role, "a role of MyST", ROLE),
    form(Anywhere, "<", component, "a component of MDX", COMPONENT),
    form(
        Word,
        ":",
        icon,
        "an icon of Material for MkDocs or Zensical",
        "show a picture of it, or leave it out",
    ),
    form(Word, ":", sphinx_role, "a role of Sphinx", ROLE),
    form(Word, ":", emoji, "the name of an emoji", "write the character itself"),
];

/// The most bytes that a form may have.
const LONGEST: usize = 2000;
/// How many bytes are looked at for the end of a form that a line may begin very often.
const LONGEST_IN_LINE: usize = 200;
/// The most bytes that the name of a role or an abbreviation may have.
const LONGEST_NAME: usize = 40;

/// What stands in the place of what is no text: markup of its own.
pub const MARKUP: &str = "\u{1}";
/// What stands in the place of code.
pub const CODE: &str = "\u{2}";

/// The bytes at which a form may begin.
static SIGNS: [bool; 256] = {
    let mut signs = [false; 256];
    let bytes = b"{:<=#!?[])$%/+^\\\n\xc2";
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
    let near = |at: usize| &text[at..][..boundary_at(&text[at..], LONGEST_IN_LINE)];
    let begins = |at: usize| {
        let rest = &bytes[at + 1..];
        let next = rest.first().copied().unwrap_or_default();
        let before = at.checked_sub(1).map_or(0, |before| bytes[before]);
        match bytes[at] {
            b'{' => match next {
                b'{' | b'%' | b':' | b'!' | b'/' => true,
                b'+' | b'-' | b'~' | b'=' | b'>' => rest.get(1) == Some(&next),
                _ => next.is_ascii_lowercase() && may_be_named(rest, b"}`"),
            },
            b':' => next.is_ascii_lowercase() || b":+-1".contains(&next),
            b'<' => next.is_ascii_uppercase() || next == b'<' || before == b'8' && next == b'-',
            b'=' => next == b'{' || rest.starts_with(b"=="),
            b'#' => before == b'#' && !b"# \n".contains(&next),
            b'!' => [&b"!!"[..], b"[[", b" ["].iter().any(|opening| rest.starts_with(opening)),
            b'?' => rest.starts_with(b"??"),
            b'[' if next == b'!' => true,
            b'[' => {
                let is_dash = before == b'-' || before == b'*';
                let contents = [&b"TOC]"[..], b"toc]", b"_TOC"];
                contents.iter().any(|word| rest.starts_with(word))
                    || is_dash && b" xX".contains(&next)
                    || before == b'*' && may_be_named(rest, b"]:")
                    || tight_task(&text[at..]).or_else(|| other_task(&text[at..])).is_some()
            }
            b']' => match next {
                b'(' => spaced_address(rest).or_else(|| sized_address(near(at + 1))).is_some(),
                b' ' | 0xc2 => is_parted_address(&text[at + 1..]),
                _ => next == b'{' && rest.get(1).is_some_and(|byte| b".#".contains(byte)),
            },
            b')' | b'^' => next == b'[',
            b'/' => rest.starts_with(b"// "),
            b'+' => {
                next == b'+' && before != b'+' && rest.get(1).is_some_and(u8::is_ascii_alphanumeric)
            }
            b'$' => b"$`".contains(&next) || inline_formula(first_line(near(at))).is_some(),
            b'%' => next == b'%',
            0xc2 => next == 0xa0 && b"#-*+".contains(&before),
            b'\\' => b"\\([".contains(&next) || rest.starts_with(b"begin{"),
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

/// Whether brackets are followed by what was meant as their definition: `[[name]]: address`.
fn is_defined(reporter: &Reporter<'_>, brackets: &Range<usize>) -> bool {
    reporter.page().is_some_and(|(_, text)| {
        let name = text[brackets.clone()].trim_start_matches('!');
        let below = &text[brackets.end..];
        below[..boundary_at(below, LONGEST)].contains(&format!("{name}:"))
    })
}

/// Whether a short name and the two signs behind it follow.
fn may_be_named(rest: &[u8], end: &[u8]) -> bool {
    let name = &rest[..rest.len().min(LONGEST_NAME)];
    name.iter().position(|byte| *byte == end[0]).is_some_and(|at| rest[at..].starts_with(end))
}

/// A text up to the end of its first line.
fn first_line(text: &str) -> &str {
    text.split('\n').next().unwrap_or_default()
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
    /// contents or an embed, which have the brackets of a reference.
    pub fn report(&self, reporter: &Reporter<'_>, is_code: &dyn Fn(Range<usize>) -> bool) -> bool {
        let mut done = 0;
        let mut has_brackets = false;
        let signs = ['{', ':', '<', '\\', '[', '(', '+', '^', '!', '$', '%'];
        let starts = self.text.match_indices(signs).map(|(at, _)| at);
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
            if is_code(span.clone()) || form.ours == EMBED && is_defined(reporter, &span) {
                continue;
            }
            has_brackets |= form.ours == CONTENTS || form.ours == EMBED;
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
        has_brackets
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
        let begins_line = self.lines.binary_search(&at).is_ok();
        FORMS.iter().filter(|form| rest.starts_with(form.opening)).find_map(|form| {
            let is_placed = match form.place {
                Line | Lines => begins_line,
                Item => self.is_item && at == 0,
                Word => {
                    !self.is_html
                        && before.is_none_or(|c| c.is_whitespace() || "([*_|!".contains(c))
                }
                Anywhere => before.is_none_or(|c| c != '\\'),
            };
            if !is_placed {
                return None;
            }
            let is_in_line = matches!(form.place, Line | Item | Word);
            let len = (form.length)(if is_in_line { first_line(rest) } else { rest })?;
            Some((form, len))
        })
    }
}
