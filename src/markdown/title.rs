//! The title rule: a page has one title and one `h1`, which the template prints.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Tag};

use crate::base::diagnostic::Code;
use crate::markdown::input::Input;
use crate::markdown::node::{Node, Piece, element_len, plain_text};
use crate::markdown::report::Reports;

/// What becomes of the `#` headings of a body.
pub struct Title {
    /// The text of the heading that is the title, where the front matter has none.
    pub text: Option<String>,
    /// The pieces of the heading that is not printed.
    pub dropped: Option<Range<usize>>,
    /// Whether all headings move down one level, because a `#` heading remains.
    pub shift: bool,
}

/// Decides by the title of the front matter and the first `#` heading. A heading that repeats the
/// title, or gives it, is dropped; one that differs stays, with a warning where it leads the page.
pub fn decide(pieces: &[Piece<'_>], input: &Input<'_>, reports: &Reports<'_>) -> Title {
    let mut tops = pieces
        .iter()
        .enumerate()
        .filter(|(_, piece)| is_top(piece))
        .map(|(index, _)| index);
    let first = tops.next();
    let mut title = Title {
        text: None,
        dropped: None,
        shift: first.is_some(),
    };
    let Some(first) = first else {
        return title;
    };
    let heading = first..first + element_len(&pieces[first..]);
    let text = plain_text(&pieces[heading.clone()]).trim().to_owned();
    let drops = match input.title {
        None => {
            title.text = Some(text).filter(|text| !text.is_empty());
            title.text.is_some()
        }
        Some(wanted) if first == 0 && text == wanted.trim() => true,
        Some(wanted) => {
            if first == 0 {
                warn(&text, wanted, pieces[first].range.clone(), reports);
            }
            false
        }
    };
    if drops {
        title.dropped = Some(heading);
        title.shift = tops.next().is_some();
    }
    title
}

fn is_top(piece: &Piece<'_>) -> bool {
    let Node::Event(Event::Start(Tag::Heading { level, .. })) = &piece.node else {
        return false;
    };
    *level == HeadingLevel::H1
}

fn warn(text: &str, wanted: &str, span: Range<usize>, reports: &Reports<'_>) {
    reports.warning(
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
