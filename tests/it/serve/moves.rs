//! Folders and links that move while the site is served: away and back at once, anew, swapped for a
//! link. After each, and after an edit that follows it, what is served is what a fresh build gives.

use std::fs;
use std::path::Path;
use std::process::Command;

use handbook::base::outputs::Output;
use tempfile::TempDir;

use super::running::{Events, Heard, Running};
use super::{outputs, write};

/// A site in a folder of its own within another one, so that it can be moved.
fn site() -> TempDir {
    let dir = TempDir::new().unwrap();
    write(&dir, "handbook.toml", "title = \"T\"\ntheme = \"own\"\n");
    write(&dir, "content/_index.md", "# Home\n\n[One](part/one.md)\n");
    write(&dir, "content/part/_index.md", "# Part\n");
    write(&dir, "content/part/one.md", "# One\n\nFirst words.\n");
    write(&dir, "content/part/deep/two.md", "# Two\n\nSecond words.\n");
    write(&dir, "static/plain.txt", "plain\n");
    write(&dir, "static/pictures/large.bin", &"\u{0}large".repeat(60_000));
    write(&dir, "static/shared/three.md", "# Three\n");
    write(&dir, "templates/components/note.html", "note\n");
    write(&dir, "themes/own/theme.toml", "extends = \"default\"\n");
    write(&dir, "themes/own/static/own.css", "a { color: red }\n");
    dir
}

/// Waits until every file that is served is what a fresh build gives; `events` tell when to look.
fn until_fresh(server: &Running, events: &mut Events, dir: &TempDir) {
    loop {
        let expected = outputs(dir.path());
        let is_served = |(path, output): (&_, &Output)| {
            let path: &handbook::base::paths::OutputPath = path;
            let answer = server.get(&path.href("/"));
            let is_page = path.extension() == "html";
            answer.status == 200
                && match (output, output.in_memory()) {
                    (Output::Copy { from, .. }, _) => answer.body == fs::read(from).unwrap(),
                    (_, Some(bytes)) if is_page => *answer.without_script().as_bytes() == bytes[..],
                    (_, bytes) => answer.body == bytes.unwrap()[..],
                }
        };
        if expected.iter().all(is_served) {
            return;
        }
        events.next();
    }
}

/// Moves a folder or file away and back at once.
fn away_and_back(path: &Path) {
    let aside = path.with_file_name("aside.tmp");
    fs::rename(path, &aside).unwrap();
    fs::rename(aside, path).unwrap();
}

/// Replaces a folder by a copy of it.
fn anew(path: &Path) {
    let aside = path.with_file_name("aside.tmp");
    fs::rename(path, &aside).unwrap();
    copy(&aside, path);
    fs::remove_dir_all(aside).unwrap();
}

/// Deletes a folder and writes it again.
fn deleted_and_written(path: &Path) {
    let aside = path.with_file_name("aside.tmp");
    copy(path, &aside);
    fs::remove_dir_all(path).unwrap();
    copy(&aside, path);
    fs::remove_dir_all(aside).unwrap();
}

/// Moves a copy of a folder over its place.
fn exchanged(path: &Path) {
    let (new, old) = (path.with_file_name("new.tmp"), path.with_file_name("old.tmp"));
    copy(path, &new);
    fs::rename(path, &old).unwrap();
    fs::rename(new, path).unwrap();
    fs::remove_dir_all(old).unwrap();
}

/// Moves a folder twice, through another name.
fn through_another_name(path: &Path) {
    let (one, two) = (path.with_file_name("one.tmp"), path.with_file_name("two.tmp"));
    fs::rename(path, &one).unwrap();
    fs::rename(&one, &two).unwrap();
    fs::rename(two, path).unwrap();
}

/// Gives a folder other permissions for a moment.
fn closed_and_opened(path: &Path) {
    let open = fs::metadata(path).unwrap().permissions();
    let mut closed = open.clone();
    closed.set_readonly(true);
    fs::set_permissions(path, closed).unwrap();
    fs::set_permissions(path, open).unwrap();
}

fn copy(from: &Path, to: &Path) {
    let done = Command::new("cp").arg("-r").arg(from).arg(to).status();
    assert!(done.unwrap().success());
}

type Move = fn(&Path);

const MOVES: &[(&str, Move)] = &[
    ("away and back", away_and_back),
    ("anew", anew),
    ("deleted and written", deleted_and_written),
    ("exchanged", exchanged),
    ("through another name", through_another_name),
    ("closed and opened", closed_and_opened),
];

