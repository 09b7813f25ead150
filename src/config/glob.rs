//! [`path_matches`]: paths against glob patterns with `*` and `?`.

/// Whether a path below the folder of the content matches a pattern: one with a slash the whole
/// path, one without a slash the name of the file or of a folder above it.
pub(super) fn path_matches(pattern: &str, path: &str) -> bool {
    if pattern.contains('/') {
        glob_matches(pattern.trim_start_matches('/'), path)
    } else {
        path.split('/').any(|part| glob_matches(pattern, part))
    }
}

/// Whether `text` matches the glob `pattern`, in which `*` stands for any run of characters, even
/// an empty one, and `?` for any one. Takes at most time proportional to the product of both
/// lengths.
fn glob_matches(pattern: &str, text: &str) -> bool {
    let pattern: Vec<char> = pattern.chars().collect();
    let text: Vec<char> = text.chars().collect();
    let (mut p, mut t) = (0, 0);
    // The positions of the last star in the pattern and of the end of its match in the text.
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
                let Some((at, matched)) = star else {
                    return false;
                };
                star = Some((at, matched + 1));
                p = at + 1;
                t = matched + 1;
            }
        }
    }
    pattern[p..].iter().all(|c| *c == '*')
}

#[cfg(test)]
mod tests {
    use super::glob_matches;

    #[test]
    fn stars_and_question_marks() {
        for (pattern, text) in [
            ("*.bak", "a.bak"),
            ("draft-?.md", "draft-1.md"),
            ("*", ""),
            ("a*b*c", "a-b-b-c"),
            ("**", "x"),
        ] {
            assert!(glob_matches(pattern, text), "{pattern} fits {text}");
        }
        for (pattern, text) in [("*.bak", "a.md"), ("?", ""), ("a*b", "a"), ("a", "ab"), ("", "a")]
        {
            assert!(!glob_matches(pattern, text), "{pattern} does not fit {text}");
        }
    }
}
