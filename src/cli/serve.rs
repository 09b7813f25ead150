//! `handbook serve`: what the terminal shows while the site is served.

use std::sync::mpsc::channel;

use super::Outcome;
use super::args;
use super::failure::Failure;
use super::site::Site;
use super::summary::{Tally, count, time};
use super::terminal::{Terminal, plain};
use crate::base::diagnostic::Diagnostic;
use crate::base::paths::SourcePath;
use crate::serve::rebuild::Rebuilt;
use crate::serve::watch::Wake;
use crate::serve::{self, Audience, Event, Settings};

/// The port when none is named.
const PORT: u16 = 1111;

/// Serves the site until it is interrupted.
pub(super) fn run(
    site: &Site,
    flags: &args::Serve,
    terminal: &Terminal,
) -> Result<Outcome, Failure> {
    let (sender, wakes) = channel();
    let stop = sender.clone();
    ctrlc::set_handler(move || {
        // The channel closes only when the server has ended already.
        let _ = stop.send(Wake::Stop);
    })
    .map_err(|error| Failure::new(format!("Ctrl-C cannot be caught: {error}")))?;
    let settings = Settings {
        interface: flags.interface,
        port: flags.port.unwrap_or(PORT),
        next_port: flags.port.is_none() && !flags.no_port_append,
    };
    let mut screen = Screen {
        terminal,
        open: flags.open,
        serving: false,
    };
    serve::run(
        settings,
        site.rebuilder(None),
        (sender, &wakes),
        &mut screen,
    )?;
    terminal.say("stopped");
    Ok(Outcome::Fine)
}

/// The terminal as the audience of a server.
struct Screen<'a> {
    terminal: &'a Terminal,
    /// Whether to open a browser.
    open: bool,
    /// Whether there has been a site to serve.
    serving: bool,
}

impl Audience for Screen<'_> {
    fn hear(&mut self, event: Event<'_>) {
        match event {
            Event::Listening(url) => {
                self.terminal
                    .say(&format!("serving {url} (Ctrl-C to stop)"));
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
            Event::Polling(why) => self
                .terminal
                .warning(&format!("changes are looked for every second: {why}")),
        }
    }

    fn describe(&self, diagnostics: &[Diagnostic]) -> String {
        plain(diagnostics)
    }
}

impl Screen<'_> {
    fn rebuilt(&mut self, rebuilt: &Rebuilt) {
        // A browser shows the errors too, and the next line counts them.
        let _ = self.terminal.diagnostics(&rebuilt.build.diagnostics, false);
        let tally = Tally::of(&rebuilt.build.diagnostics);
        if tally.errors > 0 {
            let consequence = if self.serving {
                "the last good site is still served"
            } else {
                "the browser shows them until they are mended"
            };
            self.terminal
                .error(&format!("{}; {consequence}", tally.words()));
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
        self.terminal.say(&(line + &tally.addition()));
    }
}

/// Names one changed file and counts the rest.
fn what(changed: &[SourcePath]) -> String {
    match changed {
        [] => "files".to_owned(),
        [one] => one.to_string(),
        [first, rest @ ..] => format!("{first} and {} more", rest.len()),
    }
}