/// Each folder that is moved, with a file in it that is edited afterwards.
const FOLDERS: &[(&str, &str)] = &[
    ("content", "content/part/one.md"),
    ("content/part", "content/part/one.md"),
    ("content/part/deep", "content/part/deep/two.md"),
    ("static", "static/plain.txt"),
    ("static/pictures", "static/pictures/large.bin"),
    ("templates", "templates/components/note.html"),
    ("themes", "themes/own/static/own.css"),
    ("themes/own", "themes/own/static/own.css"),
    (".", "content/part/one.md"),
];

/// Another text for a file, which shows.
fn edited(path: &str, number: usize) -> String {
    match path.rsplit_once('.').unwrap().1 {
        "md" => format!("# One\n\nEdit {number}.\n"),
        "css" => format!("a {{ margin: {number}px }}\n"),
        "bin" => format!("\u{0}{number:5}").repeat(60_000),
        _ => format!("edit {number}\n"),
    }
}

#[test]
fn after_every_move_of_a_folder_edits_are_served() {
    let dir = site();
    let server = Running::start(&dir);
    let mut events = server.events();
    let mut number = 0;
    for (folder, file) in FOLDERS {
        for (_, change) in MOVES {
            number += 1;
            change(&if *folder == "." { dir.path().to_owned() } else { dir.path().join(folder) });
            let text = edited(file, number);
            // In place, so that only a watch of the folder itself tells it.
            fs::write(dir.path().join(file), text).unwrap();
            until_fresh(&server, &mut events, &dir);
        }
    }
}

#[cfg(unix)]
#[test]
fn after_every_change_of_a_link_edits_are_served() {
    use std::os::unix::fs::symlink;

    let dir = site();
    let root = dir.path();
    fs::rename(root.join("content"), root.join("real")).unwrap();
    symlink("real", root.join("content")).unwrap();
    symlink("../static/shared", root.join("real/shared")).unwrap();
    let server = Running::start(&dir);
    let mut events = server.events();
    let mut check = |_when: &str, file: &str, number: usize| {
        fs::write(root.join(file), edited(file, number)).unwrap();
        until_fresh(&server, &mut events, &dir);
    };
    for (number, (name, change)) in MOVES.iter().enumerate() {
        change(&root.join("real"));
        check(&format!("the target of the content: {name}"), "real/part/one.md", number);
        change(&root.join("static/shared"));
        check(&format!("the target of a link: {name}"), "static/shared/three.md", number);
    }
    fs::remove_file(root.join("content")).unwrap();
    fs::rename(root.join("real"), root.join("content")).unwrap();
    check("the link became its folder", "content/part/one.md", 100);
    fs::rename(root.join("content"), root.join("real")).unwrap();
    symlink("real", root.join("content")).unwrap();
    check("the folder became a link", "real/part/one.md", 101);
    fs::remove_file(root.join("real/shared")).unwrap();
    copy(&root.join("static/shared"), &root.join("real/shared"));
    check("a link became a copy", "real/shared/three.md", 102);
    copy(&root.join("real"), &root.join("other"));
    fs::remove_file(root.join("content")).unwrap();
    symlink("other", root.join("content")).unwrap();
    check("a link to another folder", "other/part/one.md", 103);
}

#[test]
fn a_root_that_was_away_is_followed_again() {
    let dir = site();
    let server = Running::start(&dir);
    let mut events = server.events();
    let aside = dir.path().with_extension("aside");
    for number in 0..2 {
        fs::rename(dir.path(), &aside).unwrap();
        while server.next() != Heard::Other {}
        if number == 0 {
            fs::rename(&aside, dir.path()).unwrap();
        } else {
            copy(&aside, dir.path());
            fs::remove_dir_all(&aside).unwrap();
        }
        let file = "content/part/one.md";
        fs::write(dir.path().join(file), edited(file, number)).unwrap();
        until_fresh(&server, &mut events, &dir);
        let file = "content/part/deep/two.md";
        fs::write(dir.path().join(file), edited(file, number)).unwrap();
        until_fresh(&server, &mut events, &dir);
    }
}

#[test]
fn a_large_file_is_served_as_it_was_built_or_not_at_all() {
    let dir = site();
    let server = Running::start(&dir);
    let mut events = server.events();
    let path = dir.path().join("static/pictures/large.bin");
    // Touched: the same bytes in another file.
    for _ in 0..3 {
        anew(&dir.path().join("static/pictures"));
        until_fresh(&server, &mut events, &dir);
    }
    let secret = "\u{0}token".repeat(60_000);
    write(&dir, "secret.bin", &secret);
    fs::remove_file(&path).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("../../secret.bin", &path).unwrap();
    for _ in 0..20 {
        let answer = server.get("/pictures/large.bin");
        assert!([404, 500].contains(&answer.status), "{}", answer.status);
    }
}
