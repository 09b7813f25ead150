//! [`insertions`]: how aliases are written into the front matter of a page.

use std::sync::Arc;

use crate::base::diagnostic::Code;
use crate::base::paths::SourcePath;
use crate::data::value::{Spanned, Table, Value};
use crate::data::{toml, yaml};
use crate::document::stable_id::insert_texts;
use crate::page::front_matter::{FrontMatterBlock, TOML_FENCE, split};

/// The key of front matter.
const KEY: &str = "aliases";

/// The texts that add aliases to the front matter of a page, each with the byte before which it
/// belongs. `None` if that cannot be done without rewriting what the author wrote.
pub fn insertions(
    path: &SourcePath,
    text: &Arc<str>,
    aliases: &[String],
) -> Option<Vec<(usize, String)>> {
    let new = aliases.iter().map(|alias| format!("\"{alias}\"")).collect::<Vec<_>>().join(", ");
    let insertions = match split(text) {
        Some(block) => in_block(path, text, &block, &new)?,
        None => vec![(0, format!("+++\n{KEY} = [{new}]\n+++\n\n"))],
    };
    // What the author may write in two languages is read once more before it is changed.
    let edited = insert_texts(text.as_bytes(), insertions.clone());
    let edited: Arc<str> = String::from_utf8(edited).ok()?.into();
    let found = written_aliases(&table(path, &edited, &split(&edited)?)?)?;
    aliases.iter().all(|alias| found.contains(alias)).then_some(insertions)
}

fn in_block(
    path: &SourcePath,
    text: &str,
    block: &FrontMatterBlock<'_>,
    new: &str,
) -> Option<Vec<(usize, String)>> {
    let table = table(path, &text.into(), block)?;
    let value = |key| table.iter().find(|(found, _)| found.value == key).map(|(_, value)| value);
    Some(match value(KEY) {
        Some(Spanned { value: Value::List(list), span }) => match list.last() {
            Some(last) => {
                let line_start = text[..last.span.start].rfind('\n').map_or(0, |at| at + 1);
                let before = &text[line_start..last.span.start];
                if before.trim() == "-" {
                    let lines = new.split(", ").map(|one| format!("\n{before}{one}"));
                    vec![(last.span.end, lines.collect())]
                } else {
                    vec![(last.span.end, format!(", {new}"))]
                }
            }
            None => vec![(span.end.checked_sub(1)?, new.to_owned())],
        },
        Some(Spanned { value: Value::Text(_), span }) => {
            vec![(span.start, "[".to_owned()), (span.end, format!(", {new}]"))]
        }
        Some(_) => return None,
        None => {
            let at = match value("title") {
                Some(title) => text[title.span.end..].find('\n').map(|at| title.span.end + at + 1),
                None => Some(block.data.start),
            };
            let equals = if block.fence == TOML_FENCE { " =" } else { ":" };
            vec![(at?, format!("{KEY}{equals} [{new}]\n"))]
        }
    })
}

/// The keys of front matter, if it has no fault.
fn table(path: &SourcePath, text: &Arc<str>, block: &FrontMatterBlock<'_>) -> Option<Table> {
    let parse = if block.fence == TOML_FENCE { toml::parse } else { yaml::parse };
    let (table, errors) = parse(path, text, block.data.clone(), Code::InvalidFrontMatter);
    (errors.is_empty() && block.is_closed).then_some(table)
}

/// The aliases in a table.
fn written_aliases(table: &Table) -> Option<Vec<String>> {
    let (_, value) = table.iter().find(|(key, _)| key.value == KEY)?;
    let Value::List(list) = &value.value else {
        return None;
    };
    let text = |value: &Spanned<Value>| match &value.value {
        Value::Text(text) => Some(text.clone()),
        _ => None,
    };
    Some(list.iter().filter_map(text).collect())
}
