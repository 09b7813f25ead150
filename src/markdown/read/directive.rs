//! Directives: fenced code blocks with the info string `{name} argument`, then lines `:key: value`
//! and a body of Markdown, as in MyST.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag};

use crate::base::diagnostic::Code;
use crate::document::body::{Directive, DirectiveText, Document, SourceSpan};
use crate::markdown::attributes::is_name;
use crate::markdown::read::reader::TokenReader;
use crate::markdown::token::{Token, TokenKind};

/// The maximal nesting depth of directives.
const DIRECTIVE_DEPTH_LIMIT: usize = 4;

/// The name of the directive in an info string: `{name}` at the start, then white space or the end.
/// A name begins with a letter and is made of letters, digits, `-` and `_`.
fn name(info: &str) -> Option<&str> {
    let (name, rest) = info.trim_start().strip_prefix('{')?.split_once('}')?;
    (is_name(name) && (rest.is_empty() || rest.starts_with(char::is_whitespace))).then_some(name)
}

/// A line inside the fence and the position of its first byte in the page.
struct DirectiveLine {
    text: String,
    start: usize,
}

impl TokenReader<'_, '_> {
    /// Reads the code block that the token `at` starts as a directive, if it is one: the tokens of
    /// its body take the place of its code.
    pub(super) fn directive(&mut self, at: usize, block: &Range<usize>) {
        let TokenKind::Event(Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info)))) =
            &self.parsed.tokens[at].kind
        else {
            return;
        };
        let Some(name) = name(info).map(str::to_owned) else {
            return;
        };
        let mut lines = lines_of(&self.parsed.tokens[at + 1..]);
        self.parsed.tokens.truncate(at + 1);
        let (name_span, argument) = self.first_line(&name, block);
        lines.drain(..self.blank_lines_before_options(&lines));
        let (options, body_at) = self.options(&lines);
        let body = Document::default();
        let body_span = self.body(&lines[body_at..], &name_span);
        let directive = Directive { name, name_span, argument, options, body };
        self.parsed.directives.insert(at, directive);
        if let Some(body) = body_span {
            self.depth += 1;
            self.text(body);
            self.depth -= 1;
        }
    }

    /// The span of the name, and the argument in the opening line.
    fn first_line(&self, name: &str, block: &Range<usize>) -> (SourceSpan, Option<DirectiveText>) {
        let source = self.source.get(block.clone()).unwrap_or_default();
        let line = source.lines().next().unwrap_or_default();
        let open = line.find('{').map_or(0, |brace| brace + 1);
        let close = line[open..].find('}').map_or(open, |len| open + len);
        let rest = line.get(close + 1..).unwrap_or_default();
        let start = block.start + close + 1;
        let argument = trimmed(rest, start);
        let open = block.start + open;
        let name_span = SourceSpan(open..open + name.len());
        (name_span, Some(argument).filter(|argument| !argument.text.is_empty()))
    }

    /// The number of empty lines above a line that reads as an option, which is reported.
    fn blank_lines_before_options(&self, lines: &[DirectiveLine]) -> usize {
        let blank = lines.iter().take_while(|line| line.text.trim().is_empty()).count();
        let Some(line) = lines.get(blank).filter(|_| blank > 0) else {
            return 0;
        };
        let text = line.text.trim_end();
        let key = text.strip_prefix(':').and_then(|rest| rest.split_once(':'));
        if !key.is_some_and(|(key, value)| {
            is_name(key) && (value.is_empty() || value.starts_with(' '))
        }) {
            return 0;
        }
        let message = format!("`{text}` stands below an empty line");
        let hint = "options follow the first line directly: remove the empty line";
        self.invalid(message, line.start..line.start + text.len(), hint);
        blank
    }

    /// Parses the option lines. Returns the options and the index of the line after them.
    fn options(&self, lines: &[DirectiveLine]) -> (Vec<(DirectiveText, DirectiveText)>, usize) {
        let mut options: Vec<(DirectiveText, DirectiveText)> = Vec::new();
        for (index, line) in lines.iter().enumerate() {
            let text = line.text.trim();
            let start = line.start + (line.text.len() - line.text.trim_start().len());
            let Some(rest) = text.strip_prefix(':') else {
                return (options, index);
            };
            let Some((key, value)) = rest.split_once(':').filter(|(key, _)| is_name(key)) else {
                let message = format!("`{text}` is not an option");
                self.invalid(message, start..start + text.len(), "write an option as `:key: value`; leave an empty line before text that begins with a colon");
                continue;
            };
            let key = trimmed(key, start + 1);
            if options.iter().any(|(known, _)| known.text == key.text) {
                let message = format!("the option `{}` is repeated", key.text);
                self.invalid(message, key.span.0, "remove one of them");
                continue;
            }
            let value = trimmed(value, key.span.0.end + 1);
            options.push((key, value));
        }
        (options, lines.len())
    }

    fn invalid(&self, message: impl Into<String>, span: Range<usize>, hint: &str) {
        self.reporter.error(Code::InvalidDirective, message, Some(span), |d| d.hint(hint));
    }

    /// The bytes of the body; `None` if there is none, or if it cannot be read, which is reported.
    fn body(&self, lines: &[DirectiveLine], name: &SourceSpan) -> Option<Range<usize>> {
        let text: String = lines.iter().map(|line| line.text.as_str()).collect();
        let first = lines.first().filter(|_| !text.trim().is_empty())?;
        let body = first.start..first.start + text.len();
        if self.source.get(body.clone()) != Some(text.as_str()) {
            let message = "a directive with a body cannot be inside a list or a quotation";
            self.invalid(
                message,
                name.0.clone(),
                "move it out, so that its lines begin at the left margin",
            );
            return None;
        }
        if self.depth >= DIRECTIVE_DEPTH_LIMIT {
            let message =
                format!("directives are nested more than {DIRECTIVE_DEPTH_LIMIT} levels deep");
            let hint = "end the outer ones before it, or put it on a page of its own";
            self.invalid(message, body, hint);
            return None;
        }
        Some(body)
    }
}

fn lines_of(code: &[Token<'_>]) -> Vec<DirectiveLine> {
    let mut lines: Vec<DirectiveLine> = Vec::new();
    let mut goes_on = false;
    for token in code {
        let mut start = token.range.start;
        for part in token.as_text().into_iter().flat_map(|text| text.split_inclusive('\n')) {
            match lines.last_mut().filter(|_| goes_on) {
                Some(line) => line.text.push_str(part),
                None => lines.push(DirectiveLine { text: part.to_owned(), start }),
            }
            start += part.len();
            goes_on = !part.ends_with('\n');
        }
    }
    lines
}

/// A text that begins at the byte `start`, without the white space around it.
fn trimmed(text: &str, start: usize) -> DirectiveText {
    let start = start + (text.len() - text.trim_start().len());
    let text = text.trim();
    DirectiveText { text: text.to_owned(), span: SourceSpan(start..start + text.len()) }
}
