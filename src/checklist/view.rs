//! `view` of the component `checklist`: a list of tasks whose ticks the reader's device keeps.

use serde::Serialize;

/// A checklist, on its own page or embedded in another.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct ChecklistView {
    /// The id of the element of the checklist; unique on the page.
    pub id: String,
    /// The name of the checklist: the text of the heading above it, or the title of its page.
    pub title: String,
    /// The address of the checklist on its own page, with the fragment.
    pub path: String,
    /// The title of the checklist's own page.
    pub page_title: String,
    /// Whether the checklist is embedded in another page.
    pub is_embedded: bool,
    /// The key of the checklist's own page, under which the device stores ticks: the `key` of
    /// the front matter, else the route.
    pub key: String,
    /// The former keys of the checklist's own page: the routes of its `aliases`.
    pub former_keys: Vec<String>,
    /// The top-level items of the checklist.
    pub items: Vec<ItemView>,
    /// How many items the checklist has, nested ones included.
    pub total: usize,
    /// How many items all checklists of that page have, nested ones included.
    pub page_total: usize,
    /// How often the checklist starts again: `daily`, `weekly`, or the times at which shifts begin,
    /// such as `06:00 18:00`; empty if it does not.
    pub repeat: String,
    /// How many people write their names when all is done; 0 to 2.
    pub names: u8,
    /// Whether the checklist is the last of its page and stands there: on paper, lines for names and a
    /// date come below it.
    pub is_last: bool,
}

/// An item of a checklist.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct ItemView {
    /// The id of the item, under which the device stores its tick.
    pub id: String,
    /// The id of the element of the item, for links to it; unique on the page.
    pub element_id: String,
    /// The id of the checkbox of the item.
    pub box_id: String,
    /// The id of the hint of the item.
    pub hint_id: String,
    /// The label of the item as inline HTML without buttons.
    pub label: String,
    /// The label of the item as plain text.
    pub text: String,
    /// Eight hexadecimal digits that change when the text of the item does.
    pub hash: String,
    /// The hint of the item as inline HTML, if there is one.
    pub hint: Option<String>,
    /// The number of the item in an ordered list; empty in another.
    pub number: String,
    /// Whether the source marks the item as done.
    pub checked: bool,
    /// The blocks of the item below its text, as HTML; may be empty.
    pub more: String,
    /// The items nested in the item.
    pub items: Vec<ItemView>,
}
