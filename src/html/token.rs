//! [`tokens`]: the tags and texts of HTML with their places in the source.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Emitter, ForwardingEmitter, Span, State, Tokenizer};

/// A tag, a text or something else, and its bytes in the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HtmlToken<'s> {
    /// The token.
    pub kind: HtmlTokenKind<'s>,
    /// The bytes of the token.
    pub span: Range<usize>,
}

/// What stands in HTML. Tags need not be balanced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HtmlTokenKind<'s> {
    /// A start tag.
    Start(StartTag<'s>),
    /// The name of an end tag, in lower case.
    End(Cow<'s, str>),
    /// A text, not escaped.
    Text(Cow<'s, str>),
    /// A comment or a document type.
    Other,
}

/// A start tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StartTag<'s> {
    /// The name of the element, in lower case.
    pub name: Cow<'s, str>,
    /// The attributes of the element, in order, each name once.
    pub attributes: Vec<TagAttribute<'s>>,
    /// Whether the tag ends with `/>`.
    pub is_self_closing: bool,
}

/// An attribute of a start tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagAttribute<'s> {
    /// The name, in lower case.
    pub name: Cow<'s, str>,
    /// The value, not escaped; empty if there is none.
    pub value: Cow<'s, str>,
    /// The bytes of the attribute, with name and value.
    pub span: Range<usize>,
    /// The bytes of the value, without quotation marks.
    pub value_span: Range<usize>,
}

impl StartTag<'_> {
    /// The value of an attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|known| known.name == name).map(|known| &*known.value)
    }
}

/// How many words a tag may have: the tokenizer takes a piece of the stack for each.
const WORDS: usize = 2_000;

/// The text before the first tag with more than [`WORDS`] words.
fn before_endless_tag(html: &str) -> &str {
    let bytes = html.as_bytes();
    let mut at = 0;
    while html.len() - at > WORDS {
        let Some(start) = html[at..].find('<').map(|found| at + found) else {
            return html;
        };
        let mut words = 0;
        at = start + 1;
        while at < bytes.len() && bytes[at] != b'>' {
            words +=
                usize::from(matches!(bytes[at], b' ' | b'\t' | b'\n' | b'\x0c' | b'\r' | b'/'));
            at += 1;
        }
        if words > WORDS && bytes.get(start + 1).is_some_and(u8::is_ascii_alphabetic) {
            return &html[..start];
        }
    }
    html
}

/// An emitter without the errors of the standard, of which the search for forbidden characters looks
/// at every byte.
struct WithoutErrors<E>(E);

impl<E: Emitter> ForwardingEmitter for WithoutErrors<E> {
    type Token = E::Token;

    fn inner(&mut self) -> &mut impl Emitter<Token = Self::Token> {
        &mut self.0
    }

    fn should_emit_errors(&mut self) -> bool {
        false
    }
}

/// The tokens of HTML, from the first to the last. A tag without end, and one with thousands of
/// words, is none, nor is what follows it.
pub fn tokens(html: &str) -> impl Iterator<Item = HtmlToken<'_>> {
    let html = before_endless_tag(html);
    let mut at = 0;
    let mut rest = None;
    std::iter::from_fn(move || {
        if rest.is_none() && at < html.len() {
            if let Some(token) = plain_token(html, at) {
                at = token.span.end;
                return Some(token);
            }
            let from = at;
            let shift =
                move |range: &mut Range<usize>| *range = range.start + from..range.end + from;
            rest = Some(standard_tokens(&html[from..]).map(move |mut token| {
                shift(&mut token.span);
                if let HtmlTokenKind::Start(tag) = &mut token.kind {
                    for attribute in &mut tag.attributes {
                        shift(&mut attribute.span);
                        shift(&mut attribute.value_span);
                    }
                }
                token
            }));
        }
        rest.as_mut()?.next()
    })
}

/// The token at a byte of HTML, outside of every tag, if it is written as our own writer writes: most
/// are, and to read them by the letter of the standard takes several times as long.
fn plain_token(html: &str, at: usize) -> Option<HtmlToken<'_>> {
    let rest = &html[at..];
    let (kind, len) = if rest.starts_with('<') {
        let is_end = rest.starts_with("</");
        let before = 1 + usize::from(is_end);
        let name = run(&rest[before..], |b| b.is_ascii_lowercase() || b.is_ascii_digit());
        if !name.starts_with(|c: char| c.is_ascii_lowercase()) || is_text_element(name) {
            return None;
        }
        let (attributes, end) = plain_attributes(html, at + before + name.len())?;
        let name = Cow::Borrowed(name);
        let kind = if is_end {
            HtmlTokenKind::End(name)
        } else {
            HtmlTokenKind::Start(StartTag { name, attributes, is_self_closing: false })
        };
        (kind, end - at)
    } else {
        let text = run(rest, |b| !matches!(b, b'<' | b'&' | b'\r' | 0));
        let next = &rest[text.len()..];
        // After a `<` that begins no tag, the text goes on.
        let begins_tag = |tag: &str| tag.starts_with(|c: char| c.is_ascii_alphabetic());
        let tag = next.strip_prefix("</").or_else(|| next.strip_prefix('<'));
        if !next.is_empty() && !tag.is_some_and(begins_tag) {
            return None;
        }
        (HtmlTokenKind::Text(text.into()), text.len())
    };
    Some(HtmlToken { kind, span: at..at + len })
}

