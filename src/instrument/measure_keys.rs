//! The dimensions of an assessment and the columns of an audit: ids with labels.

use crate::base::paths::Anchor;
use crate::data::reader::Reader;
use crate::data::value::Spanned;
use crate::instrument::score::is_reserved;

use crate::instrument::required::required;

/// A dimension of an assessment or a column of an audit.
#[derive(Clone, Debug, PartialEq)]
pub struct MeasureKeys {
    /// `id`: the id by which conditions name the dimension or column.
    pub id: Spanned<Anchor>,
    /// `label`: the label of the dimension or column, which readers see.
    pub label: String,
}

/// Reads the list `key` of tables; messages call one of them a `noun`. More than `limit` are an
/// error.
pub fn read(
    table: &mut Reader<'_>,
    key: &'static str,
    noun: &str,
    limit: usize,
) -> Vec<MeasureKeys> {
    let hint = format!("write each {noun} as `{{ id = \"team\", label = \"The team\" }}`");
    table.require(key, &hint);
    let Some(list) = table.open_list(key) else {
        return Vec::new();
    };
    let count = list.value.len();
    let mut measures: Vec<MeasureKeys> = Vec::new();
    for mut reader in list.value {
        if let Some(measure) = measure(&mut reader) {
            let id = &measure.id;
            if measures.iter().any(|other| other.id.value == id.value) {
                let problem = format!("repeats `{}`", id.value);
                reader.refuse("id", &id.span, &problem, &format!("give each {noun} its own id"));
            } else {
                measures.push(measure);
            }
        }
        table.close(reader, &[("name", "write `label`"), ("title", "write `label`")]);
    }
    if count == 0 {
        table.refuse(key, &list.span, "is empty", &hint);
    } else if count > limit {
        let problem = format!("has more than {limit}");
        table.refuse(key, &list.span, &problem, "remove some of them");
    }
    measures
}

fn measure(reader: &mut Reader<'_>) -> Option<MeasureKeys> {
    let id = id(reader, "conditions name it by its id");
    let label = required(reader, "label", "write the text that readers see");
    let id = id?;
    if is_reserved(id.value.as_str()) {
        let problem = format!("cannot be `{}`, which has another meaning in conditions", id.value);
        reader.refuse("id", &id.span, &problem, "choose another id");
        return None;
    }
    Some(MeasureKeys { id, label: label?.value.trim().to_owned() })
}

/// Reads the required key `id`. `why` is the hint if it is missing.
pub fn id(reader: &mut Reader<'_>, why: &str) -> Option<Spanned<Anchor>> {
    let id = required(reader, "id", why)?;
    reader.authored_id("id", id)
}
