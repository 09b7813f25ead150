//! `atom.xml` (RFC 4287): the pages that have a date, the latest first.

use crate::html::escape::escape_xml;

/// The most pages in the feed.
pub const LIMIT: usize = 20;

/// The content of the feed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Feed {
    /// The title of the handbook.
    pub title: String,
    /// The description of the handbook; may be empty.
    pub subtitle: String,
    /// The language tag of the handbook.
    pub language: String,
    /// The author; the title of the handbook if the configuration names nobody, since Atom requires
    /// a name.
    pub author: String,
    /// The address of the home page, absolute.
    pub home: String,
    /// The address of the feed, absolute.
    pub address: String,
    /// The entries, the latest first.
    pub entries: Vec<FeedEntry>,
}

/// A page in the feed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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

impl Feed {
    /// The feed as XML.
    pub fn xml(&self) -> String {
        let updated = self
            .entries
            .iter()
            .max_by_key(|e| moment(&e.updated))
            .map(|e| instant(&e.updated))
            .unwrap_or_default();
        let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.push_str(&format!(
            "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n",
            escape_xml(&self.language)
        ));
        element(&mut xml, "title", &self.title);
        if !self.subtitle.is_empty() {
            element(&mut xml, "subtitle", &self.subtitle);
        }
        xml.push_str(&format!(
            "<link rel=\"self\" type=\"application/atom+xml\" href=\"{}\"/>\n",
            escape_xml(&self.address)
        ));
        xml.push_str(&format!(
            "<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n",
            escape_xml(&self.home)
        ));
        element(&mut xml, "id", &self.address);
        element(&mut xml, "updated", &updated);
        xml.push_str(&format!("<author><name>{}</name></author>\n", escape_xml(&self.author)));
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
        xml.push_str(&format!(
            "<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n",
            escape_xml(&self.address)
        ));
        element(xml, "id", &self.address);
        if let Some(published) = &self.published {
            element(xml, "published", &instant(published));
        }
        element(xml, "updated", &instant(&self.updated));
        if !self.summary.is_empty() {
            element(xml, "summary", &self.summary);
        }
        xml.push_str("</entry>\n");
    }
}

fn element(xml: &mut String, name: &str, text: &str) {
    xml.push_str(&format!("<{name}>{}</{name}>\n", escape_xml(text)));
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
