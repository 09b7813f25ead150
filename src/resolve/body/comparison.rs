//! A comparison as a component gets it: the whole table on its own page, an extract on others.

use crate::parse::document::{Document, Href, Located, Printed, Reference};
use crate::parse::structure::comparison::{Cell, Comparison, Row};
use crate::resolve::links::Look;
use crate::resolve::pages::link;
use crate::resolve::view::{
    Arguments, CellView, ColumnView, ComparisonView, GroupView, LinkView, RowView,
};
use crate::site::NodeId;
use crate::site::compared::TABLE_FILES;

use super::Resolver;

/// The name of the component.
const NAME: &str = "comparison";

/// What is shown of a comparison.
pub(super) struct Part<'c, L> {
    /// The page of the comparison.
    pub(super) node: NodeId,
    pub(super) comparison: &'c Comparison<L>,
    /// The columns that are shown, in order.
    pub(super) columns: Vec<usize>,
    /// The rows that are shown, in order.
    pub(super) rows: Vec<usize>,
    /// Whether rows stand under the headings of their groups.
    pub(super) has_groups: bool,
    pub(super) is_extract: bool,
}

/// How the references of a table are printed: those of this page, or those of another.
pub(super) struct Print<'p, L> {
    pub(super) html: &'p dyn Fn(&mut Resolver<'_>, &Document<L>) -> String,
    /// The address of a link.
    pub(super) path: &'p dyn Fn(&mut Resolver<'_>, &L) -> Option<String>,
}

impl Resolver<'_> {
    /// The whole table of this page.
    pub(super) fn comparison(&mut self) -> Option<Printed> {
        let page = self.page;
        let comparison = page.structures.comparison.as_ref()?;
        let part = Part {
            node: self.node,
            comparison,
            columns: (0..comparison.columns.len()).collect(),
            rows: (0..comparison.rows.len()).collect(),
            has_groups: true,
            is_extract: false,
        };
        let print = Print {
            html: &|resolver, document: &Document<Located>| resolver.html(document),
            path: &|resolver, located: &Located| {
                let Reference::Link(link) = &located.reference else {
                    return None;
                };
                address(resolver.look_up(link, &located.span)?)
            },
        };
        Some(self.table(&part, &print))
    }

    /// A part of the table of another page. What is wrong in it is told there.
    pub(super) fn foreign_table(&mut self, part: &Part<'_, Reference>) -> Option<Printed> {
        let site = self.setting.site;
        let path = &site.nodes[part.node].summary.as_ref()?.path;
        let look = Look {
            path,
            site,
            urls: self.setting.urls,
            is_foreign: true,
        };
        let print = Print {
            html: &|resolver, document: &Document<Reference>| resolver.foreign(part.node, document),
            path: &|_, reference: &Reference| match reference {
                Reference::Link(link) => address(look.quietly(link)),
                _ => None,
            },
        };
        Some(self.table(part, &print))
    }

    fn table<L>(&mut self, part: &Part<'_, L>, print: &Print<'_, L>) -> Printed {
        let node = &self.setting.site.nodes[part.node];
        let urls = self.setting.urls;
        let file = |name| {
            node.route
                .file(name)
                .map(|file| urls.file(&file))
                .unwrap_or_default()
        };
        let [csv, md] = TABLE_FILES;
        let number = self.components.iter().filter(|c| c.name == NAME).count() + 1;
        let groups = self.groups(part, print);
        let rows = || groups.iter().flat_map(|group| &group.rows);
        let view = ComparisonView {
            // No id of an author has two hyphens in a row, and none that is made from a text.
            id: format!("{NAME}--{number}"),
            title: node.title.clone(),
            description: node
                .summary
                .as_ref()
                .map(|s| s.description.clone())
                .unwrap_or_default(),
            path: urls.path(&node.route),
            is_extract: part.is_extract,
            columns: self.columns(part, print),
            row_count: rows().count(),
            total_rows: part.comparison.rows.len(),
            same_rows: rows().filter(|row| row.same).count(),
            groups,
            csv_path: file(csv),
            md_path: file(md),
        };
        self.component(NAME, Arguments::Comparison(view))
    }

    fn columns<L>(&mut self, part: &Part<'_, L>, print: &Print<'_, L>) -> Vec<ColumnView> {
        let mut columns = Vec::with_capacity(part.columns.len());
        for index in &part.columns {
            let column = &part.comparison.columns[*index];
            columns.push(ColumnView {
                id: column.id.to_string(),
                number: index + 1,
                label: column.label.clone(),
                path: column
                    .link
                    .as_ref()
                    .and_then(|link| (print.path)(self, link)),
            });
        }
        columns
    }

    /// The rows under their headings. Rows that follow each other without one, or where none are
    /// wanted, share a group without a title.
    fn groups<L>(&mut self, part: &Part<'_, L>, print: &Print<'_, L>) -> Vec<GroupView> {
        let mut groups: Vec<GroupView> = Vec::new();
        let mut open = None;
        for index in &part.rows {
            let row = &part.comparison.rows[*index];
            let group = row.group.filter(|_| part.has_groups);
            if groups.is_empty() || open != group {
                let heading = group.map(|group| &part.comparison.groups[group]);
                groups.push(GroupView {
                    id: heading
                        .map(|group| group.id.to_string())
                        .unwrap_or_default(),
                    title: heading
                        .map(|g| (print.html)(self, &g.title))
                        .unwrap_or_default(),
                    intro: heading
                        .map(|g| (print.html)(self, &g.intro))
                        .unwrap_or_default(),
                    rows: Vec::new(),
                });
                open = group;
            }
            let row = self.row(part, row, print);
            if let Some(group) = groups.last_mut() {
                group.rows.push(row);
            }
        }
        groups
    }

    fn row<L>(&mut self, part: &Part<'_, L>, row: &Row<L>, print: &Print<'_, L>) -> RowView {
        let title = (print.html)(self, &row.title);
        let mut cells = Vec::with_capacity(part.columns.len());
        for index in &part.columns {
            cells.push(CellView {
                number: index + 1,
                label: part.comparison.columns[*index].label.clone(),
                html: (print.html)(self, &row.cells[*index].document),
            });
        }
        let note = (print.html)(self, &row.note);
        let route = &self.setting.site.nodes[part.node].route;
        RowView {
            id: row.id.to_string(),
            title,
            text: row.text.clone(),
            path: format!("{}#{}", self.setting.urls.path(route), row.id),
            same: is_same(part.columns.iter().map(|index| &row.cells[*index])),
            cells,
            note,
            pages: if part.is_extract {
                Vec::new()
            } else {
                self.pages_of(part.node, row)
            },
        }
    }

    /// The pages that show or link to a row.
    fn pages_of<L>(&self, node: NodeId, row: &Row<L>) -> Vec<LinkView> {
        let site = self.setting.site;
        let pages = site.nodes[node].row_pages.get(&row.id);
        let pages = pages.into_iter().flatten();
        pages
            .map(|page| link(site, *page, self.setting.urls))
            .collect()
    }
}

/// The address that a link leads to.
fn address(href: Href) -> Option<String> {
    match href {
        Href::Link { url, .. } => Some(url),
        Href::Image { .. } => None,
    }
}

/// Whether cells say the same, but for case, white space and a full stop.
fn is_same<'c, L: 'c>(cells: impl Iterator<Item = &'c Cell<L>>) -> bool {
    let mut texts = cells.map(|cell| cell.text.trim_end_matches('.').to_lowercase());
    let first = texts.next();
    let mut others = texts.peekable();
    others.peek().is_some() && others.all(|text| Some(&text) == first.as_ref())
}
