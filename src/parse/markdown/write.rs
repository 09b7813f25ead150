//! [`Writer`]: pieces to HTML with slots, in one pass and into one string.

mod checklist;
mod code;
mod comparison;
mod directive;
mod figure;
mod heading;
mod instrument;
mod item;
pub mod lasting;
mod note;
mod part;
mod table;
mod term;

use std::fmt::Write as _;
use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, Event, Tag, TagEnd};
use pulldown_cmark_escape::{escape_html, escape_html_body_text};

use super::clock::{Clock, STRIDE};
use super::ids::Ids;
use super::node::{Node, Piece};
use super::notes::Plan;
use super::plan::Cuts;
use super::read::Reading;
use super::report::Reports;
use super::words::WordCounter;
use crate::base::paths::Anchor;
use crate::parse::Settings;
use crate::parse::attributes::Attributes;
use crate::parse::document::Heading;
use crate::parse::document::{
    COMPONENT_END, COMPONENT_START, Document, Located, Own, Reference, Slot,
};
use crate::parse::highlight::Highlighter;
use crate::parse::identity::Identity;
use crate::parse::structure::Structures;

use table::Table;

/// The forms that elements take.
#[derive(Clone, Copy)]
pub enum Form<'a> {
    /// Those of a page of a handbook: headings with links to themselves, slots for references,
    /// highlighted code.
    Handbook {
        /// Words and switches.
        settings: &'a Settings,
        /// What highlights code.
        highlighter: &'a Highlighter,
        /// How much time is left.
        clock: &'a Clock,
    },
    /// The plain ones of the CommonMark specification.
    CommonMark,
}

/// What was written.
pub struct Out {
    /// The HTML and its slots.
    pub document: Document<Located>,
    /// The headings.
    pub headings: Vec<Heading>,
    /// All other ids.
    pub anchors: Vec<Anchor>,
    /// Those that must last.
    pub identities: Vec<Identity>,
    /// The number of words.
    pub words: usize,
    /// The structures of the page.
    pub structures: Structures<Located>,
    /// The ids that are taken.
    pub ids: Ids,
    /// Whether the time was over before the end.
    pub cut: bool,
}

/// Writes pieces.
pub struct Writer<'w, 'a> {
    reading: &'w Reading<'a>,
    reports: &'w Reports<'w>,
    form: Form<'w>,
    ids: Ids,
    html: String,
    slots: Vec<Slot<Located>>,
    headings: Vec<Heading>,
    anchors: Vec<Anchor>,
    identities: Vec<Identity>,
    words: WordCounter,
    /// Whether headings move down one level.
    shift: bool,
    /// Whether the list of sources stands at the end.
    ends_with_sources: bool,
    /// The table that is being written. Tables hold no blocks, so that there is one at most.
    table: Option<Table>,
    /// The heading above all that is written, by its id and its text.
    above: Option<(Anchor, String)>,
    /// How many tasks this stands in.
    task_depth: usize,
    notes: note::Notes,
    /// What is cut out of the flow.
    cuts: Cuts,
    structures: Structures<Located>,
    /// How many documents within documents are being written.
    captures: usize,
    /// How many directives this is the body of.
    depth: usize,
    cut: bool,
    /// While the time is over: how many elements are open that were not written.
    unwritten: usize,
}

impl<'w, 'a> Writer<'w, 'a> {
    /// A writer of what was read. `ids` are those that the author wrote.
    pub fn new(
        reading: &'w Reading<'a>,
        ids: Ids,
        reports: &'w Reports<'w>,
        form: Form<'w>,
    ) -> Self {
        let mut anchors: Vec<Anchor> = reading.raw_ids.iter().map(|id| Anchor::raw(id)).collect();
        anchors.shrink_to_fit();
        Self {
            reading,
            reports,
            form,
            ids,
            html: String::with_capacity(reading.pieces.len() * 24),
            slots: Vec::new(),
            headings: Vec::new(),
            anchors,
            identities: Vec::new(),
            words: WordCounter::default(),
            shift: false,
            ends_with_sources: false,
            table: None,
            above: None,
            task_depth: 0,
            notes: note::Notes::default(),
            cuts: Cuts::default(),
            structures: Structures::default(),
            captures: 0,
            depth: 0,
            cut: false,
            unwritten: 0,
        }
    }

    /// The same writer, which takes these parts out of the flow and makes structures of them.
    pub fn with_cuts(mut self, cuts: Cuts) -> Self {
        self.structures.instrument.clone_from(&cuts.instrument);
        self.cuts = cuts;
        self
    }

    /// The same writer, which ends with the list of sources if the page is theirs.
    pub fn with_sources(mut self, is_theirs: bool) -> Self {
        self.ends_with_sources = is_theirs;
        self
    }

