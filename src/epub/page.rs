//! [`chapter`], [`title`] and [`xhtml_file`]: files of the book.

use crate::epub::book::{EpubBook, EpubPageKind};
use crate::epub::document::ContentDocument;
use crate::epub::names::STYLE;
use crate::epub::xml::{self, HTML, attribute, escape, escaped};

/// An XHTML file with a title and the content of its body.
pub(super) fn xhtml_file(book: &EpubBook, title: &str, body: &str) -> String {
    let mut file = String::with_capacity(body.len() + 512);
    file.push_str("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE html>\n<html");
    attribute("xmlns", HTML, &mut file);
    attribute("xmlns:epub", "http://www.idpf.org/2007/ops", &mut file);
    attribute("lang", &book.language, &mut file);
    attribute("xml:lang", &book.language, &mut file);
    if book.direction == "rtl" {
        attribute("dir", "rtl", &mut file);
    }
    file.push_str(">\n<head>\n<title>");
    escape(title, &mut file);
    file.push_str("</title>\n<link rel=\"stylesheet\" type=\"text/css\"");
    attribute("href", STYLE, &mut file);
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
    attribute("epub:type", kind, &mut body);
    attribute("role", role, &mut body);
    attribute("aria-label", &page.title, &mut body);
    body.push_str(">\n<h1>");
    escape(&page.title, &mut body);
    body.push_str("</h1>\n");
    if !page.description.is_empty() {
        body.push_str(&format!("<p class=\"lead\">{}</p>\n", escaped(&page.description)));
    }
    xml::write(&document.body, &mut body);
    body.push_str("\n</section>");
    xhtml_file(book, &page.title, &body)
}

/// The title page: title, description, author, date, address and licence.
pub(super) fn title(book: &EpubBook, has_host: bool) -> String {
    let mut body = String::from("<section epub:type=\"titlepage\" class=\"title-page\"");
    attribute("aria-label", &book.title, &mut body);
    body.push_str(&format!(">\n<h1>{}</h1>\n", escaped(&book.title)));
    let mut line = |class: &str, html: &str| {
        if !html.is_empty() {
            body.push_str(&format!("<p class=\"{class}\">{html}</p>\n"));
        }
    };
    let filled = |phrase: &str, value: &str| match value {
        "" => String::new(),
        value => escaped(&phrase.replace("{}", value)),
    };
    line("lead", &escaped(&book.description));
    line("author", &filled(&book.strings.author, &book.author));
    line("about", &escaped(&book.strings.updated));
    if has_host {
        let address = escaped(&book.base_url);
        let link = format!("<a href=\"{address}\">{address}</a>");
        line("about", &escaped(&book.strings.source).replace("{}", &link));
    }
    line("about", &filled(&book.strings.licence, &book.rights));
    body.push_str("</section>");
    xhtml_file(book, &book.title, &body)
}
