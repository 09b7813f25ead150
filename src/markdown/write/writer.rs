//! [`Writer`]: writes tokens as HTML with slots; and [`Extension`]: the blocks and roles that
//! features add to Markdown.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, Event, Tag, TagEnd};

use crate::base::paths::Anchor;
use crate::document::body::{
    BlockRef, COMPONENT_END, COMPONENT_START, Document, Heading, Located, Reference, Slot,
    SourceSpan,
};
use crate::document::destinations::{Destinations, within};
use crate::document::stable_id::StableId;
use crate::html::escape::{push_attribute, push_text};
use crate::markdown::attributes::Attributes;
use crate::markdown::highlight::Highlighter;
use crate::markdown::ids::IdRegistry;
use crate::markdown::inline::brackets::{NoExtension, Syntax};
use crate::markdown::notes::NoteNumbers;
use crate::markdown::parsed_body::ParsedBody;
use crate::markdown::report::Reporter;
use crate::markdown::sections::{HtmlHeading, TitleRule};
use crate::markdown::settings::MarkdownSettings;
use crate::markdown::token::{Token, TokenKind, one_line, plain_text};
use crate::markdown::words::WordCounter;
use crate::markdown::work::WorkBudget;
use crate::markdown::write::state::{OpenHtml, OpenTable, UnnamedTerm};
use crate::markdown::write::tags::{container_name, inline_tags};

/// The form of the HTML.
#[derive(Clone, Copy)]
pub enum OutputForm<'a> {
    /// A page of a handbook: headings with links to themselves, slots for references, highlighted
    /// code.
    Handbook {
        /// The options and strings of writing.
        settings: &'a MarkdownSettings,
        /// The highlighter of code.
        highlighter: &'a Highlighter,
        /// The work budget of the page.
        work_budget: &'a WorkBudget,
    },
    /// The HTML of the CommonMark specification.
    CommonMark,
}

/// A body, parsed and written as a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkdownBody {
    /// The heading that is the title and stands in no body, if it has more than text; else empty.
    pub heading: Document,
    /// The HTML with slots for references.
    pub document: Document,
    /// The plain text of the `#` heading that is the title; `None` if the front matter has a title
    /// or there is no such heading.
    pub title: Option<String>,
    /// The headings of the body, without the one that is the title.
    pub headings: Vec<Heading>,
    /// The ids of everything but headings.
    pub anchors: Vec<Anchor>,
    /// The parts with stable ids, in source order.
    pub stable_ids: Vec<StableId>,
    /// Where the body leads.
    pub destinations: Destinations,
    /// The number of words in the body.
    pub word_count: usize,
    /// The plain text of the first paragraph, shortened.
    pub first_paragraph: String,
}

/// Extends Markdown by features: blocks that a feature stores itself instead of leaving them in the
/// HTML, and inline references with a syntax of their own. A value belongs to one page and collects
/// blocks behind cells, since blocks can be nested.
pub trait Extension: Syntax {
    /// Whether headings below level 1 are parts of a feature, such as the rows of a comparison, so
    /// that none of them is a title alone.
    fn owns_headings(&self) -> bool {
        false
    }

    /// Finds the blocks of a page that features write. `dropped` are the tokens of the title
    /// heading, which is not printed.
    fn find_blocks(
        &self,
        _parsed: &ParsedBody<'_>,
        _dropped: Option<&Range<usize>>,
        _reporter: &Reporter<'_>,
    ) -> FeatureBlocks<'_> {
        FeatureBlocks::default()
    }

    /// Writes the task list that begins at the token `at`. Returns the index of the token after it.
    fn write_tasks(&self, _writer: &mut Writer<'_, '_>, at: usize) -> usize {
        at + 1
    }

    /// Writes the content at the end of the page, before the footnotes.
    fn write_end(&self, _writer: &mut Writer<'_, '_>) {}

    /// Adds the destinations of a role or a directive of the page to `found`.
    fn add_destinations(&self, _reference: &Reference, _found: &mut Destinations) {}

    /// Reports problems with the stable ids of the whole page.
    fn check_ids(&self, _stable_ids: &[StableId], _reporter: &Reporter<'_>) {}
}

impl Extension for NoExtension {}

/// The blocks of a page that features write, by the index of the first token of each.
#[derive(Default)]
pub struct FeatureBlocks<'e>(BTreeMap<usize, FeatureBlock<'e>>);

