//! Saves as editors make them, call by call; every one must show, whatever the debounce.

use std::fs::{self, File, OpenOptions};
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};

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

/// Writes a file beside, which nobody takes for a page, and moves it over the old one.
fn over(path: &Path, new: &Path, text: &str) {
    fs::write(new, text).unwrap();
    File::open(new).unwrap().sync_all().unwrap();
    fs::rename(new, path).unwrap();
}

/// gedit and all of GLib.
fn glib(path: &Path, text: &str) {
    over(path, &path.with_file_name(".goutputstream-9XK2P1"), text);
}

/// Kate and all of Qt.
fn qt(path: &Path, text: &str) {
    over(path, &beside(path, "", ".bRfTqz"), text);
}

/// Syncthing, rsync and Unison: the file comes with the times that it has elsewhere.
fn sync(path: &Path, text: &str) {
    let new = beside(path, ".syncthing.", ".tmp");
    fs::write(&new, text).unwrap();
    set_old_times(&new);
    fs::rename(new, path).unwrap();
}

/// `rsync --inplace --times`.
fn sync_in_place(path: &Path, text: &str) {
    let mut file = OpenOptions::new().write(true).open(path).unwrap();
    file.write_all(text.as_bytes()).unwrap();
    file.set_len(text.len() as u64).unwrap();
    drop(file);
    set_old_times(path);
}

fn set_old_times(path: &Path) {
    let old = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    File::options().write(true).open(path).unwrap().set_modified(old).unwrap();
}

/// Dropbox and downloads: written in a folder that is not looked at, moved into place.
fn from_elsewhere(path: &Path, text: &str) {
    over(path, &root(path).join("download.md"), text);
}

/// `ln` of a new file in the place of the old one.
fn hard_link(path: &Path, text: &str) {
    let new = beside(path, ".", ".new");
    fs::write(&new, text).unwrap();
    fs::remove_file(path).unwrap();
    fs::hard_link(&new, path).unwrap();
    fs::remove_file(new).unwrap();
}

/// In place, through another name of the same file which lies beside it.
fn other_name(path: &Path, text: &str) {
    let other = beside(path, ".", ".link");
    fs::hard_link(path, &other).unwrap();
    fs::write(&other, text).unwrap();
    fs::remove_file(other).unwrap();
}

/// The old file is made a copy, by a hard link and not by a rename; the new one is moved over it.
fn linked_backup(path: &Path, text: &str) {
    let backup = beside(path, "", "~");
    let _ = fs::remove_file(&backup);
    fs::hard_link(path, &backup).unwrap();
    sed(path, text);
    fs::remove_file(backup).unwrap();
}

/// `cp`, which lets the system copy.
fn copied(path: &Path, text: &str) {
    let new = root(path).join("copy.md");
    fs::write(&new, text).unwrap();
    fs::copy(&new, path).unwrap();
    fs::remove_file(new).unwrap();
}

/// Emptied first, and written by adding to it, as a shell does with `>` and `>>`.
fn appended(path: &Path, text: &str) {
    File::create(path).unwrap();
    for line in text.split_inclusive('\n') {
        let mut file = OpenOptions::new().append(true).open(path).unwrap();
        file.write_all(line.as_bytes()).unwrap();
    }
}

/// Written over, and cut afterwards.
fn written_then_cut(path: &Path, text: &str) {
    let mut file = OpenOptions::new().write(true).open(path).unwrap();
    file.write_all(text.as_bytes()).unwrap();
    file.set_len(text.len() as u64).unwrap();
}

/// Room is made first, and what is left of it cut.
fn preallocated(path: &Path, text: &str) {
    let mut file = File::create(path).unwrap();
    file.set_len(1 << 16).unwrap();
    file.write_all(text.as_bytes()).unwrap();
    file.set_len(text.len() as u64).unwrap();
}

/// From the end to the beginning.
fn backwards(path: &Path, text: &str) {
    let mut file = File::create(path).unwrap();
    let middle = text.len() / 2;
    file.seek(SeekFrom::Start(middle as u64)).unwrap();
    file.write_all(&text.as_bytes()[middle..]).unwrap();
    file.rewind().unwrap();
    file.write_all(&text.as_bytes()[..middle]).unwrap();
}

/// Through a map of the file in memory, by Python: this crate may not.
fn mapped(path: &Path, text: &str) {
    let script = "import mmap, sys\nwith open(sys.argv[1], 'r+b') as f:\n new = sys.argv[2].encode()\n \
                  f.truncate(len(new))\n m = mmap.mmap(f.fileno(), len(new))\n m[:] = new\n m.flush()\n m.close()";
    let done = Command::new("python3").args(["-c", script]).arg(path).arg(text).status();
    assert!(done.expect("python3").success());
}

/// By a program that is started for it.
fn by_a_child(path: &Path, text: &str) {
    let new = root(path).join("child.md");
    fs::write(&new, text).unwrap();
    let done = Command::new("cp").arg("--").arg(&new).arg(path).status();
    assert!(done.expect("cp").success());
    fs::remove_file(new).unwrap();
}

/// Notepad: a byte order mark, and the ends of lines of Windows.
fn notepad(path: &Path, text: &str) {
    fs::write(path, format!("\u{feff}{}", text.replace('\n', "\r\n"))).unwrap();
}

