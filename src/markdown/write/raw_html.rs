//! Writes raw HTML so that all of it is closed and no end tag in it ends what is around it: what it
//! opens is closed with the element of Markdown that it stands in, an end tag that ends nothing is
//! left out, and what would turn the rest of the page into its text is written as text. A start tag
//! at which browsers end the paragraph or the link around it is told.

use std::borrow::Cow;
use std::ops::Range;

use crate::base::diagnostic::{Code, Severity};
use crate::html::escape::{push_attribute, push_text};
use crate::html::event::Namespace;
use crate::html::names::{NameSet, is_block, is_known, is_void, mixed_case};
use crate::html::open::{
    OpenElement, OpenState, REACH, bound_ended_by, can_start, depth_before, depth_outside_foreign,
    is_ended_with, is_part_of_select, may_stay_open, meant_by_end, namespace, select_around,
};
use crate::html::token::{HtmlToken, HtmlTokenKind, StartTag, is_text_element, tokens};
use crate::markdown::foreign::is_component;
use crate::markdown::loaded::is_style_sheet;
use crate::markdown::raw_html::{RawHtml, shows_code};
use crate::markdown::sections::HtmlHeading;
use crate::markdown::token::{Event, Tag, TokenKind, start_tag};
use crate::markdown::work;
use crate::markdown::write::state::OpenTag;
use crate::markdown::write::writer::{OutputForm, Writer};

/// Elements that a page has once, around everything, or that change all of its addresses.
static OF_THE_FRAME: NameSet = NameSet::of("base body frame frameset head html");

/// Elements whose end tags would end the frame of the page.
static STRUCTURE: NameSet =
    NameSet::of("article aside body footer head header html main nav section");

/// Elements that hide what they hold, always or where browsers know them.
static HIDING: NameSet =
    NameSet::of("audio canvas datalist noscript object script select style template video");

impl Writer<'_, '_> {
    /// Keeps what raw HTML opens from here on apart, within an element of Markdown; without a name it
    /// is a part of the page that is whole in itself.
    pub(super) fn begin_container(&mut self, name: &'static str) {
        let namespace = namespace(&self.open_html.open);
        let data = OpenTag { is_code: self.is_in_code(), ..OpenTag::default() };
        let (name, state) = (Cow::Borrowed(name), OpenState::Bound);
        self.open_html.open.push(OpenElement { name, namespace, state, data });
    }

    /// Closes what raw HTML has opened in the innermost element of Markdown.
    pub(super) fn end_container(&mut self) {
        let is_bound = |open: &OpenElement<'_, OpenTag>| open.state == OpenState::Bound;
        if let Some(at) = self.open_html.open.iter().rposition(is_bound) {
            let name = self.open_html.open[at].name.clone();
            self.close_to(at + 1, &name);
            self.open_html.open.pop();
        }
    }

    /// Closes what cannot hold an element of this name.
    pub(super) fn make_room(&mut self, name: &str) {
        // As nearly always, where no raw HTML is open.
        if self.open_html.open.last().is_none_or(|open| open.state == OpenState::Bound) {
            return;
        }
        if is_block(name)
            && let Some(at) = select_around(&self.open_html.open)
        {
            self.close_to(at, name);
        }
        let depth = depth_outside_foreign(&self.open_html.open, name);
        self.close_to(depth, name);
        if is_block(name) {
            self.leave_table();
        }
        if namespace(&self.open_html.open) == Namespace::Html {
            let depth = depth_before(&self.open_html.open, name);
            self.close_to(depth, name);
        }
    }

