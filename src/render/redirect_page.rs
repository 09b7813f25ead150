//! [`RedirectPage`]: the page at a former address, which leads readers on.

use std::collections::BTreeMap;

use crate::html::escape::{escape_value, push_address, push_attribute};

/// The page at an alias, which leads readers on. A script keeps the fragment of their address;
/// without one they get to the top of the page.
#[derive(Debug)]
pub struct RedirectPage<'a> {
    /// The language of the site.
    pub language: &'a str,
    /// The direction of its script, a string of the theme.
    pub direction: &'a str,
    /// The title, a string of the theme.
    pub title: &'a str,
    /// The text, a string of the theme; `{}` is replaced by a link with the title of the target.
    pub text: &'a str,
    /// The text above a list of targets, a string of the theme.
    pub choice: &'a str,
    /// The target of all readers whom nothing below leads elsewhere; `None` if they choose.
    pub target: Option<RedirectTarget>,
    /// The targets to choose from.
    pub choices: Vec<RedirectTarget>,
    /// The address of the script, if the theme has it.
    pub script: Option<&'a str>,
    /// Fragments that lead elsewhere, each with `#` and decoded, and where to.
    pub parts: BTreeMap<String, String>,
    /// The names and values of queries, decoded, and where to. The first that fits counts.
    pub queries: Vec<(&'a [(String, String)], String)>,
}

/// A page to which a former address leads.
#[derive(Debug)]
pub struct RedirectTarget {
    /// The title of the page.
    pub title: String,
    /// The address of the page.
    pub path: String,
    /// The address of the page with scheme and host, if they are known.
    pub permalink: String,
}

impl RedirectTarget {
    fn link(&self) -> String {
        let mut href = String::new();
        push_address(&mut href, &self.path);
        format!("<a href=\"{href}\">{}</a>", escape_value(&self.title))
    }
}

impl RedirectPage<'_> {
    /// The page as HTML. The canonical link is left out unless the permalink is absolute.
    pub fn html(&self) -> String {
        let permalink = self.target.as_ref().map(|target| escape_value(&target.permalink));
        let canonical = match permalink.filter(|permalink| permalink.starts_with("http")) {
            Some(permalink) => format!("<link rel=\"canonical\" href=\"{permalink}\">\n"),
            None => String::new(),
        };
        let title = escape_value(self.title);
        format!(
            "<!doctype html>\n<html lang=\"{}\" dir=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <title>{title}</title>\n{}<meta name=\"robots\" content=\"noindex\">\n{canonical}</head>\n\
             <body>\n<main>\n<h1>{title}</h1>\n{}</main>\n</body>\n</html>\n",
            escape_value(self.language),
            escape_value(self.direction),
            self.lead(),
            self.links(),
        )
    }

    /// The elements that lead readers on without their doing.
    fn lead(&self) -> String {
        let mut href = String::new();
        if let Some(target) = &self.target {
            push_address(&mut href, &target.path);
        }
        let refresh = match self.target {
            Some(_) => format!("<meta http-equiv=\"refresh\" content=\"0; url={href}\">"),
            None => String::new(),
        };
        let Some(script) = self.script else { return refresh + "\n" };
        let mut lead = format!("<script src=\"{script}\" data-to=\"{href}\"");
        if !self.parts.is_empty() {
            let parts = serde_json::to_string(&self.parts).unwrap_or_default();
            push_attribute(&mut lead, "data-parts", &parts);
        }
        if !self.queries.is_empty() {
            let queries = serde_json::to_string(&self.queries).unwrap_or_default();
            push_attribute(&mut lead, "data-queries", &queries);
        }
        lead.push_str("></script>\n");
        if !refresh.is_empty() {
            lead.push_str(&format!("<noscript>{refresh}</noscript>\n"));
        }
        lead
    }

    /// What readers see who are not led on.
    fn links(&self) -> String {
        let (before, after) = self.text.split_once("{}").unwrap_or((self.text, ""));
        let (before, after) = (escape_value(before), escape_value(after));
        let to = |target: &RedirectTarget| format!("<p>{before}{}{after}</p>\n", target.link());
        let mut links = self.target.as_ref().map(to).unwrap_or_default();
        if !self.choices.is_empty() {
            let items: String =
                self.choices.iter().map(|one| format!("<li>{}</li>\n", one.link())).collect();
            links.push_str(&format!("<p>{}</p>\n<ul>\n{items}</ul>\n", escape_value(self.choice)));
        }
        links
    }
}
