//! [`unbalanced`]: elements that a template opens and never closes, or closes and never opened.
//!
//! What stands in a block, a component or a template is a whole. What a condition or a loop holds is
//! one too, or else it is not known which elements are open behind it, and nothing is said of what is
//! around it.

use std::ops::Range;

use crate::html::names::{is_known, is_void};
use crate::html::open::{REACH, may_stay_open};
use crate::html::token::{HtmlTokenKind, StartTag, tokens};
use crate::theme::template_tags::{TemplateTag, template_tags};

/// A tag of a template that has no counterpart.
pub(super) struct LoneTag {
    /// The name of its element.
    pub name: String,
    /// Whether it is a start tag.
    pub opens: bool,
    /// Its place, in bytes.
    pub span: Range<usize>,
}

/// A part of a template.
#[derive(Default)]
struct TemplatePart {
    /// Whether a condition or a loop decides whether, or how often, the part is written.
    is_conditional: bool,
    /// Whether it is not known which elements are open.
    is_unclear: bool,
    open: Vec<(String, Range<usize>)>,
    lone: Vec<LoneTag>,
}

impl TemplatePart {
    fn start(&mut self, tag: &StartTag<'_>, span: &Range<usize>) {
        let name = written_name(&tag.name);
        let is_whole =
            tag.is_self_closing && (!is_known(name) || self.innermost(&["svg", "math"]).is_some());
        if !is_whole && must_be_closed(name) {
            self.open.push((name.to_owned(), span.clone()));
        }
    }

    fn end(&mut self, name: &str, span: &Range<usize>) {
        let name = written_name(name);
        if !must_be_closed(name) {
            return;
        }
        match self.innermost(&[name]) {
            Some(at) => {
                self.leave_open(at + 1);
                self.open.pop();
            }
            None => {
                self.lone.push(LoneTag { name: name.to_owned(), opens: false, span: span.clone() });
            }
        }
    }

    /// The index of the innermost open element with one of the names.
    fn innermost(&self, names: &[&str]) -> Option<usize> {
        let mut open = self.open.iter().enumerate().rev().take(REACH);
        open.find_map(|(at, (name, _))| names.contains(&name.as_str()).then_some(at))
    }

    /// Ends all open elements but the first.
    fn leave_open(&mut self, first: usize) {
        let lone = self.open.drain(first..);
        self.lone.extend(lone.map(|(name, span)| LoneTag { name, opens: true, span }));
    }

    /// Ends one of the branches of a condition.
    fn end_branch(&mut self) {
        self.leave_open(0);
        self.is_unclear |= !self.lone.is_empty();
        self.lone.clear();
    }
}

/// The tags without counterpart in `html`, which is `template` with all that Tera reads masked.
pub(super) fn unbalanced(html: &str, template: &str) -> Vec<LoneTag> {
    let mut found = Vec::new();
    let mut parts = vec![TemplatePart::default()];
    let mut statements = template_tags(template).filter(TemplateTag::is_statement).peekable();
    for token in tokens(html) {
        while let Some(tag) = statements.next_if(|tag| tag.span.start < token.span.start) {
            read_statement(tag.inside, &mut parts, &mut found);
        }
        let Some(part) = parts.last_mut() else { break };
        match &token.kind {
            HtmlTokenKind::Start(tag) => part.start(tag, &token.span),
            HtmlTokenKind::End(name) => part.end(name, &token.span),
            // Statements within a text come one after the other.
            HtmlTokenKind::Text(_) | HtmlTokenKind::Other => continue,
        }
        // Those in a tag decide on its attributes.
        while statements.next_if(|tag| tag.span.start < token.span.end).is_some() {}
    }
    for tag in statements {
        read_statement(tag.inside, &mut parts, &mut found);
    }
    while let Some(part) = parts.pop() {
        close(part, &mut parts, &mut found);
    }
    found.sort_by_key(|lone| lone.span.start);
    found
}

fn read_statement(words: &str, parts: &mut Vec<TemplatePart>, found: &mut Vec<LoneTag>) {
    let word = words.split([' ', '\n', '\t', '(']).next().unwrap_or_default();
    let opens = match word {
        "if" | "for" | "filter" | "raw" => Some(true),
        "block" | "component" => Some(false),
        "set" | "set_global" if !words.contains('=') => Some(false),
        // A component with a body.
        _ if word.starts_with('<') && !word.starts_with("</") && !words.ends_with("/>") => {
            Some(false)
        }
        _ => None,
    };
    if let Some(is_conditional) = opens {
        parts.push(TemplatePart { is_conditional, ..TemplatePart::default() });
    } else if matches!(word, "else" | "elif") {
        if let Some(part) = parts.last_mut() {
            part.end_branch();
        }
    } else if (word.starts_with("end") || word.starts_with("</"))
        && parts.len() > 1
        && let Some(part) = parts.pop()
    {
        close(part, parts, found);
    }
}

/// Ends a part of those around it.
fn close(mut part: TemplatePart, around: &mut [TemplatePart], found: &mut Vec<LoneTag>) {
    if part.is_conditional {
        part.end_branch();
        if let Some(outer) = around.last_mut() {
            outer.is_unclear |= part.is_unclear;
        }
    } else if !part.is_unclear {
        part.leave_open(0);
        found.append(&mut part.lone);
    }
}

/// The name of an element without what is computed right behind it, as in `<li{% if … %}`.
fn written_name(name: &str) -> &str {
    name.split(|c: char| c.is_ascii_control()).next().unwrap_or(name)
}

/// Whether an element has an end tag, and none that its author may leave out.
fn must_be_closed(name: &str) -> bool {
    !is_void(name) && !may_stay_open(name) && !matches!(name, "html" | "head" | "body")
}
