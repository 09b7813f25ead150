//! [`Terminal`]: standard output, which gets results, and standard error, which gets messages.

use std::io::{self, IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};

use crate::base::diagnostic::Diagnostic;
use crate::cli::args::GlobalFlags;
use crate::cli::outcome::{COMMAND_FAILED, CommandError, CommandResult};
use crate::cli::report::{ReportFormat, ReportStyle, failure, render, texts};

/// The width of lines, in columns, without a terminal.
const WIDTH: usize = 100;

/// The output streams, with the settings for messages.
#[derive(Clone, Copy, Debug)]
pub(super) struct Terminal {
    /// Whether standard error is a terminal and `--quiet` is not given.
    pub(super) is_interactive: bool,
    /// The style of diagnostics, and of all other messages.
    pub(super) style: ReportStyle,
    verbosity: Verbosity,
}

/// The amount of messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd)]
enum Verbosity {
    Errors,
    Usual,
    Details,
}

impl Terminal {
    /// The settings from the flags, the environment and the streams.
    pub(super) fn new(global: &GlobalFlags) -> Self {
        let is_terminal = io::stderr().is_terminal();
        Self {
            is_interactive: is_terminal && !global.quiet,
            style: ReportStyle {
                color: AutoStream::choice(&io::stderr()) != ColorChoice::Never,
                width: terminal_size::terminal_size_of(io::stderr())
                    .map_or(WIDTH, |(width, _)| usize::from(width.0)),
                format: global.message_format,
                all: global.verbose,
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
        self.print(Verbosity::Usual, line);
    }

    /// Prints a message with `--verbose` only.
    pub(super) fn detail(&self, line: &str) {
        self.print(Verbosity::Details, line);
    }

    /// Prints an error.
    pub(super) fn error(&self, line: &str) {
        self.print(Verbosity::Errors, &format!("{} {line}", self.head("error", "91")));
    }

    /// Prints a warning, except with `--quiet`.
    pub(super) fn warning(&self, line: &str) {
        self.print(Verbosity::Usual, &format!("{} {line}", self.head("warning", "33")));
    }

    /// Prints an error of a command with its hints. What the content has to do with it was printed
    /// before; of anything else there is an object for programs too.
    pub(super) fn command_error(&self, error: &CommandError) {
        if self.style.format == ReportFormat::Json && error.exit_code == COMMAND_FAILED {
            print_failure(error);
        }
        self.error(&error.message);
        for hint in &error.hints {
            print_to_stderr(&format!("  = help: {hint}\n"));
        }
    }

    /// Shows a line in place of the last one, for as long as nothing else is printed.
    #[expect(clippy::unused_self, reason = "all output goes through this value")]
    pub(super) fn status(&self, line: &str) {
        print_to_stderr(&format!("\r\u{1b}[2K{line}"));
    }

    /// Prints diagnostics: for people to standard error, as JSON to standard output. With `strict`,
    /// warnings are printed even with `--quiet`, since they make the command fail.
    pub(super) fn diagnostics(&self, diagnostics: &[Diagnostic], strict: bool) -> CommandResult {
        let is_shown =
            |d: &&Diagnostic| d.is_error() || strict || self.verbosity != Verbosity::Errors;
        let selected: Vec<Diagnostic> = diagnostics.iter().filter(is_shown).cloned().collect();
        let text = render(&selected, self.style);
        match self.style.format {
            _ if selected.is_empty() => {}
            ReportFormat::Json => self.result(&text)?,
            ReportFormat::Human => print_to_stderr(&format!("{text}\n")),
        }
        Ok(())
    }

    /// Prints the result of a command to standard output. A closed pipe is no error.
    #[expect(clippy::unused_self, reason = "all output goes through this value")]
    pub(super) fn result(&self, text: &str) -> CommandResult {
        let mut stdout = io::stdout().lock();
        match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                Err(CommandError::new(format!("cannot write to standard output: {error}")))
            }
            _ => Ok(()),
        }
    }

    fn print(&self, verbosity: Verbosity, line: &str) {
        if self.verbosity >= verbosity {
            print_to_stderr(&format!("{line}\n"));
        }
    }

    /// The word that a line begins with, in bold and in a colour of ECMA-48.
    fn head(&self, word: &str, color: &str) -> String {
        if self.style.color {
            format!("\u{1b}[1m\u{1b}[{color}m{word}\u{1b}[0m:")
        } else {
            format!("{word}:")
        }
    }
}

/// Diagnostics one by one as the terminal shows them, without colours, for output elsewhere.
pub(super) fn plain<'a>(diagnostics: &[&'a Diagnostic]) -> Vec<(Option<&'a Diagnostic>, String)> {
    let style = ReportStyle { color: false, width: WIDTH, format: ReportFormat::Human, all: false };
    texts(diagnostics, style)
}

/// Prints the failure of a command as an object for programs. Where that cannot be written, nothing can.
pub(super) fn print_failure(error: &CommandError) {
    let text = failure(&error.message, &error.hints);
    let _ = io::stdout().lock().write_all(text.as_bytes());
}

/// Writes to standard error. An error of that cannot be reported anywhere.
fn print_to_stderr(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}
