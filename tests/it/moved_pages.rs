//! Pages that move or go: the output folder knows which addresses there were.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests prepare their own files and may fail"
)]

use std::fs;
use std::path::Path;
use std::process::Command;

use snapbox::{assert_data_eq, str};
use tempfile::TempDir;

/// What a command prints, and its exit code.
fn handbook(folder: &Path, args: &[&str]) -> (String, i32) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_handbook"));
    let output = command.args(args).current_dir(folder).output().unwrap();
    let words = String::from_utf8(output.stderr).unwrap();
    // The last line has the time.
    let words = words.lines().filter(|line| !line.starts_with("built "));
    (words.map(|line| format!("{line}\n")).collect(), output.status.code().unwrap())
}

/// The warnings of a build that writes the site.
fn build(folder: &Path) -> String {
    let (words, code) = handbook(folder, &["build"]);
    assert_eq!(code, 0, "{words}");
    words
}

fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn read(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join(path)).unwrap()
}

fn rename(folder: &Path, from: &str, to: &str) {
    fs::create_dir_all(folder.join(to).parent().unwrap()).unwrap();
    fs::rename(folder.join(from), folder.join(to)).unwrap();
}

/// A site that was built with these pages.
fn built(pages: &[(&str, &str)]) -> TempDir {
    let dir = TempDir::new().unwrap();
    write(dir.path(), "handbook.toml", "title = \"T\"\n");
    write(dir.path(), "content/_index.md", "# Home\n");
    for (path, text) in pages {
        write(dir.path(), path, text);
    }
    assert_eq!(build(dir.path()), "");
    dir
}

