//! `handbook build` and `handbook check`.

use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use crate::cli::error::CommandError;
use crate::cli::outcome::CommandOutcome;
use crate::cli::progress::BuildProgressBar;
use crate::cli::site::SelectedSite;
use crate::cli::summary::{DiagnosticTotals, count, time, timings};
use crate::cli::terminal::Terminal;
use crate::compile::progress::Progress;
use crate::config::Config;
use crate::data::date::day_of;
use crate::portable::{PortableSite, make_portable};
use crate::publish::{PublishOptions, PublishReport, publish};
use crate::resolve::urls::Urls;
use crate::serve::rebuild::{Rebuilder, Rebuilt};

/// The flags of `build`.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command")]
pub(super) struct BuildFlags {
    pub(super) strict: bool,
    pub(super) timings: bool,
    pub(super) force: bool,
    pub(super) open: bool,
    /// Whether to build a folder that opens from disk.
    pub(super) portable: bool,
}

/// Builds the site and writes it to its output folder.
pub(super) fn run(
    site: &SelectedSite,
    flags: BuildFlags,
    terminal: &Terminal,
) -> Result<CommandOutcome, CommandError> {
    let start = Instant::now();
    site.check_output()?;
    let rebuilt = make(flags.strict, terminal, |progress| site.rebuilder(progress))?;
    finish(site, &rebuilt, flags, start, terminal)
}

/// Writes a built site unless it has errors, and prints the time since `start`.
pub(super) fn finish(
    site: &SelectedSite,
    rebuilt: &Rebuilt,
    flags: BuildFlags,
    start: Instant,
    terminal: &Terminal,
) -> Result<CommandOutcome, CommandError> {
    let totals = DiagnosticTotals::of(&rebuilt.build.diagnostics);
    if totals.fails(flags.strict) {
        print_timings(rebuilt, None, start, flags.timings, terminal);
        refuse(totals, "; nothing was written", terminal);
        return Ok(CommandOutcome::Refused);
    }
    let config = rebuilt.build.config.as_deref();
    let config = config.ok_or_else(|| CommandError::new("the site has no configuration"))?;
    let publishing = Instant::now();
    let report = write(site, config, rebuilt, flags)?;
    let stage = Some(("publish", publishing.elapsed()));
    print_timings(rebuilt, stage, start, flags.timings, terminal);
    terminal.say(&format!(
        "built {}, {} ({} written, {} unchanged{}) in {}{}",
        count(rebuilt.build.stats.pages, "page"),
        count(report.written + report.unchanged, "file"),
        report.written,
        report.unchanged,
        match report.deleted {
            0 => String::new(),
            deleted => format!(", {deleted} deleted"),
        },
        time(start.elapsed()),
        totals.addition(),
    ));
    if flags.open {
        let page = site.output(config, flags.portable).join("index.html");
        opener::open(&page).map_err(|error| CommandError::path(&page, "opened", error))?;
    }
    Ok(CommandOutcome::Fine)
}

/// Builds the site and writes nothing.
pub(super) fn check(
    site: &SelectedSite,
    strict: bool,
    timings: bool,
    today: Option<String>,
    terminal: &Terminal,
) -> Result<CommandOutcome, CommandError> {
    let start = Instant::now();
    let day = today.or_else(today_in_utc);
    let rebuilt = make(strict, terminal, |progress| site.reviewing_rebuilder(progress, day))?;
    let totals = DiagnosticTotals::of(&rebuilt.build.diagnostics);
    print_timings(&rebuilt, None, start, timings, terminal);
    if totals.fails(strict) {
        refuse(totals, "", terminal);
        return Ok(CommandOutcome::Refused);
    }
    terminal.say(&format!(
        "checked {}, {} in {}{}",
        count(rebuilt.build.stats.pages, "page"),
        count(rebuilt.build.outputs.len(), "file"),
        time(start.elapsed()),
        totals.addition(),
    ));
    Ok(CommandOutcome::Fine)
}

#[expect(
    clippy::disallowed_methods,
    reason = "here the date comes in; no part of a site depends on it"
)]
fn today_in_utc() -> Option<String> {
    day_of(SystemTime::now())
}

/// Builds the site, with a progress bar, and prints its diagnostics.
pub(super) fn make(
    strict: bool,
    terminal: &Terminal,
    rebuilder: impl FnOnce(Option<Arc<dyn Progress>>) -> Rebuilder,
) -> Result<Rebuilt, CommandError> {
    let bar = terminal.is_interactive.then(|| Arc::new(BuildProgressBar::new()));
    let progress = bar.clone().map(|bar| bar as Arc<dyn Progress>);
    let rebuilt = rebuilder(progress).rebuild();
    if let Some(bar) = bar {
        bar.finish();
    }
    let rebuilt = rebuilt?.ok_or_else(|| CommandError::new("the site was not built"))?;
    terminal.diagnostics(&rebuilt.build.diagnostics, strict)?;
    Ok(rebuilt)
}

/// Writes a site to its output folder.
pub(super) fn write(
    site: &SelectedSite,
    config: &Config,
    rebuilt: &Rebuilt,
    flags: BuildFlags,
) -> Result<PublishReport, CommandError> {
    let build = &rebuilt.build;
    let options = PublishOptions { force: flags.force };
    let target = site.target(config, flags.portable);
    if !flags.portable {
        return Ok(publish(&build.outputs, &target, options)?);
    }
    let about = PortableSite { title: &config.title, site: &build.site, urls: &Urls::new(config) };
    Ok(publish(&make_portable(&build.outputs, &about), &target, options)?)
}

/// Reports that the content has errors, or warnings under `--strict`.
pub(super) fn refuse(totals: DiagnosticTotals, consequence: &str, terminal: &Terminal) {
    let why = if totals.errors > 0 { "" } else { " (refused by --strict)" };
    terminal.error(&format!("{}{why}{consequence}", totals.words()));
}

/// Prints the time of each stage, where `--timings` or `--verbose` asks for it.
fn print_timings(
    rebuilt: &Rebuilt,
    last: Option<(&'static str, Duration)>,
    start: Instant,
    wanted: bool,
    terminal: &Terminal,
) {
    let mut stages = vec![("scan", rebuilt.scan)];
    stages.extend(&rebuilt.build.stats.stages);
    stages.extend(last);
    let table = timings(&stages, start.elapsed());
    if wanted {
        terminal.say(table.trim_end());
    } else {
        terminal.detail(table.trim_end());
    }
}
