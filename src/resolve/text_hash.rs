//! [`text_hash`]: the hash by which scripts notice that a text was changed.

use crate::base::fingerprint::Fingerprint;
use crate::base::paths::in_normal_form;

/// The hash of a text as eight hexadecimal digits, by which a script notices that an item was
/// changed: the first 32 bits of the 128-bit XXH3 hash of the text in Unicode normal form C, with
/// one space for each run of white space. Readers' devices store it, so its definition must never
/// change.
pub fn text_hash(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = in_normal_form(&words.join(" "));
    Fingerprint::of_bytes(text.as_bytes()).short()
}

#[cfg(test)]
mod tests {
    use super::text_hash;

    #[test]
    fn the_hash_of_a_text_is_the_same_for_ever() {
        assert_eq!(text_hash("State the outcome."), "5ad75f06");
        assert_eq!(text_hash(" State  the\noutcome. "), text_hash("State the outcome."));
        assert_eq!(text_hash("e\u{301}"), text_hash("é"));
        assert_ne!(text_hash("state the outcome."), text_hash("State the outcome."));
    }
}