#[test]
fn a_page_that_moved_is_noticed_without_ids_until_it_has_its_alias() {
    let dir = built(&[
        ("content/medicines/drugs.md", "+++\ntitle = \"Drugs\"\n+++\n"),
        ("content/medicines/fridge.md", "# Fridge\n"),
        ("content/safety/fire.md", "# Fire\n"),
    ]);
    let folder = dir.path();
    rename(folder, "content/medicines/drugs.md", "content/safety/drugs.md");
    let first = build(folder);
    assert_data_eq!(
        &first,
        str![[r#"
warning[vanished-address]: there was a page at `/medicines/drugs/`, and now there is none
--> content/safety/drugs.md
 = help: if it is this page now, add `aliases = ["/medicines/drugs/"]` to its front matter
 = help: `handbook build --write-aliases` writes it
 = help: if it is gone for good, end it with `handbook ids --retire /medicines/drugs/`


"#]]
    );
    assert_eq!(build(folder), first, "it is told until something is done about it");
    let (words, code) = handbook(folder, &["build", "--write-aliases"]);
    assert_eq!(code, 0);
    assert_data_eq!(
        words,
        str![[r#"
wrote the alias `/medicines/drugs/` into `content/safety/drugs.md`

"#]]
    );
    let page = read(folder, "content/safety/drugs.md");
    assert_eq!(page, "+++\ntitle = \"Drugs\"\naliases = [\"/medicines/drugs/\"]\n+++\n");
    assert_eq!(build(folder), "");
    assert!(folder.join("public/medicines/drugs/index.html").exists());
}

#[test]
fn a_renamed_page_is_known_by_its_ids_or_its_text() {
    let items = "- [ ] One {#one}\n- [ ] Two {#two}\n";
    let dir = built(&[
        ("content/a.md", &format!("# A\n\n{items}")),
        ("content/b.md", "# B\n\nText.\n"),
        ("content/c.md", "# C\n\nText.\n"),
        ("content/d.md", &format!("# D\n\n{items}")),
        ("content/twin.md", "# Twin\n"),
    ]);
    let folder = dir.path();
    assert_eq!(handbook(folder, &["ids", "--write"]).1, 0);
    rename(folder, "content/a.md", "content/all.md");
    write(folder, "content/all.md", &format!("# All\n\nOther words.\n\n{items}"));
    rename(folder, "content/b.md", "content/bee.md");
    // A page of that name is no page of that text.
    rename(folder, "content/c.md", "content/deep/see.md");
    write(folder, "content/deep/c.md", "# Another\n");
    // Two of one text: neither is surely the one.
    rename(folder, "content/twin.md", "content/twin-1.md");
    write(folder, "content/twin-2.md", "# Twin\n");
    let (words, code) = handbook(folder, &["build", "--write-aliases"]);
    assert_eq!(code, 0, "{words}");
    assert_data_eq!(
        words,
        str![[r#"
wrote the alias `/a/` into `content/all.md`
wrote the alias `/b/` into `content/bee.md`
wrote the alias `/c/` into `content/deep/see.md`
one former address has no page that is surely known
warning[vanished-address]: there was a page at `/twin/`, and now there is none
 = help: if it moved, add `aliases = ["/twin/"]` to the front matter of the page it has become
 = help: if it is gone for good, end it with `handbook ids --retire /twin/`


"#]]
    );
    // A page that was there before has become no other, whatever ids it has.
    fs::remove_file(folder.join("content/d.md")).unwrap();
    let (words, _) = handbook(folder, &["build", "--write-aliases"]);
    assert!(words.contains("2 former addresses have no page that is surely known"), "{words}");
    assert_eq!(read(folder, "content/all.md").matches("aliases").count(), 1);
}

#[test]
fn aliases_join_those_that_a_page_has_in_its_own_form() {
    for (before, after) in [
        ("# A\n", "+++\naliases = [\"/a/\"]\n+++\n\n# A\n"),
        (
            "+++\r\naliases = [\"/x/\"] # old\r\n+++\r\n# A\r\n",
            "+++\r\naliases = [\"/x/\", \"/a/\"] # old\r\n+++\r\n# A\r\n",
        ),
        ("+++\naliases = []\n+++\n# A\n", "+++\naliases = [\"/a/\"]\n+++\n# A\n"),
        ("+++\n[extra]\nb = 1\n+++\n# A\n", "+++\naliases = [\"/a/\"]\n[extra]\nb = 1\n+++\n# A\n"),
        (
            "---\ntitle: A\nextra:\n  b: 1\n---\n",
            "---\ntitle: A\naliases: [\"/a/\"]\nextra:\n  b: 1\n---\n",
        ),
        (
            "---\naliases:\n  - /x/\n  - \"/y/\"\ntitle: A\n---\n",
            "---\naliases:\n  - /x/\n  - \"/y/\"\n  - \"/a/\"\ntitle: A\n---\n",
        ),
        ("---\naliases: /x/\ntitle: A\n---\n", "---\naliases: [/x/, \"/a/\"]\ntitle: A\n---\n"),
        ("---\ntitle: A\n---\n", "---\ntitle: A\naliases: [\"/a/\"]\n---\n"),
    ] {
        let dir = built(&[("content/a.md", before)]);
        rename(dir.path(), "content/a.md", "content/deep/a.md");
        assert_eq!(handbook(dir.path(), &["build", "--write-aliases"]).1, 0);
        assert_eq!(read(dir.path(), "content/deep/a.md"), after);
        assert_eq!(build(dir.path()), "");
    }
}

#[test]
fn a_section_that_moved_takes_its_pages_along() {
    let page = "+++\ntitle = \"P\"\n+++\n";
    let dir = built(&[
        ("content/old/_index.md", page),
        ("content/old/one.md", page),
        ("content/old/two.md", page),
        ("content/old/deep/_index.md", page),
        ("content/old/deep/three.md", page),
    ]);
    rename(dir.path(), "content/old", "content/new");
    let (words, _) = handbook(dir.path(), &["build", "--write-aliases"]);
    assert_data_eq!(
        words,
        str![[r#"
wrote the alias `/old/` into `content/new/_index.md`
wrote the alias `/old/deep/` into `content/new/deep/_index.md`
wrote the alias `/old/deep/three/` into `content/new/deep/three.md`
wrote the alias `/old/one/` into `content/new/one.md`
wrote the alias `/old/two/` into `content/new/two.md`

"#]]
    );
    assert!(read(dir.path(), "content/new/_index.md").contains("aliases = [\"/old/\"]"));
}

#[test]
fn no_alias_is_written_while_the_site_is_refused() {
    let pages = [("content/a.md", "# A\n"), ("content/b.md", "# B\n"), ("content/c.md", "# C\n")];
    let dir = built(&pages);
    rename(dir.path(), "content/a.md", "content/deep/a.md");
    fs::remove_file(dir.path().join("content/c.md")).unwrap();
    write(dir.path(), "content/b.md", "# B\n\n[Gone](gone.md)\n");
    let (words, code) = handbook(dir.path(), &["build", "--write-aliases"]);
    assert_eq!(code, 1);
    assert!(words.contains("nothing was written"), "{words}");
    assert_eq!(read(dir.path(), "content/deep/a.md"), "# A\n");
    write(dir.path(), "content/b.md", "# B\n");
    let (words, code) = handbook(dir.path(), &["build", "--write-aliases"]);
    assert_eq!(code, 0, "{words}");
    assert!(words.contains("one former address has no page that is surely known\n"), "{words}");
    assert!(dir.path().join("public/a/index.html").exists());
}

#[test]
fn a_page_that_is_gone_is_retired_by_the_path_of_its_file() {
    let list = "# A\n\n- [ ] One {#one}\n";
    let dir = built(&[
        ("content/part/_index.md", "# Part\n"),
        ("content/part/Our drugs.md", list),
        ("content/part/b.md", &list.replace("one", "two")),
    ]);
    let folder = dir.path();
    assert_eq!(handbook(folder, &["ids", "--write"]).1, 0);
    for (file, path) in [("Our drugs", "part/Our drugs.md"), ("b", "./content/part/b.md")] {
        let (words, code) = handbook(folder, &["ids", "--retire", path]);
        assert!(code == 2 && words.contains("there still is a page"), "{words}");
        fs::remove_file(folder.join(format!("content/part/{file}.md"))).unwrap();
        let (words, code) = handbook(folder, &["ids", "--retire", path]);
        assert!(code == 0 && words.contains("and 1 id in `content/ids.lock`"), "{words}");
    }
    assert_eq!(build(folder), "");
}

#[test]
fn a_page_that_is_gone_is_retired_in_one_step() {
    let dir = built(&[
        ("content/a.md", "# A\n\n- [ ] One {#one}\n- [ ] Two {#two}\n"),
        ("content/b.md", "# B\n"),
    ]);
    let folder = dir.path();
    assert_eq!(handbook(folder, &["ids", "--write"]).1, 0);
    fs::remove_file(folder.join("content/a.md")).unwrap();
    fs::remove_file(folder.join("content/b.md")).unwrap();
    let (words, code) = handbook(folder, &["build"]);
    assert_eq!(code, 1);
    assert!(words.contains("`handbook ids --retire /a/`"), "{words}");
    assert_data_eq!(
        handbook(folder, &["ids", "--retire", "/a/"]).0,
        str![[r#"
retired `/a/` and 2 ids in `content/ids.lock`

"#]]
    );
    assert_data_eq!(
        build(folder),
        str![[r#"
warning[vanished-address]: there was a page at `/b/`, and now there is none
 = help: if it moved, add `aliases = ["/b/"]` to the front matter of the page it has become
 = help: if it is gone for good, end it with `handbook ids --retire /b/`


"#]]
    );
    assert_data_eq!(
        handbook(folder, &["ids", "--retire", "/b/"]).0,
        str![[r#"
retired `/b/` in `content/ids.lock`

"#]]
    );
    assert_eq!(build(folder), "");
    assert_data_eq!(
        read(folder, "content/ids.lock"),
        str![[r#"
# Ids that readers' devices and links rely on: page, kind, id. Written by `handbook ids --write`.
/a/ item one retired
/a/ item two retired
/a/ retired
/b/ retired

"#]]
    );
    // What is written stays so, and what never was is no page.
    assert_eq!(handbook(folder, &["ids", "--check"]).1, 0);
    assert_data_eq!(
        handbook(folder, &["ids", "--retire", "/c/"]).0,
        str![[r#"
error: no page `/c/` is known to `content/ids.lock` or to the output folder
  = help: write the address of the page that is gone, such as `/old/page/`, or its `key`

"#]]
    );
    assert_data_eq!(
        handbook(folder, &["ids", "--retire", "/"]).0,
        str![[r#"
error: there still is a page `/`
  = help: delete its file first

"#]]
    );
}

#[test]
fn what_is_meant_is_not_told() {
    let dir = built(&[("content/a.md", "# A\n"), ("content/b/a.md", "# A\n")]);
    let folder = dir.path();
    // A page of the same name that was there before has not become this one.
    fs::remove_file(folder.join("content/a.md")).unwrap();
    assert!(!build(folder).contains("--> content/b/a.md"));
    write(folder, "content/a.md", "# A\n");
    assert_eq!(build(folder), "");
    // A draft may come back.
    write(folder, "content/a.md", "+++\ndraft = true\n+++\n# A\n");
    assert_eq!(build(folder), "");
    fs::remove_file(folder.join("content/a.md")).unwrap();
    write(folder, "handbook.toml", "title = \"T\"\n\n[lints]\nvanished-address = \"allow\"\n");
    assert_eq!(build(folder), "");
    let (words, code) = handbook(folder, &["build", "--deny", "vanished-address"]);
    assert_eq!(code, 1, "{words}");
}

#[test]
fn the_former_addresses_of_a_page_are_retired_with_it() {
    let dir = built(&[
        (
            "content/day/phones.md",
            "+++\naliases = [\"/wiki/Phone_List/\", \"/old/\"]\n+++\n# Phones\n",
        ),
        ("content/day/kept.md", "+++\naliases = [\"/wiki/Kept/\"]\n+++\n# Kept\n"),
    ]);
    let folder = dir.path();
    fs::remove_file(folder.join("content/day/phones.md")).unwrap();
    for _ in 0..2 {
        assert_eq!(build(folder).matches("warning[vanished-address]").count(), 3);
    }
    assert_eq!(handbook(folder, &["ids", "--retire", "/day/phones/"]).1, 0);
    assert_eq!(build(folder), "");
    // One that was taken away from a page that stays is missed.
    write(folder, "content/day/kept.md", "# Kept\n");
    assert!(build(folder).contains("there was a page at `/wiki/Kept/`"));
}

#[test]
fn a_check_tells_what_a_build_would_say_of_vanished_addresses() {
    let dir = built(&[("content/a.md", "# A\n")]);
    let folder = dir.path();
    rename(folder, "content/a.md", "content/b.md");
    let (words, code) = handbook(folder, &["check", "--strict"]);
    assert_eq!(code, 1, "{words}");
    assert!(words.contains("there was a page at `/a/`, and now there is none"), "{words}");
    // A page that cannot be made has not moved.
    rename(folder, "content/b.md", "content/a.md");
    write(folder, "templates/page.html", "{{ page.title | upcase }}");
    let (words, code) = handbook(folder, &["check"]);
    assert_eq!((code, words.contains("now there is none")), (1, false), "{words}");
    std::fs::remove_dir_all(folder.join("templates")).unwrap();
    rename(folder, "content/a.md", "content/b.md");
    // Where nothing was published, nothing is missed.
    let (words, code) = handbook(folder, &["check", "--strict", "--output-dir", "elsewhere"]);
    assert_eq!(code, 0, "{words}");
}