    /// Closes the open elements from `depth` on, before a tag with that name.
    fn close_to(&mut self, depth: usize, before: &str) {
        while self.open_html.open.len() > depth {
            let Some(OpenElement { name, namespace, data, .. }) = self.open_html.open.pop() else {
                return;
            };
            let may_stay = namespace == Namespace::Html && may_stay_open(&name);
            let rest = self.open_html.open.get(depth..).unwrap_or_default();
            let next_end = rest.last().map_or(before, |outer| &*outer.name);
            if may_stay && is_ended_with(&name, next_end) {
                continue;
            }
            self.html.extend(["</", &name, ">"]);
            if may_stay {
                continue;
            }
            self.open_html.expect_end(name.clone().into_owned());
            // As a component of another tool it is told once, but for one in code.
            let tag = self.parsed.source.get(data.span.clone()).unwrap_or_default();
            if is_component(tag) && !HIDING.contains(&name) && !data.is_code {
                continue;
            }
            let (severity, what) = if HIDING.contains(&name) {
                (Severity::Error, ", and hides what follows")
            } else {
                (Severity::Warning, "")
            };
            let message = format!("`<{name}>` is not closed{what}");
            // A word in angle brackets, such as `<your-name>`, could be an element of the author's own.
            let is_word = name.contains('-') && tag.len() == name.len() + "<>".len();
            let hint = if (is_word || !is_known(&name)) && namespace == Namespace::Html {
                // Where Markdown has no meaning, neither backslash nor backtick has.
                if data.is_in_block || data.is_code {
                    format!("for these characters themselves write `&lt;{name}>`")
                } else {
                    format!(
                        "for these characters themselves write `\\<{name}>`, or put them in backticks"
                    )
                }
            } else if data.is_self_closing {
                format!("HTML has no `<{name}/>`: write `<{name}></{name}>`")
            } else {
                format!("write `</{name}>`; without it the element ends with what is around it")
            };
            self.invalid_html(severity, message, data.span, hint);
        }
    }

    fn invalid_html(
        &self,
        severity: Severity,
        message: String,
        span: Range<usize>,
        hint: impl Into<String>,
    ) {
        self.reporter.report(severity, Code::InvalidHtml, message, Some(span), |d| d.hint(hint));
    }

    /// Writes the raw HTML of tokens. Returns the index of the token after them.
    pub(super) fn raw_html(&mut self, range: Range<usize>) -> usize {
        let parsed = self.parsed;
        let raw = RawHtml::of(parsed.source, &parsed.tokens[range.clone()]);
        if matches!(self.form, OutputForm::CommonMark) {
            self.html.push_str(&raw.html);
            return range.end;
        }
        let html_tokens = raw.tokens();
        if self.hides_an_end(&raw, &html_tokens) {
            return range.end;
        }
        let title = self.title_in_html.take_if(|title| title.block == range);
        let tag = start_tag(&parsed.tokens[range.start]);
        self.open_html.is_block = matches!(tag, Some(Tag::HtmlBlock));
        let Some(at) = self.html_tokens(&raw, &html_tokens, range.end, title.as_ref()) else {
            return range.end;
        };
        let rest = &raw.html[at..];
        if !rest.trim().is_empty() {
            let span = raw.span(&(at..at + rest.trim_end().len()));
            let message = "the tag is not closed, and takes what follows for its attributes";
            self.invalid_html(Severity::Error, message.to_owned(), span, "end it with `>`");
        }
        push_text(&mut self.html, rest);
        range.end
    }

