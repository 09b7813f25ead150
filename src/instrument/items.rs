//! Finds statements and open questions: the items of numbered lists.

use std::ops::Range;

use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::paths::{Anchor, slugify};
use crate::base::suggest::nearest;
use crate::instrument::declaration::{QUESTION, STATEMENT};
use crate::instrument::keys::LabelKeys;
use crate::instrument::model::{Question, Statement};
use crate::markdown::attributes::Attributes;
use crate::markdown::parsed_body::ParsedBody;
use crate::markdown::report::Reporter;
use crate::markdown::sections::Section;
use crate::markdown::token::{
    Event, Tag, Token, TokenKind, element_len, is_inline, one_line, plain_text, start_tag,
};
use crate::markdown::work;
use crate::markdown::write::writer::Writer;

/// The height in lines of a field whose author gave none.
const DEFAULT_LINES: usize = 3;
/// The greatest height of a field in lines.
const MAX_LINES: usize = 40;
/// How many words of a question its generated id may have.
const MAX_ID_WORDS: usize = 4;

/// An item of a numbered list.
pub(super) struct ListItem {
    /// The token that starts the item.
    at: usize,
    number: usize,
    label: Range<usize>,
    more: Range<usize>,
}

impl ListItem {
    /// Writes a statement of a dimension.
    pub(super) fn write_statement(&self, writer: &mut Writer<'_, '_>) -> Statement {
        writer.is_cut = writer.is_cut || !writer.has_steps_left(work::OF_STATEMENT);
        let page = InstrumentBody::of(writer);
        let attributes = page.body.attributes.get(&self.at);
        page.refuse_attributes(attributes, &["reverse"], &[]);
        if page.body.tokens[self.more.clone()].iter().any(Token::opens) {
            let message = "a statement must be one paragraph";
            page.error(Code::InvalidInstrument, &self.more, message, |d| {
                d.hint("move the explanation above the list")
            });
        }
        let generate = || {
            let text = one_line(&plain_text(&page.body.tokens[self.label.clone()]));
            page.unused_id(Anchor::authorable(&text, STATEMENT.word).as_str())
        };
        let id = page.id(self, attributes, STATEMENT.word, generate);
        let flags = attributes.map_or(&[][..], |attributes| &attributes.flags);
        writer.anchors.push(id.clone());
        writer.record_listed_id(STATEMENT, self.at, &id);
        Statement {
            id,
            label: writer.capture_block(self.label.clone()),
            text: writer.text_of(&self.label),
            reverse: flags.iter().any(|flag| flag.value == "reverse"),
        }
    }

    /// Writes an open question.
    pub(super) fn write_question(&self, writer: &mut Writer<'_, '_>) -> Question {
        let (id, lines) = InstrumentBody::of(writer).question(self);
        writer.anchors.push(id.clone());
        writer.record_listed_id(QUESTION, self.at, &id);
        Question {
            field: writer.ids.unique(&Anchor::raw(&format!("{id}-field"))),
            id,
            number: self.number,
            label: writer.capture_block(self.label.clone()),
            text: writer.text_of(&self.label),
            more: writer.capture_block(self.more.clone()),
            lines,
        }
    }
}

/// Whether a token shows nothing: white space, or the end of a line.
fn is_blank(token: &Token<'_>) -> bool {
    match &token.kind {
        TokenKind::Event(Event::Text(text)) => text.trim().is_empty(),
        TokenKind::Event(event) => matches!(event, Event::SoftBreak | Event::HardBreak),
        _ => false,
    }
}

/// The body of a page in which an instrument is looked for.
#[derive(Clone, Copy)]
pub(super) struct InstrumentBody<'p, 'a> {
    pub(super) body: &'p ParsedBody<'a>,
    pub(super) reporter: &'p Reporter<'p>,
}

impl<'p, 'a> InstrumentBody<'p, 'a> {
    /// The body that is being written.
    pub(super) fn of(writer: &Writer<'p, 'a>) -> Self {
        Self { body: writer.parsed, reporter: writer.reporter }
    }

