//! Autolinks: bare addresses in text become links, as on GitHub: `https://…`, `http://…`, `www.…`,
//! e-mail.
//!
//! The source is searched, in which smart punctuation has not changed `--` and `'`.

use std::ops::Range;

use linkify::{LinkFinder, LinkKind};
use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use crate::document::destinations::is_web;
use crate::markdown::inline::text_span::{Replacement, replace, text_span};
use crate::markdown::token::{Token, TokenKind, element_len};

/// The maximal length of an address in bytes, which bounds the time that one word can take.
const WORD_LIMIT: usize = 2048;

/// Whether a text may hold a bare address, by a quick scan.
pub fn may_hold(text: &str) -> bool {
    text.contains("://") || text.contains('@') || text.contains("www.")
}

/// The bytes of a bare address in the source, and the text to put before it in the destination.
type FoundAddress = (Range<usize>, &'static str);

/// Replaces bare addresses outside links and images by links.
pub fn apply<'a>(source: &'a str, run: Vec<Token<'a>>) -> Vec<Token<'a>> {
    let mut links = 0usize;
    // The byte up to which texts are searched.
    let mut done = 0;
    let mut replacements = Vec::new();
    let mut index = 0;
    while let Some(token) = run.get(index) {
        let mut next = index + 1;
        match &token.kind {
            TokenKind::Event(Event::Start(Tag::Link { .. } | Tag::Image { .. })) => links += 1,
            TokenKind::Event(Event::End(TagEnd::Link | TagEnd::Image)) => {
                links = links.saturating_sub(1);
            }
            TokenKind::Event(Event::Text(_)) if links == 0 => {
                let (end, span) = text_span(&run, index);
                let span = span.start.max(done)..span.end;
                let (end, byte, found) = with_underscores(source, &run, end, span.clone())
                    .unwrap_or_else(|| (end, span.end, find(source, span)));
                let texts = &run[index..run.len().min(end + 1)];
                replacements.extend(found.into_iter().map(|found| link(source, texts, found)));
                (next, done) = (end, byte);
            }
            _ => {}
        }
        index = next;
    }
    replace(run, replacements)
}

/// The addresses in a span of text and in the emphasis right after it, which is a part of an address
/// such as `https://example.org/_a_/b`, up to the next white space; before them, the index of the
/// token and the byte at which the search goes on. `None` if there is none of that kind.
fn with_underscores(
    source: &str,
    run: &[Token<'_>],
    mut end: usize,
    mut span: Range<usize>,
) -> Option<(usize, usize, Vec<FoundAddress>)> {
    let mut inside: Vec<Range<usize>> = Vec::new();
    while let Some(token) = run.get(end)
        && token.range.start == span.end
        && source[token.range.clone()].starts_with('_')
        && token.opens()
        && let word = source[span.clone()].rsplit(char::is_whitespace).next().unwrap_or_default()
        && word.len() <= WORD_LIMIT
        && may_hold(word)
    {
        let element = end..end + element_len(&run[end..]);
        let texts = &run[element.start + 1..element.end - 1];
        if texts.is_empty() || texts.iter().any(|token| !token.is_verbatim(source)) {
            return None;
        }
        inside.push(token.range.clone());
        span.end = token.range.end;
        end = element.end;
        if run.get(end).is_some_and(|t| t.as_text().is_some() && t.range.start == span.end) {
            let (next, more) = text_span(run, end);
            if let Some(len) = source[more.clone()].find(char::is_whitespace) {
                span.end = more.start + len;
                break;
            }
            (end, span.end) = (next, more.end);
        }
    }
    if inside.is_empty() {
        return None;
    }
    let found = find(source, span.clone());
    let is_whole = inside.iter().all(|part| {
        let at = found.partition_point(|(address, _)| address.end < part.end);
        found.get(at).is_some_and(|(address, _)| {
            address.start < part.start && !source[address.clone()].contains('&')
        })
    });
    is_whole.then_some((end, span.end, found))
}

/// The link that takes the place of an address in text tokens.
fn link<'a>(source: &'a str, texts: &[Token<'a>], found: FoundAddress) -> Replacement<'a> {
    let (span, prefix) = found;
    let text = address(source, texts, &span);
    let tag = Tag::Link {
        link_type: LinkType::Autolink,
        dest_url: CowStr::from(format!("{prefix}{text}")),
        title: CowStr::Borrowed(""),
        id: CowStr::Borrowed(""),
    };
    let tokens = vec![
        Token::event(Event::Start(tag), span.clone()),
        Token::text(text, span.clone()),
        Token::event(Event::End(TagEnd::Link), span.clone()),
    ];
    (span, tokens)
}

/// The address at `span` of the source, with entities decoded.
fn address<'a>(source: &'a str, texts: &[Token<'a>], span: &Range<usize>) -> CowStr<'a> {
    let written = &source[span.clone()];
    if !written.contains('&') {
        return CowStr::Borrowed(written);
    }
    let mut address = String::with_capacity(written.len());
    let first = texts.partition_point(|token| token.range.end <= span.start);
    for token in texts[first..].iter().take_while(|token| token.range.start < span.end) {
        let part = token.range.start.max(span.start)..token.range.end.min(span.end);
        if part.start >= part.end {
            continue;
        }
        match token.as_text() {
            Some(text) if source[token.range.clone()].starts_with('&') && part == token.range => {
                address.push_str(text);
            }
            _ => address.push_str(&source[part]),
        }
    }
    address.into()
}

/// Finds the addresses within `span`, word by word.
fn find(source: &str, span: Range<usize>) -> Vec<FoundAddress> {
    let mut found = Vec::new();
    let text = &source[span.clone()];
    if !may_hold(text) {
        return found;
    }
    let mut finder = LinkFinder::new();
    let mut at = 0;
    for word in text.split(char::is_whitespace) {
        let start = span.start + at;
        at += word.len() + text[at + word.len()..].chars().next().map_or(0, char::len_utf8);
        if word.len() <= WORD_LIMIT && may_hold(word) {
            find_in_word(&mut finder, word, start, &mut found);
        }
    }
    found
}

fn find_in_word(finder: &mut LinkFinder, word: &str, start: usize, found: &mut Vec<FoundAddress>) {
    if let Some(www) = www_start(word) {
        finder.url_must_have_scheme(false);
        let link = finder.links(&word[www..]).next();
        finder.url_must_have_scheme(true);
        if let Some(link) = link.filter(|l| l.start() == 0 && *l.kind() == LinkKind::Url) {
            found.push((start + www..start + www + link.end(), "http://"));
            return;
        }
    }
    for link in finder.links(word) {
        let before = word[..link.start()].chars().next_back();
        let prefix = match link.kind() {
            LinkKind::Url if is_web(link.as_str()) => "",
            // `@name@example.org` is a handle, and `ssh://me@host` a URL with another scheme.
            LinkKind::Email if !matches!(before, Some('@' | '/' | ':')) => "mailto:",
            _ => continue,
        };
        found.push((start + link.start()..start + link.end(), prefix));
    }
}

/// The position of `www.` at the start of a word or after opening punctuation.
fn www_start(word: &str) -> Option<usize> {
    let start = word.find("www.")?;
    let before = word[..start].chars().next_back();
    matches!(before, None | Some('*' | '_' | '~' | '(' | '"' | '\'' | '[')).then_some(start)
}
