//! [`ChecklistCollector`]: the feature while one page is being read.

use crate::checklist::model::PageChecklists;
use crate::checklist::write::{self, Lists};
use crate::document::stable_id::StableId;
use crate::markdown::report::Reporter;
use crate::markdown::write::writer::Writer;
use std::cell::RefCell;
use std::sync::Arc;

/// The checklists of a page that is being read.
#[derive(Debug, Default)]
pub struct ChecklistCollector {
    lists: Lists,
}

impl ChecklistCollector {
    /// Writes the list of tasks that begins at the token `at`. Returns the token after it.
    pub fn write(&self, writer: &mut Writer<'_, '_>, at: usize) -> usize {
        write::write(writer, &self.lists, at)
    }

    /// Warns of generated ids of items, which change when the texts of the items do.
    pub fn finish(&self, stable_ids: &[StableId], reporter: &Reporter<'_>) {
        write::warn_of_generated_ids(stable_ids, reporter);
    }

    /// The checklists of the page.
    pub fn end(&self) -> Option<Arc<PageChecklists>> {
        let lists = RefCell::take(&self.lists);
        (!lists.is_empty()).then(|| Arc::new(PageChecklists(lists)))
    }
}
