//! `[comparison]`: the columns of a table whose rows the body holds.

use crate::base::paths::{Anchor, slugify};
use crate::comparison::declaration::TABLE;
use crate::comparison::model::MAX_COLUMNS;
use crate::data::reader::Reader;
use crate::data::value::Spanned;

/// An example of a list of columns, for hints.
const EXAMPLE: &str = "write at least two columns: `columns = [{ id = \"before\", label = \"Before\" }, { id = \"after\", label = \"After\" }]`";

/// The `[comparison]` table of a page. It has no columns if they are wrong, which is reported.
#[derive(Clone, Debug, PartialEq)]
pub struct ComparisonKeys {
    /// `columns`: the columns, in order: none, or two to six whose ids and labels differ.
    pub columns: Vec<ColumnKeys>,
}

/// A column of the `[comparison]` table.
#[derive(Clone, Debug, PartialEq)]
pub struct ColumnKeys {
    /// `id`: the id by which cells and extracts name the column.
    pub id: Spanned<Anchor>,
    /// `label`: the label of the column, which readers see.
    pub label: Spanned<String>,
    /// `link`: the page about the column, as a link of the page of the comparison.
    pub link: Option<Spanned<String>>,
}

/// Reads the `[comparison]` table; `None` if the page has none.
pub fn read(reader: &mut Reader<'_>) -> Option<ComparisonKeys> {
    let is_there = reader.has(TABLE);
    let mut table = reader.open(TABLE);
    if is_there {
        table.require("columns", EXAMPLE);
    }
    let columns = columns(&mut table);
    reader
        .close(table, &[("rows", "write rows as headings in the body, each with its cells below")]);
    is_there.then_some(ComparisonKeys { columns })
}

fn columns(table: &mut Reader<'_>) -> Vec<ColumnKeys> {
    let Some(Spanned { value, span }) = table.open_list("columns") else {
        return Vec::new();
    };
    let count = value.len();
    let mut columns: Vec<ColumnKeys> = Vec::with_capacity(count);
    for mut reader in value {
        let column = column(&mut reader);
        columns.extend(column.filter(|column| is_unique(column, &columns, &mut reader)));
        table.close(reader, &[("title", "write `label`"), ("name", "write `label`")]);
    }
    let problem = match count {
        0 => "is empty",
        1 => "has only one column",
        2..=MAX_COLUMNS if columns.len() == count => return columns,
        2..=MAX_COLUMNS => return Vec::new(),
        _ => "has more than six columns",
    };
    let hint = if count < 2 { EXAMPLE } else { "split it into two comparisons" };
    table.refuse("columns", &span, problem, hint);
    Vec::new()
}

fn column(reader: &mut Reader<'_>) -> Option<ColumnKeys> {
    reader.require("id", "give it an id of lower-case letters, digits and single hyphens");
    reader.require("label", "write the text that readers see above the column");
    let id = reader.text("id");
    let label = reader.filled_text("label", "write the text that readers see above the column");
    let link = reader.text("link");
    let id = id?;
    let Some(anchor) = Anchor::authored(&id.value) else {
        let hint = match slugify(&id.value) {
            right if Anchor::authored(&right).is_some() => format!("write `{right}`"),
            _ => {
                "an id consists of lower-case letters a to z, digits and single hyphens".to_owned()
            }
        };
        reader.refuse("id", &id.span, "is not a valid id", &hint);
        return None;
    };
    Some(ColumnKeys {
        id: Spanned { value: anchor, span: id.span },
        label: Spanned { value: label.as_ref()?.value.trim().to_owned(), span: label?.span },
        link,
    })
}

/// Whether a column shares neither its id nor its label with others, since cells name it by either.
/// Reports the column otherwise.
fn is_unique(column: &ColumnKeys, others: &[ColumnKeys], reader: &mut Reader<'_>) -> bool {
    let id = column.id.value.as_str();
    let label = column.label.value.to_lowercase();
    for other in others {
        let other_label = other.label.value.to_lowercase();
        if id == other.id.value.as_str() || id == other_label {
            reader.refuse(
                "id",
                &column.id.span,
                &format!("repeats `{id}`"),
                "every column needs its own id",
            );
            return false;
        }
        if label == other_label || label == other.id.value.as_str() {
            let problem = format!("repeats `{}`", column.label.value);
            reader.refuse(
                "label",
                &column.label.span,
                &problem,
                "every column needs its own label",
            );
            return false;
        }
    }
    true
}
