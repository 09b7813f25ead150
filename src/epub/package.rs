//! [`pack`]: the package document, and the files of the archive in their order; and how a book of
//! this program is recognised.

use crate::base::fingerprint::Fingerprint;
use crate::base::outputs::Output;
use crate::epub::book::EpubBook;
use crate::epub::media::EpubMedia;
use crate::epub::names::{FOLDER, NAV, STYLE, TITLE};
use crate::epub::page;
use crate::epub::page::ContentDocument;
use crate::html::escape::{escape_xml, push_xml_attribute};
use crate::html::event::{HtmlEvent, Namespace};

/// The content of the file `mimetype`.
const MIMETYPE: &str = "application/epub+zip";

/// The file that says where the package document is. It contains [`SIGNATURE`].
const CONTAINER: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<!-- written by handbook -->
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
"#;

/// The content of the style sheet.
const STYLES: &str = include_str!("style.css");

/// The date of change of a book without dates: the first moment that a zip file can name.
const NO_DATE: &str = "1980-01-01T00:00:00Z";

/// The media type of the pages of the book, which alone have a place in the reading order.
const XHTML_TYPE: &str = "application/xhtml+xml";

/// An item of the manifest: a file of the book.
struct ManifestItem {
    name: String,
    media_type: &'static str,
    /// The properties of the item in the manifest: `nav`, `svg`, `mathml`, or several of them.
    properties: String,
    output: Output,
}

/// Packs a book: its package document, and all files in their order.
pub(super) fn pack(
    book: &EpubBook,
    has_host: bool,
    documents: &[ContentDocument<'_>],
    media: &EpubMedia,
) -> EpubArchive {
    let item = |name: &str, media_type, output| ManifestItem {
        name: name.to_owned(),
        media_type,
        properties: String::new(),
        output,
    };
    let text = |name: &str, text: String| item(name, XHTML_TYPE, Output::bytes(text.into_bytes()));
    let navigation = text(NAV, page::navigation(book, documents));
    let mut items = vec![
        text(TITLE, page::title(book, has_host)),
        ManifestItem { properties: "nav".to_owned(), ..navigation },
    ];
    items.extend(documents.iter().map(|document| ManifestItem {
        properties: properties(&document.body),
        ..text(&document.file, page::chapter(book, document))
    }));
    items.push(item(STYLE, "text/css", Output::bytes(STYLES.as_bytes())));
    let images = media.images.values();
    items.extend(images.map(|image| item(&image.name, image.media_type, image.output.clone())));
    let is_svg = |item: &ManifestItem| item.properties.contains("svg");
    let has_pictures = !media.images.is_empty() || items.iter().any(is_svg);
    let package = package(book, has_host, &items, has_pictures);
    let file = |name: &str, text: &str| (name.to_owned(), Output::bytes(text.as_bytes()));
    let mut files = vec![
        file("mimetype", MIMETYPE),
        file("META-INF/container.xml", CONTAINER),
        file(&format!("{FOLDER}/package.opf"), &package),
    ];
    let items = items.into_iter();
    files.extend(items.map(|item| (format!("{FOLDER}/{}", item.name), item.output)));
    EpubArchive { files, pages: documents.len() }
}

/// The properties of a content document in the manifest.
fn properties(body: &[HtmlEvent<'_>]) -> String {
    let elements = || body.iter().filter_map(HtmlEvent::element);
    let has = |namespace| elements().any(|element| element.namespace == namespace);
    let names = [("mathml", Namespace::Math), ("svg", Namespace::Svg)];
    let found = names.into_iter().filter(|(_, namespace)| has(*namespace));
    found.map(|(name, _)| name).collect::<Vec<_>>().join(" ")
}

/// The package document of a book.
fn package(book: &EpubBook, has_host: bool, items: &[ManifestItem], has_pictures: bool) -> String {
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<package");
    push_xml_attribute(&mut text, "xmlns", "http://www.idpf.org/2007/opf");
    push_xml_attribute(&mut text, "version", "3.0");
    push_xml_attribute(&mut text, "unique-identifier", "id");
    push_xml_attribute(&mut text, "xml:lang", &book.language);
    text.push_str(">\n");
    metadata(book, has_host, items, has_pictures, &mut text);
    text.push_str("<manifest>\n");
    for (number, item) in items.iter().enumerate() {
        text.push_str("<item");
        push_xml_attribute(&mut text, "id", &format!("f{number}"));
        push_xml_attribute(&mut text, "href", &item.name);
        push_xml_attribute(&mut text, "media-type", item.media_type);
        if !item.properties.is_empty() {
            push_xml_attribute(&mut text, "properties", &item.properties);
        }
        text.push_str("/>\n");
    }
    text.push_str("</manifest>\n<spine");
    if book.direction == "rtl" {
        push_xml_attribute(&mut text, "page-progression-direction", "rtl");
    }
    text.push_str(">\n");
    for (number, _) in items.iter().enumerate().filter(|(_, item)| item.media_type == XHTML_TYPE) {
        text.push_str(&format!("<itemref idref=\"f{number}\"/>\n"));
    }
    text.push_str("</spine>\n</package>\n");
    text
}

/// Appends the metadata of the package document.
fn metadata(
    book: &EpubBook,
    has_host: bool,
    items: &[ManifestItem],
    has_pictures: bool,
    text: &mut String,
) {
    text.push_str("<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n");
    let fingerprint = content_fingerprint(items);
    let identifier = identifier(book, has_host, fingerprint);
    text.push_str(&format!("<dc:identifier id=\"id\">{identifier}</dc:identifier>\n"));
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
            text.push_str(&format!("<dc:{name}>{}</dc:{name}>\n", escape_xml(value)));
        }
    }
    let modified = book.modified.as_deref().unwrap_or(NO_DATE);
    let generator = concat!("handbook ", env!("CARGO_PKG_VERSION"));
    let fingerprint = fingerprint.to_string();
    let mut meta = |property: &str, value: &str| {
        let value = escape_xml(value);
        text.push_str(&format!("<meta property=\"{property}\">{value}</meta>\n"));
    };
    meta("dcterms:modified", modified);
    meta("schema:version", &fingerprint);
    meta("schema:accessMode", "textual");
    if has_pictures {
        meta("schema:accessMode", "visual");
    }
    meta("schema:accessModeSufficient", "textual");
    for feature in
        ["tableOfContents", "structuralNavigation", "readingOrder", "displayTransformability"]
    {
        meta("schema:accessibilityFeature", feature);
    }
    meta("schema:accessibilityHazard", "none");
    meta("schema:accessibilitySummary", &book.strings.accessibility);
    text.push_str(&format!("<meta name=\"generator\" content=\"{generator}\"/>\n</metadata>\n"));
}

