//! Writes code blocks: scrollable from the keyboard, highlighted if the language is known.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::CodeBlockKind;

use crate::base::diagnostic::Code;
use crate::document::body::{Directive, Reference};
use crate::markdown::highlight::{self, LanguageLookup};
use crate::markdown::token::{Token, element_len};
use crate::markdown::work;
use crate::markdown::write::fence::{FenceInfo, mark_lines};
use crate::markdown::write::writer::{OutputForm, Writer};

impl<'a> Writer<'_, 'a> {
    pub(super) fn code_block(
        &mut self,
        at: usize,
        kind: &CodeBlockKind<'a>,
        range: &Range<usize>,
    ) -> usize {
        let tokens = &self.parsed.tokens[at..];
        let len = element_len(tokens);
        if let Some(directive) = self.parsed.directives.get(&at) {
            self.word_counter.end_word();
            let body = self.capture(at + 1..at + len - 1);
            let directive = Directive { body, ..directive.clone() };
            self.slot(Reference::Directive(Arc::new(directive)), range.clone());
            return self.html("\n", at + len - 1);
        }
        let code: String = tokens[..len].iter().filter_map(Token::as_text).map(|t| &**t).collect();
        let info: &str = match kind {
            CodeBlockKind::Fenced(info) => info,
            CodeBlockKind::Indented => "",
        };
        match self.form {
            OutputForm::Handbook { .. } => {
                let info = FenceInfo::of(info);
                self.report_fence(&info, range);
                if let Some(title) = info.title {
                    self.html.push_str("<figure><figcaption>");
                    self.text(title);
                    self.html.push_str("</figcaption>\n");
                }
                self.highlighted_block(&info, &code, range);
                if info.title.is_some() {
                    return self.html("</code></pre></figure>\n", at + len - 1);
                }
            }
            OutputForm::CommonMark => {
                let word = info.split_whitespace().next().unwrap_or_default();
                self.html.push_str("<pre><code");
                if !word.is_empty() {
                    self.attribute("class", &format!("language-{word}"));
                }
                self.html.push('>');
                self.text(&code);
            }
        }
        self.html.push_str("</code></pre>\n");
        at + len
    }

    /// Writes the start tags of a block of code, and the code.
    fn highlighted_block(&mut self, info: &FenceInfo<'_>, code: &str, range: &Range<usize>) {
        let name = info.language;
        let lookup =
            if name.is_empty() { LanguageLookup::Plain } else { highlight::language(name) };
        self.html.push_str("<pre class=\"code\"");
        if matches!(lookup, LanguageLookup::Plain) {
            self.html.push_str(" tabindex=\"0\"><code>");
        } else {
            self.attribute("data-language", name);
            self.html.push_str(" tabindex=\"0\"><code");
            self.attribute("class", &format!("language-{name}"));
            self.html.push('>');
        }
        let start = self.html.len();
        match (lookup, self.form) {
            (
                LanguageLookup::Known(language),
                OutputForm::Handbook { highlighter, work_budget, .. },
            ) => {
                if work_budget.spend(code.len() * work::OF_CODE) {
                    self.html.push_str(&highlighter.html(language, code));
                } else {
                    self.is_cut = true;
                    self.text(code);
                }
            }
            (LanguageLookup::Unknown, _) => {
                self.report_unknown_language(name, range);
                self.text(code);
            }
            _ => self.text(code),
        }
        if !info.marked.is_empty() {
            let marked = mark_lines(&self.html[start..], &info.marked);
            self.html.truncate(start);
            self.html.push_str(&marked);
        }
    }

    fn report_unknown_language(&self, name: &str, block: &Range<usize>) {
        let span = Some(self.span_in_fence(name, block));
        if highlight::is_drawn(name) {
            let message = format!("`{name}` is drawn by forges, and shown as code here");
            self.reporter.warning(Code::UnknownLanguage, message, span, |d| {
                d.hint("save the drawing as an SVG file, and show it: `![…](drawing.svg)`")
            });
            return;
        }
        let message = format!("unknown language `{name}`");
        self.reporter.warning(Code::UnknownLanguage, message, span, |d| {
            let near = match self.form {
                OutputForm::Handbook { highlighter, .. } => highlighter.suggestion(name),
                OutputForm::CommonMark => None,
            };
            d.did_you_mean(near).hint("write `text` for plain text")
        });
    }

    /// Warns of an attribute of a code block that means nothing.
    fn report_fence(&self, info: &FenceInfo<'_>, block: &Range<usize>) {
        let Some(word) = info.unknown else { return };
        let message = format!("`{word}` means nothing after the language of a code block");
        let span = Some(self.span_in_fence(word, block));
        self.reporter.warning(Code::InvalidAttributes, message, span, |d| {
            d.hint("a code block takes `title=\"…\"`, and `{1,3-5}` for the lines to mark")
        });
    }

    /// The bytes of a word in the first line of a code block. Written with escapes it is not found
    /// there; the span is then the whole line.
    fn span_in_fence(&self, word: &str, block: &Range<usize>) -> Range<usize> {
        let source = self.parsed.source.get(block.clone()).unwrap_or_default();
        let line = source.lines().next().unwrap_or_default();
        match line.find(word) {
            Some(start) => block.start + start..block.start + start + word.len(),
            None => block.start..block.start + line.len(),
        }
    }
}
