//! [`Config`]: the values of `handbook.toml`, and their defaults.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::config::base_url::BaseUrl;
use crate::config::glob::path_matches;
use crate::config::hosting::HostingConfig;
use crate::config::ledger::LedgerKey;
use crate::config::lints::LintLevels;
use crate::config::security::AllowedOrigins;
use crate::data::value::PlainTable;
use crate::source::ContentFolder;

/// The configuration of a site, with the overrides of the command line applied.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[expect(clippy::struct_excessive_bools, reason = "each is a key of the configuration")]
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
    /// The bytes of the value of `language` in the configuration; empty if it is not there.
    pub language_span: Range<usize>,
    /// The author of the handbook; may be empty.
    pub author: String,
    /// The name of the theme.
    pub theme: String,
    /// The folder of the pages and the files beside them.
    pub content: ContentFolder,
    /// The output folder, absolute or relative to the site's root.
    pub output_dir: String,
    /// The address at which a page's source can be edited; `{path}` stands for the path of the
    /// source (`content/roles/two-axes.md`). Empty for no edit links.
    pub edit_url: String,
    /// The address at which readers report mistakes; `{path}` stands for the path of the source of a
    /// page and `{title}` for its title. Empty for no such place.
    pub report_url: String,
    /// Whether search engines leave the whole site out.
    pub noindex: bool,
    /// Whether an Atom feed of the pages with a date is generated.
    pub generate_feeds: bool,
    /// Whether a service worker saves pages for offline use. If not, the site unregisters a service
    /// worker that an earlier version installed.
    pub offline: bool,
    /// Whether a site without a search page gets one.
    pub generate_search: bool,
    /// Whether each page gets a copy in Markdown, and the site an `llms.txt` that lists them.
    pub generate_markdown: bool,
    /// Whether `handbook.json` is made, with the content for other tools.
    pub generate_data: bool,
    /// Glob patterns (`*` and `?`) of files of the content that are ignored.
    pub ignored_content: Vec<String>,
    /// The host of the site: the `[hosting]` table.
    pub hosting: HostingConfig,
    /// The levels of the codes of diagnostics.
    pub lints: LintLevels,
    /// The options of the Markdown parser.
    pub markdown: MarkdownConfig,
    /// The other servers that pages may load from: the `[security]` table.
    pub security: AllowedOrigins,
    /// The keys that each source of the bibliography may have: the list `[[ledger]]`.
    pub ledger: Vec<LedgerKey>,
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

    /// Whether a file is ignored; `rest` is its path below the folder of the content. A pattern with a slash is
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
            language_span: 0..0,
            author: String::new(),
            theme: "default".to_owned(),
            content: ContentFolder::default(),
            output_dir: "public".to_owned(),
            edit_url: String::new(),
            report_url: String::new(),
            noindex: false,
            generate_feeds: true,
            offline: true,
            generate_search: true,
            generate_markdown: false,
            generate_data: false,
            ignored_content: Vec::new(),
            hosting: HostingConfig::default(),
            lints: LintLevels::default(),
            markdown: MarkdownConfig::default(),
            security: AllowedOrigins::default(),
            ledger: Vec::new(),
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
