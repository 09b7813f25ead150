//! The definition of the command line: commands, flags and their help texts.

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::cli::new::archetype;
use crate::data::date;

const EXIT_CODES: &str = "\
Exit codes:
  0  all is well
  1  the content has errors (or warnings, with --strict)
  2  the command cannot be understood, or the machine refuses

Colours follow the terminal, NO_COLOR, CLICOLOR and CLICOLOR_FORCE.";

/// Turns a folder of Markdown into a handbook that people can consult.
#[derive(Debug, Parser)]
#[command(name = "handbook", version, after_help = EXIT_CODES, max_term_width = 100)]
#[command(infer_subcommands = false, disable_help_subcommand = true, subcommand_required = true)]
#[command(arg_required_else_help = true)]
pub(super) struct Cli {
    /// Flags of every command.
    #[command(flatten)]
    pub(super) global: GlobalFlags,
    /// The command and its flags.
    #[command(subcommand)]
    pub(super) command: CliCommand,
}

/// Flags of every command, before it or after it.
#[derive(Args, Debug)]
#[command(next_help_heading = "Global options")]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(super) struct GlobalFlags {
    /// The folder of the site [default: the nearest one above that holds handbook.toml]
    #[arg(short, long, global = true, value_name = "FOLDER")]
    pub(super) root: Option<PathBuf>,
    /// Another configuration than handbook.toml
    #[arg(short, long, global = true, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    /// The address of the site, instead of `base_url` in the configuration
    #[arg(short = 'u', long, global = true, value_name = "URL")]
    pub(super) base_url: Option<String>,
    /// Where to write the site, instead of `output_dir` in the configuration
    #[arg(short, long, global = true, value_name = "FOLDER")]
    pub(super) output_dir: Option<PathBuf>,
    /// Build drafts as well
    #[arg(long, global = true)]
    pub(super) drafts: bool,
    /// Take warnings for errors
    #[arg(long, global = true)]
    pub(super) strict: bool,
    /// How to print errors and warnings: for people, or one JSON object a line to standard output
    #[arg(long, global = true, value_name = "FORMAT", default_value = "human")]
    pub(super) message_format: MessageFormat,
    /// Print errors only
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// Print more
    #[arg(short, long, global = true)]
    pub(super) verbose: bool,
}

/// How diagnostics are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum MessageFormat {
    /// With source lines and carets.
    Human,
    /// One object a line.
    Json,
}

/// The size of a sheet of paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum PaperSize {
    /// 210 by 297 millimetres.
    A4,
    /// 8.5 by 11 inches.
    Letter,
}

impl PaperSize {
    /// The name of the size in CSS.
    pub(super) fn css(self) -> &'static str {
        match self {
            Self::A4 => "a4",
            Self::Letter => "letter",
        }
    }
}

