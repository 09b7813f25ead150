//! What is not ours is not touched.

use std::fs;

use handbook::publish::{MANIFEST, PublishError, PublishReport, clean};

use super::support::{Place, names, read, site, tree, write};

#[test]
fn files_of_others_stay_as_they_are() {
    let place = Place::new();
    write(&place.path(".git/config"), "git");
    write(&place.path(".nojekyll"), "");
    place
        .publish(&site(&[("index.html", "1"), ("a/old.html", "1")]))
        .expect("dot entries are no obstacle");
    write(&place.path("CNAME"), "example.org");
    write(&place.path("a/notes.txt"), "mine");
    let new = site(&[("index.html", "2")]);
    place.publish(&new).expect("published");
    let foreign = [
        (".git/config", "git"),
        (".nojekyll", ""),
        ("CNAME", "example.org"),
        ("a/notes.txt", "mine"),
    ];
    place.assert_holds(&new, &foreign);

    let report = clean(&place.target()).expect("cleaned");
    let expected = PublishReport { deleted: 1, ..PublishReport::default() };
    assert_eq!(report, expected);
    let left: Vec<String> = tree(&place.output).into_keys().collect();
    assert_eq!(left, [".git/config", ".nojekyll", "CNAME", "a/notes.txt"]);
}

#[test]
fn a_file_of_others_is_not_overwritten_unless_it_is_equal_or_forced() {
    let place = Place::new();
    let old = site(&[("index.html", "1")]);
    place.publish(&old).expect("published");
    write(&place.path("CNAME"), "theirs");
    let new = site(&[("index.html", "2"), ("CNAME", "ours")]);
    let error = place.publish(&new).expect_err("foreign");
    assert_eq!(
        error.to_string(),
        format!(
            "will not overwrite `{}`: it was not written by handbook; move it away, or use `--force`",
            place.path("CNAME").display()
        )
    );
    place.assert_holds(&old, &[("CNAME", "theirs")]);

    let equal = site(&[("index.html", "2"), ("CNAME", "theirs")]);
    let report = place.publish(&equal).expect("equal");
    assert_eq!((report.written, report.unchanged), (1, 1));
    place.publish(&new).expect("it is ours now");
    place.assert_holds(&new, &[]);

    write(&place.path("robots.txt"), "theirs");
    let more = site(&[("robots.txt", "ours")]);
    place.publish(&more).expect_err("foreign");
    place.force(&more).expect("forced");
    place.assert_holds(&more, &[]);
}

#[test]
fn a_folder_that_is_not_ours_is_adopted_by_force_alone_and_loses_nothing() {
    let place = Place::new();
    write(&place.path("photos/1.jpg"), "photo");
    write(&place.path("index.html"), "theirs");
    let outputs = site(&[("index.html", "ours"), ("a.html", "a")]);
    let error = place.publish(&outputs).expect_err("not empty");
    assert!(
        matches!(&error, PublishError::UnownedFolder { entry, .. } if entry == "index.html"),
        "{error}"
    );
    assert_eq!(tree(&place.root()).len(), 2);

    place.force(&outputs).expect("forced");
    place.assert_holds(&outputs, &[("photos/1.jpg", "photo")]);
    place.publish(&site(&[])).expect("it is ours now");
    place.assert_holds(&site(&[]), &[("photos/1.jpg", "photo")]);
}

#[test]
fn things_of_others_in_the_way_are_named_even_by_force() {
    let place = Place::new();
    place.publish(&site(&[("a/ours.html", "")])).expect("published");
    write(&place.path("a/theirs.txt"), "");
    write(&place.path("b"), "");
    fs::create_dir(place.path("c")).expect("a folder");
    let before = tree(&place.above());
    let cases = [
        (site(&[("a", "now a file")]), "a/theirs.txt"),
        (site(&[("b/index.html", "now a folder")]), "b"),
        (site(&[("c", "now a file")]), "c"),
    ];
    for (outputs, name) in cases {
        for result in [place.publish(&outputs), place.force(&outputs)] {
            let error = result.expect_err(name);
            assert!(matches!(error, PublishError::InTheWay { .. }), "{error}");
            assert!(names(&error, &place.path(name)), "{error}");
        }
    }
    assert_eq!(tree(&place.above()), before);
}

