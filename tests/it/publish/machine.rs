//! A full disk, a folder that cannot be written, file systems of their own.

use std::io;
use std::path::Path;
use std::process::Command;

use handbook::publish::{DiskAction, MANIFEST, PublishError, PublishOptions, publish_with_hook};

use super::support::{Place, read, site, tree, write};
use crate::mount::{Mount, skip};

/// Fails the step of a number, as a disk would that is full at that moment.
fn full_at(number: usize) -> impl Fn() -> io::Result<()> {
    let count = std::sync::atomic::AtomicUsize::new(0);
    move || {
        if count.fetch_add(1, std::sync::atomic::Ordering::Relaxed) == number {
            return Err(io::ErrorKind::StorageFull.into());
        }
        Ok(())
    }
}

#[test]
fn a_disk_that_is_full_at_any_step_leaves_every_file_whole_and_names_a_path() {
    let old = site(&[("index.html", "old"), ("a/gone.html", "old"), ("s.css", "old")]);
    let new = site(&[("index.html", "new"), ("b/c/new.html", "new"), ("s.css", "new")]);
    let mut failures = 0;
    for number in 0.. {
        let place = Place::new();
        place.publish(&old).expect("published");
        write(&place.path("CNAME"), "mine");
        let manifest = read(&place.path(MANIFEST));
        let step = full_at(number);
        let result =
            publish_with_hook(&new, &place.target(), PublishOptions::default(), &|_| step());
        match result {
            Err(error) => {
                failures += 1;
                assert!(matches!(error, PublishError::Io { .. }), "{number}: {error}");
                let root = format!("`{}", place.root().display());
                assert!(error.to_string().contains(&root), "{number}: {error}");
                // With this the site begins to change.
                if read(&place.path(MANIFEST)) == manifest {
                    place.assert_holds(&old, &[("CNAME", "mine")]);
                }
            }
            // The last steps only clear up, and one that fails is made up for by the next run.
            Ok(_) if number > 100 => break,
            Ok(_) => {}
        }
        place.publish(&new).expect("healed");
        place.assert_holds(&new, &[("CNAME", "mine")]);
    }
    assert!(failures > 15, "only {failures} steps can fail");
}

#[test]
fn a_first_publish_that_fails_leaves_nothing() {
    for action in [DiskAction::Create, DiskAction::Write] {
        let place = Place::new();
        let outputs = site(&[("a/index.html", "home"), ("b.css", "b")]);
        let result =
            publish_with_hook(&outputs, &place.target(), PublishOptions::default(), &|step| {
                if step.action == action {
                    return Err(io::ErrorKind::StorageFull.into());
                }
                Ok(())
            });
        let error = result.expect_err("full").to_string();
        let start = format!("cannot write `{}", place.output.display());
        assert!(error.starts_with(&start), "{error}");
        assert!(!place.output.exists());
        assert!(tree(&place.root()).is_empty());
    }
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_named() {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::PermissionsExt;

    let place = Place::new();
    let old = site(&[("index.html", "old")]);
    place.publish(&old).expect("published");
    let lock = |folder: &Path, mode| {
        fs::set_permissions(folder, Permissions::from_mode(mode)).expect("a mode");
    };
    lock(&place.output, 0o555);
    if fs::create_dir(place.path("probe")).is_ok() {
        skip("this user writes what is read-only");
        return;
    }
    let error = place.publish(&site(&[("index.html", "new")]));
    let error = error.expect_err("read-only").to_string();
    assert!(error.contains(&place.output.display().to_string()), "{error}");
    lock(&place.output, 0o755);
    place.assert_holds(&old, &[]);

    // A parent that cannot be written is no obstacle: the stage goes inside.
    lock(&place.root(), 0o555);
    let new = site(&[("index.html", "new")]);
    let result = place.publish(&new);
    lock(&place.root(), 0o755);
    result.expect("published");
    place.assert_holds(&new, &[]);
}

#[test]
fn a_disk_that_is_really_full_keeps_the_old_site() {
    for at in ["", "public"] {
        let place = Place::new();
        let Some(_mount) = Mount::new(&place.root().join(at), "size=256k") else {
            return;
        };
        let old = site(&[("index.html", "old"), ("a/index.html", "old")]);
        place.publish(&old).expect("published");
        let big = "x".repeat(100_000);
        let new = site(&[("index.html", "new"), ("1", &big), ("2", &big), ("3", &big)]);
        let error = place.publish(&new).expect_err("full").to_string();
        let start = format!("cannot write `{}/", place.output.display());
        assert!(error.starts_with(&start), "{error}");
        assert!(error.ends_with(": No space left on device (os error 28)"), "{error}");
        place.assert_holds(&old, &[]);

        let small = site(&[("index.html", "new"), ("1", &big)]);
        place.publish(&small).expect("there is room for this");
        place.assert_holds(&small, &[]);
    }
}

#[test]
fn a_read_only_file_system_is_named_and_unchanged_files_are_no_obstacle() {
    let place = Place::new();
    let Some(_mount) = Mount::new(&place.root(), "size=256k") else {
        return;
    };
    let old = site(&[("index.html", "old")]);
    place.publish(&old).expect("published");
    let remount = |mode: &str| {
        let mut mount = Command::new("mount");
        mount.args(["-o", &format!("remount,{mode}")]).arg(place.root());
        assert!(mount.status().is_ok_and(|status| status.success()));
    };
    remount("ro");
    assert_eq!(place.publish(&old).expect("nothing to do").unchanged, 1);
    let error = place.publish(&site(&[("index.html", "new")]));
    let error = error.expect_err("read-only").to_string();
    assert!(error.contains(&place.output.display().to_string()), "{error}");
    assert!(error.ends_with("Read-only file system (os error 30)"), "{error}");
    place.assert_holds(&old, &[]);
    remount("rw");
}