    /// The introduction and the statements in the section of a dimension.
    pub(super) fn statements(
        self,
        section: &Section,
        keys: &LabelKeys,
    ) -> (Range<usize>, Vec<ListItem>) {
        let first = section.blocks.iter().position(|block| self.is_numbered(block));
        let first = first.unwrap_or(section.blocks.len());
        let intro_end = section.blocks.get(first).map_or(section.end, |list| list.start);
        let mut items = Vec::new();
        for block in &section.blocks[first..] {
            if self.is_numbered(block) {
                items.extend(self.items(block));
            } else {
                let message = format!(
                    "there is text below the statements of the dimension `{}`",
                    keys.id.value
                );
                self.error(Code::InvalidInstrument, block, message, |d| {
                    d.hint("move it above them, or below a separate heading")
                });
            }
        }
        (section.heading.end..intro_end, items)
    }

    /// The lists of open questions in a section. A list without any id is a plain list.
    pub(super) fn question_lists(self, section: &Section) -> Vec<Range<usize>> {
        let lists = section.blocks.iter().filter(|block| self.is_numbered(block));
        let has_ids = |list: &&Range<usize>| self.items(list).iter().any(|i| self.names_id(i));
        lists.filter(has_ids).cloned().collect()
    }

    /// Reports that the items of the first numbered list of a section have no ids, which the author
    /// of a worksheet has probably forgotten. Returns whether there is such a list.
    pub(super) fn refuse_questions(self, section: &Section) -> bool {
        let list = section.blocks.iter().find(|block| self.is_numbered(block));
        let items = list.map(|list| self.items(list));
        items.iter().flatten().for_each(|item| drop(self.question(item)));
        items.is_some()
    }

    /// The id of a question and the height of its field. Reports what is wrong with its attributes.
    fn question(self, item: &ListItem) -> (Anchor, usize) {
        let attributes = self.body.attributes.get(&item.at);
        self.refuse_attributes(attributes, &[], &["lines"]);
        let generate = || {
            let text = one_line(&plain_text(&self.body.tokens[item.label.clone()]));
            let slug = slugify(&text);
            let words: Vec<&str> = slug.split('-').filter(|word| !word.is_empty()).collect();
            let id = words[..words.len().min(MAX_ID_WORDS)].join("-");
            self.unused_id(if id.is_empty() { QUESTION.word } else { &id })
        };
        (self.id(item, attributes, QUESTION.word, generate), self.lines(attributes))
    }

    fn names_id(self, item: &ListItem) -> bool {
        self.body.names_id(item.at)
    }

    fn lines(self, attributes: Option<&Attributes>) -> usize {
        let pairs = attributes.map_or(&[][..], |attributes| &attributes.pairs);
        let Some((_, value)) = pairs.iter().find(|(key, _)| key.value == "lines") else {
            return DEFAULT_LINES;
        };
        let lines = value.value.parse().ok();
        lines.filter(|lines| (1..=MAX_LINES).contains(lines)).unwrap_or_else(|| {
            let message = format!("`lines` must be a number from 1 to {MAX_LINES}");
            let span = Some(value.span.clone());
            self.reporter.error(Code::InvalidAttributes, message, span, |d| {
                d.hint("write the height of the field, such as `lines=4`")
            });
            DEFAULT_LINES
        })
    }

    /// Reports statements that stand below no dimension.
    pub(super) fn refuse_statements(self, section: &Section, dimensions: &[LabelKeys]) {
        let ids = || dimensions.iter().map(|dimension| dimension.id.value.as_str());
        // Where none could be read, that is reported.
        let numbered = |block: &&Range<usize>| !dimensions.is_empty() && self.is_numbered(block);
        for block in section.blocks.iter().filter(numbered) {
            let items = self.items(block);
            let Some(first) = items.iter().find(|item| self.names_id(item)) else {
                continue;
            };
            let message = "this statement belongs to no dimension";
            let heading = section.id.as_ref();
            let suggestion = heading.and_then(|id| nearest(id.as_str(), ids()));
            self.error(Code::InvalidInstrument, &first.label, message, |d| {
                if let Some(id) = suggestion {
                    d.hint(format!("did you mean the id `{id}` for the heading above?"))
                } else {
                    let all: Vec<String> = ids().map(|id| format!("`{id}`")).collect();
                    d.hint(format!(
                        "move it below a heading whose id is a dimension: {}",
                        all.join(", ")
                    ))
                }
            });
        }
    }

    /// Whether a block is a numbered list without tasks.
    fn is_numbered(self, block: &Range<usize>) -> bool {
        let tag = self.body.tokens.get(block.start).and_then(start_tag);
        matches!(tag, Some(Tag::List(Some(_)))) && !self.body.task_lists.contains(&block.start)
    }

