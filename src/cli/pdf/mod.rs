//! `handbook pdf`: the handbook as one PDF, printed by an installed Chromium.
//!
//! The site is built as for publishing and served to the browser from memory, with the URLs and the
//! Content-Security-Policy of the published site. The browser can reach nothing else.

mod author;
mod chromium;
mod normalise;

use std::path::Path;

use crate::base::outputs::{Output, Outputs};
use crate::base::paths::OutputPath;
use crate::cli::build::configuration;
use crate::cli::outcome::{CommandError, CommandResult};
use crate::cli::site::{SelectedSite, for_readers};
use crate::cli::summary::count;
use crate::compile::build::Build;
use crate::config::Config;
use crate::html::escape::escape;
use crate::page::special_page::SpecialPage;
use crate::publish::edit;
use crate::serve::StaticServer;

/// The output path of the style sheet that sets the size of paper.
const STYLE_SHEET: &str = "handbook-paper.css";

/// Builds the site and prints the book of its pages into `file`.
pub(super) fn run(site: &SelectedSite, file: &Path, paper: &str) -> CommandResult {
    // Before the site is built, which would be in vain without a browser.
    let browser = chromium::find()?;
    let build = site.build_book(for_readers())?.build;
    let totals = site.accept(&build.diagnostics, "; nothing was printed")?;
    let config = configuration(&build)?.clone();
    let date = normalise::date(&build.site);
    let (path, outputs) = page_for_paper(build, &config, paper)?;
    let server = StaticServer::serve(outputs, &config.base_path)?;
    let url = format!("{}{path}", server.origin);
    site.terminal.detail(&format!("printing {url} with {}", browser.display()));
    let mut pdf = chromium::print(&browser, &url)?;
    drop(server);
    normalise::normalise(&mut pdf, &date);
    author::add_author(&mut pdf, &config.author);
    let size = pdf.len();
    let pages = normalise::pages(&pdf);
    edit::write_file(file, pdf, &normalise::is_own)?;
    #[expect(clippy::cast_precision_loss, reason = "a size in words")]
    let size = size as f64 / 1_000_000.0;
    site.terminal.say(&format!(
        "printed {} into `{}` ({size:.1} MB){}",
        count(pages, "page"),
        file.display(),
        totals.in_check(),
    ));
    Ok(())
}

/// The URL of the page to print, below the site's origin, and the outputs with that page and its
/// style sheet for this size of paper.
fn page_for_paper(build: Build, config: &Config, paper: &str) -> CommandResult<(String, Outputs)> {
    let id = build.site.special_pages.get(&SpecialPage::Print);
    let Some(node) = id.map(|id| &build.site.nodes[*id]) else {
        return Err(CommandError::new("the site has no page with the whole handbook").hint(
            "add one, such as `content/print.md`, with the table `[print]` in its front matter",
        ));
    };
    let mut outputs = build.outputs;
    let style = OutputPath::new(STYLE_SHEET)?;
    let output = node.route.output();
    let html = outputs.get(&output).and_then(|output| output.in_memory());
    let html = html.ok_or_else(|| CommandError::new(format!("`{output}` was not built")))?;
    let html = titled(&String::from_utf8_lossy(html), &config.title);
    let link =
        format!("<link rel=\"stylesheet\" href=\"{}\"></head>", style.href(&config.base_path));
    let html = html.replacen("</head>", &link, 1);
    let css = format!("@page {{ size: {paper}; }}\n");
    outputs.insert(output, Output::bytes(html.into_bytes()));
    outputs.insert(style, Output::bytes(css.into_bytes()));
    Ok((node.route.href(&config.base_path), outputs))
}

/// An HTML page with its `<title>` replaced.
fn titled(html: &str, title: &str) -> String {
    let escaped = escape(title);
    let start = html.find("<title>").map(|at| at + "<title>".len());
    match start.and_then(|start| Some((start, start + html[start..].find("</title>")?))) {
        Some((start, end)) => format!("{}{escaped}{}", &html[..start], &html[end..]),
        None => html.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::titled;

    #[test]
    fn a_title_is_replaced_and_escaped() {
        assert_eq!(titled("a<title>b</title>c", "x & y"), "a<title>x &amp; y</title>c");
        assert_eq!(titled("a", "x"), "a");
    }
}
