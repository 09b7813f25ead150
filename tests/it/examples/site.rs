//! The site of a document's examples, and what is asked of it.

use std::fs;
use std::path::Path;

use handbook::base::outputs::Output;
use handbook::compile::build::Build;
use handbook::html::token::{HtmlTokenKind, tokens};
use toml::{Table, Value};
use walkdir::WalkDir;

use super::document::{Document, Example};
use super::piece::Piece;
use crate::fixture::{Fixture, messages};

/// The folder of the garden that the guide speaks of: `handbook init --example` writes it.
const EXAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/cli/init/example/content");

/// A file that readers put into `static/` themselves.
const STATIC: (&str, &[u8]) = ("static/plan.pdf", b"all plots");

/// A source that the guide cites and no example is.
const SOURCES: &str = "\
HFH+:WEKA:09:
  type: article
  title: The WEKA data mining software
  author: Hall, Mark
  date: 2009
";

/// Pages with a fault of each kind that the levels of the guide name.
const FAULTY: &[(&str, &str)] = &[
    ("content/archive/_index.md", "# Archive\n\n![](gone.png)\n"),
    ("content/alone.md", "+++\ntitle = \"Alone\"\nnav = false\n+++\n\n[gone](gone.md)\n"),
    (
        "content/words.md",
        "+++\ntitle = \"Words\"\n[glossary]\n+++\n\nSpade {#spade}\n: For digging.\n",
    ),
];

/// The files of the garden.
pub struct Garden {
    files: Vec<(String, Vec<u8>)>,
}

impl Garden {
    /// The garden that `handbook init --example` writes. Examples lead to its files, to those of the
    /// same document, and to no others: a reader has no more.
    #[expect(clippy::disallowed_methods, reason = "the program holds these files")]
    pub fn new() -> Self {
        let all = WalkDir::new(EXAMPLE).sort_by_file_name().into_iter().map(Result::unwrap);
        let files = all.filter(|entry| entry.file_type().is_file()).map(|entry| {
            let name = entry.path().strip_prefix(EXAMPLE).unwrap().to_string_lossy();
            let path = format!("content/{}", name.replace('\\', "/"));
            (path, fs::read(entry.path()).unwrap())
        });
        Self { files: files.collect() }
    }
}

/// The pieces of a document as one site.
struct ExampleSite {
    fixture: Fixture,
    config: Table,
    theme: Table,
    /// The pages that examples are, in order.
    pages: Vec<(String, String)>,
}

/// A piece with its example.
type Part<'a> = (&'a Example, Piece);

impl ExampleSite {
    fn new<'a>(parts: impl Iterator<Item = &'a Part<'a>>, garden: &Garden) -> Result<Self, String> {
        let mut fixture = Fixture::new("");
        fixture.write(STATIC.0, STATIC.1);
        for (path, bytes) in &garden.files {
            fixture.write(path, bytes);
        }
        let config =
            "title = \"Garden\"\nbase_url = \"https://example.org/garden/\"".parse().unwrap();
        let mut site = Self { fixture, config, theme: Table::new(), pages: Vec::new() };
        for (example, piece) in parts {
            site.add(example, piece).map_err(|fault| format!("{}: {fault}", example.line))?;
        }
        site.finish();
        Ok(site)
    }

    fn add(&mut self, example: &Example, piece: &Piece) -> Result<(), String> {
        match piece {
            Piece::File { path, text } => {
                self.fixture.write(path, text);
            }
            Piece::Page { text, has_front_matter } => {
                let path = example.file.clone().unwrap_or_else(|| path_of(example, text));
                let title = if *has_front_matter {
                    String::new()
                } else {
                    format!("# Example {}\n\n", example.line)
                };
                self.add_page(path, title + text);
            }
            Piece::Config(table) => merge(&mut self.config, table),
            Piece::Theme(table) => merge(&mut self.theme, table),
            Piece::FrontMatter(table) => {
                let name = table.keys().next().expect("a table is never empty");
                let head = format!("\n[{name}]\n");
                let page = self.pages.iter().rfind(|(_, text)| text.contains(&head));
                let (path, text) =
                    page.ok_or_else(|| format!("no page before it has the table `[{name}]`"))?;
                let (front, body) = text[4..].split_once("+++\n").expect("front matter ends");
                let mut front: Table = front.parse().expect("front matter is TOML");
                merge(&mut front, table);
                let path = path.replace(".md", &format!("-{}.md", example.line));
                self.add_page(path, format!("+++\n{front}+++\n{body}"));
            }
            Piece::Bibliography(text) => self.append("content/sources.yml", text),
            Piece::Lock(text) => self.append("content/ids.lock", text),
            Piece::Tree(_) | Piece::Commands(_) => {}
        }
        Ok(())
    }

    fn add_page(&mut self, path: String, text: String) {
        self.fixture.write(&path, &text);
        self.pages.push((path, text));
    }

    fn append(&mut self, path: &str, text: &str) {
        let mut all = self.fixture.files.remove(path).unwrap_or_default();
        all.extend_from_slice(text.as_bytes());
        self.fixture.write(path, all);
    }

    /// Writes what several pieces make up: the configuration, and the theme with the style sheets of
    /// its own.
    fn finish(&mut self) {
        if !self.theme.is_empty() {
            // A theme that is in use publishes its files.
            let name =
                self.theme.get("name").and_then(Value::as_str).unwrap_or("unnamed").to_owned();
            let styles = self.theme.get("styles").and_then(Value::as_table).into_iter().flatten();
            let sources = styles.filter_map(|(_, list)| list.as_array()).flatten();
            for source in sources.filter_map(Value::as_str) {
                let default = format!("themes/default/styles/{source}");
                if !Path::new(env!("CARGO_MANIFEST_DIR")).join(default).exists() {
                    self.fixture.write(&format!("themes/{name}/styles/{source}"), OWN_RULE);
                }
            }
            self.fixture.write(&format!("themes/{name}/static/example.txt"), &name);
            self.fixture.write(&format!("themes/{name}/theme.toml"), self.theme.to_string());
            self.config.insert("theme".to_owned(), Value::String(name));
        }
        self.fixture.write("handbook.toml", self.config.to_string());
    }
}

