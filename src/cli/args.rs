//! The definition of the command line: commands, flags and their help texts.

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand};
use clap_complete::Shell;

use crate::base::diagnostic::Code;
use crate::base::suggest::nearest;
use crate::cli::install::InstallSource;
use crate::cli::new::archetype;
use crate::cli::report::ReportFormat;
use crate::data::date;
use crate::hosting::host::Host;
use crate::hosting::{self, HOSTS};

const EXIT_CODES: &str = "\
Exit codes:
  0  no errors
  1  the content has errors (or warnings, with --strict)
  2  the command is wrong, or the machine failed

HANDBOOK_EDIT_URL and HANDBOOK_REPORT_URL override edit_url and report_url of handbook.toml.
Colours follow the terminal, NO_COLOR, CLICOLOR and CLICOLOR_FORCE.";

/// Turn a folder of Markdown into a handbook on the web.
#[derive(Debug, Parser)]
#[command(name = "handbook", version, after_help = EXIT_CODES, max_term_width = 100)]
#[command(infer_subcommands = false, subcommand_required = true)]
#[command(arg_required_else_help = true)]
pub(super) struct Cli {
    /// Flags of every command.
    #[command(flatten)]
    pub(super) global: GlobalFlags,
    /// The command and its flags.
    #[command(subcommand)]
    pub(super) command: CliCommand,
}

/// Flags of every command, placed before it or after it.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Global options")]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(super) struct GlobalFlags {
    /// The folder of the site [default: this folder or the nearest one above with a handbook.toml]
    #[arg(short, long, global = true, value_name = "FOLDER")]
    pub(super) root: Option<PathBuf>,
    /// The configuration file [default: handbook.toml]
    #[arg(short, long, global = true, value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    /// The address of the site; overrides `base_url` in the configuration
    #[arg(short = 'u', long, global = true, value_name = "URL")]
    pub(super) base_url: Option<String>,
    /// The folder to write the site to; overrides `output_dir` in the configuration
    #[arg(short, long, global = true, value_name = "FOLDER")]
    pub(super) output_dir: Option<PathBuf>,
    /// Build drafts as well
    #[arg(long, global = true)]
    pub(super) drafts: bool,
    /// Treat warnings as errors
    #[arg(long, global = true)]
    pub(super) strict: bool,
    /// Do not report these codes [repeatable; commas between codes]
    #[arg(long, global = true, value_name = "CODE", value_delimiter = ',', value_parser = code)]
    pub(super) allow: Vec<Code>,
    /// Report these codes as warnings
    #[arg(long, global = true, value_name = "CODE", value_delimiter = ',', value_parser = code)]
    pub(super) warn: Vec<Code>,
    /// Report these codes as errors
    #[arg(long, global = true, value_name = "CODE", value_delimiter = ',', value_parser = code)]
    pub(super) deny: Vec<Code>,
    /// How to print messages: for people, or as one JSON object per line on standard output
    #[arg(long, global = true, value_name = "FORMAT", default_value = "human")]
    pub(super) message_format: ReportFormat,
    /// Print errors only
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// Print more
    #[arg(short, long, global = true)]
    pub(super) verbose: bool,
}

