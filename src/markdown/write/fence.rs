//! [`FenceInfo`]: what follows the opening fence of a code block: the language, and the attributes
//! that other tools have there.

use std::fmt::Write as _;
use std::ops::RangeInclusive;

use crate::markdown::highlight::{self, LanguageLookup};

/// The names of attributes that give a title, in Docusaurus, MkDocs, Zola and others.
const TITLES: [&str; 5] = ["title", "name", "filename", "file", "caption"];
/// The names of attributes that mark lines.
const MARKED: [&str; 5] = ["hl_lines", "highlight", "mark", "emphasize-lines", "hl-lines"];
/// Words of mdBook, and of the book on Rust, about how code is tested, which readers do not miss.
const SILENT: [&str; 12] = [
    "ignore",
    "no_run",
    "should_panic",
    "compile_fail",
    "does_not_compile",
    "not_desired_behavior",
    "panics",
    "editable",
    "noplayground",
    "noplaypen",
    "runnable",
    "mdbook-runnable",
];

/// The info string of a code block.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct FenceInfo<'i> {
    /// The name of the language; empty for none.
    pub language: &'i str,
    /// The title of the block.
    pub title: Option<&'i str>,
    /// The numbers of the lines that are marked, from 1.
    pub marked: Vec<RangeInclusive<usize>>,
    /// The first word that means nothing.
    pub unknown: Option<&'i str>,
}

impl<'i> FenceInfo<'i> {
    /// Reads an info string: `rust title="main.rs" {1,3-5}`, or `{.rust title="main.rs"}`.
    pub fn of(info: &'i str) -> Self {
        let mut found = Self::default();
        let mut rest = info.trim();
        if !rest.starts_with('{') {
            let end = rest.find(|c: char| c.is_whitespace() || c == ',' || c == '{');
            let (word, more) = rest.split_at(end.unwrap_or(rest.len()));
            // An attribute alone, such as `title="a"`, is no language, nor is a word of mdBook.
            if SILENT.contains(&word) {
                rest = more;
            } else if !word.contains('=') {
                // Python-Markdown has a dot before it.
                (found.language, rest) = (word.strip_prefix('.').unwrap_or(word), more);
            }
        }
        let mut marks = false;
        while let Some((word, more)) = next_word(rest) {
            rest = more;
            marks = found.add(word, marks);
        }
        found
    }

    /// Adds a word. `marks` says that one before it begins a list of marked lines. Returns whether
    /// this is still so.
    fn add(&mut self, word: &'i str, marks: bool) -> bool {
        if let Some(lines) = lines(word).filter(|_| marks) {
            self.marked.extend(lines);
            return true;
        }
        if let Some(inner) = word.strip_prefix('{').and_then(|word| word.strip_suffix('}')) {
            if let Some(lines) = lines(inner) {
                self.marked.extend(lines);
                return false;
            }
            if inner.bytes().all(|byte| byte.is_ascii_digit() || b"-, ".contains(&byte)) {
                self.unknown = self.unknown.or(Some(word));
                return false;
            }
            let mut rest = inner;
            while let Some((word, more)) = next_word(rest) {
                rest = more;
                self.add(word, false);
            }
            return false;
        }
        if let Some(title) = word.strip_prefix('[').and_then(|word| word.strip_suffix(']')) {
            self.title = Some(title);
            return false;
        }
        let (name, value) = word.split_once('=').unwrap_or((word, ""));
        let value = value.trim_matches(['"', '\'', '{', '}']);
        let is_known = |name: &&str| !matches!(highlight::language(name), LanguageLookup::Unknown);
        let class = name.strip_prefix('.').filter(|_| self.language.is_empty()).filter(is_known);
        match (class, lines(value)) {
            (Some(class), _) => self.language = class,
            _ if TITLES.contains(&name) && !value.is_empty() => self.title = Some(value),
            (_, Some(lines)) if MARKED.contains(&name) => {
                self.marked.extend(lines);
                return true;
            }
            _ if SILENT.contains(&name) || name.starts_with("edition20") => {}
            _ => self.unknown = self.unknown.or(Some(word)),
        }
        false
    }
}

