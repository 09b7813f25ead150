//! Warnings for sources that no page cites.

use std::collections::BTreeMap;

use crate::base::diagnostic::{Code, Diagnostic, Place};
use crate::base::paths::SourcePath;
use crate::citation::bibliography::Bibliography;
use crate::citation::index::CitedSources;

/// Warns of sources that no page cites, once for each bibliography file.
pub fn unused_sources(
    bibliography: &Bibliography,
    cited: &CitedSources,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if bibliography.is_broken || cited.unused {
        return;
    }
    let mut unused: BTreeMap<&SourcePath, Vec<&str>> = BTreeMap::new();
    for entry in &bibliography.entries {
        if !cited.citing.contains_key(&entry.key) {
            unused.entry(&entry.file).or_default().push(&entry.key);
        }
    }
    for (file, mut keys) in unused {
        keys.sort_unstable();
        let shown: Vec<String> = keys.iter().take(5).map(|key| format!("`{key}`")).collect();
        let shown = shown.join(", ");
        let message = match keys.len() {
            1 => format!("no page cites the source {shown}"),
            count if count <= 5 => format!("no page cites {count} sources: {shown}"),
            count => format!("no page cites {count} sources: {shown} and others"),
        };
        diagnostics.push(Diagnostic::warning(Code::UnusedSource, message, Place::file(file)).hint(
            "cite or delete them; if they are further reading, write `unused = true` under \
             `[sources]` on the page that lists them",
        ));
    }
}
