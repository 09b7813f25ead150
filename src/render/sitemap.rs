//! `sitemap.xml` (sitemaps.org protocol 0.9).

use crate::html::escape::push_xml;

/// The most addresses in one file, by the protocol.
pub const LIMIT: usize = 50_000;

/// The sitemap of pages, each given by its address and the date of its last change.
pub fn sitemap<'a>(pages: impl IntoIterator<Item = (String, Option<&'a str>)>) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for (address, changed) in pages.into_iter().take(LIMIT) {
        xml.push_str("<url><loc>");
        push_xml(&mut xml, &address);
        xml.push_str("</loc>");
        if let Some(changed) = changed {
            xml.push_str("<lastmod>");
            xml.push_str(changed);
            xml.push_str("</lastmod>");
        }
        xml.push_str("</url>\n");
    }
    xml.push_str("</urlset>\n");
    xml
}