    /// The items of a numbered list.
    pub(super) fn items(self, list: &Range<usize>) -> Vec<ListItem> {
        let tokens = &self.body.tokens;
        let first = match start_tag(&tokens[list.start]) {
            Some(Tag::List(Some(first))) => usize::try_from(*first).unwrap_or(1),
            _ => 1,
        };
        let mut items = Vec::new();
        let mut at = list.start + 1;
        while at + 1 < list.end {
            let end = at + element_len(&tokens[at..]).max(1);
            let inner = at + 1..end.saturating_sub(1).max(at + 1);
            let (label, more) = self.label(inner);
            items.push(ListItem { at, number: first.saturating_add(items.len()), label, more });
            at = end;
        }
        items
    }

    /// The tokens of the text at the start of an item, without the paragraph around it, and of the
    /// rest.
    fn label(self, inner: Range<usize>) -> (Range<usize>, Range<usize>) {
        let tokens = &self.body.tokens;
        if let Some(Tag::Paragraph) = tokens.get(inner.start).and_then(start_tag) {
            let end = inner.start + element_len(&tokens[inner.start..]);
            return (inner.start + 1..end - 1, end..inner.end);
        }
        let is_text = |at: &usize| match &tokens[*at].kind {
            TokenKind::Event(event) => is_inline(event),
            _ => true,
        };
        let end = inner.clone().find(|at| !is_text(at)).unwrap_or(inner.end);
        (inner.start..end, end..inner.end)
    }

    /// The id of an item, which must be written, since answers are saved under it. Reports one that
    /// is missing, and returns a generated one.
    fn id(
        self,
        item: &ListItem,
        attributes: Option<&Attributes>,
        noun: &str,
        generate: impl FnOnce() -> Anchor,
    ) -> Anchor {
        let has_text = self.body.tokens[item.label.clone()].iter().any(|token| !is_blank(token));
        if !has_text {
            let message = format!("this {noun} has no text");
            self.error(Code::InvalidInstrument, &(item.at..item.at + 1), message, |d| {
                d.hint("write it at the beginning of the item, and the id after it: `1. … {#id}`")
            });
        }
        if let Some(id) = attributes.and_then(|attributes| attributes.id.as_ref()) {
            return id.value.clone();
        }
        let generated = generate();
        // An invalid id was reported when attributes were read.
        if has_text && !self.names_id(item) {
            let message = format!("this {noun} has no id");
            self.error(Code::MissingId, &item.label, message, |d| {
                d.hint(format!(
                    "write one at its end, such as `{{#{generated}}}`: answers are stored under \
                     it, so you can reword the text"
                ))
            });
        }
        generated
    }

    /// An id that nothing on the page has: the given one, else that with a number.
    fn unused_id(self, id: &str) -> Anchor {
        let ids = &self.body.ids;
        let numbered = (2..).map(|number| Anchor::raw(&format!("{id}-{number}")));
        let mut all = std::iter::once(Anchor::raw(id)).chain(numbered);
        all.find(|id| !ids.is_taken(id)).unwrap_or_else(|| Anchor::raw(id))
    }

    /// Reports flags that are not in `flags` and pairs whose keys are not in `pairs`.
    fn refuse_attributes(self, attributes: Option<&Attributes>, flags: &[&str], pairs: &[&str]) {
        let Some(attributes) = attributes else {
            return;
        };
        let given = attributes.flags.iter().map(|flag| (flag, flags));
        let given = given.chain(attributes.pairs.iter().map(|(key, _)| (key, pairs)));
        for (word, known) in given {
            if known.contains(&word.value.as_str()) {
                continue;
            }
            let message = format!("`{}` has no meaning here", word.value);
            let span = Some(word.span.clone());
            self.reporter.error(Code::InvalidAttributes, message, span, |d| {
                let all = flags.iter().chain(pairs).copied();
                match nearest(&word.value, all) {
                    None => d.hint("remove it"),
                    near => d.did_you_mean(near),
                }
            });
        }
    }

    /// Reports an error at a range of tokens.
    pub(super) fn error(
        self,
        code: Code,
        at: &Range<usize>,
        message: impl Into<String>,
        complete: impl FnOnce(Diagnostic) -> Diagnostic,
    ) {
        let span = self.body.span_of(at);
        // The first line is enough to see what is meant.
        let line = self.body.source.get(span.clone()).and_then(|text| text.lines().next());
        let line = line.unwrap_or_default();
        let span = span.start..span.start + line.trim_end().len();
        self.reporter.error(code, message, Some(span), complete);
    }
}
