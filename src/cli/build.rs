//! `handbook build`, `check`, `epub` and `clean`.

use std::env;
use std::path::Path;
use std::time::{Duration, Instant, SystemTime};

use crate::base::diagnostic::DiagnosticTotals;
use crate::base::fingerprint::Fingerprint;
use crate::base::spool::{IN_MEMORY, Spool};
use crate::cli::args::BuildFlags;
use crate::cli::outcome::{CommandError, CommandResult};
use crate::cli::site::{SelectedSite, configuration, for_readers};
use crate::cli::summary::{count, deleted, time, timings};
use crate::cli::{hosting, moved};
use crate::compile::options::{BookForm, BuildOptions};
use crate::config::Config;
use crate::data::date::day_of;
use crate::epub;
use crate::portable::{PortableSite, make_portable};
use crate::publish::compressed::with_compressed;
use crate::publish::{
    self, PublishOptions, PublishReport, PublishTarget, archive, edit, publish, unchanged_files,
};
use crate::resolve::urls::Urls;
use crate::serve::rebuild::Rebuilt;

/// Builds the site and writes it to its output folder.
pub(super) fn run(site: &SelectedSite, flags: BuildFlags) -> CommandResult {
    let start = Instant::now();
    site.check_output()?;
    let mut rebuilder = site.rebuilder(for_readers());
    rebuilder.builder.spool = Some(Spool::new(env::temp_dir(), IN_MEMORY));
    let sources = rebuilder.scanner.scan()?;
    let scan = start.elapsed();
    // An alias that is written changes the sources, and a portable site is another one.
    let may_skip = !flags.write_aliases && !flags.portable;
    let inputs = rebuilder.builder.inputs(&sources).filter(|_| may_skip);
    let config = rebuilder.builder.config_of(&sources);
    let target = PublishTarget { inputs, ..site.target(&config, flags.portable) };
    // What keeps it from being compared is said by a build.
    if let Ok(Some(files)) = unchanged_files(&target) {
        site.terminal.say(&format!(
            "nothing changed since the last build, {} (0 written, {files} unchanged) in {}",
            count(files, "file"),
            time(start.elapsed()),
        ));
        let stages = [("scan", scan), ("compare", start.elapsed().saturating_sub(scan))];
        print_timings(site, &stages, start, flags.timings);
        return open(site, &config, flags);
    }
    let mut rebuilt = site.rebuild_from(&mut rebuilder, sources, start)?;
    if flags.write_aliases && moved::write_aliases(site, &rebuilder.builder, &rebuilt.build)? {
        rebuilt = site.rebuild(&mut rebuilder)?;
    }
    // Nothing is built again: what is remembered makes room for what is still to be made.
    drop(rebuilder);
    site.report(&rebuilt.build)?;
    let inputs = inputs.filter(|_| rebuilt.is_alone);
    finish(site, &rebuilt, flags, inputs, start)
}

/// Writes a built site unless it has errors, and prints the time since `start`. If there was nothing
/// to say about it, a later build from the same `inputs` has nothing to do.
pub(super) fn finish(
    site: &SelectedSite,
    rebuilt: &Rebuilt,
    flags: BuildFlags,
    inputs: Option<Fingerprint>,
    start: Instant,
) -> CommandResult {
    let mut diagnostics = rebuilt.build.diagnostics.clone();
    let mut totals = rebuilt.build.totals();
    if !flags.portable {
        let vanished = moved::diagnostics(site, &rebuilt.build)?;
        site.terminal.diagnostics(&vanished, site.flags.strict)?;
        totals = totals + DiagnosticTotals::of(&vanished);
        diagnostics.extend(vanished);
    }
    let has_warned = hosting::say(site, &rebuilt.build);
    let is_silent = diagnostics.is_empty() && rebuilt.build.known_faults == 0 && !has_warned;
    site.accept(totals, &diagnostics, "; nothing was written")
        .inspect_err(|_| print_timings(site, &stages(rebuilt), start, flags.timings))?;
    let publishing = Instant::now();
    let report = write(site, rebuilt, flags, inputs.filter(|_| is_silent))?;
    let mut stages = stages(rebuilt);
    stages.push(("publish", publishing.elapsed()));
    print_timings(site, &stages, start, flags.timings);
    site.terminal.say(&format!(
        "built {}, {} ({} written, {} unchanged{}) in {}{}",
        count(rebuilt.build.stats.pages, "page"),
        count(report.written + report.unchanged, "file"),
        report.written,
        report.unchanged,
        deleted(report.deleted),
        time(start.elapsed()),
        totals.addition(),
    ));
    open(site, configuration(&rebuilt.build)?, flags)
}

