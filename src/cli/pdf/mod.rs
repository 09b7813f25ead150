//! `handbook pdf`: the handbook as one PDF, printed by an installed Chromium; `handbook print`: one
//! page of it.
//!
//! The site is built as for publishing and served to the browser from memory, with the URLs and the
//! Content-Security-Policy of the published site. The browser can reach nothing else.

mod addition;
mod chromium;
mod destinations;
mod links;
mod normalise;
mod numbered;
mod one_list;

use std::path::{Path, PathBuf};

use crate::base::outputs::Output;
use crate::base::paths::{Anchor, OutputPath, Route, SourcePath};
use crate::base::suggest::nearest;
use crate::book::order;
use crate::book::paper::ListsAtId;
use crate::cli::outcome::{CommandError, CommandResult};
use crate::cli::pdf::destinations::page_numbers;
use crate::cli::pdf::numbered::NumberedBook;
use crate::cli::pdf::one_list::{PrintedLists, alone};
use crate::cli::site::{SelectedSite, configuration, for_readers};
use crate::cli::summary::count;
use crate::compile::build::Build;
use crate::compile::options::{BookForm, BuildOptions};
use crate::config::Config;
use crate::html::escape::escape;
use crate::page::special_page::SpecialPage;
use crate::publish::edit;
use crate::serve::StaticServer;
use crate::site::stable_ids::keys_of_draft;
use crate::site::tree::{NodeId, Site};

/// The output path of the style sheet that sets the size of paper.
const STYLE_SHEET: &str = "handbook-paper.css";

/// The style of a page for somebody to fill in: without the words of scripts about ticks, with lines to
/// sign.
const BLANK: &str = ".checklist :is(.tag, .tally) { display: none; }\n.sign { display: flex; }\n";

/// The most times that a book is printed. Mostly the second time its numbers are those of the first.
const MOST_PRINTS: usize = 6;

/// How often it is printed with numbers as wide as they are. Then all have one width, so that no line
/// breaks elsewhere for the sake of a number.
const NATURAL_PRINTS: usize = 3;

/// Builds the site and prints the book of its pages into `file`.
pub(super) fn book(site: &SelectedSite, file: &Path, paper: &str) -> CommandResult {
    let printer =
        Printer::start(site, paper, BuildOptions { book: BookForm::Paper, ..for_readers() })?;
    let Some(node) = printer.build.site.special_pages.get(&SpecialPage::Print).copied() else {
        return Err(CommandError::new("the site has no page with the whole handbook"));
    };
    let mut html = printer.html(node)?;
    set_title(&mut html, &printer.config.title);
    let pages = order::pages(&printer.build.site, &printer.build.features.back_matter());
    let book = NumberedBook::new(html);
    let style = book.style(&pages, &printer.config.title, paper);
    // A page of the handbook takes about two and a half sheets.
    let mut digits = digits_of(pages.len() * 5 / 2);
    let mut numbers = None;
    let mut why = "have not settled";
    for print in 0..MOST_PRINTS {
        let is_natural = (1..NATURAL_PRINTS).contains(&print);
        let html = book.html(numbers.as_ref(), if is_natural { 1 } else { digits });
        let pdf = printer.pdf(node, html, &style)?;
        let found = page_numbers(&pdf);
        if found.is_empty() {
            why = "are not known: this browser does not tell where in a PDF links lead";
            break;
        }
        if numbers.as_ref() == Some(&found) {
            return printer.write(pdf, file);
        }
        digits = digits_of(normalise::pages(&pdf));
        numbers = Some(found);
    }
    site.terminal.say(&format!("the book has no page numbers in its text; they {why}"));
    let pdf = printer.pdf(node, book.plain().to_owned(), &style)?;
    printer.write(pdf, file)
}

/// How many digits a number has.
fn digits_of(number: usize) -> usize {
    number.to_string().len()
}

/// Builds the site and prints the page that `name` names into `file`, by default one of its name; only
/// the checklists at an id of the page if the name ends with one.
pub(super) fn page(
    site: &SelectedSite,
    name: &str,
    file: Option<&Path>,
    paper: &str,
) -> CommandResult {
    let printer = Printer::start(site, paper, for_readers())?;
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
    let mut html = printer.html(node)?;
    if let Some(lists) = lists {
        let lists = PrintedLists {
            ids: lists.ids.iter().map(Anchor::as_str).collect(),
            title: &printer.build.site.nodes[node].title,
            count: (lists.count, lists.page_total),
        };
        html = alone(&html, &lists);
    }
    let pdf = printer.pdf(node, html, BLANK)?;
    printer.write(pdf, file.unwrap_or(&own))
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
    if let Some(error) = draft_or_moved(site, config, &wanted) {
        return Err(error);
    }
    let error = CommandError::new(format!("the site has no page `{name}`"));
    Err(match (elsewhere.as_slice(), nearest(&wanted, known)) {
        ([], Some(near)) => error.hint(format!("did you mean `{near}`?")),
        ([near], _) => error.hint(format!("did you mean `{near}`?")),
        ([_, ..], _) => error.hint(format!("there are `{}`", elsewhere.join("`, `"))),
        ([], None) => error.hint("write its file below the content, or its address with a slash"),
    })
}

