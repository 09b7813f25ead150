//! [`ChecklistCollector`]: the feature while one page is being read.

use std::cell::RefCell;
use std::ops::Range;
use std::sync::Arc;

use crate::base::diagnostic::Code;
use crate::checklist::keys;
use crate::checklist::model::{PageChecklists, Rounds};
use crate::checklist::write::{self, Lists};
use crate::data::reader::Reader;
use crate::document::stable_id::StableId;
use crate::markdown::report::Reporter;
use crate::markdown::write::writer::Writer;

/// The checklists of a page that is being read.
#[derive(Debug, Default)]
pub struct ChecklistCollector {
    /// What the table of the front matter says, and the span of its name.
    rounds: RefCell<Option<(Rounds, Range<usize>)>>,
    lists: Lists,
}

impl ChecklistCollector {
    /// Reads the table `[checklist]` of the front matter.
    pub fn read(&self, reader: &mut Reader<'_>) {
        self.rounds.replace(keys::read(reader));
    }

    /// Writes the list of tasks that begins at the token `at`. Returns the token after it.
    pub fn write(&self, writer: &mut Writer<'_, '_>, at: usize) -> usize {
        write::write(writer, &self.lists, at)
    }

    /// Reports a table without a list. Warns of generated ids of items, which change when the texts
    /// of the items do.
    pub fn finish(&self, stable_ids: &[StableId], reporter: &Reporter<'_>) {
        if let Some((_, span)) = &*self.rounds.borrow()
            && self.lists.borrow().is_empty()
        {
            let message = "`[checklist]` is of no use: this page has no checklist";
            reporter.error(Code::InvalidValue, message, Some(span.clone()), |d| {
                d.hint("a checklist is a list whose items begin with `[ ]`")
                    .hint("lists of other pages start again as their own pages say")
            });
        }
        write::warn_of_generated_ids(stable_ids, reporter);
    }

    /// The checklists of the page.
    pub fn end(&self) -> Option<Arc<PageChecklists>> {
        let mut page = PageChecklists(self.lists.take());
        let rounds = self.rounds.take().map(|(rounds, _)| rounds).unwrap_or_default();
        let page_total = page.count();
        for list in &mut page.0 {
            list.page_total = page_total;
            list.rounds.clone_from(&rounds);
        }
        if let Some(last) = page.0.iter_mut().rfind(|list| !list.is_nested) {
            last.is_last = true;
        }
        (!page.0.is_empty()).then(|| Arc::new(page))
    }
}
