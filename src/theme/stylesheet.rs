//! [`minify`]: style sheets without comments and needless white space.
//!
//! It works on the tokens of CSS and knows no properties or rules, so that it cannot lose or change
//! one, be it newer than this program or a mistake of its author.

use std::ops::Range;

/// Characters that never need white space on either side.
const SEPARATORS: &[u8] = b"{};,";

/// `css` without comments, with runs of white space made one space, and with none beside `{};,`.
///
/// Strings, URLs in `url()`, escapes and comments that begin with `/*!` stay as they are. So does
/// the space after a colon: `--empty: ;` is a declaration and, to some browsers, `--empty:;` is
/// not.
pub fn minify(css: &str) -> String {
    let mut writer = CssWriter {
        css: String::with_capacity(css.len()),
        last: None,
        space: false,
        comment: false,
    };
    let mut at = 0;
    while at < css.len() {
        let (token, next) = token(css, at);
        match token {
            CssToken::Space => writer.space = true,
            CssToken::Comment => writer.comment = true,
            CssToken::Text => writer.add(&css[at..next]),
        }
        at = next;
    }
    writer.css
}

/// The tokens of `css` in order, which concatenated give `css`: white space, comments, strings,
/// words, a `url(…)` without quotes, single characters.
pub fn tokens(css: &str) -> impl Iterator<Item = &str> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at;
        at = (start < css.len()).then(|| token(css, start).1)?;
        Some(&css[start..at])
    })
}

/// Writes minified CSS: the output, and the white space and comments dropped since the last token.
struct CssWriter {
    css: String,
    /// The last token that was written, if it is a single character; the comma of the name `a\,` is
    /// none.
    last: Option<u8>,
    space: bool,
    comment: bool,
}

impl CssWriter {
    fn add(&mut self, text: &str) {
        let (space, comment) = (std::mem::take(&mut self.space), std::mem::take(&mut self.comment));
        let single = text.bytes().next().filter(|_| text.len() == 1);
        let separates = |byte: Option<u8>| byte.is_some_and(|byte| SEPARATORS.contains(&byte));
        let begins = self.css.is_empty();
        let bare = begins || separates(self.last) || separates(single) && self.last != Some(b':');
        if space && !bare {
            self.css.push(' ');
        } else if comment && !space && !bare {
            // `a/**/b` is two words, and yet not `a b`.
            self.css.push_str("/**/");
        }
        self.css.push_str(text);
        self.last = single;
    }
}

/// The kind of a token, as far as minifying depends on it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum CssToken {
    Space,
    /// A comment that may be dropped.
    Comment,
    /// Any other token: a string, URL, escape, licence comment, word or single character.
    Text,
}

/// The kind of the token at `at`, a character boundary, and the offset of the next token.
fn token(css: &str, at: usize) -> (CssToken, usize) {
    let rest = &css[at..];
    let bytes = rest.as_bytes();
    let (token, len) = match bytes[0] {
        byte if is_space(byte) => (CssToken::Space, run(bytes, is_space)),
        b'/' if rest.starts_with("/*") => {
            let len = rest[2..].find("*/").map_or(rest.len(), |len| len + 4);
            let is_licence = rest.starts_with("/*!");
            (if is_licence { CssToken::Text } else { CssToken::Comment }, len)
        }
        quote @ (b'"' | b'\'') => (CssToken::Text, string(bytes, quote)),
        b'\\' => (CssToken::Text, escape(bytes)),
        byte if is_word(byte) => (CssToken::Text, word(bytes)),
        _ => (CssToken::Text, 1),
    };
    (token, ceil(css, at + len))
}

/// The length in bytes of a word; with its parentheses if it is a `url(…)` without quotes.
fn word(bytes: &[u8]) -> usize {
    let len = run(bytes, is_word);
    if !bytes[..len].eq_ignore_ascii_case(b"url") || bytes.get(len) != Some(&b'(') {
        return len;
    }
    let inside = &bytes[len + 1..];
    let begins = inside.get(run(inside, is_space));
    if matches!(begins, Some(b'"' | b'\'')) {
        return len;
    }
    len + 1 + until(inside, b")")
}

/// The length in bytes of a string with its quotes. A line break ends an unclosed one.
fn string(bytes: &[u8], quote: u8) -> usize {
    1 + until(&bytes[1..], &[quote, b'\n'])
}

