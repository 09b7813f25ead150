//! Handbooks of other shapes than the usual one, each as large as a number says: whatever grows
//! faster than that number shows when it is doubled.

use std::fmt::Write as _;

use crate::generator;

/// The names of the shapes: pages in sections, in one folder, eight folders deep, all on one page;
/// terms, rows and sources, with pages that use them.
pub(crate) const SHAPES: [&str; 7] = ["nested", "flat", "deep", "huge", "terms", "rows", "sources"];

/// How many terms or sources a page uses.
const USED: usize = 50;

/// The files of a handbook of a shape, each with its path; `None` for an unknown shape.
pub(crate) fn files(shape: &str, number: usize) -> Option<Vec<(String, String)>> {
    Some(match shape {
        "nested" => generator::files(number),
        "flat" => moved(number, &|page| format!("all/chapter-{page}.md")),
        "deep" => moved(number, &deep),
        "huge" => with_pages([("content/huge.md".to_owned(), huge(number))]),
        "terms" => used(number, "[[t", "]]", terms(number)),
        "rows" => with_pages([("content/rows.md".to_owned(), rows(number))]),
        "sources" => used(number, "[@s", "]", sources(number)),
        _ => return None,
    })
}

/// The configuration, the home page and these files.
fn with_pages(files: impl IntoIterator<Item = (String, String)>) -> Vec<(String, String)> {
    let usual = generator::files(1).into_iter();
    let usual = usual.filter(|(path, _)| !path.contains("/part-") && !path.contains("search"));
    usual.chain(files).collect()
}

/// The usual chapters at other places below the content.
fn moved(number: usize, place: &dyn Fn(usize) -> String) -> Vec<(String, String)> {
    let chapters = (1..).zip(chapters(number));
    with_pages(chapters.map(|(page, text)| {
        (format!("content/{}", place(page)), relinked(&text, &|to| format!("/{}", place(to))))
    }))
}

/// The usual chapters in order.
fn chapters(number: usize) -> impl Iterator<Item = String> {
    let files = generator::files(number).into_iter();
    files.filter(|(path, _)| path.contains("/chapter-")).map(|(_, text)| text)
}

/// Three folders in each of eight levels.
fn deep(page: usize) -> String {
    let mut place = String::new();
    let mut rest = page;
    for _ in 0..8 {
        // Writing to a text cannot fail, here and below.
        let _ = write!(place, "in-{}/", rest % 3);
        rest /= 3;
    }
    place + &format!("chapter-{page}.md")
}

/// A chapter whose links lead to where `place` says that the others are.
fn relinked(text: &str, place: &dyn Fn(usize) -> String) -> String {
    let mut pieces = text.split("](");
    let mut relinked = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let to = piece.split_once("chapter-").and_then(|(_, rest)| rest.split_once(".md"));
        let to = to.and_then(|(page, rest)| Some((page.parse().ok()?, rest)));
        match to {
            Some((page, rest)) => relinked += &format!("]({}{rest}", place(page)),
            None => relinked += &format!("]({piece}"),
        }
    }
    relinked
}

/// All chapters as one page.
fn huge(number: usize) -> String {
    let mut page = "# Everything\n".to_owned();
    for (number, text) in chapters(number).enumerate() {
        let body = text.split_once("\n+++\n").map_or(&*text, |(_, body)| body);
        let body = relinked(body, &|_| "/huge.md".to_owned());
        let body = body.replace(".md#section-2", ".md").replace("{#", &format!("{{#c{number}-"));
        page += &body.replace("[^source]", &format!("[^source-{number}]"));
    }
    page
}

fn terms(number: usize) -> (String, String) {
    let mut page = "+++\ntitle = \"Glossary\"\n\n[glossary]\n+++\n".to_owned();
    for term in 0..number {
        let _ = write!(page, "\nT{term} {{#t{term}}}\n: What is meant by the word {term}.\n");
    }
    ("content/glossary.md".to_owned(), page)
}

fn rows(number: usize) -> String {
    let columns = "columns = [\n  { id = \"one\", label = \"One\" },\n  { id = \"two\", label = \"Two\" },\n]";
    let mut page = format!("+++\ntitle = \"Rows\"\n\n[comparison]\n{columns}\n+++\n");
    for row in 0..number {
        let cells = "One\n: A cell of some words\n\nTwo\n: Another, ==with a mark==\n";
        let _ = write!(page, "\n## Row {row} {{#row-{row}}}\n\n{cells}");
    }
    page
}

fn sources(number: usize) -> (String, String) {
    let mut list = String::new();
    for source in 0..number {
        let author = format!("Author{}, A.", source % 997);
        let year = 1900 + source % 120;
        let _ = writeln!(
            list,
            "s{source}:\n  type: book\n  title: The book {source}\n  author: {author}\n  date: {year}\n  publisher: A publisher"
        );
    }
    ("content/sources.yml".to_owned(), list)
}

/// A file that declares things, and pages that use each of them once.
fn used(
    number: usize,
    open: &str,
    close: &str,
    declared: (String, String),
) -> Vec<(String, String)> {
    let all: Vec<usize> = (0..number).collect();
    let pages = all.chunks(USED).enumerate().map(|(page, used)| {
        let mut text = format!("# Page {page}\n");
        for name in used {
            let _ = write!(text, "\nSome words with {open}{name}{close} among them.\n");
        }
        (format!("content/page-{page}.md"), text)
    });
    with_pages(pages.chain([declared]))
}
