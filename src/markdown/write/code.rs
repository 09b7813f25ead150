//! Writes code blocks: scrollable from the keyboard, highlighted if the language is known.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::CodeBlockKind;

use crate::base::diagnostic::Code;
use crate::document::body::{Directive, Reference};
use crate::markdown::highlight::{self, LanguageLookup};
use crate::markdown::token::{Token, element_len};
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
            OutputForm::Handbook { .. } => self.highlighted_block(language_of(info), &code, range),
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

    fn highlighted_block(&mut self, name: &str, code: &str, range: &Range<usize>) {
        let lookup =
            if name.is_empty() { LanguageLookup::Plain } else { highlight::language(name) };
        self.html.push_str("<pre class=\"code\"");
        if let LanguageLookup::Plain = lookup {
            self.html.push_str(" tabindex=\"0\"><code>");
            return self.text(code);
        }
        self.attribute("data-language", name);
        self.html.push_str(" tabindex=\"0\"><code");
        self.attribute("class", &format!("language-{name}"));
        self.html.push('>');
        let LanguageLookup::Known(language) = lookup else {
            self.report_unknown_language(name, range);
            return self.text(code);
        };
        let OutputForm::Handbook { highlighter, time_budget, .. } = self.form else {
            return;
        };
        if let Some(html) = highlighter.html(language, code, time_budget.deadline) {
            self.html.push_str(&html);
        } else {
            self.timed_out = true;
            self.text(code);
        }
    }

    fn report_unknown_language(&self, name: &str, block: &Range<usize>) {
        // The name is in the first line of the block. Written with escapes it is not found there;
        // the span is then the whole line.
        let source = self.parsed.source.get(block.clone()).unwrap_or_default();
        let line = source.lines().next().unwrap_or_default();
        let span = match line.find(name) {
            Some(start) => block.start + start..block.start + start + name.len(),
            None => block.start..block.start + line.len(),
        };
        let message = format!("unknown language `{name}`");
        self.reporter.warning(Code::UnknownLanguage, message, Some(span), |d| {
            d.did_you_mean(highlight::suggestion(name)).hint("write `text` for plain text")
        });
    }
}

/// The name of the language in an info string: the first word, up to a comma or a brace; empty if
/// the string begins with a brace.
fn language_of(info: &str) -> &str {
    info.trim_start()
        .split(|c: char| c.is_whitespace() || c == ',' || c == '{')
        .next()
        .unwrap_or_default()
}
