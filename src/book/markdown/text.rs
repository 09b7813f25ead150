//! Escapes plain text and addresses for Markdown.

/// Escapes characters that Markdown would take for markup anywhere in a line.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut before = ' ';
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let next = rest.peek().copied().unwrap_or(' ');
        let is_markup = match c {
            '\\' | '`' | '*' | '[' | ']' | '~' => true,
            '_' => !(before.is_alphanumeric() && next.is_alphanumeric()),
            '<' => next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?'),
            '&' => next == '#' || next.is_ascii_alphabetic(),
            _ => false,
        };
        if is_markup {
            escaped.push('\\');
        }
        escaped.push(c);
        before = c;
    }
    escaped
}

/// Escapes characters that Markdown would take for a block at the start of a line, in each line.
pub(super) fn line(text: &str) -> String {
    let lines = text.split('\n').map(|line| {
        let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (number, rest) = line.split_at(digits);
        if digits > 0 && rest.starts_with(['.', ')']) {
            return format!("{number}\\{rest}");
        }
        if line.starts_with(['#', '+', '-', '>', '=', ':', '|']) {
            return format!("\\{line}");
        }
        line.to_owned()
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Escapes an address for the parentheses of a link.
pub(super) fn destination(address: &str) -> String {
    let mut destination = String::with_capacity(address.len());
    for c in address.chars() {
        match c {
            '<' | '>' | '\\' | '|' => {
                destination.push_str(&format!("%{:02X}", u32::from(c)));
            }
            c if c.is_whitespace() || c.is_control() => destination.push_str("%20"),
            // Addresses may contain character references, too, and DOIs have parentheses.
            '&' | '*' | '_' | '[' | ']' | '(' | ')' | '`' | '~' => {
                destination.push('\\');
                destination.push(c);
            }
            c => destination.push(c),
        }
    }
    destination
}

/// The delimiter of a code span or block: at least `least` backticks, and more than the code has in
/// a row.
pub(super) fn fence(code: &str, least: usize) -> String {
    let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    "`".repeat((longest + 1).max(least))
}

/// A text whose lines after the first begin with `indent`; empty ones stay empty.
pub(super) fn indent(text: &str, indent: &str) -> String {
    let lines = text.split('\n').enumerate().map(|(number, line)| {
        let indent = if number == 0 || line.is_empty() { "" } else { indent };
        format!("{indent}{line}")
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::{destination, escape, fence, line};

    #[test]
    fn only_markup_is_escaped() {
        assert_eq!(
            escape("a_b _c_ 2*3 [x] a<b <b> R&D &amp; `d`"),
            "a_b \\_c\\_ 2\\*3 \\[x\\] a\\<b \\<b> R\\&D \\&amp; \\`d\\`"
        );
        assert_eq!(line("1. a\n- b\nc"), "1\\. a\n\\- b\nc");
    }

    #[test]
    fn addresses_and_fences_hold_what_they_hold() {
        assert_eq!(destination("/a (b)/?c=1&d"), "/a%20\\(b\\)/?c=1\\&d");
        assert_eq!(fence("a ``` b", 3), "````");
        assert_eq!(fence("a", 1), "`");
    }
}
