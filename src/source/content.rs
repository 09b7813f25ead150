//! [`ContentFolder`]: the folder that holds the pages of a site and the files beside them.

use std::fmt;
use std::sync::Arc;

use crate::base::paths::SourcePath;
use crate::source::layout::{BASELINE, CONFIG, CONTENT, STATIC, TEMPLATES, THEMES};

/// The name of the file with the ids that must last.
const LOCK: &str = "ids.lock";

/// The folder of the pages of a site and of the files beside them, by its path from the root.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ContentFolder {
    /// The path of the folder; empty for the root itself.
    path: Arc<str>,
    /// Whether the site has a configuration.
    is_configured: bool,
}

/// The usual folder.
impl Default for ContentFolder {
    fn default() -> Self {
        Self { path: CONTENT.into(), is_configured: true }
    }
}

/// The path for messages: `.` for the root.
impl fmt::Display for ContentFolder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.is_root() { "." } else { &self.path })
    }
}

impl ContentFolder {
    /// The folder that a configuration names.
    ///
    /// # Errors
    /// The problem, as a phrase that can stand after the offending text.
    pub fn new(path: &str) -> Result<Self, &'static str> {
        let path = Self::inside(path).ok_or("leads out of the folder of the handbook")?;
        match path.split('/').next() {
            Some(STATIC | TEMPLATES | THEMES) => Err("is a folder of the theme"),
            _ => Ok(Self { path: path.into(), is_configured: true }),
        }
    }

    /// The content of a folder that has no configuration; `None` for a path that leads out of it.
    pub fn of_plain_folder(path: &str) -> Option<Self> {
        Some(Self { path: Self::inside(path)?.into(), is_configured: false })
    }

    fn inside(path: &str) -> Option<String> {
        let path = path.replace('\\', "/");
        if path.starts_with('/') || path.contains(':') {
            return None;
        }
        // What stands below a folder that is the root has no path of its own.
        let probe = SourcePath::new(&format!("{path}/_"))?;
        Some(probe.folder().to_owned())
    }

    /// The path from the root; empty for the root itself.
    pub fn as_str(&self) -> &str {
        &self.path
    }

    /// Whether the root itself is the content.
    pub fn is_root(&self) -> bool {
        self.path.is_empty()
    }

    /// Whether the site has a configuration, and so may have folders with templates, files and themes
    /// of its own.
    pub fn has_theme_folders(&self) -> bool {
        self.is_configured
    }

    /// Whether other things than a handbook may lie in the folder, which nobody meant to publish: of
    /// its files only those are read that no rule leaves out, and only those published that a page
    /// shows or links to.
    pub fn is_shared(&self) -> bool {
        self.is_root() || !self.is_configured
    }

    /// The path of a file below the folder; `None` for a file that is no content.
    pub fn rest<'p>(&self, path: &'p SourcePath) -> Option<&'p str> {
        let rest = path.below(&self.path)?;
        let is_of_the_site = || match path.as_str().split_once('/') {
            Some((folder, _)) => matches!(folder, STATIC | TEMPLATES | THEMES),
            None => rest == CONFIG,
        };
        let is_content =
            !self.is_root() || rest != BASELINE && !(self.is_configured && is_of_the_site());
        is_content.then_some(rest)
    }

    /// The path from the root of what lies in the folder at `rest`.
    pub fn path_of(&self, rest: &str) -> String {
        if self.is_root() { rest.to_owned() } else { format!("{}/{rest}", self.path) }
    }

    /// The path of the file with the ids that must last.
    pub fn lock(&self) -> SourcePath {
        SourcePath::new(&self.path_of(LOCK)).unwrap_or_else(|| unreachable!("a name"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_content_folder_stays_in_the_root() {
        for (path, folder) in
            [("docs", "docs"), ("./docs/", "docs"), (".", ""), ("", ""), ("a/../b", "b")]
        {
            assert_eq!(ContentFolder::new(path).unwrap().as_str(), folder, "{path}");
        }
        for path in ["..", "a/../..", "/etc", "C:\\x", "templates", "static/x"] {
            assert!(ContentFolder::new(path).is_err(), "{path}");
        }
    }

    #[test]
    fn beside_the_pages_at_the_root_the_files_of_the_site_are_no_content() {
        let rest = |folder: &ContentFolder, path: &str| {
            folder.rest(&SourcePath::new(path).unwrap()).map(str::to_owned)
        };
        let site = ContentFolder::new(".").unwrap();
        let plain = ContentFolder::of_plain_folder(".").unwrap();
        for path in ["templates/a.md", "static/x", "themes/t/a.md", "handbook.toml"] {
            assert_eq!(rest(&site, path), None);
            assert_eq!(rest(&plain, path).as_deref(), Some(path));
        }
        assert_eq!(rest(&site, "a/static/x").as_deref(), Some("a/static/x"));
        assert_eq!(rest(&ContentFolder::default(), "docs/a.md"), None);
    }
}
