//! Fences that nothing closes: Markdown takes all that follows for code, up to the end of the page or of
//! the quotation or item around it.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use crate::base::diagnostic::Code;
use crate::markdown::read::reader::TokenReader;
use crate::markdown::token::TokenKind;

/// The most marks of a fence that a hint repeats.
const SHOWN: usize = 12;

impl TokenReader<'_, '_> {
    /// Reports the fence of the code block that the token `at` starts if nothing closes it.
    pub(super) fn report_unclosed_fence(&self, at: usize, block: &Range<usize>) {
        let TokenKind::Event(Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_)))) =
            &self.parsed.tokens[at].kind
        else {
            return;
        };
        let written = &self.source[block.clone()];
        let fence = &written[..written.len() - written.trim_start_matches(['`', '~']).len()];
        let first_line = written.lines().next().unwrap_or_default();
        // What closes it stands behind the last line of the code.
        let code = self.parsed.tokens[at + 1..].last();
        let end = code.map_or(block.start + first_line.len(), |line| line.range.end);
        if self.source.get(end..block.end).is_none_or(|rest| rest.contains(fence)) {
            return;
        }
        let (what, place) = match self.container() {
            Some(name) => (format!("the rest of the {name}"), format!(", in the same {name}")),
            None => ("all that follows".to_owned(), String::new()),
        };
        let message = format!("this fence is never closed: {what} is code");
        let fence = if fence.len() > SHOWN { "as many marks" } else { fence };
        let hint = format!("write {fence} on a line of its own below the code{place}");
        let span = block.start..block.start + first_line.trim_end().len();
        self.reporter.warning(Code::UnclosedFence, message, Some(span), |d| {
            let lines = self.parsed.tokens[at + 1..].iter().rev();
            let written = lines.map(|line| (line.range.start, &self.source[line.range.clone()]));
            let last = written.map(|(at, text)| (at, text.trim_end())).find(|l| !l.1.is_empty());
            let last = last.and_then(|(at, text)| {
                let line = text.rfind('\n').map_or(0, |end| end + 1);
                let line = text.len() - text[line..].trim_start().len();
                self.reporter.place(Some(at + line..at + text.len()))
            });
            d.hint(hint).related_if(last, "the last line that it takes")
        });
    }

    /// What is around a block and ends it.
    fn container(&self) -> Option<&'static str> {
        let name = |end: TagEnd| match end {
            TagEnd::Item => Some("item"),
            TagEnd::BlockQuote(_) => Some("quotation"),
            TagEnd::FootnoteDefinition => Some("note"),
            TagEnd::DefinitionListDefinition => Some("definition"),
            _ => None,
        };
        let inner = self.open.iter().rev().find_map(|open| name(open.end));
        inner.or((self.depth > 0).then_some("directive"))
    }
}
