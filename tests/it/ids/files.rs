//! Sources are edited whole or not at all, and never over the edit of somebody else.

#![allow(clippy::disallowed_methods, reason = "tests prepare their own files")]

use std::fs;
use std::io;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::Arc;

use handbook::publish::edit::{SourceEdit, apply_edits};
use handbook::publish::{DiskAction, PublishError};
use tempfile::TempDir;

fn site() -> TempDir {
    let dir = TempDir::new().unwrap();
    fs::create_dir(dir.path().join("content")).unwrap();
    fs::write(dir.path().join("handbook.toml"), "title = \"T\"\n").unwrap();
    fs::write(dir.path().join("content/_index.md"), "# Home\n\n- [ ] One\n").unwrap();
    dir
}

fn ids(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_handbook"));
    command.arg("ids").args(args).current_dir(folder);
    command.output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn change(path: &Path, before: &str, after: &str) -> SourceEdit {
    SourceEdit {
        path: path.to_owned(),
        before: Some(Arc::from(before.as_bytes())),
        after: after.as_bytes().to_vec(),
    }
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[cfg(unix)]
#[test]
fn a_file_keeps_its_permissions() {
    use std::os::unix::fs::PermissionsExt;
    let dir = site();
    let page = dir.path().join("content/_index.md");
    fs::set_permissions(&page, fs::Permissions::from_mode(0o640)).unwrap();
    assert!(ids(dir.path(), &["--write"]).status.success());
    assert_eq!(fs::read_to_string(&page).unwrap(), "# Home\n\n- [ ] One {#one}\n");
    assert_eq!(fs::metadata(&page).unwrap().permissions().mode() & 0o777, 0o640);
    assert_eq!(names(&dir.path().join("content")), ["_index.md", "ids.lock"]);
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_is_not_replaced_by_a_file() {
    let dir = site();
    let page = dir.path().join("content/linked.md");
    fs::create_dir(dir.path().join("static")).unwrap();
    fs::write(dir.path().join("static/real.md"), "# Real\n\n- [ ] Two\n").unwrap();
    std::os::unix::fs::symlink("../static/real.md", &page).unwrap();
    let output = ids(dir.path(), &["--write"]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(said(&output).contains("linked.md`: it is a symbolic link"), "{}", said(&output));
    // Nothing else was written either.
    assert_eq!(
        fs::read_to_string(dir.path().join("content/_index.md")).unwrap(),
        "# Home\n\n- [ ] One\n"
    );
    assert_eq!(names(&dir.path().join("content")), ["_index.md", "linked.md"]);
}

#[test]
fn a_read_only_file_is_left_alone() {
    let dir = site();
    let page = dir.path().join("content/_index.md");
    let mut permissions = fs::metadata(&page).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&page, permissions).unwrap();
    let output = ids(dir.path(), &["--write"]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(said(&output).contains("it is read-only"), "{}", said(&output));
    assert_eq!(names(&dir.path().join("content")), ["_index.md"]);
}

#[test]
fn content_with_errors_gets_no_ids() {
    let dir = site();
    fs::write(dir.path().join("content/a.md"), "# A\n\n[x](nowhere.md)\n").unwrap();
    let output = ids(dir.path(), &["--write"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("error: 1 error; nothing was written"), "{}", said(&output));
    assert!(output.stdout.is_empty());
    assert_eq!(names(&dir.path().join("content")), ["_index.md", "a.md"]);
}

#[test]
fn an_id_that_is_gone_stays_in_the_lock_and_new_ones_are_written() {
    let dir = site();
    let lock = dir.path().join("content/ids.lock");
    fs::write(&lock, "/ item gone\n").unwrap();
    let output = ids(dir.path(), &["--write"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains("the item `gone` of `/` is missing"), "{}", said(&output));
    let text = fs::read_to_string(&lock).unwrap();
    assert!(text.ends_with("\n/ item gone\n/ item one\n"), "{text}");
}

#[test]
fn a_file_that_changed_since_it_was_read_is_not_written() {
    let dir = TempDir::new().unwrap();
    let [a, b] = ["a.md", "b.md"].map(|name| dir.path().join(name));
    for path in [&a, &b] {
        fs::write(path, "now").unwrap();
    }
    for before in ["old", "then, longer"] {
        let edits = [change(&a, "now", "new"), change(&b, before, "new")];
        let error = apply_edits(&edits, &|_| Ok(())).unwrap_err();
        assert!(matches!(&error, PublishError::SourceEdited(path) if *path == b), "{error}");
        assert!(error.to_string().contains("it changed while it was read"), "{error}");
    }
    // Nor one that appeared, or one that is gone.
    let new = |path: &Path| SourceEdit { before: None, ..change(path, "", "new") };
    assert!(matches!(apply_edits(&[new(&a)], &|_| Ok(())), Err(PublishError::SourceEdited { .. })));
    fs::remove_file(&b).unwrap();
    let gone = [change(&b, "now", "new")];
    assert!(matches!(apply_edits(&gone, &|_| Ok(())), Err(PublishError::SourceEdited { .. })));
    assert_eq!(fs::read_to_string(&a).unwrap(), "now");
    assert_eq!(names(dir.path()), ["a.md"]);
}

#[test]
fn whatever_fails_before_the_first_rename_leaves_all_as_it_was() {
    for failing in [DiskAction::Create, DiskAction::Write, DiskAction::Rename] {
        let dir = TempDir::new().unwrap();
        let [a, b] = ["a.md", "b.md"].map(|name| dir.path().join(name));
        for path in [&a, &b] {
            fs::write(path, "old").unwrap();
        }
        // What a run that was stopped has left is of no account.
        fs::write(dir.path().join(".a.md.handbook-new"), "litter").unwrap();
        let edits = [change(&a, "old", "new"), change(&b, "old", "new")];
        let refuse = |step: handbook::publish::DiskStep<'_>| {
            if step.action == failing { Err(io::Error::other("the disk is full")) } else { Ok(()) }
        };
        let error = apply_edits(&edits, &refuse).unwrap_err();
        assert!(error.to_string().contains("the disk is full"), "{error}");
        assert_eq!(fs::read_to_string(&a).unwrap(), "old");
        assert_eq!(fs::read_to_string(&b).unwrap(), "old");
        if failing != DiskAction::Create {
            assert_eq!(names(dir.path()), ["a.md", "b.md"]);
        }
        apply_edits(&edits, &|_| Ok(())).unwrap();
        assert_eq!(fs::read_to_string(&b).unwrap(), "new");
        assert_eq!(names(dir.path()), ["a.md", "b.md"]);
    }
}
