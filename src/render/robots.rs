//! `robots.txt` and `sitemap.xml`, for search engines.

use crate::html::escape::push_xml;

/// `robots.txt` (RFC 9309) that allows everything, and names the sitemap if its address is
/// absolute.
pub fn robots(sitemap: &str) -> String {
    let sitemap_line =
        if sitemap.starts_with("http") { format!("\nSitemap: {sitemap}\n") } else { String::new() };
    format!("User-agent: *\nAllow: /\n{sitemap_line}")
}

/// The most addresses in one sitemap, by the protocol.
pub const SITEMAP_LIMIT: usize = 50_000;

/// `sitemap.xml` (sitemaps.org protocol 0.9) of pages, each given by its address and the date of its last change.
pub fn sitemap<'a>(pages: impl IntoIterator<Item = (String, Option<&'a str>)>) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for (address, changed) in pages.into_iter().take(SITEMAP_LIMIT) {
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
