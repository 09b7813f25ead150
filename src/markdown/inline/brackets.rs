//! [`Brackets`]: roles, the inline references of features, between brackets.
//!
//! The source is scanned by character; a bracket that is escaped or in code is text.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::base::diagnostic::Code;
use crate::base::marks::unmarked;
use crate::document::body::Role;
use crate::markdown::inline::text_span::{Replacement, replace};
use crate::markdown::raw_html::RawCode;
use crate::markdown::report::Reporter;
use crate::markdown::token::{Token, TokenKind, one_line};

/// The hint on literal brackets at the end of each message.
const LITERAL: &str = "for a literal bracket write `\\[`";

/// The syntax that features add to Markdown: tasks and roles.
pub trait Syntax {
    /// Whether an item that begins with `[ ]` or `[x]` is a task.
    fn has_tasks(&self) -> bool {
        false
    }

    /// Whether a text may hold a role, by a quick scan.
    fn may_hold_role(&self, _text: &str) -> bool {
        false
    }

    /// Whether the label of a reference link without a definition belongs to a role.
    fn is_role_label(&self, _label: &str) -> bool {
        false
    }

    /// Adds the role that begins with the opening bracket at `at`. Returns the index after the
    /// role; `None` if there is no role.
    fn take_role(&self, _brackets: &mut Brackets<'_, '_>, _at: usize) -> Option<usize> {
        None
    }

    /// Reports a role that is interrupted by an element such as emphasis: its opening bracket is
    /// before the element, its text from `from` to the closing bracket at `close` after it.
    fn report_interrupted_role(&self, _brackets: &Brackets<'_, '_>, _from: usize, _close: usize) {}
}

/// Markdown without features.
pub struct NoExtension;

impl Syntax for NoExtension {}

/// A character of the text and its bytes in the source.
#[derive(Clone, Copy, Debug)]
pub struct Glyph {
    /// The character.
    pub character: char,
    start: usize,
    end: usize,
    /// Whether the source has the character itself, neither escaped nor as an entity.
    pub is_plain: bool,
    /// Whether it is smart punctuation: the source has `'`, `--` or the like in its place.
    is_smart: bool,
}

/// Replaces the text of roles by roles, but not in raw code. `may_hold_button` says whether roles in the run may become
/// buttons.
pub fn apply<'a>(
    source: &'a str,
    run: Vec<Token<'a>>,
    raw_code: &RawCode,
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
            TokenKind::Event(Event::Text(_)) if !raw_code.holds(&run[index].range) => {
                let (next, glyphs) = glyphs_from(source, &run, index);
                let mut brackets = Brackets {
                    source,
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
                let is_smart = source[start..end].bytes().all(|byte| b"'\"-.".contains(&byte));
                glyphs.extend(text.char_indices().map(|(at, character)| Glyph {
                    character: unmarked(character),
                    start: if verbatim { start + at } else { start },
                    end: if verbatim { start + at + character.len_utf8() } else { end },
                    is_plain: verbatim && !(escaped && at == 0),
                    is_smart: !verbatim && is_smart,
                }));
            }
            TokenKind::Event(Event::SoftBreak) => {
                glyphs.push(Glyph { character: ' ', start, end, is_plain: false, is_smart: false });
            }
            _ => break,
        }
        next += 1;
    }
    (next, glyphs)
}

/// The text of glyphs, trimmed, with each run of white space collapsed to one space.
fn text(glyphs: &[Glyph]) -> String {
    one_line(&glyphs.iter().map(|glyph| glyph.character).collect::<String>())
}

/// The bytes of glyphs in the source.
fn span(glyphs: &[Glyph]) -> Range<usize> {
    let start = glyphs.first().map_or(0, |glyph| glyph.start);
    start..glyphs.last().map_or(start, |glyph| glyph.end)
}

/// The text between two elements of a run, which is scanned for brackets.
pub struct Brackets<'g, 'r> {
    source: &'g str,
    /// The characters of the text.
    pub glyphs: &'g [Glyph],
    /// Whether the text is inside a link.
    pub in_link: bool,
    /// Whether roles in the text may become buttons.
    pub may_hold_button: bool,
    /// Whether a bracket before the text was opened and not closed.
    pub is_open: bool,
    reporter: &'r Reporter<'r>,
    found: Vec<Replacement<'static>>,
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

    /// The character at `at`, unless it is escaped or an entity.
    pub fn written_char(&self, at: usize) -> Option<char> {
        let glyph = self.glyphs.get(at)?;
        (glyph.is_plain || glyph.is_smart).then_some(glyph.character)
    }

    /// Glyphs as the source has them, before smart punctuation.
    pub fn written(&self, glyphs: Range<usize>) -> String {
        let glyphs = self.glyphs.get(glyphs).unwrap_or_default();
        self.source[span(glyphs)].chars().map(unmarked).collect()
    }

    /// Replaces glyphs by a role.
    pub fn put(&mut self, role: Role, glyphs: Range<usize>) {
        let span = span(&self.glyphs[glyphs]);
        let token = Token { kind: TokenKind::Role(Arc::new(role)), range: span.clone() };
        self.found.push((span, vec![token]));
    }

    /// The text of glyphs, trimmed, with each run of white space collapsed to one space.
    pub fn text(&self, glyphs: Range<usize>) -> String {
        text(self.glyphs.get(glyphs).unwrap_or_default())
    }

    /// Reports an error about glyphs.
    pub fn error(&self, message: &str, glyphs: Range<usize>, hint: &str) {
        let span = span(&self.glyphs[glyphs]);
        self.reporter
            .error(Code::InvalidReference, message, Some(span), |d| d.hint(hint).hint(LITERAL));
    }
}
