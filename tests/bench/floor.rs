//! The floor: what it costs at least to make pages of Markdown, with the crates that the program
//! uses and nothing of its own. Every file below a folder is read, parsed with highlighted code, put
//! between two constant texts and written, on all threads; no page knows of another.
//!
//! `cargo run --release --example floor -- CONTENT OUTPUT [BYTES]`: BYTES is the length of what
//! stands around each body, as a navigation would. It is not changed: figures are compared with it.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd, html};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::SyntaxSet;
use syntect::util::LinesWithEndings;

// That of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

type Failure = Box<dyn Error + Send + Sync>;

fn main() -> Result<(), Failure> {
    let args: Vec<String> = env::args().skip(1).collect();
    let [content, output, rest @ ..] = args.as_slice() else {
        return Err("give the folder of the content and that of the output".into());
    };
    let around = rest.first().map_or(Ok(0), |bytes| bytes.parse())?;
    let floor = Floor { syntaxes: two_face::syntax::extra_newlines(), around: "n".repeat(around) };
    let mut pages = Vec::new();
    for entry in walkdir::WalkDir::new(content) {
        let path = entry?.into_path();
        if path.extension().is_some_and(|extension| extension == "md") {
            pages.push(path);
        }
    }
    pages.par_iter().try_for_each(|page| {
        let place = Path::new(output).join(folder(page.strip_prefix(content)?));
        fs::create_dir_all(&place)?;
        write(&place.join("index.html"), &floor.page(&read(page)?))
    })
}

#[expect(clippy::disallowed_methods, reason = "it shares nothing with the program")]
fn read(path: &Path) -> Result<String, Failure> {
    Ok(fs::read_to_string(path)?)
}

#[expect(clippy::disallowed_methods, reason = "it shares nothing with the program")]
fn write(path: &Path, text: &str) -> Result<(), Failure> {
    Ok(fs::write(path, text)?)
}

/// The folder of a page in the output.
fn folder(page: &Path) -> PathBuf {
    let is_index = page.file_stem().is_some_and(|name| name == "_index");
    if is_index { page.with_file_name("") } else { page.with_extension("") }
}

/// What all pages share.
struct Floor {
    syntaxes: SyntaxSet,
    around: String,
}

impl Floor {
    fn page(&self, text: &str) -> String {
        let front = text.strip_prefix("+++\n").and_then(|rest| rest.split_once("\n+++\n"));
        let body = front.map_or(text, |(_, body)| body);
        let mut code: Option<(String, String)> = None;
        let events = Parser::new_ext(body, Options::all()).filter_map(|event| match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                let language = match kind {
                    CodeBlockKind::Fenced(language) => language.to_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                code = Some((language, String::new()));
                None
            }
            Event::Text(text) if code.is_some() => {
                if let Some((_, block)) = &mut code {
                    block.push_str(&text);
                }
                None
            }
            Event::End(TagEnd::CodeBlock) => {
                let (language, block) = code.take().unwrap_or_default();
                Some(Event::Html(self.highlighted(&language, &block).into()))
            }
            event => Some(event),
        });
        let mut page = String::with_capacity(self.around.len() + body.len() * 2);
        page.push_str("<!doctype html>\n<html lang=\"en\">\n<body>\n");
        page.push_str(&self.around);
        html::push_html(&mut page, events);
        page
    }

    fn highlighted(&self, language: &str, code: &str) -> String {
        let plain = || self.syntaxes.find_syntax_plain_text();
        let syntax = self.syntaxes.find_syntax_by_token(language).unwrap_or_else(plain);
        let style = ClassStyle::Spaced;
        let mut generator =
            ClassedHTMLGenerator::new_with_class_style(syntax, &self.syntaxes, style);
        for line in LinesWithEndings::from(code) {
            // A grammar with a fault gives a block that is cut.
            if generator.parse_html_for_line_which_includes_newline(line).is_err() {
                break;
            }
        }
        format!("<pre><code>{}</code></pre>\n", generator.finalize())
    }
}
