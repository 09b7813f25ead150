//! `handbook build --watch`: rebuilds the site whenever a source changes.

use std::sync::mpsc::channel;
use std::time::Instant;

use crate::cli::args;
use crate::cli::build::{self, BuildFlags};
use crate::cli::error::CommandError;
use crate::cli::interrupt;
use crate::cli::outcome::CommandOutcome;
use crate::cli::serve::{ReportedDiagnostics, changed_files, warn_of_polling, watch_options};
use crate::cli::site::SelectedSite;
use crate::cli::summary::{DiagnosticTotals, count, time};
use crate::cli::terminal::Terminal;
use crate::serve::rebuild::Rebuilt;
use crate::serve::watched_build::{WatchedBuild, WatchedBuildEvent};

/// Builds the site and writes it, now and after each change, until it is interrupted.
pub(super) fn run(
    site: &SelectedSite,
    flags: BuildFlags,
    watch_flags: args::WatchFlags,
    terminal: &Terminal,
) -> Result<CommandOutcome, CommandError> {
    let (sender, events) = channel();
    interrupt::send_stop(sender.clone())?;
    let start = Instant::now();
    let mut follower = WatchedBuild::new(site.rebuilder(None), watch_options(watch_flags), sender);
    let first = follower.first()?;
    let mut reported = ReportedDiagnostics::default();
    terminal.diagnostics(&reported.new_ones(&first.build.diagnostics), flags.strict)?;
    build::finish(site, &first, flags, start, terminal)?;
    drop(first);
    terminal.say("watching for changes (Ctrl-C to stop)");
    while let Some(event) = follower.next(&events) {
        match event {
            // An error of writing may be gone after the next change.
            WatchedBuildEvent::Rebuilt(rebuilt) => {
                terminal
                    .diagnostics(&reported.new_ones(&rebuilt.build.diagnostics), flags.strict)?;
                if let Err(error) = write_changes(site, &rebuilt, flags, terminal) {
                    terminal.command_error(&error);
                }
            }
            WatchedBuildEvent::Unreadable(error) => {
                terminal.error(&format!("{error}; nothing was written"));
            }
            WatchedBuildEvent::Polling(why) => warn_of_polling(&why, terminal),
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
    terminal: &Terminal,
) -> Result<(), CommandError> {
    let start = Instant::now();
    let build = &rebuilt.build;
    let totals = DiagnosticTotals::of(&build.diagnostics);
    let Some(config) = build.config.as_deref().filter(|_| !totals.fails(flags.strict)) else {
        build::refuse(totals, "; nothing was written", terminal);
        return Ok(());
    };
    let report = build::write(site, config, rebuilt, flags)?;
    terminal.say(&format!(
        "{}: {} rendered, {} written{} in {}{}",
        changed_files(&rebuilt.changed),
        count(build.stats.rendered.len(), "page"),
        count(report.written, "file"),
        match report.deleted {
            0 => String::new(),
            deleted => format!(", {deleted} deleted"),
        },
        time(rebuilt.elapsed + start.elapsed()),
        totals.addition(),
    ));
    Ok(())
}
