//! The page at an alias: it redirects the reader without a script.

use crate::html::escape::{escape_value, push_address};

/// A page that redirects to `path`. `title` and `text` are strings of the theme; `{}` in `text` is
/// replaced by a link with the title of the target. The canonical link is left out unless
/// `permalink` is absolute.
pub fn page(
    language: &str,
    title: &str,
    text: &str,
    target_title: &str,
    path: &str,
    permalink: &str,
) -> String {
    let mut href = String::new();
    push_address(&mut href, path);
    let canonical = if permalink.starts_with("http") {
        format!("<link rel=\"canonical\" href=\"{}\">\n", escape_value(permalink))
    } else {
        String::new()
    };
    let (before, after) = text.split_once("{}").unwrap_or((text, ""));
    format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{}</title>\n<meta http-equiv=\"refresh\" content=\"0; url={href}\">\n<meta name=\"robots\" content=\"noindex\">\n{canonical}</head>\n\
         <body>\n<main>\n<h1>{}</h1>\n<p>{}<a href=\"{href}\">{}</a>{}</p>\n</main>\n</body>\n</html>\n",
        escape_value(language),
        escape_value(title),
        escape_value(title),
        escape_value(before),
        escape_value(target_title),
        escape_value(after),
    )
}
