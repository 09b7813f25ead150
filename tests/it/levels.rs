//! Levels of codes, the baseline of known faults, and what is published in the place of a fault.

use handbook::base::diagnostic::{Code, Severity};
use handbook::compile::baseline::baseline_of;
use snapbox::{assert_data_eq, str};

use crate::fixture::{Fixture, bare, body, messages, text};

/// A page with one fault of each kind that an author of other tools brings, and one without.
const FAULTS: &str = r#"-- content/_index.md --
# Home

[good](good.md) [page](faulty.md)
-- content/good.md --
# Good

Nothing is wrong here. [Home](_index.md)
-- content/faulty.md --
# Faulty

A [dead link](gone.md), a [dead anchor](good.md#gone), ![a picture](gone.png),
[[no term]], [see @nobody, p. 3], [no reference][gone], [^gone].

```{nothing} x
:a: b
text
```

- [ ] a task
-- content/terms.md --
+++
title = "Terms"
[glossary]
+++

Word
: A word. [[Word]]
-- content/sources.yml --
known:
  type: book
  title: Known
  author: A, B
  date: 2000
"#;

/// A template that marks the body of a page.
const PLAIN: &str = "<!-- content -->{{ page.content | safe }}<!-- /content -->";

fn faults(lints: &str) -> Fixture {
    Fixture::new(&format!("-- handbook.toml --\ntitle = \"T\"\n{lints}\n{FAULTS}"))
}

/// All codes of the page, at one level.
fn all_at(level: &str) -> String {
    let codes = [
        "broken-link",
        "broken-anchor",
        "missing-image",
        "unknown-term",
        "unknown-source",
        "broken-reference",
        "undefined-footnote",
        "invalid-directive",
        "missing-id",
    ];
    let lines = codes.map(|code| format!("{code} = \"{level}\"\n"));
    format!("[lints]\n{}", lines.concat())
}

#[test]
fn what_is_published_in_the_place_of_a_fault_is_what_was_written() {
    let mut site = faults(&all_at("warn"));
    site.write("templates/page.html", PLAIN);
    let build = site.build();
    assert!(!build.has_errors(), "{}", messages(&build));
    assert_data_eq!(
        body(&build, "faulty/index.html"),
        str![[r#"
<p>A <a >dead link</a>, a <a href="/good/">dead anchor</a>, a picture,
[[no term]], [see @nobody, p. 3], [no reference][gone], [^gone].</p>
<pre><code>```{nothing} x
:a: b
text
```</code></pre>

<div class="checklist" id="checklist" data-checklist data-key="/faulty/" data-title="Faulty" data-path="/faulty/">
<fieldset>
<legend class="visually-hidden">Faulty</legend>
<ul class="tasks">
<li class="task" id="a-task" data-item="a-task" data-hash="4a843a09"><input type="checkbox" id="a-task-box"><label for="a-task-box">a task</label></li>
</ul>
</fieldset>
<p class="tally"><span class="count">of 1 done</span> <progress class="no-print" aria-label="Progress" max="1" value="0" hidden></progress></p>
<noscript><p class="notice">Without scripts your ticks are not kept: they are gone when you leave this page. It can be printed.</p></noscript>
<p class="sign no-print" hidden><span>Name</span> <span>Date</span></p>
<details class="more no-print" hidden><summary>Save, share, print</summary></details>
<p class="notice kept-here no-print" hidden>Kept on this device only, and your browser may clear it: Safari does after seven days without a visit. Save a copy to be safe.</p>
</div>
"#]]
    );
}

#[test]
fn levels_change_what_is_told_and_never_a_page() {
    let mut denied = faults("");
    let denied = denied.build();
    assert!(denied.has_errors());
    for level in ["warn", "allow"] {
        let build = faults(&all_at(level)).build();
        for page in ["index.html", "good/index.html", "faulty/index.html", "terms/index.html"] {
            assert_eq!(text(&build, page), text(&denied, page), "{page} at {level}");
        }
        let expected = usize::from(level == "warn") * (denied.diagnostics.len() - 1);
        let left = build.diagnostics.iter().filter(|d| d.code != Code::UnusedSource);
        assert_eq!(left.count(), expected, "{}", messages(&build));
        assert!(build.diagnostics.iter().all(|d| d.severity == Severity::Warning));
    }
}

/// A site whose lints allow these codes.
fn allowing(codes: &str, files: &str) -> Fixture {
    let lints = codes.split(' ').map(|code| format!("{code} = \"allow\"\n")).collect::<String>();
    Fixture::new(&format!(
        "-- handbook.toml --\ntitle = \"T\"\nbase_url = \"https://e.org/\"\n[lints]\n{lints}\
         -- content/_index.md --\n# Home\n{files}"
    ))
}

#[test]
fn an_alias_whose_address_is_taken_is_left_out() {
    let files = "-- content/a.md --\n+++\ntitle = \"A\"\naliases = [\"/b/\", \"/OLD/\", \"/_headers/\", \"/gone/\", \"/two/#x\"]\n+++\n\
        -- content/b.md --\n+++\ntitle = \"B\"\naliases = [\"/gone/\", \"/two/#x\"]\n+++\n-- content/old.md --\n# Old\n";
    let mut site = allowing("alias-collision", files);
    let build = site.build();
    assert_eq!(messages(&build), "");
    assert!(text(&build, "b/index.html").contains("<h1"));
    let gone = text(&build, "gone/index.html");
    assert!(gone.contains("/a/") && !gone.contains("/b/"), "the first one stays: {gone}");
    let redirects = text(&build, "_redirects");
    assert_data_eq!(
        redirects,
        str![[r#"
/gone/ /a/ 301

"#]]
    );
    let paths: Vec<String> = build.outputs.keys().map(ToString::to_string).collect();
    assert!(!paths.iter().any(|path| path.starts_with("OLD") || path.starts_with("_headers/")));
    // Lowered or not, the bytes are the same.
    let lowered = site.replace("handbook.toml", "allow", "deny").build();
    assert_eq!(lowered.diagnostics.len(), 5, "{}", messages(&lowered));
    assert_eq!(text(&lowered, "_redirects"), text(&build, "_redirects"));
    assert_eq!(text(&lowered, "gone/index.html"), gone);
}

#[test]
fn a_page_with_a_wrong_address_is_published_at_that_of_its_file() {
    let files = "-- content/a.md --\n+++\ntitle = \"A\"\nslug = \"x/y\"\n+++\n\
        -- content/b.md --\n+++\ntitle = \"B\"\npath = \"a//b\"\naliases = [\"/old?id=3\"]\n+++\n";
    let build = allowing("invalid-route", files).build();
    assert_eq!(messages(&build), "");
    assert!(
        text(&build, "a/index.html").contains("<h1")
            && text(&build, "b/index.html").contains("<h1")
    );
    let unnamed = allowing("made-address", "-- content/!!!.md --\n# A\n").build();
    assert_eq!(messages(&unnamed), "");
    assert!(text(&unnamed, "unnamed/index.html").contains("<h1"));
}

#[test]
fn a_page_or_an_entry_that_cannot_be_read_is_left_out() {
    let sources = "-- content/sources.yml --\ngood:\n  type: book\n  title: Good\n  author: A, B\n  date: 2000\nbad:\n  type: nothing\n";
    let cites = "-- content/c.md --\n# C\n\nSee [@good] and [@bad].\n";
    let mut site = allowing("not-utf8 invalid-bibliography", &format!("{sources}{cites}"));
    site.write("content/latin.md", b"# Caf\xe9\n");
    let build = site.build();
    assert_eq!(messages(&build), "");
    let page = text(&build, "c/index.html");
    assert!(page.contains("(A, 2000)") && page.contains("[@bad]"), "{page}");
    assert!(!build.outputs.keys().any(|path| path.as_str().contains("latin")));
    site.write("content/ids.lock", b"\xe9\n");
    assert_eq!(messages(&site.build()).matches("error[not-utf8]").count(), 1);
}

#[test]
fn levels_of_some_files_come_after_those_of_all() {
    let lints = "[lints]\nbroken-link = \"warn\"\n[lints.\"old/*\"]\nbroken-link = \"allow\"\n\
        [lints.\"strict.md\"]\nbroken-link = \"deny\"";
    let page = "# P\n\n[x](gone.md)\n";
    let pages = format!(
        "-- content/_index.md --\n{page}-- content/old/a.md --\n{page}-- content/strict.md --\n{page}"
    );
    let build =
        Fixture::new(&format!("-- handbook.toml --\ntitle = \"T\"\n{lints}\n{pages}")).build();
    let told: Vec<_> = build
        .diagnostics
        .iter()
        .filter(|d| d.code == Code::BrokenLink)
        .map(|d| (d.place.as_ref().unwrap().path.as_str(), d.severity))
        .collect();
    assert_eq!(
        told,
        [("content/_index.md", Severity::Warning), ("content/strict.md", Severity::Error)]
    );
}

#[test]
fn a_wrong_level_is_told() {
    let lints = "[lints]\nbroken-lnk = \"warn\"\nbroken-link = \"off\"\noutput-collision = \"warn\"\n\
        [lints.\"a/*\"]\nunknown-term = 3";
    let build = Fixture::new(&format!(
        "-- handbook.toml --\ntitle = \"T\"\n{lints}\n-- content/_index.md --\n# H\n"
    ))
    .build();
    assert_data_eq!(
        messages(&build),
        str![[r#"
error[unknown-key]: there is no code `broken-lnk`
 --> handbook.toml:3:1
  |
3 | broken-lnk = "warn"
  | ^^^^^^^^^^
  |
  = help: did you mean `broken-link`?
  = help: `handbook explain` lists all codes

error[invalid-value]: `lints` needs a level for `broken-link`
 --> handbook.toml:4:15
  |
4 | broken-link = "off"
  |               ^^^^^
  |
  = help: write `"allow"`, `"warn"` or `"deny"`

error[invalid-value]: `lints` cannot lower `output-collision`
 --> handbook.toml:5:20
  |
5 | output-collision = "warn"
  |                    ^^^^^^
  |
  = help: a site with this fault would be wrong, so it is an error always

error[invalid-value]: `lints` needs a level for `unknown-term`
 --> handbook.toml:7:16
  |
7 | unknown-term = 3
  |                ^
  |
  = help: write `"allow"`, `"warn"` or `"deny"`

"#]]
    );
}

#[test]
fn a_table_of_a_feature_cannot_be_lowered() {
    let lints = "[lints]\ninvalid-value = \"allow\"\nunknown-key = \"allow\"";
    let page = "+++\ntitle = \"T\"\nweight = \"x\"\n[comparison]\ncolumns = 3\n+++\n";
    let build = Fixture::new(&format!(
        "-- handbook.toml --\ntitle = \"T\"\n{lints}\n-- content/_index.md --\n{page}"
    ))
    .build();
    let messages = messages(&build);
    assert!(messages.contains("columns"), "{messages}");
    assert!(!messages.contains("weight"), "{messages}");
}

/// The baseline of a site as it is.
fn baseline(site: &mut Fixture) -> String {
    baseline_of(&site.build().diagnostics, true).0
}

#[test]
fn known_faults_are_counted_further_ones_refused_and_mended_ones_told() {
    let mut site = faults("");
    let known = site.build().diagnostics.len();
    let written = baseline(&mut site);
    assert_data_eq!(
        written.clone(),
        str![[r##"
# Known faults, which `handbook build` lets pass. One more than `count` is refused.
# `handbook check --write-baseline` writes this file anew.

[[fault]]
code = "broken-anchor"
file = "content/faulty.md"
text = "[dead anchor](good.md#gone)"
count = 1

[[fault]]
code = "broken-link"
file = "content/faulty.md"
text = "[dead link](gone.md)"
count = 1

[[fault]]
code = "broken-reference"
file = "content/faulty.md"
text = "[no reference][gone]"
count = 1

[[fault]]
code = "invalid-directive"
file = "content/faulty.md"
text = "nothing"
count = 1

[[fault]]
code = "missing-id"
file = "content/faulty.md"
text = "a task"
count = 1

[[fault]]
code = "missing-image"
file = "content/faulty.md"
text = "![a picture](gone.png)"
count = 1

[[fault]]
code = "undefined-footnote"
file = "content/faulty.md"
text = "[^gone]"
count = 1

[[fault]]
code = "unknown-source"
file = "content/faulty.md"
text = "@nobody"
count = 1

[[fault]]
code = "unknown-term"
file = "content/faulty.md"
text = "[[no term]]"
count = 1

[[fault]]
code = "unused-source"
file = "content/sources.yml"
text = "no page cites the source `known`"
count = 1

"##]]
    );
    site.write("handbook-baseline.toml", written);
    let build = site.build();
    assert_eq!((messages(&build).as_str(), build.known_faults), ("", known));
    // Places move, and the faults are known all the same.
    site.replace("content/faulty.md", "# Faulty\n", "# Faulty\n\nA new paragraph.\n");
    assert_eq!(messages(&site.build()), "");
    // One more of the same is refused.
    site.replace(
        "content/faulty.md",
        "A [dead link](gone.md)",
        "A [dead link](gone.md), [dead link](gone.md)",
    );
    let build = site.build();
    assert_eq!((build.diagnostics.len(), build.has_errors()), (1, true), "{}", messages(&build));
    // A mended one is to be struck off.
    site.replace(
        "content/faulty.md",
        "A [dead link](gone.md), [dead link](gone.md)",
        "A good word",
    );
    assert_data_eq!(
        messages(&site.build()),
        str![[r#"
warning[mended-fault]: `broken-link` at `[dead link](gone.md)` in `content/faulty.md` is mended
  --> handbook-baseline.toml:14:9
   |
14 | count = 1
   |         ^
   |
   = help: strike it off, or run `handbook check --write-baseline` to write the file anew

"#]]
    );
}

#[test]
fn what_cannot_be_recorded_is_no_part_of_a_baseline() {
    let mut site = bare(
        "-- content/_index.md --\n# H\n-- content/a.md --\n# A\n-- content/b.md --\n+++\ntitle = \"B\"\npath = \"a\"\n+++\n",
    );
    assert!(site.build().has_errors());
    assert!(!baseline(&mut site).contains("output-collision"));
    site.write("handbook-baseline.toml", "[[fault]]\ncode = \"output-collision\"\nfile = \"content/a.md\"\ntext = \"x\"\n[[fault]]\ncode = \"no-code\"\nfiel = \"a\"\n[[fault]]\ncode = \"secret-file\"\nfile = \"x\"\ntext = \"x\"\n");
    assert_data_eq!(
        messages(&site.build()),
        str![[r#"
error[output-collision]: the page `content/b.md` and the page `content/a.md` would both be written to `a/index.html`
 --> content/b.md:3:8
  |
3 | path = "a"
  |        ^^^
  |
  = help: rename one of them, or give one a `slug` or `path` of its own
note: the other one
 --> content/a.md

error[invalid-value]: `fault.code` cannot be recorded
 --> handbook-baseline.toml:2:8
  |
2 | code = "output-collision"
  |        ^^^^^^^^^^^^^^^^^^
  |
  = help: remove this fault, and mend it

error[missing-key]: `fault.text` is missing
 --> handbook-baseline.toml:5:1
  |
5 | [[fault]]
  | ^^^^^^^^^
  |
  = help: run `handbook check --write-baseline` to write the file anew

error[unknown-key]: unknown key `fault.fiel`
 --> handbook-baseline.toml:7:1
  |
7 | fiel = "a"
  | ^^^^
  |
  = help: did you mean `file`?

error[invalid-value]: `fault.code` cannot be recorded
 --> handbook-baseline.toml:9:8
  |
9 | code = "secret-file"
  |        ^^^^^^^^^^^^^
  |
  = help: remove this fault, and mend it

"#]]
    );
}

#[test]
fn a_known_fault_that_is_mended_in_part_has_a_new_count() {
    let two = "[dead link](gone.md), [dead link](gone.md)";
    let mut site = bare(&format!("-- content/_index.md --\n# H\n\n{two}\n"));
    let written = baseline(&mut site);
    assert!(written.contains("count = 2"), "{written}");
    site.write("handbook-baseline.toml", written);
    site.replace("content/_index.md", two, "[dead link](gone.md)");
    assert_data_eq!(
        messages(&site.build()),
        str![[r#"
warning[mended-fault]: `broken-link` at `[dead link](gone.md)` in `content/_index.md` is mended in 1 of 2 places
 --> handbook-baseline.toml:8:9
  |
8 | count = 2
  |         ^
  |
  = help: write `count = 1`, or run `handbook check --write-baseline` to write the file anew

"#]]
    );
}

/// A site with a dead link that its baseline knows.
fn with_known_link(config: &str) -> Fixture {
    let mut site = Fixture::new(&format!(
        "-- handbook.toml --\ntitle = \"T\"\n{config}\n-- content/_index.md --\n# H\n\n[a](a.md)\n\
         -- content/a.md --\n# A\n\nA [dead link](gone.md)\n"
    ));
    let fault = "[[fault]]\ncode = \"broken-link\"\nfile = \"content/a.md\"\ntext = \"[dead link](gone.md)\"\n";
    site.write("handbook-baseline.toml", fault);
    site
}

#[test]
fn a_known_fault_that_is_not_looked_for_is_not_mended() {
    for config in ["", "[lints]\nbroken-link = \"allow\"", "[lints]\nbroken-link = \"warn\""] {
        let build = with_known_link(config).build();
        assert_eq!((messages(&build).as_str(), build.known_faults), ("", 1), "{config}");
    }
    // A draft, and a file that is no longer read.
    let mut site = with_known_link("");
    site.write("content/_index.md", "# H\n");
    site.write("content/a.md", "+++\ndraft = true\n+++\n\n# A\n\nA [dead link](gone.md)\n");
    assert_eq!(messages(&site.build()), "");
    site.remove("content/a.md");
    assert!(messages(&site.build()).contains("mended-fault"));
    // Nothing is known of a site that cannot be read.
    let mut site = with_known_link("");
    site.remove("content/_index.md").remove("content/a.md");
    assert_data_eq!(
        messages(&site.build()),
        str![[r#"
error[no-content]: there is no folder `content` with Markdown files in it
 = help: add a page such as `content/_index.md`, or run `handbook init`

"#]]
    );
}

#[test]
fn the_level_of_a_mended_fault_is_the_sites_choice() {
    for (level, head) in [("allow", ""), ("warn", "warning"), ("deny", "error")] {
        let mut site = with_known_link(&format!("[lints]\nmended-fault = \"{level}\""));
        site.write("content/a.md", "# A\n");
        let said = messages(&site.build());
        let found = said.split_once('[').map_or("", |(head, _)| head);
        assert_eq!(found, head, "{level}: {said}");
    }
}
