//! `handbook pdf`: the whole handbook as one PDF, printed by a Chromium of this machine.
//!
//! The site is built as for publishing and shown to the browser from memory, under the addresses and
//! the policy that it will have; nothing else can be reached from there.

mod chromium;
mod settle;

use std::path::Path;

use crate::base::outputs::{Output, Outputs};
use crate::base::paths::OutputPath;
use crate::build::Build;
use crate::config::Config;
use crate::parse::front_matter::duty::Duty;
use crate::publish::single;
use crate::serve::static_server::StaticServer;

use super::Outcome;
use super::args::Paper;
use super::build::{make, refuse};
use super::failure::Failure;
use super::site::Site;
use super::summary::{Tally, count};
use super::terminal::Terminal;

/// The name of the sheet that is added for paper alone.
const SHEET: &str = "handbook-paper.css";

/// What the flags of `pdf` ask for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wishes<'a> {
    pub(super) file: &'a Path,
    pub(super) paper: Paper,
    pub(super) strict: bool,
}

/// Builds the site and prints its book.
pub(super) fn run(
    site: &Site,
    wishes: Wishes<'_>,
    terminal: &Terminal,
) -> Result<Outcome, Failure> {
    // Before the site is built: whoever has none waits for nothing.
    let browser = chromium::find()?;
    let rebuilt = make(wishes.strict, terminal, |progress| site.rebuilder(progress))?;
    let tally = Tally::of(&rebuilt.build.diagnostics);
    if tally.fails(wishes.strict) {
        refuse(tally, "; nothing was printed", terminal);
        return Ok(Outcome::Refused);
    }
    let build = rebuilt.build;
    let config = build.config.clone();
    let config = config.ok_or_else(|| Failure::new("the site has no configuration"))?;
    let date = settle::date(&build.site);
    let (path, outputs) = sheet(build, &config, wishes.paper)?;
    let still = StaticServer::serve(outputs, &config.base_path)?;
    let url = format!("{}{path}", still.origin);
    terminal.detail(&format!("printing {url} with {}", browser.display()));
    let mut pdf = chromium::print(&browser, &url)?;
    drop(still);
    settle::settle(&mut pdf, &date);
    let size = pdf.len();
    let pages = settle::pages(&pdf);
    single::write(wishes.file, pdf, &settle::is_ours)?;
    #[expect(clippy::cast_precision_loss, reason = "a size in words")]
    let size = size as f64 / 1_000_000.0;
    terminal.say(&format!(
        "printed {} into `{}` ({size:.1} MB){}",
        count(pages, "page"),
        wishes.file.display(),
        tally.addition(),
    ));
    Ok(Outcome::Fine)
}

/// The site with its book made ready for a sheet of paper, and the address of the book.
fn sheet(build: Build, config: &Config, paper: Paper) -> Result<(String, Outputs), Failure> {
    let id = build.site.places.get(&Duty::Print);
    let Some(node) = id.map(|id| &build.site.nodes[*id]) else {
        return Err(
            Failure::new("the site has no page that holds the whole handbook").hint(
                "add one, such as `content/print.md`, with the table `[print]` in its front matter",
            ),
        );
    };
    let mut outputs = build.outputs;
    let style = OutputPath::new(SHEET).map_err(|problem| Failure::new(problem.to_string()))?;
    let output = node.route.output();
    let html = outputs.get(&output).and_then(|output| output.held());
    let html = html.ok_or_else(|| Failure::new(format!("`{output}` was not built")))?;
    let html = settle::titled(&String::from_utf8_lossy(html), &config.title);
    let link = format!(
        "<link rel=\"stylesheet\" href=\"{}\"></head>",
        style.href(&config.base_path)
    );
    let html = html.replacen("</head>", &link, 1);
    let size = paper.css();
    let css = format!("@page {{ size: {size}; }}\n");
    outputs.insert(output, Output::bytes(html.into_bytes()));
    outputs.insert(style, Output::bytes(css.into_bytes()));
    Ok((node.route.href(&config.base_path), outputs))
}
