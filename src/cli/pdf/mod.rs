//! `handbook pdf`: the handbook as one PDF, printed by an installed Chromium; `handbook print`: one
//! page of it.
//!
//! The site is built as for publishing and served to the browser from memory, with the URLs and the
//! Content-Security-Policy of the published site. The browser can reach nothing else.

mod author;
mod chromium;
mod links;
mod normalise;
mod one_list;

use std::path::{Path, PathBuf};

use crate::base::outputs::{Output, Outputs};
use crate::base::paths::{Anchor, OutputPath, Route};
use crate::base::suggest::nearest;
use crate::book::paper::ListsAtId;
use crate::cli::outcome::{CommandError, CommandResult};
use crate::cli::pdf::one_list::{PrintedLists, alone};
use crate::cli::site::{SelectedSite, configuration, for_readers};
use crate::cli::summary::count;
use crate::compile::build::Build;
use crate::config::Config;
use crate::html::escape::escape;
use crate::page::special_page::SpecialPage;
use crate::publish::edit;
use crate::serve::StaticServer;
use crate::site::tree::{NodeId, Site};

/// The output path of the style sheet that sets the size of paper.
const STYLE_SHEET: &str = "handbook-paper.css";

/// The style of a page for somebody to fill in: without the words of scripts about ticks, with lines to
/// sign.
const BLANK: &str = ".checklist :is(.tag, .tally) { display: none; }\n.sign { display: flex; }\n";

/// Builds the site and prints the book of its pages into `file`.
pub(super) fn book(site: &SelectedSite, file: &Path, paper: &str) -> CommandResult {
    let printer = Printer::start(site, paper)?;
    let Some(node) = printer.build.site.special_pages.get(&SpecialPage::Print).copied() else {
        return Err(CommandError::new("the site has no page with the whole handbook").hint(
            "add one, such as `content/print.md`, with the table `[print]` in its front matter",
        ));
    };
    let title = printer.config.title.clone();
    printer.print(node, file, Some(&title), "", None)
}

/// Builds the site and prints the page that `name` names into `file`, by default one of its name; only
/// the checklists at an id of the page if the name ends with one.
pub(super) fn page(
    site: &SelectedSite,
    name: &str,
    file: Option<&Path>,
    paper: &str,
) -> CommandResult {
    let printer = Printer::start(site, paper)?;
    let (name, id) = match name.split_once('#') {
        Some((name, id)) => (name, Some(id)),
        None => (name, None),
    };
    let node = page_named(&printer.build.site, &printer.config, name)?;
    let lists = id.map(|id| lists_at(&printer.build, node, id)).transpose()?;
    let route = &printer.build.site.nodes[node].route;
    let stem = route.as_str().trim_end_matches('/').rsplit('/').next();
    let stem = stem.filter(|stem| !stem.is_empty()).unwrap_or("home");
    let own = PathBuf::from(match id {
        Some(id) => format!("{stem}-{id}.pdf"),
        None => format!("{stem}.pdf"),
    });
    printer.print(node, file.unwrap_or(&own), None, BLANK, lists.as_ref())
}

/// The checklists at an id of a page.
fn lists_at(build: &Build, node: NodeId, id: &str) -> CommandResult<ListsAtId> {
    build.features.lists_at(node, id).ok_or_else(|| {
        let title = &build.site.nodes[node].title;
        let error = CommandError::new(format!("the page “{title}” has no checklist `#{id}`"));
        let known: Vec<&str> =
            build.features.places_of_lists(node).into_iter().map(Anchor::as_str).collect();
        match nearest(id, known.iter().copied()) {
            Some(near) => error.hint(format!("did you mean `#{near}`?")),
            None if known.is_empty() => {
                error.hint("a checklist is a list whose items begin with `[ ]`")
            }
            None => error.hint(format!("it has `#{}`", known.join("`, `#"))),
        }
    })
}

/// The page with this file, below the content or the site, or with this address.
fn page_named(site: &Site, config: &Config, name: &str) -> CommandResult<NodeId> {
    let wanted = name.trim_start_matches("./").replace('\\', "/");
    let mut known = Vec::new();
    // Pages in other folders whose file has the name that was asked for.
    let mut elsewhere = Vec::new();
    for (id, node) in site.nodes.iter().enumerate() {
        let path = node.summary.as_ref().map(|summary| summary.path.as_str());
        let below = node.summary.as_ref().and_then(|summary| config.content.rest(&summary.path));
        let is_address = wanted.starts_with('/')
            && wanted.trim_matches('/') == node.route.as_str().trim_matches('/');
        if is_address || path == Some(&*wanted) || below == Some(&*wanted) {
            return Ok(id);
        }
        elsewhere.extend(below.filter(|below| below.ends_with(&format!("/{wanted}"))));
        known.extend(below.into_iter().chain([node.route.as_str()]));
    }
    let error = CommandError::new(format!("the site has no page `{name}`"));
    Err(match (elsewhere.as_slice(), nearest(&wanted, known)) {
        ([], Some(near)) => error.hint(format!("did you mean `{near}`?")),
        ([near], _) => error.hint(format!("did you mean `{near}`?")),
        ([_, ..], _) => error.hint(format!("there are `{}`", elsewhere.join("`, `"))),
        ([], None) => error.hint("write its file below the content, or its address with a slash"),
    })
}

