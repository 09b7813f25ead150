//! `atom.xml` (RFC 4287): the pages that have a date, the latest first.

use crate::config::Config;
use crate::html::escape::escape_xml;

/// The most pages in the feed.
pub const LIMIT: usize = 20;

/// A page in the feed.
pub struct FeedEntry {
    /// The title of the page.
    pub title: String,
    /// The address of the page, absolute; also the id of the entry.
    pub address: String,
    /// The first publication, as an RFC 3339 date or date and time.
    pub published: Option<String>,
    /// The last change, as an RFC 3339 date or date and time.
    pub updated: String,
    /// The description or first paragraph of the page; may be empty.
    pub summary: String,
}

/// The feed of a site as XML: `home` and `address` are the absolute addresses of the home page and
/// of the feed; the latest entry comes first.
pub fn xml(config: &Config, home: &str, address: &str, entries: &[FeedEntry]) -> String {
    let Config { title, description, language, author, .. } = config;
    let updated = entries.iter().max_by_key(|entry| moment(&entry.updated));
    let language = escape_xml(language);
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{language}\">\n"
    );
    element(&mut xml, "title", title);
    optional(&mut xml, "subtitle", description);
    link(&mut xml, "self", "application/atom+xml", address);
    link(&mut xml, "alternate", "text/html", home);
    element(&mut xml, "id", address);
    element(&mut xml, "updated", &updated.map(|entry| instant(&entry.updated)).unwrap_or_default());
    // Atom requires a name.
    let author = if author.is_empty() { title } else { author };
    xml.push_str(&format!("<author><name>{}</name></author>\n", escape_xml(author)));
    for entry in entries {
        xml.push_str("<entry>\n");
        element(&mut xml, "title", &entry.title);
        link(&mut xml, "alternate", "text/html", &entry.address);
        element(&mut xml, "id", &entry.address);
        let published = entry.published.as_deref().map(instant);
        optional(&mut xml, "published", &published.unwrap_or_default());
        element(&mut xml, "updated", &instant(&entry.updated));
        optional(&mut xml, "summary", &entry.summary);
        xml.push_str("</entry>\n");
    }
    xml.push_str("</feed>\n");
    xml
}

fn element(xml: &mut String, name: &str, text: &str) {
    xml.push_str(&format!("<{name}>{}</{name}>\n", escape_xml(text)));
}

/// An element, unless it would be empty.
fn optional(xml: &mut String, name: &str, text: &str) {
    if !text.is_empty() {
        element(xml, name, text);
    }
}

fn link(xml: &mut String, relation: &str, media_type: &str, address: &str) {
    let address = escape_xml(address);
    xml.push_str(&format!("<link rel=\"{relation}\" type=\"{media_type}\" href=\"{address}\"/>\n"));
}

/// A date as Atom requires it, with a time (RFC 4287, section 3.3): a day alone is midnight UTC.
fn instant(date: &str) -> String {
    if date.len() == 10 { format!("{date}T00:00:00Z") } else { date.to_owned() }
}

/// The moment of a date, or of a date and time with its offset, for comparison; `None` if it is
/// neither.
pub fn moment(date: &str) -> Option<jiff::Timestamp> {
    instant(date).parse().ok()
}
