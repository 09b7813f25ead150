//! Pages that moved or are gone: the addresses that the output folder had and a build has not.

use std::collections::BTreeMap;

use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::paths::{Route, SourcePath};
use crate::cli::outcome::CommandResult;
use crate::cli::site::SelectedSite;
use crate::compile::build::Build;
use crate::compile::builder::Builder;
use crate::publish::edit::{SourceEdit, apply_edits};
use crate::publish::former_pages;
use crate::site::vanished::{VanishedAddress, vanished_addresses};

/// The addresses that the output folder had and a site has not. Of a site without a configuration
/// nothing is written, one without pages could not be built, and a page that could not be read is not
/// gone.
pub(super) fn vanished(site: &SelectedSite, build: &Build) -> CommandResult<Vec<VanishedAddress>> {
    let is_known = !build.site.nodes.is_empty()
        && !build.diagnostics.iter().any(Diagnostic::is_about_an_unread_file);
    let Some(config) = build.config.as_ref().filter(|_| is_known) else {
        return Ok(Vec::new());
    };
    let target = site.target(config, false).with_page_sources(build.page_sources());
    let former = former_pages(&target, &build.outputs)?;
    let mut vanished = vanished_addresses(&build.site, former.iter(), &build.lock);
    // A page that could not be made has not moved.
    let is_there = |route: Route| build.site.by_route.contains_key(&route);
    vanished.retain(|gone| !Route::new(&gone.address).is_ok_and(is_there));
    Ok(vanished)
}

/// The warnings about addresses that vanish, at the level that the site gives them.
pub(super) fn diagnostics(site: &SelectedSite, build: &Build) -> CommandResult<Vec<Diagnostic>> {
    // Of a page whose ids are gone too, the error about these says all.
    let is_told = |gone: &VanishedAddress| {
        let address = format!("`{}`", gone.address);
        let mut ids = build.diagnostics.iter().filter(|d| d.code == Code::VanishedId);
        ids.any(|d| d.message.contains(&address))
    };
    let vanished = vanished(site, build)?;
    let vanished = vanished.iter().filter(|gone| !is_told(gone));
    let mut found: Vec<Diagnostic> = vanished.map(VanishedAddress::diagnostic).collect();
    if let Some(config) = &build.config {
        config.lints.and(&site.lints).apply(&config.content, &mut found);
    }
    Ok(found)
}

/// Writes each address that vanished into the front matter of the page that was there before, as
/// far as it is known. Gives whether anything was written: not if the build is refused for what an
/// alias cannot mend.
pub(super) fn write_aliases(
    site: &SelectedSite,
    builder: &Builder,
    build: &Build,
) -> CommandResult<bool> {
    let is_refused = |d: &Diagnostic| d.is_error() || site.flags.strict && d.is_warning();
    // Ids come back with the address of their page.
    if build.diagnostics.iter().any(|d| is_refused(d) && d.code != Code::VanishedId) {
        return Ok(false);
    }
    let mut pages: BTreeMap<SourcePath, Vec<String>> = BTreeMap::new();
    let mut unknown = 0;
    for gone in vanished(site, build)? {
        match gone.page {
            Some(page) => pages.entry(page).or_default().push(gone.address),
            None => unknown += 1,
        }
    }
    let mut edits = Vec::new();
    let mut told = Vec::new();
    for (page, aliases) in &pages {
        let Some((before, after)) = builder.with_aliases(page, aliases) else {
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
    match unknown {
        0 => {}
        1 => site.terminal.say("one former address has no page that is surely known"),
        _ => {
            let line = format!("{unknown} former addresses have no page that is surely known");
            site.terminal.say(&line);
        }
    }
    Ok(!edits.is_empty())
}
