//! [`Tokens`]: scripts and style sheets as tokens, which is all that is needed to shorten and check
//! them and to change addresses in them. The build script (`themes/build.rs`) uses it too.
//!
//! It knows no statements, properties or rules, so that it cannot lose or change one, be it newer
//! than this program or a mistake of its author.

use std::ops::Range;

/// The language of a script or style sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AssetLanguage {
    /// CSS.
    Css,
    /// JavaScript.
    JavaScript,
}

/// The kind of an [`AssetToken`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AssetTokenKind {
    /// White space.
    Space,
    /// A comment that may be dropped: not one that begins with `/*!`, which holds a licence.
    Comment,
    /// A name, keyword or number.
    Word,
    /// A string, part of a template, regular expression, `url(…)`, escape or licence.
    Literal,
    /// A character of punctuation, or `++` or `--`.
    Mark,
}

/// A token of a script or style sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AssetToken<'a> {
    /// The kind of the token.
    pub kind: AssetTokenKind,
    /// The text of the token.
    pub text: &'a str,
}

/// The tokens of a text in order, which concatenated give the text.
#[derive(Debug)]
pub struct Tokens<'a> {
    language: AssetLanguage,
    text: &'a str,
    at: usize,
    open: Vec<OpenBracket>,
    /// Whether a value may follow: a `/` then begins a regular expression.
    expects_value: bool,
    /// Whether the last word begins a statement whose head stands in parentheses.
    is_head: bool,
    /// The first fault so far.
    fault: Option<Fault>,
}

/// A bracket that is not closed yet, or a template of which a value is read.
#[derive(Debug)]
struct OpenBracket {
    at: usize,
    /// What closes it.
    closing: &'static str,
    /// Whether it holds the head of a statement.
    is_head: bool,
}

/// A message about something that is opened and never closed, or closed and never opened, and its
/// range in bytes.
pub type Fault = (&'static str, Range<usize>);

/// The tokens of `text`.
pub fn tokens(language: AssetLanguage, text: &str) -> Tokens<'_> {
    let (open, fault) = (Vec::new(), None);
    Tokens { language, text, at: 0, open, expects_value: true, is_head: false, fault }
}

/// The first string, template, comment or bracket of a text that is not closed, or bracket that closes
/// nothing.
pub fn unbalanced(language: AssetLanguage, text: &str) -> Option<Fault> {
    let mut tokens = tokens(language, text);
    while tokens.next().is_some() {}
    let open = tokens.open.pop().map(|open| tokens.unclosed(open.at));
    tokens.fault.or(open)
}

impl<'a> Iterator for Tokens<'a> {
    type Item = AssetToken<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.at;
        let rest = self.text.get(start..).filter(|rest| !rest.is_empty())?;
        let (kind, len) = self.token(rest);
        self.at = start + len;
        while !self.text.is_char_boundary(self.at) {
            self.at += 1;
        }
        let text = &self.text[start..self.at];
        match (self.language, kind) {
            (AssetLanguage::JavaScript, _) => self.remember(kind, text, start),
            (AssetLanguage::Css, AssetTokenKind::Mark) => {
                if matches!(text, ")" | "]" | "}") {
                    self.close(text, start);
                }
                self.bracket(text, start);
            }
            _ => {}
        }
        Some(AssetToken { kind, text })
    }
}

