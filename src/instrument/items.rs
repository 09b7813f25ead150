//! Finds statements and open questions: the items of numbered lists.

use std::ops::Range;

use crate::instrument::declaration::{QUESTION, STATEMENT};
use crate::markdown::token::Tag;

use crate::base::diagnostic::Code;
use crate::base::paths::{Anchor, slugify};
use crate::base::suggest::nearest;
use crate::instrument::keys::MeasureKeys;
use crate::instrument::plan::{
    DimensionPlan, InstrumentPlan, InstrumentPlanner, QuestionPlan, StatementPlan,
};
use crate::markdown::attributes::Attributes;
use crate::markdown::sections::Section;
use crate::markdown::token::{Token, TokenKind, element_len, is_inline, start_tag};

/// The height in lines of a field whose author gave none.
const DEFAULT_LINES: usize = 3;
/// The greatest height of a field in lines.
const MAX_LINES: usize = 40;
/// How many words of a question its generated id may have.
const MAX_ID_WORDS: usize = 4;

/// An item of a numbered list.
struct ListItem {
    /// The token that starts the item.
    at: usize,
    number: usize,
    label: Range<usize>,
    more: Range<usize>,
}

impl InstrumentPlanner<'_, '_> {
    /// Plans the section of a dimension: a heading, its introduction and its statements.
    pub(super) fn dimension(
        &self,
        section: &Section,
        number: usize,
        keys: &MeasureKeys,
    ) -> DimensionPlan {
        let first = section.blocks.iter().position(|block| self.is_numbered(block));
        let first = first.unwrap_or(section.blocks.len());
        let intro_end = section.blocks.get(first).map_or(section.end, |list| list.start);
        let mut statements = Vec::new();
        for block in &section.blocks[first..] {
            if self.is_numbered(block) {
                for item in self.items(block) {
                    let plan = self.statement(&item, keys, statements.len());
                    statements.push(plan);
                }
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
        DimensionPlan {
            number,
            heading: section.heading.clone(),
            intro: section.heading.end..intro_end,
            statements,
            end: section.end,
        }
    }

    fn statement(&self, item: &ListItem, keys: &MeasureKeys, before: usize) -> StatementPlan {
        let attributes = self.body.attributes.get(&item.at);
        self.refuse_attributes(attributes, &["reverse"], &[]);
        if self.body.tokens[item.more.clone()].iter().any(Token::opens) {
            self.error(
                Code::InvalidInstrument,
                &item.more,
                "a statement must be one paragraph",
                |d| d.hint("move the explanation above the list"),
            );
        }
        let generate = || self.unused_id(&format!("{}-{}", keys.id.value, before + 1));
        let flags = attributes.map_or(&[][..], |attributes| &attributes.flags);
        StatementPlan {
            at: item.at,
            id: self.id(item, attributes, STATEMENT.word, generate),
            label: item.label.clone(),
            reverse: flags.iter().any(|flag| flag.value == "reverse"),
        }
    }

    /// Finds the lists of open questions in a section. Returns whether there are any.
    pub(super) fn questions(
        &self,
        section: &Section,
        is_worksheet: bool,
        plan: &mut InstrumentPlan,
    ) -> bool {
        let mut found = false;
        for block in section.blocks.iter().filter(|block| self.is_numbered(block)) {
            let items = self.items(block);
            // A list without any id is a plain list.
            if !items.iter().any(|item| self.body.names_id(item.at)) {
                continue;
            }
            found = true;
            let plans = items.iter().map(|item| self.question(item)).collect();
            plan.questions.push((block.clone(), plans));
        }
        let mut lists = section.blocks.iter().filter(|block| self.is_numbered(block));
        if is_worksheet
            && !found
            && let Some(list) = lists.next()
        {
            // The author of a worksheet has probably forgotten the ids: each is reported.
            self.items(list).iter().for_each(|item| drop(self.question(item)));
            return true;
        }
        found
    }

    fn question(&self, item: &ListItem) -> QuestionPlan {
        let attributes = self.body.attributes.get(&item.at);
        self.refuse_attributes(attributes, &[], &["lines"]);
        let generate = || {
            let slug = slugify(&self.text(&item.label));
            let words: Vec<&str> = slug.split('-').filter(|word| !word.is_empty()).collect();
            let id = words[..words.len().min(MAX_ID_WORDS)].join("-");
            self.unused_id(if id.is_empty() { QUESTION.word } else { &id })
        };
        QuestionPlan {
            at: item.at,
            id: self.id(item, attributes, QUESTION.word, generate),
            number: item.number,
            label: item.label.clone(),
            more: item.more.clone(),
            lines: self.lines(attributes),
        }
    }

    fn lines(&self, attributes: Option<&Attributes>) -> usize {
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
    pub(super) fn refuse_statements(&self, section: &Section, dimensions: &[MeasureKeys]) {
        let ids = || dimensions.iter().map(|dimension| dimension.id.value.as_str());
        for block in section.blocks.iter().filter(|block| self.is_numbered(block)) {
            let items = self.items(block);
            let Some(first) = items.iter().find(|item| self.body.names_id(item.at)) else {
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
    pub(super) fn is_numbered(&self, block: &Range<usize>) -> bool {
        let tag = self.body.tokens.get(block.start).and_then(start_tag);
        matches!(tag, Some(Tag::List(Some(_)))) && !self.body.task_lists.contains(&block.start)
    }

    /// The items of a numbered list.
    fn items(&self, list: &Range<usize>) -> Vec<ListItem> {
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
    fn label(&self, inner: Range<usize>) -> (Range<usize>, Range<usize>) {
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
        &self,
        item: &ListItem,
        attributes: Option<&Attributes>,
        noun: &str,
        generate: impl FnOnce() -> Anchor,
    ) -> Anchor {
        if let Some(id) = attributes.and_then(|attributes| attributes.id.as_ref()) {
            return id.value.clone();
        }
        let generated = generate();
        // An invalid id was reported when attributes were read.
        if !self.body.names_id(item.at) {
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
    fn unused_id(&self, id: &str) -> Anchor {
        let ids = &self.body.ids;
        let numbered = (2..).map(|number| Anchor::raw(&format!("{id}-{number}")));
        let mut all = std::iter::once(Anchor::raw(id)).chain(numbered);
        all.find(|id| !ids.is_taken(id)).unwrap_or_else(|| Anchor::raw(id))
    }

    /// Reports flags that are not in `flags` and pairs whose keys are not in `pairs`.
    fn refuse_attributes(&self, attributes: Option<&Attributes>, flags: &[&str], pairs: &[&str]) {
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
                d.did_you_mean(nearest(&word.value, all))
            });
        }
    }
}
