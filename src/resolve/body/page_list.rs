//! The directive `page-list`: the pages of one kind, of one folder, or of both.

use crate::base::suggest::nearest;
use crate::parse::document::Printed;
use crate::parse::front_matter::Listing;
use crate::parse::page::Summary;
use crate::parse::structure::directive::Text;
use crate::resolve::checklists;
use crate::resolve::effort::Kind;
use crate::resolve::pages::link;
use crate::resolve::view::{Arguments, ListLinkView, PageEntryView, PageListView, RowLinkView};
use crate::site::{Node, NodeId};
use crate::source::CONTENT;

use super::Resolver;
use super::checklist::fragment;
use super::directive::Call;

impl Resolver<'_> {
    pub(super) fn page_list(&mut self, call: &Call<'_>) -> Option<Printed> {
        let kind = match call.directive.option("kind") {
            None => None,
            Some(word) => {
                if let Some(kind) = Kind::of(&word.text) {
                    Some(kind)
                } else {
                    let words = Kind::ALL.map(Kind::as_str);
                    let all = words.map(|word| format!("`{word}`")).join(", ");
                    let message = format!("`{}` is not a kind of page", word.text);
                    let diagnostic = self
                        .wrong(call, &word.span, message)
                        .did_you_mean(nearest(&word.text, words))
                        .hint(format!("it is one of {all}"));
                    self.diagnostics.push(diagnostic);
                    return None;
                }
            }
        };
        let below = match call.directive.option("folder") {
            None => None,
            Some(folder) => Some(self.folder(call, folder)?),
        };
        let site = self.setting.site;
        let is_wanted = |id: &NodeId| {
            let is_shown = *id != self.node && site.nodes[*id].listing != Listing::Nowhere;
            is_shown && below.is_none_or(|top| is_below(&site.nodes, *id, top))
        };
        let ids = (0..site.nodes.len()).filter(is_wanted);
        let entries: Vec<PageEntryView> = ids.filter_map(|id| self.entry(id, kind)).collect();
        if entries.is_empty() {
            let message = match kind {
                Some(kind) => format!("there is no page of the kind `{kind}` to list"),
                None => "there is no page to list".to_owned(),
            };
            let diagnostic = self.wrong(call, &call.directive.name_span, message);
            self.diagnostics.push(diagnostic);
            return None;
        }
        let kind = kind.map(Kind::as_str).unwrap_or_default().to_owned();
        let view = PageListView { kind, entries };
        Some(self.component("page_list", Arguments::PageList(view)))
    }

    /// The page of a folder below `content`.
    fn folder(&mut self, call: &Call<'_>, folder: &Text) -> Option<NodeId> {
        let site = self.setting.site;
        let name = folder.text.trim_matches('/');
        if let Some(id) = site.by_folder.get(&format!("{CONTENT}/{name}")) {
            return Some(*id);
        }
        let known = site.by_folder.keys();
        let known = known.filter_map(|known| known.strip_prefix(CONTENT)?.strip_prefix('/'));
        let diagnostic = self
            .wrong(
                call,
                &folder.span,
                format!("there is no folder `{name}` with pages below `{CONTENT}`"),
            )
            .did_you_mean(nearest(name, known));
        self.diagnostics.push(diagnostic);
        None
    }

    /// A page in a list of pages of a kind, if it is of that kind.
    fn entry(&self, id: NodeId, wanted: Option<Kind>) -> Option<PageEntryView> {
        let site = self.setting.site;
        let summary = site.nodes[id].summary.as_deref()?;
        let first = Kind::of_page(summary);
        let kind = match wanted {
            Some(Kind::Checklist) => Kind::Checklist,
            Some(kind) if kind == first && (id > 0 || kind != Kind::Page) => kind,
            Some(_) => return None,
            None if id == 0 => return None,
            None => first,
        };
        let count = kind.count(summary);
        if kind == Kind::Checklist && count == 0 {
            return None;
        }
        let is_for_lists = kind == Kind::Checklist;
        Some(PageEntryView {
            link: link(site, id, self.setting.urls),
            kind: kind.as_str().to_owned(),
            count,
            minutes: kind.minutes(count),
            rows: self.rows(id, summary),
            lists: if is_for_lists {
                self.lists(id, summary)
            } else {
                Vec::new()
            },
        })
    }

    fn rows(&self, id: NodeId, summary: &Summary) -> Vec<RowLinkView> {
        let page = self.setting.urls.path(&self.setting.site.nodes[id].route);
        let rows = summary.structures.comparison.iter().flat_map(|c| &c.rows);
        let row = |id: &str, title: &str| RowLinkView {
            title: title.to_owned(),
            path: format!("{page}{}", fragment(id)),
        };
        rows.map(|r| row(r.id.as_str(), &r.text)).collect()
    }

    fn lists(&self, id: NodeId, summary: &Summary) -> Vec<ListLinkView> {
        let site = self.setting.site;
        let lists = summary.structures.checklists.iter();
        let view = |list| ListLinkView {
            title: checklists::title(site, id, list),
            path: checklists::path(site, id, list, self.setting.urls),
            key: site.key(id),
            former_keys: site.former_keys(id),
            items: list.ids().into_iter().map(ToString::to_string).collect(),
            done: list.done().into_iter().map(ToString::to_string).collect(),
        };
        lists.map(view).collect()
    }
}

/// Whether a page lies below another.
fn is_below(nodes: &[Node], id: NodeId, top: NodeId) -> bool {
    std::iter::successors(nodes[id].parent, |id| nodes[*id].parent).any(|above| above == top)
}
