//! Checklists: every list of tasks, taken out of the flow into a structure of the page.
//!
//! A list of tasks and other items becomes several: a checklist of the tasks that follow each
//! other, and a plain list of the others, in order. Tasks below a task belong to it.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::super::node::{Node, element_len, plain_text};
use super::Writer;
use crate::base::diagnostic::Code;
use crate::base::paths::Anchor;
use crate::parse::attributes::Attributes;
use crate::parse::document::{Document, Located, Own};
use crate::parse::identity::Kind;
use crate::parse::structure::checklist::{Checklist, Item};

/// How deep tasks may stand in one another. Nobody ticks deeper, and each level costs stack.
const DEPTH_LIMIT: usize = 8;

/// Items of one list that follow each other, by the pieces that start them.
struct Run {
    are_tasks: bool,
    items: Vec<Range<usize>>,
    /// The number of the first in an ordered list.
    first: Option<u64>,
}

impl Writer<'_, '_> {
    /// Writes the list with tasks that the piece `at` starts. Gives the piece after it.
    pub(super) fn task_list(&mut self, at: usize) -> usize {
        let end = at + element_len(&self.reading.pieces[at..]);
        if !self.may_go_deeper(at) {
            return end;
        }
        for run in self.runs(at, end) {
            if run.are_tasks {
                self.checklist(&run, at);
            } else {
                self.plain_run(&run);
            }
        }
        end
    }

    /// Refuses tasks in tasks beyond the limit.
    fn may_go_deeper(&self, at: usize) -> bool {
        if self.task_depth < DEPTH_LIMIT {
            return true;
        }
        let start = self.reading.pieces[at].range.start;
        self.reports.error(
            Code::InvalidValue,
            format!("tasks stand in one another more than {DEPTH_LIMIT} levels deep"),
            Some(start..start + 1),
            |d| d.hint("move them up, or make a list of their own below a heading"),
        );
        false
    }

    /// The items of a list, tasks apart from others.
    fn runs(&self, at: usize, end: usize) -> Vec<Run> {
        let pieces = &self.reading.pieces;
        let mut number = match &pieces[at].node {
            Node::Event(Event::Start(Tag::List(first))) => *first,
            _ => None,
        };
        let mut runs: Vec<Run> = Vec::new();
        let mut next = at + 1;
        while next + 1 < end {
            let item = next..next + element_len(&pieces[next..]);
            next = item.end;
            let is_task = self.reading.tasks.contains_key(&item.start);
            match runs.last_mut().filter(|run| run.are_tasks == is_task) {
                Some(run) => run.items.push(item),
                None => runs.push(Run {
                    are_tasks: is_task,
                    items: vec![item],
                    first: number,
                }),
            }
            number = number.map(|n| n.saturating_add(1));
        }
        runs
    }

    fn plain_run(&mut self, run: &Run) {
        self.open_list(run.first);
        for item in &run.items {
            self.pieces(item.clone());
        }
        let end = if run.first.is_some() {
            "</ol>\n"
        } else {
            "</ul>\n"
        };
        self.html.push_str(end);
    }

    /// Puts a checklist here.
    fn checklist(&mut self, run: &Run, at: usize) {
        let id = self.ids.unique(&Anchor::raw("checklist"));
        let heading = self
            .headings
            .last()
            .map(|h| (h.anchor.clone(), h.text.clone()));
        let (heading, title) = match heading.or_else(|| self.above.clone()) {
            Some((anchor, text)) => (Some(anchor), text),
            None => (None, String::new()),
        };
        let is_nested = self.task_depth > 0;
        // Lists are numbered in the order of the text: this one before those that stand in it.
        let number = self.structures.checklists.len();
        self.structures.checklists.push(Checklist {
            id,
            heading,
            title,
            is_nested,
            items: Vec::new(),
        });
        let items = run.items.iter().map(|item| self.task(item)).collect();
        if let Some(list) = self.structures.checklists.get_mut(number) {
            list.items = items;
        }
        let span = self.reading.pieces[at].range.clone();
        self.own(Own::Checklist(number), span);
    }

    fn task(&mut self, pieces: &Range<usize>) -> Item<Located> {
        // Each text is short, so that writing one looks at no clock.
        self.cut = self.cut || self.time_is_over();
        let reading = self.reading;
        let at = pieces.start;
        let attributes = reading.attributes.get(&at);
        let end_of = |wanted: fn(&Node<'_>) -> bool| {
            let mut inner = at + 1..pieces.end;
            inner.find(|piece| wanted(&reading.pieces[*piece].node))
        };
        let end = end_of(|node| matches!(node, Node::TaskEnd)).unwrap_or(pieces.end - 1);
        let hint = end_of(|node| matches!(node, Node::Hint)).filter(|hint| *hint < end);
        let label = at + 1..hint.unwrap_or(end);
        let text = plain_text(&reading.pieces[label.clone()]).trim().to_owned();
        let id = self.id(attributes, || Anchor::authorable(&text, "item"));
        let box_id = self.ids.unique(&Anchor::raw(&format!("{id}-box")));
        let hint_id = match hint {
            Some(_) => self.ids.unique(&Anchor::raw(&format!("{id}-hint"))),
            None => Anchor::raw(&format!("{id}-hint")),
        };
        self.anchors.push(id.clone());
        self.identify(Kind::Item, at, &id);
        self.task_depth += 1;
        let label = self.label(label, attributes);
        self.words.gap();
        let hint = hint.map(|hint| self.capture(hint + 1..end));
        self.words.gap();
        let (more, items) = self.below(end + 1..pieces.end - 1);
        self.task_depth -= 1;
        Item {
            is_authored: attributes.is_some_and(|attributes| attributes.id.is_some()),
            id,
            box_id,
            hint_id,
            label,
            text,
            hint,
            checked: reading.tasks.get(&at).is_some_and(|task| task.checked),
            more,
            items,
        }
    }

    /// The label of a task, which keeps the classes that the author gave to the task.
    fn label(
        &mut self,
        pieces: Range<usize>,
        attributes: Option<&Attributes>,
    ) -> Document<Located> {
        if attributes.is_none_or(|attributes| attributes.classes.is_empty()) {
            return self.capture(pieces);
        }
        let open = self.begin_capture();
        self.html.push_str("<span");
        self.classes("", attributes);
        self.html.push('>');
        self.pieces(pieces);
        self.html.push_str("</span>");
        self.end_capture(open)
    }

    /// What stands below the label of a task: tasks, and everything else.
    fn below(&mut self, pieces: Range<usize>) -> (Document<Located>, Vec<Item<Located>>) {
        let mut items = Vec::new();
        let open = self.begin_capture();
        let mut next = pieces.start;
        while next < pieces.end {
            let piece = &self.reading.pieces[next];
            let is_list = matches!(piece.node, Node::Event(Event::Start(Tag::List(_))));
            let end = if piece.opens() {
                next + element_len(&self.reading.pieces[next..])
            } else {
                next + 1
            };
            if is_list && self.reading.task_lists.contains(&next) {
                if self.may_go_deeper(next) {
                    for run in self.runs(next, end) {
                        if run.are_tasks {
                            items.extend(run.items.iter().map(|item| self.task(item)));
                        } else {
                            self.plain_run(&run);
                        }
                    }
                }
            } else {
                self.pieces(next..end);
            }
            next = end;
        }
        let more = self.end_capture(open);
        let is_blank = more.slots.is_empty() && more.html.trim().is_empty();
        (if is_blank { Document::default() } else { more }, items)
    }
}