/// A rule of a theme that an example describes.
const OWN_RULE: &str = ".example { color: red; }\n";

/// The file of a page that the text does not name: after its title, in a folder if it leads out of
/// one.
fn path_of(example: &Example, text: &str) -> String {
    let folder = if text.contains("../") { "content/plot/" } else { "content/" };
    let title = text.lines().find_map(|line| line.strip_prefix("title = \"")?.strip_suffix('"'));
    match title {
        Some(title) if !title.contains(' ') => format!("{folder}{}.md", title.to_lowercase()),
        _ => format!("{folder}example-{}.md", example.line),
    }
}

fn merge(into: &mut Table, from: &Table) {
    for (key, value) in from {
        match (into.get_mut(key), value) {
            (Some(Value::Table(inner)), Value::Table(more)) => merge(inner, more),
            _ => drop(into.insert(key.clone(), value.clone())),
        }
    }
}

/// What is wrong with the examples of a document, each with its place.
pub fn faults(document: &Document, garden: &Garden) -> Vec<String> {
    let pieces =
        document.examples.iter().filter_map(|example| Some((example, Piece::of(example)?)));
    let parts: Vec<Part<'_>> = pieces.collect();
    let mut site = match ExampleSite::new(parts.iter(), garden) {
        Ok(site) => site,
        Err(fault) => return vec![format!("{}:{fault}", document.name)],
    };
    let shown = document.shown.iter().map(|(written, _)| format!("{written}\n\n"));
    if !document.shown.is_empty() {
        if document.shown.iter().any(|(written, _)| written.contains("HFH+:WEKA:09")) {
            site.append("content/sources.yml", SOURCES);
        }
        site.fixture.write("content/shown.md", format!("# Shown\n\n{}", shown.collect::<String>()));
    }
    if !document.links.is_empty() {
        let links = document.links.iter().map(|link| format!("[{link}](<{link}>)\n"));
        let text = format!("# Links\n\n## Before {{#before}}\n\n{}", links.collect::<String>());
        site.fixture.write("content/plot/links.md", text);
    }
    let build = site.fixture.build();
    let mut faults = Vec::new();
    let told = messages(&build);
    if !told.is_empty() {
        faults.push(format!("the examples of {} are told:\n{told}", document.name));
    }
    let pages = pages(&build);
    for (example, piece) in &parts {
        let mut found = match piece {
            Piece::File { path, text } if ending(path) == "html" => unshown(text, &pages),
            Piece::File { path, .. } if ending(path) == "css" => unloaded(path, &build, &pages),
            Piece::FrontMatter(table) => {
                let values = texts(table).into_iter();
                let missing =
                    values.filter(|value| !pages.iter().any(|page| page.contains(&escaped(value))));
                missing.map(|value| format!("no page shows `{value}`")).collect()
            }
            Piece::Bibliography(text) => {
                let titles = text.lines().filter_map(|line| line.strip_prefix("  title: "));
                let missing = titles.filter(|title| !pages.iter().any(|page| page.contains(title)));
                missing.map(|title| format!("no page shows the source `{title}`")).collect()
            }
            Piece::Tree(paths) => {
                let missing = paths.iter().filter(|path| !is_there(path, &mut site.fixture));
                missing.map(|path| format!("there is no `{path}`")).collect()
            }
            _ => Vec::new(),
        };
        let is_template = matches!(piece, Piece::File { path, .. } if ending(path) == "html");
        if is_template || matches!(piece, Piece::Config(_) | Piece::Theme(_)) {
            let without = parts.iter().filter(|(other, _)| other.line != example.line);
            if effect(parts.iter(), garden) == effect(without, garden) {
                found.push("the site is the same without it".to_owned());
            }
        }
        let place = format!("{}:{}", document.name, example.line);
        faults.extend(found.into_iter().map(|fault| format!("{place}: {fault}")));
    }
    faults.extend(misshown(document, &build));
    faults
}

