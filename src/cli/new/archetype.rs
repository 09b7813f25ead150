//! Archetypes: the texts of new pages, one for each kind.

use std::fmt::Write as _;

use crate::cli::args::NewPageKind;

/// The text of a new page from the archetype of its kind; without a kind, front matter alone.
pub(super) fn page(kind: Option<NewPageKind>, title: &str, draft: bool) -> String {
    let draft = if draft { "draft = true\n" } else { "" };
    // The title last: it may hold what looks like a placeholder.
    archetype(kind)
        .replace("{draft}", draft)
        .replacen("{title}", &quoted(title), 1)
}

/// The archetype of a kind, with the placeholders `{title}` and `{draft}`.
fn archetype(kind: Option<NewPageKind>) -> &'static str {
    match kind {
        None => "+++\ntitle = {title}\n{draft}+++\n\n",
        Some(NewPageKind::Chapter) => include_str!("chapter.md"),
        Some(NewPageKind::Comparison) => include_str!("comparison.md"),
        Some(NewPageKind::Assessment) => include_str!("assessment.md"),
        Some(NewPageKind::Audit) => include_str!("audit.md"),
        Some(NewPageKind::Worksheet) => include_str!("worksheet.md"),
    }
}

/// The text as a basic string of TOML 1.0, with quotes, backslashes and control characters escaped.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => {
                // Writing to a String cannot fail.
                let _ = write!(quoted, "\\u{:04X}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn a_title_is_quoted_for_toml() {
        assert_eq!(quoted(r#"a "b" \ c"#), r#""a \"b\" \\ c""#);
        assert_eq!(quoted("a\nb\u{7f}"), r#""a\u000Ab\u007F""#);
    }
}
