//! Ids that last: what is written into Markdown, `content/ids.lock`, and what a build says of it.

use handbook::base::diagnostic::Severity;
use handbook::compile::options::BuildOptions;
use snapbox::str;

use crate::fixture::{Fixture, messages, text};

mod files;
mod hostile;
mod moved;

const PAGE: &str =
    "-- content/_index.md --\n# Home\n-- content/a.md --\n+++\ntitle = \"A\"\n+++\n\n";

fn written(markdown: &str) -> String {
    let mut fixture = Fixture::new(PAGE);
    fixture.write("content/a.md", format!("# A\n\n{markdown}"));
    fixture.write_ids();
    let text = String::from_utf8(fixture.files["content/a.md"].clone()).unwrap();
    text["# A\n\n".len()..].to_owned()
}

#[test]
fn an_id_is_written_at_the_end_of_what_is_ticked() {
    for (before, after) in [
        ("- [ ] Ask first", "- [ ] Ask first {#ask-first}"),
        ("- [ ] Ask first  \n", "- [ ] Ask first {#ask-first}  \n"),
        ("1. [x] *Ask*\n", "1. [x] *Ask* {#ask}\n"),
        ("- [ ] Ask\n  again\n", "- [ ] Ask\n  again {#ask-again}\n"),
        ("- [ ] Ask.\n  A hint\n", "- [ ] Ask. {#ask}\n  A hint\n"),
        ("- [ ] Ask\n  Who is there\n", "- [ ] Ask {#ask}\n  Who is there\n"),
        (
            "- [ ] *Ask*\\\n  2 people\n  - [ ] No\n",
            "- [ ] *Ask* {#ask}\\\n  2 people\n  - [ ] No {#no}\n",
        ),
        (
            "- [ ] Frage alle, die heute oder morgen früh in diesem Haus mit den\n  Menschen reden\n",
            "- [ ] Frage alle, die heute oder morgen früh in diesem Haus mit den\n  Menschen reden {#frage-alle-die-heute-oder-morgen-fruh-in}\n",
        ),
        ("- [ ] Ask {.big}\n  A hint\n", "- [ ] Ask {#ask .big}\n  A hint\n"),
        ("- [ ] Ask {: .big }", "- [ ] Ask {:#ask  .big }"),
        ("- [ ] Ask\r\n  - [ ] Twice\r\n", "- [ ] Ask {#ask}\r\n  - [ ] Twice {#twice}\r\n"),
        ("> - [ ] Ask\n> - [ ] Ask", "> - [ ] Ask {#ask}\n> - [ ] Ask {#ask-1}"),
        ("- [ ] Ask\n\n  More.\n", "- [ ] Ask {#ask}\n\n  More.\n"),
        ("- [ ] See [x](https://e.org)\n", "- [ ] See [x](https://e.org) {#see-x}\n"),
        ("- [ ] `a`\\\n", "- [ ] `a`\\ {#a}\n"),
    ] {
        assert_eq!(written(before), after);
    }
}

#[test]
fn a_made_id_is_one_that_an_author_could_have_written() {
    for (label, id) in [
        ("Größe ändern", "grosse-andern"),
        ("Don’t wait", "dont-wait"),
        ("Спросить", "item-eafa1b5e"),
        ("…", "item"),
        ("In one meeting, ask what for before by when", "in-one-meeting-ask-what-for-before-by"),
        (&"a".repeat(60), &"a".repeat(40)),
    ] {
        assert_eq!(written(&format!("- [ ] {label}")), format!("- [ ] {label} {{#{id}}}"));
    }
}

