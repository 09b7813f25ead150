//! Keys of other tools' configurations, separated by spaces, with hints at what to write in
//! `handbook.toml`.

/// Keys at the top level: those of Zola, Hugo, mdBook, MkDocs, Jekyll and Docusaurus, and keys of
/// `handbook.toml` that belong in a table.
pub const TOP_LEVEL_KEYS: &[(&str, &str)] = &[
    ("name site_name", "write `title`"),
    ("tagline site_description", "write `description`"),
    ("baseURL baseUrl baseurl url site_url site-url", "write `base_url`"),
    ("default_language languageCode defaultContentLanguage lang locale", "write `language`"),
    ("authors", "write `author = \"…\"`, one text"),
    ("site_author", "write `author`"),
    ("publishDir site_dir destination build-dir", "write `output_dir`"),
    ("contentDir docs_dir src", "write `content_dir`"),
    ("edit_uri repo_url editUrl", "write `edit_url`, the full address with `{path}` in it"),
    ("edit-url-template", "write `edit_url`"),
    ("generate_feed", "write `generate_feeds`"),
    ("ignoreFiles exclude exclude_docs", "write `ignored_content`"),
    ("book", "write these keys at the top level: `title`, `description`, `author`, `language`"),
    ("site", "write these keys at the top level: `title`, `description`, `author`, `language`"),
    ("project", "write these keys at the top level: `title`, `description`, `author`, `language`"),
    ("output build", "write these keys at the top level: `base_url`, `output_dir`, `edit_url`"),
    ("params", "write `[extra]`"),
    ("markup", "write `[markdown]`"),
    ("raw_html smart_punctuation", "put it under `[markdown]`"),
    ("smart-punctuation", "write `smart_punctuation` under `[markdown]`"),
    ("nav", "the navigation follows the folders; order pages by `weight` in their front matter"),
    ("menu", "the navigation follows the folders; order pages by `weight` in their front matter"),
    ("menus", "the navigation follows the folders; order pages by `weight` in their front matter"),
    ("taxonomies", "set taxonomies on each page, under `[taxonomies]` in its front matter"),
    ("compile_sass", "remove it: style sheets are plain CSS, in `static` or the theme"),
    ("build_search_index", "remove it"),
    ("minify_html", "remove it: pages are already small"),
];

/// Keys of other tools below `[markdown]`.
pub const MARKDOWN_KEYS: &[(&str, &str)] = &[
    ("unsafe html", "write `raw_html`"),
    ("typographer smartypants", "write `smart_punctuation`"),
    ("highlight_code highlighting", "remove it: code is always highlighted"),
];
