//! The examples of the CommonMark specification 0.31.2, all 652 of them, through the same reader
//! and writer as every page, with extensions off.
//!
//! Both sides are normalised: white space between blocks, the order of attributes, the way that
//! empty elements are closed and the way that characters are escaped say nothing to a reader.

use std::fmt::Write as _;

use handbook::markdown::parse::parse_commonmark;

/// The specification as its npm package ships it; `tests/package.json` names it.
const SPEC: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/tests/node_modules/commonmark-spec/spec.txt");

/// Examples that differ on purpose, each with the reason.
const DIFFERENCES: &[(usize, &str)] = &[];

struct Example {
    number: usize,
    markdown: String,
    html: String,
}

fn examples() -> Vec<Example> {
    #[expect(clippy::disallowed_methods, reason = "a test reads its data")]
    let spec = std::fs::read_to_string(SPEC).unwrap_or_else(|error| {
        panic!("{SPEC}: {error}\nrun `npm ci` in `tests` to install the CommonMark specification")
    });
    let fence = "`".repeat(32);
    let mut examples = Vec::new();
    let mut lines = spec.lines();
    while let Some(line) = lines.next() {
        if line != format!("{fence} example") {
            continue;
        }
        let mut part = |end: &str| {
            let mut text = String::new();
            for line in lines.by_ref().take_while(|line| *line != end) {
                text.push_str(&line.replace('→', "\t"));
                text.push('\n');
            }
            text
        };
        examples.push(Example {
            markdown: part("."),
            html: part(&fence),
            number: examples.len() + 1,
        });
    }
    examples
}

/// The numbers and the Markdown of all examples.
pub fn specification() -> impl Iterator<Item = (usize, String)> {
    examples().into_iter().map(|example| (example.number, example.markdown))
}

#[test]
fn all_examples_of_the_specification_hold() {
    let examples = examples();
    assert_eq!(examples.len(), 652, "another version of the specification");
    let mut report = String::new();
    for example in &examples {
        let html = parse_commonmark(&example.markdown);
        let same = normalise(&html) == normalise(&example.html);
        let differs = DIFFERENCES.iter().find(|(n, _)| *n == example.number);
        if same == differs.is_some() {
            let _ = writeln!(
                report,
                "example {}{}\n--- markdown\n{}--- expected\n{}--- got\n{html}",
                example.number,
                differs.map_or("", |_| " is listed as different and is not"),
                example.markdown,
                example.html,
            );
        }
    }
    assert!(report.is_empty(), "{report}");
}

/// HTML in one form: tags with sorted attributes and without ` /`, characters instead of
/// references, no white space beside the tags of blocks and single spaces elsewhere, except in
/// `<pre>`.
fn normalise(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    let mut in_pre = false;
    while !rest.is_empty() {
        if let Some((tag, after)) = split_tag(rest) {
            let (shown, name) = normalise_tag(tag);
            let is_block = BLOCKS.contains(&name.trim_start_matches('/'));
            if is_block && !in_pre {
                out.truncate(out.trim_end().len());
            }
            match name.as_str() {
                "pre" => in_pre = true,
                "/pre" => in_pre = false,
                _ => {}
            }
            out.push_str(&shown);
            rest = if is_block && !in_pre { after.trim_start() } else { after };
        } else {
            let next = rest.char_indices().skip(1).find(|(_, c)| *c == '<');
            let len = next.map_or(rest.len(), |(at, _)| at);
            push_text(&mut out, &rest[..len], in_pre);
            rest = &rest[len..];
        }
    }
    out.trim().to_owned()
}

const BLOCKS: &[&str] = &[
    "blockquote",
    "br",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];

fn push_text(out: &mut String, text: &str, in_pre: bool) {
    let text = unescape(text);
    if in_pre {
        out.push_str(&text);
        return;
    }
    for c in text.chars() {
        if !c.is_ascii_whitespace() {
            out.push(c);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
}

/// A tag at the start of `html`, and the rest. Comments and the like are no tags.
fn split_tag(html: &str) -> Option<(&str, &str)> {
    let inner = html.strip_prefix('<')?;
    let name = inner.strip_prefix('/').unwrap_or(inner);
    name.starts_with(|c: char| c.is_ascii_alphabetic()).then_some(())?;
    let mut quote = None;
    for (at, c) in html.char_indices() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            (None, '>') => return Some(html.split_at(at + 1)),
            _ => {}
        }
    }
    None
}

fn normalise_tag(tag: &str) -> (String, String) {
    let inner = tag[1..tag.len() - 1].trim_end_matches('/').trim();
    let (name, mut rest) =
        inner.split_once(|c: char| c.is_ascii_whitespace()).unwrap_or((inner, ""));
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            break;
        }
        let end = rest.find(|c: char| c.is_ascii_whitespace() || c == '=').unwrap_or(rest.len());
        let (key, after) = rest.split_at(end.max(1));
        let (value, after) = match after.trim_start().strip_prefix('=') {
            Some(value) => split_value(value.trim_start()),
            None => ("", after),
        };
        attributes.push(format!(" {key}=\"{}\"", unescape(value)));
        rest = after;
    }
    attributes.sort();
    (format!("<{name}{}>", attributes.concat()), name.to_owned())
}

fn split_value(text: &str) -> (&str, &str) {
    let quoted = |quote| text.strip_prefix(quote).and_then(|v: &str| v.split_once(quote));
    quoted('"')
        .or_else(|| quoted('\''))
        .unwrap_or_else(|| text.split_once(|c: char| c.is_ascii_whitespace()).unwrap_or((text, "")))
}

fn unescape(text: &str) -> String {
    text.replace("&quot;", "\"")
        .replace("&#x27;", "'")
        .replace("&#39;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

#[test]
fn normalising_keeps_what_a_reader_sees() {
    assert_eq!(normalise("<p>a  b</p>\n<hr />\n"), "<p>a b</p><hr>");
    assert_eq!(normalise("<a b='1' a=2 c>"), "<a a=\"2\" b=\"1\" c=\"\">");
    assert_eq!(normalise("<pre> a\n  b\n</pre>"), "<pre> a\n  b\n</pre>");
    assert_ne!(normalise("<p>a <em>b</em></p>"), normalise("<p>a<em>b</em></p>"));
    assert_ne!(normalise("<p>&amp;lt;</p>"), normalise("<p>&lt;</p>"));
    assert_ne!(normalise("<p>a</p>"), normalise("a"));
}
