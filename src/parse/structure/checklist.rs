//! [`Checklist`]: a list of tasks.

use crate::base::paths::Anchor;
use crate::parse::document::Document;

/// A checklist.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Checklist<L> {
    /// The id of its element on its own page.
    pub id: Anchor,
    /// The id of the heading above it, if there is one.
    pub heading: Option<Anchor>,
    /// The text of that heading; empty without one.
    pub title: String,
    /// Whether it stands in an item of another checklist, but not right below it: in a list or a
    /// quotation there.
    pub is_nested: bool,
    /// Its items, in order.
    pub items: Vec<Item<L>>,
}

/// An item.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Item<L> {
    /// Its id, under which its tick is kept; its element on its own page has the same.
    pub id: Anchor,
    /// The id of its checkbox on its own page.
    pub box_id: Anchor,
    /// The id of its hint on its own page.
    pub hint_id: Anchor,
    /// Whether the author wrote the id.
    pub is_authored: bool,
    /// The text of the task.
    pub label: Document<L>,
    /// The same as plain text.
    pub text: String,
    /// What explains it.
    pub hint: Option<Document<L>>,
    /// Whether it was written `[x]`.
    pub checked: bool,
    /// What else stands in the item.
    pub more: Document<L>,
    /// The items below it.
    pub items: Vec<Item<L>>,
}

impl<L> Checklist<L> {
    /// The same with something else in every slot.
    pub fn map<M>(&self, map: &mut impl FnMut(&L) -> M) -> Checklist<M> {
        Checklist {
            id: self.id.clone(),
            heading: self.heading.clone(),
            title: self.title.clone(),
            is_nested: self.is_nested,
            items: self.items.iter().map(|item| item.map(map)).collect(),
        }
    }

    /// The ids of its items, those below others included, in order.
    pub fn ids(&self) -> Vec<&Anchor> {
        self.ids_of(&|_| true)
    }

    /// The ids of those that were written `[x]`, in order.
    pub fn done(&self) -> Vec<&Anchor> {
        self.ids_of(&|item| item.checked)
    }

    fn ids_of(&self, wanted: &impl Fn(&Item<L>) -> bool) -> Vec<&Anchor> {
        let mut ids = Vec::new();
        for item in &self.items {
            item.add_ids(wanted, &mut ids);
        }
        ids
    }
}

impl<L> Item<L> {
    fn map<M>(&self, map: &mut impl FnMut(&L) -> M) -> Item<M> {
        Item {
            id: self.id.clone(),
            box_id: self.box_id.clone(),
            hint_id: self.hint_id.clone(),
            is_authored: self.is_authored,
            label: self.label.map(map),
            text: self.text.clone(),
            hint: self.hint.as_ref().map(|hint| hint.map(map)),
            checked: self.checked,
            more: self.more.map(map),
            items: self.items.iter().map(|item| item.map(map)).collect(),
        }
    }

    fn add_ids<'i>(&'i self, wanted: &impl Fn(&Self) -> bool, ids: &mut Vec<&'i Anchor>) {
        if wanted(self) {
            ids.push(&self.id);
        }
        for item in &self.items {
            item.add_ids(wanted, ids);
        }
    }
}
