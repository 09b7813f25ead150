//! `handbook build`, `check`, `epub` and `clean`.

use std::env;
use std::path::Path;
use std::time::{Duration, Instant, SystemTime};

use crate::base::diagnostic::DiagnosticTotals;
use crate::base::spool::{IN_MEMORY, Spool};
use crate::cli::args::BuildFlags;
use crate::cli::outcome::{CommandError, CommandResult};
use crate::cli::site::{SelectedSite, configuration, for_readers};
use crate::cli::summary::{count, deleted, time, timings};
use crate::cli::{hosting, moved};
use crate::compile::options::{BookForm, BuildOptions};
use crate::data::date::day_of;
use crate::epub;
use crate::portable::{PortableSite, make_portable};
use crate::publish::compressed::with_compressed;
use crate::publish::{self, PublishOptions, PublishReport, archive, edit, publish};
use crate::resolve::urls::Urls;
use crate::serve::rebuild::Rebuilt;

/// Builds the site and writes it to its output folder.
pub(super) fn run(site: &SelectedSite, flags: BuildFlags) -> CommandResult {
    let start = Instant::now();
    site.check_output()?;
    let mut rebuilder = site.rebuilder(for_readers());
    rebuilder.builder.spool = Some(Spool::new(env::temp_dir(), IN_MEMORY));
    let mut rebuilt = site.rebuild(&mut rebuilder)?;
    if flags.write_aliases && moved::write_aliases(site, &rebuilder.builder, &rebuilt.build)? {
        rebuilt = site.rebuild(&mut rebuilder)?;
    }
    // Nothing is built again: what is remembered makes room for what is still to be made.
    drop(rebuilder);
    site.report(&rebuilt.build)?;
    finish(site, &rebuilt, flags, start)
}

/// Writes a built site unless it has errors, and prints the time since `start`.
pub(super) fn finish(
    site: &SelectedSite,
    rebuilt: &Rebuilt,
    flags: BuildFlags,
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
    hosting::say(site, &rebuilt.build);
    site.accept(totals, &diagnostics, "; nothing was written")
        .inspect_err(|_| print_timings(site, rebuilt, None, start, flags.timings))?;
    let publishing = Instant::now();
    let report = write(site, rebuilt, flags)?;
    let stage = Some(("publish", publishing.elapsed()));
    print_timings(site, rebuilt, stage, start, flags.timings);
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
    if flags.open {
        let folder = site.output(configuration(&rebuilt.build)?, flags.portable);
        let page = folder.join("index.html");
        open::that_detached(&page).map_err(|error| CommandError::path(&page, "opened", error))?;
    }
    Ok(())
}

/// Builds the site and writes nothing.
pub(super) fn check(site: &SelectedSite, timings: bool, today: Option<String>) -> CommandResult {
    let start = Instant::now();
    let day = today.or_else(today_in_utc);
    let rebuilt = site.build(BuildOptions { reviews_by: day, ..for_readers() })?;
    print_timings(site, &rebuilt, None, start, timings);
    hosting::say(site, &rebuilt.build);
    let totals = rebuilt.build.totals();
    site.accept(totals, &rebuilt.build.diagnostics, "")?;
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

/// Writes a site to its output folder.
pub(super) fn write(
    site: &SelectedSite,
    rebuilt: &Rebuilt,
    flags: BuildFlags,
) -> CommandResult<PublishReport> {
    let build = &rebuilt.build;
    let config = configuration(build)?;
    let options = PublishOptions { force: flags.force };
    let target = site.target(config, flags.portable);
    if !flags.portable {
        let target = target.with_page_sources(&build.page_sources);
        let endings = config.hosting.precompressed();
        if endings.is_empty() {
            return Ok(publish(&build.outputs, &target, options)?);
        }
        return Ok(publish(&with_compressed(&build.outputs, endings), &target, options)?);
    }
    let about = PortableSite { title: &config.title, site: &build.site, urls: &Urls::new(config) };
    Ok(publish(&make_portable(&build.outputs, &about), &target, options)?)
}

/// Prints the time of each stage, where `--timings` or `--verbose` asks for it.
fn print_timings(
    site: &SelectedSite,
    rebuilt: &Rebuilt,
    last: Option<(&'static str, Duration)>,
    start: Instant,
    wanted: bool,
) {
    let mut stages = vec![("scan", rebuilt.scan)];
    stages.extend(&rebuilt.build.stats.stages);
    stages.extend(last);
    let table = timings(&stages, start.elapsed());
    if wanted {
        site.terminal.say(table.trim_end());
    } else {
        site.terminal.detail(table.trim_end());
    }
}
