//! [`chapter`], [`title`] and [`frame`]: files of the book.

use super::xml::{self, HTML, attribute, escape, escaped};
use super::{Book, Kind, Leaf, STYLE};

/// A file around what stands in its body.
pub(super) fn frame(book: &Book, title: &str, body: &str) -> String {
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

/// The file of a page.
pub(super) fn chapter(book: &Book, leaf: &Leaf<'_>) -> String {
    let page = leaf.page;
    let (kind, role) = match page.kind {
        Kind::Introduction => ("introduction", "doc-introduction"),
        Kind::Part => ("part", "doc-part"),
        Kind::Chapter => ("chapter", "doc-chapter"),
        Kind::Glossary => ("glossary", "doc-glossary"),
        Kind::Bibliography => ("bibliography", "doc-bibliography"),
    };
    let mut body = String::from("<section");
    attribute("epub:type", kind, &mut body);
    attribute("role", role, &mut body);
    attribute("aria-label", &page.title, &mut body);
    body.push_str(">\n<h1>");
    escape(&page.title, &mut body);
    body.push_str("</h1>\n");
    if !page.description.is_empty() {
        body.push_str(&format!(
            "<p class=\"lead\">{}</p>\n",
            escaped(&page.description)
        ));
    }
    xml::write(&leaf.body, &mut body);
    body.push_str("\n</section>");
    frame(book, &page.title, &body)
}

/// The title page: what the book is, and where it comes from.
pub(super) fn title(book: &Book, has_host: bool) -> String {
    let mut body = String::from("<section epub:type=\"titlepage\" class=\"title-page\"");
    attribute("aria-label", &book.title, &mut body);
    body.push_str(&format!(">\n<h1>{}</h1>\n", escaped(&book.title)));
    let mut line = |class: &str, html: &str| {
        if !html.is_empty() {
            body.push_str(&format!("<p class=\"{class}\">{html}</p>\n"));
        }
    };
    let said = |phrase: &str, value: &str| match value {
        "" => String::new(),
        value => escaped(&phrase.replace("{}", value)),
    };
    line("lead", &escaped(&book.description));
    line("author", &said(&book.words.author, &book.author));
    line("about", &escaped(&book.words.updated));
    if has_host {
        let address = escaped(&book.base_url);
        let link = format!("<a href=\"{address}\">{address}</a>");
        line("about", &escaped(&book.words.source).replace("{}", &link));
    }
    line("about", &said(&book.words.licence, &book.rights));
    body.push_str("</section>");
    frame(book, &book.title, &body)
}
