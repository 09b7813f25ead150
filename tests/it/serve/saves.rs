//! Saves as editors make them, call by call; every one must show, whatever the debounce.

use std::fs::{self, File, OpenOptions};
use std::io::{Seek, Write};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use handbook::serve::ServeSettings;
use handbook::serve::watched_build::WatchSettings;
use tempfile::TempDir;

use super::running::{Events, Heard, Running};
use super::{ANY_PORT, outputs, site, write};

type Save = fn(&Path, &str);

fn beside(path: &Path, prefix: &str, suffix: &str) -> std::path::PathBuf {
    let name = path.file_name().unwrap().to_str().unwrap();
    path.with_file_name(format!("{prefix}{name}{suffix}"))
}

/// vim with its defaults: tries a file, sets the old one aside, writes a new one.
fn vim(path: &Path, text: &str) {
    let probe = path.with_file_name("4913");
    File::create(&probe).unwrap();
    fs::remove_file(&probe).unwrap();
    let swap = beside(path, ".", ".swp");
    fs::write(&swap, "swap").unwrap();
    let backup = beside(path, "", "~");
    fs::rename(path, &backup).unwrap();
    let mut file = File::create(path).unwrap();
    file.write_all(text.as_bytes()).unwrap();
    file.sync_all().unwrap();
    drop(file);
    let permissions = fs::metadata(&backup).unwrap().permissions();
    fs::set_permissions(path, permissions).unwrap();
    fs::remove_file(backup).unwrap();
    fs::remove_file(swap).unwrap();
}

/// vim with `backupcopy=yes`: copies the old one aside and writes in place.
fn vim_in_place(path: &Path, text: &str) {
    let backup = beside(path, "", "~");
    fs::copy(path, &backup).unwrap();
    fs::write(path, text).unwrap();
    fs::remove_file(backup).unwrap();
}

/// VS Code: empties the file that is there and writes it.
fn vs_code(path: &Path, text: &str) {
    let mut file = OpenOptions::new().read(true).write(true).open(path).unwrap();
    file.set_len(0).unwrap();
    file.rewind().unwrap();
    file.write_all(text.as_bytes()).unwrap();
}

/// JetBrains' safe write: a new file, the old one aside, the new one into place.
fn jetbrains(path: &Path, text: &str) {
    let new = beside(path, "", "___jb_tmp___");
    let old = beside(path, "", "___jb_old___");
    fs::write(&new, text).unwrap();
    fs::rename(path, &old).unwrap();
    fs::rename(&new, path).unwrap();
    fs::remove_file(old).unwrap();
}

/// Emacs: a lock that is a link to nothing, a file saved by itself, a backup by renaming.
fn emacs(path: &Path, text: &str) {
    let lock = beside(path, ".#", "");
    #[cfg(unix)]
    std::os::unix::fs::symlink("author@host.1234:5678", &lock).unwrap();
    let auto = beside(path, "#", "#");
    fs::write(&auto, text).unwrap();
    fs::rename(path, beside(path, "", "~")).unwrap();
    fs::write(path, text).unwrap();
    fs::remove_file(auto).unwrap();
    let _ = fs::remove_file(lock);
}

/// `sed -i`: a file of any name, then a rename over the old one.
fn sed(path: &Path, text: &str) {
    let new = path.with_file_name("sedX7kq2p");
    fs::write(&new, text).unwrap();
    fs::rename(new, path).unwrap();
}

/// In pieces, as over a slow connection.
fn piecemeal(path: &Path, text: &str) {
    let mut file = File::create(path).unwrap();
    for piece in text.as_bytes().chunks(3) {
        file.write_all(piece).unwrap();
    }
}

/// Deleted and written again.
fn anew(path: &Path, text: &str) {
    fs::remove_file(path).unwrap();
    fs::write(path, text).unwrap();
}

const SAVES: &[(&str, Save)] = &[
    ("vim", vim),
    ("vim in place", vim_in_place),
    ("VS Code", vs_code),
    ("JetBrains", jetbrains),
    ("Emacs", emacs),
    ("sed -i", sed),
    ("piecemeal", piecemeal),
    ("anew", anew),
];

fn with(debounce: u64, poll: bool) -> ServeSettings {
    ServeSettings {
        watching: WatchSettings { debounce: Duration::from_millis(debounce), poll },
        ..ANY_PORT
    }
}

/// Waits until a page shows these words; `events` tell when to look again.
fn until_shows(server: &Running, events: &mut Events, path: &str, words: &str) {
    while !server.get(path).text().contains(words) {
        events.next();
    }
}