    /// Writes everything but the pieces that are dropped, then the notes.
    pub fn body(&mut self, dropped: Option<&Range<usize>>, shift: bool, plan: &Plan) {
        self.shift = shift;
        self.notes = note::Notes::new(self.reading, plan, &mut self.ids);
        let end = self.reading.pieces.len();
        match dropped {
            Some(dropped) => {
                self.pieces(0..dropped.start);
                self.dropped_heading(dropped.start);
                self.pieces(dropped.end..end);
            }
            None => self.pieces(0..end),
        }
        if self.ends_with_sources {
            self.own(Own::Sources, 0..0);
        }
        self.end_instrument();
        self.endnotes(plan);
    }

    /// What was written.
    pub fn finish(self) -> Out {
        Out {
            document: document(self.html, self.slots),
            headings: self.headings,
            anchors: self.anchors,
            identities: self.identities,
            words: self.words.count(),
            structures: self.structures,
            ids: self.ids,
            cut: self.cut,
        }
    }

    /// Writes pieces into a document of their own. What is written in the order of the text has its
    /// footnotes numbered in that order.
    pub fn capture(&mut self, range: Range<usize>) -> Document<Located> {
        let outer = self.begin_capture();
        self.pieces(range);
        self.end_capture(outer)
    }

    /// From here on, what is written goes into a document of its own. Gives what was written so far.
    fn begin_capture(&mut self) -> (String, Vec<Slot<Located>>) {
        self.captures += 1;
        (
            std::mem::take(&mut self.html),
            std::mem::take(&mut self.slots),
        )
    }

    /// Ends what [`Writer::begin_capture`] began.
    fn end_capture(&mut self, (html, slots): (String, Vec<Slot<Located>>)) -> Document<Located> {
        self.captures -= 1;
        document(
            std::mem::replace(&mut self.html, html),
            std::mem::replace(&mut self.slots, slots),
        )
    }

    /// Puts a slot here.
    fn slot(&mut self, reference: Reference, span: Range<usize>) {
        self.slots.push(Slot {
            at: self.html.len(),
            link: Located { reference, span },
        });
    }

    /// Puts a structure of the page here.
    pub fn own(&mut self, own: Own, span: Range<usize>) {
        self.slot(Reference::Own(own), span);
        self.html.push('\n');
    }

    fn pieces(&mut self, range: Range<usize>) {
        let mut next = range.start;
        let mut look = next + STRIDE;
        while next < range.end {
            if next >= look {
                look = next + STRIDE;
                self.cut = self.cut || self.time_is_over();
            }
            if let Some(cut) = self.cuts.take(next) {
                let end = cut.end;
                if !self.cut {
                    self.part(next, cut);
                }
                next = end.max(next + 1);
                continue;
            }
            let piece = &self.reading.pieces[next];
            if self.cut && !self.ends_written_element(piece) {
                next += 1;
                continue;
            }
            next = match &piece.node {
                Node::Event(Event::Start(tag)) => self.start(next, tag, &piece.range),
                Node::Event(Event::End(tag)) => {
                    self.end(next, *tag);
                    next + 1
                }
                Node::Event(event) => {
                    self.leaf(event);
                    next + 1
                }
                Node::Mark => self.html("<mark>", next),
                Node::MarkEnd => self.html("</mark>", next),
                Node::Term { .. } | Node::Citation(_) => self.reference_at(next),
                // Tasks are taken apart before.
                Node::Hint | Node::TaskEnd => next + 1,
            };
        }
    }

    /// Once the time is over, only what was begun is ended.
    fn ends_written_element(&mut self, piece: &Piece<'_>) -> bool {
        if piece.opens() {
            self.unwritten += 1;
            return false;
        }
        if piece.closes() && self.unwritten > 0 {
            self.unwritten -= 1;
            return false;
        }
        piece.closes() && self.unwritten == 0
    }

    fn time_is_over(&self) -> bool {
        match self.form {
            Form::Handbook { clock, .. } => clock.is_over(),
            Form::CommonMark => false,
        }
    }

    fn html(&mut self, html: &str, at: usize) -> usize {
        self.html.push_str(html);
        at + 1
    }

    /// Begins an element. Gives the next piece: past the end of elements that are written whole.
    fn start(&mut self, at: usize, tag: &Tag<'a>, range: &Range<usize>) -> usize {
        self.html.push_str(match tag {
            Tag::Paragraph => "<p>",
            Tag::BlockQuote(None) => "<blockquote>\n",
            Tag::BlockQuote(Some(kind)) => return self.begin_alert(*kind, at),
            Tag::Heading { .. } => return self.begin_heading(at),
            Tag::CodeBlock(kind) => return self.code_block(at, kind, range),
            Tag::HtmlBlock | Tag::MetadataBlock(_) => "",
            Tag::List(first) => return self.begin_list(at, *first),
            Tag::Item => return self.begin_item(at),
            Tag::FootnoteDefinition(_) => return self.reading.note_end(at),
            Tag::DefinitionList => "<dl>\n",
            Tag::DefinitionListTitle => return self.begin_term(at),
            Tag::DefinitionListDefinition => "<dd>",
            Tag::Table(alignments) => return self.begin_table(at, alignments),
            Tag::TableHead => return self.begin_row(at, true),
            Tag::TableRow => return self.begin_row(at, false),
            Tag::TableCell => return self.begin_cell(at),
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => return self.begin_link(at, *link_type, dest_url, title, range),
            Tag::Image {
                dest_url, title, ..
            } => return self.image(at, dest_url, title, range),
            inline => inline_tags(inline.to_end()).0,
        });
        at + 1
    }