impl Tokens<'_> {
    /// The kind and the length in bytes of the first token of `rest`. A length may end within a
    /// character.
    fn token(&mut self, rest: &str) -> (AssetTokenKind, usize) {
        let bytes = rest.as_bytes();
        let is_script = self.language == AssetLanguage::JavaScript;
        match bytes[0] {
            byte if is_space(byte) => (AssetTokenKind::Space, run(bytes, is_space)),
            b'/' if rest.starts_with("/*") => {
                let kind = if rest.starts_with("/*!") {
                    AssetTokenKind::Literal
                } else {
                    AssetTokenKind::Comment
                };
                let end = rest[2..].find("*/").map(|len| len + 4);
                (kind, self.closed(end, rest.len()))
            }
            b'/' if is_script && rest.starts_with("//") => {
                (AssetTokenKind::Comment, run(bytes, |byte| byte != b'\n'))
            }
            b'/' if is_script && self.expects_value => match regular_expression(bytes) {
                Some(len) => (AssetTokenKind::Literal, len),
                None => (AssetTokenKind::Mark, 1),
            },
            quote @ (b'"' | b'\'') => {
                let end = until(bytes, &[quote, b'\n']);
                // In a style sheet the line ends it.
                let closed = end.filter(|end| bytes[end - 1] == quote);
                (AssetTokenKind::Literal, self.closed(closed, end.unwrap_or(rest.len())))
            }
            b'`' if is_script => (AssetTokenKind::Literal, self.template(rest, self.at)),
            b'}' if is_script && self.is_in_template() => {
                let begins = self.open.pop().map_or(self.at, |open| open.at);
                (AssetTokenKind::Literal, self.template(rest, begins))
            }
            b'+' | b'-' if is_script && bytes.get(1) == Some(&bytes[0]) => {
                (AssetTokenKind::Mark, 2)
            }
            b'\\' if !is_script => (AssetTokenKind::Literal, escape(bytes)),
            byte if self.is_word(byte) => {
                let len = run(bytes, |byte| self.is_word(byte));
                let is_url = !is_script && rest[..len].eq_ignore_ascii_case("url");
                match unquoted_url(&bytes[len..]).filter(|_| is_url) {
                    Some(address) => {
                        // A line in an address is one of what comes after it.
                        let inside = rest[len + 1..len + address].trim_end_matches(')').trim();
                        if inside.contains('\n') || !rest[..len + address].ends_with(')') {
                            self.report(self.unclosed(self.at + len));
                        }
                        (AssetTokenKind::Literal, len + address)
                    }
                    None => (AssetTokenKind::Word, len),
                }
            }
            _ => (AssetTokenKind::Mark, 1),
        }
    }

    fn is_word(&self, byte: u8) -> bool {
        let also: &[u8] = match self.language {
            AssetLanguage::Css => b"-_",
            AssetLanguage::JavaScript => b"_$#\\",
        };
        byte.is_ascii_alphanumeric() || byte >= 0x80 || also.contains(&byte)
    }

    /// The length of what should be closed: where it is, or up to `end`, which is a fault.
    fn closed(&mut self, closed: Option<usize>, end: usize) -> usize {
        if closed.is_none() {
            self.report(self.unclosed(self.at));
        }
        closed.unwrap_or(end)
    }

    fn unclosed(&self, at: usize) -> Fault {
        let message = match self.text.as_bytes()[at] {
            b'/' => "this comment is never closed",
            b'"' | b'\'' => "this string is never closed",
            b'`' => "this template is never closed",
            _ => "this bracket is never closed",
        };
        (message, at..at + 1)
    }

    fn report(&mut self, fault: Fault) {
        self.fault = self.fault.take().or(Some(fault));
    }

    /// The length of the part at the start of `rest` of the template that begins at `begins`, up to
    /// its end or its next value.
    fn template(&mut self, rest: &str, begins: usize) -> usize {
        let mut len = 1;
        while let Some(byte) = rest.as_bytes().get(len) {
            match byte {
                b'`' => return len + 1,
                b'$' if rest[len..].starts_with("${") => {
                    self.open(begins, "`");
                    return len + 2;
                }
                b'\\' => len += 2,
                _ => len += 1,
            }
        }
        self.report(self.unclosed(begins));
        rest.len()
    }

    fn is_in_template(&self) -> bool {
        self.open.last().is_some_and(|open| open.closing == "`")
    }

    /// Remembers what decides on the tokens after this one.
    fn remember(&mut self, kind: AssetTokenKind, text: &str, at: usize) {
        self.expects_value = match (kind, text) {
            (AssetTokenKind::Space | AssetTokenKind::Comment, _) | (_, "++" | "--") => return,
            (AssetTokenKind::Word, _) => is_before_value(text),
            (AssetTokenKind::Literal, _) => text.ends_with("${"),
            (AssetTokenKind::Mark, ")" | "]" | "}") => self.close(text, at) || text == "}",
            (AssetTokenKind::Mark, _) => true,
        };
        self.bracket(text, at);
        self.is_head = matches!(text, "if" | "while" | "for" | "with");
    }

    /// Opens a bracket, if a token is one.
    fn bracket(&mut self, text: &str, at: usize) {
        match text {
            "(" => self.open(at, ")"),
            "[" => self.open(at, "]"),
            "{" => self.open(at, "}"),
            _ => {}
        }
    }

    fn open(&mut self, at: usize, closing: &'static str) {
        self.open.push(OpenBracket { at, closing, is_head: self.is_head });
    }

    /// Closes a bracket. Returns whether it holds the head of a statement.
    fn close(&mut self, bracket: &str, at: usize) -> bool {
        let Some(open) = self.open.pop() else {
            self.report(("this bracket closes nothing", at..at + 1));
            return false;
        };
        if open.closing != bracket {
            self.report(self.unclosed(open.at));
        }
        open.is_head
    }
}

