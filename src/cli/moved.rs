//! Pages that moved or are gone: the addresses that the output folder had and a build has not.

use std::collections::BTreeMap;

use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::paths::SourcePath;
use crate::cli::outcome::{CommandError, CommandResult};
use crate::cli::site::{SelectedSite, for_readers};
use crate::compile::build::Build;
use crate::publish::edit::{SourceEdit, apply_edits};
use crate::publish::former_pages;
use crate::site::vanished::{VanishedAddress, vanished_addresses};

/// The addresses that the output folder had and a site has not.
pub(super) fn vanished(site: &SelectedSite, build: &Build) -> CommandResult<Vec<VanishedAddress>> {
    // Of a site without a configuration nothing is written.
    let Some(config) = &build.config else {
        return Ok(Vec::new());
    };
    let target = site.target(config, false);
    let former = former_pages(&target, &build.outputs)?;
    Ok(vanished_addresses(&build.site, former.iter(), &build.retired_pages))
}

/// The warnings about addresses that vanish, at the level that the site gives them.
pub(super) fn diagnostics(site: &SelectedSite, build: &Build) -> CommandResult<Vec<Diagnostic>> {
    let Some(config) = build.config.as_ref().filter(|_| !build.site.nodes.is_empty()) else {
        return Ok(Vec::new());
    };
    // Of a page whose ids are gone too, the error about these says all.
    let is_told = |gone: &VanishedAddress| {
        let address = format!("`{}`", gone.address);
        let mut ids = build.diagnostics.iter().filter(|d| d.code == Code::VanishedId);
        ids.any(|d| d.message.contains(&address))
    };
    let vanished = vanished(site, build)?;
    let vanished = vanished.iter().filter(|gone| !is_told(gone));
    let mut found: Vec<Diagnostic> = vanished.map(VanishedAddress::diagnostic).collect();
    config.lints.and(&site.lints).apply(&config.content, &mut found);
    Ok(found)
}

/// Writes each address that vanished into the front matter of the page that was there before, as
/// far as it is known.
pub(super) fn write_aliases(site: &SelectedSite) -> CommandResult {
    let mut rebuilder = site.rebuilder(for_readers());
    let rebuilt = rebuilder.rebuild()?;
    let build = rebuilt.ok_or_else(|| CommandError::new("the site was not built"))?.build;
    let mut pages: BTreeMap<SourcePath, Vec<String>> = BTreeMap::new();
    for gone in vanished(site, &build)? {
        if let Some(page) = gone.page {
            pages.entry(page).or_default().push(gone.address);
        }
    }
    let mut edits = Vec::new();
    let mut told = Vec::new();
    for (page, aliases) in &pages {
        let Some((before, after)) = rebuilder.builder.with_aliases(page, aliases) else {
            let message = format!("the front matter of `{page}` has aliases in a form of its own");
            site.terminal.warning(&format!("{message}; add by hand: {}", aliases.join(", ")));
            continue;
        };
        let path = site.root.join(page.as_str());
        edits.push(SourceEdit { path, before: Some(before), after });
        told.extend(aliases.iter().map(|alias| format!("wrote the alias `{alias}` into `{page}`")));
    }
    apply_edits(&edits, &|_| Ok(()))?;
    for line in &told {
        site.terminal.say(line);
    }
    Ok(())
}
