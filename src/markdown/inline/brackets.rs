//! [`Brackets`]: roles, the inline references of features, between brackets.
//!
//! The source is scanned by character; a bracket that is escaped or in code is text.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::base::diagnostic::Code;
use crate::document::body::Role;
use crate::markdown::report::Reporter;
use crate::markdown::token::{Token, TokenKind};

/// The hint on literal brackets at the end of each message.
const LITERAL: &str = "write `\\[` where brackets are meant";

/// The syntax that features add to Markdown: tasks and roles.
pub trait Syntax {
    /// Whether an item that begins with `[ ]` or `[x]` is a task.
    fn has_tasks(&self) -> bool;

    /// Whether a text may hold a role, by a quick scan.
    fn may_hold_role(&self, text: &str) -> bool;

    /// Whether the label of a reference link without a definition belongs to a role.
    fn is_role_label(&self, label: &str) -> bool;

    /// Adds the role that begins with the opening bracket at `at`. Returns the index after the
    /// role; `None` if there is no role.
    fn take_role(&self, brackets: &mut Brackets<'_, '_>, at: usize) -> Option<usize>;

    /// Reports a role that is interrupted by an element such as emphasis: its opening bracket is
    /// before the element, its text from `from` to the closing bracket at `close` after it.
    fn report_interrupted_role(&self, brackets: &Brackets<'_, '_>, from: usize, close: usize);
}

/// Markdown without features.
pub struct NoExtension;

impl Syntax for NoExtension {
    fn has_tasks(&self) -> bool {
        false
    }

    fn may_hold_role(&self, _: &str) -> bool {
        false
    }

    fn is_role_label(&self, _: &str) -> bool {
        false
    }

    fn take_role(&self, _: &mut Brackets<'_, '_>, _: usize) -> Option<usize> {
        None
    }

    fn report_interrupted_role(&self, _: &Brackets<'_, '_>, _: usize, _: usize) {}
}

/// A character of the text and its bytes in the source.
#[derive(Clone, Copy, Debug)]
pub struct Glyph {
    /// The character.
    pub character: char,
    start: usize,
    end: usize,
    /// Whether the source has the character itself, neither escaped nor as an entity.
    pub is_plain: bool,
}

/// A role and its bytes in the source.
struct FoundRole {
    role: Role,
    span: Range<usize>,
}

