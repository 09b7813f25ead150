//! Directives: fenced code blocks with the info string `{name} argument`, then lines `:key: value`
//! and a body of Markdown, as in MyST.

use std::ops::Range;

use pulldown_cmark::Event;

use crate::base::diagnostic::Code;
use crate::document::body::{Directive, DirectiveText, Document, Located, Reference};
use crate::markdown::inline::brackets::Syntax;
use crate::markdown::input::MarkdownInput;
use crate::markdown::notes;
use crate::markdown::read::body::read_body;
use crate::markdown::token::TokenKind;
use crate::markdown::write::writer::{OutputForm, Writer};

/// The maximal nesting depth of directives.
const DIRECTIVE_DEPTH_LIMIT: usize = 4;

/// The name of the directive in an info string: `{name}` at the start, then white space or the end.
/// A name begins with a letter and is made of letters, digits, `-` and `_`.
pub(super) fn name(info: &str) -> Option<&str> {
    let (name, rest) = info.trim_start().strip_prefix('{')?.split_once('}')?;
    let valid = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    (valid && (rest.is_empty() || rest.starts_with(char::is_whitespace))).then_some(name)
}

/// A line inside the fence and the position of its first byte in the page.
struct DirectiveLine {
    text: String,
    start: usize,
}

impl Writer<'_, '_> {
    /// Adds a slot for the directive in the code block of `len` tokens from `at`, with the bytes
    /// `block`.
    pub(super) fn directive(&mut self, at: usize, len: usize, name: &str, block: &Range<usize>) {
        let lines = self.lines_of(at, len);
        let (options, body_at) = self.options(&lines, block.start);
        let body = self.directive_body(&lines[body_at..], block.start);
        let (name_span, argument) = self.first_line(name, block);
        let directive = Directive { name: name.to_owned(), name_span, argument, options, body };
        self.slot(Reference::Directive(std::sync::Arc::new(directive)), block.clone());
        self.html.push('\n');
    }

