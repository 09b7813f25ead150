//! `handbook ids`: stable ids, written into the Markdown and into `content/ids.lock`.

use std::fmt::Write as _;

use crate::base::diagnostic::{Code, Diagnostic};
use crate::cli::outcome::{CommandError, CommandOutcome, CommandResult};
use crate::cli::site::{SelectedSite, for_readers};
use crate::cli::summary::{DiagnosticTotals, count};
use crate::compile::ids::SiteIds;
use crate::publish::edit::{SourceEdit, apply_edits};
use crate::site::lock::LOCK;

/// Lists the ids that are not written yet; writes them with `write`, and fails because of them with
/// `check`.
pub(super) fn run(site: &SelectedSite, write: bool, check: bool) -> CommandResult {
    let terminal = &site.terminal;
    let mut rebuilder = site.rebuilder(for_readers());
    let rebuilt = rebuilder.rebuild()?;
    let rebuilt = rebuilt.ok_or_else(|| CommandError::new("the site was not built"))?;
    // Missing ids are listed by this command and are no errors here.
    let is_error = |d: &Diagnostic| d.is_error() && d.code != Code::MissingId;
    let errors: Vec<Diagnostic> = rebuilt.build.diagnostics.into_iter().filter(is_error).collect();
    terminal.diagnostics(&errors, false)?;
    let totals = DiagnosticTotals::of(&errors);
    // An id that vanished or is reused is a question for the author; writing others may go on.
    if !errors.iter().all(|d| matches!(d.code, Code::VanishedId | Code::ReusedId)) {
        site.refuses(totals, if write { "; nothing was written" } else { "" });
        return Ok(CommandOutcome::Refused);
    }
    let ids = rebuilder.builder.ids();
    terminal.result(&list(&ids))?;
    let changes = !ids.pages.is_empty() || ids.changes_lock();
    if write && changes {
        apply_edits(&edits(site, &ids), &|_| Ok(()))?;
    }
    terminal.say(&words(&ids, changes, write));
    if ids.before.is_none() && !write && ids.count > 0 {
        terminal.say(&format!("there is no `{LOCK}` yet; without it, nobody notices a missing id"));
    }
    if site.refuses(totals, "") {
        return Ok(CommandOutcome::Refused);
    }
    if check && changes {
        terminal.error("there are ids to write; run `handbook ids --write`");
        return Ok(CommandOutcome::Refused);
    }
    Ok(CommandOutcome::Fine)
}

/// A line for each generated id that no source has, and for each added or removed line of the lock.
fn list(ids: &SiteIds) -> String {
    let mut lines = String::new();
    for page in &ids.pages {
        for (line, stable_id) in &page.ids {
            // Writing to a String cannot fail.
            let _ = writeln!(lines, "{}:{line}: {{#{}}}", page.path, stable_id.id);
        }
    }
    for line in &ids.removed {
        let _ = writeln!(lines, "{LOCK}: - {line}");
    }
    for line in &ids.added {
        let _ = writeln!(lines, "{LOCK}: + {line}");
    }
    lines
}

/// The summary of the command.
fn words(ids: &SiteIds, changes: bool, write: bool) -> String {
    if !changes {
        return format!("{}, all written", count(ids.count, "id"));
    }
    let new: usize = ids.pages.iter().map(|page| page.ids.len()).sum();
    let mut parts = Vec::new();
    if new > 0 {
        let pages = count(ids.pages.len(), "page");
        parts.push(format!("{} in {pages}", count(new, "id")));
    }
    if !ids.added.is_empty() {
        parts.push(format!("{} of `{LOCK}`", count(ids.added.len(), "line")));
    } else if ids.changes_lock() {
        parts.push(format!("`{LOCK}` in order"));
    }
    let summary = parts.join(", ");
    if write {
        format!("wrote {summary}")
    } else {
        format!("to write: {summary}; `handbook ids --write` writes it")
    }
}

/// The edits of pages and, last, of the lock: it must not list ids that no source has.
fn edits(site: &SelectedSite, ids: &SiteIds) -> Vec<SourceEdit> {
    let mut edits: Vec<SourceEdit> = ids
        .pages
        .iter()
        .map(|page| SourceEdit {
            path: site.root.join(page.path.as_str()),
            before: Some(page.before.clone()),
            after: page.after.clone(),
        })
        .collect();
    if ids.changes_lock() {
        edits.push(SourceEdit {
            path: site.root.join(LOCK),
            before: ids.before.clone(),
            after: ids.after.clone(),
        });
    }
    edits
}
