//! Tasks: items of lists that begin with a mark, and marks that make no task.

use pulldown_cmark::{Event, TagEnd};

use crate::markdown::inline::attribute_block;
use crate::markdown::read::reader::TokenReader;
use crate::markdown::token::{TASK_MARKS, Token, TokenKind};

impl TokenReader<'_, '_> {
    /// Removes the marker of a task and the paragraph around its label, so that tasks of tight and
    /// loose lists are printed alike. Returns the new start of the run.
    pub(super) fn begin_task(&mut self, item: usize, start: usize) -> usize {
        self.in_label = item + 2 == start;
        self.parsed.tokens.drain(item + 1..=start);
        let mut ancestors = self.open.iter().rev().skip_while(|open| open.at != item);
        if let Some(list) = ancestors.nth(1) {
            self.parsed.task_lists.insert(list.at);
        }
        item + 1
    }

    /// Turns a task marker back into text, since it has no label or does not begin an item.
    pub(super) fn restore_marker(&mut self, at: usize, checked: bool) {
        let text = if checked { "[x] " } else { "[ ] " };
        let range = self.parsed.tokens[at].range.clone();
        self.parsed.tokens[at] = Token::text(text, range);
    }

    /// Reports a task whose text is the table that begins at a byte: the parser leaves out its mark.
    pub(super) fn check_task_of_table(&self, at: usize) {
        let item = self.open.iter().rev().nth(1).filter(|open| open.end == TagEnd::Item);
        let Some(from) = item.map(|item| self.parsed.tokens[item.at].range.start) else {
            return;
        };
        let line = self.source[from..].lines().next().unwrap_or_default();
        let mark = TASK_MARKS.iter().find_map(|mark| line.find(mark));
        let is_before = |start: &usize| {
            self.source.get(*start + 3..at).is_none_or(|between| between.trim().is_empty())
        };
        if let Some(start) = mark.map(|mark| from + mark).filter(is_before) {
            self.reporter.empty_task(start..start + 3);
        }
    }

    /// Reports an item that is the mark of a task and nothing else: the parser takes it for text.
    pub(super) fn check_bare_mark(&self, start: usize) {
        let (first, last) = (&self.parsed.tokens[start], self.parsed.tokens.last());
        let span = first.range.start..last.map_or(0, |last| last.range.end);
        let text = self.source.get(span.clone()).unwrap_or_default();
        if TASK_MARKS.contains(&text) {
            self.reporter.empty_task(span);
        }
    }

    /// The line break that ends the label of a task without an attribute block, which would end it:
    /// the first, unless the sentence goes on behind it. White space before it is removed.
    pub(super) fn end_of_label(&mut self, item: usize, start: usize) -> Option<usize> {
        let run = self.parsed.tokens.get(start..)?;
        if self.parsed.attributes.contains_key(&item) {
            return None;
        }
        let mut depth = 0_usize;
        let at = run.iter().position(|token| {
            depth += usize::from(token.opens());
            depth = depth.saturating_sub(usize::from(token.closes()));
            matches!(token.kind, TokenKind::Event(Event::SoftBreak | Event::HardBreak))
        })?;
        let (first, after) = (&run.first()?.range, &run.get(at + 1)?.range);
        let line = self.source.get(first.start..run[at].range.start)?.trim_end();
        let goes_on = sentence_goes_on(line, self.source.get(after.start..)?);
        let is_end = depth == 0 && !goes_on;
        is_end.then(|| attribute_block::trim_end(&mut self.parsed.tokens, start, start + at))
    }
}

/// The characters of a line that its author may have filled to its end.
const FULL_LINE: usize = 60;

/// Whether a line of a label goes on in the text below it, which otherwise is a hint: the text begins
/// in lower case, or the line is full and ends no sentence.
fn sentence_goes_on(line: &str, below: &str) -> bool {
    let is_full = line.chars().count() >= FULL_LINE;
    below.starts_with(char::is_lowercase) || is_full && !line.ends_with(['.', '!', '?', ':', '…'])
}