    /// Writes the tokens of raw HTML but for the heading that is the title, which is kept apart.
    /// `end` is the index of the token after them. Returns the byte behind them, unless an element
    /// took the rest for its text.
    fn html_tokens(
        &mut self,
        raw: &RawHtml<'_>,
        html_tokens: &[HtmlToken<'_>],
        end: usize,
        title: Option<&HtmlHeading>,
    ) -> Option<usize> {
        let mut at = 0;
        for (index, token) in html_tokens.iter().enumerate() {
            let searched = self.open_html.open.len().min(REACH);
            self.is_cut = self.is_cut || !self.has_steps_left(searched / work::OPEN_ELEMENTS);
            if self.is_cut {
                return None;
            }
            if let Some(title) = title
                && title.element.contains(&token.span.start)
            {
                if token.span.start == title.element.start {
                    self.title_in(raw, html_tokens, end, title);
                }
                at = token.span.end;
                continue;
            }
            let source = &raw.html[token.span.clone()];
            match &token.kind {
                // In a drawing a title is an element like any other.
                HtmlTokenKind::Start(tag) => {
                    let rest = &html_tokens[index + 1..];
                    let is_text =
                        is_text_element(&tag.name) && !(tag.name == "title" && self.is_foreign());
                    if !is_text || self.text_element_ends(tag, rest, end) {
                        self.start_tag(raw, tag, &token.span, (rest, end));
                    } else {
                        self.unclosed_text(raw, tag, &token.span);
                        if !tag.is_self_closing {
                            return None;
                        }
                    }
                }
                HtmlTokenKind::End(name) => self.end_tag(raw, name, &token.span),
                // In SVG and MathML a style sheet or a title is read as HTML and not as its text.
                HtmlTokenKind::Text(_) if self.is_foreign() => {
                    self.html.push_str(&source.replace('<', "&lt;"));
                }
                HtmlTokenKind::Text(_) => self.html.push_str(source),
                HtmlTokenKind::Other => self.comment(raw, &token.span),
            }
            at = token.span.end;
        }
        Some(at)
    }

    /// Keeps what the heading that is the title holds, if that is more than text, and leaves its id.
    fn title_in(
        &mut self,
        raw: &RawHtml<'_>,
        html_tokens: &[HtmlToken<'_>],
        end: usize,
        title: &HtmlHeading,
    ) {
        let index = |at: usize| html_tokens.partition_point(|token| token.span.start < at);
        let inner = &html_tokens[index(title.inner.start)..index(title.inner.end)];
        if inner.iter().any(|token| !matches!(token.kind, HtmlTokenKind::Text(_))) {
            self.heading = self.capture_with(|writer| {
                writer.begin_container("");
                writer.html_tokens(raw, inner, end, None);
                writer.end_container();
            });
        }
        let start = index(title.element.start);
        for id in raw.ids(&html_tokens[start..=start]) {
            self.html.push_str("<span");
            push_attribute(&mut self.html, "id", &id.value);
            self.html.push_str("></span>");
        }
    }

    /// Whether the innermost open element is one of SVG or MathML.
    fn is_foreign(&self) -> bool {
        self.open_html.open.last().is_some_and(|open| open.namespace != Namespace::Html)
    }

    /// Whether what comes next is shown as code.
    fn is_in_code(&self) -> bool {
        let inner = self.open_html.open.last();
        inner.is_some_and(|open| open.data.is_code || shows_code(&open.name))
    }

    /// Writes raw HTML as text, and returns `true`, if a `</noscript` stands in it that is no end
    /// tag, with such an element in it or around it: browsers that run scripts take it for one all
    /// the same.
    fn hides_an_end(&mut self, raw: &RawHtml<'_>, html_tokens: &[HtmlToken<'_>]) -> bool {
        const END: &str = "</noscript";
        let is_end = |at: &usize| {
            raw.html.get(*at..at + END.len()).is_some_and(|text| text.eq_ignore_ascii_case(END))
        };
        let written = raw.html.match_indices("</").map(|(at, _)| at).filter(is_end).count();
        let is_tag = |token: &&HtmlToken<'_>| matches!(&token.kind, HtmlTokenKind::End(name) if name == "noscript");
        if written == 0 || written == html_tokens.iter().filter(is_tag).count() {
            return false;
        }
        // Last, since many elements may be open.
        let starts = |token: &HtmlToken<'_>| matches!(&token.kind, HtmlTokenKind::Start(tag) if tag.name == "noscript");
        if !html_tokens.iter().any(starts) && !self.is_open("noscript") {
            return false;
        }
        let span = raw.span(&(0..raw.html.trim_end().len()));
        let message =
            "`</noscript>` in a comment, an attribute or a text ends the element".to_owned();
        self.invalid_html(Severity::Error, message, span, "write it as `&lt;/noscript>`");
        push_text(&mut self.html, &raw.html);
        true
    }

    /// Whether the text of an element that holds nothing else ends before anything else comes.
    /// `rest` is what follows its tag in the same raw HTML, `next` the index of the token after
    /// that.
    fn text_element_ends(&self, tag: &StartTag<'_>, rest: &[HtmlToken<'_>], next: usize) -> bool {
        let is_end = |token: &HtmlToken<'_>| matches!(&token.kind, HtmlTokenKind::End(name) if *name == tag.name);
        if !is_part_of_select(&tag.name) && select_around(&self.open_html.open).is_some() {
            return false;
        }
        if tag.is_self_closing {
            return namespace(&self.open_html.open) == Namespace::Svg;
        }
        let after_text = rest.iter().find(|token| !matches!(token.kind, HtmlTokenKind::Text(_)));
        if let Some(token) = after_text {
            return is_end(token);
        }
        if !rest.is_empty() {
            return false;
        }
        for token in &self.parsed.tokens[next..] {
            match &token.kind {
                TokenKind::Event(Event::Text(_) | Event::SoftBreak) => {}
                TokenKind::Event(Event::InlineHtml(html)) => {
                    return tokens(html).next().is_some_and(|token| is_end(&token));
                }
                _ => return false,
            }
        }
        false
    }