/// The fingerprint of all files of the book.
fn content_fingerprint(items: &[ManifestItem]) -> Fingerprint {
    let parts: String = items
        .iter()
        .map(|item| format!("{}\n{}\n", item.name, item.output.fingerprint()))
        .collect();
    Fingerprint::of_bytes(parts.as_bytes())
}

/// The identifier of a book. It depends on the address of the site and the language alone, so that
/// readers' devices replace a book by its newer version; without a host, on the content of the
/// book.
fn identifier(book: &EpubBook, has_host: bool, fingerprint: Fingerprint) -> String {
    let hash = if has_host {
        Fingerprint::of_bytes(format!("{}\n{}", book.base_url, book.language).as_bytes())
    } else {
        fingerprint
    };
    let digits = hash.to_string();
    // A UUID of version 8 (RFC 9562) leaves 122 bits to the application.
    format!(
        "urn:uuid:{}-{}-8{}-a{}-{}",
        &digits[..8],
        &digits[8..12],
        &digits[13..16],
        &digits[17..20],
        &digits[20..32]
    )
}

/// The text in `container.xml` by which a book of this program is recognised.
const SIGNATURE: &str = "<!-- written by handbook -->";

/// A book that can be packed as a zip archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EpubArchive {
    /// The name of each file within the archive, and its content, in the order of the archive.
    pub files: Vec<(String, Output)>,
    /// The number of pages of the handbook that the book holds.
    pub pages: usize,
}

/// The number of files at the beginning of an archive that must not be compressed: `mimetype`, as
/// EPUB demands, and `container.xml`, so that [`is_generated`] finds the signature.
pub const STORED: usize = 2;

/// Whether the bytes of a file are a book that this program wrote.
pub fn is_generated(file: &[u8]) -> bool {
    let signature = SIGNATURE.as_bytes();
    let head = &file[..file.len().min(1024)];
    head.starts_with(b"PK\x03\x04") && head.windows(signature.len()).any(|bytes| bytes == signature)
}