/// Opens the home page, if the command asks for that.
fn open(site: &SelectedSite, config: &Config, flags: BuildFlags) -> CommandResult {
    if flags.open {
        let page = site.output(config, flags.portable).join("index.html");
        open::that_detached(&page).map_err(|error| CommandError::path(&page, "opened", error))?;
    }
    Ok(())
}

/// Builds the site and writes nothing.
pub(super) fn check(site: &SelectedSite, timings: bool, today: Option<String>) -> CommandResult {
    let start = Instant::now();
    let day = today.or_else(today_in_utc);
    let rebuilt = site.build(BuildOptions { reviews_by: day, ..for_readers() })?;
    print_timings(site, &stages(&rebuilt), start, timings);
    let vanished = moved::diagnostics(site, &rebuilt.build)?;
    site.terminal.diagnostics(&vanished, site.flags.strict)?;
    hosting::say(site, &rebuilt.build);
    let totals = rebuilt.build.totals() + DiagnosticTotals::of(&vanished);
    let diagnostics = [rebuilt.build.diagnostics, vanished].concat();
    site.accept(totals, &diagnostics, "")?;
    site.terminal.say(&format!(
        "checked {}, {} in {}{}",
        count(rebuilt.build.stats.pages, "page"),
        count(rebuilt.build.outputs.len(), "file"),
        time(start.elapsed()),
        totals.addition(),
    ));
    Ok(())
}

/// Builds the EPUB and writes it to `file`.
pub(super) fn epub(site: &SelectedSite, file: &Path) -> CommandResult {
    let start = Instant::now();
    let rebuilt =
        site.build_book(BuildOptions { book: BookForm::Epub, ..BuildOptions::default() })?;
    let totals = rebuilt.build.totals();
    site.accept(totals, &rebuilt.build.diagnostics, "; nothing was written")?;
    let no_page = || CommandError::new("the handbook has no page to put into an EPUB");
    let book = rebuilt.build.epub.ok_or_else(no_page)?;
    let bytes = archive::pack(&book.files, epub::STORED)?;
    let len = bytes.len();
    edit::write_file(file, bytes, &epub::is_generated)?;
    site.terminal.say(&format!(
        "wrote `{}`: {}, {} KB in {}{}",
        file.display(),
        count(book.pages, "page"),
        len.div_ceil(1000),
        time(start.elapsed()),
        totals.in_check(),
    ));
    Ok(())
}

/// Deletes the published site. The site is built first, since its configuration names the output
/// folder; errors of its pages do not matter here.
pub(super) fn clean(site: &SelectedSite) -> CommandResult {
    let rebuilt = site.rebuilder(for_readers()).rebuild()?;
    let config = rebuilt.and_then(|r| r.build.config).ok_or_else(|| {
        CommandError::new("cannot read the configuration, so the output folder is unknown")
            .hint("`handbook check` shows what is wrong")
    })?;
    let report = publish::clean(&site.target(&config, false))?;
    site.terminal.say(&format!(
        "deleted {} from `{}`",
        count(report.deleted, "file"),
        site.output(&config, false).display()
    ));
    Ok(())
}

#[expect(
    clippy::disallowed_methods,
    reason = "here the date comes in; no part of a site depends on it"
)]
fn today_in_utc() -> Option<String> {
    day_of(SystemTime::now())
}

/// Writes a site to its output folder. `inputs` decide all of it.
pub(super) fn write(
    site: &SelectedSite,
    rebuilt: &Rebuilt,
    flags: BuildFlags,
    inputs: Option<Fingerprint>,
) -> CommandResult<PublishReport> {
    let build = &rebuilt.build;
    let config = configuration(build)?;
    let options = PublishOptions { force: flags.force };
    let target = site.target(config, flags.portable);
    if !flags.portable {
        let target = PublishTarget { inputs, ..target.with_page_sources(build.page_sources()) };
        let endings = config.hosting.precompressed();
        if endings.is_empty() {
            return Ok(publish(&build.outputs, &target, options)?);
        }
        return Ok(publish(&with_compressed(&build.outputs, endings), &target, options)?);
    }
    let about = PortableSite { title: &config.title, site: &build.site, urls: &Urls::new(config) };
    Ok(publish(&make_portable(&build.outputs, &about), &target, options)?)
}

/// The time of scanning and of each stage of a build.
fn stages(rebuilt: &Rebuilt) -> Vec<(&'static str, Duration)> {
    let mut stages = vec![("scan", rebuilt.scan)];
    stages.extend(&rebuilt.build.stats.stages);
    stages
}

/// Prints the time of each stage, where `--timings` or `--verbose` asks for it.
fn print_timings(
    site: &SelectedSite,
    stages: &[(&'static str, Duration)],
    start: Instant,
    wanted: bool,
) {
    let table = timings(stages, start.elapsed());
    if wanted {
        site.terminal.say(table.trim_end());
    } else {
        site.terminal.detail(table.trim_end());
    }
}
