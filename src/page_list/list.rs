//! The directive `page-list`: the pages of one kind, of one folder, or of both.

use crate::base::paths::encode_fragment;
use crate::base::suggest::nearest;
use crate::checklist::titles;
use crate::document::body::{Directive, DirectiveText, Printed};
use crate::page::front_matter::Listing;
use crate::page_list::declaration::{COMPONENT, FOLDER, KIND};
use crate::page_list::offers::Offers;
use crate::page_list::view::{ListLinkView, PageEntryView, PageListView, RowLinkView};
use crate::resolve::offer::PageKind;
use crate::resolve::resolver::Resolver;
use crate::resolve::view::LinkView;
use crate::site::tree::{Node, NodeId};

/// Resolves a directive to its list of pages; `None` if an option is wrong or no page is left,
/// which is reported.
pub fn directive(
    resolver: &mut Resolver<'_>,
    offers: &Offers<'_>,
    directive: &Directive,
) -> Option<Printed> {
    let kind = match directive.option(KIND) {
        None => None,
        Some(word) => {
            let known = offers.kinds.iter().find(|kind| kind.word == word.text);
            if let Some(kind) = known {
                Some(*kind)
            } else {
                let words = || offers.kinds.iter().map(|kind| kind.word);
                let all: Vec<String> = words().map(|word| format!("`{word}`")).collect();
                let all = all.join(", ");
                let message = format!("`{}` is not a kind of page", word.text);
                let diagnostic = resolver
                    .error(&word.span, message)
                    .did_you_mean(nearest(&word.text, words()))
                    .hint(format!("it is one of {all}"));
                resolver.report(diagnostic);
                return None;
            }
        }
    };
    let folder = match directive.option(FOLDER) {
        None => None,
        Some(name) => Some(page_of_folder(resolver, name)?),
    };
    let site = resolver.site();
    let current = resolver.node;
    let is_wanted = |id: &NodeId| {
        let is_named = ![Listing::Nowhere, Listing::Unlisted].contains(&site.nodes[*id].listing);
        let is_listed = *id != current && is_named;
        is_listed && folder.is_none_or(|top| is_below(&site.nodes, *id, top))
    };
    let ids = (0..site.nodes.len()).filter(is_wanted);
    let entries: Vec<PageEntryView> =
        ids.filter_map(|id| entry(resolver, offers, id, kind)).collect();
    if entries.is_empty() {
        let message = match kind {
            Some(kind) => format!("there is no page of the kind `{}` to list", kind.word),
            None => "there is no page to list".to_owned(),
        };
        let diagnostic = resolver.error(&directive.name_span, message);
        resolver.report(diagnostic.hint("remove the directive until there is one"));
        return None;
    }
    let kind = kind.map_or("", |kind| kind.word).to_owned();
    let view = PageListView { kind, entries };
    Some(resolver.component(COMPONENT, view))
}

/// The page of a folder of the content; `None` if there is no such folder, which is reported.
fn page_of_folder(resolver: &mut Resolver<'_>, folder: &DirectiveText) -> Option<NodeId> {
    let site = resolver.site();
    let name = folder.text.trim_matches('/');
    if let Some(id) = site.by_folder.get(&site.content.path_of(name)) {
        return Some(*id);
    }
    let known = site.by_folder.keys();
    let known = known
        .filter_map(|known| known.strip_prefix(site.content.as_str()))
        .map(|known| known.trim_start_matches('/'));
    let diagnostic = resolver
        .error(
            &folder.span,
            format!("there is no folder `{name}` with pages below `{}`", site.content),
        )
        .did_you_mean(nearest(name, known));
    resolver.report(diagnostic);
    None
}

/// The entry of a page in a list; `None` if the page is not of the wanted kind.
fn entry(
    resolver: &Resolver<'_>,
    offers: &Offers<'_>,
    id: NodeId,
    wanted: Option<PageKind>,
) -> Option<PageEntryView> {
    let site = resolver.site();
    site.nodes[id].summary.as_ref()?;
    let primary = offers.primary(id);
    let offer = match wanted {
        Some(kind) if kind.is_secondary => offers.secondary(id)?,
        Some(kind) if kind == primary.kind && (id > 0 || kind != PageKind::PAGE) => primary,
        Some(_) => return None,
        None if id == 0 => return None,
        None => primary,
    };
    let kind = offer.kind;
    Some(PageEntryView {
        link: LinkView::of(&site.link(id), resolver.input.urls),
        kind: kind.word.to_owned(),
        count: offer.count,
        minutes: kind.minutes(offer.count),
        rows: rows(resolver, offers, id),
        lists: if kind.is_secondary { lists(resolver, offers, id) } else { Vec::new() },
    })
}

fn rows(resolver: &Resolver<'_>, offers: &Offers<'_>, id: NodeId) -> Vec<RowLinkView> {
    let page = resolver.input.urls.path(&resolver.site().nodes[id].route);
    let rows = offers.comparisons.get(id).into_iter().flat_map(|c| &c.rows);
    let row = |id: &str, title: &str| RowLinkView {
        title: title.to_owned(),
        path: format!("{page}#{}", encode_fragment(id)),
    };
    rows.map(|r| row(r.id.as_str(), &r.text)).collect()
}

fn lists(resolver: &Resolver<'_>, offers: &Offers<'_>, id: NodeId) -> Vec<ListLinkView> {
    let site = resolver.site();
    let lists = offers.checklists.get(id).into_iter().flat_map(|page| &page.0);
    let view = |list| ListLinkView {
        title: titles::title(*site.link(id), list),
        path: titles::path(*site.link(id), list, resolver.input.urls),
        key: site.key(id),
        former_keys: site.previous_keys(id),
        items: list.ids().into_iter().map(ToString::to_string).collect(),
        done: list.done().into_iter().map(ToString::to_string).collect(),
        repeat: list.rounds.repeat.clone(),
    };
    lists.map(view).collect()
}

/// Whether a page lies below another.
fn is_below(nodes: &[Node], id: NodeId, top: NodeId) -> bool {
    std::iter::successors(nodes[id].parent, |id| nodes[*id].parent).any(|above| above == top)
}
