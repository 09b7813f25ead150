//! `handbook pdf`: the handbook as one PDF, printed by an installed Chromium.
//!
//! The site is built as for publishing and served to the browser from memory, with the URLs and the
//! Content-Security-Policy of the published site. The browser can reach nothing else.

mod chromium;
mod normalise;
mod page;

use std::path::Path;

use crate::cli::args::PaperSize;
use crate::cli::build::configuration;
use crate::cli::outcome::{CommandOutcome, CommandResult};
use crate::cli::site::{SelectedSite, for_readers};
use crate::cli::summary::{DiagnosticTotals, count};
use crate::publish::edit;
use crate::serve::static_server::StaticServer;

/// Builds the site and prints the book of its pages into `file`.
pub(super) fn run(site: &SelectedSite, file: &Path, paper: PaperSize) -> CommandResult {
    // Before the site is built, which would be in vain without a browser.
    let browser = chromium::find()?;
    let build = site.build(for_readers())?.build;
    let totals = DiagnosticTotals::of(&build.diagnostics);
    if site.refuses(totals, "; nothing was printed") {
        return Ok(CommandOutcome::Refused);
    }
    let config = configuration(&build)?.clone();
    let date = normalise::date(&build.site);
    let (path, outputs) = page::for_paper(build, &config, paper)?;
    let server = StaticServer::serve(outputs, &config.base_path)?;
    let url = format!("{}{path}", server.origin);
    site.terminal.detail(&format!("printing {url} with {}", browser.display()));
    let mut pdf = chromium::print(&browser, &url)?;
    drop(server);
    normalise::normalise(&mut pdf, &date);
    let size = pdf.len();
    let pages = normalise::pages(&pdf);
    edit::write_file(file, pdf, &normalise::is_own)?;
    #[expect(clippy::cast_precision_loss, reason = "a size in words")]
    let size = size as f64 / 1_000_000.0;
    site.terminal.say(&format!(
        "printed {} into `{}` ({size:.1} MB){}",
        count(pages, "page"),
        file.display(),
        totals.addition(),
    ));
    Ok(CommandOutcome::Fine)
}