    fn lines_of(&self, at: usize, len: usize) -> Vec<DirectiveLine> {
        let mut lines: Vec<DirectiveLine> = Vec::new();
        let mut goes_on = false;
        for token in &self.parsed.tokens[at..at + len] {
            let TokenKind::Event(Event::Text(text)) = &token.kind else {
                continue;
            };
            let mut start = token.range.start;
            for part in text.split_inclusive('\n') {
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

    /// The span of the name, and the argument in the opening line.
    fn first_line(
        &self,
        name: &str,
        block: &Range<usize>,
    ) -> (Range<usize>, Option<DirectiveText>) {
        let source = self.parsed.source.get(block.clone()).unwrap_or_default();
        let line = source.lines().next().unwrap_or_default();
        let open = line.find('{').map_or(0, |brace| brace + 1);
        let close = line[open..].find('}').map_or(open, |len| open + len);
        let rest = line.get(close + 1..).unwrap_or_default();
        let text = rest.trim();
        let start = close + 1 + (rest.len() - rest.trim_start().len());
        let argument = (!text.is_empty())
            .then(|| DirectiveText { text: text.to_owned(), span: start..start + text.len() });
        (open..open + name.len(), argument)
    }

    /// Parses the option lines. Returns the options and the index of the line after them.
    fn options(
        &mut self,
        lines: &[DirectiveLine],
        base: usize,
    ) -> (Vec<(DirectiveText, DirectiveText)>, usize) {
        let mut options: Vec<(DirectiveText, DirectiveText)> = Vec::new();
        for (index, line) in lines.iter().enumerate() {
            let text = line.text.trim_end();
            let indent = text.len() - text.trim_start().len();
            let Some(rest) = text[indent..].strip_prefix(':') else {
                return (options, index);
            };
            let start = line.start + indent;
            let span = start..start + rest.len() + 1;
            let Some((key, value)) = rest.split_once(':').filter(|(key, _)| is_key(key)) else {
                self.reporter.error(
                    Code::InvalidDirective,
                    format!("`{}` is not an option", text.trim()),
                    Some(span),
                    |d| d.hint("an option is written `:key: value`; leave a line empty before text that begins with a colon"),
                );
                continue;
            };
            let key_span = start + 1..start + 1 + key.len();
            if options.iter().any(|(known, _)| known.text == key) {
                self.reporter.error(
                    Code::InvalidDirective,
                    format!("the option `{key}` is given twice"),
                    Some(key_span),
                    |d| d.hint("keep one of the two"),
                );
                continue;
            }
            let value_start = key_span.end + 1 + (value.len() - value.trim_start().len());
            let value = value.trim();
            options.push((
                DirectiveText { text: key.to_owned(), span: relative(&key_span, base) },
                DirectiveText {
                    text: value.to_owned(),
                    span: relative(&(value_start..value_start + value.len()), base),
                },
            ));
        }
        (options, lines.len())
    }

    /// Parses and writes the body as Markdown that shares the ids and words of the page.
    fn directive_body(&mut self, lines: &[DirectiveLine], base: usize) -> Document<Located> {
        let OutputForm::Handbook { settings, time_budget, .. } = self.form else {
            return Document::default();
        };
        let text: String = lines.iter().map(|line| line.text.as_str()).collect();
        let Some(start) = lines.first().map(|line| line.start) else {
            return Document::default();
        };
        if text.trim().is_empty() {
            return Document::default();
        }
        let range = start..start + text.len();
        let Some((path, source)) = self.reporter.page() else {
            return Document::default();
        };
        if source.get(range.clone()) != Some(text.as_str()) {
            self.reporter.error(
                Code::InvalidDirective,
                "a directive with a body cannot stand inside of a list or a quotation",
                Some(start..start + lines[0].text.trim_end().len()),
                |d| d.hint("move it out, so that its lines begin at the left"),
            );
            return Document::default();
        }
        if self.directive_depth >= DIRECTIVE_DEPTH_LIMIT {
            self.reporter.error(
                Code::InvalidDirective,
                format!(
                    "directives stand in one another more than {DIRECTIVE_DEPTH_LIMIT} levels deep"
                ),
                Some(range),
                |d| d,
            );
            return Document::default();
        }
        let input = MarkdownInput { path, text: source, body: range, title: None };
        let ids = std::mem::take(&mut self.ids);
        let syntax: &dyn Syntax = self.extension;
        let mut parsed = read_body(&input, ids, settings, time_budget, self.reporter, syntax);
        let notes = notes::number_notes(&parsed, None, self.reporter);
        let ids = std::mem::take(&mut parsed.ids);
        let mut writer = Writer::new(&parsed, ids, self.reporter, self.form, self.extension);
        writer.directive_depth = self.directive_depth + 1;
        writer.capture_depth = self.capture_depth;
        writer.task_depth = self.task_depth;
        writer.outer_heading = match self.headings.last() {
            Some(heading) => Some((heading.anchor.clone(), heading.text.clone())),
            None => self.outer_heading.clone(),
        };
        writer.body(None, self.shift, &notes, |_| {});
        let out = writer.finish();
        self.ids = out.ids;
        self.stable_ids.extend(out.stable_ids);
        self.headings.extend(out.headings);
        self.anchors.extend(out.anchors);
        self.word_counter.add_count(out.word_count);
        self.timed_out = self.timed_out || out.timed_out || parsed.timed_out;
        out.document.map(&mut |located: &Located| Located {
            reference: located.reference.clone(),
            span: relative(&located.span, base),
        })
    }
}

fn is_key(key: &str) -> bool {
    key.starts_with(|c: char| c.is_ascii_alphabetic())
        && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

fn relative(span: &Range<usize>, base: usize) -> Range<usize> {
    span.start.saturating_sub(base)..span.end.saturating_sub(base)
}
