//! What may befall a site between its sources and its output, through the real program: kills, a
//! full disk, folders that cannot be written, files that cannot be read.

mod bombs;
#[cfg(unix)]
mod descriptors;
mod input;
mod kill;

use std::path::Path;

use crate::folder::{Folder, assert_same, ended, tree};
use crate::mount::Mount;

/// Templates that give small pages.
const SMALL: &[(&str, &str)] = &[
    ("templates/index.html", "<title>{{ page.title }}</title>{{ page.content | safe }}"),
    ("templates/section.html", "<title>{{ page.title }}</title>{{ page.content | safe }}"),
    ("templates/page.html", "<title>{{ page.title }}</title>{{ page.content | safe }}"),
    ("templates/404.html", "<title>{{ page.title }}</title>"),
];

/// A small site with small pages.
fn small() -> Folder {
    let site = Folder::of(SMALL);
    site.write("content/_index.md", "# Home\n\nWelcome.\n");
    site.write("content/part/a.md", "# A\n\nSome prose.\n");
    site
}

/// Runs a build that must not succeed, and checks that the output stayed as it was.
#[track_caller]
fn refused(site: &Folder, args: &[&str], code: i32) -> String {
    let before = tree(&site.output());
    let (found, said) = site.run(args);
    assert_eq!(found, code, "{said}");
    assert_same(&tree(&site.output()), &before, "after the refusal");
    said
}

#[test]
fn an_error_in_the_content_changes_no_byte_of_the_output() {
    let site = small();
    site.build();
    site.write("content/part/a.md", "# Changed\n\n[gone](gone.md)\n");
    site.write("content/new.md", "# New\n");
    let said = refused(&site, &["build"], 1);
    assert!(said.contains("error[broken-link]"), "{said}");
    assert!(said.ends_with("1 error; nothing was written\n"), "{said}");
}

#[test]
fn a_warning_changes_nothing_when_it_is_taken_for_an_error() {
    let site = small();
    site.build();
    site.write("content/part/a.md", "# Changed\n\n```nosuch\n```\n");
    let said = refused(&site, &["--quiet", "build", "--strict"], 1);
    assert!(said.contains("warning[unknown-language]"), "{said}");
    assert!(said.contains("refused by --strict"), "{said}");
    assert!(said.ends_with("nothing was written\n"), "{said}");
    let (code, said) = site.run(&["build"]);
    assert_eq!(code, 0, "{said}");
}

#[test]
fn an_output_folder_that_is_among_the_sources_or_holds_them_is_refused_with_the_reason() {
    let site = small();
    for (output, why) in [
        ("content/out", "which handbook reads"),
        ("themes", "it is a folder that handbook reads"),
        ("static/deep/down", "which handbook reads"),
        ("content", "it is a folder that handbook reads"),
        (".", "it is the site's own folder"),
        ("..", "the site's own folder"),
        ("/", "it is the root of the file system"),
    ] {
        let before = tree(&site.around());
        let (code, said) = site.run(&["build", "--output-dir", output]);
        assert_eq!(code, 2, "{output}: {said}");
        assert!(said.contains(why), "{output}: {said}");
        assert_same(&tree(&site.around()), &before, output);
    }
}

#[test]
fn a_full_disk_is_named_and_the_old_site_stays() {
    for at in ["site", "site/public"] {
        let site = small();
        let root = site.around().join(at);
        let Some(_mount) = Mount::new(&root, "size=1m") else {
            return;
        };
        // What was mounted over the site is empty.
        for (path, text) in SMALL {
            site.write(path, text);
        }
        site.write("handbook.toml", "title = \"T\"\n");
        site.write("content/_index.md", "# Home\n");
        site.build();
        site.write("content/_index.md", "# Changed\n");
        let size = if at == "site" { 600 } else { 1_200 };
        site.write("static/big.bin", vec![7; size << 10]);
        let said = refused(&site, &["build"], 2);
        let named = format!("cannot write `{}/", site.output().display());
        assert!(said.contains(&named), "{said}");
        assert!(said.contains("No space left on device"), "{said}");

        site.write("static/big.bin", "small now");
        let built = site.build();
        assert_eq!(built["big.bin"], b"small now");
        assert!(String::from_utf8_lossy(&built["index.html"]).contains("Changed"));
    }
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_named_and_the_old_site_stays() {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;

    let site = small();
    let old = site.build();
    site.write("content/_index.md", "# Changed\n");
    let set = |path: &Path, mode| {
        fs::set_permissions(path, Permissions::from_mode(mode)).expect("a mode");
    };
    set(&site.around(), 0o755);
    set(&site.root(), 0o555);
    set(&site.output(), 0o555);
    let mut command = site.command(&["build"]);
    if fs::metadata(site.root()).expect("a folder").uid() == 0 {
        command.uid(65534); // the administrator may write everything, nobody may not
    }
    let (code, said) = ended(command.output().expect("it runs"));
    set(&site.root(), 0o755);
    set(&site.output(), 0o755);
    assert_eq!(code, 2, "{said}");
    assert!(said.contains(&site.output().display().to_string()), "{said}");
    assert!(said.to_lowercase().contains("permission denied"), "{said}");
    assert_same(&tree(&site.output()), &old, "read-only");
    assert_ne!(site.build(), old);
}