/// The attributes of a tag, from the byte after its name, each with a value in double quotation marks;
/// and the byte after the tag.
fn plain_attributes(html: &str, mut at: usize) -> Option<(Vec<TagAttribute<'_>>, usize)> {
    let mut attributes: Vec<TagAttribute<'_>> = Vec::new();
    loop {
        let spaces = run(&html[at..], |b| b == b' ').len();
        at += spaces;
        if html[at..].starts_with('>') {
            return Some((attributes, at + 1));
        }
        let name = run(&html[at..], |b| b.is_ascii_lowercase() || b == b'-');
        let rest = html[at + name.len()..].strip_prefix("=\"").filter(|_| spaces > 0)?;
        let value = run(rest, |b| !matches!(b, b'"' | b'&' | b'\r' | 0));
        let is_new = attributes.iter().all(|known| known.name != name);
        if name.is_empty() || !rest[value.len()..].starts_with('"') || !is_new {
            return None;
        }
        let end = at + name.len();
        attributes.push(TagAttribute {
            name: name.into(),
            value: value.into(),
            span: at..end + value.len() + 3,
            // As the standard's reader has it, which tells nothing of an empty value.
            value_span: if value.is_empty() { end..end } else { end + 2..end + 2 + value.len() },
        });
        at = end + value.len() + 3;
    }
}

/// The beginning of a text whose bytes all belong to it; where it ends, a character does.
fn run(text: &str, belongs: impl Fn(u8) -> bool) -> &str {
    let end = text.bytes().position(|byte| !belongs(byte)).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

/// The tokens of HTML by the standard.
fn standard_tokens<'s>(html: &'s str) -> impl Iterator<Item = HtmlToken<'s>> {
    let mut open: Option<(StartTag<'s>, usize)> = None;
    let emit = move |event: CallbackEvent<'_>, span: Span<usize>| {
        let Span { start, end } = span;
        let token = |kind, start| Some(HtmlToken { kind, span: start..end });
        match event {
            CallbackEvent::OpenStartTag { name } => {
                let name = text(html, start + 1, name);
                open = Some((
                    StartTag { name, attributes: Vec::new(), is_self_closing: false },
                    start,
                ));
                None
            }
            CallbackEvent::AttributeName { name } => {
                if let Some((tag, _)) = &mut open {
                    tag.attributes.push(TagAttribute {
                        name: text(html, start, name),
                        value: Cow::Borrowed(""),
                        span: start..end,
                        value_span: end..end,
                    });
                }
                None
            }
            CallbackEvent::AttributeValue { value } => {
                let attribute = open.as_mut().and_then(|(tag, _)| tag.attributes.last_mut());
                if let Some(attribute) = attribute {
                    attribute.value = text(html, start, value);
                    attribute.value_span = start..end;
                }
                None
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                let (mut tag, from) = open.take()?;
                tag.is_self_closing = self_closing;
                finish_attributes(html, &mut tag.attributes, start);
                token(HtmlTokenKind::Start(tag), from)
            }
            CallbackEvent::EndTag { name } => {
                token(HtmlTokenKind::End(text(html, start + 2, name)), start)
            }
            CallbackEvent::String { value } => {
                token(HtmlTokenKind::Text(text(html, start, value)), start)
            }
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } => {
                token(HtmlTokenKind::Other, start)
            }
            CallbackEvent::Error(_) => None,
        }
    };
    let mut tokenizer =
        Tokenizer::new_with_emitter(html, WithoutErrors(CallbackEmitter::new(emit)));
    let mut end = 0;
    std::iter::from_fn(move || {
        let Ok(mut token) = tokenizer.next()?;
        // The tokenizer forgets where the text of a script begins that begins with `<`.
        if matches!(token.kind, HtmlTokenKind::Text(_)) {
            token.span.start = end;
        }
        end = token.span.end;
        // In SVG such an element may be self-closing, and has no text.
        if let HtmlTokenKind::Start(tag) = &token.kind
            && !tag.is_self_closing
            && let Some(state) = text_state(&tag.name)
        {
            tokenizer.set_state(state);
        }
        Some(token)
    })
}

/// Whether an element has a text and no elements in it.
pub fn is_text_element(name: &str) -> bool {
    text_state(name).is_some()
}

/// The state in which the text of an element is read that has no elements in it.
fn text_state(name: &str) -> Option<State> {
    match name {
        "script" => Some(State::ScriptData),
        "style" | "iframe" | "noembed" | "noframes" | "xmp" => Some(State::RawText),
        "textarea" | "title" => Some(State::RcData),
        "plaintext" => Some(State::PlainText),
        _ => None,
    }
}

