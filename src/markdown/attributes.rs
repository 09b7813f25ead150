//! Attribute blocks: a trailing `{#id .class key=value key="several words" flag}`, with one grammar
//! for all elements.
//!
//! It is read from the source bytes, since smart punctuation would change its quotes. A trailing
//! `{…}` counts as attributes only if a token of it begins with `#` or `.` or holds a `=`; all else
//! is text, and so is whatever begins with `\{`. What kramdown, Python-Markdown and HTML write is
//! understood: `{: #id .class }`, `{id="id" class="one two"}`.

use std::ops::Range;

use crate::base::paths::{Anchor, slugify};
use crate::data::value::Spanned;

/// A parsed attribute block. All spans are bytes of the text that was parsed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attributes {
    /// Whether an id is written, be it a valid one or not.
    pub names_id: bool,
    /// The byte before which an id may be added.
    pub id_place: usize,
    /// The id: `#id` or `id="id"`.
    pub id: Option<Spanned<Anchor>>,
    /// The classes, each `.class` or a word of `class="…"`, in source order.
    pub classes: Vec<Spanned<String>>,
    /// `key=value` and `key="several words"`; keys are unique.
    pub pairs: Vec<(Spanned<String>, Spanned<String>)>,
    /// The flags: words without a value.
    pub flags: Vec<Spanned<String>>,
    /// The whole block, braces included.
    pub span: Range<usize>,
}

/// The attribute with other words for something, by which readers find it.
pub const ALSO: &str = "also";

impl Attributes {
    /// The words of the attribute [`ALSO`], which commas separate.
    pub fn also(&self) -> Vec<String> {
        let values = self.pairs.iter().filter(|(key, _)| key.value == ALSO);
        let words = values.flat_map(|(_, value)| value.value.split(','));
        words.map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect()
    }
}

/// An error in a part of an attribute block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttributeProblem {
    /// The message of the diagnostic.
    pub message: String,
    /// The way to write the attribute correctly.
    pub hint: String,
    /// The bytes of the error in the source.
    pub span: Range<usize>,
}

/// The byte at which the attribute block at the end of `line` begins, if there is one.
pub fn find(line: &str) -> Option<usize> {
    let inner_end = line.strip_suffix('}')?.len();
    let start = opening_brace(&line[..inner_end])?;
    let backslashes = line[..start].bytes().rev().take_while(|b| *b == b'\\');
    let escaped = backslashes.count() % 2 == 1;
    (!escaped && is_attributes(&line[start + 1..inner_end])).then_some(start)
}

/// The byte of the innermost brace that is open at the end of `text`. Braces within quotes do not
/// count; if quotes are not paired, the last brace counts, so that the missing quote can be
/// reported.
fn opening_brace(text: &str) -> Option<usize> {
    let mut quoted = false;
    for (at, byte) in text.bytes().enumerate().rev() {
        match byte {
            b'"' => quoted = !quoted,
            b'{' if !quoted => return Some(at),
            b'}' if !quoted => return None,
            _ => {}
        }
    }
    text.rfind(['{', '}']).filter(|at| text.as_bytes()[*at] == b'{')
}

fn is_attributes(inner: &str) -> bool {
    without_colon(inner).split_whitespace().any(|token| {
        token.contains('=')
            || token.starts_with('#')
            || (token.starts_with('.') && token.bytes().any(|b| b != b'.'))
    })
}

/// What is between braces, without the colon of kramdown and Python-Markdown.
fn without_colon(inner: &str) -> &str {
    inner.strip_prefix(':').unwrap_or(inner)
}

/// Parses the block at `span` of `text`, braces included. Malformed parts are left out and returned
/// as problems.
pub fn parse(text: &str, span: Range<usize>) -> (Attributes, Vec<AttributeProblem>) {
    let inner = span.start + 1..span.end.saturating_sub(1).max(span.start + 1);
    let colon = inner.len() - without_colon(&text[inner.clone()]).len();
    let mut parser = AttributeParser {
        text,
        at: inner.start + colon,
        end: inner.end,
        attributes: Attributes { span, id_place: inner.start + colon, ..Attributes::default() },
        problems: Vec::new(),
    };
    while parser.token() {}
    (parser.attributes, parser.problems)
}

struct AttributeParser<'a> {
    text: &'a str,
    at: usize,
    end: usize,
    attributes: Attributes,
    problems: Vec<AttributeProblem>,
}

