//! [`MarkdownCopy`]: a page as plain Markdown, with everything that `handbook` alone understands
//! resolved.
//!
//! It is made from the HTML of the body, so that it holds what the page shows, components of a
//! site's own included: a comparison is a table, an instrument its statements, answers and
//! readings, a term a link. What it uses beyond CommonMark is what GitHub and Pandoc read: tables,
//! tasks, alerts, notes, definition lists.

mod block;
mod inline;
mod text;

use crate::base::paths::Route;
use crate::book::body::site_address;
use crate::book::paper::readable;
use crate::html::event::HtmlEvent;
use crate::html::read::read;
use crate::resolve::urls::Urls;

pub use crate::book::markdown::block::table_cell;
pub use crate::book::markdown::text::escape;

/// A copy of a page in Markdown, but for its body.
#[derive(Clone, Debug)]
pub struct MarkdownCopy {
    /// The address of the page.
    pub route: Route,
    /// The title of the page, plain.
    pub title: String,
    /// The description of the page, plain; may be empty.
    pub description: String,
    /// The pages below this one: title, description, address with scheme and host where these are
    /// known.
    pub below: Vec<(String, String, String)>,
}

impl MarkdownCopy {
    /// Writes the copy of a page with a body in HTML. Addresses have scheme and host where these
    /// are known.
    pub fn write(&self, body: &str, urls: &Urls) -> String {
        let mut events = readable(read(body));
        let site = format!("{}{}", urls.origin, urls.base_path);
        let elements = events.iter_mut().filter_map(HtmlEvent::element_mut);
        for (name, value) in elements.flat_map(|element| &mut element.attributes) {
            if matches!(&**name, "href" | "src")
                && let Some(address) = site_address(value, &self.route, &urls.base_path)
            {
                *value = address.on(&site).into();
            }
        }
        let mut markdown = format!("# {}\n", escape(&self.title));
        if !self.description.is_empty() {
            markdown.push_str(&format!("\n{}\n", text::line(&escape(&self.description))));
        }
        let body = block::markdown(&events, 0);
        if !body.is_empty() {
            markdown.push_str(&format!("\n{body}\n"));
        }
        if !self.below.is_empty() {
            markdown.push('\n');
        }
        for (title, description, address) in &self.below {
            markdown.push_str(&entry(title, address, description));
        }
        markdown
    }
}

/// A line of a list of pages.
pub fn entry(title: &str, address: &str, description: &str) -> String {
    let title = escape(title);
    let address = text::destination(address);
    let description = escape(description);
    let colon = if description.is_empty() { "" } else { ": " };
    format!("- [{title}]({address}){colon}{description}\n")
}
