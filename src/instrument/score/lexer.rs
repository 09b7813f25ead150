//! [`tokenize`]: the lexer of conditions; and [`ConditionError`], why a condition cannot be used.

use std::ops::Range;

use crate::instrument::score::condition::CompareOp;

/// The greatest number that a condition may have.
pub const NUMBER_LIMIT: i64 = 1_000_000;

/// A token of a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConditionToken<'a> {
    /// A number, written in digits.
    Number(i64),
    /// A name or a reserved word.
    Word(&'a str),
    /// The operator `+`.
    Plus,
    /// The operator `-`.
    Minus,
    /// An operator that compares: `<`, `<=`, `>`, `>=` or `==`.
    Compare(CompareOp),
    /// An opening bracket: `(`.
    Open,
    /// A closing bracket: `)`.
    Close,
    /// A comma: `,`.
    Comma,
}

/// The symbols of conditions, the longest first, so that `<=` is not read as `<`.
const SYMBOLS: &[(&str, ConditionToken<'static>)] = &[
    ("<=", ConditionToken::Compare(CompareOp::AtMost)),
    (">=", ConditionToken::Compare(CompareOp::AtLeast)),
    ("==", ConditionToken::Compare(CompareOp::Equal)),
    ("<", ConditionToken::Compare(CompareOp::Less)),
    (">", ConditionToken::Compare(CompareOp::Greater)),
    ("+", ConditionToken::Plus),
    ("-", ConditionToken::Minus),
    ("(", ConditionToken::Open),
    (")", ConditionToken::Close),
    (",", ConditionToken::Comma),
];

/// Symbols of other languages, with what to write instead.
const UNKNOWN_SYMBOLS: &[(&str, &str)] = &[
    ("!=", "write `not (a == b)` for numbers that differ"),
    ("<>", "write `not (a == b)` for numbers that differ"),
    ("≠", "write `not (a == b)` for numbers that differ"),
    ("=>", "write `>=`"),
    ("=<", "write `<=`"),
    ("≥", "write `>=`"),
    ("≤", "write `<=`"),
    ("&&", "write `and`"),
    ("&", "write `and`"),
    ("||", "write `or`"),
    ("|", "write `or`"),
    ("!", "write `not`"),
    ("=", "write `==` to compare"),
    ("−", "write `-`, the hyphen of the keyboard"),
    ("–", "write `-`, the hyphen of the keyboard"),
    ("%", "columns of an audit are already in percent; remove the sign"),
    (".", "points and percents are whole numbers"),
    ("*", "conditions have only `+` and `-`: write `m + m` for twice `m`"),
    ("/", "conditions have only `+` and `-`: compare sums instead of averages"),
];

/// Splits a condition into tokens, each with its bytes.
pub fn tokenize(text: &str) -> Result<Vec<(ConditionToken<'_>, Range<usize>)>, ConditionError> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        let length = if first.is_whitespace() {
            first.len_utf8()
        } else if first.is_alphanumeric() || first == '_' {
            let length = word_length(rest);
            tokens.push((word(&rest[..length], at)?, at..at + length));
            length
        } else {
            let (symbol, token) = symbol(rest, at)?;
            tokens.push((token, at..at + symbol.len()));
            symbol.len()
        };
        at += length;
    }
    Ok(tokens)
}

/// The symbol at the start of a text, which begins at the byte `at` of the condition.
fn symbol(
    text: &str,
    at: usize,
) -> Result<(&'static str, ConditionToken<'static>), ConditionError> {
    let known = SYMBOLS.iter().find(|(symbol, _)| text.starts_with(symbol));
    let unknown = UNKNOWN_SYMBOLS.iter().find(|(symbol, _)| text.starts_with(symbol));
    let known_length = known.map_or(0, |(symbol, _)| symbol.len());
    let unknown_length = unknown.map_or(0, |(symbol, _)| symbol.len());
    if let Some(known) = known
        && known_length >= unknown_length
    {
        return Ok(*known);
    }
    let first = text.chars().next().map_or(0, char::len_utf8);
    let length = first.max(unknown_length);
    let message = format!("conditions have no `{}`", &text[..length]);
    let error = ConditionError::new(at..at + length, message);
    Err(match unknown {
        Some((_, hint)) => error.hint(*hint),
        None => error,
    })
}

/// The length in bytes of the word at the start of a text: letters and digits, and hyphens between
/// them.
fn word_length(text: &str) -> usize {
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let is_inner_hyphen =
            c == '-' && chars.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        if !(c.is_alphanumeric() || c == '_' || is_inner_hyphen) {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}

/// The token of a word that begins at the byte `at` of the condition.
fn word(word: &str, at: usize) -> Result<ConditionToken<'_>, ConditionError> {
    if !word.bytes().all(|b| b.is_ascii_digit()) {
        return Ok(ConditionToken::Word(word));
    }
    match word.parse::<i64>() {
        Ok(number) if number <= NUMBER_LIMIT => Ok(ConditionToken::Number(number)),
        _ => {
            let message = format!("`{word}` is larger than {NUMBER_LIMIT}");
            Err(ConditionError::new(at..at + word.len(), message))
        }
    }
}

/// Why a condition cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConditionError {
    /// The range of wrong bytes within the condition.
    pub span: Range<usize>,
    /// The message of a diagnostic.
    pub message: String,
    /// How to fix the condition; may be empty.
    pub hint: String,
}

impl ConditionError {
    /// An error at a range of bytes, without a hint.
    pub(super) fn new(span: Range<usize>, message: impl Into<String>) -> Self {
        Self { span, message: message.into(), hint: String::new() }
    }

    /// Adds a hint to the error.
    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }
}