impl<'a> AttributeParser<'a> {
    /// Parses one token of the block; `false` at the end.
    fn token(&mut self) -> bool {
        let rest = &self.text[self.at..self.end];
        let trimmed = rest.trim_start();
        self.at += rest.len() - trimmed.len();
        match trimmed.as_bytes().first() {
            None => return false,
            Some(b'#') => self.id(),
            Some(b'.') => self.class(),
            Some(_) => self.pair_or_flag(),
        }
        true
    }

    /// Consumes bytes up to white space or one of `stops`.
    fn take(&mut self, stops: &[char]) -> (&'a str, Range<usize>) {
        let rest = &self.text[self.at..self.end];
        let len =
            rest.find(|c: char| c.is_whitespace() || stops.contains(&c)).unwrap_or(rest.len());
        let span = self.at..self.at + len;
        self.at = span.end;
        (&rest[..len], span)
    }

    fn problem(&mut self, message: String, hint: impl Into<String>, span: Range<usize>) {
        self.problems.push(AttributeProblem { message, hint: hint.into(), span });
    }

    fn id(&mut self) {
        let (token, span) = self.take(&[]);
        self.set_id(&token[1..], token, span);
    }

    /// Takes an id that stands in the block as `written`.
    fn set_id(&mut self, id: &str, written: &str, span: Range<usize>) {
        self.attributes.names_id = true;
        match Anchor::written(id) {
            Some(_) if self.attributes.id.is_some() => {
                let message = format!("this attribute block has a second id, `{written}`");
                self.problem(message, "remove one of them", span);
            }
            Some(value) => self.attributes.id = Some(Spanned { value, span }),
            None => {
                let hint = match slugify(id) {
                    word if word.is_empty() => {
                        "write a word without spaces, such as `#frost`".to_owned()
                    }
                    word => format!("write `#{word}`"),
                };
                self.problem(format!("`{written}` is not a valid id"), hint, span);
            }
        }
    }

    fn class(&mut self) {
        let (token, span) = self.take(&[]);
        self.add_class(&token[1..], token, span);
    }

    /// Takes a class that stands in the block as `written`.
    fn add_class(&mut self, class: &str, written: &str, span: Range<usize>) {
        if is_name(class) {
            self.attributes.classes.push(Spanned { value: class.to_owned(), span });
        } else {
            let hint = "a class begins with a letter and consists of letters, digits, `-` and `_`";
            self.problem(format!("`{written}` is not a valid class"), hint, span);
        }
    }

    fn pair_or_flag(&mut self) {
        let (name, span) = self.take(&['=']);
        let key = Spanned { value: name.to_owned(), span: span.clone() };
        let is_pair = self.text[self.at..self.end].starts_with('=');
        let value = if is_pair {
            self.at += 1;
            self.value(name, span.start)
        } else {
            None
        };
        if !is_name(name) {
            let hint = "a name begins with a letter and consists of letters, digits, `-` and `_`; \
                        for a literal brace write `\\{`";
            self.problem(format!("`{name}` is not a valid attribute name"), hint, span);
        } else if self.attributes.pairs.iter().any(|(k, _)| k.value == name) {
            let message = format!("`{name}` appears twice in this attribute block");
            self.problem(message, "remove one of them", span);
        } else if let Some(Spanned { value, span }) = value {
            match name {
                "id" => self.set_id(&value, &value, span),
                "class" => {
                    for class in value.split_whitespace() {
                        self.add_class(class, class, span.clone());
                    }
                }
                _ => self.attributes.pairs.push((key, Spanned { value, span })),
            }
        } else if !is_pair {
            self.attributes.flags.push(key);
        }
    }

    /// Parses the value after `key=`. A malformed value is reported and gives `None`.
    fn value(&mut self, name: &str, start: usize) -> Option<Spanned<String>> {
        let rest = &self.text[self.at..self.end];
        let Some(quoted) = rest.strip_prefix('"') else {
            let (value, span) = self.take(&[]);
            if value.is_empty() || value.contains('"') {
                let hint = format!("write `{name}=word` or `{name}=\"several words\"`");
                self.problem(format!("`{name}=` has no valid value"), hint, start..span.end);
                return None;
            }
            return Some(Spanned { value: value.to_owned(), span });
        };
        let Some(len) = quoted.find('"') else {
            self.at = self.end;
            let message = format!("the value of `{name}` has no closing quote");
            self.problem(message, format!("write `{name}=\"several words\"`"), start..self.end);
            return None;
        };
        let span = self.at..self.at + len + 2;
        self.at = span.end;
        let value = quoted[..len].to_owned();
        let (more, tail) = self.take(&[]);
        if !more.is_empty() {
            let message = format!("`{more}` follows the closing quote of `{name}` without a space");
            self.problem(message, "put a space between attributes", tail);
        }
        Some(Spanned { value, span })
    }
}

