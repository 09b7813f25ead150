//! Archetypes: the texts of new pages, one for each kind.

use std::fmt::Write as _;

use clap::builder::PossibleValue;

use crate::features::FeatureSet;
use crate::resolve::declaration::Archetype;

/// The archetype of a chapter, which needs no feature.
const CHAPTER: Archetype =
    Archetype { word: "chapter", help: "Prose with a checklist", text: include_str!("chapter.md") };

/// The archetype of an empty page.
const EMPTY: &str = "+++\ntitle = {title}\n{draft}+++\n\n";

/// The archetype of the page of a folder.
const PART: Archetype =
    Archetype { word: "part", help: "The page of a folder", text: include_str!("part.md") };

fn archetypes() -> Vec<Archetype> {
    let features = FeatureSet::default();
    let of_features = features.archetypes();
    [CHAPTER, PART].into_iter().chain(of_features).collect()
}

/// The kinds of new pages, as values of an argument.
pub(in crate::cli) fn values() -> impl Iterator<Item = PossibleValue> {
    let archetypes = archetypes().into_iter();
    archetypes.map(|archetype| PossibleValue::new(archetype.word).help(archetype.help))
}

/// The text of a new page from the archetype of its kind; without a kind, front matter alone.
pub(super) fn page(kind: Option<&str>, title: &str, draft: bool) -> String {
    let draft = if draft { "draft = true\n" } else { "" };
    let of_kind = |archetype: &Archetype| Some(archetype.word) == kind;
    let archetype = archetypes().into_iter().find(of_kind);
    let text = archetype.map_or(EMPTY, |archetype| archetype.text);
    // The title last: a title may itself hold `{draft}`.
    text.replace("{draft}", draft).replacen("{title}", &quoted(title), 1)
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
