//! `handbook pdf`: the handbook as one PDF, printed by an installed Chromium.
//!
//! The site is built as for publishing and served to the browser from memory, with the URLs and the
//! Content-Security-Policy of the published site. The browser can reach nothing else.

mod chromium;
mod normalise;
mod page;

use std::path::Path;

use crate::publish::single;
use crate::serve::static_server::StaticServer;

use crate::cli::args::PaperSize;
use crate::cli::build::{make, refuse};
use crate::cli::error::CommandError;
use crate::cli::outcome::CommandOutcome;
use crate::cli::site::SelectedSite;
use crate::cli::summary::{DiagnosticTotals, count};
use crate::cli::terminal::Terminal;

/// The flags of `pdf`.
#[derive(Clone, Copy, Debug)]
pub(super) struct PdfFlags<'a> {
    pub(super) file: &'a Path,
    pub(super) paper: PaperSize,
    pub(super) strict: bool,
}

/// Builds the site and prints the book of its pages.
pub(super) fn run(
    site: &SelectedSite,
    flags: PdfFlags<'_>,
    terminal: &Terminal,
) -> Result<CommandOutcome, CommandError> {
    // Before the site is built, which would be in vain without a browser.
    let browser = chromium::find()?;
    let rebuilt = make(flags.strict, terminal, |progress| site.rebuilder(progress))?;
    let totals = DiagnosticTotals::of(&rebuilt.build.diagnostics);
    if totals.fails(flags.strict) {
        refuse(totals, "; nothing was printed", terminal);
        return Ok(CommandOutcome::Refused);
    }
    let build = rebuilt.build;
    let config = build.config.clone();
    let config = config.ok_or_else(|| CommandError::new("the site has no configuration"))?;
    let date = normalise::date(&build.site);
    let (path, outputs) = page::for_paper(build, &config, flags.paper)?;
    let server = StaticServer::serve(outputs, &config.base_path)?;
    let url = format!("{}{path}", server.origin);
    terminal.detail(&format!("printing {url} with {}", browser.display()));
    let mut pdf = chromium::print(&browser, &url)?;
    drop(server);
    normalise::normalise(&mut pdf, &date);
    let size = pdf.len();
    let pages = normalise::pages(&pdf);
    single::write(flags.file, pdf, &normalise::is_own)?;
    #[expect(clippy::cast_precision_loss, reason = "a size in words")]
    let size = size as f64 / 1_000_000.0;
    terminal.say(&format!(
        "printed {} into `{}` ({size:.1} MB){}",
        count(pages, "page"),
        flags.file.display(),
        totals.addition(),
    ));
    Ok(CommandOutcome::Fine)
}
