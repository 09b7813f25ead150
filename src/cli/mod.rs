//! Arguments, commands, messages, exit codes.
//!
//! The only module that prints, and the only one that chooses how the process ends: 0 when all is
//! well, 1 when the content has errors, 2 when the command or the machine is to blame.

pub mod report;

mod args;
mod build;
mod clean;
mod completions;
mod epub;
mod failure;
mod ids;
mod init;
mod interrupt;
mod new;
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

use self::args::{Cli, Verb};
use self::failure::Failure;
use self::site::Site;
use self::terminal::Terminal;

/// How a command ended that did its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// All is well.
    Fine,
    /// The content is refused.
    Refused,
}

/// Runs the command line.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are errors to clap, with exit code 0. Nobody may be reading.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let terminal = Terminal::new(&cli.global);
    let result = panic::caught(|| dispatch(&cli, &terminal)).unwrap_or_else(Err);
    match result {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Refused) => ExitCode::from(1),
        Err(failure) => {
            terminal.failure(&failure);
            ExitCode::from(2)
        }
    }
}

fn dispatch(cli: &Cli, terminal: &Terminal) -> Result<Outcome, Failure> {
    let site = || -> Result<Site, Failure> {
        let site = Site::find(&cli.global)?;
        terminal.detail(&format!("site: {}", site.root.display()));
        Ok(site)
    };
    let strict = cli.global.strict;
    match &cli.verb {
        Verb::Init { folder, force } => {
            let folder = cli.global.root.clone().unwrap_or_default().join(folder);
            init::run(&folder, *force, terminal)
        }
        Verb::New {
            path,
            title,
            draft,
            kind,
        } => {
            let page = new::Page {
                path,
                title: title.as_deref(),
                draft: *draft,
                kind: *kind,
            };
            new::run(&site()?, &page, terminal)
        }
        Verb::Build {
            open,
            timings,
            force,
            portable,
            watch,
            watching,
        } => {
            let wishes = build::Wishes {
                strict,
                timings: *timings,
                force: *force,
                open: *open,
                portable: *portable,
            };
            if *watch {
                watch::run(&site()?, wishes, *watching, terminal)
            } else {
                build::run(&site()?, wishes, terminal)
            }
        }
        Verb::Check { timings, today } => {
            build::check(&site()?, strict, *timings, today.clone(), terminal)
        }
        Verb::Epub { output_file } => epub::run(&site()?, output_file, strict, terminal),
        Verb::Pdf { output_file, paper } => {
            let wishes = pdf::Wishes {
                file: output_file,
                paper: *paper,
                strict,
            };
            pdf::run(&site()?, wishes, terminal)
        }
        Verb::Serve(flags) => serve::run(&site()?, flags, terminal),
        Verb::Ids { write, check } => ids::run(&site()?, *write, *check, terminal),
        Verb::Clean => clean::run(&site()?, terminal),
        Verb::Completions { shell } => completions::run(*shell, terminal),
    }
}
