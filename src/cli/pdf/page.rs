//! The page that is printed: the one with the handbook as a book, with the size of paper added.

use crate::base::outputs::{Output, Outputs};
use crate::base::paths::OutputPath;
use crate::cli::args::PaperSize;
use crate::cli::error::CommandError;
use crate::compile::build::Build;
use crate::config::Config;
use crate::html::escape::escape;
use crate::page::special_page::SpecialPage;

/// The output path of the style sheet that sets the size of paper.
const STYLE_SHEET: &str = "handbook-paper.css";

/// The URL of the page to print, below the site's origin, and the outputs with that page and its
/// style sheet for this size of paper.
pub(super) fn for_paper(
    build: Build,
    config: &Config,
    paper: PaperSize,
) -> Result<(String, Outputs), CommandError> {
    let id = build.site.special_pages.get(&SpecialPage::Print);
    let Some(node) = id.map(|id| &build.site.nodes[*id]) else {
        return Err(CommandError::new("the site has no page with the whole handbook").hint(
            "add one, such as `content/print.md`, with the table `[print]` in its front matter",
        ));
    };
    let mut outputs = build.outputs;
    let style =
        OutputPath::new(STYLE_SHEET).map_err(|problem| CommandError::new(problem.to_string()))?;
    let output = node.route.output();
    let html = outputs.get(&output).and_then(|output| output.in_memory());
    let html = html.ok_or_else(|| CommandError::new(format!("`{output}` was not built")))?;
    let html = titled(&String::from_utf8_lossy(html), &config.title);
    let link =
        format!("<link rel=\"stylesheet\" href=\"{}\"></head>", style.href(&config.base_path));
    let html = html.replacen("</head>", &link, 1);
    let size = paper.css();
    let css = format!("@page {{ size: {size}; }}\n");
    outputs.insert(output, Output::bytes(html.into_bytes()));
    outputs.insert(style, Output::bytes(css.into_bytes()));
    Ok((node.route.href(&config.base_path), outputs))
}

/// An HTML page with its `<title>` replaced.
fn titled(html: &str, title: &str) -> String {
    let escaped = escape(title);
    let start = html.find("<title>").map(|at| at + "<title>".len());
    match start.and_then(|start| Some((start, start + html[start..].find("</title>")?))) {
        Some((start, end)) => format!("{}{escaped}{}", &html[..start], &html[end..]),
        None => html.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::titled;

    #[test]
    fn a_title_is_replaced_and_escaped() {
        assert_eq!(titled("a<title>b</title>c", "x & y"), "a<title>x &amp; y</title>c");
        assert_eq!(titled("a", "x"), "a");
    }
}
