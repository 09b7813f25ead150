//! The command line: arguments, commands, messages, exit codes.
//!
//! The only module that prints, and the only one that decides on the exit code: 0 for success, 1
//! for errors of the content, 2 for errors of the command or the machine.

pub mod report;

mod args;
mod baseline;
mod build;
mod explain;
mod hosting;
mod ids;
mod init;
mod install;
mod live;
mod moved;
mod new;
mod other_tools;
mod outcome;
mod panic;
mod pdf;
mod progress;
mod serve;
mod site;
mod summary;
mod terminal;
mod theme;
mod threads;
mod watch;

use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use self::args::{Cli, CliCommand, SiteFolder, ThemeCommand};
use self::outcome::{CommandError, CommandResult};
use self::site::SelectedSite;
use self::terminal::{Terminal, print_failure};
use self::threads::start_threads;
use crate::source::CONFIG;

/// Runs the command line and returns the exit code.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    let cli = match Cli::try_parse_from(&args) {
        Ok(cli) => cli,
        Err(mut error) => {
            other_tools::explain(&mut error);
            if error.use_stderr() && wants_json(&args) {
                let text = error.to_string();
                let message = text.strip_prefix("error: ").unwrap_or(&text);
                let message: Vec<&str> =
                    message.lines().map(str::trim).take_while(|line| !line.is_empty()).collect();
                print_failure(&CommandError::new(message.join(" ")));
            }
            // Help and version are errors to clap, with exit code 0. Output may be closed.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let terminal = Terminal::new(&cli.global);
    start_threads();
    let result = panic::caught(|| dispatch(&cli, &terminal)).unwrap_or_else(Err);
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            terminal.command_error(&error);
            ExitCode::from(error.exit_code)
        }
    }
}

/// Whether a command line that cannot be read asks for messages as JSON.
fn wants_json(args: &[OsString]) -> bool {
    let is = |at: usize, text: &str| args.get(at).is_some_and(|arg| arg == text);
    (0..args.len()).any(|at| {
        is(at, "--message-format=json") || is(at, "--message-format") && is(at + 1, "json")
    })
}

/// Refuses `-o book.pdf` for the commands that write such a file: it names the folder of a site.
fn refuse_file_as_folder(cli: &Cli) -> CommandResult {
    use CliCommand::{Epub, Pdf, Print};
    let writes_file = matches!(cli.command, Epub { .. } | Pdf { .. } | Print { .. });
    let named = cli.global.output_dir.as_deref().filter(|_| writes_file);
    let is_file = |path: &&Path| path.extension().is_some_and(|end| end == "pdf" || end == "epub");
    named.filter(is_file).map(Path::display).map_or(Ok(()), |file| {
        let message =
            format!("`-o {file}` names a folder for the site, and this command writes a file");
        Err(CommandError::new(message).hint(format!("write `--output-file {file}`")))
    })
}

/// Runs the command that the command line names.
fn dispatch(cli: &Cli, terminal: &Terminal) -> CommandResult {
    refuse_file_as_folder(cli)?;
    let site = || SelectedSite::find(&cli.global, terminal);
    let any_folder =
        |named: &SiteFolder| SelectedSite::find_any(&cli.global, named.folder.as_deref(), terminal);
    match &cli.command {
        CliCommand::Init { folder, force, example, bare, host, install_from } => {
            let folder = cli.global.root.clone().unwrap_or_default().join(folder);
            if *bare {
                return init::bare::run(&folder, &cli.global, terminal);
            }
            // What cannot be done is said before anything is written.
            let start = host.map(|host| init::host::start(&folder, host, install_from.as_ref()));
            let start = start.transpose()?;
            // A handbook that is there gets the file of its host alone.
            if host.is_none() || !folder.join(CONFIG).exists() {
                init::run(&folder, *force, *example, terminal)?;
            }
            start.map_or(Ok(()), |start| start.write(terminal))
        }
        CliCommand::New(page) => new::run(&site()?, page),
        CliCommand::Build { site, flags, watch: true, watching } => {
            watch::run(&any_folder(site)?, *flags, *watching)
        }
        CliCommand::Build { site, flags, .. } => build::run(&any_folder(site)?, *flags),
        CliCommand::Check { site, write_baseline: true, .. } => baseline::run(&any_folder(site)?),
        CliCommand::Check { site, live: Some(url), .. } => live::run(&any_folder(site)?, url),
        CliCommand::Check { site, timings, today, .. } => {
            build::check(&any_folder(site)?, *timings, today.clone())
        }
        CliCommand::Hosting { list: true, .. } => hosting::list(terminal),
        CliCommand::Hosting { host, write, .. } => hosting::run(&site()?, *host, write.as_deref()),
        CliCommand::Explain { code } => explain::run(*code, terminal),
        CliCommand::Epub { output_file } => build::epub(&site()?, output_file),
        CliCommand::Pdf { output_file, paper } => pdf::book(&site()?, output_file, paper),
        CliCommand::Print { page, output_file, paper } => {
            pdf::page(&site()?, page, output_file.as_deref(), paper)
        }
        CliCommand::Serve(flags) => serve::run(&any_folder(&flags.site)?, flags),
        CliCommand::Ids { retire: Some(page), .. } => ids::retire(&site()?, page),
        CliCommand::Ids { write, check, .. } => ids::run(&site()?, *write, *check),
        CliCommand::Theme { command: ThemeCommand::Show { file } } => {
            theme::show(&site()?, file.as_deref())
        }
        CliCommand::Theme { command: ThemeCommand::Copy { file } } => theme::copy(&site()?, file),
        CliCommand::Clean => build::clean(&site()?),
        CliCommand::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut Cli::command(), "handbook", &mut script);
            terminal.result(&String::from_utf8_lossy(&script))?;
            Ok(())
        }
        CliCommand::Man { folder } => std::fs::create_dir_all(folder)
            .and_then(|()| clap_mangen::generate_to(Cli::command(), folder))
            .map_err(|error| CommandError::path(folder, "written", error)),
    }
}
