//! `handbook ids`: stable ids, written into the Markdown and into `content/ids.lock`.

use std::path::Path;

use crate::base::diagnostic::{Code, Diagnostic, DiagnosticTotals};
use crate::base::paths::{Route, SourcePath};
use crate::base::suggest::nearest;
use crate::cli::moved;
use crate::cli::outcome::{CommandError, CommandResult};
use crate::cli::site::{SelectedSite, for_readers};
use crate::cli::summary::count;
use crate::compile::ids::SiteIds;
use crate::publish::edit::{SourceEdit, apply_edits};
use crate::site::tree::Site;
use crate::site::tree_builder::default_route;

/// Lists the ids that are not written yet; writes them with `write`, and fails because of them with
/// `check`.
pub(super) fn run(site: &SelectedSite, write: bool, check: bool) -> CommandResult {
    let terminal = &site.terminal;
    let mut rebuilder = site.rebuilder(for_readers());
    let rebuilt = site.rebuild(&mut rebuilder)?;
    // Missing ids are listed by this command and are no errors here.
    let is_error = |d: &Diagnostic| d.is_error() && d.code != Code::MissingId;
    let errors: Vec<Diagnostic> = rebuilt.build.diagnostics.into_iter().filter(is_error).collect();
    terminal.diagnostics(&errors, false)?;
    // An id that vanished or is reused is a question for the author; writing others may go on.
    if !errors.iter().all(|d| matches!(d.code, Code::VanishedId | Code::ReusedId)) {
        let consequence = if write { "; nothing was written" } else { "" };
        return site.accept(DiagnosticTotals::of(&errors), &errors, consequence);
    }
    let ids = rebuilder.builder.ids();
    terminal.result(&list(&ids))?;
    let changes = !ids.pages.is_empty() || ids.changes_lock();
    if write && changes {
        apply_edits(&edits(site, &ids), &|_| Ok(()))?;
    }
    terminal.say(&words(&ids, changes, write));
    if ids.before.is_none() && !write && ids.count > 0 {
        let lock = &ids.lock;
        terminal.say(&format!("there is no `{lock}` yet; without it, nobody notices a missing id"));
    }
    site.accept(DiagnosticTotals::of(&errors), &errors, "")?;
    if check && changes {
        let message = "there are ids to write; run `handbook ids --write`";
        return Err(CommandError::refusal(message));
    }
    Ok(())
}

/// Retires a page that is deleted for good: `page` is its address, the path of its file, or its
/// `key`.
pub(super) fn retire(site: &SelectedSite, page: &str) -> CommandResult {
    let mut rebuilder = site.rebuilder(for_readers());
    let build = site.rebuild(&mut rebuilder)?.build;
    let invalid = |d: &&Diagnostic| d.code == Code::InvalidLock && d.is_error();
    let invalid: Vec<Diagnostic> = build.diagnostics.iter().filter(invalid).cloned().collect();
    site.terminal.diagnostics(&invalid, false)?;
    site.accept(DiagnosticTotals::of(&invalid), &invalid, "; nothing was written")?;
    let routes = build.site.by_route.keys().map(Route::key);
    let key = match Route::former(page) {
        _ if Path::new(page).extension().is_some_and(|ending| ending == "md") => {
            route_of_file(&build.site, page).map_or_else(|| page.to_owned(), |route| route.key())
        }
        Ok((route, None)) if page.contains('/') => route.key(),
        _ => page.to_owned(),
    };
    let pages = (0..build.site.nodes.len()).map(|id| build.site.key(id));
    if routes.chain(pages).any(|known| known == key) {
        let message = format!("there still is a page `{key}`");
        return Err(CommandError::new(message).hint("delete its file first"));
    }
    let vanished = moved::vanished(site, &build)?;
    let (edit, ids) = rebuilder.builder.retire(&key);
    if ids == 0 && !vanished.iter().any(|gone| gone.address == key) {
        let lock = &edit.lock;
        let message = format!("no page `{key}` is known to `{lock}` or to the output folder");
        let near = nearest(&key, vanished.iter().map(|gone| gone.address.as_str()));
        let error = CommandError::new(message);
        return Err(match near {
            Some(near) => error.hint(format!("did you mean `{near}`?")),
            None => error.hint(
                "write the address of the page that is gone, such as `/old/page/`, or its `key`",
            ),
        });
    }
    site.terminal.result(&list(&edit))?;
    if edit.changes_lock() {
        apply_edits(&edits(site, &edit), &|_| Ok(()))?;
    }
    let with = if ids > 0 { format!(" and {}", count(ids, "id")) } else { String::new() };
    site.terminal.say(&format!("retired `{key}`{with} in `{}`", edit.lock));
    Ok(())
}

/// The route that the file of a page had by its name; the path begins at the site or at its content.
fn route_of_file(site: &Site, file: &str) -> Option<Route> {
    let path = SourcePath::new(file.trim_start_matches("./"))?;
    let path = match path.below(site.content.as_str()) {
        Some(_) => path,
        None => SourcePath::new(&format!("{}/{path}", site.content.as_str()))?,
    };
    default_route(site, &path, None)
}

/// A line for each generated id that no source has, and for each added or removed line of the lock.
fn list(ids: &SiteIds) -> String {
    let generated = ids.pages.iter().flat_map(|page| {
        let ids = page.ids.iter();
        ids.map(move |(line, found)| format!("{}:{line}: {{#{}}}\n", page.path, found.id))
    });
    let lock = &ids.lock;
    let removed = ids.removed.iter().map(|line| format!("{lock}: - {line}\n"));
    let added = ids.added.iter().map(|line| format!("{lock}: + {line}\n"));
    generated.chain(removed).chain(added).collect()
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
        parts.push(format!("{} of `{}`", count(ids.added.len(), "line"), ids.lock));
    } else if ids.changes_lock() {
        parts.push(format!("`{}` in order", ids.lock));
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
            path: site.root.join(ids.lock.as_str()),
            before: ids.before.clone(),
            after: ids.after.clone(),
        });
    }
    edits
}
