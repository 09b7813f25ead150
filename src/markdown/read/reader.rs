//! [`TokenReader`]: builds a [`ParsedBody`] from the events of the Markdown parser.

use std::borrow::Cow;
use std::cell::RefCell;
use std::ops::Range;

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use crate::base::diagnostic::{Code, Severity};
use crate::base::paths::Anchor;
use crate::data::value::Spanned;
use crate::markdown::attributes::{AttributeProblem, Attributes};
use crate::markdown::ids::IdRefusal;
use crate::markdown::inline::brackets::Syntax;
use crate::markdown::inline::image_attributes::OwnerBlock;
use crate::markdown::inline::passes::{self, NeededPasses, TextRun};
use crate::markdown::inline::{attribute_block, image_attributes};
use crate::markdown::notes::{Definitions, UndefinedLabel, UndefinedLabels};
use crate::markdown::parsed_body::{NoteDefinition, ParsedBody, Task};
use crate::markdown::quotes::Quotes;
use crate::markdown::raw_html::{RawCode, RawHtml};
use crate::markdown::read::nesting::{QUOTE_DEPTH, QuoteNesting};
use crate::markdown::read::{alert, colons};
use crate::markdown::report::Reporter;
use crate::markdown::settings::MarkdownSettings;
use crate::markdown::token::{Token, TokenKind, is_inline, plain_text};
use crate::markdown::work::{self, WorkBudget};
use crate::markdown::{attributes, notes, words};

/// The extensions of Markdown that are read, and the time for it.
#[derive(Clone, Copy)]
pub struct Extensions<'r> {
    settings: &'r MarkdownSettings,
    work_budget: &'r WorkBudget,
    /// The inline passes that the text needs.
    needs: NeededPasses,
}

impl<'r> Extensions<'r> {
    /// All that the settings enable, for a page with this text.
    pub fn new(
        source: &str,
        settings: &'r MarkdownSettings,
        work_budget: &'r WorkBudget,
        syntax: &dyn Syntax,
    ) -> Self {
        Self { settings, work_budget, needs: NeededPasses::of(source, syntax) }
    }

    fn options(&self) -> Options {
        let mut options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_GFM
            | Options::ENABLE_DEFINITION_LIST;
        let smart = self.settings.markdown.smart_punctuation;
        options.set(Options::ENABLE_SMART_PUNCTUATION, smart);
        options
    }
}

/// Builds a [`ParsedBody`] event by event; at the end of each run of text it applies the inline
/// passes.
pub struct TokenReader<'a, 'r> {
    pub(super) source: &'a str,
    /// The source as the parser is given it, if it is another text of the same length.
    covered: Option<&'a str>,
    /// `None` for plain CommonMark.
    extensions: Option<Extensions<'r>>,
    definitions: &'r RefCell<Definitions>,
    pub(super) reporter: &'r Reporter<'r>,
    syntax: &'r dyn Syntax,
    pub(super) parsed: ParsedBody<'a>,
    undefined: UndefinedLabels,
    pub(super) raw_code: RawCode,
    /// The number of directives around the text that is read.
    pub(super) depth: usize,
    pub(super) open: Vec<UnclosedElement>,
    /// The index of the first token of the current run of text.
    run: Option<usize>,
    /// Whether the open paragraph is the label of a task, whose paragraph is not printed.
    pub(super) in_label: bool,
}

/// An element whose end event has not been read.
#[derive(Clone, Copy)]
pub(super) struct UnclosedElement {
    pub(super) end: TagEnd,
    /// The index of the token that starts the element.
    pub(super) at: usize,
}

/// The element that a run of text belongs to, with the index of the token that starts it.
pub(super) enum RunOwner {
    Heading(usize),
    Term(usize),
    Item(usize),
    Other,
}

impl<'a, 'r> TokenReader<'a, 'r> {
    /// A reader of the page with this source. Without `extensions` it is plain CommonMark.
    pub fn new(
        source: &'a str,
        extensions: Option<Extensions<'r>>,
        definitions: &'r RefCell<Definitions>,
        reporter: &'r Reporter<'r>,
        syntax: &'r dyn Syntax,
    ) -> Self {
        // Prose gives about one event for seven bytes.
        let tokens = Vec::with_capacity(source.len() / 8);
        Self {
            source,
            covered: None,
            extensions,
            definitions,
            reporter,
            syntax,
            parsed: ParsedBody { source, tokens, ..ParsedBody::default() },
            undefined: UndefinedLabels::default(),
            raw_code: RawCode::default(),
            depth: 0,
            open: Vec::new(),
            run: None,
            in_label: false,
        }
    }

