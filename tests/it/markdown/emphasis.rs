//! Stars that are no emphasis, by the rules of CommonMark, and were meant as one.

use snapbox::{assert_data_eq, str};

use crate::fixture::{bare, messages};

fn told(text: &str) -> String {
    messages(&bare(&format!("-- content/_index.md --\n# T\n\n{text}\n")).build())
}

#[test]
fn stars_between_punctuation_and_a_letter_are_told_with_what_to_write() {
    assert_data_eq!(
        told(
            "**「重要」**です。**注意：**中文\n\nこれは**「太字」**です\n\n**Note:**do it\n\n*(a)*是\n\n**「A」**は**B**です"
        ),
        str![[r#"
warning[unclosed-emphasis]: `**` closes no emphasis here, between punctuation and a letter
 --> content/_index.md:3:1
  |
3 | **「重要」**です。**注意：**中文
  | ^^^^^^^^^^^^
  |
  = help: write `「**重要**」` or `<strong>「重要」</strong>`

warning[unclosed-emphasis]: `**` closes no emphasis here, between punctuation and a letter
 --> content/_index.md:3:12
  |
3 | **「重要」**です。**注意：**中文
  |                   ^^^^^^^^^^
  |
  = help: write `**注意**：` or `<strong>注意：</strong>`

warning[unclosed-emphasis]: `**` closes no emphasis here, between punctuation and a letter
 --> content/_index.md:5:4
  |
5 | これは**「太字」**です
  |       ^^^^^^^^^^^^
  |
  = help: write `「**太字**」` or `<strong>「太字」</strong>`

warning[unclosed-emphasis]: `**` closes no emphasis here, between punctuation and a letter
 --> content/_index.md:7:1
  |
7 | **Note:**do it
  | ^^^^^^^^^
  |
  = help: write `**Note**:` or `<strong>Note:</strong>`

warning[unclosed-emphasis]: `*` closes no emphasis here, between punctuation and a letter
 --> content/_index.md:9:1
  |
9 | *(a)*是
  | ^^^^^
  |
  = help: write `(*a*)` or `<em>(a)</em>`

warning[unclosed-emphasis]: `**` closes no emphasis here, between punctuation and a letter
  --> content/_index.md:11:1
   |
11 | **「A」**は**B**です
   | ^^^^^^^^^
   |
   = help: write `「**A**」` or `<strong>「A」</strong>`

"#]]
    );
}

#[test]
fn the_form_that_a_message_gives_is_an_emphasis() {
    for text in ["「**重要**」です", "<strong>「重要」</strong>です", "**Note**:do it"]
    {
        assert_eq!(told(text), "", "{text}");
    }
}

/// The text with each pair of stars that is told written as the first hint says.
fn mended(text: &str) -> String {
    let build = bare(&format!("-- content/_index.md --\n# T\n\n{text}\n")).build();
    let mut mended = format!("# T\n\n{text}\n");
    for told in build.diagnostics.iter().rev() {
        let form = told.hints[0].split('`').nth(1).unwrap().to_owned();
        // A form with code in it is given as HTML alone.
        let form = if form.starts_with('<') {
            told.hints[0]["write `".len()..].trim_end_matches('`').to_owned()
        } else {
            form
        };
        mended.replace_range(
            told.place.as_ref().unwrap().excerpt.as_ref().unwrap().range.clone(),
            &form,
        );
    }
    mended
}

#[test]
fn each_pair_of_a_line_is_told_with_a_form_that_is_right_in_its_place() {
    for (text, right) in [
        ("**「強調」**です and 漢字**強調。**漢字.", "「**強調**」です and 漢字**強調**。漢字."),
        ("**“강조”**는 한국어", "“**강조**”는 한국어"),
        ("**「A」**は**「B」**です", "「**A**」は「**B**」です"),
        ("**「A」**は**B**です、**「C」**も", "「**A**」は**B**です、「**C**」も"),
        ("他们说**“你好”**和**“再见”**。", "他们说“**你好**”和“**再见**”。"),
        ("文**（注）**字 and **good** text", "文（**注**）字 and **good** text"),
        ("*「A」*は*「B」*です", "「*A*」は「*B*」です"),
        ("**`code`**です", "<strong>`code`</strong>です"),
        ("**[a](https://a.example/)**です", "<strong>[a](https://a.example/)</strong>です"),
    ] {
        let mended = mended(text);
        assert_eq!(mended, format!("# T\n\n{right}\n"));
        let site = bare(&format!("-- content/_index.md --\n{mended}")).build();
        let html = crate::fixture::body(&site, "index.html");
        assert!(!html.contains('*'), "{text}: {html}");
    }
}

#[test]
fn other_stars_are_left_alone() {
    for text in [
        "**重要**です。**重要**です。",
        "2 * 3 * 4 and 2*3*4",
        "a * b **c** *d*, *e*.",
        "`**「重要」**です`",
        "\\*\\*「重要」\\*\\*です",
        "f(**a)(**b) and (*x)(*y)",
        "src/**/*.rs and lib/**/*.rs",
        "5* hotel, 4* hotel",
        "**「重要」** です",
        "*[HTML]: x",
        "***bold and more***",
        "a*\"b\"*c",
        "**unclosed",
        "* * *",
        "x**2 + y**2",
        "![**「重要」**](a.png \"x\")",
    ] {
        assert!(!told(text).contains("unclosed-emphasis"), "{text}: {}", told(text));
    }
}

#[test]
fn stars_with_a_space_within_are_told() {
    assert_data_eq!(
        told(
            "**Note: **read this.\n\n** bold** and more\n\n**options and **more, 2 ** 3 ** 4, a ** b and c**d."
        ),
        str![[r#"
warning[unclosed-emphasis]: `**` closes no emphasis here, behind a space
 --> content/_index.md:3:1
  |
3 | **Note: **read this.
  | ^^^^^^^^^^
  |
  = help: write `**Note**: ` or `<strong>Note: </strong>`

warning[unclosed-emphasis]: `**` opens no emphasis here, before a space
 --> content/_index.md:5:1
  |
5 | ** bold** and more
  | ^^^^^^^^^
  |
  = help: write ` **bold**` or `<strong> bold</strong>`

"#]]
    );
}
