//! `atom.xml` (RFC 4287): the pages that have a date, the latest first.

use crate::config::Config;
use crate::html::escape::escape_xml;

/// The most pages in the feed.
pub const LIMIT: usize = 20;

/// The content of the feed.
pub struct Feed<'a> {
    /// The configuration, with title, description, language and author.
    pub config: &'a Config,
    /// The address of the home page, absolute.
    pub home: String,
    /// The address of the feed, absolute.
    pub address: String,
    /// The entries, the latest first.
    pub entries: Vec<FeedEntry>,
}

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

impl Feed<'_> {
    /// The feed as XML.
    pub fn xml(&self) -> String {
        let Config { title, description, language, author, .. } = self.config;
        let updated = self.entries.iter().max_by_key(|e| moment(&e.updated));
        let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.push_str(&format!(
            "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n",
            escape_xml(language)
        ));
        element(&mut xml, "title", title);
        optional(&mut xml, "subtitle", description);
        link(&mut xml, "self", "application/atom+xml", &self.address);
        link(&mut xml, "alternate", "text/html", &self.home);
        element(&mut xml, "id", &self.address);
        element(&mut xml, "updated", &updated.map(|e| instant(&e.updated)).unwrap_or_default());
        // Atom requires a name.
        let author = if author.is_empty() { title } else { author };
        xml.push_str(&format!("<author><name>{}</name></author>\n", escape_xml(author)));
        for entry in &self.entries {
            entry.write(&mut xml);
        }
        xml.push_str("</feed>\n");
        xml
    }
}

impl FeedEntry {
    fn write(&self, xml: &mut String) {
        xml.push_str("<entry>\n");
        element(xml, "title", &self.title);
        link(xml, "alternate", "text/html", &self.address);
        element(xml, "id", &self.address);
        optional(xml, "published", &self.published.as_deref().map(instant).unwrap_or_default());
        element(xml, "updated", &instant(&self.updated));
        optional(xml, "summary", &self.summary);
        xml.push_str("</entry>\n");
    }
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
