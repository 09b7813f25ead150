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
    /// The title of the target.
    pub target_title: &'a str,
    /// The address of the target.
    pub path: &'a str,
    /// The address of the target with scheme and host, if they are known.
    pub permalink: &'a str,
    /// The address of the script, if the theme has it.
    pub script: Option<&'a str>,
    /// Fragments that lead elsewhere, each with `#` and decoded, and where to.
    pub parts: BTreeMap<String, String>,
}

impl RedirectPage<'_> {
    /// The page as HTML. The canonical link is left out unless the permalink is absolute.
    pub fn html(&self) -> String {
        let mut href = String::new();
        push_address(&mut href, self.path);
        let canonical = if self.permalink.starts_with("http") {
            format!("<link rel=\"canonical\" href=\"{}\">\n", escape_value(self.permalink))
        } else {
            String::new()
        };
        let refresh = format!("<meta http-equiv=\"refresh\" content=\"0; url={href}\">");
        let lead = match self.script {
            None => refresh,
            Some(script) => {
                let mut lead = format!("<script src=\"{script}\" data-to=\"{href}\"");
                if !self.parts.is_empty() {
                    let parts = serde_json::to_string(&self.parts).unwrap_or_default();
                    push_attribute(&mut lead, "data-parts", &parts);
                }
                lead + "></script>\n<noscript>" + &refresh + "</noscript>"
            }
        };
        let (before, after) = self.text.split_once("{}").unwrap_or((self.text, ""));
        let title = escape_value(self.title);
        format!(
            "<!doctype html>\n<html lang=\"{}\" dir=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <title>{title}</title>\n{lead}\n<meta name=\"robots\" content=\"noindex\">\n{canonical}</head>\n\
             <body>\n<main>\n<h1>{title}</h1>\n<p>{}<a href=\"{href}\">{}</a>{}</p>\n</main>\n</body>\n</html>\n",
            escape_value(self.language),
            escape_value(self.direction),
            escape_value(before),
            escape_value(self.target_title),
            escape_value(after),
        )
    }
}
