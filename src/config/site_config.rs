//! [`Config`]: the values of `handbook.toml`, and their defaults.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::base_url::BaseUrl;
use super::glob;

/// The `[extra]` table of the configuration or of front matter: any data, for templates.
pub use crate::data::value::Plain as Extra;

/// The configuration of a site, with what the command line overrides already applied.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Config {
    /// The name of the handbook.
    pub title: String,
    /// One sentence about it; may be empty.
    pub description: String,
    /// Where it will be found, scheme and host included, with a slash at the end:
    /// `https://example.org/team/handbook/`. A bare path such as `/` has no origin.
    pub base_url: String,
    /// The path of `base_url`, with a slash at both ends: `/team/handbook/`.
    pub base_path: String,
    /// A BCP 47 language tag such as `en` or `pt-BR`.
    pub language: String,
    /// Who wrote it; may be empty.
    pub author: String,
    /// The name of the theme.
    pub theme: String,
    /// The output folder, relative to the root, or absolute.
    pub output_dir: String,
    /// The address at which a page's source can be edited; `{path}` stands for its path below
    /// the root (`content/roles/two-axes.md`). Empty for no edit links.
    pub edit_url: String,
    /// Whether an Atom feed is made of the pages that have a date.
    pub generate_feeds: bool,
    /// Whether readers can keep pages on their device, by a service worker. A site that says no
    /// takes away what an earlier edition put there.
    pub offline: bool,
    /// Whether each page has a copy in Markdown beside it, and `llms.txt` lists them.
    pub generate_markdown: bool,
    /// Patterns of file names below `content` that are left out (`*` and `?`).
    pub ignored_content: Vec<String>,
    /// How Markdown is read.
    pub markdown: MarkdownConfig,
    /// Words of the interface that the site replaces, by their key.
    pub strings: BTreeMap<String, String>,
    /// Whatever the author wants templates to know.
    pub extra: Arc<Extra>,
}

impl Config {
    /// Takes the address and the path of a checked `base_url`.
    pub(super) fn set_base(&mut self, base: BaseUrl) {
        self.base_url = base.url;
        self.base_path = base.path;
    }

    /// Whether a file is left out: `rest` is its path below `content`. A pattern with a slash is
    /// held against the whole of it, one without against each folder and the file in it.
    pub fn ignores(&self, rest: &str) -> bool {
        self.ignored_content.iter().any(|pattern| {
            if pattern.contains('/') {
                glob::matches(pattern.trim_start_matches('/'), rest)
            } else {
                rest.split('/').any(|part| glob::matches(pattern, part))
            }
        })
    }
}

/// What holds where `handbook.toml` is silent.
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
        Self {
            raw_html: true,
            smart_punctuation: true,
        }
    }
}