/// A block of a feature: the index of the token after it, and what writes it.
type FeatureBlock<'e> = (usize, Box<dyn FnOnce(&mut Writer<'_, '_>) + 'e>);

impl<'e> FeatureBlocks<'e> {
    /// Adds a block: `write` is called in place of writing the tokens `range`.
    pub fn add(&mut self, range: Range<usize>, write: impl FnOnce(&mut Writer<'_, '_>) + 'e) {
        self.0.insert(range.start, (range.end, Box::new(write)));
    }
}

/// Writes the tokens of a page, or of the body of a directive.
pub struct Writer<'w, 'a> {
    /// The parsed body to write.
    pub parsed: &'w ParsedBody<'a>,
    /// The reporter that collects the diagnostics of the page.
    pub reporter: &'w Reporter<'w>,
    pub(super) form: OutputForm<'w>,
    pub(super) extension: &'w dyn Extension,
    /// The ids that are taken on the page.
    pub ids: IdRegistry,
    /// The HTML that was written so far.
    pub html: String,
    pub(super) slots: Vec<Slot>,
    pub(super) heading: Document,
    /// The headings that were written so far.
    pub headings: Vec<Heading>,
    /// The ids of everything but headings so far.
    pub anchors: Vec<Anchor>,
    /// The terms of the body that may get an id once all else has one.
    pub(super) unnamed_terms: Vec<UnnamedTerm>,
    pub(super) stable_ids: Vec<StableId>,
    destinations: Destinations,
    /// Counts the words of the body.
    pub word_counter: WordCounter,
    /// Whether the headings of the body move down one level.
    pub(super) shift: bool,
    /// The open table; tables cannot be nested.
    pub(super) table: Option<OpenTable>,
    /// The number of tasks around the current token.
    pub task_depth: usize,
    /// The footnotes of the page.
    pub(super) notes: NoteNumbers,
    /// The note that is being written, by its index, and the token after its definition.
    pub(super) open_note: Option<(usize, usize)>,
    blocks: FeatureBlocks<'w>,
    /// The number of nested documents that are being written.
    pub(super) capture_depth: usize,
    /// The open elements of raw HTML and of Markdown around it.
    pub(super) open_html: OpenHtml,
    /// The title, if it is a heading of raw HTML, until it is written.
    pub(super) title_in_html: Option<HtmlHeading>,
    /// Whether the work budget is used up.
    pub is_cut: bool,
    /// The number of open elements whose start was not written because the work budget is used up.
    skipped_depth: usize,
}

impl<'w, 'a> Writer<'w, 'a> {
    /// A writer of a parsed body, which leaves `blocks` to features. `ids` are the ids that the
    /// author wrote.
    pub fn new(
        parsed: &'w ParsedBody<'a>,
        ids: IdRegistry,
        reporter: &'w Reporter<'w>,
        form: OutputForm<'w>,
        (extension, blocks): (&'w dyn Extension, FeatureBlocks<'w>),
    ) -> Self {
        let mut anchors: Vec<Anchor> = parsed.raw_ids.iter().map(|id| Anchor::raw(id)).collect();
        anchors.shrink_to_fit();
        Self {
            parsed,
            reporter,
            form,
            extension,
            ids,
            html: String::with_capacity(parsed.tokens.len() * 24),
            slots: Vec::new(),
            heading: Document::default(),
            headings: Vec::new(),
            anchors,
            unnamed_terms: Vec::new(),
            stable_ids: Vec::new(),
            destinations: Destinations::default(),
            word_counter: WordCounter::default(),
            shift: false,
            table: None,
            task_depth: 0,
            notes: NoteNumbers::default(),
            open_note: None,
            blocks,
            capture_depth: 0,
            open_html: OpenHtml::default(),
            title_in_html: None,
            is_cut: false,
            skipped_depth: 0,
        }
    }

    /// Writes all tokens except the title heading, what features write at the end, and the
    /// footnotes.
    pub fn body(&mut self, title: &TitleRule, notes: NoteNumbers) {
        self.shift = title.shift;
        self.notes = notes;
        self.assign_note_ids();
        let end = self.parsed.tokens.len();
        self.begin_container("");
        self.title_in_html.clone_from(&title.html);
        match &title.dropped {
            Some(dropped) => {
                self.heading = self.title_heading(dropped.start + 1..dropped.end - 1);
                self.flow(0..dropped.start);
                self.title_target(dropped.start);
                self.flow(dropped.end..end);
            }
            None => self.flow(0..end),
        }
        self.end_container();
        self.extension.write_end(self);
        self.endnotes();
        self.name_terms();
    }

