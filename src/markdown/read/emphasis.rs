//! Marks of emphasis that `CommonMark` takes for text, or for the other end: those between punctuation
//! and a letter, as in `**「重要」**です`, of which languages without spaces between words have many, and
//! those with a space within, as in `**Note: **read this`.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::base::diagnostic::Code;
use crate::markdown::inline::mark::is_without_spaces;
use crate::markdown::read::reader::TokenReader;
use crate::markdown::token::TokenKind;

/// The mark of emphasis.
const STAR: char = '*';

/// The most stars that mark an emphasis.
const LONGEST: usize = 3;

/// The most characters of a text that a hint repeats.
const SHOWN: usize = 40;

/// A run of stars, with the characters beside it.
struct Stars {
    span: Range<usize>,
    before: Option<char>,
    after: Option<char>,
}

impl Stars {
    fn at(source: &str, span: Range<usize>) -> Self {
        let before = source[..span.start].chars().next_back();
        let after = source[span.end..].chars().next();
        Self { span, before, after }
    }

    /// Whether only a letter after them, behind punctuation, keeps them from closing an emphasis.
    fn fails_to_close(&self) -> bool {
        is_punctuation(self.before) && is_letter(self.after)
    }

    /// Whether only a letter before them keeps them from opening one.
    fn fails_to_open(&self) -> bool {
        is_letter(self.before) && is_punctuation(self.after)
    }

    /// Whether only a space keeps two stars from closing an emphasis of a sentence or its beginning. Others
    /// may be meant as text: `**options and **more`.
    fn is_behind_space(&self, source: &str) -> bool {
        let text = source[..self.span.start].trim_end_matches(' ');
        let is_spaced = self.before == Some(' ') && text.ends_with(['.', ',', ':', ';', '!', '?']);
        self.span.len() == 2 && is_spaced && is_letter(self.after)
    }

    /// Whether only a space keeps two stars from opening one.
    fn is_before_space(&self) -> bool {
        self.span.len() == 2
            && self.before.is_none_or(char::is_whitespace)
            && self.after == Some(' ')
    }

    /// Whether stars that fail to close are surely meant to: beside a letter that needs no space, or
    /// after the end of a sentence or a word.
    fn is_meant_to_close(&self, open: &Self) -> bool {
        let is_end = |c: char| ".,:;!?)”\"'»%".contains(c);
        let is_start = open.before.is_none_or(char::is_whitespace);
        self.after.is_some_and(is_without_spaces) || is_start && self.before.is_some_and(is_end)
    }
}

/// The stars of a run of text.
#[derive(Default)]
struct StarsOfRun {
    /// The runs of stars that are only text.
    text: Vec<Range<usize>>,
    /// The bytes of each emphasis, in order, with the number of its stars on either side.
    emphases: Vec<(Range<usize>, usize)>,
}

impl StarsOfRun {
    /// All stars that may have been meant otherwise than Markdown takes them, in order.
    fn doubtful(&self, source: &str) -> Vec<Stars> {
        let marks = |(whole, len): &(Range<usize>, usize)| {
            [whole.start..whole.start + len, whole.end - len..whole.end]
        };
        // Stars that fail to close one emphasis may open another of what stands behind it.
        let is_doubtful = |emphasis: &(Range<usize>, usize)| {
            let [open, close] = marks(emphasis).map(|span| Stars::at(source, span));
            open.fails_to_close() && open.after.is_some_and(is_without_spaces)
                || close.fails_to_open() && close.before.is_some_and(is_without_spaces)
        };
        let mut all = self.text.clone();
        if self.emphases.iter().any(is_doubtful) {
            all.extend(self.emphases.iter().flat_map(marks));
            all.sort_unstable_by_key(|span| span.start);
        }
        // Of a longer run only a part is an emphasis.
        let is_whole = |stars: &Stars| {
            ![stars.before, stars.after].contains(&Some(STAR)) && stars.before != Some('\\')
        };
        all.into_iter().map(|span| Stars::at(source, span)).filter(is_whole).collect()
    }

    /// Whether an emphasis lies between two bytes.
    fn has(&self, start: usize, end: usize) -> bool {
        let found = self.emphases.binary_search_by_key(&start, |(whole, _)| whole.start);
        found.is_ok_and(|at| self.emphases[at].0.end == end)
    }
}

