//! Publishing: what is written, what is left alone, what is refused.

mod crash;
mod guard;
mod machine;
mod ownership;
mod support;

use std::collections::BTreeMap;
use std::fs;

use handbook::base::outputs::Output;
use handbook::base::paths::OutputPath;
use handbook::publish::{
    DiskAction, MANIFEST, PublishError, PublishOptions, PublishReport, publish, publish_with_hook,
};

use support::{Place, names, site, tree};

#[test]
fn a_site_is_written_to_a_folder_that_is_made_for_it() {
    let place = Place::new();
    let outputs = site(&[("index.html", "home"), ("a/b/index.html", "page"), ("empty", "")]);
    let report = place.publish(&outputs).expect("published");
    let expected = PublishReport { written: 3, bytes: 8, ..PublishReport::default() };
    assert_eq!(report, expected);
    place.assert_holds(&outputs, &[]);
}

#[test]
fn only_what_changed_is_written_and_what_is_gone_is_deleted() {
    let place = Place::new();
    let old = site(&[("index.html", "home"), ("a/index.html", "a"), ("b/c.png", "c")]);
    place.publish(&old).expect("published");
    let before = fs::metadata(place.path("index.html")).expect("a file");

    let new = site(&[("index.html", "home"), ("a/index.html", "A")]);
    let report = place.publish(&new).expect("published");
    let expected = PublishReport { written: 1, unchanged: 1, deleted: 1, bytes: 1, resumed: false };
    assert_eq!(report, expected);
    place.assert_holds(&new, &[]);
    let after = fs::metadata(place.path("index.html")).expect("a file");
    assert_eq!(before.modified().expect("a time"), after.modified().expect("a time"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        assert_eq!(before.ino(), after.ino(), "not even replaced by its like");
    }
}

#[test]
fn without_a_change_the_disk_is_not_touched() {
    let place = Place::new();
    let outputs = site(&[("index.html", "home"), ("style.css", "")]);
    place.publish(&outputs).expect("published");
    let report = publish_with_hook(&outputs, &place.target(), PublishOptions::default(), &|step| {
        panic!("{step:?}")
    });
    let expected = PublishReport { unchanged: 2, ..PublishReport::default() };
    assert_eq!(report.expect("published"), expected);
}

#[test]
fn a_file_that_was_damaged_or_deleted_by_hand_is_mended() {
    let place = Place::new();
    let outputs = site(&[("a.html", "page"), ("b.html", "page"), ("c.html", "page")]);
    place.publish(&outputs).expect("published");
    support::write(&place.path("a.html"), "pagE");
    fs::remove_file(place.path("b.html")).expect("removed");
    let report = place.publish(&outputs).expect("published");
    assert_eq!((report.written, report.unchanged), (2, 1));
    place.assert_holds(&outputs, &[]);
}

#[test]
fn assets_come_before_pages_and_deletions_after_them() {
    let place = Place::new();
    place.publish(&site(&[("old.css", "old"), ("z.html", "z")])).expect("published");
    let new = site(&[("a.html", "a"), ("b.css", "b"), ("c/d.HTML", "d"), ("z.js", "z")]);
    let (report, steps) = place.steps(&new);
    report.expect("published");
    let shown: Vec<&str> = steps
        .iter()
        .filter(|(action, path)| {
            matches!(action, DiskAction::Rename | DiskAction::RemoveFile) && !path.contains("stage")
        })
        .map(|(_, path)| path.as_str())
        .collect();
    let expected = [MANIFEST, "b.css", "z.js", "a.html", "c/d.HTML", "old.css", "z.html", MANIFEST];
    assert_eq!(shown, expected);
}

#[test]
fn folders_that_become_empty_go_and_others_stay() {
    let place = Place::new();
    place.publish(&site(&[("a/b/c/index.html", "1"), ("d/index.html", "2")])).expect("published");
    support::write(&place.path("d/mine.txt"), "mine");
    fs::create_dir(place.path("nobody")).expect("a folder");
    let none = site(&[]);
    assert_eq!(place.publish(&none).expect("published").deleted, 2);
    place.assert_holds(&none, &[("d/mine.txt", "mine"), ("nobody/", "")]);
}

#[test]
fn a_file_becomes_a_folder_and_a_folder_a_file() {
    let place = Place::new();
    let file = site(&[("a", "file"), ("b.html", "page"), ("c/d/e", "deep")]);
    let folder = site(&[("a/x/index.html", "1"), ("b.html/b", "2"), ("c", "flat")]);
    for outputs in [&file, &folder, &file] {
        place.publish(outputs).expect("published");
        place.assert_holds(outputs, &[]);
    }
}

#[test]
fn names_of_255_bytes_and_of_any_script_are_written() {
    let place = Place::new();
    let long = "x".repeat(250) + ".html";
    let deep = format!("{0}/{0}", "é".repeat(127));
    let outputs = site(&[(&long, "1"), (&deep, "2"), ("two words & 'more'.css", "3")]);
    place.publish(&outputs).expect("published");
    place.assert_holds(&outputs, &[]);
}

#[test]
fn an_output_folder_with_a_name_of_255_bytes_works() {
    let mut place = Place::new();
    place.output = place.root().join("p".repeat(255));
    let outputs = site(&[("index.html", "home")]);
    place.publish(&outputs).expect("published");
    place.assert_holds(&outputs, &[]);
}

#[test]
fn a_large_file_is_copied_and_not_copied_again() {
    let place = Place::new();
    let content = "0123456789abcdef".repeat(20_000);
    let outputs = site(&[("index.html", "home"), ("big.pdf", &content)]);
    let from = place.root().join("content/big.pdf");
    support::write(&from, &content);
    let mut copied = outputs.clone();
    for path in ["big.pdf", "again.pdf"] {
        copied.insert(OutputPath::new(path).expect("a path"), support::copy(&from, &content));
    }
    assert_eq!(place.publish(&copied).expect("published").written, 3);
    copied.remove(&OutputPath::new("again.pdf").expect("a path"));
    let report = place.publish(&copied).expect("published");
    assert_eq!((report.unchanged, report.deleted), (2, 1));
    place.assert_holds(&outputs, &[]);
}

#[test]
fn a_large_file_that_changes_under_our_hands_stops_the_publish() {
    for found in ["0123", "012345678X", "0123456789 and more", ""] {
        let place = Place::new();
        let old = site(&[("index.html", "old")]);
        place.publish(&old).expect("published");
        let from = place.root().join("content/big.pdf");
        let mut new = site(&[("index.html", "new")]);
        let path = OutputPath::new("big.pdf").expect("a path");
        support::write(&from, found);
        new.insert(path.clone(), support::copy(&from, "0123456789"));
        let error = place.publish(&new).expect_err(found);
        assert_eq!(
            error.to_string(),
            format!("`{}` changed while it was copied; build again", from.display())
        );
        place.assert_holds(&old, &[]);

        fs::remove_file(&from).expect("removed");
        let error = place.publish(&new).expect_err("no file").to_string();
        let start = format!("cannot read `{}`: ", from.display());
        assert!(error.starts_with(&start), "{error}");
        place.assert_holds(&old, &[]);
    }
}

#[test]
fn the_mode_of_a_source_is_not_copied() {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let place = Place::new();
        let from = place.root().join("content/big.pdf");
        support::write(&from, "big");
        fs::set_permissions(&from, fs::Permissions::from_mode(0o755)).expect("a mode");
        let path = OutputPath::new("big.pdf").expect("a path");
        let outputs = BTreeMap::from([(path, support::copy(&from, "big"))]);
        place.publish(&outputs).expect("published");
        // What the process makes itself tells what its mask is.
        let plain = place.root().join("plain");
        support::write(&plain, "");
        let mode = |path| fs::metadata(path).expect("a file").permissions().mode();
        assert_eq!(mode(place.path("big.pdf")), mode(plain));
    }
}

