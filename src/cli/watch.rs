//! `handbook build --watch`: rebuilds the site whenever a source changes.

use std::time::Instant;

use crate::cli::args::{BuildFlags, WatchFlags};
use crate::cli::build;
use crate::cli::error::CommandError;
use crate::cli::interrupt;
use crate::cli::outcome::{CommandOutcome, CommandResult};
use crate::cli::serve::{ReportedDiagnostics, changed_files, warn_of, watch_options};
use crate::cli::site::{SelectedSite, for_readers};
use crate::cli::summary::{DiagnosticTotals, count, deleted, time};
use crate::serve::rebuild::Rebuilt;
use crate::serve::watched_build::{WatchedBuild, WatchedBuildEvent};

/// Builds the site and writes it, now and after each change, until it is interrupted.
pub(super) fn run(
    site: &SelectedSite,
    flags: BuildFlags,
    watch_flags: WatchFlags,
) -> CommandResult {
    let (sender, events) = interrupt::events()?;
    let start = Instant::now();
    let rebuilder = site.rebuilder(for_readers());
    let mut follower = WatchedBuild::new(rebuilder, watch_options(watch_flags), sender);
    let first = follower.first()?;
    let mut reported = ReportedDiagnostics::default();
    let terminal = &site.terminal;
    terminal.diagnostics(&reported.new_ones(&first.build.diagnostics), site.strict)?;
    build::finish(site, &first, flags, start)?;
    drop(first);
    terminal.say("watching for changes (Ctrl-C to stop)");
    while let Some(event) = follower.next(&events) {
        match &event {
            // An error of writing may be gone after the next change.
            WatchedBuildEvent::Rebuilt(rebuilt) => {
                terminal
                    .diagnostics(&reported.new_ones(&rebuilt.build.diagnostics), site.strict)?;
                if let Err(error) = write_changes(site, rebuilt, flags) {
                    terminal.command_error(&error);
                }
            }
            _ => warn_of(&event, "nothing was written", terminal),
        }
    }
    terminal.say("stopped");
    Ok(CommandOutcome::Fine)
}

/// Writes a rebuilt site unless it has errors.
fn write_changes(
    site: &SelectedSite,
    rebuilt: &Rebuilt,
    flags: BuildFlags,
) -> Result<(), CommandError> {
    let start = Instant::now();
    let totals = DiagnosticTotals::of(&rebuilt.build.diagnostics);
    if site.refuses(totals, "; nothing was written") {
        return Ok(());
    }
    let report = build::write(site, rebuilt, flags)?;
    site.terminal.say(&format!(
        "{}: {} rendered, {} written{} in {}{}",
        changed_files(&rebuilt.changed),
        count(rebuilt.build.stats.rendered.len(), "page"),
        count(report.written, "file"),
        deleted(report.deleted),
        time(rebuilt.elapsed + start.elapsed()),
        totals.addition(),
    ));
    Ok(())
}