/// Whether a value comes after this word, so that a `/` does not divide.
fn is_before_value(word: &str) -> bool {
    matches!(
        word,
        "await"
            | "case"
            | "delete"
            | "do"
            | "else"
            | "in"
            | "instanceof"
            | "new"
            | "of"
            | "return"
            | "throw"
            | "typeof"
            | "void"
            | "yield"
    )
}

/// The length in bytes of the regular expression that begins `bytes`, without its flags, if one
/// does.
fn regular_expression(bytes: &[u8]) -> Option<usize> {
    let mut is_in_class = false;
    let mut at = 1;
    loop {
        match *bytes.get(at)? {
            b'\n' => return None,
            b'\\' => at += 1,
            b'[' => is_in_class = true,
            b']' => is_in_class = false,
            b'/' if !is_in_class => return Some(at + 1),
            _ => {}
        }
        at += 1;
    }
}

/// The length in bytes of the parentheses of a `url(…)` without quotes.
fn unquoted_url(bytes: &[u8]) -> Option<usize> {
    let inside = bytes.strip_prefix(b"(")?;
    let begins = inside.get(run(inside, is_space));
    if matches!(begins, Some(b'"' | b'\'')) {
        return None;
    }
    Some(until(bytes, b")").unwrap_or(bytes.len()))
}

/// The number of bytes up to and including the first of `ends` after the first byte that is not
/// escaped.
fn until(bytes: &[u8], ends: &[u8]) -> Option<usize> {
    let mut at = 1;
    loop {
        match bytes.get(at)? {
            b'\\' => at += 2,
            byte if ends.contains(byte) => return Some(at + 1),
            _ => at += 1,
        }
    }
}

/// The length in bytes of an escape of CSS, with the white space that ends a hexadecimal one.
fn escape(bytes: &[u8]) -> usize {
    let digits = run(&bytes[1..bytes.len().min(7)], |byte| byte.is_ascii_hexdigit());
    match bytes.get(1 + digits) {
        Some(byte) if digits > 0 => 1 + digits + usize::from(is_space(*byte)),
        _ => (1 + digits).max(2).min(bytes.len()),
    }
}

/// The number of leading bytes that satisfy `belongs`.
fn run(bytes: &[u8], belongs: impl Fn(u8) -> bool) -> usize {
    bytes.iter().position(|byte| !belongs(*byte)).unwrap_or(bytes.len())
}

fn is_space(byte: u8) -> bool {
    byte.is_ascii_whitespace()
}
