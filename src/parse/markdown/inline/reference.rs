//! `[[term]]`, `[[term|shown text]]` and `[@key, locator; @key]`.
//!
//! They are found in the source, sign by sign: a sign that is escaped or stands in code is text.

mod cite;

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::super::node::{Node, Piece};
use super::super::report::Reports;
use crate::base::diagnostic::Code;

/// How to write the signs themselves, at the end of each message.
const LITERAL: &str = "write `\\[` where brackets are meant";

/// Whether a text can hold a term or a citation.
pub fn may_hold(text: &str) -> bool {
    text.contains("[[") || text.contains('@') && text.contains('[')
}

/// A character of the text and the bytes of the source that it comes from.
#[derive(Clone, Copy)]
struct Glyph {
    sign: char,
    start: usize,
    end: usize,
    /// Whether it stands in the source as it is, and not after a backslash.
    is_plain: bool,
}

/// What was found, and its bytes.
struct Found<'a> {
    node: Node<'a>,
    span: Range<usize>,
}

/// Puts terms and citations in the place of their text. `may_hold_button` says whether the run is
/// no heading and no label.
pub fn apply<'a>(
    source: &'a str,
    run: Vec<Piece<'a>>,
    may_hold_button: bool,
    reports: &Reports<'_>,
) -> Vec<Piece<'a>> {
    let mut found = Vec::new();
    let mut links = 0usize;
    let mut index = 0;
    let mut is_open = false;
    while index < run.len() {
        match &run[index].node {
            Node::Event(Event::Start(Tag::Link { .. })) => links += 1,
            Node::Event(Event::End(TagEnd::Link)) => links = links.saturating_sub(1),
            Node::Event(Event::Text(_)) => {
                let (next, glyphs) = stretch(source, &run, index);
                let mut scan = Scan {
                    glyphs: &glyphs,
                    in_link: links > 0,
                    may_hold_button,
                    is_open,
                    reports,
                    found: Vec::new(),
                };
                scan.all();
                is_open = scan.is_open;
                found.append(&mut scan.found);
                index = next;
                continue;
            }
            _ => {}
        }
        index += 1;
    }
    if found.is_empty() {
        return run;
    }
    replace(run, found)
}

