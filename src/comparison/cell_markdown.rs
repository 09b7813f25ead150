//! The cells of a comparison as Markdown for tables of other tools: one line as its author wrote
//! it, with a slot for each destination, since a relative one leads elsewhere from another file.
//! Citations stay as they are, because their syntax is Pandoc's.

use crate::markdown::token::{Event, LinkType, Tag};

use crate::document::body::{Document, LinkKind, LinkRef, Located, Reference, Slot, SourceSpan};
use crate::markdown::token::{Token, TokenKind, element_len};

/// Writes the tokens of a cell as one line of Markdown.
pub fn write(source: &str, tokens: &[Token<'_>]) -> Document {
    let mut writer = CellWriter {
        source,
        document: Document::default(),
        offset: tokens.first().map_or(0, |token| token.range.start),
    };
    writer.tokens(tokens);
    writer.copy_to(tokens.iter().map(|token| token.range.end).max().unwrap_or(0));
    writer.document
}

struct CellWriter<'s> {
    source: &'s str,
    document: Document,
    /// The byte of the source up to which everything was written or left out.
    offset: usize,
}

impl CellWriter<'_> {
    fn tokens(&mut self, tokens: &[Token<'_>]) {
        let mut index = 0;
        while let Some(token) = tokens.get(index) {
            let span = &token.range;
            let mut next = index + 1;
            match &token.kind {
                TokenKind::Event(Event::Start(Tag::Link { link_type, dest_url, .. }))
                    if !matches!(link_type, LinkType::Autolink | LinkType::Email) =>
                {
                    next = index + element_len(&tokens[index..]);
                    self.reference("[", &tokens[index..next], dest_url, LinkKind::Link);
                }
                TokenKind::Event(Event::Start(Tag::Image { dest_url, .. })) => {
                    next = index + element_len(&tokens[index..]);
                    self.reference("![", &tokens[index..next], dest_url, LinkKind::Image);
                }
                // Few tools know marks; all know strong words.
                TokenKind::Mark | TokenKind::MarkEnd => self.replace(span.start, span.end, "**"),
                TokenKind::Event(Event::HardBreak) => self.replace(span.start, span.end, "<br>"),
                // Other tools know no roles. A role without text stays as it was written.
                TokenKind::Role(role) if !role.text.is_empty() => {
                    self.replace(span.start, span.end, &role.text.replace('|', "\\|"));
                }
                // The text of the footnote stands outside the table.
                TokenKind::Event(Event::FootnoteReference(_)) => {
                    self.replace(span.start, span.end, "");
                }
                _ => {}
            }
            index = next;
        }
    }

    /// Writes a link or an image, however it was written, as `[text](` slot `)`.
    fn reference(&mut self, open: &str, element: &[Token<'_>], destination: &str, kind: LinkKind) {
        let span = element[0].range.clone();
        self.copy_to(span.start);
        self.document.html.push_str(open);
        let inner = element.get(1..element.len().saturating_sub(1)).unwrap_or_default();
        if let (Some(first), Some(last)) =
            (inner.first(), inner.iter().map(|token| token.range.end).max())
        {
            self.offset = first.range.start;
            self.tokens(inner);
            self.copy_to(last);
        }
        self.document.html.push_str("](");
        self.document.slots.push(Slot {
            at: self.document.html.len(),
            link: Located {
                reference: Reference::Link(LinkRef { destination: destination.to_owned(), kind }),
                span: SourceSpan(span.clone()),
            },
        });
        self.document.html.push(')');
        self.offset = span.end;
    }

    fn replace(&mut self, start: usize, end: usize, replacement: &str) {
        self.copy_to(start);
        self.document.html.push_str(replacement);
        self.offset = self.offset.max(end);
    }

    /// Copies the source up to a byte, with line ends as spaces and bars escaped, since either
    /// would end the cell.
    fn copy_to(&mut self, end: usize) {
        let text = self.source.get(self.offset..end).unwrap_or_default();
        let mut is_escaped = false;
        for c in text.chars() {
            match c {
                '\n' if self.document.html.ends_with(' ') => {}
                '\n' => self.document.html.push(' '),
                ' ' if self.document.html.ends_with(' ') => {}
                '|' if !is_escaped => self.document.html.push_str("\\|"),
                c => self.document.html.push(c),
            }
            is_escaped = c == '\\' && !is_escaped;
        }
        self.offset = self.offset.max(end);
    }
}
