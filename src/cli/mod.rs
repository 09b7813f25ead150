//! The command line: arguments, commands, messages, exit codes.
//!
//! The only module that prints, and the only one that decides on the exit code: 0 for success, 1
//! for errors of the content, 2 for errors of the command or the machine.

pub mod report;

mod args;
mod build;
mod clean;
mod completions;
mod epub;
mod error;
mod file;
mod ids;
mod init;
mod interrupt;
mod new;
mod outcome;
mod panic;
mod pdf;
mod progress;
mod serve;
mod site;
mod summary;
mod terminal;
mod watch;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use self::args::{Cli, CliCommand};
use self::error::CommandError;
use self::outcome::CommandOutcome;
use self::site::SelectedSite;
use self::terminal::Terminal;

/// Runs the command line and returns the exit code.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are errors to clap, with exit code 0. Output may be closed.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let terminal = Terminal::new(&cli.global);
    let result = panic::caught(|| dispatch(&cli, &terminal)).unwrap_or_else(Err);
    match result {
        Ok(CommandOutcome::Fine) => ExitCode::SUCCESS,
        Ok(CommandOutcome::Refused) => ExitCode::from(1),
        Err(error) => {
            terminal.command_error(&error);
            ExitCode::from(2)
        }
    }
}

/// Runs the command that the command line names.
fn dispatch(cli: &Cli, terminal: &Terminal) -> Result<CommandOutcome, CommandError> {
    let site = || -> Result<SelectedSite, CommandError> {
        let site = SelectedSite::find(&cli.global)?;
        terminal.detail(&format!("site: {}", site.root.display()));
        Ok(site)
    };
    let strict = cli.global.strict;
    match &cli.command {
        CliCommand::Init { folder, force } => {
            let folder = cli.global.root.clone().unwrap_or_default().join(folder);
            init::run(&folder, *force, terminal)
        }
        CliCommand::New { path, title, draft, kind } => {
            let page = new::NewPage {
                path,
                title: title.as_deref(),
                draft: *draft,
                kind: kind.as_deref(),
            };
            new::run(&site()?, &page, terminal)
        }
        CliCommand::Build { open, timings, force, portable, watch, watching } => {
            let flags = build::BuildFlags {
                strict,
                timings: *timings,
                force: *force,
                open: *open,
                portable: *portable,
            };
            if *watch {
                watch::run(&site()?, flags, *watching, terminal)
            } else {
                build::run(&site()?, flags, terminal)
            }
        }
        CliCommand::Check { timings, today } => {
            build::check(&site()?, strict, *timings, today.clone(), terminal)
        }
        CliCommand::Epub { output_file } => epub::run(&site()?, output_file, strict, terminal),
        CliCommand::Pdf { output_file, paper } => {
            let flags = pdf::PdfFlags { file: output_file, paper: *paper, strict };
            pdf::run(&site()?, flags, terminal)
        }
        CliCommand::Serve(flags) => serve::run(&site()?, flags, terminal),
        CliCommand::Ids { write, check } => ids::run(&site()?, *write, *check, terminal),
        CliCommand::Clean => clean::run(&site()?, terminal),
        CliCommand::Completions { shell } => completions::run(*shell, terminal),
    }
}