    /// The reader of the same page, with another text of the same length for the parser.
    #[must_use]
    pub fn with_covered(mut self, covered: &'a Cow<'a, str>) -> Self {
        if let Cow::Owned(covered) = covered {
            self.covered = Some(covered);
        }
        self
    }

    /// Reads a text within the source: the body of the page, or that of a directive in it.
    pub fn text(&mut self, range: Range<usize>) {
        let Some(text) = self.source.get(range.clone()) else {
            return;
        };
        let outer = std::mem::take(&mut self.open);
        match self.extensions {
            Some(extensions) => self.markdown(text, range.start, extensions),
            None => {
                for (event, span) in Parser::new_ext(text, Options::empty()).into_offset_iter() {
                    self.event(event, span);
                }
            }
        }
        // Elements are still open if the work budget was used up.
        while let Some(open) = self.open.last() {
            self.event(Event::End(open.end), range.end..range.end);
        }
        self.end_run(false);
        self.open = outer;
    }

    fn markdown(&mut self, text: &'a str, start: usize, extensions: Extensions<'_>) {
        let (definitions, syntax) = (self.definitions, self.syntax);
        let undefined: RefCell<Vec<UndefinedLabel>> = RefCell::default();
        let find_definition = |link: BrokenLink<'a>| -> Option<(CowStr<'a>, CowStr<'a>)> {
            if let Some((destination, title)) = definitions.borrow().link(&link.reference) {
                return Some((destination.clone().into(), title.clone().into()));
            }
            // A label alone in brackets is text; with a second pair of brackets it is meant as a
            // link. A role may follow brackets, or another role.
            let is_meant = match link.link_type {
                LinkType::Reference => !syntax.is_role_label(&link.reference),
                kind => kind == LinkType::Collapsed,
            } && {
                let (before, reference) = (&text[..link.span.start], &text[link.span.clone()]);
                notes::reads_as_reference(before, reference, &link.reference)
            };
            let is_open =
                link.link_type == LinkType::Collapsed && text[link.span.end..].starts_with("[]");
            let end = link.span.end + if is_open { "[]".len() } else { 0 };
            undefined.borrow_mut().push(UndefinedLabel {
                label: link.reference.into_string(),
                span: start + link.span.start..start + end,
                is_meant,
            });
            None
        };
        let options = extensions.options();
        let covered = self.covered.and_then(|covered| covered.get(start..start + text.len()));
        let parser = Parser::new_with_broken_link_callback(
            covered.unwrap_or(text),
            options,
            Some(find_definition),
        );
        let links = parser.reference_definitions();
        definitions.borrow_mut().add_links(links, extensions.work_budget);
        let mut events = parser.into_offset_iter();
        let mut quotes = Quotes::new(&extensions.settings.strings.quotes);
        let mut nesting = QuoteNesting::default();
        self.parsed.is_cut |= extensions.work_budget.is_used_up();
        while !self.parsed.is_cut
            && let Some((event, range)) = events.next()
        {
            let steps = work::steps_of(&event);
            if nesting.keeps(&event, range.start) {
                let event = if covered.is_some() { colons::uncovered(event) } else { event };
                let event = quotes.localise(event, text, range.start);
                if let Event::Start(Tag::Link { link_type, id, .. }) = &event
                    && matches!(
                        link_type,
                        LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut
                    )
                    && let Some(link) = events.reference_definitions().get(id)
                {
                    let span = link.span.start + start..link.span.end + start;
                    self.parsed.defined.insert(range.start + start, span);
                }
                self.event(event, range.start + start..range.end + start);
            }
            self.parsed.is_cut = !extensions.work_budget.spend(steps);
        }
        if let Some(at) = nesting.first {
            let message = format!("quotations are nested more than {QUOTE_DEPTH} deep");
            let span = Some(start + at..start + at + 1);
            let hint =
                "begin the line with fewer `>`; here what is deeper is no quotation of its own";
            self.reporter.warning(Code::InvalidValue, message, span, |d| d.hint(hint));
        }
        let raw_code = &self.raw_code;
        let is_text = |label: &UndefinedLabel| !raw_code.holds(&label.span);
        self.undefined.links.extend(undefined.take().into_iter().filter(is_text));
    }

    /// Adds the next event, with its bytes in the source.
    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        let end = self.open.last().map(|open| open.end);
        if !matches!(end, Some(TagEnd::CodeBlock | TagEnd::HtmlBlock)) {
            if !is_inline(&event) {
                self.take_alert_mark();
                self.end_run(matches!(event, Event::Start(_)));
            } else if self.run.is_none() {
                self.run = Some(self.parsed.tokens.len());
            }
        }
        match event {
            Event::Start(tag) => {
                self.open.push(UnclosedElement { end: tag.to_end(), at: self.parsed.tokens.len() });
                if let Tag::FootnoteDefinition(label) = &tag {
                    self.definitions.borrow_mut().add_note(label);
                    self.parsed.notes.push(NoteDefinition {
                        label: label.to_string(),
                        tokens: self.parsed.tokens.len()..0,
                        span: notes::label_span(self.source, &range),
                    });
                }
                if let Tag::Table(_) = &tag {
                    self.check_task_of_table(range.start);
                }
                self.push(Event::Start(tag), range);
            }
            Event::End(tag) => self.end(tag, range),
            Event::InlineHtml(html) => self.inline_html(html, range),
            event => self.push(event, range),
        }
    }

    /// Returns the parsed body, and the references without a definition.
    pub fn finish(self) -> (ParsedBody<'a>, UndefinedLabels) {
        (self.parsed, self.undefined)
    }

    fn push(&mut self, event: Event<'a>, range: Range<usize>) {
        self.parsed.tokens.push(Token::event(event, range));
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        let Some(open) = self.open.pop() else {
            return;
        };
        // A quotation may have turned out to be an alert.
        let tag = if matches!(tag, TagEnd::BlockQuote(_)) { open.end } else { tag };
        if tag == TagEnd::Paragraph && std::mem::take(&mut self.in_label) {
            return;
        }
        if tag == TagEnd::HtmlBlock && !self.html_block(open.at, &range) {
            return;
        }
        if tag == TagEnd::CodeBlock && self.extensions.is_some() && !self.parsed.is_cut {
            self.report_unclosed_fence(open.at, &range);
            self.directive(open.at, &range);
        }
        self.push(Event::End(tag), range);
        if tag == TagEnd::FootnoteDefinition {
            let end = self.parsed.tokens.len();
            let notes = &mut self.parsed.notes;
            if let Ok(note) = notes.binary_search_by_key(&open.at, |note| note.tokens.start) {
                notes[note].tokens.end = end;
            }
        }
    }

    /// Ends a run of text: tasks and attributes first, since they remove tokens, then inline
    /// passes. `goes_on` says that another block begins here.
    fn end_run(&mut self, goes_on: bool) {
        let Some(mut start) = self.run.take() else {
            return;
        };
        let Some(mut needs) = self.extensions.map(|extensions| extensions.needs) else {
            return;
        };
        if start == self.parsed.tokens.len() {
            return;
        }
        self.raw_code.end(self.parsed.tokens.last().map_or(0, |token| token.range.end));
        let owner = self.owner(start);
        let mut task = None;
        if let TokenKind::Event(Event::TaskListMarker(checked)) = self.parsed.tokens[start].kind {
            match owner {
                RunOwner::Item(item)
                    if self.syntax.has_tasks() && start + 1 < self.parsed.tokens.len() =>
                {
                    start = self.begin_task(item, start);
                    let label = &self.parsed.tokens[start];
                    let is_block =
                        |mark: &&str| self.source[label.range.start..].starts_with(*mark);
                    if ["> ", "| ", "```", "# ", "## ", "### "].iter().any(is_block) {
                        self.reporter.empty_task(label.range.clone());
                        needs.leftovers = false;
                    }
                    task = Some((item, checked));
                }
                _ => {
                    if goes_on && matches!(owner, RunOwner::Item(_)) {
                        self.reporter.empty_task(self.parsed.tokens[start].range.clone());
                    }
                    self.restore_marker(start, checked);
                }
            }
        }
        if task.is_none() && matches!(owner, RunOwner::Item(_)) && self.syntax.has_tasks() {
            self.check_bare_mark(start);
        }
        self.take_image_attributes(&owner, start);
        let line_break = self.take_attributes(&owner, start);
        if let Some((item, checked)) = task {
            if let Some(at) = line_break.or_else(|| self.end_of_label(item, start)) {
                self.parsed.tokens[at].kind = TokenKind::Hint;
            }
            self.parsed.tasks.insert(item, Task { checked });
        }
        if needs.leftovers {
            if matches!(owner, RunOwner::Other) {
                self.report_attributes(start);
            }
            needs.roles &= !self.leftovers(start, &owner, task.is_some());
        }
        self.report_lost_links(start);
        if needs.emphasis {
            self.report_emphasis(start);
        }
        let tokens = &mut self.parsed.tokens;
        let definitions = self.definitions.borrow();
        let run = TextRun {
            needs,
            may_hold_button: task.is_none()
                && !matches!(owner, RunOwner::Heading(_) | RunOwner::Term(_)),
            reporter: self.reporter,
            syntax: self.syntax,
            raw_code: &self.raw_code,
            definitions: &definitions,
        };
        passes::apply(self.source, tokens, start, run, &mut self.undefined.notes);
        if task.is_some() {
            let end = tokens.last().map_or(0, |token| token.range.end);
            tokens.push(Token { kind: TokenKind::TaskEnd, range: end..end });
        } else if self.depth == 0
            && self.parsed.first_paragraph.is_empty()
            && let [open] = self.open.as_slice()
            && open.end == TagEnd::Paragraph
        {
            self.parsed.first_paragraph = words::shorten(&plain_text(&self.parsed.tokens[start..]));
        }
    }

    /// The element that the run which begins at `start` belongs to. Only the first run of an item
    /// belongs to it.
    fn owner(&self, start: usize) -> RunOwner {
        let mut ancestors = self.open.iter().rev().copied();
        let Some(parent) = ancestors.next() else {
            return RunOwner::Other;
        };
        match parent.end {
            TagEnd::Heading(_) => RunOwner::Heading(parent.at),
            TagEnd::DefinitionListTitle => RunOwner::Term(parent.at),
            TagEnd::Item if parent.at + 1 == start => RunOwner::Item(parent.at),
            TagEnd::Paragraph if parent.at + 1 == start => match ancestors.next() {
                Some(item) if item.end == TagEnd::Item && item.at + 2 == start => {
                    RunOwner::Item(item.at)
                }
                _ => RunOwner::Other,
            },
            _ => RunOwner::Other,
        }
    }

    /// Makes an alert of the quotation that a run begins, and removes its mark, if it has one.
    fn take_alert_mark(&mut self) {
        let (Some(start), Some(_)) = (self.run, self.extensions) else { return };
        let [.., quote, paragraph] = self.open.as_mut_slice() else { return };
        let is_first = quote.at + 1 == paragraph.at && paragraph.at + 1 == start;
        if quote.end != TagEnd::BlockQuote(None) || !is_first {
            return;
        }
        let Some((kind, line_break)) = alert::mark(self.source, &self.parsed.tokens[start..])
        else {
            return;
        };
        quote.end = TagEnd::BlockQuote(Some(kind));
        self.parsed.tokens[quote.at].kind =
            TokenKind::Event(Event::Start(Tag::BlockQuote(Some(kind))));
        self.parsed.tokens.drain(start..=start + line_break);
    }

    /// Removes and parses the attribute block of the run's owner. Returns the index of the line
    /// break after the block, if there is one.
    fn take_attributes(&mut self, owner: &RunOwner, start: usize) -> Option<usize> {
        let (at, at_any_line) = match *owner {
            RunOwner::Heading(at) | RunOwner::Term(at) => (at, false),
            RunOwner::Item(at) => (at, true),
            RunOwner::Other => return None,
        };
        let taken =
            attribute_block::take(self.source, &mut self.parsed.tokens, start, at_any_line)?;
        let (attributes, problems) = attributes::parse(self.source, taken.span);
        let attributes = self.checked(attributes, problems);
        self.parsed.attributes.insert(at, attributes);
        taken.line_break
    }

    /// Removes and parses the attribute blocks of the images in a run.
    fn take_image_attributes(&mut self, owner: &RunOwner, start: usize) {
        let owner_block = match owner {
            RunOwner::Item(_) => OwnerBlock::Line,
            RunOwner::Heading(_) | RunOwner::Term(_) => OwnerBlock::Run,
            RunOwner::Other => OwnerBlock::Nowhere,
        };
        let tokens = &mut self.parsed.tokens;
        for block in image_attributes::take(self.source, tokens, start, owner_block) {
            let attributes = self.checked(block.attributes, block.problems);
            self.parsed.image_attributes.insert(block.image, attributes);
        }
    }

    /// Attributes whose problems are reported, with the id if it is free.
    fn checked(
        &mut self,
        mut attributes: Attributes,
        problems: Vec<AttributeProblem>,
    ) -> Attributes {
        for problem in problems {
            let AttributeProblem { message, hint, span } = problem;
            self.reporter.error(Code::InvalidAttributes, message, Some(span), |d| d.hint(hint));
        }
        attributes.id = attributes
            .id
            .filter(|id| self.register_id(Severity::Error, &id.value, id.span.clone()));
        attributes
    }

    /// Registers an id that the author wrote. Reports it and returns `false` if it is not free.
    fn register_id(&mut self, severity: Severity, id: &Anchor, span: Range<usize>) -> bool {
        let Err(refusal) = self.parsed.ids.register(id, span.clone()) else {
            return true;
        };
        match refusal {
            IdRefusal::Reserved => {
                let message = format!("the id `{id}` belongs to the theme");
                let hint = "choose another id";
                let code = Code::DuplicateId;
                self.reporter.report(severity, code, message, Some(span), |d| d.hint(hint));
            }
            IdRefusal::Taken(first) => {
                let message = format!("the id `{id}` appears twice on this page");
                self.reporter.report(severity, Code::DuplicateId, message, Some(span), |d| {
                    let first = self.reporter.place(Some(first));
                    d.hint("change one of them").related_if(first, "first used here")
                });
            }
        }
        false
    }

    fn allows_html(&self) -> bool {
        self.extensions.is_none_or(|extensions| extensions.settings.markdown.raw_html)
    }

    fn inline_html(&mut self, html: CowStr<'a>, range: Range<usize>) {
        if !self.allows_html() {
            self.refuse_html(range);
            return;
        }
        self.push(Event::InlineHtml(html), range.clone());
        if let Some(extensions) = self.extensions {
            let at = self.parsed.tokens.len() - 1;
            let raw = RawHtml::of(self.source, &self.parsed.tokens[at..]);
            let html_tokens = raw.tokens();
            extensions.work_budget.spend(html_tokens.len() * work::OF_HTML);
            for token in &html_tokens {
                self.raw_code.add(&token.kind, &range);
            }
            let ids = raw.ids(&html_tokens);
            self.register_raw_ids(ids);
        }
    }

    /// Ends a block of raw HTML that started at the token `at`. Returns whether the block is kept.
    fn html_block(&mut self, at: usize, range: &Range<usize>) -> bool {
        if !self.allows_html() {
            self.parsed.tokens.truncate(at);
            let len = self.source[range.clone()].trim_end().len();
            self.refuse_html(range.start..range.start + len);
            return false;
        }
        if let Some(extensions) = self.extensions {
            let raw = RawHtml::of(self.source, &self.parsed.tokens[at..]);
            let html_tokens = raw.tokens();
            extensions.work_budget.spend(html_tokens.len() * work::OF_HTML);
            self.report_markdown_attribute(&raw, &html_tokens);
            if extensions.needs.leftovers {
                self.foreign_html(&raw, &html_tokens, range);
            }
            let ids = raw.ids(&html_tokens);
            self.register_raw_ids(ids);
        }
        true
    }

    fn register_raw_ids(&mut self, ids: Vec<Spanned<String>>) {
        for id in ids {
            // Browsers and forges take an id in HTML twice.
            if self.register_id(Severity::Warning, &Anchor::raw(&id.value), id.span) {
                self.parsed.raw_ids.push(id.value);
            }
        }
    }

    fn refuse_html(&self, range: Range<usize>) {
        let message = "the configuration does not allow raw HTML";
        self.reporter.error(Code::RawHtml, message, Some(range), |d| {
            d.hint("write it as Markdown, or put it in backticks to show it")
                .hint("or allow it with `raw_html = true` under `[markdown]` in `handbook.toml`")
        });
    }
}
