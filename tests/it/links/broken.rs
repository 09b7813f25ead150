//! References that lead nowhere, as their author sees them: all of them in one run, each with what
//! may have been meant.

use snapbox::{assert_data_eq, str};

use crate::fixture::{Fixture, bare, messages};

/// What is told of a site.
fn told(files: &str) -> String {
    messages(&bare(files).build())
}

const POWER: &str = "-- content/power/_index.md --\n# Power\n\
    -- content/power/influence.md --\n+++\ntitle = \"Influence without authority\"\n+++\n\n## Trust comes first {#trust}\n\n## Favours\n\n- an item {#first-step}\n";

#[test]
fn every_broken_link_of_every_page_is_told_in_one_run() {
    let site = format!(
        "-- content/_index.md --\n# T\n\nSee [one](pwoer/influence.md) and\n[two](power/influence.md#trsut).\n\n> - [three](@/power/influnce.md)\n\
         -- content/a.md --\n# A\n\n[four](/power/influence/x/) and [four again][r]\n\n[r]: gone.md\n{POWER}"
    );
    assert_data_eq!(
        told(&site),
        str![[r#"
error[broken-link]: there is no page or file `pwoer/influence.md`
 --> content/_index.md:3:5
  |
3 | See [one](pwoer/influence.md) and
  |     ^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: did you mean `power/influence.md`?

error[broken-anchor]: nothing on the page “Influence without authority” has the id `trsut`
 --> content/_index.md:4:1
  |
4 | [two](power/influence.md#trsut).
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: did you mean `#trust`?

error[broken-link]: there is no page or file `@/power/influnce.md`
 --> content/_index.md:6:5
  |
6 | > - [three](@/power/influnce.md)
  |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: did you mean `power/influence.md`?

error[broken-link]: there is no page or file `/power/influence/x/`
 --> content/a.md:3:1
  |
3 | [four](/power/influence/x/) and [four again][r]
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: did you mean `power/influence.md`?

error[broken-link]: there is no page or file `gone.md`
 --> content/a.md:5:1
  |
5 | [r]: gone.md
  | ^^^^^^^^^^^^
  |
  = help: write the path of a file, relative to this one: `../part/chapter.md`

"#]]
    );
}

#[test]
fn a_missing_page_is_suggested_by_path_by_name_and_by_title() {
    let site = format!(
        "-- content/_index.md --\n# T\n\n[folder](influence.md)\n[title](influence-without-authority.md)\n[index](power/README.md)\n[space](<my page.md>)\n[none](zebra.md)\n-- content/power/my pages.md --\n# M\n{POWER}"
    );
    assert_data_eq!(
        told(&site),
        str![[r#"
error[broken-link]: there is no page or file `influence.md`
 --> content/_index.md:3:1
  |
3 | [folder](influence.md)
  | ^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: did you mean `power/influence.md`?

error[broken-link]: there is no page or file `influence-without-authority.md`
 --> content/_index.md:4:1
  |
4 | [title](influence-without-authority.md)
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: did you mean `power/influence.md`?

error[broken-link]: there is no page or file `power/README.md`
 --> content/_index.md:5:1
  |
5 | [index](power/README.md)
  | ^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: did you mean `power/_index.md`?

error[broken-link]: there is no page or file `my page.md`
 --> content/_index.md:6:1
  |
6 | [space](<my page.md>)
  | ^^^^^^^^^^^^^^^^^^^^^
  |
  = help: did you mean `power/my%20pages.md`?

error[broken-link]: there is no page or file `zebra.md`
 --> content/_index.md:7:1
  |
7 | [none](zebra.md)
  | ^^^^^^^^^^^^^^^^
  |
  = help: write the path of a file, relative to this one: `../part/chapter.md`

"#]]
    );
}

#[test]
fn of_several_files_of_that_name_the_one_in_the_like_folder_is_suggested() {
    let site = "-- content/_index.md --\n# T\n\n[a](x/zoo/start.md)\n\
        -- content/ant/start.md --\n# A\n-- content/zoo/start.md --\n# Z\n";
    assert_data_eq!(
        told(site),
        str![[r#"
error[broken-link]: there is no page or file `x/zoo/start.md`
 --> content/_index.md:3:1
  |
3 | [a](x/zoo/start.md)
  | ^^^^^^^^^^^^^^^^^^^
  |
  = help: did you mean `zoo/start.md`?

"#]]
    );
}

#[test]
fn a_missing_place_is_suggested_by_id_and_by_text() {
    let site = format!(
        "-- content/_index.md --\n# T\n\n[by id](power/influence.md#first-stepp)\n[by text](power/influence.md#trust-comes-first)\n[by part](power/influence.md#favours-returned)\n[none](power/influence.md#zebra)\n[no places](power/_index.md#zebra)\n[own](#zebra)\n{POWER}"
    );
    assert_data_eq!(
        told(&site),
        str![[r#"
error[broken-anchor]: nothing on the page “Influence without authority” has the id `first-stepp`
 --> content/_index.md:3:1
  |
3 | [by id](power/influence.md#first-stepp)
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: did you mean `#first-step`?

error[broken-anchor]: nothing on the page “Influence without authority” has the id `trust-comes-first`
 --> content/_index.md:4:1
  |
4 | [by text](power/influence.md#trust-comes-first)
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: did you mean `#trust`?

error[broken-anchor]: nothing on the page “Influence without authority” has the id `favours-returned`
 --> content/_index.md:5:1
  |
5 | [by part](power/influence.md#favours-returned)
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: did you mean `#favours`?

error[broken-anchor]: nothing on the page “Influence without authority” has the id `zebra`
 --> content/_index.md:6:1
  |
6 | [none](power/influence.md#zebra)
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: it has `#trust`, `#favours`, `#first-step`

error[broken-anchor]: nothing on the page “Power” has the id `zebra`
 --> content/_index.md:7:1
  |
7 | [no places](power/_index.md#zebra)
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: that page has no headings

error[broken-anchor]: nothing on the page “T” has the id `zebra`
 --> content/_index.md:8:1
  |
8 | [own](#zebra)
  | ^^^^^^^^^^^^^
  |
  = help: that page has no headings

"#]]
    );
}

#[test]
fn a_link_out_of_the_site_is_told() {
    assert_data_eq!(
        told("-- content/_index.md --\n# T\n\n[a](../../etc/passwd) [b](@/../../x.md) [c]()\n"),
        str![[r#"
error[broken-link]: `../../etc/passwd` is outside the site
 --> content/_index.md:3:1
  |
3 | [a](../../etc/passwd) [b](@/../../x.md) [c]()
  | ^^^^^^^^^^^^^^^^^^^^^
  |
  = help: links can lead only to files of the site

error[broken-link]: `@/../../x.md` is outside the site
 --> content/_index.md:3:23
  |
3 | [a](../../etc/passwd) [b](@/../../x.md) [c]()
  |                       ^^^^^^^^^^^^^^^^^
  |
  = help: links can lead only to files of the site

error[broken-link]: the link has no target
 --> content/_index.md:3:41
  |
3 | [a](../../etc/passwd) [b](@/../../x.md) [c]()
  |                                         ^^^^^
  |
  = help: write it between the parentheses, or `#` for this page

"#]]
    );
}

#[test]
fn a_link_that_runs_code_is_told() {
    let site = "-- content/_index.md --\n# T\n\n[a](JavaScript:alert(1)) [b](vbscript:x) [c](data:text/html,x)\n[d](java&#9;script:x)\n";
    assert_data_eq!(
        told(site),
        str![[r#"
error[unsafe-link]: a link must not begin with `javascript:`
 --> content/_index.md:3:1
  |
3 | [a](JavaScript:alert(1)) [b](vbscript:x) [c](data:text/html,x)
  | ^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: link to a page or a file

error[unsafe-link]: a link must not begin with `vbscript:`
 --> content/_index.md:3:26
  |
3 | [a](JavaScript:alert(1)) [b](vbscript:x) [c](data:text/html,x)
  |                          ^^^^^^^^^^^^^^^
  |
  = help: link to a page or a file

error[unsafe-link]: a link must not begin with `data:`
 --> content/_index.md:3:42
  |
3 | [a](JavaScript:alert(1)) [b](vbscript:x) [c](data:text/html,x)
  |                                          ^^^^^^^^^^^^^^^^^^^^^
  |
  = help: link to a page or a file

error[broken-link]: there is no page or file `java    script:x`
 --> content/_index.md:4:1
  |
4 | [d](java&#9;script:x)
  | ^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write the path of a file, relative to this one: `../part/chapter.md`

"#]]
    );
}

#[test]
fn a_link_through_a_former_address_is_a_warning() {
    let mut site = bare(
        "-- content/_index.md --\n# T\n\n[a](/old/#x)\n-- content/part/new.md --\n+++\ntitle = \"N\"\naliases = [\"/old/\"]\n+++\n\n## X\n",
    );
    let build = site.build();
    assert!(!build.has_errors());
    assert_data_eq!(
        messages(&build),
        str![[r#"
warning[alias-link]: `/old/#x` is a former address of `/part/new/`
 --> content/_index.md:3:1
  |
3 | [a](/old/#x)
  | ^^^^^^^^^^^^
  |
  = help: link to `part/new.md#x`

"#]]
    );
}

#[test]
fn a_template_that_does_not_compile_hides_no_broken_link() {
    let site = Fixture::new(
        "-- content/_index.md --\n# T\n\n[a](gone.md)\n-- templates/page.html --\n{% if %}\n",
    );
    let codes: Vec<&str> = { site }.build().diagnostics.iter().map(|d| d.code.as_str()).collect();
    assert_eq!(codes, ["broken-link", "template-syntax"]);
}

#[test]
fn a_link_to_a_page_that_moved_is_told_with_its_place() {
    let mut site = Fixture::new(
        "-- content/_index.md --\n# Home\n-- content/safety/a.md --\n# A\n\n[check](../medicines/daily-check.md#x)\n\
         -- content/shift/drugs.md --\n+++\naliases = [\"/medicines/daily-check/\"]\n+++\n# Drugs\n",
    );
    let told = messages(&site.build());
    assert!(told.contains("did you mean `../shift/drugs.md`?"), "{told}");
}

#[test]
fn neither_a_page_itself_nor_a_file_of_another_kind_is_suggested() {
    let mut site = Fixture::new(
        "-- content/_index.md --\n# Home\n-- content/safety/leave.md --\n# Leave\n\n[a](nope.md) [b](leaves.md) [c](/fonts/clinic.ttf) [d](clinic.pdf)\n\
         -- static/clinic.css --\na {}\n-- content/safety/clinic.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n",
    );
    let told = messages(&site.build());
    assert_eq!(told.matches("error[broken-link]").count(), 4, "{told}");
    assert!(!told.contains("did you mean"), "{told}");
}

#[test]
fn a_name_is_like_another_whatever_the_folders_around_it() {
    let far = "deep/in/many/folders/of/one/book/src";
    let mut site = bare(&format!(
        "-- content/_index.md --\n# Home\n-- content/{far}/a.md --\n# A\n\n\
         [1](chapter_9.md) [2](../test/src/SUMMARY.md) [3](index.md) [4](LICENSE) [5](../theme.toml)\n\
         -- content/{far}/zoo/index.md --\n# Zoo\n-- content/{far}/zoo/b.md --\n# B\n\
         -- content/{far}/other/preface.md --\n# Preface\n"
    ));
    let told = messages(&site.build());
    assert_eq!(told.matches("error[broken-link]").count(), 5, "{told}");
    assert!(!told.contains("did you mean"), "{told}");
    site.replace(
        &format!("content/{far}/a.md"),
        "[1](chapter_9.md)",
        "[1](zo/index.md) [2](othr/prefaces.md)",
    );
    let told = messages(&site.build());
    assert!(told.contains("did you mean `zoo/index.md`?"), "{told}");
    assert!(told.contains("did you mean `other/preface.md`?"), "{told}");
}

#[test]
fn a_page_that_moved_with_its_ids_is_suggested_before_it_has_its_alias() {
    let site = |front: &str, lock: &str| {
        told(&format!(
            "-- content/_index.md --\n# Home\n\n[check](medicines/daily-check.md)\n-- content/safety/drugs-check.md --\n{front}# Check\n\n- [ ] Lock {{#lock}}\n- [ ] Count {{#count}}\n-- content/ids.lock --\n{lock}"
        ))
    };
    let lock = "/medicines/daily-check/ item count\n/medicines/daily-check/ item lock\n";
    assert_data_eq!(
        site("", lock),
        str![[r#"
error[broken-link]: there is no page or file `medicines/daily-check.md`
 --> content/_index.md:3:1
  |
3 | [check](medicines/daily-check.md)
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: did you mean `safety/drugs-check.md`?

error[vanished-id]: there is no page `/medicines/daily-check/`, which has 2 ids
 --> content/ids.lock:1:1
  |
1 | /medicines/daily-check/ item count
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write `aliases = ["/medicines/daily-check/"]` in the front matter of the page it has become, so that readers keep their ticks and answers
note: the page that has them
 --> content/safety/drugs-check.md

"#]]
    );
    // Other ids are those of another page.
    assert_data_eq!(
        site("", &lock.replace("lock", "shut").replace("count", "sign")),
        str![[r#"
error[broken-link]: there is no page or file `medicines/daily-check.md`
 --> content/_index.md:3:1
  |
3 | [check](medicines/daily-check.md)
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write the path of a file, relative to this one: `../part/chapter.md`

error[vanished-id]: there is no page `/medicines/daily-check/`, which has 2 ids
 --> content/ids.lock:2:1
  |
2 | /medicines/daily-check/ item shut
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: if it moved, write `aliases = ["/medicines/daily-check/"]` in its front matter, so that readers keep their ticks and answers
  = help: if it is gone for good, end it with `handbook ids --retire /medicines/daily-check/`

"#]]
    );
}

#[test]
fn a_folder_is_suggested_by_its_name() {
    assert_data_eq!(
        told(
            "-- content/_index.md --\n# Home\n\n[a](safty/) [b](/safty/) [c](day/safty/)\n-- content/safety/_index.md --\n# Safety\n\n[d](../dya)\n-- content/day/_index.md --\n# Day\n-- content/day/x/y/_index.md --\n# Y\n"
        ),
        str![[r#"
error[broken-link]: there is no page or file `safty/`
 --> content/_index.md:3:1
  |
3 | [a](safty/) [b](/safty/) [c](day/safty/)
  | ^^^^^^^^^^^
  |
  = help: did you mean `safety/_index.md`?

error[broken-link]: there is no page or file `/safty/`
 --> content/_index.md:3:13
  |
3 | [a](safty/) [b](/safty/) [c](day/safty/)
  |             ^^^^^^^^^^^^
  |
  = help: did you mean `safety/_index.md`?

error[broken-link]: there is no page or file `day/safty/`
 --> content/_index.md:3:26
  |
3 | [a](safty/) [b](/safty/) [c](day/safty/)
  |                          ^^^^^^^^^^^^^^^
  |
  = help: write the path of a file, relative to this one: `../part/chapter.md`

error[broken-link]: there is no page or file `../dya`
 --> content/safety/_index.md:3:1
  |
3 | [d](../dya)
  | ^^^^^^^^^^^
  |
  = help: did you mean `../day/_index.md`?

"#]]
    );
}
