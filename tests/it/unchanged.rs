//! A build of what was built before, through the real program: it says so, and it notices whatever
//! would make another site or another message.

#![expect(clippy::disallowed_methods, reason = "tests prepare the disk and look at it")]

use std::fs;

use crate::folder::{Folder, assert_same, tree};

const NOTHING: &str = "nothing changed since the last build";

fn site() -> Folder {
    Folder::of(&[
        ("content/_index.md", "# Home\n\nWelcome.\n"),
        ("content/part/a.md", "# A\n\nSome prose.\n"),
        ("static/own.txt", "own\n"),
    ])
}

/// Runs the program, which must succeed, and gives whether it found that nothing had changed.
#[track_caller]
fn is_nothing(site: &Folder, args: &[&str]) -> bool {
    let (code, said) = site.run(args);
    assert_eq!(code, 0, "{said}");
    said.contains(NOTHING)
}

/// Builds, and checks that the output is that of a site that was never built before.
#[track_caller]
fn assert_built(site: &Folder, when: &str) {
    assert!(!is_nothing(site, &["build"]), "{when} went unnoticed");
    let found = tree(&site.output());
    fs::remove_dir_all(site.output()).expect("removed");
    assert_same(&found, &site.build(), when);
    assert!(is_nothing(site, &["build"]), "{when}, a second time");
}

#[test]
fn a_build_of_what_was_built_says_so_and_writes_nothing() {
    let site = site();
    let first = site.build();
    site.write("public/foreign.txt", "of somebody else");
    let (code, said) = site.run(&["build"]);
    assert_eq!(code, 0, "{said}");
    let files = first.len() - 1;
    assert!(said.starts_with(&format!("{NOTHING}, {files} files (0 written, {files} unchanged)")));
    let mut left = tree(&site.output());
    assert_eq!(left.remove("foreign.txt").as_deref(), Some(&b"of somebody else"[..]));
    assert_same(&left, &first, "nothing changed");
}

#[test]
fn whatever_a_build_reads_is_noticed() {
    let site = site();
    site.build();
    for (path, text) in [
        ("content/part/a.md", "# A\n\nOther prose.\n"),
        ("content/new.md", "# New\n"),
        ("static/own.txt", "other\n"),
        ("templates/page.html", "<title>{{ page.title }}</title>{{ page.content | safe }}"),
        ("themes/ours/theme.toml", "extends = \"default\"\n"),
        ("handbook.toml", "title = \"U\"\n"),
    ] {
        site.write(path, text);
        assert_built(&site, path);
    }
    fs::remove_file(site.path("content/new.md")).expect("removed");
    // Its address has vanished, which every build says from now on.
    for _ in 0..2 {
        let (code, said) = site.run(&["build"]);
        assert!(code == 0 && said.contains("`/new/`"), "{said}");
    }
}

#[test]
fn options_and_the_environment_are_noticed() {
    let site = site();
    site.build();
    assert!(!is_nothing(&site, &["build", "--base-url", "https://example.org/"]));
    assert!(!is_nothing(&site, &["build"]));
    assert!(!is_nothing(&site, &["build", "--drafts"]));
    let mut command = site.command(&["build", "--drafts"]);
    command.env("HANDBOOK_EDIT_URL", "https://example.org/{path}");
    let said = command.output().expect("it runs").stderr;
    assert!(!String::from_utf8_lossy(&said).contains(NOTHING));
}

#[test]
fn whatever_befalls_the_output_is_mended() {
    let site = site();
    let whole = site.build();
    let page = site.path("public/part/a/index.html");
    let text = fs::read_to_string(&page).expect("a page");
    let edits: [(&str, &dyn Fn()); 5] = [
        ("another page of the same length", &|| {
            fs::write(&page, text.replace("Some prose", "same prosE")).expect("written");
        }),
        ("a page that is gone", &|| fs::remove_file(&page).expect("removed")),
        ("an empty page", &|| fs::write(&page, "").expect("written")),
        ("a manifest that is gone", &|| {
            fs::remove_dir_all(site.output()).expect("removed");
        }),
        ("what a killed build left", &|| {
            fs::create_dir(site.path(".public.handbook-stage")).expect("a folder");
        }),
    ];
    for (what, edit) in edits {
        edit();
        assert!(!is_nothing(&site, &["build"]), "{what}");
        assert_same(&tree(&site.output()), &whole, what);
    }
    assert!(!site.path(".public.handbook-stage").exists());
}

#[cfg(unix)]
#[test]
fn a_folder_that_became_a_link_is_refused_as_ever() {
    let site = site();
    site.build();
    fs::rename(site.path("public/part"), site.path("elsewhere")).expect("moved");
    std::os::unix::fs::symlink("../elsewhere", site.path("public/part")).expect("a link");
    let (code, said) = site.run(&["build"]);
    assert!(code == 2 && said.contains("public/part"), "{said}");
}

#[test]
fn warnings_are_said_again() {
    let site = site();
    site.write("content/part/a.md", "# A\n\n```nosuch\n```\n");
    for _ in 0..2 {
        let (code, said) = site.run(&["build"]);
        assert!(code == 0 && said.contains("warning[unknown-language]"), "{said}");
    }
}

#[test]
fn what_lies_around_the_site_is_looked_at_again() {
    let site = site();
    site.write("handbook.toml", "title = \"T\"\nedit_url = \"https://example.org/edit/{path}\"\n");
    site.write("content/part/a.md", "# A\n\n[own](../../around.txt)\n");
    site.write("around.txt", "around");
    for _ in 0..2 {
        let (code, said) = site.run(&["build"]);
        assert!(code == 0 && !said.contains(NOTHING), "{said}");
    }
    fs::remove_file(site.path("around.txt")).expect("removed");
    assert_ne!(site.run(&["build"]).0, 0);
}
