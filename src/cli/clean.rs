//! `handbook clean`.

use crate::cli::error::CommandError;
use crate::cli::outcome::{CommandOutcome, CommandResult};
use crate::cli::site::{SelectedSite, for_readers};
use crate::cli::summary::count;
use crate::publish;

/// Deletes the published site. The site is built first, since its configuration names the output
/// folder; errors of its pages do not matter here.
pub(super) fn run(site: &SelectedSite) -> CommandResult {
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
    Ok(CommandOutcome::Fine)
}
