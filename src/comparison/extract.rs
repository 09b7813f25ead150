//! The directive `comparison`: some rows and columns of a table, shown on another page.

use crate::base::diagnostic::Diagnostic;
use crate::base::suggest::nearest;
use crate::comparison::model::Tables;
use crate::comparison::resolve::{ShownTable, table};
use crate::document::body::{DirectiveText, Printed};
use crate::resolve::resolver::{DirectiveCall, Resolver};
use crate::resolve::suggestions;
use crate::site::lookup::LinkTarget;
use crate::site::tree::NodeId;

/// How many names a hint lists.
const LISTED: usize = 8;

/// The extract of a directive.
pub fn directive(
    resolver: &mut Resolver<'_>,
    tables: &Tables,
    call: &DirectiveCall<'_>,
) -> Option<Printed> {
    let node = table_at(resolver, tables, call, call.directive.argument.as_ref()?)?;
    let site = resolver.setting.site;
    let comparison = tables.get(node)?;
    if comparison.rows.is_empty() {
        // Why, is reported there.
        return None;
    }
    let title = &site.nodes[node].title;
    let rows = PartNames {
        what: "row",
        title,
        ids: comparison.rows.iter().map(|row| row.id.as_str()).collect(),
        labels: Vec::new(),
    };
    let columns = PartNames {
        what: "column",
        title,
        ids: comparison.columns.iter().map(|c| c.id.as_str()).collect(),
        labels: comparison
            .columns
            .iter()
            .map(|c| c.label.as_str())
            .collect(),
    };
    let rows = pick(resolver, call, "rows", &rows);
    let columns = pick(resolver, call, "columns", &columns);
    let shown = ShownTable {
        node,
        comparison,
        rows: rows?,
        columns: columns?,
        has_groups: call.directive.option("rows").is_none(),
        is_extract: true,
    };
    Some(table(resolver, &shown))
}

/// The page of the comparison that a directive names.
fn table_at(
    resolver: &mut Resolver<'_>,
    tables: &Tables,
    call: &DirectiveCall<'_>,
    argument: &DirectiveText,
) -> Option<NodeId> {
    let shown = &argument.text;
    let diagnostic = match resolver.target(call, argument, shown)? {
        LinkTarget::Page {
            anchor: Some(anchor),
            ..
        } => resolver
            .wrong(
                call,
                &argument.span,
                format!("`{shown}` is a place on a page"),
            )
            .hint(format!(
                "name the page alone, and below it the row: `:rows: {anchor}`"
            )),
        LinkTarget::Page { node, .. } if tables.get(node).is_some() => return Some(node),
        LinkTarget::Page { .. } => no_comparison(resolver, tables, call, argument),
        _ => resolver
            .wrong(call, &argument.span, format!("`{shown}` is no page"))
            .hint("name the file of a comparison, relative to this one"),
    };
    resolver.report(diagnostic);
    None
}

fn no_comparison(
    resolver: &Resolver<'_>,
    tables: &Tables,
    call: &DirectiveCall<'_>,
    argument: &DirectiveText,
) -> Diagnostic {
    let site = resolver.setting.site;
    let from = resolver.path();
    let comparisons: Vec<String> = tables
        .all()
        .filter_map(|(id, _)| site.nodes[id].summary.as_ref())
        .map(|summary| suggestions::relative(from, summary.path.as_str()))
        .collect();
    let shown = &argument.text;
    resolver
        .wrong(
            call,
            &argument.span,
            format!("the page `{shown}` is no comparison"),
        )
        .did_you_mean(nearest(shown, comparisons.iter().map(String::as_str)))
        .hint("a comparison has a `[comparison]` table in its front matter")
}

/// The things that an option names, in its order; all without the option. Nothing if one of them
/// is not there or is named twice, which is reported.
fn pick(
    resolver: &mut Resolver<'_>,
    call: &DirectiveCall<'_>,
    option: &str,
    names: &PartNames<'_>,
) -> Option<Vec<usize>> {
    let Some(list) = call.directive.option(option) else {
        return Some((0..names.ids.len()).collect());
    };
    let what = names.what;
    let wanted = list.list();
    if wanted.is_empty() {
        let diagnostic = resolver
            .wrong(
                call,
                &list.span,
                format!("the option `{option}` names no {what}"),
            )
            .hint(format!(
                "name one, or leave the line out to show every {what}"
            ));
        resolver.report(diagnostic);
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
                    resolver
                        .wrong(call, &name.span, message)
                        .hint("keep one of the two"),
                );
            }
            None => {
                let message = format!("“{}” has no {what} `{}`", names.title, name.text);
                wrong.push(names.suggest(&name.text, resolver.wrong(call, &name.span, message)));
            }
        }
    }
    let is_right = wrong.is_empty();
    for diagnostic in wrong {
        resolver.report(diagnostic);
    }
    is_right.then_some(picked)
}

/// The rows or the columns of a comparison by what they can be called.
struct PartNames<'c> {
    what: &'static str,
    /// The title of the comparison.
    title: &'c str,
    ids: Vec<&'c str>,
    labels: Vec<&'c str>,
}

impl PartNames<'_> {
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