/// The number of bytes up to and including the first of `ends` that is not escaped.
fn until(bytes: &[u8], ends: &[u8]) -> usize {
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 2,
            byte if ends.contains(byte) => return at + 1,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// The length in bytes of an escape, with the white space that ends a hexadecimal one.
fn escape(bytes: &[u8]) -> usize {
    let Range { start, end } = 1..bytes.len().min(7);
    let digits = run(&bytes[start..end], |byte| byte.is_ascii_hexdigit());
    let end = start + digits;
    match bytes.get(end) {
        Some(byte) if digits > 0 => end + usize::from(is_space(*byte)),
        _ => end.max(2).min(bytes.len()),
    }
}

/// The number of leading bytes that satisfy `belongs`.
fn run(bytes: &[u8], belongs: impl Fn(u8) -> bool) -> usize {
    bytes.iter().position(|byte| !belongs(*byte)).unwrap_or(bytes.len())
}

fn is_space(byte: u8) -> bool {
    byte.is_ascii_whitespace()
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | 0x80..)
}

/// The next character boundary at or after `at`.
fn ceil(css: &str, mut at: usize) -> usize {
    while at < css.len() && !css.is_char_boundary(at) {
        at += 1;
    }
    at.min(css.len())
}

#[cfg(test)]
mod tests {
    use super::minify;

    #[track_caller]
    fn check(css: &str, expected: &str) {
        assert_eq!(minify(css), expected);
        assert_eq!(minify(expected), expected, "a second time");
    }

    #[test]
    fn comments_and_needless_white_space_go() {
        check(
            "/* a */\n@layer a, b;\n\n.x ,\n.y {\n  color : red ;\n  /* b */ margin: 0 auto\n}\n",
            "@layer a,b;.x,.y{color : red;margin: 0 auto}",
        );
        check("", "");
        check(" /* only */ ", "");
        check("/*! licence */ a {}", "/*! licence */ a{}");
    }

    #[test]
    fn white_space_that_means_something_stays() {
        for css in [
            "a{width: clamp(2rem, 1.6rem + 1.7vw, 3rem);}",
            "a{width: calc(100% - (1px + -2px));}",
            "@media (min-width: 40rem) and (not (hover)){a :is(b) > c + d ~ e{}}",
            "a .b:has(> img) ::details-content{content: \"/\" / \"\";}",
            "a{--empty: ;--x: (a b);font: 1rem/1.2 x;grid-area: 1 / 2 / auto;}",
            "@container card (width > 20rem){&:hover{color: light-dark(#fff, #000);}}",
            "a{color: red ! important;background: url(a.svg) no-repeat;}",
            "@charset \"utf-8\";@view-transition{navigation: auto;}@unknown thing{a}",
        ] {
            assert_eq!(minify(css), css.replace(", ", ","));
        }
    }

    #[test]
    fn strings_addresses_and_escapes_are_not_touched() {
        for css in [
            "a{content: \"/* , ; */  {\";}",
            "a{content: 'it\\'s  \"x\"';}",
            "a{content: \"a\\\n  b\";}",
            "a{background: url( //x.y/*z*/;a,b  );}",
            "a{background: URL(a\\)  b;);}",
            "a{background: url( \"a  b\" );}",
            ".a\\:b  .c\\,  d".replace("  ", " ").as_str(),
            ".\\31  a{}",
            ".\\00031a{}",
            "\\é  ü{}".replace("  ", " ").as_str(),
        ] {
            check(css, css);
        }
    }

    #[test]
    fn a_comment_still_parts_two_words() {
        check("a/**/b.c/* x */.d{}", "a/**/b.c/**/.d{}");
        check("a /* x */ b", "a b");
        check("a{/* x */}", "a{}");
        check("a{b:/* x */;}", "a{b:/**/;}");
    }

    #[test]
    fn faults_of_an_author_stay() {
        check("a { content: \"open\n; color: red }\nb {", "a{content: \"open\n;color: red}b{");
        check("a { b: c } } d { ", "a{b: c}}d{");
        for css in
            ["/*", "/* a", "\"", "'\\", "url(", "url(\\", "\\", "a\\", "\\é", "\"é", "\\f", "/"]
        {
            minify(css);
        }
    }
}
