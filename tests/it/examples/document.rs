//! [`Document`]: the examples of a text in Markdown, each with its line and its heading.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// A page of the guide, or a README.
pub struct Document {
    /// The name of its file.
    pub name: String,
    /// Its blocks of code.
    pub examples: Vec<Example>,
    /// The command lines of `handbook` within its text, each with its line.
    pub commands: Vec<(usize, String)>,
    /// The rows of tables headed “Written” and “Shown”: the source and the text that readers see.
    pub shown: Vec<(String, String)>,
    /// The destinations of links in tables headed “To” and “Write”.
    pub links: Vec<String>,
}

/// A block of code.
pub struct Example {
    /// The line of the document that it begins at.
    pub line: usize,
    /// The heading above it; empty before the first.
    pub heading: String,
    /// The language that is written beside it.
    pub language: String,
    /// Its text.
    pub text: String,
    /// The file that the text above says it is, from the folder of the site.
    pub file: Option<String>,
}

impl Document {
    /// Reads a text.
    pub fn read(name: &str, text: &str) -> Self {
        let mut document = Self {
            name: name.to_owned(),
            examples: vec![],
            commands: vec![],
            shown: vec![],
            links: vec![],
        };
        let mut reader = Reader::default();
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_HEADING_ATTRIBUTES
            | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
        for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
            let line = text[..range.start].matches('\n').count() + 1;
            reader.take(event, line, &mut document);
        }
        document
    }
}

/// What is known while a document is read.
#[derive(Default)]
struct Reader {
    heading: String,
    is_in_heading: bool,
    file: Option<String>,
    block: Option<Example>,
    cells: Vec<String>,
    is_of_shown: bool,
    is_of_links: bool,
}

impl Reader {
    fn take(&mut self, event: Event<'_>, line: usize, document: &mut Document) {
        match event {
            Event::Start(Tag::Heading { .. }) => {
                self.heading.clear();
                self.is_in_heading = true;
            }
            Event::End(TagEnd::Heading(_)) => self.is_in_heading = false,
            Event::Start(Tag::CodeBlock(kind)) => {
                let language = match kind {
                    CodeBlockKind::Fenced(info) => {
                        info.split(' ').next().unwrap_or_default().to_owned()
                    }
                    CodeBlockKind::Indented => String::new(),
                };
                let heading = self.heading.clone();
                self.block =
                    Some(Example { line, heading, language, text: String::new(), file: None });
            }
            Event::End(TagEnd::CodeBlock) => {
                let mut block = self.block.take().expect("a block has a start");
                if block.language == "markdown" {
                    block.file = self.file.take();
                }
                document.examples.push(block);
            }
            Event::Start(Tag::TableHead | Tag::TableRow) => self.cells.clear(),
            Event::Start(Tag::TableCell) => self.cells.push(String::new()),
            Event::End(TagEnd::TableHead) => {
                self.is_of_shown =
                    matches!(&self.cells[..], [a, b] if a == "Written" && b.starts_with("Shown"));
                self.is_of_links = self.cells == ["To", "Write"];
            }
            Event::End(TagEnd::TableRow) if self.is_of_shown => {
                let mut cells = std::mem::take(&mut self.cells).into_iter();
                let written = cells.next().unwrap_or_default();
                document.shown.push((written, cells.next().unwrap_or_default()));
            }
            Event::End(TagEnd::Table) => {
                self.cells.clear();
                self.is_of_links = false;
            }
            Event::Text(text) => match &mut self.block {
                Some(block) => block.text.push_str(&text),
                None => self.words(&text),
            },
            Event::Code(code) => {
                self.words(&code);
                self.code(&code, line, document);
            }
            _ => {}
        }
    }

    fn words(&mut self, text: &str) {
        if self.is_in_heading {
            self.heading.push_str(text);
        }
        if let Some(cell) = self.cells.last_mut() {
            cell.push_str(text);
        }
    }

    /// Code within the text: a command line, or the file that the next example is.
    fn code(&mut self, code: &str, line: usize, document: &mut Document) {
        // What lies outside of the content is looked for on a disk: `links/repository.rs`.
        let is_outside = self.cells.first().is_some_and(|to| to.contains("of the repository"));
        if self.is_of_links && self.cells.len() == 2 && !is_outside {
            document.links.push(code.to_owned());
        }
        if code.starts_with("handbook ") {
            document.commands.push((line, code.to_owned()));
        }
        let is_page = code.starts_with("content/") && code.rsplit('.').next() == Some("md");
        if let Some(rest) = code.strip_prefix("handbook new ") {
            let path = rest.split(' ').next().unwrap_or_default();
            self.file = Some(format!("content/{path}.md"));
        } else if is_page && self.cells.is_empty() {
            self.file = Some(code.to_owned());
        }
    }
}

/// The words of a command line, with a value in the place of each that a reader fills in: `CODE`,
/// `[DIR]`. What a shell does with the output is left out.
pub fn words(line: &str) -> Vec<String> {
    let line = line.split(" > ").next().unwrap_or_default();
    let mut words = vec![String::new()];
    let mut is_quoted = false;
    for char in line.chars() {
        match char {
            '"' => is_quoted = !is_quoted,
            ' ' if !is_quoted => words.push(String::new()),
            '[' | ']' if !is_quoted => {}
            _ => words.last_mut().expect("never empty").push(char),
        }
    }
    let filled = |word: String| match word.as_str() {
        "CODE" => "broken-link".to_owned(),
        "SHELL" => "bash".to_owned(),
        _ => word,
    };
    words.into_iter().filter(|word| !word.is_empty()).map(filled).collect()
}
