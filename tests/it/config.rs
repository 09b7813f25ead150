//! `handbook.toml`: what is read, and every message about it as the author sees it.

use handbook::config::{Config, ConfigOverrides};
use handbook::source::Sources;
use snapbox::{assert_data_eq, str};

use crate::report::shown;

fn read_with(text: &[u8], overrides: &ConfigOverrides) -> (Config, String) {
    let mut sources = Sources::default();
    sources.insert("handbook.toml", text);
    let (config, diagnostics) = Config::read(&sources, overrides);
    (config, shown(&diagnostics))
}

fn read(text: &str) -> (Config, String) {
    read_with(text.as_bytes(), &ConfigOverrides::default())
}

/// What the author sees.
fn messages(text: &str) -> String {
    read(text).1
}

#[test]
fn a_title_is_enough() {
    let (config, messages) = read("title = \"Both Hats\"\n");
    assert_eq!(messages, "");
    let expected = Config { title: "Both Hats".to_owned(), ..Config::default() };
    assert_eq!(config, expected);
    assert_eq!(config.base_url, "/");
    assert_eq!(config.base_path, "/");
    assert_eq!(config.language, "en");
    assert_eq!(config.theme, "default");
    assert_eq!(config.output_dir, "public");
    assert!(config.generate_feeds);
    assert!(!config.generate_markdown && !config.generate_data);
    assert!(config.markdown.raw_html && config.markdown.smart_punctuation);
}