    /// Writes a tag, and what follows it unless it is self-closing, as text.
    fn unclosed_text(&mut self, raw: &RawHtml<'_>, tag: &StartTag<'_>, span: &Range<usize>) {
        let name = &*tag.name;
        let message = format!("`<{name}>` takes all that follows for its text");
        let hint = format!(
            "close it with `</{name}>` before anything but text, or write `&lt;{name}>` to show it"
        );
        self.invalid_html(Severity::Error, message, raw.span(span), hint);
        if !tag.is_self_closing {
            self.open_html.expect_end(name.to_owned());
            push_text(&mut self.html, &raw.html[span.start..]);
        } else {
            push_text(&mut self.html, &raw.html[span.clone()]);
        }
    }

    /// Writes a comment. What browsers take for one and is none is left out.
    fn comment(&mut self, raw: &RawHtml<'_>, span: &Range<usize>) {
        let text = &raw.html[span.clone()];
        let Some(inner) = text.strip_prefix("<!--") else {
            if !text.get(..9).is_some_and(|start| start.eq_ignore_ascii_case("<!doctype")) {
                self.bogus_comment(raw, span);
            }
            return;
        };
        let is_closed =
            inner.ends_with("-->") || inner.ends_with("--!>") || matches!(inner, ">" | "->");
        if is_closed {
            self.html.push_str(text);
            return;
        }
        let message = "the comment is not closed, and hides all that follows".to_owned();
        let place = raw.span(&(span.start..span.start + "<!--".len()));
        self.invalid_html(Severity::Error, message, place, "end it with `-->`");
        push_text(&mut self.html, text);
    }

    /// Reports what browsers take for a comment, such as code of PHP. It is left out; what has no end
    /// is written as text.
    fn bogus_comment(&mut self, raw: &RawHtml<'_>, span: &Range<usize>) {
        let text = &raw.html[span.clone()];
        let line = text.lines().next().unwrap_or_default();
        let shown: String = line.chars().take(40).collect();
        let place = raw.span(&(span.start..span.start + shown.len()));
        let hint = "to show it, put it in backticks or a code block";
        if text.ends_with('>') {
            let message = format!("browsers hide `{shown}`");
            self.invalid_html(Severity::Warning, message, place, hint);
        } else {
            let message = format!("`{shown}` is not closed, and hides all that follows");
            self.invalid_html(Severity::Error, message, place, hint);
            push_text(&mut self.html, text);
        }
    }

    /// Ends a table of raw HTML before an element of Markdown that stands in it outside of its cells:
    /// browsers put that before the table.
    fn leave_table(&mut self) {
        let Some(inner) = self.open_html.open.last() else { return };
        let is_of_table = matches!(&*inner.name, "table" | "tbody" | "thead" | "tfoot" | "tr");
        let is_inside = is_of_table && inner.state == OpenState::Open;
        let found = meant_by_end(&self.open_html.open, "table").filter(|_| is_inside);
        let Some(at) = found else { return };
        let span = self.open_html.open[at].data.span.clone();
        let message = "something stands in this `<table>` outside of its cells".to_owned();
        let hint = "put it into a `<td>`, or behind `</table>`; the table ends before it";
        self.invalid_html(Severity::Error, message, span, hint);
        for OpenElement { name, .. } in self.open_html.open.split_off(at).into_iter().rev() {
            self.html.extend(["</", &name, ">"]);
            self.open_html.expect_end(name.into_owned());
        }
    }