    fn end(&mut self, at: usize, tag: TagEnd) {
        if !matches!(tag, TagEnd::Link) && inline_tags(tag).1.is_empty() {
            self.words.gap();
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
                self.words.add(text);
                self.text(text);
            }
            Event::Code(code) => {
                self.words.add(code);
                self.html.push_str("<code>");
                self.text(code);
                self.html.push_str("</code>");
            }
            Event::Html(html) | Event::InlineHtml(html) => self.html.push_str(html),
            Event::SoftBreak => {
                self.words.gap();
                self.html.push('\n');
            }
            Event::HardBreak => {
                self.words.gap();
                self.html.push_str("<br>\n");
            }
            Event::Rule => self.html.push_str("<hr>\n"),
            Event::FootnoteReference(label) => self.note_reference(label),
            // Every marker was taken by its task when the page was read; mathematics is not parsed.
            _ => {}
        }
    }

    /// Appends text, escaped.
    fn text(&mut self, text: &str) {
        // Writing to a String cannot fail.
        let _ = escape_html_body_text(&mut self.html, text);
    }

    /// Appends ` name="value"`, the value escaped.
    fn attribute(&mut self, name: &str, value: &str) {
        push_attribute(&mut self.html, name, value);
    }

    /// Appends the classes of an element: its own and those of its attribute block.
    fn classes(&mut self, own: &str, attributes: Option<&Attributes>) {
        let given = attributes.map_or(&[][..], |attributes| &attributes.classes);
        if own.is_empty() && given.is_empty() {
            return;
        }
        self.html.push_str(" class=\"");
        self.html.push_str(own);
        for class in given {
            if !self.html.ends_with('"') {
                self.html.push(' ');
            }
            // Their grammar needs no escapes.
            self.html.push_str(&class.value);
        }
        self.html.push('"');
    }

    /// Takes an id that stands in the page's text, or makes a free one.
    fn id(&mut self, attributes: Option<&Attributes>, make: impl FnOnce() -> Anchor) -> Anchor {
        match attributes.and_then(|attributes| attributes.id.as_ref()) {
            Some(id) => id.value.clone(),
            None => self.ids.unique(&make()),
        }
    }

    /// The settings of a page; `None` in the plain form.
    fn settings(&self) -> Option<&'w Settings> {
        match self.form {
            Form::Handbook { settings, .. } => Some(settings),
            Form::CommonMark => None,
        }
    }

    fn begin_alert(&mut self, kind: BlockQuoteKind, at: usize) -> usize {
        let (index, class) = match kind {
            BlockQuoteKind::Note => (0, "note"),
            BlockQuoteKind::Tip => (1, "tip"),
            BlockQuoteKind::Important => (2, "important"),
            BlockQuoteKind::Warning => (3, "warning"),
            BlockQuoteKind::Caution => (4, "caution"),
        };
        let title = self.settings().map_or(class, |s| &s.words.alerts[index]);
        let _ = write!(
            self.html,
            "<div class=\"alert alert-{class}\" role=\"note\">\n<p class=\"alert-title\">"
        );
        self.text(title);
        self.html("</p>\n", at)
    }
}

/// A document; what would be taken for the mark of a component is taken out.
fn document(mut html: String, slots: Vec<Slot<Located>>) -> Document<Located> {
    if html.contains([COMPONENT_START, COMPONENT_END]) {
        // Of the same length, so that slots stay where they are.
        html = html.replace([COMPONENT_START, COMPONENT_END], "\u{fffd}");
    }
    // It is kept as long as the page is, thousands of times.
    html.shrink_to_fit();
    Document { html, slots }
}

/// Appends ` name="value"`, the value escaped.
fn push_attribute(html: &mut String, name: &str, value: &str) {
    html.push(' ');
    html.push_str(name);
    html.push_str("=\"");
    let _ = escape_html(&mut *html, value);
    html.push('"');
}

/// The tags of elements within a line that have no attributes; empty for all others.
fn inline_tags(tag: TagEnd) -> (&'static str, &'static str) {
    match tag {
        TagEnd::Emphasis => ("<em>", "</em>"),
        TagEnd::Strong => ("<strong>", "</strong>"),
        TagEnd::Strikethrough => ("<del>", "</del>"),
        TagEnd::Superscript => ("<sup>", "</sup>"),
        TagEnd::Subscript => ("<sub>", "</sub>"),
        _ => ("", ""),
    }
}

/// A phrase of the interface with the name or number in it.
fn fill(phrase: &str, value: &str) -> String {
    phrase.replacen("{}", value, 1)
}
