//! [`template_tags`]: the tags of a template. [`tag_fault`]: the first that is never closed, or that
//! closes nothing.

use std::iter::from_fn;
use std::ops::Range;

/// The pairs of signs that begin and end a tag.
const SIGNS: [(&str, &str); 3] = [("{%", "%}"), ("{{", "}}"), ("{#", "#}")];

/// The words of tags that another tag closes, `end` with the same word.
const CLOSED: [&str; 8] = ["block", "component", "filter", "for", "if", "raw", "set", "set_global"];

/// Every word that a tag can begin with, besides those that close another.
pub const TAG_WORDS: [&str; 14] = [
    "block",
    "break",
    "component",
    "continue",
    "elif",
    "else",
    "extends",
    "filter",
    "for",
    "if",
    "include",
    "raw",
    "set",
    "set_global",
];

/// How many open tags are looked through for the one that a tag means to close.
const REACH: usize = 512;

/// The length of a tag that messages show whole, in bytes.
const LONGEST_SHOWN: usize = 40;

/// A tag of a template: `{% … %}`, `{{ … }}` or `{# … #}`.
#[derive(Clone, Debug)]
pub struct TemplateTag<'t> {
    /// What stands in the tag, without the space and the hyphens at both ends.
    pub inside: &'t str,
    /// The bytes of the tag. One that does not end takes the rest.
    pub span: Range<usize>,
    /// The signs that begin and end a tag of this kind.
    signs: (&'static str, &'static str),
    has_end: bool,
}

impl<'t> TemplateTag<'t> {
    /// Whether the tag is `{% … %}`.
    pub fn is_statement(&self) -> bool {
        self.signs.0 == "{%"
    }

    /// The first word of a tag `{% … %}`, or `<` with the name of a component, or `</`; empty for
    /// another kind of tag.
    fn word(&self) -> &'t str {
        if !self.is_statement() {
            return "";
        }
        self.inside.split([' ', '\n', '>', '(']).next().unwrap_or_default()
    }

    /// What follows a word at the start of a tag `{% … %}`: the name of a block, the template that
    /// is extended.
    pub fn after(&self, word: &str) -> Option<&'t str> {
        (self.word() == word).then(|| self.inside[word.len()..].trim())
    }

    /// The name of the component that the tag begins to define, and its bytes.
    pub fn component(&self, text: &str) -> Option<(&'t str, Range<usize>)> {
        let name = self.after("component")?.split(['(', ' ', '\n']).next()?;
        let word = self.span.start + text[self.span.clone()].find("component")?;
        let start = word + "component".len();
        let start = start + text[start..].find(name)?;
        Some((name, start..start + name.len()))
    }

    /// The word that closes the tag, if it opens something.
    fn closing(&self) -> Option<String> {
        let word = self.word();
        if let Some(name) = word.strip_prefix('<').filter(|name| !name.starts_with('/')) {
            return (!self.inside.ends_with("/>")).then(|| format!("</{name}>"));
        }
        let is_assignment = word.starts_with("set") && self.inside.contains('=');
        if is_assignment || !CLOSED.contains(&word) {
            return None;
        }
        let name = self.inside[word.len()..].trim().split(['(', ' ']).next().unwrap_or_default();
        Some(match word {
            "block" | "component" => format!("end{word} {name}"),
            "set_global" => "endset".to_owned(),
            _ => format!("end{word}"),
        })
    }

    /// Whether the tag reaches into the next, because its own end is missing.
    pub fn swallows(&self) -> bool {
        !self.has_end
            || self.signs.0 != "{#" && ["{{", "{%"].iter().any(|open| self.inside.contains(open))
    }

    /// The tag as messages show it.
    fn shown(&self) -> String {
        let inside = if self.inside.len() > LONGEST_SHOWN { self.word() } else { self.inside };
        format!("{{% {inside} %}}")
    }
}

