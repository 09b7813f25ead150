//! `[comparison]`: the columns of a table whose rows the body holds.

use crate::comparison::declaration::TABLE;
use crate::comparison::model::{ComparisonColumn, MAX_COLUMNS};
use crate::data::reader::Reader;
use crate::data::value::Spanned;
use crate::document::body::Located;

/// An example of a list of columns, for hints.
const EXAMPLE: &str = "write at least two columns: `columns = [{ id = \"before\", label = \"Before\" }, { id = \"after\", label = \"After\" }]`";

/// Reads the columns of the `[comparison]` table, in order: two to six whose ids and labels differ;
/// none if they are wrong, which is reported. `None` if the page has no such table.
pub fn read(reader: &mut Reader<'_>) -> Option<Vec<ComparisonColumn>> {
    let is_there = reader.has(TABLE);
    let mut table = reader.open(TABLE);
    if is_there {
        table.require("columns", EXAMPLE);
    }
    let columns = columns(&mut table);
    reader
        .close(table, &[("rows", "write rows as headings in the body, each with its cells below")]);
    is_there.then_some(columns)
}

fn columns(table: &mut Reader<'_>) -> Vec<ComparisonColumn> {
    let Some(Spanned { value, span }) = table.open_list("columns", None) else {
        return Vec::new();
    };
    let count = value.len();
    let mut columns: Vec<ComparisonColumn> = Vec::with_capacity(count);
    for mut reader in value {
        columns.extend(column(&mut reader, &columns));
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

/// Reads a column, which shares neither its id nor its label with `others`, since cells name it by
/// either; the page about it is resolved like any link of the body. `None` if it is wrong, which is
/// reported.
fn column(reader: &mut Reader<'_>, others: &[ComparisonColumn]) -> Option<ComparisonColumn> {
    const LABEL: &str = "write the text that readers see above the column";
    reader.require("id", "give it an id of lower-case letters, digits and single hyphens");
    reader.require("label", LABEL);
    let id = reader.text("id");
    let label = reader.filled_text("label", LABEL);
    let link = reader.text("link").map(|link| Located::link(link.value, link.span));
    let id = reader.authored_id("id", id?)?;
    let Spanned { value: label, span: label_span } = label?;
    let label = label.trim().to_owned();
    let name = label.to_lowercase();
    for other in others {
        let (other_id, other_name) = (other.id.as_str(), other.label.to_lowercase());
        let (key, span, repeated) = if [other_id, &other_name].contains(&id.value.as_str()) {
            ("id", &id.span, id.value.as_str())
        } else if [other_id, &other_name].contains(&name.as_str()) {
            ("label", &label_span, label.as_str())
        } else {
            continue;
        };
        let hint = format!("every column needs its own {key}");
        reader.refuse(key, span, &format!("repeats `{repeated}`"), &hint);
        return None;
    }
    Some(ComparisonColumn { id: id.value, label, link })
}
