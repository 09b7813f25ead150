//! The directive `comparison`: some rows and columns of a table, shown on another page.

use crate::base::diagnostic::Diagnostic;
use crate::base::suggest::nearest;
use crate::parse::document::Printed;
use crate::parse::structure::directive::Text;
use crate::resolve::suggestions;
use crate::site::NodeId;
use crate::site::look_up::Target;

use super::Resolver;
use super::comparison::Part;
use super::directive::Call;

/// How many names a hint lists.
const LISTED: usize = 8;

impl Resolver<'_> {
    pub(super) fn extract(&mut self, call: &Call<'_>) -> Option<Printed> {
        let node = self.table_at(call, call.directive.argument.as_ref()?)?;
        let site = self.setting.site;
        let comparison = site.comparison(node)?;
        if comparison.rows.is_empty() {
            // Why, is told there.
            return None;
        }
        let title = &site.nodes[node].title;
        let rows = Names {
            what: "row",
            title,
            ids: comparison.rows.iter().map(|row| row.id.as_str()).collect(),
            labels: Vec::new(),
        };
        let columns = Names {
            what: "column",
            title,
            ids: comparison.columns.iter().map(|c| c.id.as_str()).collect(),
            labels: comparison
                .columns
                .iter()
                .map(|c| c.label.as_str())
                .collect(),
        };
        let rows = self.pick(call, "rows", &rows);
        let columns = self.pick(call, "columns", &columns);
        let part = Part {
            node,
            comparison,
            rows: rows?,
            columns: columns?,
            has_groups: call.directive.option("rows").is_none(),
            is_extract: true,
        };
        self.foreign_table(&part)
    }

    /// The page of the comparison that a directive names.
    fn table_at(&mut self, call: &Call<'_>, argument: &Text) -> Option<NodeId> {
        let site = self.setting.site;
        let shown = &argument.text;
        let diagnostic = match self.target(call, argument, shown)? {
            Target::Page {
                anchor: Some(anchor),
                ..
            } => self
                .wrong(
                    call,
                    &argument.span,
                    format!("`{shown}` is a place on a page"),
                )
                .hint(format!(
                    "name the page alone, and below it the row: `:rows: {anchor}`"
                )),
            Target::Page { node, .. } if site.comparison(node).is_some() => return Some(node),
            Target::Page { .. } => self.no_comparison(call, argument),
            _ => self
                .wrong(call, &argument.span, format!("`{shown}` is no page"))
                .hint("name the file of a comparison, relative to this one"),
        };
        self.diagnostics.push(diagnostic);
        None
    }

    fn no_comparison(&self, call: &Call<'_>, argument: &Text) -> Diagnostic {
        let site = self.setting.site;
        let from = &self.page.summary.path;
        let comparisons: Vec<String> = (0..site.nodes.len())
            .filter(|id| site.comparison(*id).is_some())
            .filter_map(|id| site.nodes[id].summary.as_ref())
            .map(|summary| suggestions::relative(from, summary.path.as_str()))
            .collect();
        let shown = &argument.text;
        self.wrong(
            call,
            &argument.span,
            format!("the page `{shown}` is no comparison"),
        )
        .did_you_mean(nearest(shown, comparisons.iter().map(String::as_str)))
        .hint("a comparison has a `[comparison]` table in its front matter")
    }

    /// The things that an option names, in its order; all without the option. Nothing if one of them
    /// is not there or is named twice, which is told.
    fn pick(&mut self, call: &Call<'_>, option: &str, names: &Names<'_>) -> Option<Vec<usize>> {
        let Some(list) = call.directive.option(option) else {
            return Some((0..names.ids.len()).collect());
        };
        let what = names.what;
        let wanted = list.list();
        if wanted.is_empty() {
            let diagnostic = self
                .wrong(
                    call,
                    &list.span,
                    format!("the option `{option}` names no {what}"),
                )
                .hint(format!(
                    "name one, or leave the line out to show every {what}"
                ));
            self.diagnostics.push(diagnostic);
            return None;
        }
        let mut picked: Vec<usize> = Vec::with_capacity(wanted.len());
        let mut wrong: Vec<Diagnostic> = Vec::new();
        for name in wanted {
            match names.find(&name.text) {
                Some(index) if !picked.contains(&index) => picked.push(index),
                Some(_) => {
                    let message = format!("the {what} `{}` is named twice", name.text);
                    wrong.push(
                        self.wrong(call, &name.span, message)
                            .hint("keep one of the two"),
                    );
                }
                None => {
                    let message = format!("“{}” has no {what} `{}`", names.title, name.text);
                    wrong.push(names.suggest(&name.text, self.wrong(call, &name.span, message)));
                }
            }
        }
        let is_right = wrong.is_empty();
        self.diagnostics.append(&mut wrong);
        is_right.then_some(picked)
    }
}

/// The rows or the columns of a comparison by what they can be called.
struct Names<'c> {
    what: &'static str,
    /// The title of the comparison.
    title: &'c str,
    ids: Vec<&'c str>,
    labels: Vec<&'c str>,
}

impl Names<'_> {
    /// By an id, or by a label without regard to case.
    fn find(&self, name: &str) -> Option<usize> {
        let label = name.to_lowercase();
        let by_id = self.ids.iter().position(|id| *id == name);
        by_id.or_else(|| self.labels.iter().position(|l| l.to_lowercase() == label))
    }

    fn suggest(&self, name: &str, diagnostic: Diagnostic) -> Diagnostic {
        let near = nearest(name, self.ids.iter().chain(&self.labels).copied());
        if near.is_some() {
            return diagnostic.did_you_mean(near);
        }
        let shown: Vec<String> = self
            .ids
            .iter()
            .take(LISTED)
            .map(|id| format!("`{id}`"))
            .collect();
        let shown = shown.join(", ");
        match self.ids.len().saturating_sub(LISTED) {
            0 => diagnostic.hint(format!("it has {shown}")),
            more => diagnostic.hint(format!("it has {shown} and {more} more")),
        }
    }
}
