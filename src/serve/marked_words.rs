//! [`MarkedWords`]: the words of a page that show what a diagnostic is about. The script in the page
//! looks for them, letters and digits alone.

use std::ops::Range;

use serde::Serialize;

use crate::base::diagnostic::{Code, Excerpt, boundary_at};
use crate::page::front_matter::body_start;

/// The most characters of a text to look for.
const LONGEST: usize = 300;

/// Words to look for on a page, the most exact first. A page shows no destinations, attributes or
/// signs of Markdown.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct MarkedWords {
    /// The words of the fault; may be empty.
    words: String,
    /// What stands before them on their line.
    before: String,
    /// Other words to mark where these cannot be found: the rest of the line, the line below a
    /// fence, the heading above it. None for a fault in the front matter.
    instead: Vec<String>,
}

impl MarkedWords {
    /// The words for a fault of a page. The faults of a page are asked for in their order, with one
    /// `outline`.
    pub(super) fn of(excerpt: &Excerpt, code: Code, outline: &mut PageOutline) -> Self {
        let text = &*excerpt.text;
        let start = boundary_at(text, excerpt.range.start);
        let end = boundary_at(text, excerpt.range.end).max(start);
        if start < outline.body_start(text) {
            return Self::default();
        }
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[end..].find('\n').map_or(text.len(), |at| end + at);
        let (mut before, mut after) = (&text[line_start..start], &text[end..line_end]);
        let mut words = link_text(&text[start..end], code);
        let is_fence = !fence(before).is_empty();
        // No page shows what stands in an attribute block.
        let block = before.rfind('{').filter(|at| !is_fence && !before[*at..].contains('}'));
        if let Some(block) = block {
            (before, words) = (&before[..block], "");
            after = after.split_once('}').map_or("", |(_, after)| after);
        }
        let heading = outline.heading_above(text, line_start);
        let below = text[line_end..].lines().find(|line| is_fence && !line.trim().is_empty());
        let rest = visible(&format!("{before} {after}"));
        let instead = [Some(rest), below.map(visible), heading.map(visible)].into_iter().flatten();
        Self {
            words: visible(words),
            before: visible(before),
            instead: instead.filter(|words| words.contains(char::is_alphanumeric)).collect(),
        }
    }
}

/// What is known of a page from its start to the place that was last asked for.
#[derive(Debug, Default)]
pub(super) struct PageOutline {
    body: Option<usize>,
    /// The offset of the first line that was not looked at.
    at: usize,
    /// The last heading above it.
    heading: Range<usize>,
    /// The opening fence of the code that the line is in; empty if it is in none.
    fence: String,
}

impl PageOutline {
    fn body_start(&mut self, text: &str) -> usize {
        *self.body.get_or_insert_with(|| body_start(text))
    }

    /// The last heading above a line.
    fn heading_above<'t>(&mut self, text: &'t str, line_start: usize) -> Option<&'t str> {
        for line in text.get(self.at..line_start).unwrap_or_default().split_inclusive('\n') {
            let sign = fence(line);
            if self.fence.is_empty() {
                sign.clone_into(&mut self.fence);
            } else if sign.starts_with(&self.fence) && line.trim() == sign {
                self.fence.clear();
            }
            if self.fence.is_empty() && is_heading(line) {
                self.heading = self.at..self.at + line.len();
            }
            self.at += line.len();
        }
        text.get(self.heading.clone()).map(str::trim_end).filter(|heading| !heading.is_empty())
    }
}

/// The signs with which a line opens or closes code; empty if it does not.
fn fence(line: &str) -> &str {
    let line = line.trim_start();
    let of = |sign| &line[..line.len() - line.trim_start_matches(sign).len()];
    ['`', '~'].map(of).into_iter().find(|signs| signs.len() >= 3).unwrap_or_default()
}

fn is_heading(line: &str) -> bool {
    let text = line.trim_start_matches('#');
    (1..=6).contains(&(line.len() - text.len())) && text.starts_with([' ', '\t'])
}