#[test]
fn every_key_is_read() {
    let (config, messages) = read(
        "\u{feff}title = \"Both Hats\"\r
description = \"A handbook.\"
base_url = \"https://example.org/team/handbook\"
language = \"en-GB\"
author = \"A. Writer\"
theme = \"both-hats\"
output_dir = \"../site\"
edit_url = \"https://example.org/edit/{path}\"
generate_feeds = false
generate_markdown = true
generate_data = true
ignored_content = [\"*.tmp\"]

[markdown]
raw_html = false
smart_punctuation = false

[strings]
next = \"Next\"

[extra]
since = 1966-01-01
",
    );
    assert_eq!(messages, "");
    assert_eq!(config.base_url, "https://example.org/team/handbook/");
    assert_eq!(config.base_path, "/team/handbook/");
    assert_eq!(config.description, "A handbook.");
    assert_eq!(config.language, "en-GB");
    assert_eq!(config.author, "A. Writer");
    assert_eq!(config.theme, "both-hats");
    assert_eq!(config.output_dir, "../site");
    assert_eq!(config.edit_url, "https://example.org/edit/{path}");
    assert!(!config.generate_feeds);
    assert!(config.generate_markdown && config.generate_data);
    assert_eq!(config.ignored_content, ["*.tmp"]);
    assert!(!config.markdown.raw_html && !config.markdown.smart_punctuation);
    assert_eq!(config.strings["next"], "Next");
    assert_eq!(serde_json::to_string(&config.extra).unwrap(), r#"{"since":"1966-01-01"}"#);
}

#[test]
fn a_missing_file_is_shown() {
    let (config, diagnostics) = Config::read(&Sources::default(), &ConfigOverrides::default());
    assert_data_eq!(
        shown(&diagnostics),
        str![[r#"
error[invalid-config]: there is no `handbook.toml`
 = help: run `handbook init` in an empty folder to start a handbook
 = help: or create the file with at least `title = "…"`

"#]]
    );
    assert_eq!(config, Config::default());
}

#[test]
fn a_missing_title_is_shown() {
    assert_data_eq!(
        messages(""),
        str![[r#"
error[missing-key]: `title` is missing
--> handbook.toml
 = help: add `title = "…"`, the name of the handbook

"#]]
    );
}

#[test]
fn a_language_that_is_not_registered_is_shown_with_the_one_that_is() {
    assert_data_eq!(
        messages("title = \"A\"\nlanguage = \"en-uk\"\n"),
        str![[r#"
warning[invalid-value]: `en-UK` is no registered language tag
 --> handbook.toml:2:12
  |
2 | language = "en-uk"
  |            ^^^^^^^
  |
  = help: write `en-GB`

"#]]
    );
    let told = |tag: &str| messages(&format!("title = \"A\"\nlanguage = \"{tag}\"\n"));
    for (tag, meant) in [
        ("iw", "he"),
        ("in-ID", "id-ID"),
        ("ji", "yi"),
        ("jp", "ja"),
        ("eng", "en"),
        ("en-Latn-UK-x-uk", "en-Latn-GB-x-uk"),
    ] {
        let told = told(tag);
        assert!(told.contains(&format!("`{tag}` is no registered language tag")), "{told}");
        assert!(told.contains(&format!("= help: write `{meant}`\n")), "{told}");
    }
    for tag in ["zh-CN", "sr-Latn", "en-GB", "en-EU", "de-CH-1996", "uk", "haw", "sl-IT-nedis"] {
        assert_eq!(told(tag), "", "{tag}");
    }
    assert!(told("en_US").contains("= help: write `en-US`"));
}

#[test]
fn an_unknown_key_is_shown_with_the_nearest_known_one() {
    assert_data_eq!(
        messages("title = \"A\"\nthem = \"x\"\n[markdown]\nraw-html = true\nqqq = 1\n"),
        str![[r#"
error[unknown-key]: unknown key `them`
 --> handbook.toml:2:1
  |
2 | them = "x"
  | ^^^^
  |
  = help: did you mean `theme`?

error[unknown-key]: unknown key `markdown.raw-html`
 --> handbook.toml:4:1
  |
4 | raw-html = true
  | ^^^^^^^^
  |
  = help: did you mean `raw_html`?

error[unknown-key]: unknown key `markdown.qqq`
 --> handbook.toml:5:1
  |
5 | qqq = 1
  | ^^^
  |
  = help: the known keys are `raw_html`, `smart_punctuation`

"#]]
    );
}

#[test]
fn keys_of_other_tools_are_shown_with_ours() {
    assert_data_eq!(
        messages(
            "baseURL = \"/\"\nlanguageCode = \"en\"\nsite_name = \"A\"\ndefault_language = \"en\"\n[book]\ntitle = \"A\"\n"
        ),
        str![[r#"
error[missing-key]: `title` is missing
--> handbook.toml
 = help: add `title = "…"`, the name of the handbook

error[unknown-key]: unknown key `baseURL`
 --> handbook.toml:1:1
  |
1 | baseURL = "/"
  | ^^^^^^^
  |
  = help: write `base_url`

error[unknown-key]: unknown key `languageCode`
 --> handbook.toml:2:1
  |
2 | languageCode = "en"
  | ^^^^^^^^^^^^
  |
  = help: write `language`

error[unknown-key]: unknown key `site_name`
 --> handbook.toml:3:1
  |
3 | site_name = "A"
  | ^^^^^^^^^
  |
  = help: write `title`

error[unknown-key]: unknown key `default_language`
 --> handbook.toml:4:1
  |
4 | default_language = "en"
  | ^^^^^^^^^^^^^^^^
  |
  = help: write `language`

error[unknown-key]: unknown key `book`
 --> handbook.toml:5:2
  |
5 | [book]
  |  ^^^^
  |
  = help: write these keys at the top level: `title`, `description`, `author`, `language`

"#]]
    );
}

#[test]
fn every_wrong_value_is_shown_in_one_run() {
    let (config, messages) = read(
        "title = \"\"
base_url = \"example.org/team\"
language = \"en_GB\"
theme = \"../theirs\"
output_dir = \"content/out\"
edit_url = \"https://example.org/edit\"
generate_feeds = \"true\"
ignored_content = \"*.tmp\"
markdown = 3
strings = { next = 1, back = \"Back\" }
author = [\"A\"]
",
    );
    assert_data_eq!(
        messages,
        str![[r#"
error[invalid-value]: `title` is empty
 --> handbook.toml:1:9
  |
1 | title = ""
  |         ^^
  |
  = help: give the handbook a name

error[invalid-value]: `base_url` must begin with `https://`, `http://` or `/`
 --> handbook.toml:2:12
  |
2 | base_url = "example.org/team"
  |            ^^^^^^^^^^^^^^^^^^
  |
  = help: write `https://example.org/team`, or `/example.org/team` if it is a path

error[invalid-value]: `language` is not a language tag (BCP 47)
 --> handbook.toml:3:12
  |
3 | language = "en_GB"
  |            ^^^^^^^
  |
  = help: write `en-GB`

error[invalid-value]: `theme` must be a name, not a path
 --> handbook.toml:4:9
  |
4 | theme = "../theirs"
  |         ^^^^^^^^^^^
  |
  = help: name a folder in `themes`, or `default`

error[invalid-value]: `output_dir` is a source folder
 --> handbook.toml:5:14
  |
5 | output_dir = "content/out"
  |              ^^^^^^^^^^^^^

error[invalid-value]: `edit_url` must contain `{path}`, which stands for the path of the file
 --> handbook.toml:6:12
  |
6 | edit_url = "https://example.org/edit"
  |            ^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write an address such as `https://example.org/team/repository/edit/main/{path}`

error[invalid-value]: `generate_feeds`: expected true or false, found a text
 --> handbook.toml:7:18
  |
7 | generate_feeds = "true"
  |                  ^^^^^^
  |
  = help: write `true`, without quotes

error[invalid-value]: `ignored_content`: expected a list of texts, found a text
 --> handbook.toml:8:19
  |
8 | ignored_content = "*.tmp"
  |                   ^^^^^^^
  |
  = help: write `["*.tmp"]`

error[invalid-value]: `markdown`: expected a table, found a whole number
 --> handbook.toml:9:12
  |
9 | markdown = 3
  |            ^

error[invalid-value]: `strings.next`: expected a text, found a whole number
  --> handbook.toml:10:20
   |
10 | strings = { next = 1, back = "Back" }
   |                    ^
   |
   = help: put it in quotes

error[invalid-value]: `author`: expected a text, found a list
  --> handbook.toml:11:10
   |
11 | author = ["A"]
   |          ^^^^^

"#]]
    );
    assert_eq!(config.strings["back"], "Back");
    assert_eq!(config.base_url, "/");
}

#[test]
fn what_could_be_read_stands_beside_syntax_errors() {
    let (config, messages) = read(
        "title = \"Both Hats\"\nlanguage = en\nthem = 1\nauthor = 'A. Writer\n[markdown\nraw_html = false\n",
    );
    assert_data_eq!(
        messages,
        str![[r#"
error[invalid-config]: invalid TOML: string values must be quoted, expected literal string
 --> handbook.toml:2:12
  |
2 | language = en
  |            ^^
  |
  = help: put texts in quotes: `key = "text"`

error[invalid-config]: invalid TOML: invalid literal string, expected `'`
 --> handbook.toml:4:20
  |
4 | author = 'A. Writer
  |                    ^

error[invalid-config]: invalid TOML: unclosed table, expected `]`
 --> handbook.toml:5:10
  |
5 | [markdown
  |          ^

"#]]
    );
    assert_eq!(config.title, "Both Hats");
}

#[test]
fn what_is_wrong_before_the_first_syntax_error_is_shown_too() {
    assert_data_eq!(
        messages("titel = \"A\"\ntheme = default\n"),
        str![[r#"
error[unknown-key]: unknown key `titel`
 --> handbook.toml:1:1
  |
1 | titel = "A"
  | ^^^^^
  |
  = help: did you mean `title`?

error[invalid-config]: invalid TOML: string values must be quoted, expected literal string
 --> handbook.toml:2:9
  |
2 | theme = default
  |         ^^^^^^^
  |
  = help: put texts in quotes: `key = "text"`

"#]]
    );
}

#[test]
fn bytes_that_are_no_text_are_shown() {
    assert_data_eq!(
        read_with(b"title = \"caf\xe9\"\n", &ConfigOverrides::default()).1,
        str![[r#"
error[not-utf8]: `handbook.toml` is not UTF-8 text: byte 12 (line 1) is 0xe9
--> handbook.toml
 = help: save the file as UTF-8

"#]]
    );
}

#[test]
fn the_command_line_comes_first() {
    let overrides = ConfigOverrides {
        base_url: Some("/preview".to_owned()),
        output_dir: Some("out".to_owned()),
        ..ConfigOverrides::default()
    };
    let text = b"title = \"A\"\nbase_url = \"https://example.org/\"\noutput_dir = \"x\"\n";
    let (config, messages) = read_with(text, &overrides);
    assert_eq!(messages, "");
    assert_eq!(config.base_url, "/preview/");
    assert_eq!(config.base_path, "/preview/");
    assert_eq!(config.output_dir, "out");
}

#[test]
fn what_is_wrong_with_the_command_line_is_shown() {
    let overrides = ConfigOverrides {
        base_url: Some("ftp://example.org".to_owned()),
        output_dir: Some("content".to_owned()),
        ..ConfigOverrides::default()
    };
    assert_data_eq!(
        read_with(b"title = \"A\"\n", &overrides).1,
        str![[r#"
error[invalid-value]: the base URL `ftp://example.org` must begin with `https://`, `http://` or `/`
 = help: write an address such as `https://example.org/handbook/`, or a path such as `/`

error[invalid-value]: the output folder `content` is a source folder
 = help: name a folder that holds nothing but the site, such as `public`

"#]]
    );
}

#[test]
fn a_huge_file_is_refused() {
    let text = format!("title = \"{}\"\n", "a".repeat(1024 * 1024));
    assert_data_eq!(
        messages(&text),
        str![[r#"
error[invalid-config]: `handbook.toml` is larger than 1024 kB
--> handbook.toml
 = help: keep what no key of the handbook needs in another file

"#]]
    );
}

#[test]
fn a_deep_file_is_refused_on_a_small_stack() {
    let text = format!("title = \"A\"\na = 1\na = {{ b{} = 1 }}\n", ".a".repeat(400_000));
    let thread = std::thread::Builder::new().stack_size(256 * 1024);
    let found = thread.spawn(move || messages(&text)).unwrap().join().unwrap();
    assert!(found.contains("more than 64 levels deep"), "{found}");
}

/// What is told of a site in a language, and the start tag of its home page.
fn in_language(config: &str) -> (String, String) {
    let mut site = crate::fixture::Fixture::new(&format!(
        "-- handbook.toml --\ntitle = \"T\"\n{config}\n-- content/_index.md --\n# Home\n"
    ));
    let build = site.build();
    let html = crate::fixture::text(&build, "index.html");
    let tag = html.lines().find(|line| line.starts_with("<html")).unwrap_or_default();
    (crate::fixture::messages(&build), tag.to_owned())
}

#[test]
fn a_language_sets_the_direction_and_one_without_words_is_told() {
    let (told, tag) = in_language("language = \"ar\"");
    assert_data_eq!(
        told,
        str![[r#"
warning[missing-words]: the theme has no words in the language `ar`
 --> handbook.toml:2:12
  |
2 | language = "ar"
  |            ^^^^
  |
  = help: until then pages have those of English: give your own under `[strings]` in `handbook.toml`, such as `search = "…"`
  = help: or write all of them in `strings/ar.toml` of a theme of your own

"#]]
    );
    assert!(tag.contains("lang=\"ar\" dir=\"rtl\""), "{tag}");
    let (told, tag) = in_language("language = \"he-IL\"\n[strings]\nsearch = \"חיפוש\"");
    assert_eq!(told, "");
    assert!(tag.contains("dir=\"rtl\""), "{tag}");
    let (_, tag) = in_language("language = \"fa\"\n[strings]\ndirection = \"ltr\"");
    assert!(tag.contains("dir=\"ltr\""), "{tag}");
    for language in ["en", "en-GB", "de-CH"] {
        let (told, tag) = in_language(&format!("language = \"{language}\""));
        assert_eq!(told, "");
        assert!(tag.contains("dir=\"ltr\""), "{tag}");
    }
}

#[test]
fn a_name_of_a_language_is_no_tag() {
    let (told, _) = in_language("language = \"deutsch\"");
    assert_data_eq!(
        told,
        str![[r#"
error[invalid-value]: `language` is not a language tag (BCP 47)
 --> handbook.toml:2:12
  |
2 | language = "deutsch"
  |            ^^^^^^^^^
  |
  = help: write `de`

"#]]
    );
}

#[test]
fn one_line_that_is_no_toml_is_one_mistake_with_a_remedy() {
    for (line, hint) in [
        ("a: 1", "write `key = value`, with texts in quotes"),
        ("// x", "write `key = value`, with texts in quotes"),
        ("a/b = 1", "write `key = value`, with texts in quotes; a comment begins with `#`"),
        ("a = 01", ""),
        (
            "a = 'it's'",
            "write one `key = value` on a line; a text that contains `'` stands between `\"`",
        ),
        ("a = True", "write `true` or `false`, and put a text in quotes"),
        (
            "a = \"C:\\users\"",
            "a backslash is written `\\\\` between `\"`, or as it is between `'`",
        ),
        ("[extra]", "a key stands once in its table: remove one of them, or join what they hold"),
    ] {
        let told = messages(&format!("title = \"A\"\n[extra]\n{line}\n"));
        assert_eq!(told.matches("error[").count(), 1, "{told}");
        assert!(told.contains(hint), "{told}");
    }
}
