//! [`Checklist`]: a list of tasks.

use crate::base::paths::Anchor;
use crate::checklist::declaration::KIND;
use crate::document::body::{Document, Located};
use crate::resolve::offer::Offer;
use crate::site::per_page::PerPage;

/// A checklist, with its references still unresolved.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Checklist {
    /// The id of its element on its own page.
    pub id: Anchor,
    /// The id of the heading above it, if there is one.
    pub heading: Option<Anchor>,
    /// The text of that heading; empty without one.
    pub title: String,
    /// Whether it stands in a plain list or a quotation within an item of another checklist.
    pub is_nested: bool,
    /// Its items, in order.
    pub items: Vec<ChecklistItem>,
}

/// A task of a checklist.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ChecklistItem {
    /// Its id, under which its tick is saved, and which its element on its own page has.
    pub id: Anchor,
    /// The id of its checkbox on its own page.
    pub box_id: Anchor,
    /// The id of its hint on its own page.
    pub hint_id: Anchor,
    /// Whether the author wrote the id.
    pub is_authored: bool,
    /// Its label.
    pub label: Document<Located>,
    /// Its label as plain text.
    pub text: String,
    /// The explanation below its label.
    pub hint: Option<Document<Located>>,
    /// Whether it was written `[x]`.
    pub checked: bool,
    /// The rest of its content, without nested tasks.
    pub more: Document<Located>,
    /// The items nested in it.
    pub items: Vec<ChecklistItem>,
}

impl Checklist {
    /// Calls the visitor with every reference in it.
    pub fn visit(&self, visitor: &mut dyn FnMut(&Located)) {
        self.items.iter().for_each(|item| item.visit(visitor));
    }

    /// The ids of its items, nested ones included, in order.
    pub fn ids(&self) -> Vec<&Anchor> {
        self.ids_of(&|_| true)
    }

    /// The ids of its items that were written `[x]`, nested ones included, in order.
    pub fn done(&self) -> Vec<&Anchor> {
        self.ids_of(&|item| item.checked)
    }

    fn ids_of(&self, filter: &impl Fn(&ChecklistItem) -> bool) -> Vec<&Anchor> {
        let mut ids = Vec::new();
        for item in &self.items {
            item.add_ids(filter, &mut ids);
        }
        ids
    }
}

impl ChecklistItem {
    fn visit(&self, visitor: &mut dyn FnMut(&Located)) {
        self.label.visit(visitor);
        self.hint.iter().for_each(|hint| hint.visit(visitor));
        self.more.visit(visitor);
        self.items.iter().for_each(|item| item.visit(visitor));
    }

    fn add_ids<'i>(&'i self, filter: &impl Fn(&Self) -> bool, ids: &mut Vec<&'i Anchor>) {
        if filter(self) {
            ids.push(&self.id);
        }
        for item in &self.items {
            item.add_ids(filter, ids);
        }
    }
}

/// The checklists of a page, in the order of the text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PageChecklists(pub Vec<Checklist>);

impl PageChecklists {
    /// How many items the lists have, nested ones included.
    pub fn count(&self) -> usize {
        self.0.iter().map(|list| list.ids().len()).sum()
    }

    /// The offer of the page: so many tasks to do.
    pub fn offer(&self) -> Offer {
        Offer {
            kind: KIND,
            count: self.count(),
        }
    }
}

/// The checklists of a site, by page.
pub type Checklists = PerPage<PageChecklists>;
