//! Links that hold a link or a note, and images that hold a note: the inner one is read, and the outer
//! one is only text.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::base::diagnostic::{Code, boundary_at};
use crate::markdown::read::reader::TokenReader;
use crate::markdown::token::{Token, TokenKind};

/// The most characters of a link that a message repeats.
const SHOWN: usize = 60;

/// The most bytes that an address and a title may have.
const LONGEST: usize = 500;

impl TokenReader<'_, '_> {
    /// Reports the brackets in the run that begins at the token `start` which would be a link if they
    /// held no other.
    pub(super) fn report_lost_links(&self, start: usize) {
        let tokens = &self.parsed.tokens[start..];
        let is_end = |token: &Token<'_>| {
            self.source.get(token.range.start..).is_some_and(|rest| rest.starts_with("]("))
        };
        // As nearly always.
        if !tokens.iter().any(is_end) {
            return;
        }
        // The bytes of the brackets that are open.
        let mut open: Vec<usize> = Vec::new();
        // The byte at which the last link or note began, and whether it is a note.
        let mut held: Option<(usize, bool)> = None;
        let mut depth = 0_usize;
        for token in tokens {
            match &token.kind {
                TokenKind::Event(Event::Start(Tag::Link { .. })) => {
                    held = Some((token.range.start, false));
                    depth += 1;
                }
                TokenKind::Event(Event::Start(Tag::Image { .. })) => depth += 1,
                TokenKind::Event(Event::End(TagEnd::Link | TagEnd::Image)) => {
                    depth = depth.saturating_sub(1);
                }
                TokenKind::Event(Event::FootnoteReference(_)) if depth == 0 => {
                    held = Some((token.range.start, true));
                }
                _ if depth == 0 && token.is_verbatim(self.source) => {
                    let text = &self.source[token.range.clone()];
                    for (at, bracket) in text.match_indices(['[', ']']) {
                        let at = token.range.start + at;
                        if self.source[..at].ends_with('\\') {
                            continue;
                        }
                        if bracket == "[" {
                            open.push(at);
                        } else if let Some(first) = open.pop()
                            && let Some((_, is_note)) = held.filter(|(held, _)| *held > first)
                        {
                            self.report_lost_link(first, at + 1, is_note);
                        }
                    }
                }
                _ => {}
            }
        }
    }

    /// Reports the brackets between two bytes, if an address follows.
    fn report_lost_link(&self, start: usize, end: usize, is_note: bool) {
        let line = &self.source[end..];
        let line = &line[..boundary_at(line, LONGEST)];
        let line = line.lines().next().unwrap_or_default();
        let Some((address, _)) = line.strip_prefix('(').and_then(|rest| rest.split_once(')'))
        else {
            return;
        };
        let (path, title) = address.split_once(' ').unwrap_or((address, "\""));
        let span = start..end + address.len() + "()".len();
        let is_link = !path.is_empty() && title.trim_start().starts_with(['"', '\'']);
        if !is_link || self.raw_code.holds(&span) {
            return;
        }
        let is_image = self.source[..start].ends_with('!');
        let span = start - usize::from(is_image)..span.end;
        // Many links may end that began together, far away.
        let written = &self.source[span.clone()];
        let shown = written[..boundary_at(written, LONGEST)].lines().next().unwrap_or_default();
        let shown: String = shown.chars().take(SHOWN).collect();
        let (what, hint) = match (is_image, is_note) {
            (true, _) => ("image: its words hold no note", "put the note behind the image"),
            (false, true) => ("link: a link holds no note", "put the note behind the link"),
            (false, false) => {
                ("link: a link holds no other link", "end one link before the other begins")
            }
        };
        let message = format!("`{shown}` is no {what}");
        let span = span.start..span.start + shown.len();
        self.reporter.warning(Code::NestedLink, message, Some(span), |d| d.hint(hint));
    }
}
