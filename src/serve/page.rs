//! What the server adds to a site: the script that reloads a page, and the page that stands in
//! while there is no site.

use std::sync::Arc;

use crate::base::fingerprint::Fingerprint;
use crate::base::outputs::Outputs;

/// The address of the script that reloads pages.
pub(super) const SCRIPT_PATH: &str = "/_handbook/reload.js";

/// The address of the event stream that the script listens to.
pub(super) const EVENTS_PATH: &str = "/_handbook/events";

/// The script that reloads pages.
pub(super) const SCRIPT: &str = include_str!("reload.js");

/// What the server shows at a time.
pub(super) struct Shown {
    /// Which one it is: different whenever the site is.
    pub(super) generation: String,
    /// The path of all addresses of the site, with a slash at both ends.
    pub(super) base_path: String,
    /// The site, or the page that says why there is none.
    pub(super) content: Content,
}

/// A site or a reason.
pub(super) enum Content {
    /// The site.
    Site(Outputs),
    /// A page that says why there is none.
    Failure(String),
}

impl Shown {
    /// A site.
    pub(super) fn site(outputs: Outputs, base_path: &str) -> Arc<Self> {
        let prints: Vec<_> = outputs.iter().map(|(p, o)| (p, o.fingerprint())).collect();
        Arc::new(Self {
            generation: Fingerprint::of(&(prints, base_path)).to_string(),
            base_path: base_path.to_owned(),
            content: Content::Site(outputs),
        })
    }

    /// The reason why there is no site yet, as text for a terminal without colours.
    pub(super) fn failure(reason: &str) -> Arc<Self> {
        Arc::new(Self {
            generation: Fingerprint::of_bytes(reason.as_bytes()).to_string(),
            base_path: "/".to_owned(),
            content: Content::Failure(failure_page(reason)),
        })
    }
}

/// The HTML with the reload script at its end.
pub(super) fn with_script(html: &[u8], generation: &str) -> Vec<u8> {
    let script =
        format!("<script src=\"{SCRIPT_PATH}\" data-generation=\"{generation}\" defer></script>");
    let at = end_of_body(html).unwrap_or(html.len());
    [&html[..at], script.as_bytes(), &html[at..]].concat()
}

/// Where the last `</body` stands.
fn end_of_body(html: &[u8]) -> Option<usize> {
    const TAG: &[u8] = b"</body";
    html.windows(TAG.len())
        .rposition(|window| window.eq_ignore_ascii_case(TAG))
}

fn failure_page(reason: &str) -> String {
    let mut escaped = String::with_capacity(reason.len());
    // Writing to a String cannot fail.
    let _ = pulldown_cmark_escape::escape_html(&mut escaped, reason);
    format!(
        "<!doctype html>\n\
         <html lang=\"en\">\n\
         <head>\n\
         <meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>The site has errors</title>\n\
         </head>\n\
         <body>\n\
         <main>\n\
         <h1>The site has errors</h1>\n\
         <p>This page gives way to the site as soon as they are mended.</p>\n\
         <pre>{escaped}</pre>\n\
         </main>\n\
         </body>\n\
         </html>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_stands_at_the_end_of_the_body() {
        let html = |html: &str| String::from_utf8(with_script(html.as_bytes(), "7")).unwrap();
        let script = "<script src=\"/_handbook/reload.js\" data-generation=\"7\" defer></script>";
        assert_eq!(
            html("<p></body></p></BODY></html>"),
            format!("<p></body></p>{script}</BODY></html>")
        );
        assert_eq!(html("<p>"), format!("<p>{script}"));
        assert_eq!(html(""), script);
    }

    #[test]
    fn the_failure_page_escapes_what_it_shows() {
        assert!(failure_page("`<script>&`").contains("<pre>`&lt;script&gt;&amp;`</pre>"));
    }
}
