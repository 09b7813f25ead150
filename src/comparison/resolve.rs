//! The view of a comparison for its component: all of it on its own page, an extract on others.

use crate::comparison::declaration::{COMPONENT, FILES};
use crate::comparison::model::{Comparison, ComparisonCell, ComparisonRow};
use crate::comparison::view::{CellView, ColumnView, ComparisonView, GroupView, RowView};
use crate::document::body::{Document, Href, Located, Printed, Reference};
use crate::resolve::links::LinkLookup;
use crate::resolve::long_list::ShownPages;
use crate::resolve::resolver::Resolver;
use crate::site::tree::NodeId;

/// The rows and columns of a comparison that a page shows.
pub struct TableSelection<'c> {
    /// The page of the comparison.
    pub node: NodeId,
    /// The comparison with all its rows and columns.
    pub comparison: &'c Comparison,
    /// The columns that are shown, in order.
    pub columns: Vec<usize>,
    /// The rows that are shown, in order.
    pub rows: Vec<usize>,
    /// Whether the headings of groups are shown above their rows.
    pub has_groups: bool,
    /// Whether the selection is an extract, shown by a directive.
    pub is_extract: bool,
}

/// Resolves all of a comparison for its own page.
pub fn local(resolver: &mut Resolver<'_>, comparison: &Comparison) -> Printed {
    let selection = TableSelection {
        node: resolver.node,
        comparison,
        columns: (0..comparison.columns.len()).collect(),
        rows: (0..comparison.rows.len()).collect(),
        has_groups: true,
        is_extract: false,
    };
    table(resolver, &selection)
}

/// The HTML of a text of the comparison.
fn html(resolver: &mut Resolver<'_>, selection: &TableSelection<'_>, text: &Document) -> String {
    if selection.is_extract { resolver.embedded(selection.node, text) } else { resolver.html(text) }
}

/// The address of a link in the front matter of the comparison.
fn address(
    resolver: &mut Resolver<'_>,
    selection: &TableSelection<'_>,
    located: &Located,
) -> Option<String> {
    let Reference::Link(link) = &located.reference else {
        return None;
    };
    let href = if selection.is_extract {
        let site = resolver.site();
        let lookup = LinkLookup {
            path: &site.nodes[selection.node].summary.as_ref()?.path,
            site,
            urls: resolver.input.urls,
            is_embedded: true,
            suggests: false,
        };
        lookup.href(link)?
    } else {
        resolver.look_up(link, &located.span)?
    };
    match href {
        Href::Link { url, .. } => Some(url),
        Href::Image { .. } => None,
    }
}

/// Resolves a selection of a comparison and renders its component.
pub fn table(resolver: &mut Resolver<'_>, selection: &TableSelection<'_>) -> Printed {
    let (page, _) = resolver.page(selection.node);
    let urls = resolver.input.urls;
    let file = |name| page.route.file(name).map(|file| urls.file(&file)).unwrap_or_default();
    let [csv, md] = FILES.map(|file| file.name);
    let number = resolver.components.iter().filter(|c| c.name == COMPONENT).count() + 1;
    let row_groups = groups(resolver, selection);
    let rows = || row_groups.iter().flat_map(|group| &group.rows);
    let view = ComparisonView {
        // Neither the ids of authors nor generated ones have two hyphens in a row.
        id: format!("{COMPONENT}--{number}"),
        title: page.title.to_owned(),
        description: page.description.to_owned(),
        path: urls.path(page.route),
        is_extract: selection.is_extract,
        columns: columns(resolver, selection),
        row_count: rows().count(),
        total_rows: selection.comparison.rows.len(),
        same_rows: rows().filter(|row| row.same).count(),
        groups: row_groups,
        csv_path: file(csv),
        md_path: file(md),
    };
    resolver.component(COMPONENT, view)
}

fn columns(resolver: &mut Resolver<'_>, selection: &TableSelection<'_>) -> Vec<ColumnView> {
    let columns = selection.columns.iter().map(|index| {
        let column = &selection.comparison.columns[*index];
        ColumnView {
            id: column.id.to_string(),
            number: index + 1,
            label: column.label.clone(),
            path: column.link.as_ref().and_then(|link| address(resolver, selection, link)),
        }
    });
    columns.collect()
}

/// The selected rows by group. Consecutive rows without a group, and all where headings of groups
/// are not shown, share a group without a title.
fn groups(resolver: &mut Resolver<'_>, selection: &TableSelection<'_>) -> Vec<GroupView> {
    let mut groups: Vec<GroupView> = Vec::new();
    let mut current_group = None;
    for index in &selection.rows {
        let row = &selection.comparison.rows[*index];
        let group = row.group.filter(|_| selection.has_groups);
        if groups.is_empty() || current_group != group {
            let heading = group.map(|group| &selection.comparison.groups[group]);
            groups.push(GroupView {
                id: heading.map(|group| group.id.to_string()).unwrap_or_default(),
                title: heading.map(|g| html(resolver, selection, &g.title)).unwrap_or_default(),
                intro: heading.map(|g| html(resolver, selection, &g.intro)).unwrap_or_default(),
                rows: Vec::new(),
            });
            current_group = group;
        }
        let row = row_view(resolver, selection, row);
        if let Some(group) = groups.last_mut() {
            group.rows.push(row);
        }
    }
    groups
}

fn row_view(
    resolver: &mut Resolver<'_>,
    selection: &TableSelection<'_>,
    row: &ComparisonRow,
) -> RowView {
    let title = html(resolver, selection, &row.title);
    let cells = selection.columns.iter().map(|index| CellView {
        number: index + 1,
        label: selection.comparison.columns[*index].label.clone(),
        html: html(resolver, selection, &row.cells[*index].document),
    });
    let cells = cells.collect();
    let note = html(resolver, selection, &row.note);
    let ShownPages { pages, all } = if selection.is_extract {
        ShownPages { pages: Vec::new(), all: None }
    } else {
        mentioning_pages(resolver, selection.node, row)
    };
    let (page, _) = resolver.page(selection.node);
    RowView {
        id: row.id.to_string(),
        title,
        text: row.text.clone(),
        path: format!("{}#{}", resolver.input.urls.path(page.route), row.id),
        same: is_same(selection.columns.iter().map(|index| &row.cells[*index])),
        cells,
        note,
        pages,
        all_pages: all,
    }
}

/// The pages that show or link to a row of this page.
fn mentioning_pages(resolver: &mut Resolver<'_>, node: NodeId, row: &ComparisonRow) -> ShownPages {
    let pages = resolver.site().nodes[node].mentions.get(&row.id);
    resolver.pages_at(pages.into_iter().flatten().copied(), row.id.as_str(), &row.text)
}

/// Whether two or more cells have equal texts, but for case and a final full stop.
fn is_same<'c>(cells: impl Iterator<Item = &'c ComparisonCell>) -> bool {
    let mut texts = cells.map(|cell| cell.text.trim_end_matches('.').to_lowercase());
    let first = texts.next();
    let mut others = texts.peekable();
    others.peek().is_some() && others.all(|text| Some(&text) == first.as_ref())
}
