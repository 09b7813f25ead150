//! [`shows_marks`]: whether a plain text would be another one as Markdown, so that readers see the
//! marks of it.

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag};

/// Whether a plain text, such as a title in front matter, holds emphasis, code or a link with its
/// address as Markdown. Marks within a word are those of names and formulas: `2*3*4`, `__init__`.
pub fn shows_marks(text: &str) -> bool {
    if !text.contains(['*', '_', '`', '[']) {
        return false;
    }
    // The word before the text keeps it from beginning a block.
    let text = format!("x {}", text.replace(char::is_control, " "));
    Parser::new_ext(&text, Options::empty()).into_offset_iter().any(|(event, range)| match event {
        Event::Start(Tag::Emphasis | Tag::Strong) => {
            let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            let is_in_word = is_letter(text[..range.start].chars().next_back())
                || is_letter(text[range.end..].chars().next());
            let written = &text[range];
            let is_name = |c: char| c.is_alphanumeric() || c == '_';
            let is_dunder = written.starts_with("__") && written.chars().all(is_name);
            !is_in_word && !is_dunder
        }
        Event::Start(Tag::Link { link_type, .. } | Tag::Image { link_type, .. }) => {
            link_type == LinkType::Inline
        }
        Event::Code(_) => true,
        _ => false,
    })
}