/// The commands and their flags.
#[derive(Debug, Subcommand)]
pub(super) enum CliCommand {
    /// Begin a handbook: a small complete one to change into yours
    Init {
        /// The folder to begin it in
        #[arg(default_value = ".", value_name = "FOLDER")]
        folder: PathBuf,
        /// Begin in a folder that holds files; none of them is changed
        #[arg(long)]
        force: bool,
    },
    /// Begin a page
    New {
        /// Its place below content/, such as roles/two-axes
        path: String,
        /// Its title [default: made from the name of the file]
        #[arg(short, long)]
        title: Option<String>,
        /// Mark it as a draft
        #[arg(long)]
        draft: bool,
        /// What to make it like [default: an empty page]
        #[arg(short, long, value_parser = PossibleValuesParser::new(archetype::values()))]
        kind: Option<String>,
    },
    /// Build the site into its output folder
    Build {
        /// Open the home page when it is built
        #[arg(long)]
        open: bool,
        /// Print how long each stage took
        #[arg(long)]
        timings: bool,
        /// Write into an output folder that holds other files; none of them is deleted
        #[arg(long)]
        force: bool,
        /// Build a folder that opens from disk, without a server [default folder: `output_dir` with
        /// -portable at its end]
        #[arg(long)]
        portable: bool,
        /// Build again whenever a file changes, until Ctrl-C
        #[arg(short, long)]
        watch: bool,
        /// How changes are noticed.
        #[command(flatten)]
        watching: WatchFlags,
    },
    /// Do all that build does, but write nothing
    Check {
        /// Print how long each stage took
        #[arg(long)]
        timings: bool,
        /// The day by which to tell of reviews that are due [default: today]
        #[arg(long, value_name = "DAY", value_parser = day)]
        today: Option<String>,
    },
    /// Write the handbook as an EPUB, a book for reading devices
    Epub {
        /// The file to write
        #[arg(long, value_name = "FILE", default_value = "handbook.epub")]
        output_file: PathBuf,
    },
    /// Print the whole handbook into a PDF, with an installed Chromium
    Pdf {
        /// The file to write
        #[arg(long, value_name = "FILE", default_value = "handbook.pdf")]
        output_file: PathBuf,
        /// The size of its sheets
        #[arg(long, value_name = "SIZE", default_value = "a4")]
        paper: PaperSize,
    },
    /// Show the site in a browser while you write; the output folder is not touched
    Serve(ServeFlags),
    /// List the ids that nobody has written yet, and those that content/ids.lock lacks
    Ids {
        /// Write them: into the Markdown where they belong, and into content/ids.lock
        #[arg(long, conflicts_with = "check")]
        write: bool,
        /// Fail if there is anything to write
        #[arg(long)]
        check: bool,
    },
    /// Delete the site from its output folder; files of others stay
    Clean,
    /// Print a script that completes commands in a shell
    Completions {
        /// The shell
        shell: Shell,
    },
}

/// The flags of `serve`.
#[derive(Args, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(super) struct ServeFlags {
    /// The address to listen at
    #[arg(short, long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    pub(super) interface: IpAddr,
    /// The port to listen at, 0 for any [default: 1111, or the next free one]
    #[arg(short, long)]
    pub(super) port: Option<u16>,
    /// Fail when the port is taken instead of trying the next one
    #[arg(long)]
    pub(super) no_port_append: bool,
    /// Open the home page in a browser
    #[arg(long)]
    pub(super) open: bool,
    /// Leave open pages as they are until they are loaded again
    #[arg(long)]
    pub(super) no_reload: bool,
    /// Let the service worker keep pages, as it does for readers; open pages then stay as they are
    #[arg(long, conflicts_with = "navigate_to_changed")]
    pub(super) offline: bool,
    /// Let open pages go to the page that was changed
    #[arg(long, conflicts_with = "no_reload")]
    pub(super) navigate_to_changed: bool,
    /// How changes are noticed.
    #[command(flatten)]
    pub(super) watching: WatchFlags,
}

/// How changes are noticed.
#[derive(Args, Clone, Copy, Debug)]
pub(super) struct WatchFlags {
    /// How long to wait after a change for more of them
    #[arg(long, value_name = "MILLISECONDS", default_value_t = 5, value_parser = clap::value_parser!(u16).range(..=10_000))]
    pub(super) debounce: u16,
    /// Look for changes every second, for network file systems that tell of none
    #[arg(long)]
    pub(super) poll: bool,
}

/// A day, `2026-11-22`.
fn day(text: &str) -> Result<String, &'static str> {
    match date::normalise(text) {
        Ok(day) if day.len() == 10 => Ok(day),
        _ => Err("expected a day such as 2026-11-22"),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn global_flags_stand_before_and_after_the_command() {
        for line in [
            ["handbook", "--strict", "-r", "x", "check"],
            ["handbook", "check", "--strict", "-r", "x"],
        ] {
            let cli = Cli::try_parse_from(line).unwrap();
            assert!(cli.global.strict);
            assert_eq!(cli.global.root, Some(PathBuf::from("x")));
        }
    }
}
