//! `handbook build --watch`: rebuilds the site whenever a source changes; and what `handbook serve`
//! has in common with it: Ctrl-C, and the messages about changes.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use crate::base::diagnostic::Diagnostic;
use crate::base::paths::SourcePath;
use crate::cli::args::{BuildFlags, WatchFlags};
use crate::cli::build;
use crate::cli::outcome::{CommandError, CommandResult};
use crate::cli::site::{SelectedSite, for_readers};
use crate::cli::summary::{count, deleted, time};
use crate::cli::terminal::Terminal;
use crate::serve::rebuild::Rebuilt;
use crate::serve::watch::WatchEvent;
use crate::serve::watched_build::{WatchSettings, WatchedBuild, WatchedBuildEvent};

/// The exit code that shells give a process that an interrupt ended: 128 + SIGINT.
const INTERRUPTED: i32 = 130;

/// Builds the site and writes it, now and after each change, until it is interrupted.
pub(super) fn run(
    site: &SelectedSite,
    flags: BuildFlags,
    watch_flags: WatchFlags,
) -> CommandResult {
    let (sender, events) = events()?;
    let start = Instant::now();
    let rebuilder = site.rebuilder(for_readers());
    let mut follower = WatchedBuild::new(rebuilder, watch_settings(watch_flags), sender);
    let first = follower.first()?;
    let mut reported = ReportedDiagnostics::default();
    let terminal = &site.terminal;
    terminal.diagnostics(&reported.new_ones(&first.build.diagnostics), site.flags.strict)?;
    match build::finish(site, &first, flags, None, start) {
        // The next change may mend the content.
        Err(refusal) if refusal.exit_code == 1 => terminal.command_error(&refusal),
        result => result?,
    }
    drop(first);
    terminal.say("watching for changes (Ctrl-C to stop)");
    // The last build, if it could not be written, and why.
    let mut unwritten: Option<(Rebuilt, String)> = None;
    while let Some(event) = follower.next(&events, unwritten.is_some()) {
        let (rebuilt, told) = match event {
            WatchedBuildEvent::Rebuilt(rebuilt) => {
                let new = reported.new_ones(&rebuilt.build.diagnostics);
                terminal.diagnostics(&new, site.flags.strict)?;
                let changed = unwritten.take().map(|(before, _)| before.changed);
                (rebuilt.following(changed.unwrap_or_default()), String::new())
            }
            WatchedBuildEvent::Retry => match unwritten.take() {
                Some(unwritten) => unwritten,
                None => continue,
            },
            event => {
                warn_of(&event, "nothing was written", terminal);
                continue;
            }
        };
        let Err(mut error) = write_changes(site, &rebuilt, flags) else {
            continue;
        };
        let is_of_machine = error.exit_code != 1;
        if is_of_machine {
            error.message.push_str("; trying again every second");
        }
        if error.message != told {
            terminal.command_error(&error);
        }
        if is_of_machine {
            unwritten = Some((rebuilt, error.message));
        }
    }
    terminal.say("stopped");
    Ok(())
}

/// Writes a rebuilt site unless it has errors.
fn write_changes(site: &SelectedSite, rebuilt: &Rebuilt, flags: BuildFlags) -> CommandResult {
    let start = Instant::now();
    let totals = rebuilt.build.totals();
    site.accept(totals, &rebuilt.build.diagnostics, "; nothing was written")?;
    let report = build::write(site, rebuilt, flags, None)?;
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

/// The events of a watched build: the channel of Ctrl-C and of the file watcher. The first
/// interrupt sends [`WatchEvent::Stop`]; the second ends the process.
pub(super) fn events() -> CommandResult<(Sender<WatchEvent>, Receiver<WatchEvent>)> {
    let (sender, receiver) = channel();
    let events = sender.clone();
    let was_interrupted = AtomicBool::new(false);
    ctrlc::set_handler(move || {
        // If the channel is closed, nobody is left who could stop gracefully.
        if was_interrupted.swap(true, Ordering::SeqCst) || events.send(WatchEvent::Stop).is_err() {
            exit_at_once();
        }
    })
    .map_err(|error| CommandError::new(format!("cannot handle Ctrl-C: {error}")))?;
    Ok((sender, receiver))
}

#[expect(clippy::exit, reason = "somebody asked for it twice, so nothing is waited for")]
fn exit_at_once() {
    std::process::exit(INTERRUPTED);
}

/// The settings of the file watcher, from the flags.
pub(super) fn watch_settings(flags: WatchFlags) -> WatchSettings {
    WatchSettings { debounce: Duration::from_millis(flags.debounce.into()), poll: flags.poll }
}

/// The diagnostics of the last build, so that warnings are not repeated after each change.
#[derive(Default)]
pub(super) struct ReportedDiagnostics(Vec<Diagnostic>);

impl ReportedDiagnostics {
    /// All errors among the diagnostics of a build, and the warnings that the last build did not
    /// have.
    pub(super) fn new_ones(&mut self, diagnostics: &[Diagnostic]) -> Vec<Diagnostic> {
        let known = std::mem::replace(&mut self.0, diagnostics.to_vec());
        let is_new = |d: &&Diagnostic| d.is_error() || !known.contains(d);
        diagnostics.iter().filter(is_new).cloned().collect()
    }
}

/// Reports what keeps a watched build from its sources, with the consequence.
pub(super) fn warn_of(event: &WatchedBuildEvent, consequence: &str, terminal: &Terminal) {
    match event {
        WatchedBuildEvent::Rebuilt(_) | WatchedBuildEvent::Retry => {}
        WatchedBuildEvent::Unreadable(error) => {
            let mut told = CommandError::from(error);
            let more = format!("; {consequence}, and looking again every second");
            told.message.push_str(&more);
            terminal.command_error(&told);
        }
        WatchedBuildEvent::Polling(why) => {
            terminal.warning(&format!("checking for changes every second: {why}"));
        }
    }
}

/// The changed files in words: the first by its path, the others by their number.
pub(super) fn changed_files(changed: &[SourcePath]) -> String {
    match changed {
        [] => "files".to_owned(),
        [one] => one.to_string(),
        [first, rest @ ..] => format!("{first} and {} more", rest.len()),
    }
}
