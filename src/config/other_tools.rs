//! Keys of other tools' configurations, each with a hint at what to write in `handbook.toml`.

/// Keys at the top level: those of Zola, Hugo, mdBook, MkDocs, Jekyll and Docusaurus, and keys of
/// `handbook.toml` that belong in a table.
pub const TOP_LEVEL_KEYS: &[(&str, &str)] = &[
    ("name", "write `title`"),
    ("site_name", "write `title`"),
    ("tagline", "write `description`"),
    ("site_description", "write `description`"),
    ("baseURL", "write `base_url`"),
    ("baseUrl", "write `base_url`"),
    ("baseurl", "write `base_url`"),
    ("url", "write `base_url`"),
    ("site_url", "write `base_url`"),
    ("site-url", "write `base_url`"),
    ("default_language", "write `language`"),
    ("languageCode", "write `language`"),
    ("defaultContentLanguage", "write `language`"),
    ("lang", "write `language`"),
    ("locale", "write `language`"),
    ("authors", "write `author = \"…\"`, one text"),
    ("site_author", "write `author`"),
    ("publishDir", "write `output_dir`"),
    ("site_dir", "write `output_dir`"),
    ("destination", "write `output_dir`"),
    ("build-dir", "write `output_dir`"),
    ("contentDir", "pages always lie in `content`"),
    ("docs_dir", "pages always lie in `content`"),
    ("src", "pages always lie in `content`"),
    (
        "edit_uri",
        "write `edit_url`, the whole address with `{path}` in it",
    ),
    (
        "repo_url",
        "write `edit_url`, the whole address with `{path}` in it",
    ),
    (
        "editUrl",
        "write `edit_url`, the whole address with `{path}` in it",
    ),
    ("edit-url-template", "write `edit_url`"),
    ("generate_feed", "write `generate_feeds`"),
    ("ignoreFiles", "write `ignored_content`"),
    ("exclude", "write `ignored_content`"),
    ("exclude_docs", "write `ignored_content`"),
    (
        "book",
        "keys of the site stand at the top: `title`, `description`, `author`, `language`",
    ),
    (
        "site",
        "keys of the site stand at the top: `title`, `description`, `author`, `language`",
    ),
    (
        "project",
        "keys of the site stand at the top: `title`, `description`, `author`, `language`",
    ),
    (
        "output",
        "keys of the output stand at the top: `base_url`, `output_dir`, `edit_url`",
    ),
    (
        "build",
        "keys of the output stand at the top: `base_url`, `output_dir`, `edit_url`",
    ),
    ("params", "write `[extra]`"),
    ("markup", "write `[markdown]`"),
    ("raw_html", "put it under `[markdown]`"),
    ("smart_punctuation", "put it under `[markdown]`"),
    (
        "smart-punctuation",
        "write `smart_punctuation` under `[markdown]`",
    ),
    (
        "nav",
        "the navigation follows the folders; order pages by `weight` in their front matter",
    ),
    (
        "menu",
        "the navigation follows the folders; order pages by `weight` in their front matter",
    ),
    (
        "menus",
        "the navigation follows the folders; order pages by `weight` in their front matter",
    ),
    (
        "taxonomies",
        "taxonomies are given page by page, in `[taxonomies]` of the front matter",
    ),
    (
        "compile_sass",
        "leave it out: style sheets are plain CSS, in `static` or the theme",
    ),
    ("build_search_index", "leave it out"),
    ("minify_html", "leave it out: pages are small as they are"),
];

/// Keys of other tools below `[markdown]`.
pub const MARKDOWN_KEYS: &[(&str, &str)] = &[
    ("unsafe", "write `raw_html`"),
    ("html", "write `raw_html`"),
    ("typographer", "write `smart_punctuation`"),
    ("smartypants", "write `smart_punctuation`"),
    ("highlight_code", "leave it out: code is always highlighted"),
    ("highlighting", "leave it out: code is always highlighted"),
];
