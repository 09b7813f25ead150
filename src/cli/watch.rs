//! `handbook build --watch`: the output folder follows the sources.

use std::sync::mpsc::channel;
use std::time::Instant;

use super::Outcome;
use super::args;
use super::build::{self, Wishes};
use super::failure::Failure;
use super::interrupt;
use super::serve::{Told, polling, watching, what};
use super::site::Site;
use super::summary::{Tally, count, time};
use super::terminal::Terminal;
use crate::serve::rebuild::Rebuilt;
use crate::serve::watched_build::{WatchedBuild, WatchedBuildEvent};

/// Builds the site and writes it, now and after each change, until it is interrupted.
pub(super) fn run(
    site: &Site,
    wishes: Wishes,
    flags: args::Watching,
    terminal: &Terminal,
) -> Result<Outcome, Failure> {
    let (sender, wakes) = channel();
    interrupt::stops(sender.clone())?;
    let start = Instant::now();
    let mut follower = WatchedBuild::new(site.rebuilder(None), watching(flags), sender);
    let first = follower.first()?;
    let mut told = Told::default();
    terminal.diagnostics(&told.fresh(&first.build.diagnostics), wishes.strict)?;
    build::finish(site, &first, wishes, start, terminal)?;
    drop(first);
    terminal.say("watching for changes (Ctrl-C to stop)");
    while let Some(news) = follower.next(&wakes) {
        match news {
            // What cannot be written now may be written after the next change.
            WatchedBuildEvent::Rebuilt(rebuilt) => {
                terminal.diagnostics(&told.fresh(&rebuilt.build.diagnostics), wishes.strict)?;
                if let Err(failure) = again(site, &rebuilt, wishes, terminal) {
                    terminal.failure(&failure);
                }
            }
            WatchedBuildEvent::Unreadable(error) => {
                terminal.error(&format!("{error}; nothing was written"));
            }
            WatchedBuildEvent::Polling(why) => polling(&why, terminal),
        }
    }
    terminal.say("stopped");
    Ok(Outcome::Fine)
}

/// Writes what changed.
fn again(
    site: &Site,
    rebuilt: &Rebuilt,
    wishes: Wishes,
    terminal: &Terminal,
) -> Result<(), Failure> {
    let start = Instant::now();
    let build = &rebuilt.build;
    let tally = Tally::of(&build.diagnostics);
    let Some(config) = build
        .config
        .as_deref()
        .filter(|_| !tally.fails(wishes.strict))
    else {
        build::refuse(tally, "; nothing was written", terminal);
        return Ok(());
    };
    let report = build::write(site, config, rebuilt, wishes)?;
    terminal.say(&format!(
        "{}: {} rendered, {} written{} in {}{}",
        what(&rebuilt.changed),
        count(build.stats.rendered.len(), "page"),
        count(report.written, "file"),
        match report.deleted {
            0 => String::new(),
            deleted => format!(", {deleted} deleted"),
        },
        time(rebuilt.elapsed + start.elapsed()),
        tally.addition(),
    ));
    Ok(())
}