#[cfg(unix)]
#[test]
fn no_symbolic_link_below_the_output_is_followed() {
    use std::os::unix::fs::symlink;

    let place = Place::new();
    let elsewhere = place.above().join("elsewhere");
    write(&elsewhere.join("index.html"), "precious");
    write(&elsewhere.join("old.html"), "precious");
    let old = site(&[("a/index.html", "1"), ("a/old.html", "1"), ("f.html", "1"), ("g.html", "1")]);
    place.publish(&old).expect("published");
    fs::rename(place.path("a"), place.path("b")).expect("renamed");
    symlink(&elsewhere, place.path("a")).expect("a link");
    for name in ["f.html", "g.html", "theirs.html"] {
        let _ = fs::remove_file(place.path(name));
        symlink(elsewhere.join("index.html"), place.path(name)).expect("a link");
    }
    let outside = tree(&elsewhere);

    // A link where a folder is needed.
    let error = place.publish(&site(&[("a/index.html", "2")]));
    let error = error.expect_err("a link");
    assert!(matches!(error, PublishError::SymbolicLink { .. }), "{error}");
    assert!(names(&error, &place.path("a")), "{error}");
    let error = place.force(&site(&[("a/b/index.html", "2")]));
    assert!(matches!(error, Err(PublishError::SymbolicLink { .. })));

    // A link at the place of a file: of others, even if it leads to the right bytes.
    let error = place.publish(&site(&[("theirs.html", "precious")]));
    let error = error.expect_err("a link");
    assert!(matches!(error, PublishError::UnownedFile { .. }), "{error}");

    // What is ours by name is replaced or deleted, and behind a link nothing is ours.
    let new = site(&[("f.html", "precious")]);
    assert_eq!(place.publish(&new).expect("published").deleted, 1);
    assert_eq!(read(&place.path("f.html")), b"precious");
    assert!(!place.path("f.html").is_symlink());
    assert!(!place.path("g.html").is_symlink());
    clean(&place.target()).expect("cleaned");
    assert_eq!(tree(&elsewhere), outside);
    assert!(place.path("a").is_symlink() && place.path("theirs.html").is_symlink());
}

#[test]
fn a_damaged_or_newer_manifest_stops_everything() {
    let place = Place::new();
    let old = site(&[("index.html", "1"), ("b.html", "1")]);
    place.publish(&old).expect("published");
    let manifest = String::from_utf8(read(&place.path(MANIFEST))).expect("a text");
    let end = manifest.len() - 1;
    let damaged = [
        ("", "is damaged"),
        (&manifest[..end / 2], "is damaged"),
        (&manifest[..end], "is damaged"),
        (&manifest.replace(" 1 b.html", " 1 ../b.html"), "is damaged"),
        (&manifest.replace('\n', "\r\n"), "is damaged"),
        (
            &manifest.replace("manifest 1", "manifest 2"),
            "was written by a newer version of handbook",
        ),
    ];
    for (text, why) in damaged {
        write(&place.path(MANIFEST), text);
        let before = tree(&place.above());
        let new = site(&[("index.html", "2")]);
        let results = [place.publish(&new), place.force(&new), clean(&place.target())];
        for error in results.map(|result| result.expect_err(text)) {
            let path = place.path(MANIFEST);
            let expected = format!("`{}` {why};", path.display());
            assert!(error.to_string().contains(&expected), "{error}");
        }
        assert_eq!(tree(&place.above()), before);
    }

    fs::remove_file(place.path(MANIFEST)).expect("removed");
    place.publish(&old).expect_err("not ours any more");
    place.force(&old).expect("adopted");
    place.assert_holds(&old, &[]);
}

#[test]
fn clean_of_nothing_does_nothing() {
    let place = Place::new();
    assert_eq!(clean(&place.target()).expect("nothing"), PublishReport::default());
    assert!(!place.output.exists());
    write(&place.path("index.html"), "theirs");
    assert_eq!(clean(&place.target()).expect("nothing"), PublishReport::default());
    assert_eq!(tree(&place.root()).len(), 1);
}
