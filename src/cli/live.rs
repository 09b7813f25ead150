//! `handbook check --live`: a running site against a build.

use std::time::Instant;

use crate::base::diagnostic::DiagnosticTotals;
use crate::cli::outcome::{CommandError, CommandResult};
use crate::cli::site::{SelectedSite, configuration, for_readers};
use crate::cli::summary::time;
use crate::compile::options::BuildOptions;
use crate::live::{LiveFailure, LiveLimits, address, check, without_user};
use crate::resolve::urls::Urls;

/// Builds the site, asks the host at `url` for all of it, and reports what differs. A site whose
/// settings name no host is built for that address.
pub(super) fn run(site: &SelectedSite, url: &str) -> CommandResult {
    let start = Instant::now();
    address(url).map_err(failed)?;
    let mut rebuilt = site.rebuild(&mut site.rebuilder(for_readers()))?;
    let has_origin = |config| !Urls::new(config).origin.is_empty();
    if !rebuilt.build.config.as_deref().is_some_and(has_origin) {
        let options = BuildOptions { base_url: Some(without_user(url)), ..for_readers() };
        rebuilt = site.rebuild(&mut site.rebuilder(options))?;
    }
    let build = &rebuilt.build;
    site.report(build)?;
    site.accept(build.totals(), &build.diagnostics, "")?;
    let report = check(build, url, LiveLimits::default()).map_err(failed)?;
    let mut found = report.diagnostics;
    let config = configuration(build)?;
    config.lints.and(&site.lints).apply(&config.content, &mut found);
    site.terminal.diagnostics(&found, site.flags.strict)?;
    if report.left_out > 0 {
        let left_out = report.left_out;
        site.terminal.warning(&format!(
            "{left_out} of {} addresses were not asked for: the bounds of this check are reached",
            report.asked + left_out
        ));
    }
    let totals = DiagnosticTotals::of(&found);
    site.accept(totals, &[], "")?;
    site.terminal.say(&format!(
        "asked {} for {} addresses in {}{}",
        without_user(url),
        report.asked,
        time(start.elapsed()),
        totals.addition(),
    ));
    Ok(())
}

/// Why nothing could be compared, with what to do.
fn failed(failure: LiveFailure) -> CommandError {
    let hint = match &failure {
        LiveFailure::NoAddress(_) => "write it with `https://` or `http://`",
        LiveFailure::OtherPath { .. } => "give the address that it was built for with `--base-url`",
        LiveFailure::Elsewhere { .. } => "ask there: name that address after `--live`",
        LiveFailure::Closed(_) => "write them before the host: `https://name:password@…`",
        LiveFailure::Unreachable { .. } => "",
    };
    let error = CommandError::from(failure);
    if hint.is_empty() { error } else { error.hint(hint) }
}
