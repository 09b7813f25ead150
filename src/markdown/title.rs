//! [`TitleRule`]: a page has one title and one `h1`, which the template prints.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Tag};

use crate::base::diagnostic::Code;
use crate::markdown::input::MarkdownInput;
use crate::markdown::report::Reporter;
use crate::markdown::token::{Token, TokenKind, element_len, plain_text};

/// The rule by which the `#` headings of a body are printed.
pub struct TitleRule {
    /// The text of the first `#` heading, if it gives the title because the front matter has none.
    pub text: Option<String>,
    /// The tokens of the first `#` heading, if it is not printed because it is the title.
    pub dropped: Option<Range<usize>>,
    /// Whether all headings of the body move down one level because a `#` heading remains.
    pub shift: bool,
}

/// Decides from the title of the front matter and the first `#` heading. A heading that repeats or
/// gives the title is dropped. One that differs stays, with a warning if it begins the page.
pub fn decide(
    tokens: &[Token<'_>],
    input: &MarkdownInput<'_>,
    reporter: &Reporter<'_>,
) -> TitleRule {
    let mut level_one =
        tokens.iter().enumerate().filter(|(_, token)| is_level_one(token)).map(|(index, _)| index);
    let first = level_one.next();
    let mut title = TitleRule { text: None, dropped: None, shift: first.is_some() };
    let Some(first) = first else {
        return title;
    };
    let heading = first..first + element_len(&tokens[first..]);
    let text = plain_text(&tokens[heading.clone()]).trim().to_owned();
    let drops = match input.title {
        None => {
            title.text = Some(text).filter(|text| !text.is_empty());
            title.text.is_some()
        }
        Some(wanted) if first == 0 && text == wanted.trim() => true,
        Some(wanted) => {
            if first == 0 {
                warn(&text, wanted, tokens[first].range.clone(), reporter);
            }
            false
        }
    };
    if drops {
        title.dropped = Some(heading);
        title.shift = level_one.next().is_some();
    }
    title
}

fn is_level_one(token: &Token<'_>) -> bool {
    let TokenKind::Event(Event::Start(Tag::Heading { level, .. })) = &token.kind else {
        return false;
    };
    *level == HeadingLevel::H1
}

fn warn(text: &str, wanted: &str, span: Range<usize>, reporter: &Reporter<'_>) {
    reporter.warning(
        Code::TitleDiffers,
        format!("the first heading `{text}` differs from the title `{wanted}`"),
        Some(span),
        |d| {
            d.hint(
                "the title is printed above the page; delete this heading, or make the two equal",
            )
            .hint("a heading that is meant to stay begins with `##`")
        },
    );
}