#[test]
fn the_lock_is_sorted_and_never_published() {
    let mut fixture = Fixture::new(&format!("{PAGE}- [ ] B\n- [ ] A\n- [ ] C\n"));
    fixture.write("content/z.md", "+++\nkey = \"zed\"\ntitle = \"Z\"\n+++\n- [ ] A\n");
    fixture.write_ids();
    let lock = String::from_utf8(fixture.files["content/ids.lock"].clone()).unwrap();
    snapbox::assert_data_eq!(
        lock,
        str![[r#"
# Ids that readers' devices and links rely on: page, kind, id. Written by `handbook ids --write`.
/a/ item a
/a/ item b
/a/ item c
zed item a

"#]]
    );
    let build = fixture.build();
    assert_eq!(messages(&build), "");
    assert!(!build.outputs.keys().any(|path| path.as_str().contains("ids.lock")));
    assert!(!fixture.ids().changes_lock());
}

/// A page `a` with the items `ask` and `tell`, both in the lock.
fn locked() -> Fixture {
    let mut fixture = Fixture::new(&format!("{PAGE}- [ ] Ask {{#ask}}\n- [ ] Tell {{#tell}}\n"));
    fixture.write_ids();
    assert_eq!(messages(&fixture.build()), "");
    fixture
}

#[test]
fn an_id_that_is_gone_is_an_error() {
    let mut fixture = locked();
    fixture.replace("content/a.md", "{#ask}", "{#asks}");
    snapbox::assert_data_eq!(
        messages(&fixture.build()),
        str![[r#"
error[vanished-id]: the item `ask` of `/a/` is missing
 --> content/ids.lock:2:1
  |
2 | /a/ item ask
  | ^^^^^^^^^^^^
  |
  = help: if it is now `asks`, write `{#ask}` there
  = help: if it is gone for good, write `retired` at the end of this line in `content/ids.lock`
note: the page that had it
 --> content/a.md

"#]]
    );
    // What is new can be far from what is gone.
    fixture.replace("content/a.md", "- [ ] Ask {#asks}\n", "");
    snapbox::assert_data_eq!(
        messages(&fixture.build()),
        str![[r#"
error[vanished-id]: the item `ask` of `/a/` is missing
 --> content/ids.lock:2:1
  |
2 | /a/ item ask
  | ^^^^^^^^^^^^
  |
  = help: write `{#ask}` where its text is now
  = help: if it is gone for good, write `retired` at the end of this line in `content/ids.lock`
note: the page that had it
 --> content/a.md

"#]]
    );
    fixture.replace("content/ids.lock", "item ask", "item ask retired");
    assert_eq!(messages(&fixture.build()), "");
}

#[test]
fn while_somebody_writes_an_id_that_is_gone_is_a_warning() {
    let options = BuildOptions { vanished_ids: Severity::Warning, ..BuildOptions::default() };
    let site = "-- content/_index.md --\n# Home\n-- content/ids.lock --\n/ item ask\n/b/ item x\n";
    let build = Fixture::with(site, options).build();
    assert!(!build.has_errors() && build.diagnostics.len() == 2);
}

#[test]
fn a_retired_id_is_used_by_nobody() {
    let mut fixture = locked();
    fixture.replace("content/ids.lock", "item ask", "item ask retired");
    snapbox::assert_data_eq!(
        messages(&fixture.build()),
        str![[r#"
error[reused-id]: the item `ask` of `/a/` was retired and is used again
 --> content/ids.lock:2:1
  |
2 | /a/ item ask retired
  | ^^^^^^^^^^^^^^^^^^^^
  |
  = help: choose another id: readers' devices may hold old ticks or answers under this one
  = help: if it is the same thing again, delete `retired` at the end of this line in `content/ids.lock`
note: used again here
 --> content/a.md

"#]]
    );
}

#[test]
fn a_page_that_gets_a_key_takes_its_ids_along() {
    let mut fixture = locked();
    fixture.replace("content/a.md", "+++\n\n", "key = \"asking\"\n+++\n\n");
    assert_eq!(messages(&fixture.build()), "");
    fixture.write_ids();
    // With a key it may go anywhere.
    let page = fixture.files["content/a.md"].clone();
    fixture.remove("content/a.md").write("content/far/b.md", page);
    assert_eq!(messages(&fixture.build()), "");
    // And cannot lose it.
    fixture.replace("content/far/b.md", "key = \"asking\"\n", "");
    snapbox::assert_data_eq!(
        messages(&fixture.build()),
        str![[r#"
error[vanished-id]: no page has the key `asking`, which has 2 ids
 --> content/ids.lock:2:1
  |
2 | asking item ask
  | ^^^^^^^^^^^^^^^
  |
  = help: write `key = "asking"` in the front matter of the page it has become, so that readers keep their ticks and answers
note: the page that has them
 --> content/far/b.md

"#]]
    );
}

#[test]
fn a_page_that_is_gone_says_so_once() {
    let mut fixture = locked();
    fixture.remove("content/a.md");
    snapbox::assert_data_eq!(
        messages(&fixture.build()),
        str![[r#"
error[vanished-id]: there is no page `/a/`, which has 2 ids
 --> content/ids.lock:2:1
  |
2 | /a/ item ask
  | ^^^^^^^^^^^^
  |
  = help: if it moved, write `aliases = ["/a/"]` in its front matter, so that readers keep their ticks and answers
  = help: if it is gone for good, end it with `handbook ids --retire /a/`

"#]]
    );
    let lock = String::from_utf8(fixture.files["content/ids.lock"].clone()).unwrap();
    let retired =
        lock.replace("item ask", "item ask retired").replace("item tell", "item tell retired");
    fixture.write("content/ids.lock", retired);
    assert_eq!(messages(&fixture.build()), "");
}

#[test]
fn the_ids_of_a_draft_are_neither_here_nor_gone() {
    let mut fixture = locked();
    fixture.replace("content/a.md", "+++\n\n", "draft = true\n+++\n\n");
    assert_eq!(messages(&fixture.build()), "");
    let page = fixture.files["content/a.md"].clone();
    fixture.write("content/part/_index.md", "+++\ndraft = true\n+++\n");
    fixture.write("content/part/a.md", page).remove("content/a.md");
    fixture.replace("content/ids.lock", "/a/ item ask", "/part/a/ item ask");
    fixture.replace("content/ids.lock", "/a/ item tell", "/part/a/ item tell");
    assert_eq!(messages(&fixture.build()), "");
    assert!(!fixture.ids().changes_lock());
}

#[test]
fn a_lock_that_cannot_be_understood_says_where() {
    let mut fixture = Fixture::new(&format!("{PAGE}- [ ] Ask {{#ask}}\n"));
    fixture.write(
        "content/ids.lock",
        "# a remark\n\n/a/ item ask\n/a/ item ask\n/a/ itme ask\n/a/ thing ask\n/a/ item Ask\n\
         a_b item ask\n/a/ item ask gone\n/a/\n# late\n<<<<<<< HEAD\n=======\n/a/ item ask retired please\n",
    );
    snapbox::assert_data_eq!(
        messages(&fixture.build()),
        str![[r#"
error[invalid-lock]: the item `ask` appears twice
 --> content/ids.lock:4:1
  |
4 | /a/ item ask
  | ^^^^^^^^^^^^
  |
  = help: delete one of the lines
note: first line
 --> content/ids.lock:3:1
  |
3 | /a/ item ask
  | ^^^^^^^^^^^^

error[invalid-lock]: `itme` is not a kind of id
 --> content/ids.lock:5:1
  |
5 | /a/ itme ask
  | ^^^^^^^^^^^^
  |
  = help: did you mean `item`?

error[invalid-lock]: `thing` is not a kind of id
 --> content/ids.lock:6:1
  |
6 | /a/ thing ask
  | ^^^^^^^^^^^^^
  |
  = help: the kinds are `band`, `column`, `entry`, `item`, `option`, `question`, `row`, `statement`, `term`

error[invalid-lock]: `Ask` is not a valid id
 --> content/ids.lock:7:1
  |
7 | /a/ item Ask
  | ^^^^^^^^^^^^
  |
  = help: an id consists of lower-case letters a to z, digits and single hyphens

error[invalid-lock]: `a_b` is not the key of a page
 --> content/ids.lock:8:1
  |
8 | a_b item ask
  | ^^^^^^^^^^^^
  |
  = help: write the address of a page, such as `/roles/two-axes/`, or its `key`

error[invalid-lock]: unexpected `gone`
 --> content/ids.lock:9:1
  |
9 | /a/ item ask gone
  | ^^^^^^^^^^^^^^^^^
  |
  = help: only the word `retired` can follow an id

error[invalid-lock]: `/a/` is not an id
  --> content/ids.lock:10:1
   |
10 | /a/
   | ^^^
   |
   = help: write `KEY KIND ID`, such as `/roles/two-axes/ item ask-what-for`

error[invalid-lock]: `# late` is not an id
  --> content/ids.lock:11:1
   |
11 | # late
   | ^^^^^^
   |
   = help: write `KEY KIND ID`, such as `/roles/two-axes/ item ask-what-for`

error[invalid-lock]: unfinished merge
  --> content/ids.lock:12:1
   |
12 | <<<<<<< HEAD
   | ^^^^^^^^^^^^
   |
   = help: keep the lines of both sides and delete the lines that git added

error[invalid-lock]: unfinished merge
  --> content/ids.lock:13:1
   |
13 | =======
   | ^^^^^^^
   |
   = help: keep the lines of both sides and delete the lines that git added

error[invalid-lock]: `/a/ item ask retired please` is not an id
  --> content/ids.lock:14:1
   |
14 | /a/ item ask retired please
   | ^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: write `KEY KIND ID`, such as `/roles/two-axes/ item ask-what-for`

"#]]
    );
    fixture.write("content/ids.lock", b"\xff".as_slice());
    snapbox::assert_data_eq!(
        messages(&fixture.build()),
        str![[r#"
error[not-utf8]: `ids.lock` is not UTF-8 text: byte 0 (line 1) is 0xff
--> content/ids.lock
 = help: save the file as UTF-8

"#]]
    );
}

#[test]
fn a_lock_keeps_its_remarks_and_line_ends() {
    let mut fixture = Fixture::new(&format!("{PAGE}- [ ] Ask {{#ask}}\n"));
    fixture.write(
        "content/ids.lock",
        "# ours\r\n# alone\r\n/z/ item b retired\r\n/a/ item old retired\r\n",
    );
    fixture.write_ids();
    assert_eq!(
        String::from_utf8_lossy(&fixture.files["content/ids.lock"]),
        "# ours\r\n# alone\r\n/a/ item ask\r\n/a/ item old retired\r\n/z/ item b retired\r\n"
    );
}

#[test]
fn two_pages_cannot_have_one_key() {
    let mut fixture = Fixture::new("-- content/_index.md --\n# Home\n");
    for page in ["a", "b"] {
        fixture.write(&format!("content/{page}.md"), "+++\ntitle = \"T\"\nkey = \"one\"\n+++\n");
    }
    snapbox::assert_data_eq!(
        messages(&fixture.build()),
        str![[r#"
error[duplicate-key]: two pages have the key `one`
 --> content/b.md:3:7
  |
3 | key = "one"
  |       ^^^^^
  |
  = help: readers' ticks on one would appear on the other; change one of the keys
note: the other page
 --> content/a.md:3:7
  |
3 | key = "one"
  |       ^^^^^

"#]]
    );
    fixture.write("content/a.md", "+++\ntitle = \"T\"\nkey = \"Drucker Review\"\n+++\n");
    fixture.write("content/b.md", "+++\ntitle = \"T\"\nkey = \"\"\n+++\n");
    snapbox::assert_data_eq!(
        messages(&fixture.build()),
        str![[r#"
error[invalid-value]: `key` must consist of lower-case letters a to z, digits and single hyphens
 --> content/a.md:3:7
  |
3 | key = "Drucker Review"
  |       ^^^^^^^^^^^^^^^^
  |
  = help: write `key = "drucker-review"`

"#]]
    );
}

#[test]
fn a_site_without_a_lock_is_not_checked() {
    let mut fixture = Fixture::new(&format!("{PAGE}- [ ] Ask {{#ask}}\n"));
    let build = fixture.build();
    assert_eq!(messages(&build), "");
    assert!(text(&build, "a/index.html").contains("id=\"ask\""));
    assert!(fixture.ids().before.is_none() && fixture.ids().changes_lock());
    // And one without ids needs none.
    let mut fixture = Fixture::new("-- content/_index.md --\n# Home\n");
    fixture.build();
    assert!(!fixture.ids().changes_lock());
}

#[test]
fn every_kind_of_id_is_written_and_remembered() {
    let mut fixture = Fixture::new(
        "-- content/_index.md --\n# Home\n\nA [[Mulch]].\n\
         -- content/table.md --\n+++\ntitle = \"T\"\n[comparison]\ncolumns = [{ id = \"a\", label = \"A\" }, { id = \"b\", label = \"B\" }]\n+++\n\n\
         ## What it costs\n\nA\n: Time.\n\nB\n: Money.\n\
         -- content/words.md --\n+++\ntitle = \"W\"\n[glossary]\n+++\n\nMulch\n: Straw.\n\
         -- content/hours.md --\n+++\ntitle = \"H\"\n[audit]\nbasis = \"B\"\nentries = { count = 2, label = \"Day\" }\nunit = \"hours\"\ncolumns = [{ id = \"paper\", label = \"P\" }, { id = \"talk\", label = \"T\" }]\n[[audit.band]]\nid = \"any\"\nwhen = \"else\"\n+++\n\n## Any {#any}\n\nText.\n\
         -- content/rated.md --\n+++\ntitle = \"R\"\n[assessment]\nbasis = \"B\"\nscale = [\"Never\", { id = \"often\", label = \"Frequently\" }]\ndimensions = [{ id = \"d\", label = \"D\" }]\n[[assessment.band]]\nid = \"all\"\nwhen = \"else\"\n+++\n\n## D {#d}\n\n1. I asked. {#asked}\n\n## All {#all}\n\nText.\n\
         -- content/sheet.md --\n+++\ntitle = \"S\"\n[worksheet]\n+++\n\n1. What happened? {#q-what}\n2. Who saw it?\n3. Who saw it? {lines=4}\n",
    );
    fixture.write_ids();
    for (page, written) in [
        ("table", "## What it costs {#what-it-costs}\n"),
        ("words", "\nMulch {#mulch}\n: Straw.\n"),
        ("sheet", "2. Who saw it? {#who-saw-it}\n3. Who saw it? {#who-saw-it-1 lines=4}\n"),
    ] {
        let text = String::from_utf8(fixture.files[&format!("content/{page}.md")].clone()).unwrap();
        assert!(text.contains(written), "{text}");
    }
    assert_eq!(messages(&fixture.build()), "");
    assert!(fixture.ids().pages.is_empty());
    let lock = String::from_utf8(fixture.files["content/ids.lock"].clone()).unwrap();
    let lines: Vec<&str> = lock.lines().skip(1).collect();
    assert_eq!(
        lines,
        [
            "/hours/ band any",
            "/hours/ column paper",
            "/hours/ column talk",
            "/hours/ entry day-1",
            "/hours/ entry day-2",
            "/rated/ band all",
            "/rated/ option never",
            "/rated/ option often",
            "/rated/ statement asked",
            "/sheet/ question q-what",
            "/sheet/ question who-saw-it",
            "/sheet/ question who-saw-it-1",
            "/table/ row what-it-costs",
            "/words/ term mulch",
        ]
    );
}

/// An audit whose amounts are stored under the ids of its entries and columns, in the lock.
fn audit() -> Fixture {
    let mut fixture = Fixture::new(
        "-- content/_index.md --\n# Home\n-- content/a.md --\n+++\ntitle = \"A\"\n[audit]\nbasis = \"B\"\nentries = [\"Monday\", \"Tuesday\"]\nunit = \"hours\"\ncolumns = [{ id = \"paper\", label = \"Paper\" }, { id = \"talk\", label = \"Talk\" }]\n[[audit.band]]\nid = \"any\"\nwhen = \"else\"\n+++\n\n## Any {#any}\n\nText.\n",
    );
    fixture.write_ids();
    assert_eq!(messages(&fixture.build()), "");
    fixture
}

#[test]
fn a_day_that_is_cut_short_is_not_taken_for_one_put_first() {
    let mut fixture = audit();
    for (days, hint) in [
        ("[\"Sunday\", \"Mon.\"", "if it is now `mon`, write"),
        ("[\"Sunday\", \"First day\"", "if it is now `sunday` or `first-day`, write"),
    ] {
        let before = fixture.files["content/a.md"].clone();
        fixture.replace("content/a.md", "[\"Monday\"", days);
        let told = messages(&fixture.build());
        assert!(told.contains(hint), "{told}");
        fixture.write("content/a.md", before);
    }
}

#[test]
fn a_day_put_first_moves_no_amount_and_a_renamed_day_or_column_is_an_error() {
    let mut fixture = audit();
    let monday = "data-item=\"monday:paper\"";
    assert!(text(&fixture.build(), "a/index.html").contains(monday));
    fixture.replace("content/a.md", "[\"Monday\"", "[\"Sunday\", \"Monday\"");
    let build = fixture.build();
    assert_eq!(messages(&build), "");
    assert!(text(&build, "a/index.html").contains(monday));
    fixture.replace("content/a.md", "\"Monday\"", "\"Mondays\"");
    fixture.replace("content/a.md", "id = \"paper\"", "id = \"admin\"");
    snapbox::assert_data_eq!(
        messages(&fixture.build()),
        str![[r#"
error[vanished-id]: the column `paper` of `/a/` is missing
 --> content/ids.lock:3:1
  |
3 | /a/ column paper
  | ^^^^^^^^^^^^^^^^
  |
  = help: write `{ id = "paper", label = "…" }` where its text is now
  = help: if it is gone for good, write `retired` at the end of this line in `content/ids.lock`
note: the page that had it
 --> content/a.md

error[vanished-id]: the entry `monday` of `/a/` is missing
 --> content/ids.lock:5:1
  |
5 | /a/ entry monday
  | ^^^^^^^^^^^^^^^^
  |
  = help: if it is now `mondays`, write `{ id = "monday", label = "…" }` there
  = help: if it is gone for good, write `retired` at the end of this line in `content/ids.lock`
note: the page that had it
 --> content/a.md

"#]]
    );
    fixture.replace("content/a.md", "\"Mondays\"", "{ id = \"monday\", label = \"Mondays\" }");
    fixture.replace(
        "content/a.md",
        "id = \"admin\", label = \"Paper\"",
        "id = \"paper\", label = \"Office\"",
    );
    let build = fixture.build();
    assert_eq!(messages(&build), "");
    assert!(text(&build, "a/index.html").contains(monday));
}

#[test]
fn a_retired_id_is_used_by_no_part_of_another_kind() {
    let mut fixture = locked();
    fixture.replace("content/ids.lock", "item ask", "item ask retired");
    fixture.replace("content/a.md", "+++\n\n", "[worksheet]\n+++\n\n");
    fixture.replace("content/a.md", "- [ ] Ask {#ask}\n", "1. Ask? {#ask}\n\n");
    let told = messages(&fixture.build());
    assert!(told.contains("the item `ask` of `/a/` was retired and is used again"), "{told}");
    // An entry has ids apart from those of the body.
    let mut fixture = audit();
    let lock = String::from_utf8(fixture.files["content/ids.lock"].clone()).unwrap();
    fixture.write("content/ids.lock", format!("{lock}/a/ item monday retired\n"));
    assert_eq!(messages(&fixture.build()), "");
}

#[test]
fn items_with_the_same_words_need_ids_of_their_own() {
    let mut fixture =
        Fixture::new(&format!("{PAGE}- [ ] Sign\n\n## Later\n\n- [ ] Sign\n  - [ ] Twice\n"));
    // Where no ids are kept yet, a folder of other people's lists is built.
    let build = fixture.build();
    assert!(
        !build.has_errors()
            && messages(&build).contains("warning[missing-id]: this item has no id of its own")
    );
    fixture.write("content/ids.lock", "");
    snapbox::assert_data_eq!(
        messages(&fixture.build()),
        str![[r#"
warning[missing-id]: this item has no id
 --> content/a.md:5:7
  |
5 | - [ ] Sign
  |       ^^^^
  |
  = help: write `{#sign}` at its end or run `handbook ids --write`, so that the id stays when the text changes
  = help: 2 more elements of this page have no id

error[missing-id]: this item has no id of its own
 --> content/a.md:9:1
  |
9 | - [ ] Sign
  | ^^^^^^^^^^
  |
  = help: another item or heading gets the same id from its words; write `{#sign-1}` at its end or run `handbook ids --write`, so that a tick can never move to another

"#]]
    );
    fixture.write_ids();
    assert_eq!(messages(&fixture.build()), "");
}
