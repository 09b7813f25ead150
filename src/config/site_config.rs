//! [`Config`]: the values of `handbook.toml`, and their defaults.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::config::base_url::BaseUrl;
use crate::config::lints::LintLevels;
use crate::data::value::PlainTable;

/// The configuration of a site, with the overrides of the command line applied.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Config {
    /// The name of the handbook.
    pub title: String,
    /// A sentence about the handbook; may be empty.
    pub description: String,
    /// The address of the published site with a slash at the end:
    /// `https://example.org/team/handbook/`, or a bare path such as `/`.
    pub base_url: String,
    /// The path of `base_url`, with a slash at both ends: `/team/handbook/`.
    pub base_path: String,
    /// A BCP 47 language tag such as `en` or `pt-BR`.
    pub language: String,
    /// The author of the handbook; may be empty.
    pub author: String,
    /// The name of the theme.
    pub theme: String,
    /// The output folder, absolute or relative to the site's root.
    pub output_dir: String,
    /// The address at which a page's source can be edited; `{path}` stands for the path of the
    /// source (`content/roles/two-axes.md`). Empty for no edit links.
    pub edit_url: String,
    /// Whether an Atom feed of the pages with a date is generated.
    pub generate_feeds: bool,
    /// Whether a service worker saves pages for offline use. If not, the site unregisters a service
    /// worker that an earlier version installed.
    pub offline: bool,
    /// Whether each page gets a copy in Markdown, and the site an `llms.txt` that lists them.
    pub generate_markdown: bool,
    /// Glob patterns (`*` and `?`) of files below `content` that are ignored.
    pub ignored_content: Vec<String>,
    /// The levels of the codes of diagnostics.
    pub lints: LintLevels,
    /// The options of the Markdown parser.
    pub markdown: MarkdownConfig,
    /// Texts of the user interface that override those of the theme, by key.
    pub strings: BTreeMap<String, String>,
    /// Data of the author for templates.
    pub extra: Arc<PlainTable>,
}

impl Config {
    /// Sets `base_url` and `base_path`.
    pub(super) fn set_base(&mut self, base: BaseUrl) {
        self.base_url = base.url;
        self.base_path = base.path;
    }

    /// Whether a file is ignored; `rest` is its path below `content`. A pattern with a slash is
    /// matched against that path, one without a slash against each folder and the file name in it.
    pub fn ignores(&self, rest: &str) -> bool {
        self.ignored_content.iter().any(|pattern| path_matches(pattern, rest))
    }
}

/// The values of absent keys.
impl Default for Config {
    fn default() -> Self {
        Self {
            title: String::new(),
            description: String::new(),
            base_url: "/".to_owned(),
            base_path: "/".to_owned(),
            language: "en".to_owned(),
            author: String::new(),
            theme: "default".to_owned(),
            output_dir: "public".to_owned(),
            edit_url: String::new(),
            generate_feeds: true,
            offline: true,
            generate_markdown: false,
            ignored_content: Vec::new(),
            lints: LintLevels::default(),
            markdown: MarkdownConfig::default(),
            strings: BTreeMap::new(),
            extra: Arc::default(),
        }
    }
}

/// The `[markdown]` table.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MarkdownConfig {
    /// Whether raw HTML passes (`true`, the default) or is an error.
    pub raw_html: bool,
    /// Whether straight quotes, `--` and `...` become typographic.
    pub smart_punctuation: bool,
}

impl Default for MarkdownConfig {
    fn default() -> Self {
        Self { raw_html: true, smart_punctuation: true }
    }
}

/// Whether a path below `content` matches a pattern: one with a slash the whole path, one without a
/// slash the name of the file or of a folder above it.
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
