//! What is said of checklists wherever they are shown or listed.

use crate::base::fingerprint::Fingerprint;

/// Eight hexadecimal digits that tell a script that the text of an item is another one.
pub fn text_hash(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    Fingerprint::of_bytes(words.join(" ").as_bytes()).short()
}
