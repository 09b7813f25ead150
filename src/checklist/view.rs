//! `view` of the component `checklist`: a list of tasks whose ticks the reader's device keeps.

use serde::Serialize;

/// A checklist, on its own page or embedded in another.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct ChecklistView {
    /// The id of its element; unique on the page.
    pub id: String,
    /// The name of the list: the text of the heading above it, or the title of its page.
    pub title: String,
    /// The address of the list on its own page, with the fragment.
    pub path: String,
    /// The title of its page.
    pub page_title: String,
    /// Whether it stands on another page than its own.
    pub is_embedded: bool,
    /// The key of its page, under which ticks are kept: the `key` of the front matter, else the route.
    pub key: String,
    /// The keys that the page had before: the routes of its `aliases`.
    pub former_keys: Vec<String>,
    /// The top level of its items.
    pub items: Vec<ItemView>,
    /// How many items it has, nested ones included.
    pub total: usize,
}

/// An item of a checklist.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct ItemView {
    /// Its id, under which its tick is kept.
    pub id: String,
    /// The id of its element, the fragment that leads to it; unique on the page.
    pub element_id: String,
    /// The id of its checkbox.
    pub box_id: String,
    /// The id of its hint.
    pub hint_id: String,
    /// The label as inline HTML without buttons.
    pub label: String,
    /// The label as plain text.
    pub text: String,
    /// Eight hexadecimal digits that change when the text does.
    pub hash: String,
    /// The hint as inline HTML, if there is one.
    pub hint: Option<String>,
    /// Whether it was written as done.
    pub checked: bool,
    /// The blocks of the item below its text, as HTML; may be empty.
    pub more: String,
    /// The items below it.
    pub items: Vec<ItemView>,
}
