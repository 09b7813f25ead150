//! [`WordCounter`], and the shortening of the first paragraph.

/// The maximal length of a shortened first paragraph, in characters.
pub const FIRST_PARAGRAPH_LIMIT: usize = 200;

/// Counts words: runs without white space that hold a letter or digit. A word may be split between
/// tokens.
#[derive(Debug, Default)]
pub struct WordCounter {
    count: usize,
    in_word: bool,
}

impl WordCounter {
    /// Counts the words in the next token of a text.
    pub fn add(&mut self, text: &str) {
        if text.is_ascii() {
            // Most text is ASCII; looking up Unicode properties costs several times as much.
            let runs = text.as_bytes().split(u8::is_ascii_whitespace);
            self.runs(runs.map(|run| run.iter().any(u8::is_ascii_alphanumeric)));
        } else {
            let runs = text.split(char::is_whitespace);
            self.runs(runs.map(|run| run.contains(char::is_alphanumeric)));
        }
    }

    /// Counts the words of the runs between white space, by whether each holds a letter or digit. The
    /// first run goes on where the last token ended.
    fn runs(&mut self, runs: impl Iterator<Item = bool>) {
        for (number, has_letter) in runs.enumerate() {
            let goes_on = number == 0 && self.in_word;
            self.count += usize::from(has_letter && !goes_on);
            self.in_word = has_letter || goes_on;
        }
    }

    /// Ends the current word, so that the next token begins a new one.
    pub fn end_word(&mut self) {
        self.in_word = false;
    }

    /// Adds a number of words that were counted elsewhere.
    pub fn add_count(&mut self, words: usize) {
        self.end_word();
        self.count += words;
    }

    /// The number of words so far.
    pub fn count(&self) -> usize {
        self.count
    }
}

/// Shortens a text to [`FIRST_PARAGRAPH_LIMIT`] characters, at the end of a word, and adds an
/// ellipsis.
pub fn shorten(text: &str) -> String {
    let text = text.trim();
    let Some((limit, _)) = text.char_indices().nth(FIRST_PARAGRAPH_LIMIT) else {
        return text.to_owned();
    };
    // A word that ends exactly at the limit stays; a single word longer than the limit is cut.
    let ends_here = text[limit..].starts_with(char::is_whitespace);
    let end = match text[..limit].rfind(char::is_whitespace) {
        Some(space) if !ends_here => space,
        _ => limit,
    };
    let kept = text[..end].trim_end_matches(|c: char| c.is_whitespace() || ",;:–—-".contains(c));
    format!("{kept}…")
}

#[cfg(test)]
mod tests {
    use super::{WordCounter, shorten};

    #[test]
    fn words_may_arrive_in_parts() {
        let mut counter = WordCounter::default();
        for token in ["the manager", "’", "s two", " – ", "roles"] {
            counter.add(token);
        }
        counter.end_word();
        counter.add("end");
        assert_eq!(counter.count(), 5);
    }

    #[test]
    fn a_shortened_text_ends_with_a_word() {
        assert_eq!(shorten(" short "), "short");
        let long = "word ".repeat(50);
        assert_eq!(shorten(&long), format!("{}word…", "word ".repeat(39)));
        assert_eq!(shorten(&"é".repeat(300)), format!("{}…", "é".repeat(200)));
        let exact = format!("{} next", "a".repeat(200));
        assert_eq!(shorten(&exact), format!("{}…", "a".repeat(200)));
    }
}
