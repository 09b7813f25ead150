//! Checklists: those of the page itself, and those of other pages that the directive `checklist`
//! shows.

use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::paths::encode_fragment;
use crate::base::suggest::nearest;
use crate::parse::document::{Document, Located, Printed, Reference};
use crate::parse::structure::checklist::{Checklist, Item};
use crate::parse::structure::directive::Text;
use crate::resolve::checklists::{self, text_hash};
use crate::resolve::view::{Arguments, ChecklistView, ItemView};
use crate::site::NodeId;
use crate::site::look_up::Parts;

use super::Resolver;
use super::directive::Call;

/// Where the texts of an item come from, and what the ids of its elements begin with.
enum Source {
    /// This page.
    Own,
    /// Another page, or this one once more.
    Embedded { node: NodeId, prefix: String },
}

impl Resolver<'_> {
    /// A checklist of this page.
    pub(super) fn own_checklist(&mut self, number: usize) -> Option<Printed> {
        let list = self.page.structures.checklists.get(number)?;
        let mut items = Vec::with_capacity(list.items.len());
        for item in &list.items {
            items.push(self.own_item(item));
        }
        let view = self.checklist_view(self.node, list, (list.id.to_string(), false), items);
        Some(self.component("checklist", Arguments::Checklist(view)))
    }

    fn own_item(&mut self, item: &Item<Located>) -> ItemView {
        let texts = Texts {
            label: self.html(&item.label),
            hint: item.hint.as_ref().map(|hint| self.html(hint)),
            more: self.html(&item.more),
        };
        let items = item.items.iter().map(|item| self.own_item(item)).collect();
        item_view(item, &Source::Own, texts, items)
    }

    /// A checklist of another page, or of this one once more.
    pub(super) fn embedded_checklist(&mut self, node: NodeId, number: usize) -> Option<Printed> {
        let summary = self.setting.site.nodes[node].summary.as_deref()?;
        let list = summary.structures.checklists.get(number)?;
        let prefix = self.free_prefix("embedded");
        let source = Source::Embedded {
            node,
            prefix: prefix.clone(),
        };
        let mut items = Vec::with_capacity(list.items.len());
        for item in &list.items {
            items.push(self.embedded_item(item, &source));
        }
        let view = self.checklist_view(node, list, (prefix, true), items);
        Some(self.component("checklist", Arguments::Checklist(view)))
    }

    fn embedded_item(&mut self, item: &Item<Reference>, source: &Source) -> ItemView {
        let texts = Texts {
            label: self.text_of_other(&item.label, source),
            hint: item
                .hint
                .as_ref()
                .map(|hint| self.text_of_other(hint, source)),
            more: self.text_of_other(&item.more, source),
        };
        let items = item.items.iter();
        let items = items.map(|item| self.embedded_item(item, source)).collect();
        item_view(item, source, texts, items)
    }

    fn text_of_other(&mut self, document: &Document<Reference>, source: &Source) -> String {
        match source {
            Source::Embedded { node, .. } => self.foreign(*node, document),
            Source::Own => String::new(),
        }
    }

    fn checklist_view<L>(
        &self,
        node: NodeId,
        list: &Checklist<L>,
        (id, is_embedded): (String, bool),
        items: Vec<ItemView>,
    ) -> ChecklistView {
        let site = self.setting.site;
        let page_title = site.nodes[node].title.clone();
        ChecklistView {
            id,
            title: checklists::title(site, node, list),
            path: checklists::path(site, node, list, self.setting.urls),
            page_title,
            is_embedded,
            key: site.key(node),
            former_keys: site.former_keys(node),
            items,
            total: list.ids().len(),
        }
    }

    /// The directive `checklist`: one list of a page, or all of them.
    pub(super) fn embed_checklists(&mut self, call: &Call<'_>) -> Option<Printed> {
        let argument = call.directive.argument.as_ref()?;
        let node = self.page_of_argument(call, argument)?;
        let site = self.setting.site;
        let all = site.nodes[node].summary.as_deref();
        let all = all.map_or(&[][..], |summary| &summary.structures.checklists);
        let fragment = Parts::of(&argument.text).fragment.filter(|f| !f.is_empty());
        let fits = |list: &Checklist<Reference>| match fragment {
            Some(fragment) => {
                !list.is_nested
                    && list
                        .heading
                        .as_ref()
                        .is_some_and(|h| h.as_str() == fragment)
            }
            None => !list.is_nested,
        };
        let chosen: Vec<usize> = (0..all.len()).filter(|n| fits(&all[*n])).collect();
        if chosen.is_empty() {
            let diagnostic = self.no_list(call, argument, node, fragment);
            self.diagnostics.push(diagnostic);
            return None;
        }
        let lists = chosen.into_iter();
        let marks = lists.filter_map(|number| self.embedded_checklist(node, number));
        Some(Printed::all(&marks.collect::<Vec<_>>()))
    }

    /// That a page has no list, or none below that heading.
    fn no_list(
        &self,
        call: &Call<'_>,
        argument: &Text,
        node: NodeId,
        fragment: Option<&str>,
    ) -> Diagnostic {
        let site = self.setting.site;
        let title = &site.nodes[node].title;
        let lists = site.nodes[node].summary.as_deref();
        let lists = lists.map_or(&[][..], |summary| &summary.structures.checklists);
        let Some(fragment) = fragment.filter(|_| !lists.is_empty()) else {
            let message = format!("the page “{title}” has no checklist");
            let with: Vec<NodeId> = (0..site.nodes.len())
                .filter(|id| checklists::count(site, *id) > 0)
                .collect();
            let paths = with
                .iter()
                .filter_map(|id| checklists::link(site, &self.page.summary.path, *id));
            let paths: Vec<String> = paths.collect();
            let near = nearest(&argument.text, paths.iter().map(String::as_str));
            return self
                .wrong(call, &argument.span, message)
                .did_you_mean(near)
                .hint("a checklist is a list whose items begin with `[ ]`");
        };
        let mut headings: Vec<&str> = lists
            .iter()
            .filter_map(|list| Some(list.heading.as_ref()?.as_str()))
            .collect();
        headings.dedup();
        let near = nearest(fragment, headings.iter().copied());
        let all: Vec<String> = headings.iter().map(|h| format!("`#{h}`")).collect();
        let hint = match all.as_slice() {
            [] => "its checklists stand below no heading: leave the fragment out".to_owned(),
            all => format!("it has checklists below {}", all.join(", ")),
        };
        let is_place = site.has_anchor(node, fragment);
        let message = if is_place {
            format!("the page “{title}” has no checklist right below `#{fragment}`")
        } else {
            format!("the page “{title}” has no place `#{fragment}`")
        };
        let mut diagnostic = self.wrong(call, &argument.span, message);
        if !is_place {
            diagnostic.code = Code::BrokenAnchor;
        }
        diagnostic
            .did_you_mean(near.map(|heading| format!("#{heading}")))
            .hint(hint)
    }
}

/// The texts of an item as HTML.
struct Texts {
    label: String,
    hint: Option<String>,
    more: String,
}

fn item_view<L>(item: &Item<L>, source: &Source, texts: Texts, items: Vec<ItemView>) -> ItemView {
    let id = item.id.to_string();
    let (element_id, box_id, hint_id) = match source {
        Source::Own => (
            id.clone(),
            item.box_id.to_string(),
            item.hint_id.to_string(),
        ),
        // Those of the page are all different, and so are these.
        Source::Embedded { prefix, .. } => (
            format!("{prefix}-{id}"),
            format!("{prefix}-{}", item.box_id),
            format!("{prefix}-{}", item.hint_id),
        ),
    };
    ItemView {
        id,
        element_id,
        box_id,
        hint_id,
        label: texts.label,
        text: item.text.clone(),
        hash: text_hash(&item.text),
        hint: texts.hint,
        checked: item.checked,
        more: texts.more,
        items,
    }
}

/// The address of a heading's fragment.
pub(super) fn fragment(anchor: &str) -> String {
    format!("#{}", encode_fragment(anchor))
}
