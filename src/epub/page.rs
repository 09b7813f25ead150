//! [`chapter`], [`title`] and [`navigation`]: the files of the book that are pages.

use crate::epub::book::{EpubBook, EpubPage, EpubPageKind};
use crate::epub::names::{NAV, STYLE, TITLE};
use crate::html::escape::{escape_xml, push_xml, push_xml_attribute};
use crate::html::event::HtmlEvent;
use crate::html::write::{MarkupSyntax, XHTML, write};

/// A page of the handbook as a file of the book.
pub(super) struct ContentDocument<'a> {
    pub(super) page: &'a EpubPage,
    /// The name of the file.
    pub(super) file: String,
    /// The body of the page, fit for a book.
    pub(super) body: Vec<HtmlEvent<'a>>,
}

/// An XHTML file with a title and the content of its body.
fn xhtml_file(book: &EpubBook, title: &str, body: &str) -> String {
    let mut file = String::with_capacity(body.len() + 512);
    file.push_str("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE html>\n<html");
    push_xml_attribute(&mut file, "xmlns", XHTML);
    push_xml_attribute(&mut file, "xmlns:epub", "http://www.idpf.org/2007/ops");
    push_xml_attribute(&mut file, "lang", &book.language);
    push_xml_attribute(&mut file, "xml:lang", &book.language);
    if book.direction == "rtl" {
        push_xml_attribute(&mut file, "dir", "rtl");
    }
    file.push_str(">\n<head>\n<title>");
    push_xml(&mut file, title);
    file.push_str("</title>\n<link rel=\"stylesheet\" type=\"text/css\"");
    push_xml_attribute(&mut file, "href", STYLE);
    file.push_str("/>\n</head>\n<body>\n");
    file.push_str(body);
    file.push_str("\n</body>\n</html>\n");
    file
}

/// The file of a content document.
pub(super) fn chapter(book: &EpubBook, document: &ContentDocument<'_>) -> String {
    let page = document.page;
    let (kind, role) = match page.kind {
        EpubPageKind::Introduction => ("introduction", "doc-introduction"),
        EpubPageKind::Part => ("part", "doc-part"),
        EpubPageKind::Chapter => ("chapter", "doc-chapter"),
        EpubPageKind::BackMatter(kind) => (kind.epub_type, kind.role),
    };
    let mut body = String::from("<section");
    push_xml_attribute(&mut body, "epub:type", kind);
    push_xml_attribute(&mut body, "role", role);
    push_xml_attribute(&mut body, "aria-label", &page.title);
    body.push_str(">\n<h1>");
    push_xml(&mut body, &page.title);
    body.push_str("</h1>\n");
    if !page.description.is_empty() {
        body.push_str(&format!("<p class=\"lead\">{}</p>\n", escape_xml(&page.description)));
    }
    body.push_str(&write(&document.body, MarkupSyntax::Xml));
    body.push_str("\n</section>");
    xhtml_file(book, &page.title, &body)
}

/// The title page: title, description, author, date, address and licence.
pub(super) fn title(book: &EpubBook, has_host: bool) -> String {
    let mut body = String::from("<section epub:type=\"titlepage\" class=\"title-page\"");
    push_xml_attribute(&mut body, "aria-label", &book.title);
    body.push_str(&format!(">\n<h1>{}</h1>\n", escape_xml(&book.title)));
    let mut line = |class: &str, html: &str| {
        if !html.is_empty() {
            body.push_str(&format!("<p class=\"{class}\">{html}</p>\n"));
        }
    };
    let filled = |phrase: &str, value: &str| match value {
        "" => String::new(),
        value => escape_xml(&phrase.replace("{}", value)),
    };
    line("lead", &escape_xml(&book.description));
    line("author", &filled(&book.strings.author, &book.author));
    line("about", &escape_xml(&book.strings.updated));
    if has_host {
        let address = escape_xml(&book.base_url);
        let link = format!("<a href=\"{address}\">{address}</a>");
        line("about", &escape_xml(&book.strings.source).replace("{}", &link));
    }
    line("about", &filled(&book.strings.licence, &book.rights));
    body.push_str("</section>");
    xhtml_file(book, &book.title, &body)
}

/// The navigation document, from which reading systems draw their contents: the contents by parts,
/// and the landmarks.
pub(super) fn navigation(book: &EpubBook, documents: &[ContentDocument<'_>]) -> String {
    let heading = escape_xml(&book.strings.contents);
    let mut body =
        format!("<nav epub:type=\"toc\" role=\"doc-toc\" id=\"toc\">\n<h1>{heading}</h1>\n");
    contents(documents, &mut body);
    body.push_str("</nav>\n<nav epub:type=\"landmarks\" hidden=\"hidden\">\n<ol>\n");
    let mut landmark = |kind: &str, file: &str, title: &str| {
        body.push_str("<li>");
        link(file, title, Some(kind), &mut body);
        body.push_str("</li>\n");
    };
    landmark("titlepage", TITLE, &book.title);
    landmark("toc", &format!("{NAV}#toc"), &book.strings.contents);
    if let Some(first) = documents.first() {
        landmark("bodymatter", &first.file, &first.page.title);
    }
    for kind in &book.back_matter {
        let is_first =
            |document: &&ContentDocument<'_>| document.page.kind == EpubPageKind::BackMatter(*kind);
        if let Some(document) = documents.iter().find(is_first) {
            landmark(kind.epub_type, &document.file, &document.page.title);
        }
    }
    body.push_str("</ol>\n</nav>");
    xhtml_file(book, &book.strings.contents, &body)
}

/// The contents as lists within lists.
fn contents(documents: &[ContentDocument<'_>], to: &mut String) {
    to.push_str("<ol>\n");
    let mut depth = 0;
    for (index, document) in documents.iter().enumerate() {
        // A list must have an item to stand in.
        let wanted = document.page.depth.min(depth + usize::from(index > 0));
        if wanted > depth {
            to.push_str("\n<ol>\n");
        } else if index > 0 {
            to.push_str(&"</li>\n</ol>\n".repeat(depth - wanted));
            to.push_str("</li>\n");
        }
        depth = wanted;
        to.push_str("<li>");
        link(&document.file, &document.page.title, None, to);
    }
    to.push_str(&"</li>\n</ol>\n".repeat(depth + 1));
}

fn link(file: &str, title: &str, kind: Option<&str>, to: &mut String) {
    to.push_str("<a");
    if let Some(kind) = kind {
        push_xml_attribute(to, "epub:type", kind);
    }
    push_xml_attribute(to, "href", file);
    to.push('>');
    // A link must have words.
    push_xml(to, if title.trim().is_empty() { "–" } else { title });
    to.push_str("</a>");
}
