//! [`chapter`], [`title`] and [`xhtml_file`]: files of the book.

use crate::epub::book::{EpubBook, EpubPageKind};
use crate::epub::document::ContentDocument;
use crate::epub::names::STYLE;
use crate::html::escape::{escape_xml, push_xml, push_xml_attribute};
use crate::html::write::{MarkupSyntax, XHTML, write};

/// An XHTML file with a title and the content of its body.
pub(super) fn xhtml_file(book: &EpubBook, title: &str, body: &str) -> String {
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
