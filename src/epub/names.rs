//! [`Names`]: names of files that every system and reader takes, each given once.

use std::collections::BTreeSet;

/// The names that were given.
#[derive(Default)]
pub(super) struct Names(BTreeSet<String>);

impl Names {
    /// A name that begins with `stem` and that no other file has, whatever the case of letters.
    pub(super) fn give(&mut self, stem: &str, extension: &str) -> String {
        let mut name = format!("{stem}.{extension}");
        let mut number = 1;
        while !self.0.insert(name.clone()) {
            number += 1;
            name = format!("{stem}-{number}.{extension}");
        }
        name
    }

    /// A path as a word for a name: small ASCII letters, digits and hyphens, a dot for a slash.
    pub(super) fn word(path: &str) -> String {
        let mut word = String::new();
        for c in path.trim_matches('/').chars() {
            let next = match c.to_ascii_lowercase() {
                c if c.is_ascii_alphanumeric() => c,
                '/' => '.',
                _ => '-',
            };
            // The longest name that a zip file of any reader must take is shorter than a path.
            if word.len() < 100 && !(next == '-' && word.ends_with('-')) {
                word.push(next);
            }
        }
        match word.trim_matches(['-', '.']) {
            "" => "page".to_owned(),
            word => word.to_owned(),
        }
    }
}
