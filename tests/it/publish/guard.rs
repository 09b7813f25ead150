//! Folders that are never written.

use std::fs;

use handbook::publish::{PublishError, PublishOptions, PublishTarget, clean, publish};

use super::support::{Place, site, tree, write};

/// A site with sources, and a home above it.
fn inhabited() -> (Place, PublishTarget) {
    let place = Place::new();
    for file in ["handbook.toml", "content/a/b.md", "templates/t.html", "static/s.css"] {
        write(&place.root().join(file), "source");
    }
    write(&place.above().join("home/letters"), "private");
    write(&place.above().join("other/file"), "other");
    let target = place.target();
    (place, target)
}

/// Neither publishes nor cleans, by force or without, and everything stays.
#[track_caller]
fn assert_refused(place: &Place, target: &PublishTarget, output: &str) {
    let before = tree(&place.above());
    let target = PublishTarget { output: output.into(), ..target.clone() };
    for force in [false, true] {
        let error = publish(&site(&[("index.html", "")]), &target, PublishOptions { force });
        let error = error.expect_err(output);
        assert!(matches!(error, PublishError::Refused { .. }), "{output}: {error}");
    }
    let error = clean(&target).expect_err(output);
    assert!(matches!(error, PublishError::Refused { .. }), "{output}: {error}");
    assert_eq!(tree(&place.above()), before, "{output}");
}

#[test]
fn hostile_output_folders_are_refused() {
    let (place, target) = inhabited();
    let root = place.root().display().to_string();
    let above = place.above().display().to_string();
    let relative = [
        "",
        "/",
        "/.",
        "//",
        "/content/..",
        "/content/../",
        "/nothing/..",
        "/a/b/../..",
        "/..",
        "/../",
        "/../..",
        "/../site",
        "/../home",
        "/../home/",
        "/../home/../home",
        "/content",
        "/content/",
        "/content/.",
        "/content/a",
        "/content/a/b",
        "/content/new",
        "/content/new/x",
        "/new/../content",
        "/themes",
        "/themes/mine/static",
        "/templates",
        "/templates/x",
        "/static",
        "/static/../static",
        "/public/../static/x",
        "/handbook.toml",
    ];
    for output in relative {
        assert_refused(&place, &target, &format!("{root}{output}"));
    }
    for output in ["/", "//", "/.", "/..", "/../..", &above, &format!("{above}/.")] {
        assert_refused(&place, &target, output);
    }
}

#[test]
fn the_refusal_says_why() {
    let (place, target) = inhabited();
    let said = |output: std::path::PathBuf| {
        let target = PublishTarget { output, ..target.clone() };
        let error = publish(&site(&[]), &target, PublishOptions::default()).expect_err("refused");
        error.to_string()
    };
    let root = place.root();
    let content = root.join("content");
    assert_eq!(
        said(root.clone()),
        format!("will not publish to `{}`: it is the site's own folder", root.display())
    );
    assert_eq!(
        said(content.clone()),
        format!("will not publish to `{}`: it is a folder that handbook reads", content.display())
    );
    assert_eq!(
        said(content.join("x")),
        format!(
            "will not publish to `{0}/x`: it lies in `{0}`, which handbook reads",
            content.display()
        )
    );
    assert_eq!(
        said(place.above()),
        format!(
            "will not publish to `{}`: it holds `{}`, the site's own folder",
            place.above().display(),
            root.display()
        )
    );
}

#[cfg(unix)]
#[test]
fn links_do_not_hide_where_they_lead() {
    use std::os::unix::fs::symlink;

    let (place, target) = inhabited();
    let root = place.root();
    let link = |to: &std::path::Path, name: &str| {
        symlink(to, place.above().join(name)).expect("a link");
        place.above().join(name).display().to_string()
    };
    let outputs = [
        link(&root, "to-root"),
        link(&root.join("content"), "to-content"),
        link(std::path::Path::new("/"), "to-everything"),
        link(std::path::Path::new("home"), "to-home"),
    ];
    for output in &outputs {
        assert_refused(&place, &target, output);
        assert_refused(&place, &target, &format!("{output}/"));
    }
    assert_refused(&place, &target, &format!("{}/content", outputs[0]));
    assert_refused(&place, &target, &format!("{}/new", outputs[1]));
    // `..` after a link is the parent of where it leads.
    assert_refused(&place, &target, &format!("{}/../static", outputs[1]));

    // Sources that are links are guarded where they are.
    let elsewhere = place.above().join("other");
    symlink(&elsewhere, root.join("themes")).expect("a link");
    assert_refused(&place, &target, &elsewhere.display().to_string());

    // A link to nothing is not taken for a folder to be made.
    let dangling = PublishTarget {
        output: link(std::path::Path::new("nothing"), "to-nothing").into(),
        ..target
    };
    publish(&site(&[]), &dangling, PublishOptions::default()).expect_err("a link to nothing");
    assert!(!place.above().join("nothing").exists());
}

#[cfg(unix)]
#[test]
fn an_output_folder_may_be_a_link_to_a_harmless_folder() {
    let mut place = Place::new();
    let real = place.above().join("www");
    fs::create_dir(&real).expect("a folder");
    std::os::unix::fs::symlink(&real, &place.output).expect("a link");
    let outputs = site(&[("index.html", "home")]);
    place.publish(&outputs).expect("published");
    assert!(place.output.is_symlink());
    place.output = real;
    place.assert_holds(&outputs, &[]);
}

#[test]
fn an_output_folder_elsewhere_is_made_with_all_that_leads_to_it() {
    let (mut place, _) = inhabited();
    place.output = place.above().join("a/b/../c/www");
    let outputs = site(&[("index.html", "home")]);
    place.publish(&outputs).expect("published");
    assert!(!place.above().join("a/b").exists());
    place.output = place.above().join("a/c/www");
    place.assert_holds(&outputs, &[]);
}
