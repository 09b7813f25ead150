//! The figures as text.

use std::fmt::Display;
use std::io::{self, Write as _};
use std::time::Duration;

use crate::child::{Run, Stages};

/// All that was measured of a handbook of one size.
pub(crate) struct Report {
    /// The number of chapters.
    pub(crate) pages: usize,
    /// The bytes of the sources.
    pub(crate) source_bytes: u64,
    /// The number of files of the site.
    pub(crate) output_files: usize,
    /// Their bytes.
    pub(crate) output_bytes: u64,
    /// Runs of `handbook build`.
    pub(crate) builds: Vec<Run>,
    /// Runs of `cp -r` of what they wrote.
    pub(crate) copies: Vec<Option<Duration>>,
    /// Runs of the library.
    pub(crate) stages: Vec<Stages>,
}

/// Prints a report.
pub(crate) fn print(report: &Report) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(
        out,
        "\n{} pages: {} of Markdown to {} in {} files",
        report.pages,
        megabytes(report.source_bytes),
        megabytes(report.output_bytes),
        report.output_files
    )?;
    let wall = median(report.builds.iter().map(|run| run.wall));
    let cpu = median(report.builds.iter().filter_map(|run| run.cpu));
    let peak = median(report.builds.iter().filter_map(|run| run.peak));
    line(&mut out, "handbook build, wall", wall.map(show))?;
    line(&mut out, "handbook build, CPU", cpu.map(show))?;
    line(&mut out, "peak of memory", peak.map(|bytes| memory(report, bytes)))?;
    let copy = median(report.copies.iter().copied().flatten());
    line(&mut out, "cp -r of the site", copy.map(show))?;
    let ratio = wall.zip(copy).map(|(wall, copy)| wall.as_secs_f64() / copy.as_secs_f64());
    line(&mut out, "build : cp -r", ratio.map(|ratio| format!("{ratio:.2}")))?;

    let fresh = median(report.stages.iter().map(|run| run.fresh));
    line(&mut out, "the build call alone", fresh.map(show))?;
    let names = report.stages.first().map(|run| run.parts.as_slice()).unwrap_or_default();
    for (index, (name, _)) in names.iter().enumerate() {
        let took = median(report.stages.iter().filter_map(|run| Some(run.parts.get(index)?.1)));
        line(&mut out, &format!("  {name}"), took.map(show))?;
    }
    let rest = wall.zip(fresh).map(|(wall, fresh)| wall.saturating_sub(fresh));
    line(&mut out, "the rest: start, scan, publish", rest.map(show))?;

    let edit = median(report.stages.iter().flat_map(|run| run.edits.iter().copied()));
    let rendered = report.stages.iter().map(|run| run.rendered).max().unwrap_or_default();
    line(
        &mut out,
        "the build call after one edit",
        edit.map(|took| format!("{} ({rendered} rendered)", show(took))),
    )?;
    let title = median(report.stages.iter().flat_map(|run| run.titles.iter().copied()));
    line(&mut out, "the same after a new title", title.map(show))
}

fn line(out: &mut impl io::Write, name: &str, value: Option<String>) -> io::Result<()> {
    writeln!(out, "  {name:<32}{}", value.unwrap_or_else(|| "not measured here".to_owned()))
}

/// The peak, and how it stands to the bound: half as much again as source and output, and 100 MB.
fn memory(report: &Report, bytes: u64) -> String {
    let bound = (report.source_bytes + report.output_bytes) * 3 / 2 + 100_000_000;
    format!("{} (bound: {})", megabytes(bytes), megabytes(bound))
}

fn megabytes(bytes: u64) -> String {
    format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10)
}

fn show(took: Duration) -> String {
    format!("{:.1} ms", took.as_secs_f64() * 1000.0)
}

fn median<T: Ord>(values: impl Iterator<Item = T>) -> Option<T> {
    let mut values: Vec<T> = values.collect();
    values.sort_unstable();
    let middle = values.len() / 2;
    values.into_iter().nth(middle)
}

/// Prints a remark beside the figures.
pub(crate) fn note(text: &str) {
    // Nobody is left to tell if this fails.
    let _ = writeln!(io::stderr(), "note: {text}");
}

/// Prints what went wrong.
pub(crate) fn complain(error: &dyn Display) {
    let _ = writeln!(io::stderr(), "error: {error}");
}
