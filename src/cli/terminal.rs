//! [`Terminal`]: standard output, which gets results, and standard error, which gets messages.

use std::env;
use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};

use crate::base::diagnostic::Diagnostic;
use crate::cli::args::{GlobalFlags, MessageFormat};
use crate::cli::error::CommandError;
use crate::cli::report::{ReportFormat, ReportStyle, render};

/// The width of lines, in columns, without a terminal.
const WIDTH: usize = 100;

/// The output streams, with the settings for messages.
#[derive(Clone, Copy, Debug)]
pub(super) struct Terminal {
    /// Whether standard error is a terminal and `--quiet` is not given.
    pub(super) is_interactive: bool,
    color: bool,
    width: usize,
    format: ReportFormat,
    verbosity: Verbosity,
}

/// The amount of messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verbosity {
    Errors,
    Usual,
    Details,
}

/// The severity of a message, which its line begins with.
#[derive(Clone, Copy)]
enum MessageLevel {
    Error,
    Warning,
}

impl Terminal {
    /// The settings from the flags, the environment and the streams.
    pub(super) fn new(global: &GlobalFlags) -> Self {
        let is_terminal = io::stderr().is_terminal();
        Self {
            is_interactive: is_terminal && !global.quiet,
            color: wants_color(is_terminal, |name| env::var_os(name)),
            width: terminal_size::terminal_size_of(io::stderr())
                .map_or(WIDTH, |(width, _)| usize::from(width.0)),
            format: match global.message_format {
                MessageFormat::Human => ReportFormat::Human,
                MessageFormat::Json => ReportFormat::Json,
            },
            verbosity: match (global.quiet, global.verbose) {
                (true, _) => Verbosity::Errors,
                (false, false) => Verbosity::Usual,
                (false, true) => Verbosity::Details,
            },
        }
    }

    /// Prints a message, except with `--quiet`.
    pub(super) fn say(&self, line: &str) {
        if self.verbosity != Verbosity::Errors {
            print_to_stderr(&format!("{line}\n"));
        }
    }

    /// Prints a message with `--verbose` only.
    pub(super) fn detail(&self, line: &str) {
        if self.verbosity == Verbosity::Details {
            print_to_stderr(&format!("{line}\n"));
        }
    }

    /// Prints an error.
    pub(super) fn error(&self, line: &str) {
        print_to_stderr(&format!("{} {line}\n", self.head(MessageLevel::Error)));
    }

    /// Prints a warning, except with `--quiet`.
    pub(super) fn warning(&self, line: &str) {
        if self.verbosity != Verbosity::Errors {
            print_to_stderr(&format!("{} {line}\n", self.head(MessageLevel::Warning)));
        }
    }

    /// Prints an error of a command with its hints.
    pub(super) fn command_error(&self, error: &CommandError) {
        self.error(&error.message);
        for hint in &error.hints {
            print_to_stderr(&format!("  = help: {hint}\n"));
        }
    }

    /// Prints diagnostics: for people to standard error, as JSON to standard output. With `strict`,
    /// warnings are printed even with `--quiet`, since they make the command fail.
    pub(super) fn diagnostics(
        &self,
        diagnostics: &[Diagnostic],
        strict: bool,
    ) -> Result<(), CommandError> {
        let selected: Vec<Diagnostic> = diagnostics
            .iter()
            .filter(|d| d.is_error() || strict || self.verbosity != Verbosity::Errors)
            .cloned()
            .collect();
        if selected.is_empty() {
            return Ok(());
        }
        let style = ReportStyle { color: self.color, width: self.width, format: self.format };
        let text = render(&selected, style);
        match self.format {
            ReportFormat::Json => self.result(&text),
            ReportFormat::Human => {
                print_to_stderr(&format!("{text}\n"));
                Ok(())
            }
        }
    }

    /// Prints the result of a command to standard output. A closed pipe is no error.
    #[expect(clippy::unused_self, reason = "all output goes through this value")]
    pub(super) fn result(&self, text: &str) -> Result<(), CommandError> {
        let mut stdout = io::stdout().lock();
        match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                Err(CommandError::new(format!("standard output cannot be written: {error}")))
            }
            _ => Ok(()),
        }
    }

    /// The beginning of a line of this severity.
    fn head(&self, level: MessageLevel) -> &'static str {
        match (level, self.color) {
            (MessageLevel::Error, false) => "error:",
            (MessageLevel::Error, true) => "\u{1b}[1m\u{1b}[91merror\u{1b}[0m:",
            (MessageLevel::Warning, false) => "warning:",
            (MessageLevel::Warning, true) => "\u{1b}[1m\u{1b}[33mwarning\u{1b}[0m:",
        }
    }
}

/// Diagnostics as text without colours, for output elsewhere than on the terminal.
pub(super) fn plain(diagnostics: &[Diagnostic]) -> String {
    let style = ReportStyle { color: false, width: WIDTH, format: ReportFormat::Human };
    render(diagnostics, style)
}

/// Writes to standard error. An error of that cannot be reported anywhere.
fn print_to_stderr(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Whether to use colours: by <https://no-color.org>, else by <https://bixense.com/clicolors/>,
/// else if the stream is a terminal.
fn wants_color(is_terminal: bool, variable: impl Fn(&str) -> Option<OsString>) -> bool {
    let set = |name| variable(name).filter(|value| !value.is_empty());
    if set("NO_COLOR").is_some() {
        false
    } else if set("CLICOLOR_FORCE").is_some_and(|value| value != "0") {
        true
    } else if set("CLICOLOR").is_some_and(|value| value == "0") {
        false
    } else {
        is_terminal && set("TERM").is_none_or(|value| value != "dumb")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn color(is_terminal: bool, variables: &[(&str, &str)]) -> bool {
        wants_color(is_terminal, |name| {
            let found = variables.iter().find(|(n, _)| *n == name);
            found.map(|(_, value)| OsString::from(value))
        })
    }

    #[test]
    fn colours_follow_the_terminal_and_the_environment() {
        assert!(color(true, &[]));
        assert!(!color(false, &[]));
        assert!(!color(true, &[("NO_COLOR", "1")]));
        assert!(color(true, &[("NO_COLOR", "")]));
        assert!(color(false, &[("CLICOLOR_FORCE", "1")]));
        assert!(!color(false, &[("CLICOLOR_FORCE", "0")]));
        assert!(!color(true, &[("CLICOLOR", "0")]));
        assert!(color(false, &[("CLICOLOR", "0"), ("CLICOLOR_FORCE", "1")]));
        assert!(!color(true, &[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")]));
        assert!(!color(true, &[("TERM", "dumb")]));
    }
}
