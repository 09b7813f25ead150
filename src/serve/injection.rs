//! [`inject`] and [`failure_page`]: what the server adds to a site: the script that keeps a page up
//! to date and marks its faults, and the page that takes the place of one that could not be
//! rendered. None of it is ever published.

use crate::html::escape::push_value;
use crate::serve::problems::PageProblems;

/// The address of the script that keeps pages up to date.
pub(super) const SCRIPT_PATH: &str = "/_handbook/client.js";

/// The address of the style sheet of the list of problems and of the failure page.
pub(super) const STYLE_PATH: &str = "/_handbook/client.css";

/// The address of the style sheet of the marks in a page.
pub(super) const MARKS_PATH: &str = "/_handbook/marks.css";

/// The address of the event stream that keeps pages up to date.
pub(super) const EVENTS_PATH: &str = "/_handbook/events";

/// The script that keeps pages up to date: one scope around files that can be read alone.
pub(super) const SCRIPT: &str = concat!(
    "(() => {\n\"use strict\";\n",
    include_str!("client/match.js"),
    include_str!("client/patch.js"),
    include_str!("client/marks.js"),
    include_str!("client/overlay.js"),
    include_str!("client/main.js"),
    "})();\n"
);

/// The style sheet of the list of problems and of the failure page.
pub(super) const STYLE: &str = include_str!("client/client.css");

/// The style sheet of the marks in a page.
pub(super) const MARKS: &str = include_str!("client/marks.css");

/// The kind of a served page, which the injected script reads.
#[derive(Clone, Copy)]
pub(super) enum ServedPageKind {
    /// A page of the site.
    Page,
    /// The page for an address that does not exist.
    Missing,
    /// The page in the place of one that could not be rendered, which says why.
    Failure,
}

/// The settings of what is added to a page.
#[derive(Clone, Copy)]
pub(super) struct PageInjection<'a> {
    /// The generation of the site that the page is from, if the script shall keep it up to date.
    pub(super) generation: Option<&'a str>,
    /// Whether the page may register a service worker.
    pub(super) worker: bool,
}

/// The `<meta>` element that tells the scripts of a page not to register a service worker.
const NO_WORKER: &str = "<meta name=\"handbook-worker\" content=\"none\">";

/// The HTML with the additions at the start of its head, before any other script, which may change
/// the page.
pub(super) fn inject(html: &[u8], injection: PageInjection<'_>, kind: ServedPageKind) -> Vec<u8> {
    let kind = match kind {
        ServedPageKind::Page => "page",
        ServedPageKind::Missing => "missing",
        ServedPageKind::Failure => "failure",
    };
    let mut script = String::new();
    if !injection.worker {
        script.push_str(NO_WORKER);
    }
    if let Some(generation) = injection.generation {
        script.push_str(&format!(
            "<script src=\"{SCRIPT_PATH}\" data-generation=\"{generation}\" data-kind=\"{kind}\" defer></script>"
        ));
    }
    let at = start_of_head(html).or_else(|| end_of_body(html)).unwrap_or(html.len());
    [&html[..at], script.as_bytes(), &html[at..]].concat()
}

/// The offset of the content of the first `<head>`, in bytes.
fn start_of_head(html: &[u8]) -> Option<usize> {
    const TAG: &[u8] = b"<head";
    let start = html.windows(TAG.len() + 1).position(|w| {
        w[..TAG.len()].eq_ignore_ascii_case(TAG) && b"> \t\n\r".contains(&w[TAG.len()])
    })?;
    let end = html[start..].iter().position(|byte| *byte == b'>')?;
    Some(start + end + 1)
}

/// The offset of the last `</body`, in bytes.
fn end_of_body(html: &[u8]) -> Option<usize> {
    const TAG: &[u8] = b"</body";
    html.windows(TAG.len()).rposition(|window| window.eq_ignore_ascii_case(TAG))
}

/// The HTML of the page in the place of one that could not be rendered, with the problems that may be
/// the reason.
pub(super) fn failure_page(problems: &PageProblems) -> String {
    let mut list = String::new();
    for problem in problems.reasons() {
        list.push_str("<li><pre tabindex=\"0\">");
        push_value(&mut list, &problem.text);
        list.push_str("</pre></li>\n");
    }
    format!(
        "<!doctype html>\n\
         <html lang=\"en\">\n\
         <head>\n\
         <meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>This page cannot be shown</title>\n\
         <link rel=\"stylesheet\" href=\"{STYLE_PATH}\">\n\
         </head>\n\
         <body>\n\
         <main>\n\
         <h1>This page cannot be shown</h1>\n\
         <p>It appears here as soon as the errors are mended.</p>\n\
         <ol>\n{list}</ol>\n\
         </main>\n\
         </body>\n\
         </html>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_comes_before_all_others() {
        let html = |html: &str| {
            let injection = PageInjection { generation: Some("7"), worker: true };
            let html = inject(html.as_bytes(), injection, ServedPageKind::Page);
            String::from_utf8(html).unwrap()
        };
        let script = html("");
        assert_eq!(
            script,
            "<script src=\"/_handbook/client.js\" data-generation=\"7\" data-kind=\"page\" defer></script>"
        );
        assert_eq!(
            html("<header><HEAD class=x><script></script></HEAD>"),
            format!("<header><HEAD class=x>{script}<script></script></HEAD>")
        );
        assert_eq!(
            html("<p></body></p></BODY></html>"),
            format!("<p></body></p>{script}</BODY></html>")
        );
        assert_eq!(html("<head"), format!("<head{script}"));
        let injection = PageInjection { generation: None, worker: false };
        assert_eq!(
            inject(b"<head></head>", injection, ServedPageKind::Page),
            format!("<head>{NO_WORKER}</head>").into_bytes()
        );
    }
}