/// `vim` with `:w!`, Perforce: the file may not be written, is made so, and is not any more.
fn read_only(path: &Path, text: &str) {
    let mut permissions = fs::metadata(path).unwrap().permissions();
    let open = permissions.clone();
    permissions.set_readonly(true);
    fs::set_permissions(path, permissions.clone()).unwrap();
    fs::set_permissions(path, open.clone()).unwrap();
    fs::write(path, text).unwrap();
    fs::set_permissions(path, permissions).unwrap();
    fs::set_permissions(path, open).unwrap();
}

/// `LibreOffice`: a lock, a new file of any name, a rename.
fn libreoffice(path: &Path, text: &str) {
    let lock = beside(path, ".~lock.", "#");
    fs::write(&lock, "author").unwrap();
    over(path, &path.with_file_name("lu71q2.tmp"), text);
    fs::remove_file(lock).unwrap();
}

/// Moved aside, edited there, moved back.
fn edited_aside(path: &Path, text: &str) {
    let aside = beside(path, "", ".tmp");
    fs::rename(path, &aside).unwrap();
    fs::write(&aside, text).unwrap();
    fs::rename(aside, path).unwrap();
}

/// Under a name in other case, and back.
fn other_case(path: &Path, text: &str) {
    let other = path.with_file_name("ONE.md");
    fs::rename(path, &other).unwrap();
    fs::write(&other, text).unwrap();
    fs::rename(other, path).unwrap();
}

/// A folder of the name for a moment.
fn folder_between(path: &Path, text: &str) {
    fs::remove_file(path).unwrap();
    fs::create_dir(path).unwrap();
    fs::write(path.join("x.txt"), "x").unwrap();
    fs::remove_dir_all(path).unwrap();
    fs::write(path, text).unwrap();
}

/// A link to another file for a moment.
#[cfg(unix)]
fn link_between(path: &Path, text: &str) {
    fs::remove_file(path).unwrap();
    std::os::unix::fs::symlink("_index.md", path).unwrap();
    sed(path, text);
}

/// The whole folder at once: a copy of it is changed and moved over its place.
fn folder_over(path: &Path, text: &str) {
    let folder = real_folder(path);
    let (new, old) = (folder.with_file_name("new.tmp"), folder.with_file_name("old.tmp"));
    copy_files(&folder, &new);
    fs::write(new.join(path.file_name().unwrap()), text).unwrap();
    fs::rename(&folder, &old).unwrap();
    fs::rename(new, &folder).unwrap();
    fs::remove_dir_all(old).unwrap();
}

/// The whole folder is deleted and written again.
fn folder_anew(path: &Path, text: &str) {
    let folder = real_folder(path);
    let aside = root(path).join("aside");
    copy_files(&folder, &aside);
    fs::remove_dir_all(&folder).unwrap();
    copy_files(&aside, &folder);
    fs::remove_dir_all(aside).unwrap();
    fs::write(path, text).unwrap();
}

/// The folder is a link, which is moved over one to an older version of the folder.
#[cfg(unix)]
fn folder_link(path: &Path, text: &str) {
    let folder = path.parent().unwrap();
    let old = real_folder(path);
    let name = if old.ends_with("blue") { "green" } else { "blue" };
    let new = folder.with_file_name(name);
    copy_files(&old, &new);
    fs::write(new.join(path.file_name().unwrap()), text).unwrap();
    let link = folder.with_file_name("link.tmp");
    std::os::unix::fs::symlink(name, &link).unwrap();
    if old == folder.canonicalize().unwrap() && !folder.is_symlink() {
        fs::rename(folder, folder.with_file_name("old.tmp")).unwrap();
        fs::rename(link, folder).unwrap();
        fs::remove_dir_all(folder.with_file_name("old.tmp")).unwrap();
    } else {
        fs::rename(link, folder).unwrap();
        fs::remove_dir_all(old).unwrap();
    }
}

/// Saved, taken back and saved again.
fn twice(path: &Path, text: &str) {
    let before = fs::read(path).unwrap();
    fs::write(path, text).unwrap();
    fs::write(path, before).unwrap();
    fs::write(path, text).unwrap();
}

/// The site's folder.
fn root(path: &Path) -> PathBuf {
    let above = path.ancestors().find(|folder| folder.join("handbook.toml").is_file());
    above.unwrap().to_owned()
}

fn real_folder(path: &Path) -> PathBuf {
    path.parent().unwrap().canonicalize().unwrap()
}

/// Copies the files of a folder, which has no folders in it.
fn copy_files(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
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
    ("GLib", glib),
    ("Qt", qt),
    ("Syncthing", sync),
    ("rsync in place", sync_in_place),
    ("from elsewhere", from_elsewhere),
    ("a hard link", hard_link),
    ("another name of it", other_name),
    ("a linked backup", linked_backup),
    ("a copy by the system", copied),
    ("adding to it", appended),
    ("writing then cutting", written_then_cut),
    ("making room first", preallocated),
    ("its end first", backwards),
    ("a map in memory", mapped),
    ("another program", by_a_child),
    ("Notepad", notepad),
    ("write protection lifted", read_only),
    ("LibreOffice", libreoffice),
    ("an edit aside", edited_aside),
    ("a name in other case", other_case),
    ("a folder in between", folder_between),
    #[cfg(unix)]
    ("a link in between", link_between),
    ("its folder moved over", folder_over),
    ("its folder anew", folder_anew),
    #[cfg(unix)]
    ("its folder as a link", folder_link),
    ("saving twice", twice),
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