/// The tags of a template, in order. Those between `raw` and `endraw` are text.
pub fn template_tags(text: &str) -> impl Iterator<Item = TemplateTag<'_>> {
    let mut at = 0;
    from_fn(move || {
        let (start, signs) = next_signs(text, at)?;
        let length = tag_length(&text[start..], signs.1);
        let end = start + length.unwrap_or(text.len() - start);
        let last = end - if length.is_some() { 2 } else { 0 };
        let inside = text[start + 2..last].trim_matches(['-', ' ', '\n', '\t', '\r']);
        at = end;
        if inside == "raw" {
            let rest = text[end..].find("endraw").map(|found| &text[end..end + found]);
            at = rest.and_then(|rest| rest.rfind("{%")).map_or(end, |found| end + found);
        }
        Some(TemplateTag { inside, span: start..end, signs, has_end: length.is_some() })
    })
}

fn next_signs(text: &str, from: usize) -> Option<(usize, (&'static str, &'static str))> {
    let mut braces = text[from..].match_indices('{').map(|(at, _)| from + at);
    braces.find_map(|at| {
        let signs = SIGNS.into_iter().find(|(open, _)| text[at..].starts_with(open))?;
        Some((at, signs))
    })
}

/// The length of the tag at the start of a text, in bytes, if it ends. Its end may stand in quotes.
fn tag_length(tag: &str, end: &str) -> Option<usize> {
    let mut quote = None;
    let first = end.chars().next()?;
    for (at, char) in tag.char_indices().skip(2) {
        match quote {
            Some(open) if open == char => quote = None,
            Some(_) => {}
            None if char == first && tag[at..].starts_with(end) => return Some(at + end.len()),
            None if end != "#}" && matches!(char, '"' | '\'' | '`') => quote = Some(char),
            None => {}
        }
    }
    None
}

/// A tag that is never closed, or closes nothing.
#[derive(Debug)]
pub struct TagFault {
    /// What is wrong.
    pub message: String,
    /// What to write.
    pub hint: String,
    /// The bytes of the tag.
    pub range: Range<usize>,
}

/// The first tag of a template that is never closed, or that closes nothing.
pub fn tag_fault(text: &str) -> Option<TagFault> {
    let mut open: Vec<(TemplateTag<'_>, String)> = Vec::new();
    for tag in template_tags(text) {
        if !tag.has_end {
            let (start, end) = tag.signs;
            return Some(TagFault {
                message: format!("`{start}` is never closed"),
                hint: format!("write `{end}` where it ends"),
                range: tag.span.start..tag.span.start + start.len(),
            });
        }
        if let Some(closing) = tag.closing() {
            open.push((tag, closing));
        } else if let Some(fault) = close(&tag, &mut open) {
            return Some(fault);
        }
    }
    let (tag, closing) = open.pop()?;
    Some(TagFault {
        message: format!("`{}` is never closed", tag.shown()),
        hint: format!("write `{{% {closing} %}}` where it ends"),
        range: tag.span,
    })
}

/// Takes a tag that may close the last open one.
fn close(tag: &TemplateTag<'_>, open: &mut Vec<(TemplateTag<'_>, String)>) -> Option<TagFault> {
    let word = tag.word();
    let is_end = word.starts_with("</")
        || word.strip_prefix("end").is_some_and(|word| CLOSED.contains(&word));
    let is_branch = matches!(word, "else" | "elif");
    if !is_end && !is_branch {
        return None;
    }
    let shown = tag.shown();
    let (message, hint) = match open.last() {
        None if is_end => {
            (format!("`{shown}` closes nothing"), "remove it, or write what it closes".to_owned())
        }
        Some((above, closing)) => {
            let wanted = closing.split(' ').next().unwrap_or_default().trim_end_matches('>');
            let fits = if is_end { word == wanted } else { matches!(above.word(), "if" | "for") };
            // A name behind the word may be left out.
            let name = tag.inside[word.len()..].trim_matches([' ', '>']);
            let is_of_outer = || {
                let meant = format!("{word} {name}");
                open.iter().rev().take(REACH).any(|(_, closing)| *closing == meant)
            };
            if fits && (name.is_empty() || is_branch || closing.ends_with(name) || !is_of_outer()) {
                if is_end {
                    open.pop();
                }
                return None;
            }
            let message = format!("`{}` is not closed before `{shown}`", above.shown());
            (message, format!("write `{{% {closing} %}}` above"))
        }
        None => (format!("`{shown}` stands outside of `if`"), "remove it".to_owned()),
    };
    Some(TagFault { message, hint, range: tag.span.clone() })
}