    /// The tokens of the heading that is the title, if there is more in them than text. Its words
    /// are not those of the body.
    fn title_heading(&mut self, tokens: Range<usize>) -> Document {
        let is_text = |token: &Token<'_>| {
            matches!(token.kind, TokenKind::Event(Event::Text(_) | Event::SoftBreak))
        };
        if self.parsed.tokens[tokens.clone()].iter().all(is_text) {
            return Document::default();
        }
        let words = std::mem::take(&mut self.word_counter);
        let heading = self.capture(tokens);
        self.word_counter = words;
        heading
    }

    /// Ends writing and returns the written body.
    pub fn finish(self, title: TitleRule) -> MarkdownBody {
        MarkdownBody {
            heading: self.heading,
            document: document(self.html, self.slots),
            title: title.text,
            headings: self.headings,
            anchors: self.anchors,
            stable_ids: self.stable_ids,
            destinations: self.destinations,
            word_count: self.word_counter.count(),
            first_paragraph: self.parsed.first_paragraph.clone(),
        }
    }

    /// Writes tokens into a document of their own.
    pub fn capture(&mut self, range: Range<usize>) -> Document {
        self.capture_with(|writer| writer.tokens(range))
    }

    /// The document of everything that `write` writes. Calls must be in source order, in which
    /// footnotes are numbered.
    pub fn capture_with(&mut self, write: impl FnOnce(&mut Self)) -> Document {
        let (html, slots) = (std::mem::take(&mut self.html), std::mem::take(&mut self.slots));
        self.capture_depth += 1;
        write(self);
        self.capture_depth -= 1;
        document(std::mem::replace(&mut self.html, html), std::mem::replace(&mut self.slots, slots))
    }

    /// Adds a slot at the end of the HTML.
    pub(super) fn slot(&mut self, reference: Reference, span: Range<usize>) {
        self.add_destination(&reference);
        let link = Located { reference, span: SourceSpan(span) };
        self.slots.push(Slot { at: self.html.len(), link });
    }

    /// Adds where a reference leads to the destinations of the page.
    pub fn add_destination(&mut self, reference: &Reference) {
        match reference {
            Reference::Link(link) => {
                let base_url = self.settings().map(|settings| settings.base_url.as_str());
                let own = base_url.and_then(|base_url| within(base_url, &link.destination));
                self.destinations.add_link(own.as_deref().unwrap_or(&link.destination));
            }
            other => self.extension.add_destinations(other, &mut self.destinations),
        }
    }

    /// Adds a slot for a block of a feature at the end of the HTML.
    pub fn block(&mut self, name: &'static str, number: usize, span: Range<usize>) {
        self.slot(Reference::Block(BlockRef { name, number }), span);
        self.html.push('\n');
    }

    /// Writes the tokens `range`. What raw HTML in them opens is closed at the end.
    pub fn tokens(&mut self, range: Range<usize>) {
        self.begin_container("");
        self.flow(range);
        self.end_container();
    }

    fn flow(&mut self, range: Range<usize>) {
        let mut next = range.start;
        while next < range.end {
            self.is_cut = self.is_cut || !self.has_steps_left(1);
            if let Some((end, write)) = self.blocks.0.remove(&next) {
                if !self.is_cut {
                    self.make_room("div");
                    write(self);
                }
                next = end.max(next + 1);
                continue;
            }
            let token = &self.parsed.tokens[next];
            if self.is_cut && !self.ends_written_element(token) {
                next += 1;
                continue;
            }
            next = match &token.kind {
                TokenKind::Event(Event::Start(tag)) => self.element(next, tag, &token.range),
                TokenKind::Event(Event::End(tag)) => {
                    self.end_container();
                    self.end(next, *tag);
                    next + 1
                }
                TokenKind::Event(Event::InlineHtml(_)) => self.raw_html(next..next + 1),
                TokenKind::Event(event) => {
                    self.leaf(event);
                    next + 1
                }
                TokenKind::Mark => {
                    self.begin_container("mark");
                    self.html("<mark>", next)
                }
                TokenKind::MarkEnd => {
                    self.end_container();
                    self.html("</mark>", next)
                }
                TokenKind::Role(role) => self.role(next, role),
                // Only tasks have these tokens, and features write tasks.
                TokenKind::Hint | TokenKind::TaskEnd => next + 1,
            };
        }
    }

    /// Whether a token ends an element whose start was written. Once the work budget is used up,
    /// only such tokens are written.
    fn ends_written_element(&mut self, token: &Token<'_>) -> bool {
        if token.opens() {
            self.skipped_depth += 1;
            return false;
        }
        if token.closes() && self.skipped_depth > 0 {
            self.skipped_depth -= 1;
            return false;
        }
        token.closes() && self.skipped_depth == 0
    }

    /// Takes steps from the work budget of the page. Returns whether it had as many.
    pub fn has_steps_left(&self, steps: usize) -> bool {
        match self.form {
            OutputForm::Handbook { work_budget, .. } => work_budget.spend(steps),
            OutputForm::CommonMark => true,
        }
    }

    pub(super) fn html(&mut self, html: &str, at: usize) -> usize {
        self.html.push_str(html);
        at + 1
    }

    /// Writes the start of an element, or a whole element, as [`Writer::start`] does, and keeps what
    /// raw HTML opens before it and in it apart.
    fn element(&mut self, at: usize, tag: &Tag<'a>, range: &Range<usize>) -> usize {
        if matches!(tag, Tag::HtmlBlock) {
            self.word_counter.end_word();
            return self.raw_html(self.parsed.element(at));
        }
        let name = container_name(tag);
        self.make_room(name);
        let next = self.start(at, tag, range);
        if next == at + 1 {
            self.begin_container(name);
        }
        next
    }

    /// Writes the start of an element, or a whole element. Returns the index of the token to write
    /// next.
    fn start(&mut self, at: usize, tag: &Tag<'a>, range: &Range<usize>) -> usize {
        self.html.push_str(match tag {
            Tag::Paragraph => "<p>",
            Tag::BlockQuote(None) => "<blockquote>\n",
            Tag::BlockQuote(Some(kind)) => return self.begin_alert(*kind, at),
            Tag::Heading { .. } => return self.begin_heading(at),
            Tag::CodeBlock(kind) => return self.code_block(at, kind, range),
            Tag::List(first) => return self.begin_list(at, *first),
            Tag::Item => return self.begin_item(at),
            Tag::FootnoteDefinition(_) => return self.parsed.note_end(at),
            Tag::DefinitionList => "<dl>\n",
            Tag::DefinitionListTitle => return self.begin_term(at),
            Tag::DefinitionListDefinition => "<dd>",
            Tag::Table(alignments) => return self.begin_table(at, alignments),
            Tag::TableHead => return self.begin_row(at, true),
            Tag::TableRow => return self.begin_row(at, false),
            Tag::TableCell => return self.begin_cell(at),
            Tag::Link { link_type, dest_url, title, .. } => {
                return self.begin_link(at, *link_type, dest_url, title, range);
            }
            Tag::Image { dest_url, title, .. } => return self.image(at, dest_url, title, range),
            inline => inline_tags(inline.to_end()).0,
        });
        at + 1
    }

    fn end(&mut self, at: usize, tag: TagEnd) {
        if !matches!(tag, TagEnd::Link) && inline_tags(tag).1.is_empty() {
            self.word_counter.end_word();
        }
        self.html.push_str(match tag {
            TagEnd::Paragraph => return self.end_paragraph(at),
            TagEnd::BlockQuote(None) => "</blockquote>\n",
            TagEnd::BlockQuote(Some(_)) => "</div>\n",
            TagEnd::Heading(_) => return self.end_heading(at),
            TagEnd::List(true) => "</ol>\n",
            TagEnd::List(false) => "</ul>\n",
            TagEnd::Item => "</li>\n",
            TagEnd::DefinitionList => "</dl>\n",
            TagEnd::DefinitionListTitle => "</dt>\n",
            TagEnd::DefinitionListDefinition => "</dd>\n",
            TagEnd::Table => return self.end_table(),
            TagEnd::TableHead => return self.end_row(true),
            TagEnd::TableRow => return self.end_row(false),
            TagEnd::TableCell => return self.end_cell(),
            TagEnd::Link => "</a>",
            inline => inline_tags(inline).1,
        });
    }

    fn leaf(&mut self, event: &Event<'a>) {
        match event {
            Event::Text(text) => {
                self.word_counter.add(text);
                self.text(text);
            }
            Event::Code(code) => {
                self.word_counter.add(code);
                self.html.push_str("<code>");
                self.text(code);
                self.html.push_str("</code>");
            }
            Event::SoftBreak => {
                self.word_counter.end_word();
                self.html.push('\n');
            }
            Event::HardBreak => {
                self.word_counter.end_word();
                self.html.push_str("<br>\n");
            }
            Event::Rule => {
                self.make_room("hr");
                self.html.push_str("<hr>\n");
            }
            Event::FootnoteReference(label) => self.note_reference(label),
            // The reader has removed all task markers; mathematics is not parsed. Raw HTML is written
            // elsewhere.
            _ => {}
        }
    }

    /// Appends text, escaped.
    pub fn text(&mut self, text: &str) {
        push_text(&mut self.html, text);
    }

    /// Appends ` name="value"`, the value escaped.
    pub fn attribute(&mut self, name: &str, value: &str) {
        push_attribute(&mut self.html, name, value);
    }

    /// Appends a `class` attribute with `element_classes` and the classes of the attribute block.
    pub fn classes(&mut self, element_classes: &str, attributes: Option<&Attributes>) {
        let author_classes = attributes.map_or(&[][..], |attributes| &attributes.classes);
        if element_classes.is_empty() && author_classes.is_empty() {
            return;
        }
        self.html.push_str(" class=\"");
        self.html.push_str(element_classes);
        for class in author_classes {
            if !self.html.ends_with('"') {
                self.html.push(' ');
            }
            // The grammar of classes allows nothing that needs escaping.
            self.html.push_str(&class.value);
        }
        self.html.push('"');
    }

    /// The id that the author wrote, or a free one that begins with the result of `make`.
    pub fn id(&mut self, attributes: Option<&Attributes>, make: impl FnOnce() -> Anchor) -> Anchor {
        match attributes.and_then(|attributes| attributes.id.as_ref()) {
            Some(id) => id.value.clone(),
            None => self.ids.unique(&make()),
        }
    }

    /// The settings of a handbook page; `None` for plain CommonMark.
    pub fn settings(&self) -> Option<&'w MarkdownSettings> {
        match self.form {
            OutputForm::Handbook { settings, .. } => Some(settings),
            OutputForm::CommonMark => None,
        }
    }

    /// Writes tokens into a document of their own, with word boundaries at its start and end.
    pub fn capture_block(&mut self, range: Range<usize>) -> Document {
        self.word_counter.end_word();
        let document = self.capture(range);
        self.word_counter.end_word();
        document
    }

    /// The plain text of tokens on one line.
    pub fn text_of(&self, range: &Range<usize>) -> String {
        one_line(&plain_text(&self.parsed.tokens[range.clone()]))
    }

    fn begin_alert(&mut self, kind: BlockQuoteKind, at: usize) -> usize {
        let (index, class) = match kind {
            BlockQuoteKind::Note => (0, "note"),
            BlockQuoteKind::Tip => (1, "tip"),
            BlockQuoteKind::Important => (2, "important"),
            BlockQuoteKind::Warning => (3, "warning"),
            BlockQuoteKind::Caution => (4, "caution"),
        };
        let title = self.settings().map_or(class, |s| &s.strings.alerts[index]);
        let _ = write!(
            self.html,
            "<div class=\"alert alert-{class}\" role=\"note\">\n<p class=\"alert-title\">"
        );
        self.text(title);
        self.html("</p>\n", at)
    }
}

/// A document of HTML and slots, with the delimiters of components replaced in the HTML.
fn document(mut html: String, slots: Vec<Slot>) -> Document {
    // To look for both at once would look at every character.
    if html.contains(COMPONENT_START) || html.contains(COMPONENT_END) {
        // The replacement has as many bytes, so that the positions of slots stay right.
        html = html.replace([COMPONENT_START, COMPONENT_END], "\u{fffd}");
    }
    // Thousands of documents stay in memory as long as their pages do. A copy fits, and a text that
    // shrinks may keep up to twice its length.
    Document { html: html.as_str().to_owned(), slots }
}
