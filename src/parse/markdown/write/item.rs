//! Lists, items and tasks.

use std::fmt::Write as _;

use super::super::node::{Node, Piece, plain_text};
use super::super::read::Task;
use super::Writer;
use crate::base::paths::Anchor;
use crate::parse::attributes::Attributes;
use crate::parse::identity::Kind;

impl Writer<'_, '_> {
    pub(super) fn begin_list(&mut self, at: usize, first: Option<u64>) -> usize {
        // A list inside of an item follows text on the same line.
        if !self.html.ends_with('\n') && !self.html.is_empty() {
            self.html.push('\n');
        }
        self.html
            .push_str(if first.is_some() { "<ol" } else { "<ul" });
        if let Some(first) = first.filter(|first| *first != 1) {
            let _ = write!(self.html, " start=\"{first}\"");
        }
        if self.reading.task_lists.contains(&at) {
            self.html.push_str(" class=\"tasks\"");
        }
        self.html(">\n", at)
    }

    pub(super) fn begin_item(&mut self, at: usize) -> usize {
        let attributes = self.reading.attributes.get(&at);
        if let Some(task) = self.reading.tasks.get(&at) {
            return self.begin_task(at, *task, attributes);
        }
        self.html.push_str("<li");
        if let Some(id) = attributes.and_then(|attributes| attributes.id.as_ref()) {
            self.attribute("id", id.value.as_str());
            self.anchors.push(id.value.clone());
        }
        self.classes("", attributes);
        self.html(">", at)
    }

    /// A checkbox and its label. What names the box is the label alone; the hint describes it.
    fn begin_task(&mut self, at: usize, task: Task, attributes: Option<&Attributes>) -> usize {
        let reading = self.reading;
        let id = self.id(attributes, || {
            Anchor::authorable(&plain_text(label(&reading.pieces[at + 1..])), "item")
        });
        self.identify(Kind::Item, at, &id);
        let field = self.ids.unique(&Anchor::raw(&format!("{id}-box")));
        self.hint = task
            .has_hint
            .then(|| self.ids.unique(&Anchor::raw(&format!("{id}-hint"))));
        self.html.push_str("<li");
        self.classes("task", attributes);
        self.attribute("id", id.as_str());
        self.html.push_str("><input type=\"checkbox\"");
        self.attribute("id", field.as_str());
        if task.checked {
            self.html.push_str(" checked");
        }
        if let Some(hint) = self.hint.clone() {
            self.attribute("aria-describedby", hint.as_str());
        }
        self.html.push_str("><label");
        self.attribute("for", field.as_str());
        self.anchors.push(id);
        self.html(">", at)
    }

    pub(super) fn begin_hint(&mut self, at: usize) -> usize {
        self.words.gap();
        self.html.push_str("</label> <span class=\"hint\"");
        if let Some(hint) = self.hint.clone() {
            self.attribute("id", hint.as_str());
        }
        self.html(">", at)
    }

    pub(super) fn end_task(&mut self, at: usize) -> usize {
        self.words.gap();
        let end = match self.hint.take() {
            Some(_) => "</span>\n",
            None => "</label>\n",
        };
        self.html(end, at)
    }
}

/// The pieces of a label, up to its hint or its end.
fn label<'p, 'a>(pieces: &'p [Piece<'a>]) -> &'p [Piece<'a>] {
    let end = pieces
        .iter()
        .position(|piece| matches!(piece.node, Node::Hint | Node::TaskEnd));
    &pieces[..end.unwrap_or(pieces.len())]
}