/// Gives each attribute its bytes, up to the next or to the end of the tag, and keeps the first of
/// each name.
fn finish_attributes(html: &str, attributes: &mut Vec<TagAttribute<'_>>, end: usize) {
    let mut next = end;
    for attribute in attributes.iter_mut().rev() {
        let raw = html.get(attribute.span.start..next).unwrap_or_default();
        let raw = raw.trim_end_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        next = attribute.span.start;
        attribute.span.end = (next + raw.len()).max(attribute.value_span.end);
    }
    // As nearly always, where no name can be repeated.
    if attributes.len() > 1 {
        let mut names = HashSet::new();
        attributes.retain(|attribute| names.insert(attribute.name.clone()));
    }
}

/// Text that may stand at a byte of the source as it is.
fn text<'s>(html: &'s str, at: usize, bytes: &[u8]) -> Cow<'s, str> {
    match html.get(at..at + bytes.len()) {
        Some(same) if same.as_bytes() == bytes => Cow::Borrowed(same),
        _ => Cow::Owned(String::from_utf8_lossy(bytes).into_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::{HtmlToken, HtmlTokenKind, standard_tokens, tokens};

    #[test]
    fn tags_and_texts_have_their_places() {
        let html = "a &amp; b<p ID=x  title='y &lt;' alt=\"\" hidden/>é</P><!-- c -->&copy";
        let found: Vec<String> = tokens(html)
            .map(|token| {
                let source = &html[token.span];
                match token.kind {
                    HtmlTokenKind::Start(tag) => {
                        let attributes = tag.attributes.iter().map(|known| {
                            let span = &html[known.span.clone()];
                            format!(
                                " [{}={}|{span}|{}]",
                                known.name,
                                known.value,
                                &html[known.value_span.clone()]
                            )
                        });
                        format!("{source}: {}{}", tag.name, attributes.collect::<String>())
                    }
                    HtmlTokenKind::End(name) => format!("{source}: /{name}"),
                    HtmlTokenKind::Text(text) => format!("{source}: {text}"),
                    HtmlTokenKind::Other => source.to_owned(),
                }
            })
            .collect();
        assert_eq!(
            found,
            [
                "a &amp; b: a & b",
                "<p ID=x  title='y &lt;' alt=\"\" hidden/>: p [id=x|ID=x|x] \
                 [title=y <|title='y &lt;'|y &lt;] [alt=|alt=\"\"|] [hidden=|hidden|]",
                "é: é",
                "</P>: /p",
                "<!-- c -->",
                "&copy: ©",
            ]
        );
    }

    #[test]
    fn what_our_own_writer_writes_has_the_tokens_of_the_standard() {
        let plain =
            "<h2 id=\"é\" class=\"\">T’s <em >x</em>\n</h2 ><br><img alt=\"\" src=\"a b\" ><td>";
        let others = [
            "",
            "a < b",
            "a</",
            "a<",
            "&lt;",
            "a=\"&amp;\"",
            "<P>",
            "<br/>",
            "<a b>",
            "<a b=c>",
            "<a b='c'>",
            "<a b=\"c\"d=\"e\">",
            "<a b=\"\" b=\"c\">",
            "<a b=\"c",
            "<a b",
            "</ p>",
            "<1>",
            "<a-b>",
            "<!-- a -->",
            "<script>a<b</script>",
            "<title>&amp;<b></title>",
            "\r\n",
            "\0",
            "</p x=\"y\">",
            "<a \"b\"=\"c\">",
            "<svg viewBox=\"0\">",
        ];
        for other in others {
            for html in [other.to_owned(), format!("{plain}{other}{plain}"), format!("a{other}a")] {
                let standard: Vec<HtmlToken<'_>> = standard_tokens(&html).collect();
                assert_eq!(tokens(&html).collect::<Vec<_>>(), standard, "{html:?}");
            }
        }
    }

    #[test]
    fn text_without_tags_has_its_place() {
        let html = "<style><!-- a < b</style><script></p></script>";
        let texts = tokens(html).filter(|token| matches!(token.kind, HtmlTokenKind::Text(_)));
        let texts: Vec<&str> = texts.map(|token| &html[token.span]).collect();
        assert_eq!(texts, ["<!-- a < b", "</p>"]);
    }

    #[test]
    fn scripts_hold_no_tags_and_broken_tags_end_nothing() {
        let count = |html: &str| tokens(html).count();
        assert_eq!(count("<script>if (a<b) '<p>'</script>"), 3);
        assert_eq!(count("<textarea><p></textarea>"), 3);
        assert_eq!(count("<svg><style/><p>"), 3);
        for html in ["<", "<a", "<a id", "<a id=\"", "<a é=é", "</", "<!--", "<a b=1 b=2>", "&#0;"]
        {
            count(html);
        }
    }
}
