//! What is measured, each in a process of its own, so that no run warms up or fattens another.
//!
//! A child tells what it saw on standard output, one `name value` on a line, the last thing it does:
//! its peak of memory and its processor time are its own account, taken from `/proc` (Linux only).

use std::collections::BTreeMap;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use handbook::compile::builder::Builder;
use handbook::compile::options::BuildOptions;
use handbook::source::Sources;

use crate::generator;

/// The argument that makes this program a child which runs the command line.
pub(crate) const COMMAND: &str = "--child-command";
/// The argument that makes this program a child which calls the library.
pub(crate) const STAGES: &str = "--child-stages";

/// How many edits are made after the first build.
const EDITS: usize = 5;

/// One run of `handbook build`.
pub(crate) struct Run {
    /// From the start of the process to its end.
    pub(crate) wall: Duration,
    /// Processor time of all threads, user and system, to ten milliseconds.
    pub(crate) cpu: Option<Duration>,
    /// The peak of resident memory, in bytes.
    pub(crate) peak: Option<u64>,
}

/// One run of the library on sources that are in memory.
pub(crate) struct Stages {
    /// Wall time of each stage of the first build, in order.
    pub(crate) parts: Vec<(String, Duration)>,
    /// Wall time of the first build.
    pub(crate) fresh: Duration,
    /// Wall time of each build after an edit of one paragraph.
    pub(crate) edits: Vec<Duration>,
    /// Wall time of each build after an edit of one title.
    pub(crate) titles: Vec<Duration>,
    /// The largest number of pages rendered after an edit of a paragraph.
    pub(crate) rendered: usize,
}

/// In a child: `handbook build`, exactly as the program runs it.
pub(crate) fn command(root: &str, output: &str) -> ExitCode {
    let args = ["handbook", "-q", "--root", root, "--output-dir", output, "build"];
    let code = handbook::cli::run(args.map(Into::into));
    let mut out = io::stdout().lock();
    for (name, value) in [("peak", peak()), ("cpu", cpu())] {
        if let Some(value) = value {
            // A parent that has gone does not want the figures.
            let _ = writeln!(out, "{name} {value}");
        }
    }
    code
}

/// Runs [`command`] in a child.
pub(crate) fn run_command(root: &Path, output: &Path) -> io::Result<Run> {
    let start = Instant::now();
    let said = run(Command::new(std::env::current_exe()?).arg(COMMAND).arg(root).arg(output))?;
    let wall = start.elapsed();
    let figure = |name: &str| {
        said.lines().find_map(|line| line.strip_prefix(name)?.trim().parse::<u64>().ok())
    };
    Ok(Run { wall, cpu: figure("cpu ").map(Duration::from_millis), peak: figure("peak ") })
}

/// In a child: a first build, then one after each of a few edits.
pub(crate) fn stages(pages: usize) -> io::Result<()> {
    let files = generator::files(pages);
    let mut sources = Sources::default();
    for (path, text) in &files {
        sources.insert(path, text.as_bytes());
    }
    let mut builder = Builder::new(BuildOptions::default());
    let first = sources.clone();
    let start = Instant::now();
    let build = builder.build(first);
    let fresh = start.elapsed();
    if let Some(error) = build.diagnostics.iter().find(|d| d.is_error()) {
        return Err(io::Error::other(format!("the made-up handbook has an error: {error:?}")));
    }
    let mut out = io::stdout().lock();
    for (name, took) in &build.stats.stages {
        writeln!(out, "stage {} {name}", took.as_micros())?;
    }
    writeln!(out, "fresh {}", fresh.as_micros())?;

    let (path, text) =
        generator::middle(&files).ok_or_else(|| io::Error::other("no chapter to edit"))?;
    let original = text;
    for edit in 0..EDITS {
        let prose = format!("{text}\nA paragraph that was added in edit {edit} of this page.\n");
        let title = text.replacen("title = \"", &format!("title = \"Edit {edit}, "), 1);
        for (name, text) in [("edit", prose), ("title", title)] {
            // What is timed is an edit of the page as it was.
            sources.insert(path, original.as_bytes());
            builder.build(sources.clone());
            sources.insert(path, text.as_bytes());
            let changed = sources.clone();
            let start = Instant::now();
            let build = builder.build(changed);
            let took = start.elapsed().as_micros();
            writeln!(out, "{name} {took} {}", build.stats.rendered.len())?;
        }
    }
    Ok(())
}

/// Runs [`stages`] in a child.
pub(crate) fn run_stages(pages: usize) -> io::Result<Stages> {
    let said = run(Command::new(std::env::current_exe()?).arg(STAGES).arg(pages.to_string()))?;
    let mut result = Stages {
        parts: Vec::new(),
        fresh: Duration::ZERO,
        edits: Vec::new(),
        titles: Vec::new(),
        rendered: 0,
    };
    for line in said.lines() {
        let mut words = line.splitn(3, ' ');
        let name = words.next().unwrap_or_default();
        let took = words.next().and_then(|n| n.parse().ok()).map(Duration::from_micros);
        let (Some(took), rest) = (took, words.next().unwrap_or_default()) else {
            continue;
        };
        match name {
            "stage" => result.parts.push((rest.to_owned(), took)),
            "fresh" => result.fresh = took,
            "title" => result.titles.push(took),
            "edit" => {
                result.edits.push(took);
                result.rendered = result.rendered.max(rest.parse().unwrap_or_default());
            }
            _ => {}
        }
    }
    Ok(result)
}

/// Runs a child to its end and gives what it said.
fn run(command: &mut Command) -> io::Result<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::inherit()).output()?;
    if !output.status.success() {
        return Err(io::Error::other(format!("a run ended with {}", output.status)));
    }
    String::from_utf8(output.stdout).map_err(io::Error::other)
}

/// The peak of this process's resident memory so far, in bytes: `VmHWM` of `proc_pid_status(5)`.
fn peak() -> Option<u64> {
    let status = proc_file("status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kibibytes * 1024)
}

/// The processor time of this process so far, in milliseconds: `utime` and `stime` of
/// `proc_pid_stat(5)`, which Linux gives to programs in hundredths of a second.
fn cpu() -> Option<u64> {
    let stat = proc_file("stat")?;
    // The second field is a name in parentheses that may hold spaces; `utime` is the fourteenth.
    let fields: BTreeMap<usize, &str> =
        (3..).zip(stat.rsplit_once(')')?.1.split_whitespace()).collect();
    let ticks = |field| fields.get(&field)?.parse::<u64>().ok();
    Some((ticks(14)? + ticks(15)?) * 10)
}

#[expect(clippy::disallowed_methods, reason = "the account of this process, not a source")]
fn proc_file(name: &str) -> Option<String> {
    std::fs::read_to_string(format!("/proc/self/{name}")).ok()
}
