//! `handbook build` and `handbook check`.

use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use super::Outcome;
use super::failure::Failure;
use super::progress::Bar;
use super::site::Site;
use super::summary::{Tally, count, time, timings};
use super::terminal::Terminal;
use crate::build::Progress;
use crate::config::Config;
use crate::data::date::day_of;
use crate::portable::{PortableSite, make_portable};
use crate::publish::{PublishOptions, PublishReport, publish};
use crate::resolve::urls::Urls;
use crate::serve::rebuild::{Rebuilder, Rebuilt};

/// What the flags of `build` ask for.
#[derive(Clone, Copy, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a flag of the command"
)]
pub(super) struct Wishes {
    pub(super) strict: bool,
    pub(super) timings: bool,
    pub(super) force: bool,
    pub(super) open: bool,
    /// Whether the folder is one that opens from disk.
    pub(super) portable: bool,
}

/// Builds the site and writes it.
pub(super) fn run(site: &Site, wishes: Wishes, terminal: &Terminal) -> Result<Outcome, Failure> {
    let start = Instant::now();
    site.check_output()?;
    let rebuilt = make(wishes.strict, terminal, |progress| site.rebuilder(progress))?;
    finish(site, &rebuilt, wishes, start, terminal)
}

/// Writes a site that was built since `start`, unless it has errors.
pub(super) fn finish(
    site: &Site,
    rebuilt: &Rebuilt,
    wishes: Wishes,
    start: Instant,
    terminal: &Terminal,
) -> Result<Outcome, Failure> {
    let tally = Tally::of(&rebuilt.build.diagnostics);
    if tally.fails(wishes.strict) {
        print_timings(rebuilt, None, start, wishes.timings, terminal);
        refuse(tally, "; nothing was written", terminal);
        return Ok(Outcome::Refused);
    }
    let config = rebuilt.build.config.as_deref();
    let config = config.ok_or_else(|| Failure::new("the site has no configuration"))?;
    let publishing = Instant::now();
    let report = write(site, config, rebuilt, wishes)?;
    let stage = Some(("publish", publishing.elapsed()));
    print_timings(rebuilt, stage, start, wishes.timings, terminal);
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
        tally.addition(),
    ));
    if wishes.open {
        let page = site.output(config, wishes.portable).join("index.html");
        opener::open(&page).map_err(|error| Failure::path(&page, "opened", error))?;
    }
    Ok(Outcome::Fine)
}

/// Builds the site and writes nothing.
pub(super) fn check(
    site: &Site,
    strict: bool,
    timings: bool,
    today: Option<String>,
    terminal: &Terminal,
) -> Result<Outcome, Failure> {
    let start = Instant::now();
    let day = today.or_else(this_day);
    let rebuilt = make(strict, terminal, |progress| {
        site.reviewing_rebuilder(progress, day)
    })?;
    let tally = Tally::of(&rebuilt.build.diagnostics);
    print_timings(&rebuilt, None, start, timings, terminal);
    if tally.fails(strict) {
        refuse(tally, "", terminal);
        return Ok(Outcome::Refused);
    }
    terminal.say(&format!(
        "checked {}, {} in {}{}",
        count(rebuilt.build.stats.pages, "page"),
        count(rebuilt.build.outputs.len(), "file"),
        time(start.elapsed()),
        tally.addition(),
    ));
    Ok(Outcome::Fine)
}

#[expect(
    clippy::disallowed_methods,
    reason = "here the date comes in; no part of a site depends on it"
)]
fn this_day() -> Option<String> {
    day_of(SystemTime::now())
}

/// Builds the site and prints what is wrong with it.
pub(super) fn make(
    strict: bool,
    terminal: &Terminal,
    rebuilder: impl FnOnce(Option<Arc<dyn Progress>>) -> Rebuilder,
) -> Result<Rebuilt, Failure> {
    let bar = terminal.is_interactive.then(|| Arc::new(Bar::new()));
    let progress = bar.clone().map(|bar| bar as Arc<dyn Progress>);
    let rebuilt = rebuilder(progress).rebuild();
    if let Some(bar) = bar {
        bar.finish();
    }
    let rebuilt = rebuilt?.ok_or_else(|| Failure::new("the site was not built"))?;
    terminal.diagnostics(&rebuilt.build.diagnostics, strict)?;
    Ok(rebuilt)
}

/// Writes a site to its output folder.
pub(super) fn write(
    site: &Site,
    config: &Config,
    rebuilt: &Rebuilt,
    wishes: Wishes,
) -> Result<PublishReport, Failure> {
    let build = &rebuilt.build;
    let options = PublishOptions {
        force: wishes.force,
    };
    let target = site.target(config, wishes.portable);
    if !wishes.portable {
        return Ok(publish(&build.outputs, &target, options)?);
    }
    let about = PortableSite {
        title: &config.title,
        site: &build.site,
        urls: &Urls::new(config),
    };
    Ok(publish(
        &make_portable(&build.outputs, &about),
        &target,
        options,
    )?)
}

/// Says that the content is refused.
pub(super) fn refuse(tally: Tally, consequence: &str, terminal: &Terminal) {
    let why = if tally.errors > 0 {
        ""
    } else {
        " (refused by --strict)"
    };
    terminal.error(&format!("{}{why}{consequence}", tally.words()));
}

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