#[test]
fn every_editors_save_shows_whatever_the_debounce() {
    for debounce in [0, 1, 5, 60] {
        let dir = site();
        let server = Running::start_with(&dir, with(debounce, false));
        let mut events = server.events();
        let path = dir.path().join("content/part/one.md");
        for round in 0..5 {
            for (editor, save) in SAVES {
                let words = format!("Saved by {editor} in round {round} after {debounce} ms");
                save(&path, &format!("# One\n\n{words}.\n"));
                until_shows(&server, &mut events, "/part/one/", &words);
            }
        }
        assert_eq!(server.get("/part/one.md~").status, 404, "backups are no files of the site");
    }
}

#[test]
fn a_file_that_stays_empty_for_a_while_is_read_when_it_is_written() {
    let dir = site();
    let server = Running::start_with(&dir, with(0, false));
    let mut events = server.events();
    let path = dir.path().join("static/plain.txt");
    for round in 0..20 {
        let mut file = File::create(&path).unwrap();
        while !server.get("/plain.txt").body.is_empty() {
            events.next();
        }
        write!(file, "round {round}").unwrap();
        drop(file);
        until_shows(&server, &mut events, "/plain.txt", &format!("round {round}"));
    }
}

#[test]
fn a_file_system_that_tells_nothing_is_looked_at() {
    let dir = site();
    let server = Running::start_with(&dir, with(5, true));
    let mut events = server.events();
    let path = dir.path().join("content/part/one.md");
    vs_code(&path, "# One\n\nSeen all the same.\n");
    until_shows(&server, &mut events, "/part/one/", "Seen all the same");
}

#[test]
fn a_folder_that_is_renamed_takes_its_pages_along() {
    let dir = site();
    let server = Running::start(&dir);
    let mut events = server.events();
    let content = dir.path().join("content");
    write(&dir, "content/_index.md", "# Home\n");
    for (from, to) in [("part", "moved"), ("moved", "again"), ("again", "part")] {
        fs::rename(content.join(from), content.join(to)).unwrap();
        let new = format!("/{to}/one/");
        while server.get(&new).status != 200 || server.get(&format!("/{from}/one/")).status != 404 {
            events.next();
        }
        vim(&content.join(to).join("one.md"), &format!("# One\n\nNow in {to}.\n"));
        until_shows(&server, &mut events, &new, &format!("Now in {to}"));
    }
}

fn git(dir: &TempDir, args: &[&str]) {
    let output = Command::new("git")
        .args(["-c", "user.name=a", "-c", "user.email=a@example.org"])
        .args(["-c", "gc.auto=0", "-c", "commit.gpgsign=false"])
        .args(args)
        .current_dir(dir.path())
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .output()
        .expect("git");
    assert!(output.status.success(), "{args:?}: {output:?}");
}

#[test]
fn a_checkout_of_thousands_of_files_ends_as_a_clean_build_after_few_rebuilds() {
    let dir = site();
    let change = |word: &str| {
        for number in 0..3_000 {
            let path = dir.path().join(format!("static/{}/{number}.txt", number % 30));
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, format!("{word} {number}")).unwrap();
        }
        for number in 0..60 {
            let path = dir.path().join(format!("content/part/p{number}.md"));
            fs::write(path, format!("# P{number}\n\n{word}.\n")).unwrap();
        }
    };
    git(&dir, &["init", "-q", "-b", "one"]);
    change("one");
    git(&dir, &["add", "-A"]);
    git(&dir, &["commit", "-q", "-m", "one"]);
    git(&dir, &["checkout", "-q", "-b", "two"]);
    change("two");
    write(&dir, "static/only-two.txt", "two");
    git(&dir, &["add", "-A"]);
    git(&dir, &["commit", "-q", "-m", "two"]);

    let server = Running::start(&dir);
    let mut events = server.events();
    for branch in ["one", "two", "one"] {
        git(&dir, &["checkout", "-q", branch]);
        let expected = outputs(dir.path());
        let is_done = |server: &Running| {
            expected.iter().all(|(path, output)| {
                path.extension() == "html"
                    || server.get(&path.href("/")).body.len() as u64 == output.len()
            }) && server.get("/only-two.txt").status == if branch == "two" { 200 } else { 404 }
        };
        until_shows(&server, &mut events, "/29/2999.txt", branch);
        until_shows(&server, &mut events, "/part/p59/", branch);
        while !is_done(&server) {
            events.next();
        }
        for number in [0, 1_234, 2_999] {
            let text = server.get(&format!("/{}/{number}.txt", number % 30)).text();
            assert_eq!(text, format!("{branch} {number}"));
        }
    }
    let rebuilds = server.heard_so_far().filter(|h| matches!(h, Heard::Rebuilt { .. })).count();
    // However slowly the files come, a rebuild takes many of them at once.
    assert!(rebuilds * 30 <= 3 * 3_060, "{rebuilds} rebuilds for three checkouts");
}