/// All that a site with faults publishes and tells.
fn effect<'a>(parts: impl Iterator<Item = &'a Part<'a>>, garden: &Garden) -> (String, Vec<String>) {
    let mut site = ExampleSite::new(parts, garden).unwrap_or_else(|fault| panic!("{fault}"));
    for (path, text) in FAULTY {
        site.fixture.write(path, text);
    }
    let build = site.fixture.build();
    let outputs = build.outputs.iter();
    let outputs = outputs.map(|(path, output)| format!("{path} {:?}", output.fingerprint()));
    (messages(&build), outputs.collect())
}

/// The HTML of every page.
fn pages(build: &Build) -> Vec<String> {
    let pages = build.outputs.iter().filter(|(path, _)| ending(path.as_str()) == "html");
    let bytes = pages.filter_map(|(_, output)| Output::in_memory(output));
    bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).collect()
}

/// The markup that a template writes out and no page has.
fn unshown(template: &str, pages: &[String]) -> Vec<String> {
    let mut written = template.to_owned();
    for (open, close) in [("{#", "#}"), ("{%", "%}"), ("{{", "}}")] {
        while let Some((before, rest)) = written.split_once(open) {
            let (_, after) = rest.split_once(close).expect("each tag ends");
            written = format!("{before}\0{after}");
        }
    }
    let parts = written.split('\0').map(str::trim).filter(|part| part.contains('<'));
    let missing = parts.filter(|part| !pages.iter().any(|page| page.contains(part)));
    missing.map(|part| format!("no page shows `{part}`")).collect()
}

/// A style sheet that no page loads.
fn unloaded(path: &str, build: &Build, pages: &[String]) -> Vec<String> {
    let name = path.strip_prefix("static/").unwrap_or(path);
    let is_published = build.outputs.keys().any(|output| output.as_str() == name);
    let loads = |page: &String| {
        tokens(page).any(|token| match token.kind {
            HtmlTokenKind::Start(tag) if tag.name == "link" => {
                tag.get("rel").is_some_and(|rel| rel.split(' ').any(|word| word == "stylesheet"))
                    && tag.get("href") == Some(&format!("/garden/{name}"))
            }
            _ => false,
        })
    };
    let is_loaded = is_published && pages.iter().any(loads);
    (!is_loaded).then(|| format!("no page loads {path} as a style sheet")).into_iter().collect()
}

/// Every text in a table.
fn texts(table: &Table) -> Vec<String> {
    fn take(value: &Value, into: &mut Vec<String>) {
        match value {
            Value::String(text) => into.push(text.clone()),
            Value::Array(values) => values.iter().for_each(|value| take(value, into)),
            Value::Table(table) => table.values().for_each(|value| take(value, into)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    table.values().for_each(|value| take(value, &mut found));
    found
}

/// What follows the last full stop of a path.
fn ending(path: &str) -> &str {
    path.rsplit('.').next().unwrap_or_default()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// Whether the site has a file or folder, or gets it from the program.
fn is_there(path: &str, site: &mut Fixture) -> bool {
    if path == "public/" {
        return true;
    }
    site.write_ids();
    site.files.keys().any(|file| file == path || (path.ends_with('/') && file.starts_with(path)))
}

/// The rows of a document's tables whose source is not shown as they say.
fn misshown(document: &Document, build: &Build) -> Vec<String> {
    if document.shown.is_empty() {
        return Vec::new();
    }
    let page = crate::fixture::text(build, "shown/index.html");
    let body = crate::fixture::between(&page, "<div class=\"prose\">", "</div>");
    let paragraphs = body.split("<p>").skip(1).map(|text| {
        let texts = tokens(text).filter_map(|token| match token.kind {
            HtmlTokenKind::Text(text) => Some(text.into_owned()),
            _ => None,
        });
        texts.collect::<String>().trim().to_owned()
    });
    let rows = document.shown.iter().zip(paragraphs);
    // What follows a colon explains the row.
    let wrong = rows.filter(|((_, shown), text)| shown.split(": ").next() != Some(text));
    wrong
        .map(|((written, _), text)| format!("{}: `{written}` is shown as `{text}`", document.name))
        .collect()
}