#[test]
fn the_manifest_is_sorted_and_the_same_for_the_same_site() {
    let texts = [Place::new(), Place::new()].map(|place| {
        place.publish(&site(&[("gone.html", "")])).expect("published");
        place.publish(&site(&[("b c.html", "b"), ("a/index.html", "a")])).expect("published");
        support::read(&place.path(MANIFEST))
    });
    assert_eq!(texts[0], texts[1]);
    let text = String::from_utf8(texts[0].clone()).expect("a text");
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 4);
    assert_eq!(lines[0], "handbook-manifest 1");
    let a = Output::bytes(b"a".as_slice()).fingerprint();
    assert_eq!(lines[1], format!("{a} 1 a/index.html"));
    assert!(lines[2].ends_with(" 1 b c.html"), "{}", lines[2]);
    assert!(lines[3].starts_with("end "), "{}", lines[3]);
}

#[test]
fn a_site_that_contradicts_itself_is_refused() {
    let place = Place::new();
    let error = place
        .publish(&site(&[("a", ""), ("a-b", ""), ("a/b", "")]))
        .expect_err("a file and a folder");
    assert!(matches!(error, PublishError::FileAndFolder { .. }), "{error}");
    for name in [MANIFEST, ".handbook-stage/1", ".Handbook-Manifest"] {
        let error = place.publish(&site(&[(name, "")])).expect_err(name);
        assert!(matches!(error, PublishError::Reserved { .. }), "{error}");
    }
    assert_eq!(tree(&place.root()), BTreeMap::new());
}

#[test]
fn a_second_publish_at_the_same_time_fails_clearly() {
    let place = Place::new();
    let outputs = site(&[("index.html", "home"), ("a.css", "a")]);
    let target = place.target();
    let watch = |step: handbook::publish::DiskStep<'_>| {
        if step.path == target.output {
            return Ok(()); // made before it can be locked
        }
        let error = publish(&outputs, &target, PublishOptions::default()).expect_err("locked");
        assert!(matches!(error, PublishError::Busy { .. }), "{error}");
        assert!(names(&error, &target.output), "{error}");
        Ok(())
    };
    publish_with_hook(&outputs, &target, PublishOptions::default(), &watch).expect("published");
    place.assert_holds(&outputs, &[]);
}
