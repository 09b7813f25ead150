//! [`pack`]: the package document, and the files of the archive in their order.

use super::media::Media;
use super::tree::{Node, Space, walk};
use super::xml::{attribute, escaped};
use super::{Archive, Book, FOLDER, Leaf, NAV, STYLE, TITLE, nav, page};
use crate::base::fingerprint::Fingerprint;
use crate::base::outputs::Output;

/// What every reading system looks at first.
const MIMETYPE: &str = "application/epub+zip";

/// What tells our books from others.
pub(super) const MARK: &str = "<!-- written by handbook -->";

/// Where the package document is.
const CONTAINER: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<!-- written by handbook -->
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
"#;

const STYLES: &str = include_str!("style.css");

/// When a book was changed none of whose pages says so: the first moment that a zip file can name.
const NO_DATE: &str = "1980-01-01T00:00:00Z";

/// A file of the book.
struct Item {
    name: String,
    kind: &'static str,
    /// `nav`, `svg`, `mathml`, or several of them.
    properties: String,
    /// Whether it has a place in the reading order.
    is_read: bool,
    output: Output,
}

/// Packs the book.
pub(super) fn pack(book: &Book, has_host: bool, leaves: &[Leaf<'_>], media: &Media) -> Archive {
    let text = |name: &str, text: String| Item {
        name: name.to_owned(),
        kind: "application/xhtml+xml",
        properties: String::new(),
        is_read: true,
        output: Output::bytes(text.into_bytes()),
    };
    let mut items = vec![
        text(TITLE, page::title(book, has_host)),
        Item {
            properties: "nav".to_owned(),
            ..text(NAV, nav::document(book, leaves))
        },
    ];
    items.extend(leaves.iter().map(|leaf| Item {
        properties: properties(&leaf.body),
        ..text(&leaf.file, page::chapter(book, leaf))
    }));
    items.push(Item {
        name: STYLE.to_owned(),
        kind: "text/css",
        properties: String::new(),
        is_read: false,
        output: Output::bytes(STYLES.as_bytes()),
    });
    items.extend(media.pictures().map(|picture| Item {
        name: picture.name.clone(),
        kind: picture.kind,
        properties: String::new(),
        is_read: false,
        output: picture.output.clone(),
    }));
    let is_drawn = |item: &Item| item.properties.contains("svg");
    let has_pictures = !media.is_empty() || items.iter().any(is_drawn);
    let package = package(book, has_host, &items, has_pictures);
    let whole = |name: &str, text: &str| (name.to_owned(), Output::bytes(text.as_bytes()));
    let mut files = vec![
        whole("mimetype", MIMETYPE),
        whole("META-INF/container.xml", CONTAINER),
        whole(&format!("{FOLDER}/package.opf"), &package),
    ];
    let items = items.into_iter();
    files.extend(items.map(|item| (format!("{FOLDER}/{}", item.name), item.output)));
    Archive {
        files,
        pages: leaves.len(),
    }
}

/// What is to be said of a file beforehand.
fn properties(body: &[Node]) -> String {
    let (mut svg, mut math) = (false, false);
    walk(body, &mut |element| match element.space {
        Space::Svg => svg = true,
        Space::Math => math = true,
        Space::Html => {}
    });
    let words = [(math, "mathml"), (svg, "svg")];
    let words: Vec<&str> = words
        .into_iter()
        .filter_map(|(is_there, word)| is_there.then_some(word))
        .collect();
    words.join(" ")
}

fn package(book: &Book, has_host: bool, items: &[Item], has_pictures: bool) -> String {
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<package");
    attribute("xmlns", "http://www.idpf.org/2007/opf", &mut text);
    attribute("version", "3.0", &mut text);
    attribute("unique-identifier", "id", &mut text);
    attribute("xml:lang", &book.language, &mut text);
    text.push_str(">\n");
    metadata(book, has_host, items, has_pictures, &mut text);
    text.push_str("<manifest>\n");
    for (number, item) in items.iter().enumerate() {
        text.push_str("<item");
        attribute("id", &format!("f{number}"), &mut text);
        attribute("href", &item.name, &mut text);
        attribute("media-type", item.kind, &mut text);
        if !item.properties.is_empty() {
            attribute("properties", &item.properties, &mut text);
        }
        text.push_str("/>\n");
    }
    text.push_str("</manifest>\n<spine");
    if book.direction == "rtl" {
        attribute("page-progression-direction", "rtl", &mut text);
    }
    text.push_str(">\n");
    for (number, _) in items.iter().enumerate().filter(|(_, item)| item.is_read) {
        text.push_str(&format!("<itemref idref=\"f{number}\"/>\n"));
    }
    text.push_str("</spine>\n</package>\n");
    text
}

fn metadata(book: &Book, has_host: bool, items: &[Item], has_pictures: bool, text: &mut String) {
    text.push_str("<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n");
    let edition = edition(items);
    let identifier = identifier(book, has_host, edition);
    text.push_str(&format!(
        "<dc:identifier id=\"id\">{identifier}</dc:identifier>\n"
    ));
    let source = if has_host { book.base_url.as_str() } else { "" };
    for (name, value) in [
        ("title", book.title.as_str()),
        ("language", &book.language),
        ("creator", &book.author),
        ("description", &book.description),
        ("rights", &book.rights),
        ("source", source),
    ] {
        if !value.trim().is_empty() {
            text.push_str(&format!("<dc:{name}>{}</dc:{name}>\n", escaped(value)));
        }
    }
    let modified = book.modified.as_deref().unwrap_or(NO_DATE);
    let generator = concat!("handbook ", env!("CARGO_PKG_VERSION"));
    let edition = edition.to_string();
    let mut meta = |property: &str, value: &str| {
        let value = escaped(value);
        text.push_str(&format!("<meta property=\"{property}\">{value}</meta>\n"));
    };
    meta("dcterms:modified", modified);
    meta("schema:version", &edition);
    meta("schema:accessMode", "textual");
    if has_pictures {
        meta("schema:accessMode", "visual");
    }
    meta("schema:accessModeSufficient", "textual");
    for feature in [
        "tableOfContents",
        "structuralNavigation",
        "readingOrder",
        "displayTransformability",
    ] {
        meta("schema:accessibilityFeature", feature);
    }
    meta("schema:accessibilityHazard", "none");
    meta("schema:accessibilitySummary", &book.words.accessibility);
    text.push_str(&format!(
        "<meta name=\"generator\" content=\"{generator}\"/>\n</metadata>\n"
    ));
}

/// The fingerprint of all that is in the book.
fn edition(items: &[Item]) -> Fingerprint {
    let parts: String = items
        .iter()
        .map(|item| format!("{}\n{}\n", item.name, item.output.fingerprint()))
        .collect();
    Fingerprint::of_bytes(parts.as_bytes())
}

/// The same for all editions of a handbook at one address, so that readers' devices take a newer
/// one for a newer one. Without an address, what is in the book tells it from others.
fn identifier(book: &Book, has_host: bool, edition: Fingerprint) -> String {
    let seed = if has_host {
        Fingerprint::of_bytes(format!("{}\n{}", book.base_url, book.language).as_bytes())
    } else {
        edition
    };
    let digits = seed.to_string();
    // RFC 9562, version 8: 122 bits of one's own making.
    format!(
        "urn:uuid:{}-{}-8{}-a{}-{}",
        &digits[..8],
        &digits[8..12],
        &digits[13..16],
        &digits[17..20],
        &digits[20..32]
    )
}
