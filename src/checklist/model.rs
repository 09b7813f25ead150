//! [`Checklist`]: a list of tasks.

use crate::base::paths::Anchor;
use crate::book::paper::ListsAtId;
use crate::checklist::declaration::KIND;
use crate::document::body::Document;
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
    /// When the lists of the page start again, and who signs them.
    pub rounds: Rounds,
    /// How many items all lists of the page have, nested ones included.
    pub page_total: usize,
    /// Whether no other list of the page comes after it, but for those within it.
    pub is_last: bool,
}

/// When the lists of a page start again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Rounds {
    /// `daily`, `weekly`, or the times at which shifts begin, such as `06:00 18:00`; empty if the
    /// lists do not start again.
    pub repeat: String,
    /// How many people write their names when all is done; 0 to 2.
    pub names: u8,
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
    pub label: Document,
    /// The label of the item as plain text.
    pub text: String,
    /// The explanation below the label of the item.
    pub hint: Option<Document>,
    /// The number of the item in an ordered list.
    pub number: Option<u64>,
    /// Whether the item was written `[x]`.
    pub checked: bool,
    /// The rest of the content of the item, without nested tasks.
    pub more: Document,
    /// The items nested in this item.
    pub items: Vec<ChecklistItem>,
}

impl Checklist {
    /// The items of the checklist in order, nested ones included, each with the item that it is
    /// nested in.
    pub fn all_items(&self) -> Vec<(&ChecklistItem, Option<&ChecklistItem>)> {
        let mut all = Vec::new();
        let mut next: Vec<_> = self.items.iter().rev().map(|item| (item, None)).collect();
        while let Some((item, parent)) = next.pop() {
            all.push((item, parent));
            next.extend(item.items.iter().rev().map(|nested| (nested, Some(item))));
        }
        all
    }

    /// The ids of the items of the checklist, nested ones included, in order.
    pub fn ids(&self) -> Vec<&Anchor> {
        self.all_items().into_iter().map(|(item, _)| &item.id).collect()
    }

    /// The ids of the items that were written `[x]`, nested ones included, in order.
    pub fn done(&self) -> Vec<&Anchor> {
        let checked = self.all_items().into_iter().filter(|(item, _)| item.checked);
        checked.map(|(item, _)| &item.id).collect()
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

    /// The lists below a heading with this id, or the one that has it, itself or on one of its items;
    /// `None` if there is none.
    pub fn at(&self, id: &str) -> Option<ListsAtId> {
        let lists = || self.0.iter().filter(|list| !list.is_nested);
        let is_below = |list: &&Checklist| list.heading.as_ref().is_some_and(|h| h.as_str() == id);
        let has_it = |list: &&Checklist| {
            list.id.as_str() == id || list.ids().iter().any(|item| item.as_str() == id)
        };
        let mut found: Vec<&Checklist> = lists().filter(is_below).collect();
        if found.is_empty() {
            found.extend(lists().find(has_it));
        }
        Some(ListsAtId {
            page_total: found.first()?.page_total,
            count: found.iter().map(|list| list.ids().len()).sum(),
            ids: found.into_iter().map(|list| list.id.clone()).collect(),
        })
    }

    /// The ids at which the page has lists: of the headings above them, else of the lists.
    pub fn places(&self) -> Vec<&Anchor> {
        let lists = self.0.iter().filter(|list| !list.is_nested);
        let mut places: Vec<&Anchor> =
            lists.map(|list| list.heading.as_ref().unwrap_or(&list.id)).collect();
        places.dedup();
        places
    }

    /// The offer of the page: so many tasks to do.
    pub fn offer(&self) -> Offer {
        Offer { kind: KIND, count: self.count() }
    }
}

/// The checklists of a site, by page.
pub type Checklists = PerPage<PageChecklists>;
