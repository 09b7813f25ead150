//! Fences that nothing closes.

use snapbox::{assert_data_eq, str};

use crate::fixture::{bare, messages};

fn told(text: &str) -> String {
    messages(&bare(&format!("-- content/_index.md --\n# T\n\n{text}\n")).build())
}

#[test]
fn a_fence_that_nothing_closes_is_told_with_the_last_line_that_it_takes() {
    assert_data_eq!(
        told("```rust\nfn a() {}\n\nMore words.\n\n## Heading\n\n"),
        str![[r#"
warning[unclosed-fence]: this fence is never closed: all that follows is code
 --> content/_index.md:3:1
  |
3 | ```rust
  | ^^^^^^^
  |
  = help: write ``` on a line of its own below the code
note: the last line that it takes
 --> content/_index.md:8:1
  |
8 | ## Heading
  | ^^^^^^^^^^

"#]]
    );
    assert_data_eq!(
        told("- Item\n\n  ~~~~ text\n  code\n  ~~~\n\nWords.\n\n> ```\n> code\n\nWords.\n\n```"),
        str![[r#"
warning[unclosed-fence]: this fence is never closed: the rest of the item is code
 --> content/_index.md:5:3
  |
5 |   ~~~~ text
  |   ^^^^^^^^^
  |
  = help: write ~~~~ on a line of its own below the code, in the same item
note: the last line that it takes
 --> content/_index.md:7:3
  |
7 |   ~~~
  |   ^^^

warning[unclosed-fence]: this fence is never closed: the rest of the quotation is code
  --> content/_index.md:11:3
   |
11 | > ```
   |   ^^^
   |
   = help: write ``` on a line of its own below the code, in the same quotation
note: the last line that it takes
  --> content/_index.md:12:3
   |
12 | > code
   |   ^^^^

warning[unclosed-fence]: this fence is never closed: all that follows is code
  --> content/_index.md:16:1
   |
16 | ```
   | ^^^
   |
   = help: write ``` on a line of its own below the code

"#]]
    );
}

#[test]
fn a_fence_of_a_directive_is_told_too() {
    let told = told("```{toc}\n\nWords.\n");
    assert_eq!(told.matches("[unclosed-fence]").count(), 1, "{told}");
}

#[test]
fn a_message_names_what_is_around_the_fence() {
    for (text, name) in [
        ("````{note-box}\n```\nx\n````", "directive"),
        ("Text.[^1]\n\n[^1]: ```\n    x\n\nText.", "note"),
        ("Term\n: ```\n  x\n\nText.", "definition"),
    ] {
        let told = told(text);
        assert!(told.contains(&format!("the rest of the {name} is code")), "{text}: {told}");
    }
}

#[test]
fn a_closed_fence_is_not_told() {
    for text in [
        "```\ncode\n```",
        "```\n```",
        "   ~~~ text\n   code\n  ~~~~~",
        "> ```\n> code\n> ```",
        "> ```\n> ```",
        "- ```\n  code\n\n  ```\n- ```\n  ```\n",
        "1. > ```text\n   > code\n   >\n   > ```",
        "- a\n\n\t```text\n\tcode\n\t```",
        "Term\n: ```text\n  code\n  ```",
        "````text\n```\n````",
        "    ```\n    code",
        "Text ``` text",
    ] {
        assert!(!told(text).contains("unclosed-fence"), "{text}: {}", told(text));
    }
}