/// Replaces the text of roles by roles. `may_hold_button` says whether roles in the run may become
/// buttons.
pub fn apply<'a>(
    source: &'a str,
    run: Vec<Token<'a>>,
    may_hold_button: bool,
    reporter: &Reporter<'_>,
    syntax: &dyn Syntax,
) -> Vec<Token<'a>> {
    let mut found = Vec::new();
    let mut links = 0usize;
    let mut index = 0;
    let mut is_open = false;
    while index < run.len() {
        match &run[index].kind {
            TokenKind::Event(Event::Start(Tag::Link { .. })) => links += 1,
            TokenKind::Event(Event::End(TagEnd::Link)) => links = links.saturating_sub(1),
            TokenKind::Event(Event::Text(_)) => {
                let (next, glyphs) = glyphs_from(source, &run, index);
                let mut brackets = Brackets {
                    glyphs: &glyphs,
                    in_link: links > 0,
                    may_hold_button,
                    is_open,
                    reporter,
                    found: Vec::new(),
                };
                brackets.scan(syntax);
                is_open = brackets.is_open;
                found.append(&mut brackets.found);
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

/// The characters of consecutive text tokens and soft breaks from `first` on, preceded by the index
/// of the token after them.
fn glyphs_from(source: &str, run: &[Token<'_>], first: usize) -> (usize, Vec<Glyph>) {
    let mut glyphs = Vec::new();
    let mut next = first;
    while let Some(token) = run.get(next) {
        let Range { start, end } = token.range;
        match &token.kind {
            TokenKind::Event(Event::Text(text)) => {
                let before = next.checked_sub(1).map_or(0, |at| run[at].range.end);
                let escaped = start > before && source[..start].ends_with('\\');
                let verbatim = token.is_verbatim(source);
                glyphs.extend(text.char_indices().map(|(at, character)| Glyph {
                    character: visible(character),
                    start: if verbatim { start + at } else { start },
                    end: if verbatim { start + at + character.len_utf8() } else { end },
                    is_plain: verbatim && !(escaped && at == 0),
                }));
            }
            TokenKind::Event(Event::SoftBreak) => {
                glyphs.push(Glyph { character: ' ', start, end, is_plain: false });
            }
            _ => break,
        }
        next += 1;
    }
    (next, glyphs)
}

/// Replaces noncharacters, which the program uses as delimiters.
fn visible(character: char) -> char {
    if ('\u{fdd0}'..='\u{fdef}').contains(&character) {
        char::REPLACEMENT_CHARACTER
    } else {
        character
    }
}

/// The text of glyphs, trimmed, with each run of white space collapsed to one space.
fn text(glyphs: &[Glyph]) -> String {
    let text: String = glyphs.iter().map(|glyph| glyph.character).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The bytes of glyphs in the source.
fn span(glyphs: &[Glyph]) -> Range<usize> {
    let start = glyphs.first().map_or(0, |glyph| glyph.start);
    start..glyphs.last().map_or(start, |glyph| glyph.end)
}

/// The text between two elements of a run, which is scanned for brackets.
pub struct Brackets<'g, 'r> {
    /// The characters of the text.
    pub glyphs: &'g [Glyph],
    /// Whether the text is inside a link.
    pub in_link: bool,
    /// Whether roles in the text may become buttons.
    pub may_hold_button: bool,
    /// Whether a bracket before the text was opened and not closed.
    pub is_open: bool,
    reporter: &'r Reporter<'r>,
    found: Vec<FoundRole>,
}

impl Brackets<'_, '_> {
    fn scan(&mut self, syntax: &dyn Syntax) {
        let mut at = 0;
        let mut from = 0;
        while at < self.glyphs.len() {
            let next = if self.is(at, '[') {
                syntax.take_role(self, at)
            } else {
                if self.is(at, ']') && std::mem::take(&mut self.is_open) {
                    syntax.report_interrupted_role(self, from, at);
                }
                None
            };
            if let Some(next) = next {
                from = next;
            }
            at = next.unwrap_or(at + 1);
        }
    }

    /// Whether the source has this character at `at`, not escaped.
    pub fn is(&self, at: usize, character: char) -> bool {
        self.glyphs.get(at).is_some_and(|glyph| glyph.is_plain && glyph.character == character)
    }

    /// Replaces glyphs by a role.
    pub fn put(&mut self, role: Role, glyphs: Range<usize>) {
        let span = span(&self.glyphs[glyphs]);
        self.found.push(FoundRole { role, span });
    }

    /// The text of glyphs, trimmed, with each run of white space collapsed to one space.
    pub fn text(&self, glyphs: Range<usize>) -> String {
        text(self.glyphs.get(glyphs).unwrap_or_default())
    }

    /// Reports an error about glyphs.
    pub fn error(&self, message: &str, glyphs: Range<usize>, hint: &str) {
        self.reporter.error(
            Code::InvalidReference,
            message,
            Some(span(&self.glyphs[glyphs])),
            |d| d.hint(hint).hint(LITERAL),
        );
    }
}

/// The run with roles in place of their text. `found` is in ascending order.
fn replace(run: Vec<Token<'_>>, found: Vec<FoundRole>) -> Vec<Token<'_>> {
    let mut out = Vec::with_capacity(run.len() + found.len());
    let mut found = found.into_iter().peekable();
    // The end of the last role in the source.
    let mut done = 0;
    for token in run {
        let mut from = token.range.start.max(done);
        let mut touched = from > token.range.start;
        while let Some(next) = found.next_if(|next| token.range.contains(&next.span.start)) {
            out.extend(rest(&token, from, next.span.start));
            from = next.span.end;
            done = from;
            touched = true;
            out.push(Token { kind: TokenKind::Role(Arc::new(next.role)), range: next.span });
        }
        if !touched {
            out.push(token);
        } else if from < token.range.end {
            out.extend(rest(&token, from, token.range.end));
        }
    }
    out
}

fn rest<'a>(token: &Token<'a>, from: usize, to: usize) -> Option<Token<'a>> {
    token.slice(from, to).filter(|token| !token.range.is_empty())
}
