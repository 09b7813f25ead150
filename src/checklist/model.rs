//! [`Checklist`]: a list of tasks.

use crate::base::paths::Anchor;
use crate::checklist::declaration::KIND;
use crate::document::body::{Document, Located};
use crate::resolve::offer::Offer;
use crate::site::per_page::PerPage;

/// A checklist, with its references still unresolved.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Checklist {
    /// The id of the element of the checklist on its own page.
    pub id: Anchor,
    /// The id of the heading above the checklist, if there is one.
    pub heading: Option<Anchor>,
    /// The text of the heading above the checklist; empty without one.
    pub title: String,
    /// Whether the checklist stands in a plain list or a quotation within an item of another one.
    pub is_nested: bool,
    /// The items of the checklist, in order.
    pub items: Vec<ChecklistItem>,
}

/// A task of a checklist.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ChecklistItem {
    /// The id of the item, under which its tick is saved, and which its element on its own page
    /// has.
    pub id: Anchor,
    /// The id of the checkbox of the item on its own page.
    pub box_id: Anchor,
    /// The id of the hint of the item on its own page.
    pub hint_id: Anchor,
    /// Whether the author wrote the id of the item.
    pub is_authored: bool,
    /// The label of the item.
    pub label: Document<Located>,
    /// The label of the item as plain text.
    pub text: String,
    /// The explanation below the label of the item.
    pub hint: Option<Document<Located>>,
    /// Whether the item was written `[x]`.
    pub checked: bool,
    /// The rest of the content of the item, without nested tasks.
    pub more: Document<Located>,
    /// The items nested in this item.
    pub items: Vec<ChecklistItem>,
}

impl Checklist {
    /// Calls the visitor with every reference in the checklist.
    pub fn visit(&self, visitor: &mut dyn FnMut(&Located)) {
        self.items.iter().for_each(|item| item.visit(visitor));
    }

    /// The ids of the items of the checklist, nested ones included, in order.
    pub fn ids(&self) -> Vec<&Anchor> {
        self.ids_of(&|_| true)
    }

    /// The ids of the items that were written `[x]`, nested ones included, in order.
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
    /// How many items the checklists of the page have, nested ones included.
    pub fn count(&self) -> usize {
        self.0.iter().map(|list| list.ids().len()).sum()
    }

    /// The offer of the page: so many tasks to do.
    pub fn offer(&self) -> Offer {
        Offer { kind: KIND, count: self.count() }
    }
}

/// The checklists of a site, by page.
pub type Checklists = PerPage<PageChecklists>;
