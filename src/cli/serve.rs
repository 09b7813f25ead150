//! `handbook serve`: what the terminal shows while the site is served.

use std::sync::mpsc::channel;
use std::time::Duration;

use super::args;
use super::error::CommandError;
use super::interrupt;
use super::outcome::CommandOutcome;
use super::site::SelectedSite;
use super::summary::{DiagnosticTotals, count, time};
use super::terminal::{Terminal, plain};
use crate::base::diagnostic::Diagnostic;
use crate::base::paths::SourcePath;
use crate::serve::follow::Watching;
use crate::serve::rebuild::Rebuilt;
use crate::serve::{self, Audience, Event, Port, Settings};

/// The port when none is named.
const PORT: u16 = 1111;

/// Serves the site until it is interrupted.
pub(super) fn run(
    site: &SelectedSite,
    flags: &args::ServeFlags,
    terminal: &Terminal,
) -> Result<CommandOutcome, CommandError> {
    let (sender, wakes) = channel();
    interrupt::stops(sender.clone())?;
    let settings = Settings {
        port: Port {
            interface: flags.interface,
            number: flags.port.unwrap_or(PORT),
            or_next: flags.port.is_none() && !flags.no_port_append,
        },
        watching: watching(flags.watching),
        // A worker answers with what it kept, and a page that is kept is not kept up to date.
        reload: !flags.no_reload && !flags.offline,
        worker: flags.offline,
        visit: flags.navigate_to_changed,
    };
    let mut screen = TerminalReporter {
        terminal,
        open: flags.open,
        serving: false,
        reported: ReportedDiagnostics::default(),
    };
    serve::run(
        settings,
        site.lenient_rebuilder(flags.offline),
        (sender, &wakes),
        &mut screen,
    )?;
    terminal.say("stopped");
    Ok(CommandOutcome::Fine)
}

/// What the flags say of noticing changes.
pub(super) fn watching(flags: args::WatchFlags) -> Watching {
    Watching {
        debounce: Duration::from_millis(flags.debounce.into()),
        poll: flags.poll,
    }
}

/// The terminal as the audience of a server.
struct TerminalReporter<'a> {
    terminal: &'a Terminal,
    /// Whether to open a browser.
    open: bool,
    /// Whether there has been a site to serve.
    serving: bool,
    reported: ReportedDiagnostics,
}

/// What was said of the last build, so that no warning is repeated with each save.
#[derive(Default)]
pub(super) struct ReportedDiagnostics(Vec<Diagnostic>);

impl ReportedDiagnostics {
    /// All errors, and the warnings that the last build did not give.
    pub(super) fn fresh(&mut self, diagnostics: &[Diagnostic]) -> Vec<Diagnostic> {
        let known = std::mem::replace(&mut self.0, diagnostics.to_vec());
        let is_news = |d: &&Diagnostic| d.is_error() || !known.contains(d);
        diagnostics.iter().filter(is_news).cloned().collect()
    }
}

impl Audience for TerminalReporter<'_> {
    fn hear(&mut self, event: Event<'_>) {
        match event {
            Event::Listening {
                url,
                open_to_others,
            } => {
                self.terminal
                    .say(&format!("serving {url} (Ctrl-C to stop)"));
                if open_to_others {
                    self.terminal.warning(
                        "other machines on the network can read this site, its drafts included",
                    );
                }
                if self.open
                    && let Err(error) = opener::open_browser(url)
                {
                    self.terminal.warning(&format!("no browser opens: {error}"));
                }
            }
            Event::Rebuilt(rebuilt) => self.rebuilt(rebuilt),
            Event::Unreadable(error) => self
                .terminal
                .error(&format!("{error}; the last good site is still served")),
            Event::Polling(why) => polling(why, self.terminal),
        }
    }

    fn describe(&self, diagnostic: &Diagnostic) -> String {
        plain(std::slice::from_ref(diagnostic))
    }
}

impl TerminalReporter<'_> {
    fn rebuilt(&mut self, rebuilt: &Rebuilt) {
        // A browser shows the errors too, and the next line counts them.
        let _ = self
            .terminal
            .diagnostics(&self.reported.fresh(&rebuilt.build.diagnostics), false);
        let totals = DiagnosticTotals::of(&rebuilt.build.diagnostics);
        if totals.errors > 0 {
            let consequence = if self.serving {
                "the last good site is still served"
            } else {
                "the browser shows them until they are mended"
            };
            self.terminal
                .error(&format!("{}; {consequence}", totals.words()));
            return;
        }
        let stats = &rebuilt.build.stats;
        let took = time(rebuilt.elapsed);
        let line = if self.serving {
            let rendered = count(stats.rendered.len(), "page");
            format!("{}: {rendered} rendered in {took}", what(&rebuilt.changed))
        } else {
            format!("built {} in {took}", count(stats.pages, "page"))
        };
        self.serving = true;
        self.terminal.say(&(line + &totals.addition()));
    }
}

/// Says that changes are looked for.
pub(super) fn polling(why: &str, terminal: &Terminal) {
    terminal.warning(&format!("changes are looked for every second: {why}"));
}

/// Names one changed file and counts the rest.
pub(super) fn what(changed: &[SourcePath]) -> String {
    match changed {
        [] => "files".to_owned(),
        [one] => one.to_string(),
        [first, rest @ ..] => format!("{first} and {} more", rest.len()),
    }
}
