//! The items of checklists in `handbook.json`.

use serde::Serialize;

use crate::checklist::model::Checklists;
use crate::resolve::data::{DataList, DataSource, list};

/// An item of a checklist as JSON.
#[derive(Debug, Serialize)]
struct ItemData<'a> {
    id: &'a str,
    route: String,
    url: String,
    text: &'a str,
    /// The heading above the list of the item; empty without one.
    list: &'a str,
    /// The id of the item that this item is nested in.
    parent: Option<&'a str>,
}

/// The list `items`: the items of all checklists of a site.
pub fn lists(source: &DataSource<'_, '_>, checklists: &Checklists) -> [DataList; 1] {
    let items = source.each(|id| {
        let lists = checklists.get(id).into_iter().flat_map(|page| &page.0);
        let items = lists.flat_map(|list| {
            list.all_items().into_iter().map(move |(item, parent)| ItemData {
                id: item.id.as_str(),
                route: source.route(id),
                url: source.url(id, item.id.as_str()),
                text: &item.text,
                list: &list.title,
                parent: parent.map(|parent| parent.id.as_str()),
            })
        });
        items.collect()
    });
    [list("items", &items)]
}
