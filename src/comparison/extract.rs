//! The directive `comparison`: some rows and columns of a table, shown on another page.

use crate::base::diagnostic::Diagnostic;
use crate::base::suggest::nearest;
use crate::comparison::declaration::{COLUMNS, ROWS};
use crate::comparison::model::Comparisons;
use crate::comparison::resolve::{TableSelection, table};
use crate::document::body::{Directive, DirectiveText, Printed};
use crate::resolve::resolver::Resolver;
use crate::site::lookup::LinkTarget;
use crate::site::tree::NodeId;

/// How many names a hint lists.
const MAX_LISTED: usize = 8;

/// Resolves a directive to the extract that it shows; `None` if it is wrong, which is reported.
pub fn directive(
    resolver: &mut Resolver<'_>,
    comparisons: &Comparisons,
    directive: &Directive,
) -> Option<Printed> {
    let node = comparison_page(resolver, comparisons, directive.argument.as_ref()?)?;
    let site = resolver.site();
    let comparison = comparisons.get(node)?;
    if comparison.rows.is_empty() {
        // The page of the comparison reports the reason.
        return None;
    }
    let title = &site.nodes[node].title;
    let rows = AxisNames {
        noun: "row",
        title,
        ids: comparison.rows.iter().map(|row| row.id.as_str()).collect(),
        labels: Vec::new(),
    };
    let columns = AxisNames {
        noun: "column",
        title,
        ids: comparison.columns.iter().map(|c| c.id.as_str()).collect(),
        labels: comparison.columns.iter().map(|c| c.label.as_str()).collect(),
    };
    let rows = select(resolver, directive, ROWS, &rows);
    let columns = select(resolver, directive, COLUMNS, &columns);
    let selection = TableSelection {
        node,
        comparison,
        rows: rows?,
        columns: columns?,
        has_groups: directive.option(ROWS).is_none(),
        is_extract: true,
    };
    Some(table(resolver, &selection))
}

/// The page of the comparison that a directive names; `None` if there is none, which is reported.
fn comparison_page(
    resolver: &mut Resolver<'_>,
    comparisons: &Comparisons,
    argument: &DirectiveText,
) -> Option<NodeId> {
    let destination = &argument.text;
    let diagnostic = match resolver.target(argument, destination)? {
        LinkTarget::Page { anchor: Some(anchor), .. } => {
            resolver.error(&argument.span, format!("`{destination}` has a fragment")).hint(format!(
                "write the page without `#{anchor}`, and name the row on the next line: \
                 `:rows: {anchor}`"
            ))
        }
        LinkTarget::Page { node, .. } if comparisons.get(node).is_some() => return Some(node),
        LinkTarget::Page { .. } => not_a_comparison(resolver, comparisons, argument),
        _ => resolver
            .error(&argument.span, format!("`{destination}` is not a page"))
            .hint("write the path of a comparison, relative to this file"),
    };
    resolver.report(diagnostic);
    None
}

fn not_a_comparison(
    resolver: &Resolver<'_>,
    comparisons: &Comparisons,
    argument: &DirectiveText,
) -> Diagnostic {
    let paths = resolver.relative_paths(comparisons.all().map(|(id, _)| id));
    let destination = &argument.text;
    resolver
        .error(&argument.span, format!("the page `{destination}` is not a comparison"))
        .did_you_mean(nearest(destination, paths.iter().map(String::as_str)))
        .hint("a comparison has a `[comparison]` table in its front matter")
}

/// The places of the rows or columns that an option names, in its order; of all without the option.
/// `None` if one of them is unknown or named twice, which is reported.
fn select(
    resolver: &mut Resolver<'_>,
    directive: &Directive,
    option: &str,
    names: &AxisNames<'_>,
) -> Option<Vec<usize>> {
    let Some(list) = directive.option(option) else {
        return Some((0..names.ids.len()).collect());
    };
    let noun = names.noun;
    let requested = list.list();
    if requested.is_empty() {
        let diagnostic = resolver
            .error(&list.span, format!("the option `{option}` names no {noun}"))
            .hint(format!("name one, or remove the line to show every {noun}"));
        resolver.report(diagnostic);
        return None;
    }
    let mut selected: Vec<usize> = Vec::with_capacity(requested.len());
    let mut is_valid = true;
    for name in requested {
        let diagnostic = match names.find(&name.text) {
            Some(index) if !selected.contains(&index) => {
                selected.push(index);
                continue;
            }
            Some(_) => {
                let message = format!("the {noun} `{}` is named twice", name.text);
                resolver.error(&name.span, message).hint("remove one of them")
            }
            None => {
                let message = format!("“{}” has no {noun} `{}`", names.title, name.text);
                names.suggest(&name.text, resolver.error(&name.span, message))
            }
        };
        resolver.report(diagnostic);
        is_valid = false;
    }
    is_valid.then_some(selected)
}

/// The names by which an option can select the rows or the columns of a comparison.
struct AxisNames<'c> {
    noun: &'static str,
    /// The title of the comparison.
    title: &'c str,
    ids: Vec<&'c str>,
    labels: Vec<&'c str>,
}

impl AxisNames<'_> {
    /// The place of the row or column with an id, or with a label without regard to case.
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
        let listed: Vec<String> =
            self.ids.iter().take(MAX_LISTED).map(|id| format!("`{id}`")).collect();
        let listed = listed.join(", ");
        match self.ids.len().saturating_sub(MAX_LISTED) {
            0 => diagnostic.hint(format!("it has {listed}")),
            more => diagnostic.hint(format!("it has {listed} and {more} more")),
        }
    }
}