/// The text of a link or the alternative text of an image; all of what is published as it is
/// written.
fn link_text(words: &str, code: Code) -> &str {
    let inner = words.trim_start_matches('!').strip_prefix('[');
    let Some(inner) = inner.filter(|inner| !inner.starts_with(['[', '@', '^'])) else {
        return words;
    };
    let end = inner.rfind("](").or_else(|| inner.rfind("][")).or_else(|| inner.rfind(']'));
    match end {
        Some(end) if code != Code::BrokenReference => &inner[..end],
        _ => words,
    }
}

/// Markdown without destinations, attributes and the number of an item.
fn visible(markdown: &str) -> String {
    let line = markdown.trim_start_matches([' ', '\t', '>']);
    let text = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let mut rest =
        if text.len() < line.len() && text.starts_with(['.', ')']) { text } else { line };
    let mut shown = String::new();
    while let Some(at) = rest.find(['(', '{']) {
        let (before, from) = rest.split_at(at);
        let is_destination = from.starts_with('(') && before.ends_with(']');
        let is_attribute = ["{#", "{."].iter().any(|start| from.starts_with(start));
        let close = if from.starts_with('(') { ')' } else { '}' };
        let end = from.find(close).filter(|_| is_destination || is_attribute);
        shown.push_str(before);
        rest = if let Some(end) = end {
            &from[end + 1..]
        } else {
            shown.push_str(&from[..1]);
            &from[1..]
        };
    }
    shown.push_str(rest);
    shown.chars().take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    /// The words for the part of a page between `«` and `»`.
    fn words(page: &str, code: Code) -> (String, String, Vec<String>) {
        let (start, end) = (page.find('«').unwrap(), page.find('»').unwrap() - "«".len());
        let text: Arc<str> = page.replace(['«', '»'], "").into();
        let MarkedWords { words, before, instead } = MarkedWords::of(
            &Excerpt { text, range: start..end },
            code,
            &mut PageOutline::default(),
        );
        (words, before, instead)
    }

    #[test]
    fn a_page_shows_the_text_of_a_link_and_brackets_as_they_are_written() {
        let page = "# T\n\n1. See [a](b.md) and «[**the** plan](x_(y.md)».\n";
        let (shown, before, instead) = words(page, Code::BrokenLink);
        assert_eq!((shown.as_str(), before.as_str()), ("**the** plan", ". See [a] and "));
        assert_eq!(instead, [". See [a] and  .", "# T"]);
        let image = words("«![An *old* map](gone.png)»", Code::MissingImage);
        assert_eq!(image, ("An *old* map".to_owned(), String::new(), vec![]));
        for written in ["[[term]]", "[@who, p. 3]", "[^note]", "[text][label]"] {
            let (shown, ..) = words(&format!("«{written}»\n"), Code::BrokenReference);
            assert_eq!(shown, written);
        }
    }

    #[test]
    fn what_no_page_shows_is_marked_at_the_words_beside_it() {
        let (shown, _, instead) =
            words("# T\n\n## Tea {«#Bad» id}\n\n```\ncode\n```\n", Code::InvalidAttributes);
        assert_eq!(shown, "");
        assert_eq!(instead, ["## Tea  ", "# T"]);
        let (.., instead) = words("# T\n\n``` «kling»\nlet x\n", Code::UnknownLanguage);
        assert_eq!(instead, ["let x", "# T"]);
        let front = words("+++\n«key» = 1\n+++\nkey\n", Code::UnknownKey);
        assert_eq!(front, (String::new(), String::new(), vec![]));
    }

    #[test]
    fn a_line_of_code_is_no_heading() {
        let page = "---\ntitle: T\n# note\n---\n# T\n\n~~~~sh\n# no\n~~~\n~~~~\n\n[a](«b.md»)\n";
        let (.., instead) = words(page, Code::BrokenLink);
        assert_eq!(instead.last().map(String::as_str), Some("# T"));
    }

    #[test]
    fn any_range_has_words() {
        for text in ["", "+++", "---\na", "(", "](", "[](", "{#", "ä»", "[[", "![", "]", "1"] {
            for start in 0..=text.len() + 1 {
                for end in start..=text.len() + 1 {
                    let excerpt = Excerpt { text: text.into(), range: start..end };
                    MarkedWords::of(&excerpt, Code::BrokenLink, &mut PageOutline::default());
                }
            }
        }
    }
}
