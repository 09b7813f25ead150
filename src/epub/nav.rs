//! [`document`]: the navigation document, from which reading systems draw their contents.

use crate::epub::book::{EpubBook, EpubPageKind};
use crate::epub::document::ContentDocument;
use crate::epub::names::{NAV, TITLE};
use crate::epub::page::xhtml_file;
use crate::html::escape::{escape_xml, push_xml, push_xml_attribute};

/// The navigation document: the contents by parts, and the landmarks.
pub(super) fn document(book: &EpubBook, documents: &[ContentDocument<'_>]) -> String {
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
