//! `handbook serve`: the development server, and its messages on the terminal.

use crate::base::diagnostic::{Diagnostic, Severity};
use crate::cli::args;
use crate::cli::outcome::CommandResult;
use crate::cli::site::SelectedSite;
use crate::cli::summary::{count, time};
use crate::cli::terminal::{Terminal, plain};
use crate::cli::watch::{ReportedDiagnostics, changed_files, events, warn_of, watch_settings};
use crate::compile::options::{BuildOptions, OfflineMode};
use crate::serve::rebuild::Rebuilt;
use crate::serve::watched_build::WatchedBuildEvent;
use crate::serve::{self, BrowserDiagnostic, ListenAddress, ServeSettings, ServerReporter};

/// The default port.
const PORT: u16 = 1111;

/// Serves the site until it is interrupted.
pub(super) fn run(site: &SelectedSite, flags: &args::ServeFlags) -> CommandResult {
    let (sender, events) = events()?;
    let settings = ServeSettings {
        port: ListenAddress {
            interface: flags.interface,
            number: flags.port.unwrap_or(PORT),
            or_next: flags.port.is_none() && !flags.no_port_append,
        },
        watching: watch_settings(flags.watching),
        // A service worker answers from its cache, and a cached page is not updated.
        reload: !flags.no_reload && !flags.offline,
        worker: flags.offline,
        visit: flags.navigate_to_changed,
    };
    let options = BuildOptions {
        // The line of a vanished id may just be moved.
        vanished_ids: Severity::Warning,
        // The cache of a service worker is older than the sources.
        offline: if flags.offline { OfflineMode::Worker } else { OfflineMode::Unregister },
        ..BuildOptions::default()
    };
    let mut reporter = TerminalReporter {
        terminal: &site.terminal,
        open: flags.open,
        drafts: site.flags.drafts,
        serving: false,
        reported: ReportedDiagnostics::default(),
    };
    serve::run(settings, site.rebuilder(options), (sender, &events), &mut reporter)?;
    site.terminal.say("stopped");
    Ok(())
}

/// Reports the events of the development server on the terminal.
struct TerminalReporter<'a> {
    terminal: &'a Terminal,
    /// Whether to open a browser once the server listens.
    open: bool,
    /// Whether drafts are served.
    drafts: bool,
    /// Whether a build has been reported.
    serving: bool,
    reported: ReportedDiagnostics,
}

impl ServerReporter for TerminalReporter<'_> {
    fn listening(&mut self, url: &str, open_to_others: bool) {
        self.terminal.say(&format!("serving {url} (Ctrl-C to stop)"));
        if open_to_others {
            let drafts = if self.drafts { ", including drafts" } else { "" };
            let warning = format!("other machines on the network can read this site{drafts}");
            self.terminal.warning(&warning);
        }
        if self.open
            && let Err(error) = open::that_detached(url)
        {
            self.terminal.warning(&format!("cannot open a browser: {error}"));
        }
    }

    fn report(&mut self, event: &WatchedBuildEvent) {
        match event {
            WatchedBuildEvent::Rebuilt(rebuilt) => self.rebuilt(rebuilt),
            _ => warn_of(event, "still serving the site as it was", self.terminal),
        }
    }

    fn describe(diagnostics: &[&Diagnostic]) -> Vec<BrowserDiagnostic> {
        let texts = plain(diagnostics).into_iter();
        texts.map(|(diagnostic, text)| BrowserDiagnostic::new(diagnostic, text)).collect()
    }
}

impl TerminalReporter<'_> {
    fn rebuilt(&mut self, rebuilt: &Rebuilt) {
        // If printing fails, the browser shows the errors too, and the next line counts them.
        let _ =
            self.terminal.diagnostics(&self.reported.new_ones(&rebuilt.build.diagnostics), false);
        let totals = rebuilt.build.totals();
        let stats = &rebuilt.build.stats;
        let took = time(rebuilt.elapsed);
        let line = if self.serving {
            let rendered = count(stats.rendered.len(), "page");
            format!("{}: {rendered} rendered in {took}", changed_files(&rebuilt.changed))
        } else {
            format!("built {} in {took}", count(stats.pages, "page"))
        };
        self.serving = true;
        if totals.errors > 0 {
            self.terminal.say(&line);
            self.terminal.error(&format!("{}; the pages show where they are", totals.words()));
        } else {
            self.terminal.say(&(line + &totals.addition()));
        }
    }
}