/// Why there is no page of this name: it is a draft, or has another address now.
fn draft_or_moved(site: &Site, config: &Config, wanted: &str) -> Option<CommandError> {
    let is_file =
        |path: &&SourcePath| path.as_str() == wanted || config.content.rest(path) == Some(wanted);
    let route = Route::former(wanted).ok().map(|(route, _)| route.key());
    let is_address = |draft: &&SourcePath| {
        let route = route.as_ref().filter(|_| wanted.starts_with('/'));
        route.is_some_and(|route| keys_of_draft(site, &site.drafts[*draft]).contains(route))
    };
    if let Some(draft) = site.drafts.keys().find(|draft| is_file(draft) || is_address(draft)) {
        let error = CommandError::new(format!("`{draft}` is a draft, or below one"));
        return Some(error.hint("add `--drafts` to print it"));
    }
    let moved = site.aliases.iter().find(|(alias, _)| Some(alias.key()) == route);
    let node = moved.map(|(_, node)| *node).or_else(|| {
        let path = SourcePath::new(wanted)?;
        let in_content = SourcePath::new(&config.content.path_of(wanted));
        let path =
            site.moved_source(path.as_str()).or_else(|| site.moved_source(in_content?.as_str()));
        site.by_source.get(path?).copied()
    })?;
    let address = site.nodes[node].route.href("/");
    let error = CommandError::new(format!("the page that was `{wanted}` has moved"));
    Some(error.hint(format!("it is now `{address}`")))
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
    fn start(site: &'s SelectedSite, paper: &'s str, options: BuildOptions) -> CommandResult<Self> {
        // Before the site is built, which would be in vain without a browser.
        let browser = chromium::find()?;
        let build = site.build_book(options)?.build;
        let totals = build.totals();
        site.accept(totals, &build.diagnostics, "; nothing was printed")?;
        let config = configuration(&build)?.clone();
        Ok(Self { site, paper, browser, build, config, addition: totals.in_check() })
    }

    /// The HTML of a page, with links to the published site.
    fn html(&self, node: NodeId) -> CommandResult<String> {
        let output = self.build.site.nodes[node].route.output();
        let html = self.build.outputs.get(&output).and_then(Output::in_memory);
        let html = html.ok_or_else(|| CommandError::new(format!("`{output}` was not built")))?;
        let Config { base_url, base_path, .. } = &self.config;
        Ok(links::published(&String::from_utf8_lossy(&html), base_url, base_path))
    }

    /// Prints `html` in the place of a page, with a style sheet of its own.
    fn pdf(&self, node: NodeId, mut html: String, style: &str) -> CommandResult<Vec<u8>> {
        let Self { site, paper, browser, build, config, .. } = self;
        let sheet = OutputPath::new(STYLE_SHEET)?;
        if let Some(end) = html.find("</head>") {
            let address = sheet.href(&config.base_path);
            html.insert_str(end, &format!("<link rel=\"stylesheet\" href=\"{address}\">"));
        }
        let style = format!(
            "@page {{ size: {paper}; }}\n@page landscape {{ size: {paper} landscape; }}\n{style}"
        );
        let route = &build.site.nodes[node].route;
        let mut outputs = build.outputs.clone();
        outputs.insert(route.output(), Output::bytes(html.into_bytes()));
        outputs.insert(sheet, Output::bytes(style.into_bytes()));
        let server = StaticServer::serve(outputs, &build.hosting)?;
        let url = format!("{}{}", server.origin, route.href(&config.base_path));
        site.terminal.detail(&format!("printing {url} with {}", browser.display()));
        chromium::print(browser, &url)
    }

    /// Writes a PDF into `file`, and says with which browser it was printed.
    fn write(self, mut pdf: Vec<u8>, file: &Path) -> CommandResult {
        let Self { site, browser, build, config, addition, .. } = self;
        let version = normalise::version(&pdf);
        let version = version.map(|version| format!(" (version {version})")).unwrap_or_default();
        normalise::normalise(&mut pdf, &normalise::date(&build.site));
        addition::add(&mut pdf, &config.author);
        let size = size_in_words(pdf.len());
        let pages = normalise::pages(&pdf);
        edit::write_file(file, pdf, &normalise::is_own)?;
        site.terminal.say(&format!(
            "printed {} into `{}` ({size}) with `{}`{version}{addition}",
            count(pages, "page"),
            file.display(),
            browser.display(),
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
