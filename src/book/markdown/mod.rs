//! [`struct@Copy`]: a page as plain Markdown, with everything that `handbook` alone understands
//! resolved.
//!
//! It is made from the HTML of the body, so that it holds what the page shows, components of a
//! site's own included: a comparison is a table, an instrument its statements, answers and
//! readings, a term a link. What it uses beyond CommonMark is what GitHub and Pandoc read: tables,
//! tasks, alerts, notes, definition lists.

mod block;
mod inline;
mod list;
mod table;
mod text;

use crate::base::paths::Route;
use crate::resolve::urls::Urls;

use super::paper::readable;
use super::part::{Setting, place};
use super::tree::{Event, Value, read};

use block::{Writer, join};

pub(super) use text::escape;

/// What a copy is made of besides the body.
#[derive(Clone, Debug)]
pub struct Copy {
    /// The address of the page.
    pub route: Route,
    /// Its title, plain.
    pub title: String,
    /// Its description, plain; may be empty.
    pub description: String,
    /// The pages below it: title, description, address with scheme and host where these are known.
    pub below: Vec<(String, String, String)>,
}

impl Copy {
    /// The copy. Addresses have scheme and host where these are known.
    pub fn write(&self, body: &str, urls: &Urls) -> String {
        let events = self.addressed(readable(&read(body)), urls);
        let mut markdown = format!("# {}\n", text::escape(&self.title));
        if !self.description.is_empty() {
            markdown.push_str(&format!(
                "\n{}\n",
                text::line(&text::escape(&self.description))
            ));
        }
        let body = join(&Writer { events: &events }.blocks(0..events.len(), 0));
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

    /// The same body with addresses that hold everywhere.
    fn addressed(&self, mut events: Vec<Event>, urls: &Urls) -> Vec<Event> {
        let setting = Setting {
            route: &self.route,
            base_path: &urls.base_path,
            id: None,
            deeper: 0,
        };
        let site = format!("{}{}", urls.origin, urls.base_path.trim_end_matches('/'));
        for event in &mut events {
            let Event::Start(element) = event else {
                continue;
            };
            for (name, value) in &mut element.attributes {
                if let ("href" | "src", Value::Text(text)) = (name.as_str(), value)
                    && let Some(place) = place(text, setting)
                {
                    let hash = if place.fragment.is_empty() { "" } else { "#" };
                    let (path, query, fragment) = (place.path, place.query, place.fragment);
                    *text = format!("{site}{path}{query}{hash}{fragment}");
                }
            }
        }
        events
    }
}

/// A line of a list of pages.
pub fn entry(title: &str, address: &str, description: &str) -> String {
    let title = text::escape(title);
    let address = text::destination(address);
    let description = text::escape(description);
    let colon = if description.is_empty() { "" } else { ": " };
    format!("- [{title}]({address}){colon}{description}\n")
}