    /// Writes a start tag. `rest` is what follows it in the same raw HTML, `next` the index of the
    /// token after that.
    fn start_tag(
        &mut self,
        raw: &RawHtml<'_>,
        tag: &StartTag<'_>,
        span: &Range<usize>,
        (rest, next): (&[HtmlToken<'_>], usize),
    ) {
        let name = &*tag.name;
        let place = || raw.span(span);
        let depth = depth_outside_foreign(&self.open_html.open, name);
        self.close_to(depth, name);
        let outer = namespace(&self.open_html.open);
        if outer == Namespace::Html {
            let refusal = if OF_THE_FRAME.contains(name) {
                Some("belongs to the frame of the page, which the theme writes")
            } else if is_of_the_head(tag) {
                Some("belongs to the head of the page, which the theme writes")
            } else if !can_start(&self.open_html.open, name) {
                Some("stands outside of a table of HTML")
            } else if name == "noscript" && self.is_open("noscript") {
                Some("stands in another one")
            } else if !is_part_of_select(name) && select_around(&self.open_html.open).is_some() {
                Some("cannot stand in a `<select>`")
            } else {
                None
            };
            if let Some(refusal) = refusal {
                let message = format!("`<{name}>` {refusal}");
                self.invalid_html(Severity::Warning, message, place(), "remove the tag");
                if !is_void(name) {
                    self.open_html.expect_end(name.to_owned());
                }
                return;
            }
            let depth = depth_before(&self.open_html.open, name);
            self.close_to(depth, name);
            self.report_ended_bound(name, place);
        }
        let is_html = outer == Namespace::Html;
        let id = is_html.then(|| self.id_of_raw_heading(tag, rest, next)).flatten();
        self.write_start_tag(raw, tag, span, id.as_ref());
        if is_html {
            self.name_raw_link(raw, tag, span, (rest, next));
        }
        let (namespace, name) = match (outer, name) {
            (Namespace::Html, "svg") => (Namespace::Svg, "svg"),
            (Namespace::Html, "math") => (Namespace::Math, "math"),
            (Namespace::Html, name) => (outer, name),
            (_, name) => (outer, mixed_case(name).unwrap_or(name)),
        };
        let is_empty =
            if namespace == Namespace::Html { is_void(name) } else { tag.is_self_closing };
        if !is_empty {
            let is_code = self.is_in_code();
            let is_in_block = self.open_html.is_block;
            let is_self_closing = tag.is_self_closing;
            let data = OpenTag { span: place(), is_self_closing, is_code, is_in_block };
            let (name, state) = (Cow::Owned(name.to_owned()), OpenState::Open);
            self.open_html.open.push(OpenElement { name, namespace, state, data });
        }
    }

    /// Reports a tag at which browsers end an element of Markdown around it.
    fn report_ended_bound(&self, name: &str, place: impl FnOnce() -> Range<usize>) {
        let Some(outer) = bound_ended_by(&self.open_html.open, name) else { return };
        let (what, hint) = match outer {
            "a" => ("a link in a link", "end the outer link before it, or write its text alone"),
            "p" => ("a block in a paragraph", "put it on a line of its own, after an empty line"),
            _ => ("an item in an item", "write a list around it, or its text alone"),
        };
        let message = format!("`<{name}>` is {what}, which browsers end before it");
        self.invalid_html(Severity::Warning, message, place(), hint);
    }

    fn is_open(&self, name: &str) -> bool {
        self.open_html.open.iter().any(|open| open.name == name && open.state == OpenState::Open)
    }

    fn end_tag(&mut self, raw: &RawHtml<'_>, name: &str, span: &Range<usize>) {
        if let Some(at) = meant_by_end(&self.open_html.open, name) {
            self.close_to(at + 1, name);
            self.open_html.open.pop();
            self.html.push_str(&raw.html[span.clone()]);
            return;
        }
        if self.open_html.takes_end(name) {
            return;
        }
        let (severity, what) = if STRUCTURE.contains(name) {
            (Severity::Error, ", and would end the frame of the page")
        } else {
            (Severity::Warning, "")
        };
        let message = format!("`</{name}>` closes nothing here{what}");
        let hint = if name == "p" {
            "a paragraph of HTML ends where another block begins: write `<div>`".to_owned()
        } else if is_void(name) {
            format!("`<{name}>` has no end tag: remove it")
        } else {
            format!("remove it, or open `<{name}>` in the same paragraph, list item or cell")
        };
        self.invalid_html(severity, message, raw.span(span), hint);
    }
}

/// Whether a tag is of use in the head of a page alone: it sends readers elsewhere, or has browsers
/// fetch what no page shows.
fn is_of_the_head(tag: &StartTag<'_>) -> bool {
    let is_of_head = tag.name == "meta" || tag.name == "link" && !is_style_sheet(tag);
    is_of_head && tag.get("itemprop").is_none()
}