/// The first word of a text, up to white space or a comma outside of quotation marks and brackets,
/// and the text after it.
fn next_word(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
    let mut close: Option<char> = None;
    let end = text.char_indices().find(|(_, c)| {
        match (close, c) {
            (Some(end), c) if end == *c => close = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => close = Some(*c),
            (None, '{') => close = Some('}'),
            (None, '[') => close = Some(']'),
            (None, c) => return c.is_whitespace() || *c == ',',
        }
        false
    });
    (!text.is_empty()).then(|| text.split_at(end.map_or(text.len(), |(at, _)| at)))
}

/// The lines that a list such as `1,3-5` names; `None` if a part of it names none.
fn lines(list: &str) -> Option<Vec<RangeInclusive<usize>>> {
    let parts = list.split(|c: char| c.is_whitespace() || c == ',').filter(|part| !part.is_empty());
    let lines: Option<Vec<_>> = parts
        .map(|part| {
            let (first, last) = part.split_once('-').unwrap_or((part, part));
            let (first, last) = (first.parse().ok()?, last.parse().ok()?);
            (1..=last).contains(&first).then_some(first..=last)
        })
        .collect();
    lines.filter(|lines| !lines.is_empty())
}

/// Code as HTML with some of its lines in `<mark>`. Elements of the HTML are spans that do not
/// nest.
pub(super) fn mark_lines(html: &str, marked: &[RangeInclusive<usize>]) -> String {
    let mut out = String::with_capacity(html.len() + 64 * marked.len());
    // The start tag of the span that is open.
    let mut open = "";
    for (index, line) in html.split_inclusive('\n').enumerate() {
        let before = open;
        match (line.rfind("<span"), line.rfind("</span>")) {
            (start, Some(end)) if start.is_none_or(|start| start < end) => open = "",
            (Some(start), _) => {
                let len = line[start..].find('>').map_or(0, |len| len + 1);
                open = &line[start..start + len];
            }
            _ => {}
        }
        if !marked.iter().any(|lines| lines.contains(&(index + 1))) {
            out.push_str(line);
            continue;
        }
        let close = |open: &str| if open.is_empty() { "" } else { "</span>" };
        let text = line.trim_end_matches('\n');
        // Writing to a String cannot fail.
        let _ = write!(out, "{}<mark>{before}{text}{}</mark>", close(before), close(open));
        out.push_str(open);
        out.push_str(&line[text.len()..]);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{FenceInfo, mark_lines};

    /// Language, title, marked lines and what means nothing.
    fn read(info: &str) -> String {
        let FenceInfo { language, title, marked, unknown } = FenceInfo::of(info);
        format!("{language} {} {marked:?} {}", title.unwrap_or("-"), unknown.unwrap_or("-"))
    }

    #[test]
    fn the_forms_of_other_tools_are_read() {
        for (info, found) in [
            ("", " - [] -"),
            ("rust", "rust - [] -"),
            ("rust,ignore", "rust - [] -"),
            ("{.python}", "python - [] -"),
            (".sh title=a", "sh a [] -"),
            ("ignore", " - [] -"),
            ("{.note}", " - [] .note"),
            ("{ .py title=\"a b.py\" }", "py a b.py [] -"),
            ("js {1,3-5}", "js - [1..=1, 3..=5] -"),
            ("js{1}", "js - [1..=1] -"),
            ("js {1,0}", "js - [] {1,0}"),
            ("js {5-3} hl_lines=0", "js - [] {5-3}"),
            ("python title=\"x.py\" hl_lines=\"1 3-4\"", "python x.py [1..=1, 3..=4] -"),
            ("rust,linenos,hl_lines=1-2 4,name=a.rs", "rust a.rs [1..=2, 4..=4] linenos"),
            ("title='x y'", " x y [] -"),
            ("ts [config.ts]", "ts config.ts [] -"),
            ("ruby startline=3 $%@#$", "ruby - [] startline=3"),
            ("js \"open {1", "js - [] \"open {1"),
        ] {
            assert_eq!(read(info), found, "{info}");
        }
    }

    #[test]
    fn marked_lines_end_spans_that_go_on() {
        let html = "a\n<span class=\"c\">b\nc\nd</span> e\n";
        assert_eq!(
            mark_lines(html, &[1..=1, 3..=3]),
            "<mark>a</mark>\n<span class=\"c\">b\n</span><mark><span class=\"c\">c</span></mark>\
             <span class=\"c\">\nd</span> e\n"
        );
    }
}
