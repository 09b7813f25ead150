//! `handbook completions`.

use clap::CommandFactory;
use clap_complete::Shell;

use super::Outcome;
use super::args::Cli;
use super::failure::Failure;
use super::terminal::Terminal;

/// Prints the completion script of a shell.
pub(super) fn run(shell: Shell, terminal: &Terminal) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "handbook", &mut script);
    terminal.result(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Fine)
}