/// The characters of the text pieces and soft breaks from `first` on, and the piece after them.
fn stretch(source: &str, run: &[Piece<'_>], first: usize) -> (usize, Vec<Glyph>) {
    let mut glyphs = Vec::new();
    let mut next = first;
    while let Some(piece) = run.get(next) {
        let Range { start, end } = piece.range;
        match &piece.node {
            Node::Event(Event::Text(text)) => {
                let before = next.checked_sub(1).map_or(0, |at| run[at].range.end);
                let escaped = start > before && source[..start].ends_with('\\');
                let verbatim = piece.is_verbatim(source);
                glyphs.extend(text.char_indices().map(|(at, sign)| Glyph {
                    sign: visible(sign),
                    start: if verbatim { start + at } else { start },
                    end: if verbatim {
                        start + at + sign.len_utf8()
                    } else {
                        end
                    },
                    is_plain: verbatim && !(escaped && at == 0),
                }));
            }
            Node::Event(Event::SoftBreak) => glyphs.push(Glyph {
                sign: ' ',
                start,
                end,
                is_plain: false,
            }),
            _ => break,
        }
        next += 1;
    }
    (next, glyphs)
}

/// Noncharacters have meanings within the program and none in a text.
fn visible(sign: char) -> char {
    if ('\u{fdd0}'..='\u{fdef}').contains(&sign) {
        char::REPLACEMENT_CHARACTER
    } else {
        sign
    }
}

/// The text of glyphs, trimmed, each stretch of white space as one space.
fn text(glyphs: &[Glyph]) -> String {
    let text: String = glyphs.iter().map(|glyph| glyph.sign).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The bytes of glyphs.
fn span(glyphs: &[Glyph]) -> Range<usize> {
    let start = glyphs.first().map_or(0, |glyph| glyph.start);
    start..glyphs.last().map_or(start, |glyph| glyph.end)
}

/// One stretch of text.
struct Scan<'g, 'r> {
    glyphs: &'g [Glyph],
    in_link: bool,
    may_hold_button: bool,
    /// Whether a bracket was opened and not closed before.
    is_open: bool,
    reports: &'r Reports<'r>,
    found: Vec<Found<'static>>,
}

impl Scan<'_, '_> {
    fn all(&mut self) {
        let mut at = 0;
        let mut from = 0;
        while at < self.glyphs.len() {
            let next = if self.is(at, '[') && self.is(at + 1, '[') {
                Some(self.term(at))
            } else if self.is(at, '[') {
                self.citation(at)
            } else {
                if self.is(at, ']') && std::mem::take(&mut self.is_open) {
                    self.torn(from, at);
                }
                None
            };
            if let Some(next) = next {
                from = next;
            }
            at = next.unwrap_or(at + 1);
        }
    }

    /// Whether the sign at `at` is this one and no other use of it.
    fn is(&self, at: usize, sign: char) -> bool {
        self.glyphs
            .get(at)
            .is_some_and(|glyph| glyph.is_plain && glyph.sign == sign)
    }

    fn error(&self, message: &str, glyphs: Range<usize>, hint: &str) {
        self.reports.error(
            Code::InvalidReference,
            message,
            Some(span(&self.glyphs[glyphs])),
            |d| d.hint(hint).hint(LITERAL),
        );
    }

    /// `[[name]]` or `[[name|text]]` at `at`. Gives what follows it.
    fn term(&mut self, at: usize) -> usize {
        let open = at + 2;
        let Some(close) = (open..self.glyphs.len()).find(|i| self.is(*i, '[') || self.is(*i, ']'))
        else {
            self.error(
                "`[[` is never closed",
                at..open,
                "a term is plain text on the lines of one paragraph; in a table write `\\|` for `|`",
            );
            return open;
        };
        if !(self.is(close, ']') && self.is(close + 1, ']')) {
            let hint = "a term is written `[[name]]` or `[[name|shown text]]`";
            self.error("a bracket within a term", at..close + 1, hint);
            return close + 1;
        }
        let end = close + 2;
        let inner = &self.glyphs[open..close];
        let bar = inner.iter().position(|glyph| glyph.sign == '|');
        let name = text(&inner[..bar.unwrap_or(inner.len())]);
        let shown = bar.map_or_else(|| name.clone(), |bar| text(&inner[bar + 1..]));
        if self.in_link {
            let hint = "write the words alone, or move the term out";
            self.error("a term cannot stand inside of a link", at..end, hint);
        } else if name.is_empty() {
            let hint = "write the name of a term of the glossary between the brackets";
            self.error("a term without a name", at..end, hint);
        } else if shown.is_empty() {
            let hint = "write the words to show after `|`, or take it out";
            self.error("a term without a text", at..end, hint);
        } else {
            self.found.push(Found {
                node: Node::Term {
                    name,
                    text: shown,
                    may_hold_button: self.may_hold_button,
                },
                span: span(&self.glyphs[at..end]),
            });
        }
        end
    }

    /// `[… @key …]` at `at`. Gives what follows it; nothing if it is no citation.
    fn citation(&mut self, at: usize) -> Option<usize> {
        let open = at + 1;
        let close = (open..self.glyphs.len()).find(|i| self.is(*i, '[') || self.is(*i, ']'));
        let Some(close) = close.filter(|close| self.is(*close, ']')) else {
            let key = open + usize::from(self.is(open, '-'));
            if self.key_at(open, key) {
                let hint = "a citation holds plain text and no other brackets: `[@key, ch. 2]`";
                self.error("this citation is never closed", at..key + 1, hint);
            }
            self.is_open = self.is_open || close.is_none();
            return None;
        };
        let end = close + 1;
        if !(open..close).any(|i| self.key_at(open, i)) {
            return None;
        }
        if self.in_link {
            let hint = "move it out of the link";
            self.error("a citation cannot stand inside of a link", at..end, hint);
            return Some(end);
        }
        if let Some(cites) = self.cites(open, close) {
            self.found.push(Found {
                node: Node::Citation(cites),
                span: span(&self.glyphs[at..end]),
            });
        }
        Some(end)
    }

    /// A closing bracket whose opening one stands before an element such as emphasis.
    fn torn(&self, from: usize, close: usize) {
        if let Some(key) = (from..close).find(|i| self.key_at(from, *i)) {
            let hint = "take out emphasis, code and the like: `[see @key, ch. 2]`";
            self.error("a citation holds plain text alone", key..close + 1, hint);
        }
    }
}

/// The run with what was found, in ascending order, in the place of its text.
fn replace<'a>(run: Vec<Piece<'a>>, found: Vec<Found<'a>>) -> Vec<Piece<'a>> {
    let mut out = Vec::with_capacity(run.len() + found.len());
    let mut found = found.into_iter().peekable();
    // Up to where the bytes of the last one reach.
    let mut done = 0;
    for piece in run {
        let mut from = piece.range.start.max(done);
        let mut touched = from > piece.range.start;
        while let Some(next) = found.next_if(|next| piece.range.contains(&next.span.start)) {
            out.extend(rest(&piece, from, next.span.start));
            from = next.span.end;
            done = from;
            touched = true;
            out.push(Piece {
                node: next.node,
                range: next.span,
            });
        }
        if !touched {
            out.push(piece);
        } else if from < piece.range.end {
            out.extend(rest(&piece, from, piece.range.end));
        }
    }
    out
}

fn rest<'a>(piece: &Piece<'a>, from: usize, to: usize) -> Option<Piece<'a>> {
    piece
        .slice(from, to)
        .filter(|piece| !piece.range.is_empty())
}