impl TokenReader<'_, '_> {
    /// Reports stars in the run that begins at the token `start` which are no emphasis and were meant
    /// as one.
    pub(super) fn report_emphasis(&self, start: usize) {
        let mut found = StarsOfRun::default();
        for token in &self.parsed.tokens[start..] {
            let len = match &token.kind {
                TokenKind::Event(Event::Start(Tag::Strong)) => "**".len(),
                TokenKind::Event(Event::Start(Tag::Emphasis)) => "*".len(),
                _ => {
                    if token.is_verbatim(self.source) {
                        self.add_stars(&token.range, &mut found.text);
                    }
                    continue;
                }
            };
            if self.source[token.range.clone()].starts_with(STAR) {
                found.emphases.push((token.range.clone(), len));
            }
        }
        // The stars of each length that may be the beginning of an emphasis.
        let mut open: [Option<Stars>; LONGEST + 1] = Default::default();
        for stars in found.doubtful(self.source) {
            if let Some(open) = open.get_mut(stars.span.len()) {
                *open = self.next_stars(open.as_ref(), stars, &found);
            }
        }
    }

    /// Adds the runs of stars in a range of the source. One may go on in the next token.
    fn add_stars(&self, range: &Range<usize>, runs: &mut Vec<Range<usize>>) {
        for (at, star) in self.source[range.clone()].match_indices(STAR) {
            let span = range.start + at..range.start + at + star.len();
            match runs.last_mut() {
                Some(last) if last.end == span.start => last.end = span.end,
                _ => runs.push(span),
            }
        }
    }

    /// Takes the next stars; `open` are those of the same length before them which may have been meant
    /// as the beginning of an emphasis. Gives those that are open then.
    fn next_stars(&self, open: Option<&Stars>, stars: Stars, found: &StarsOfRun) -> Option<Stars> {
        if let Some(open) = open
            && let Some(why) = self.why_no_emphasis(open, &stars, found)
        {
            if let Some(why) = why {
                let inner = &self.source[open.span.end..stars.span.start];
                self.report_stars(&stars, open.span.start..stars.span.end, why, inner);
            }
            return None;
        }
        Some(stars).filter(|stars| !is_space(stars.after) || stars.is_before_space())
    }

    /// Why two runs of stars are no emphasis, where they were meant as one; `Some(None)` where they are
    /// one.
    #[expect(clippy::option_option, reason = "of two runs that are not meant so, nothing is said")]
    fn why_no_emphasis(
        &self,
        open: &Stars,
        stars: &Stars,
        found: &StarsOfRun,
    ) -> Option<Option<&'static str>> {
        if is_space(stars.before) {
            let is_meant = !is_space(open.after) && stars.is_behind_space(self.source);
            return is_meant.then_some(Some("closes no emphasis here, behind a space"));
        }
        if found.has(open.span.start, stars.span.end) {
            return Some(None);
        }
        if is_space(open.after) {
            let is_end = is_space(stars.after) || is_punctuation(stars.after);
            return is_end.then_some(Some("opens no emphasis here, before a space"));
        }
        if stars.fails_to_close() && stars.is_meant_to_close(open) {
            return Some(Some("closes no emphasis here, between punctuation and a letter"));
        }
        let is_unopened = open.fails_to_open() && open.before.is_some_and(is_without_spaces);
        is_unopened.then_some(Some("opens no emphasis here, between punctuation and a letter"))
    }

    fn report_stars(&self, stars: &Stars, span: Range<usize>, why: &str, inner: &str) {
        let mark = &self.source[stars.span.clone()];
        let message = format!("`{mark}` {why}");
        let element = if mark.len() == 1 { "em" } else { "strong" };
        let whole = |text: &str| format!("<{element}>{text}</{element}>");
        let is_short = inner.chars().count() <= SHOWN && !inner.contains(['\n', STAR]);
        let hint = match outside(inner, mark) {
            Some(moved) if is_short => format!("write `{moved}` or `{}`", whole(inner)),
            // Within code, marks would be text, and within a link they would break it.
            None if is_short => format!("write `{}`", whole(inner)),
            _ => format!("put the punctuation outside of the marks, or write `{}`", whole("…")),
        };
        self.reporter.warning(Code::UnclosedEmphasis, message, Some(span), |d| d.hint(hint));
    }
}

/// A text with marks around it, and the punctuation at its ends outside of these; `None` if there is
/// nothing else in it, or if that may be Markdown.
fn outside(text: &str, mark: &str) -> Option<String> {
    if text.contains(['`', '[', ']', '<', '&', '\\', '_', '~', '=']) {
        return None;
    }
    let is_outer = |c: char| is_punctuation(Some(c)) || c.is_whitespace();
    let core = text.trim_matches(is_outer);
    let (before, after) = text.split_once(core).filter(|_| !core.is_empty())?;
    Some(format!("{before}{mark}{core}{mark}{after}"))
}

fn is_space(c: Option<char>) -> bool {
    c.is_none_or(char::is_whitespace)
}

fn is_letter(c: Option<char>) -> bool {
    c.is_some_and(char::is_alphanumeric)
}

fn is_punctuation(c: Option<char>) -> bool {
    c.is_some_and(|c| !c.is_alphanumeric() && !c.is_whitespace())
}