/// The commands and their flags.
#[derive(Debug, Subcommand)]
pub(super) enum CliCommand {
    /// Start a handbook
    Init {
        /// The folder to create it in
        #[arg(default_value = ".", value_name = "FOLDER")]
        folder: PathBuf,
        /// Use a folder that already holds files; none of them is changed
        #[arg(long)]
        force: bool,
        /// Start with a whole handbook of a community garden, to look at and to write over
        #[arg(long)]
        example: bool,
        /// Write handbook.toml alone, for the pages that the folder already holds
        #[arg(long, conflicts_with_all = ["force", "example", "host"])]
        bare: bool,
        /// Write the file with which this host builds or serves the handbook
        #[arg(long, value_name = "HOST", value_parser = hosts())]
        host: Option<&'static Host>,
        /// Where the host installs this program from: URL@REVISION of a repository, or
        /// URL@sha256:DIGITS of an archive
        #[arg(long, value_name = "SOURCE", requires = "host", value_parser = InstallSource::parse)]
        install_from: Option<InstallSource>,
    },
    /// Start a page
    New(NewFlags),
    /// Build the site and write it to the output folder
    Build {
        /// The folder of the site.
        #[command(flatten)]
        site: SiteFolder,
        /// What to build.
        #[command(flatten)]
        flags: BuildFlags,
        /// Rebuild whenever a file changes, until Ctrl-C
        #[arg(short, long)]
        watch: bool,
        /// How to notice changes.
        #[command(flatten)]
        watching: WatchFlags,
    },
    /// Report every error and warning; write nothing
    Check {
        /// The folder of the site.
        #[command(flatten)]
        site: SiteFolder,
        /// Print how long each stage took
        #[arg(long)]
        timings: bool,
        /// List the reviews due by this day [default: today]
        #[arg(long, value_name = "DAY", value_parser = day)]
        today: Option<String>,
        /// Ask the running site at this address too, and compare what it sends with this build
        #[arg(long, value_name = "URL", conflicts_with = "write_baseline")]
        live: Option<String>,
        /// Record the errors of today in handbook-baseline.toml, so that only further ones are refused
        #[arg(long)]
        write_baseline: bool,
    },
    /// Print what a host must be told: headers, caching, redirects
    Hosting {
        /// The host [default: that of the site]
        #[arg(value_name = "HOST", value_parser = hosts())]
        host: Option<&'static Host>,
        /// Write the files to this folder
        #[arg(long, value_name = "FOLDER")]
        write: Option<PathBuf>,
        /// List all hosts, and what each can do
        #[arg(long, conflicts_with_all = ["host", "write"])]
        list: bool,
    },
    /// Say what a code in a message means, and what is published if it is lowered
    Explain {
        /// The code, such as broken-link [default: all, in a table]
        #[arg(value_parser = code)]
        code: Option<Code>,
    },
    /// Write the handbook as an EPUB for e-readers
    Epub {
        /// The file to write
        #[arg(long, value_name = "FILE", default_value = "handbook.epub")]
        output_file: PathBuf,
    },
    /// Print the whole handbook to a PDF with an installed Chromium, Chrome or Edge
    Pdf {
        /// The file to write
        #[arg(long, value_name = "FILE", default_value = "handbook.pdf")]
        output_file: PathBuf,
        /// The paper size
        #[arg(long, value_name = "SIZE", default_value = "a4", value_parser = paper_sizes())]
        paper: String,
    },
    /// Print one page to a PDF, its lists and forms blank, with the same browsers
    Print {
        /// The page: its file, such as roles/two-axes.md, or its address, such as /roles/two-axes/; with
        /// the id of a heading or list, such as #morning, the checklists there alone
        page: String,
        /// The file to write [default: named after the page]
        #[arg(long, value_name = "FILE")]
        output_file: Option<PathBuf>,
        /// The paper size
        #[arg(long, value_name = "SIZE", default_value = "a4", value_parser = paper_sizes())]
        paper: String,
    },
    /// Serve the site from memory while you write
    Serve(ServeFlags),
    /// List ids that are not written in the Markdown or not yet in content/ids.lock
    Ids {
        /// Write them into the Markdown and into content/ids.lock
        #[arg(long, conflicts_with = "check")]
        write: bool,
        /// Fail if there is anything to write
        #[arg(long)]
        check: bool,
        /// End a page that is deleted for good, by its address or its key, and every id that it had
        #[arg(long, value_name = "PAGE", conflicts_with_all = ["write", "check"])]
        retire: Option<String>,
    },
    /// Show the files of the theme, or take one over
    Theme {
        /// What to do.
        #[command(subcommand)]
        command: ThemeCommand,
    },
    /// Delete the site from the output folder; all other files stay
    Clean,
    /// Print a shell completion script
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Write the manual pages, as a package holds them
    #[command(hide = true)]
    Man {
        /// The folder to write them to
        folder: PathBuf,
    },
}

/// What `theme` does.
#[derive(Debug, Subcommand)]
pub(super) enum ThemeCommand {
    /// Print a file of the theme as it was written
    Show {
        /// The file, such as templates/page.html or page.html [default: list all files]
        file: Option<String>,
    },
    /// Copy a file of the theme to the site, which takes its own copy from then on
    Copy {
        /// The file, such as templates/page.html or page.html
        file: String,
    },
}

