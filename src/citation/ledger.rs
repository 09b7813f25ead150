//! The ledger of sources: what each says of its own worth, in the keys that `handbook.toml` declares.
//!
//! In YAML it is the table `ledger` of a source, in BibTeX its fields that begin with `ledger-`.

use crate::base::diagnostic::{Code, Diagnostic, Place};
use crate::base::suggest::nearest;
use crate::citation::bibliography::LedgerEntry;
use crate::citation::bibliography_file::{BibliographyFile, ParsedSource};
use crate::config::ledger::{LedgerKey, NONE, listed};
use crate::data::value::Spanned;

/// What BibTeX writes before a key.
pub(super) const BIBTEX_PREFIX: &str = "ledger-";

/// Checks the ledgers of the sources of a file. Gives the ledger of each, in the order of `keys`.
pub(super) fn read_all(
    file: &BibliographyFile<'_>,
    keys: &[LedgerKey],
    sources: &[ParsedSource],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Vec<LedgerEntry>> {
    if keys.is_empty() {
        let first = sources.iter().find_map(|source| source.ledger.first());
        diagnostics.extend(first.map(|(key, _)| {
            let hint = format!(
                "declare its keys in `handbook.toml`: `[[ledger]]` with `key = \"{}\"`",
                key.value
            );
            let message = "sources have a ledger, and the site declares none";
            error(file, message.to_owned(), key).hint(hint)
        }));
    }
    sources
        .iter()
        .map(|source| {
            if !keys.is_empty() {
                check(file, keys, source, diagnostics);
            }
            keys.iter().filter_map(|key| entry(key, source)).collect()
        })
        .collect()
}

fn entry(key: &LedgerKey, source: &ParsedSource) -> Option<LedgerEntry> {
    let value = &written(source, &key.key)?.value;
    if NONE.contains(&value.as_str()) || !is_allowed(key, value) {
        return None;
    }
    Some(LedgerEntry {
        key: key.key.clone(),
        label: key.label.clone(),
        value: value.clone(),
        mark: key.mark(value).unwrap_or_default().to_owned(),
        is_on_card: key.is_on_card,
    })
}

fn written<'s>(source: &'s ParsedSource, key: &str) -> Option<&'s Spanned<String>> {
    source.ledger.iter().find(|(written, _)| written.value == key).map(|(_, value)| value)
}

fn is_allowed(key: &LedgerKey, value: &str) -> bool {
    key.values.is_empty() || NONE.contains(&value) || key.values.iter().any(|v| v == value)
}

fn check(
    file: &BibliographyFile<'_>,
    keys: &[LedgerKey],
    source: &ParsedSource,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let name = &source.key;
    let mut meant = Vec::new();
    for (written, value) in &source.ledger {
        let Some(key) = keys.iter().find(|key| key.key == written.value) else {
            if keys.iter().any(|key| key.is_faulty) {
                // It is perhaps that one.
                continue;
            }
            let message =
                format!("the source `{name}`: unknown key `{}` in its ledger", written.value);
            let known = || keys.iter().map(|key| key.key.as_str());
            let near = nearest(&written.value, known().filter(|key| !has(source, key)));
            meant.extend(near);
            let all = known().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
            let diagnostic = error(file, message, written).did_you_mean(near);
            diagnostics.push(match near {
                Some(_) => diagnostic,
                None => diagnostic.hint(format!("the keys of `[[ledger]]` are {all}")),
            });
            continue;
        };
        if !is_allowed(key, &value.value) {
            let message = format!(
                "the source `{name}`: `{}` is no value of `{}` in its ledger",
                value.value, key.key
            );
            let hint = format!("write one of {}", listed(&key.values));
            diagnostics.push(error(file, message, value).hint(hint));
        }
    }
    let missing =
        keys.iter().filter(|key| key.is_required && !key.is_faulty && !has(source, &key.key));
    // A misspelt key is one mistake.
    let missing: Vec<&LedgerKey> =
        missing.filter(|key| !meant.contains(&key.key.as_str())).collect();
    let Some(first) = missing.first() else { return };
    let all = missing.iter().map(|key| key.key.clone()).collect::<Vec<_>>();
    let message = format!("the source `{name}`: its ledger lacks {}", listed(&all));
    let how = if file.is_bibtex() {
        format!("write fields such as `{BIBTEX_PREFIX}{} = {{…}}`", first.key)
    } else {
        format!("write `ledger:` and below it, indented, lines such as `{}: …`", first.key)
    };
    let values = missing.iter().filter(|key| !key.values.is_empty());
    let values = values.map(|key| format!("`{}` is one of {}", key.key, listed(&key.values)));
    let place = Place::span(file.path, file.text, source.span.clone());
    let diagnostic = Diagnostic::error(Code::InvalidLedger, message, place);
    diagnostics
        .push(diagnostic.hint(format!("{how}; a dash says that there is none")).hints(values));
}

fn has(source: &ParsedSource, key: &str) -> bool {
    written(source, key).is_some()
}

fn error(file: &BibliographyFile<'_>, message: String, at: &Spanned<String>) -> Diagnostic {
    let place = Place::span(file.path, file.text, at.span.clone());
    Diagnostic::error(Code::InvalidLedger, message, place)
}
