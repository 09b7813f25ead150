//! The views of checklists for their component: on their own page, and wherever the directive
//! `checklist` shows them.

use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::paths::Anchor;
use crate::base::suggest::nearest;
use crate::checklist::declaration::COMPONENT;
use crate::checklist::model::{Checklist, ChecklistItem, Checklists};
use crate::checklist::titles;
use crate::checklist::view::{ChecklistView, ItemView};
use crate::document::body::{Directive, DirectiveText, Document, Printed};
use crate::resolve::resolver::Resolver;
use crate::resolve::text_hash::text_hash;
use crate::site::keys;
use crate::site::lookup::DestinationParts;
use crate::site::tree::NodeId;

/// The page that the texts of items come from, and what the ids of their elements begin with.
#[derive(Default)]
struct ItemSource {
    /// The page, for a further copy of its items, be it on the same page; `None` for the items
    /// themselves, on their own page.
    embedded: Option<NodeId>,
    prefix: String,
}

/// Resolves a checklist where it stands on its own page.
pub fn local(resolver: &mut Resolver<'_>, list: &Checklist) -> Printed {
    let items = items(resolver, &list.items, &ItemSource::default());
    let node = resolver.node;
    let view = checklist_view(resolver, node, list, (list.id.to_string(), false), items);
    resolver.component(COMPONENT, view)
}

/// Resolves a copy of a checklist of the page `node`, on another page or on its own.
pub fn embedded(resolver: &mut Resolver<'_>, node: NodeId, list: &Checklist) -> Printed {
    let id = resolver.free_prefix("embedded");
    // The ids are unique on their page, and so is the prefix on this one.
    let source = ItemSource { embedded: Some(node), prefix: format!("{id}-") };
    let items = items(resolver, &list.items, &source);
    let view = checklist_view(resolver, node, list, (id, true), items);
    resolver.component(COMPONENT, view)
}

fn items(
    resolver: &mut Resolver<'_>,
    items: &[ChecklistItem],
    source: &ItemSource,
) -> Vec<ItemView> {
    items.iter().map(|item| item_view(resolver, item, source)).collect()
}

fn item_view(resolver: &mut Resolver<'_>, item: &ChecklistItem, source: &ItemSource) -> ItemView {
    let own_id = |id: &Anchor| [&*source.prefix, id.as_str()].concat();
    let mut html = |text: &Document| match source.embedded {
        Some(node) => resolver.embedded(node, text),
        None => resolver.html(text),
    };
    ItemView {
        id: item.id.to_string(),
        element_id: own_id(&item.id),
        box_id: own_id(&item.box_id),
        hint_id: own_id(&item.hint_id),
        label: html(&item.label),
        text: item.text.clone(),
        hash: text_hash(&item.text),
        hint: item.hint.as_ref().map(&mut html),
        number: item.number.map(|number| number.to_string()).unwrap_or_default(),
        checked: item.checked,
        more: html(&item.more),
        items: items(resolver, &item.items, source),
    }
}

fn checklist_view(
    resolver: &Resolver<'_>,
    node: NodeId,
    list: &Checklist,
    (id, is_embedded): (String, bool),
    items: Vec<ItemView>,
) -> ChecklistView {
    let (page, summary) = resolver.page(node);
    ChecklistView {
        id,
        title: titles::title(page, list),
        path: titles::path(page, list, resolver.input.urls),
        page_title: page.title.to_owned(),
        is_embedded,
        key: keys::key(page.route, summary),
        former_keys: keys::previous_keys(page.route, summary),
        items,
        total: list.ids().len(),
        page_total: list.page_total,
        repeat: list.rounds.repeat.clone(),
        names: list.rounds.names,
        is_last: list.is_last && !is_embedded,
    }
}

/// Resolves the directive `checklist`: the lists below a heading of a page, or all of its lists.
pub fn directive(
    resolver: &mut Resolver<'_>,
    checklists: &Checklists,
    directive: &Directive,
) -> Option<Printed> {
    let argument = directive.argument.as_ref()?;
    let node = resolver.page_of_argument(argument)?;
    let all = checklists.get(node).map_or(&[][..], |page| &page.0);
    let fragment = DestinationParts::of(&argument.text).fragment.filter(|f| !f.is_empty());
    let is_selected = |list: &&Checklist| match fragment {
        Some(fragment) => {
            !list.is_nested && list.heading.as_ref().is_some_and(|h| h.as_str() == fragment)
        }
        None => !list.is_nested,
    };
    let selected: Vec<&Checklist> = all.iter().filter(is_selected).collect();
    if selected.is_empty() {
        let diagnostic = missing_list(resolver, checklists, argument, node, fragment);
        resolver.report(diagnostic);
        return None;
    }
    let mut html = String::new();
    for list in selected {
        embedded(resolver, node, list).write(&mut html);
    }
    Some(Printed::Html(html))
}

/// The error that a page has no checklist, or none below the heading that `fragment` names.
fn missing_list(
    resolver: &Resolver<'_>,
    checklists: &Checklists,
    argument: &DirectiveText,
    node: NodeId,
    fragment: Option<&str>,
) -> Diagnostic {
    let site = resolver.site();
    let title = &site.nodes[node].title;
    let lists = checklists.get(node).map_or(&[][..], |page| &page.0);
    let Some(fragment) = fragment.filter(|_| !lists.is_empty()) else {
        let message = format!("the page “{title}” has no checklist");
        let others = checklists.all().filter(|(_, lists)| lists.count() > 0);
        let paths = resolver.relative_paths(others.map(|(id, _)| id));
        let near = nearest(&argument.text, paths.iter().map(String::as_str));
        return resolver
            .error(&argument.span, message)
            .did_you_mean(near)
            .hint("a checklist is a list whose items begin with `[ ]`");
    };
    let mut headings: Vec<&str> =
        lists.iter().filter_map(|list| Some(list.heading.as_ref()?.as_str())).collect();
    headings.dedup();
    let near = nearest(fragment, headings.iter().copied());
    let all: Vec<String> = headings.iter().map(|h| format!("`#{h}`")).collect();
    let hint = match all.as_slice() {
        [] => "its checklists are not below a heading; remove the fragment".to_owned(),
        all => format!("it has checklists below {}", all.join(", ")),
    };
    let has_anchor = site.has_anchor(node, fragment);
    let message = if has_anchor {
        format!("the page “{title}” has no checklist directly below `#{fragment}`")
    } else {
        format!("nothing on the page “{title}” has the id `{fragment}`")
    };
    let mut diagnostic = resolver.error(&argument.span, message);
    if !has_anchor {
        diagnostic.code = Code::BrokenAnchor;
    }
    diagnostic.did_you_mean(near.map(|heading| format!("#{heading}"))).hint(hint)
}
