//! `handbook completions`.

use clap::CommandFactory;
use clap_complete::Shell;

use crate::cli::args::Cli;
use crate::cli::outcome::{CommandOutcome, CommandResult};
use crate::cli::terminal::Terminal;

/// Prints the completion script of a shell.
pub(super) fn run(shell: Shell, terminal: &Terminal) -> CommandResult {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "handbook", &mut script);
    terminal.result(&String::from_utf8_lossy(&script))?;
    Ok(CommandOutcome::Fine)
}
