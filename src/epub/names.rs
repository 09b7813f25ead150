//! [`FileNames`]: unique names of files that every system and reader accepts.

use std::collections::BTreeSet;

/// The folder within the archive that holds the book.
pub(super) const FOLDER: &str = "EPUB";
/// The navigation document.
pub(super) const NAV: &str = "nav.xhtml";
/// The title page.
pub(super) const TITLE: &str = "title.xhtml";
/// The style sheet.
pub(super) const STYLE: &str = "style.css";

/// The names of files that are in use.
#[derive(Default)]
pub(super) struct FileNames(BTreeSet<String>);

impl FileNames {
    /// A name that begins with `stem` and that no other file has, whatever the case of letters.
    pub(super) fn unique(&mut self, stem: &str, extension: &str) -> String {
        let mut name = format!("{stem}.{extension}");
        let mut number = 1;
        while !self.0.insert(name.clone()) {
            number += 1;
            name = format!("{stem}-{number}.{extension}");
        }
        name
    }

    /// Turns a path into the beginning of a name: small ASCII letters, digits and hyphens, a dot
    /// for a slash.
    pub(super) fn stem(path: &str) -> String {
        let mut stem = String::new();
        for c in path.trim_matches('/').chars() {
            let next = match c.to_ascii_lowercase() {
                c if c.is_ascii_alphanumeric() => c,
                '/' => '.',
                _ => '-',
            };
            // The longest name that a zip file of any reader must take is shorter than a path.
            if stem.len() < 100 && !(next == '-' && stem.ends_with('-')) {
                stem.push(next);
            }
        }
        match stem.trim_matches(['-', '.']) {
            "" => "page".to_owned(),
            stem => stem.to_owned(),
        }
    }
}