/// The arguments of `new`.
#[derive(Args, Debug)]
pub(super) struct NewFlags {
    /// The path of the page below content/, such as roles/two-axes
    pub(super) path: String,
    /// The title of the page [default: made from the file name]
    #[arg(short, long)]
    pub(super) title: Option<String>,
    /// Mark the page as a draft
    #[arg(long)]
    pub(super) draft: bool,
    /// The example to start from [default: an empty page]
    #[arg(short, long, value_parser = PossibleValuesParser::new(archetype::values()))]
    pub(super) kind: Option<String>,
}

/// The folder that a command takes, which needs no configuration.
#[derive(Args, Clone, Debug)]
pub(super) struct SiteFolder {
    /// A folder with Markdown files, with or without a handbook.toml [default: as for --root, else
    /// this folder]
    #[arg(value_name = "DIR", conflicts_with = "root")]
    pub(super) folder: Option<PathBuf>,
}

/// The flags of `build`.
#[derive(Args, Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(super) struct BuildFlags {
    /// Open the home page in a browser after the build
    #[arg(long)]
    pub(super) open: bool,
    /// Print how long each stage took
    #[arg(long)]
    pub(super) timings: bool,
    /// Write the addresses that pages had before they moved under `aliases` in their front matter
    #[arg(long, conflicts_with_all = ["watch", "portable"])]
    pub(super) write_aliases: bool,
    /// Write to an output folder that holds other files; none of them is deleted
    #[arg(long)]
    pub(super) force: bool,
    /// Build a site that opens from disk without a server [default folder: `output_dir` plus
    /// -portable]
    #[arg(long)]
    pub(super) portable: bool,
}

/// The flags of `serve`.
#[derive(Args, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(super) struct ServeFlags {
    /// The folder of the site.
    #[command(flatten)]
    pub(super) site: SiteFolder,
    /// The address to listen on
    #[arg(short, long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    pub(super) interface: IpAddr,
    /// The port to listen on, 0 for any [default: 1111 or the next free port]
    #[arg(short, long)]
    pub(super) port: Option<u16>,
    /// Fail if the port is taken instead of trying the next one
    #[arg(long)]
    pub(super) no_port_append: bool,
    /// Open the home page in a browser
    #[arg(long)]
    pub(super) open: bool,
    /// Leave open pages unchanged until you reload them
    #[arg(long)]
    pub(super) no_reload: bool,
    /// Register the service worker, as the published site does; open pages stay unchanged
    #[arg(long, conflicts_with = "navigate_to_changed")]
    pub(super) offline: bool,
    /// Navigate open pages to the page that changed
    #[arg(long, conflicts_with = "no_reload")]
    pub(super) navigate_to_changed: bool,
    /// How to notice changes.
    #[command(flatten)]
    pub(super) watching: WatchFlags,
}

/// How to notice changes.
#[derive(Args, Clone, Copy, Debug)]
pub(super) struct WatchFlags {
    /// How long to wait for further changes before a rebuild
    #[arg(long, value_name = "MILLISECONDS", default_value_t = 5, value_parser = clap::value_parser!(u16).range(..=10_000))]
    pub(super) debounce: u16,
    /// Check for changes every second, for network file systems that send no events
    #[arg(long)]
    pub(super) poll: bool,
}

/// The hosts, by their names.
fn hosts() -> impl TypedValueParser<Value = &'static Host> {
    let names = HOSTS
        .iter()
        .map(|host| PossibleValue::new(host.name).help(format!("{}, {}", host.title, host.means)));
    PossibleValuesParser::new(names)
        .try_map(|name| hosting::named(&name).ok_or("there is no such host"))
}

/// The sizes of a sheet of paper, by their names in CSS.
fn paper_sizes() -> PossibleValuesParser {
    PossibleValuesParser::new([
        PossibleValue::new("a4").help("210 by 297 millimetres"),
        PossibleValue::new("letter").help("8.5 by 11 inches"),
    ])
}

/// A code of a diagnostic.
fn code(text: &str) -> Result<Code, String> {
    // As it stands in a message: `error[broken-link]`.
    let text = text.split_once('[').map_or(text, |(_, code)| code.trim_end_matches(']'));
    Code::named(text).ok_or_else(|| {
        match nearest(text, Code::ALL.iter().map(|code| code.as_str())) {
            Some(name) => format!("did you mean `{name}`?"),
            None => "`handbook explain` lists all codes".to_owned(),
        }
    })
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