/// A site that was built to be printed.
struct Printer<'s> {
    site: &'s SelectedSite,
    paper: &'s str,
    browser: PathBuf,
    build: Build,
    config: Config,
    /// What follows the report of what was printed: the warnings.
    addition: String,
}

impl<'s> Printer<'s> {
    /// Builds the site, once a browser is found.
    fn start(site: &'s SelectedSite, paper: &'s str) -> CommandResult<Self> {
        // Before the site is built, which would be in vain without a browser.
        let browser = chromium::find()?;
        let build = site.build_book(for_readers())?.build;
        let totals = build.totals();
        site.accept(totals, &build.diagnostics, "; nothing was printed")?;
        let config = configuration(&build)?.clone();
        Ok(Self { site, paper, browser, build, config, addition: totals.in_check() })
    }

    /// Prints a page into `file`, with this title, if it is not its own, and this style: `lists` alone,
    /// if there are any.
    fn print(
        self,
        node: NodeId,
        file: &Path,
        title: Option<&str>,
        style: &str,
        lists: Option<&ListsAtId>,
    ) -> CommandResult {
        let Self { site, paper, browser, build, config, addition } = self;
        let date = normalise::date(&build.site);
        let route = build.site.nodes[node].route.clone();
        let mut outputs = build.outputs;
        let style = format!("@page {{ size: {paper}; }}\n{style}");
        let lists = lists.map(|lists| PrintedLists {
            ids: lists.ids.iter().map(Anchor::as_str).collect(),
            title: &build.site.nodes[node].title,
            count: (lists.count, lists.page_total),
        });
        add_paper(&mut outputs, &route, &config, title, style, lists.as_ref())?;
        let server = StaticServer::serve(outputs, &build.hosting)?;
        let url = format!("{}{}", server.origin, route.href(&config.base_path));
        site.terminal.detail(&format!("printing {url} with {}", browser.display()));
        let mut pdf = chromium::print(&browser, &url)?;
        drop(server);
        normalise::normalise(&mut pdf, &date);
        author::add_author(&mut pdf, &config.author);
        let size = pdf.len();
        let pages = normalise::pages(&pdf);
        edit::write_file(file, pdf, &normalise::is_own)?;
        site.terminal.say(&format!(
            "printed {} into `{}` ({}){addition}",
            count(pages, "page"),
            file.display(),
            size_in_words(size),
        ));
        Ok(())
    }
}

/// A size in bytes as people say it: kilobytes until there is a megabyte.
fn size_in_words(bytes: usize) -> String {
    let tenths = bytes.div_ceil(100_000);
    if bytes < 1_000_000 {
        format!("{} kB", bytes.div_ceil(1000))
    } else {
        format!("{}.{} MB", tenths / 10, tenths % 10)
    }
}

/// Gives a page of the outputs a title, if there is one, and a style sheet; `lists` are printed alone.
fn add_paper(
    outputs: &mut Outputs,
    route: &Route,
    config: &Config,
    title: Option<&str>,
    style: String,
    lists: Option<&PrintedLists<'_>>,
) -> CommandResult {
    let sheet = OutputPath::new(STYLE_SHEET)?;
    let output = route.output();
    let html = outputs.get(&output).and_then(|output| output.in_memory());
    let html = html.ok_or_else(|| CommandError::new(format!("`{output}` was not built")))?;
    let mut html = String::from_utf8_lossy(html).into_owned();
    if let Some(title) = title {
        set_title(&mut html, title);
    }
    if let Some(lists) = lists {
        html = alone(&html, lists);
    }
    html = links::published(&html, &config.base_url, &config.base_path);
    if let Some(end) = html.find("</head>") {
        let address = sheet.href(&config.base_path);
        html.insert_str(end, &format!("<link rel=\"stylesheet\" href=\"{address}\">"));
    }
    outputs.insert(output, Output::bytes(html.into_bytes()));
    outputs.insert(sheet, Output::bytes(style.into_bytes()));
    Ok(())
}

/// Replaces the `<title>` of an HTML page, if it has one.
fn set_title(html: &mut String, title: &str) {
    let start = html.find("<title>").map(|at| at + "<title>".len());
    if let Some(start) = start
        && let Some(len) = html[start..].find("</title>")
    {
        html.replace_range(start..start + len, &escape(title));
    }
}

#[cfg(test)]
mod tests {
    use super::set_title;

    #[test]
    fn a_title_is_replaced_and_escaped() {
        for (before, after) in [
            ("a<title>b</title>c", "a<title>x &amp; y</title>c"),
            ("a", "a"),
            ("<title>", "<title>"),
        ] {
            let mut html = before.to_owned();
            set_title(&mut html, "x & y");
            assert_eq!(html, after);
        }
    }
}
