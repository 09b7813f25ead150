//! Lists and their items.

use std::fmt::Write as _;

use crate::markdown::write::writer::Writer;

impl Writer<'_, '_> {
    pub(super) fn begin_list(&mut self, at: usize, first: Option<u64>) -> usize {
        if self.parsed.task_lists.contains(&at) {
            return self.extension.write_tasks(self, at);
        }
        self.open_list(first);
        at + 1
    }

    /// Writes the start of a list: an ordered one from the number `first`, else an unordered one.
    pub fn open_list(&mut self, first: Option<u64>) {
        // A list inside an item follows text on that line.
        if !self.html.ends_with('\n') && !self.html.is_empty() {
            self.html.push('\n');
        }
        self.html.push_str(if first.is_some() { "<ol" } else { "<ul" });
        if let Some(first) = first.filter(|first| *first != 1) {
            let _ = write!(self.html, " start=\"{first}\"");
        }
        self.html.push_str(">\n");
    }

    pub(super) fn begin_item(&mut self, at: usize) -> usize {
        let attributes = self.parsed.attributes.get(&at);
        self.html.push_str("<li");
        if let Some(id) = attributes.and_then(|attributes| attributes.id.as_ref()) {
            self.attribute("id", id.value.as_str());
            self.anchors.push(id.value.clone());
        }
        self.classes("", attributes);
        self.html(">", at)
    }
}
