//! [`matches()`]: file names against patterns with `*` and `?`.

/// Whether `text` fits `pattern`, in which `*` stands for any run of characters, also none, and `?`
/// for any one. Never worse than the product of the two lengths.
pub(super) fn matches(pattern: &str, text: &str) -> bool {
    let pattern: Vec<char> = pattern.chars().collect();
    let text: Vec<char> = text.chars().collect();
    let (mut p, mut t) = (0, 0);
    // Where the last star stood, and how much of the text it has swallowed.
    let mut star: Option<(usize, usize)> = None;
    while t < text.len() {
        match pattern.get(p) {
            Some('*') => {
                star = Some((p, t));
                p += 1;
            }
            Some(c) if *c == '?' || *c == text[t] => {
                p += 1;
                t += 1;
            }
            _ => {
                let Some((at, swallowed)) = star else {
                    return false;
                };
                star = Some((at, swallowed + 1));
                p = at + 1;
                t = swallowed + 1;
            }
        }
    }
    pattern[p..].iter().all(|c| *c == '*')
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn stars_and_question_marks() {
        for (pattern, text) in [
            ("*.bak", "a.bak"),
            ("draft-?.md", "draft-1.md"),
            ("*", ""),
            ("a*b*c", "a-b-b-c"),
            ("**", "x"),
        ] {
            assert!(matches(pattern, text), "{pattern} fits {text}");
        }
        for (pattern, text) in [
            ("*.bak", "a.md"),
            ("?", ""),
            ("a*b", "a"),
            ("a", "ab"),
            ("", "a"),
        ] {
            assert!(!matches(pattern, text), "{pattern} does not fit {text}");
        }
    }
}