/// How to write an id on which more than links relies.
pub fn right_id(id: &str) -> String {
    let right = slugify(id);
    match Anchor::authored(&right) {
        Some(_) => format!("write `#{right}`"),
        None => "an id consists of lower-case letters a to z, digits and single hyphens".to_owned(),
    }
}

/// Whether a text is a name: it begins with a letter and is made of letters, digits, `-` and `_`.
pub fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

#[cfg(test)]
mod tests {
    use super::{AttributeProblem, Attributes, find, parse};

    fn read(text: &str) -> (Attributes, Vec<AttributeProblem>) {
        parse(text, find(text).unwrap()..text.len())
    }

    #[test]
    fn a_block_gives_id_classes_pairs_and_flags_with_their_places() {
        let text = r#"Trust {#trust .a .b-c key=value title="several {words}" open}"#;
        let (attributes, problems) = read(text);
        assert_eq!(problems, []);
        let id = attributes.id.unwrap();
        assert_eq!((id.value.as_str(), &text[id.span]), ("trust", "#trust"));
        let classes: Vec<_> = attributes.classes.iter().map(|c| &*c.value).collect();
        assert_eq!(classes, ["a", "b-c"]);
        let pairs: Vec<_> = attributes.pairs.iter().map(|(k, v)| (&*k.value, &*v.value)).collect();
        assert_eq!(pairs, [("key", "value"), ("title", "several {words}")]);
        assert_eq!(&text[attributes.flags[0].span.clone()], "open");
        assert_eq!(attributes.span.start, 6);
    }

    #[test]
    fn only_a_token_with_a_sign_makes_a_block() {
        assert_eq!(find("a {#b}"), Some(2));
        assert_eq!(find("a{.b}"), Some(1));
        assert_eq!(find("{k=v}"), Some(0));
        for text in ["a {b}", "a {}", "a {...}", r"a \{#b}", "a {#b} c", "a #b}", "{a} b}"] {
            assert_eq!(find(text), None, "{text}");
        }
        assert_eq!(find(r"a \\{#b}"), Some(4));
    }

    #[test]
    fn the_forms_of_other_tools_are_understood() {
        for text in [
            "a {: #b .c .d k=v }",
            "a {:#b .c .d k=v}",
            "a {:.c .d #b k=v}",
            r#"a { id="b" class="c d" k="v" }"#,
            "a {: id=b .c class=d k=v}",
        ] {
            let (attributes, problems) = read(text);
            assert_eq!(problems, [], "{text}");
            assert_eq!(attributes.id.unwrap().value.as_str(), "b", "{text}");
            let classes: Vec<_> = attributes.classes.iter().map(|c| &*c.value).collect();
            assert_eq!(classes, ["c", "d"], "{text}");
            assert_eq!(attributes.pairs.len(), 1, "{text}");
        }
        for text in ["a {:}", "a {: }", "a {:b}", "a {:toc}"] {
            assert_eq!(find(text), None, "{text}");
        }
    }

    #[test]
    fn malformed_parts_are_reported_with_a_hint() {
        let reported = |text: &str| {
            let (_, problems) = read(text);
            assert_eq!(problems.len(), 1, "{problems:?}");
            let problem = &problems[0];
            (problem.message.clone(), problem.hint.clone(), text[problem.span.clone()].to_owned())
        };
        assert_eq!(
            reported(r#"{id="Two axes"}"#),
            (
                "`Two axes` is not a valid id".into(),
                "write `#two-axes`".into(),
                "\"Two axes\"".into()
            )
        );
        assert_eq!(reported("{#a #b}").2, "#b");
        assert_eq!(reported("{#a id=b}").2, "b");
        assert_eq!(reported("{class=1}").2, "1");
        assert_eq!(reported("{.1}").2, ".1");
        assert_eq!(reported(r#"{k="a b}"#).0, "the value of `k` has no closing quote");
        assert_eq!(reported("{k=}").2, "k=");
        assert_eq!(reported("{k=a k=b}").0, "`k` appears twice in this attribute block");
        assert_eq!(reported(r#"{k="a"b}"#).2, "b");
        assert_eq!(reported("{.a 1x}").2, "1x");
    }
}
