//! The disk becomes [`Sources`]: what is read, what is left out, what is said about the rest.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests prepare their own files and may fail"
)]

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use handbook::base::diagnostic::Code;
use handbook::base::fingerprint::Fingerprint;
use handbook::base::paths::{OutputPath, SourcePath};
use handbook::base::seen_file::SeenFile;
use handbook::compile::builder::Builder;
use handbook::compile::options::BuildOptions;
use handbook::source::scan::{Scanner, WatchedPath};
use handbook::source::{Source, Sources};
use tempfile::TempDir;

/// A folder with the given files, and `handbook.toml`.
fn site(files: &[(&str, &[u8])]) -> TempDir {
    let dir = TempDir::new().unwrap();
    write(dir.path(), "handbook.toml", b"title = \"T\"\n");
    for (path, bytes) in files {
        write(dir.path(), path, bytes);
    }
    dir
}

fn write(root: &Path, path: &str, bytes: &[u8]) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

fn scanner(dir: &TempDir) -> Scanner {
    Scanner::new(dir.path(), dir.path().join("handbook.toml"))
}

fn scan(dir: &TempDir) -> Sources {
    scanner(dir).scan().unwrap()
}

fn names(sources: &Sources) -> Vec<&str> {
    sources.files.keys().map(SourcePath::as_str).collect()
}

fn messages(sources: &Sources) -> Vec<String> {
    sources
        .diagnostics
        .iter()
        .map(|d| {
            let severity = if d.is_error() { "error" } else { "warning" };
            format!("{severity}[{}]: {}", d.code, d.message)
        })
        .collect()
}

/// A clock an hour ahead, for which every file is old.
fn later() -> SystemTime {
    SystemTime::now() + Duration::from_secs(3600)
}

#[test]
fn reads_the_four_folders_and_the_configuration_and_nothing_else() {
    let dir = site(&[
        ("content/_index.md", b"# Home"),
        ("content/roles/two-axes.md", b"# Two"),
        ("templates/page.html", b"x"),
        ("static/style.css", b"x"),
        ("themes/mine/theme.toml", b""),
        ("src/main.rs", b"x"),
        ("README.md", b"x"),
    ]);
    let sources = scan(&dir);
    assert_eq!(
        names(&sources),
        [
            "content/_index.md",
            "content/roles/two-axes.md",
            "handbook.toml",
            "static/style.css",
            "templates/page.html",
            "themes/mine/theme.toml",
        ]
    );
    assert_eq!(sources.get("content/_index.md").unwrap().1.head(), b"# Home");
    assert!(sources.diagnostics.is_empty());
}

#[test]
fn leaves_out_hidden_files_and_what_editors_leave_behind() {
    let dir = site(&[
        ("content/a.md", b"x"),
        ("content/.hidden.md", b"x"),
        ("content/.git/config", b"x"),
        ("content/a.md~", b"x"),
        ("content/#a.md#", b"x"),
        ("content/.#a.md", b"x"),
        ("content/.a.md.swp", b"x"),
        ("content/4913", b"x"),
        ("content/a.md.tmp", b"x"),
        ("content/Thumbs.db", b"x"),
        ("content/desktop.ini", b"x"),
        ("content/~$report.docx", b"x"),
        ("content/__MACOSX/a.md", b"x"),
        ("static/.DS_Store", b"x"),
        ("static/.htpasswd", b"x"),
        ("content/.htaccess", b"x"),
        ("static/.well-known/security.txt", b"x"),
        ("static/.well-known/.DS_Store", b"x"),
        ("static/.htaccess", b"x"),
        ("static/downloads/.htaccess", b"x"),
        ("static/.git/.htaccess", b"x"),
    ]);
    assert_eq!(
        names(&scan(&dir)),
        [
            "content/a.md",
            "handbook.toml",
            "static/.htaccess",
            "static/.well-known/security.txt",
            "static/downloads/.htaccess"
        ]
    );
}

#[test]
fn names_with_spaces_quotes_other_scripts_and_255_bytes_are_read() {
    let long = format!("{}.md", "é".repeat(126));
    assert_eq!(long.len(), 255);
    let dir = site(&[
        ("content/with space.md", b"x"),
        ("content/it's \"quoted\".md", b"x"),
        ("content/手引き.md", b"x"),
        (&format!("content/{long}"), b"x"),
    ]);
    let sources = scan(&dir);
    assert_eq!(sources.files.len(), 5, "{:?}", names(&sources));
    assert!(sources.get(&format!("content/{long}")).is_some());
    assert!(sources.diagnostics.is_empty());
}

#[test]
fn text_of_any_size_and_small_files_are_held_in_memory_and_large_files_are_not() {
    let large: Vec<u8> = (0..300_000_u32).flat_map(u32::to_le_bytes).collect();
    let text = "Ein längerer Text.\n".repeat(20_000);
    let latin = [text.as_bytes(), b"\xe4"].concat();
    let dir = site(&[
        ("static/large.md", text.as_bytes()),
        ("content/ids.lock", text.as_bytes()),
        ("static/README", &latin),
        ("static/pretends.md", &large),
        ("static/small.bin", &large[..256 * 1024]),
        ("static/large.bin", &large),
    ]);
    let sources = scan(&dir);
    let source = |path| sources.get(path).unwrap().1;
    for path in ["static/large.md", "content/ids.lock", "static/README", "static/small.bin"] {
        assert!(matches!(source(path), Source::Bytes { .. }), "{path}");
    }
    let told = |path| {
        let path = SourcePath::new(path).unwrap();
        sources.files[&path].text(&path).map(|text| text.len()).map_err(|error| error.message)
    };
    assert_eq!(told("content/ids.lock"), Ok(text.len()));
    let message = "`README` is not UTF-8 text: byte 400000 (line 20001) is 0xe4";
    assert_eq!(told("static/README"), Err(message.to_owned()));
    let message = "`pretends.md` is not UTF-8 text: byte 0 (line 1) is 0x00";
    assert_eq!(told("static/pretends.md"), Err(message.to_owned()));
    let Source::File { origin, len, fingerprint, head } = source("static/large.bin") else {
        panic!("large.bin is held in memory");
    };
    assert_eq!(fs::read(origin).unwrap(), large);
    assert_eq!(*len, large.len() as u64);
    assert_eq!(*fingerprint, Fingerprint::of_bytes(&large));
    assert_eq!(&head[..], &large[..64 * 1024]);
}

#[test]
fn a_text_without_end_is_named_and_not_read() {
    let dir = site(&[("content/_index.md", b"# Home")]);
    for name in ["content/a.md", "content/sources.yml"] {
        let file = fs::File::create(dir.path().join(name)).unwrap();
        std::io::Write::write_all(&mut &file, "text\n".repeat(20_000).as_bytes()).unwrap();
        file.set_len(if name.ends_with("md") { 8 << 30 } else { 70 << 20 }).unwrap();
    }
    let sources = scan(&dir);
    assert_eq!(names(&sources), ["content/_index.md", "content/sources.yml", "handbook.toml"]);
    let told = "error[unreadable]: `a.md` has 8192 MB, and a page that is read at most 8 MB";
    assert_eq!(messages(&sources), [told]);
    let path = SourcePath::new("content/sources.yml").unwrap();
    let told = sources.files[&path].text(&path).unwrap_err().message;
    assert_eq!(told, "`sources.yml` has 70 MB, and a text that is read at most 64 MB");
}

#[test]
fn a_rescan_reads_only_what_changed() {
    let dir = site(&[("content/a.md", b"one"), ("content/b.md", b"two")]);
    let mut scanner = scanner(&dir).with_clock(later);
    scanner.scan().unwrap();
    assert_eq!(scanner.reads(), 3);
    let again = scanner.scan().unwrap();
    assert_eq!((scanner.reads(), again.files.len()), (0, 3));

    write(dir.path(), "content/a.md", b"three");
    write(dir.path(), "content/new/c.md", b"four");
    fs::remove_file(dir.path().join("content/b.md")).unwrap();
    let changed = scanner.scan().unwrap();
    assert_eq!(scanner.reads(), 2);
    assert_eq!(names(&changed), ["content/a.md", "content/new/c.md", "handbook.toml"]);
    assert_eq!(changed.get("content/a.md").unwrap().1.head(), b"three");
}

#[test]
fn a_change_that_keeps_length_and_time_is_seen() {
    let dir = site(&[("content/a.md", b"one")]);
    let path = dir.path().join("content/a.md");
    let before = fs::metadata(&path).unwrap().modified().unwrap();
    let mut scanner = scanner(&dir);
    scanner.scan().unwrap();
    fs::write(&path, b"two").unwrap();
    fs::File::options().write(true).open(&path).unwrap().set_modified(before).unwrap();
    let sources = scanner.scan().unwrap();
    assert_eq!(sources.get("content/a.md").unwrap().1.head(), b"two");
}

#[test]
fn a_file_that_changed_just_now_is_read_again() {
    let dir = site(&[("content/a.md", b"one")]);
    let mut scanner = scanner(&dir);
    scanner.scan().unwrap();
    scanner.scan().unwrap();
    assert_eq!(scanner.reads(), 2, "both files are younger than two seconds");
}

#[test]
fn the_output_folder_is_left_out_wherever_it_lies() {
    let dir = site(&[
        ("content/a.md", b"x"),
        ("content/public/index.html", b"x"),
        ("out/index.html", b"x"),
    ]);
    let mut scanner = scanner(&dir);
    assert!(!scanner.skip(Path::new("out")), "it is not read anyway");
    assert!(scanner.skip(Path::new("content/public")));
    assert!(!scanner.skip(Path::new("content/public")), "known already");
    assert_eq!(names(&scanner.scan().unwrap()), ["content/a.md", "handbook.toml"]);
}

#[test]
fn another_configuration_keeps_its_name() {
    let dir = site(&[("other.toml", b"title = \"Other\"")]);
    let sources = Scanner::new(dir.path(), dir.path().join("other.toml")).scan().unwrap();
    assert_eq!(sources.config().unwrap().head(), b"title = \"Other\"");
    assert_eq!(names(&sources), ["other.toml"]);
}

#[test]
fn a_missing_folder_is_empty_and_a_missing_root_is_an_error() {
    let dir = site(&[]);
    assert_eq!(names(&scan(&dir)), ["handbook.toml"]);
    let gone = dir.path().join("gone");
    let error = Scanner::new(&gone, gone.join("handbook.toml")).scan().unwrap_err();
    assert!(error.to_string().contains("gone` cannot be read: no such file"));
}

#[test]
fn spots_name_each_folder_once() {
    let dir = site(&[("content/a.md", b"x")]);
    let root = fs::canonicalize(dir.path()).unwrap();
    let spot = |path, recursive| WatchedPath { path, recursive };
    assert_eq!(
        scanner(&dir).watched_paths(),
        [spot(root.clone(), false), spot(root.join("content"), true)]
    );
}

#[cfg(unix)]
mod unix {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;

    use super::*;

    #[test]
    fn links_within_the_site_are_followed_and_watched() {
        let dir = site(&[
            ("static/note.md", b"note"),
            ("static/all/two.md", b"two"),
            ("shared/parts/one.md", b"one"),
        ]);
        symlink("shared", dir.path().join("content")).unwrap();
        symlink("../static/note.md", dir.path().join("shared/note.md")).unwrap();
        symlink("all", dir.path().join("static/parts")).unwrap();
        let mut scanner = scanner(&dir);
        let sources = scanner.scan().unwrap();
        assert_eq!(
            names(&sources),
            [
                "content/note.md",
                "content/parts/one.md",
                "handbook.toml",
                "static/all/two.md",
                "static/note.md",
                "static/parts/two.md"
            ]
        );
        assert_eq!(messages(&sources), [""; 0]);
        let root = fs::canonicalize(dir.path()).unwrap();
        let watched: Vec<_> = scanner.watched_paths().into_iter().map(|s| s.path).collect();
        assert_eq!(
            watched,
            [root.clone(), root.join("content"), root.join("shared"), root.join("static")]
        );
    }

    #[test]
    fn links_to_what_is_hidden_or_no_content_are_refused() {
        let dir = site(&[
            ("content/a.md", b"x"),
            (".git/config", b"token"),
            (".env", b"token"),
            ("content/.well/x.png", b"x"),
            ("themes/t/theme.toml", b""),
            ("templates/page.html", b"x"),
            ("notes/private.md", b"x"),
            ("static/ok.png", b"x"),
        ]);
        for (link, target) in [
            ("content/git", "../.git"),
            ("content/token.txt", "../.git/config"),
            ("static/env.txt", "../.env"),
            ("content/well", ".well"),
            ("content/config.txt", "../handbook.toml"),
            ("content/themes", "../themes"),
            ("static/page.html", "../templates/page.html"),
            ("content/notes", "../notes"),
            ("content/fine.png", "../static/ok.png"),
            ("content/same.md", "a.md"),
            ("content/page.txt", "a.md"),
            ("static/page.txt", "../content/a.md"),
            ("static/all", "../content"),
            ("themes/t/templates", "../../templates"),
        ] {
            symlink(target, dir.path().join(link)).unwrap();
        }
        let sources = scan(&dir);
        assert_eq!(
            names(&sources),
            [
                "content/a.md",
                "content/fine.png",
                "content/same.md",
                "handbook.toml",
                "static/ok.png",
                "templates/page.html",
                "themes/t/templates/page.html",
                "themes/t/theme.toml",
            ]
        );
        assert_eq!(
            messages(&sources),
            [
                "error[bad-symlink]: the symbolic link `content/config.txt` to `../handbook.toml` points out of the folders that are published",
                "error[bad-symlink]: the symbolic link `content/git` to `../.git` points to a hidden file or folder",
                "error[bad-symlink]: the symbolic link `content/notes` to `../notes` points out of the folders that are published",
                "error[bad-symlink]: the symbolic link `content/page.txt` to `a.md` would publish the source of a page",
                "error[bad-symlink]: the symbolic link `content/themes` to `../themes` points out of the folders that are published",
                "error[bad-symlink]: the symbolic link `content/token.txt` to `../.git/config` points to a hidden file or folder",
                "error[bad-symlink]: the symbolic link `content/well` to `.well` points to a hidden file or folder",
                "error[bad-symlink]: the symbolic link `static/all` to `../content` would publish the source of a page",
                "error[bad-symlink]: the symbolic link `static/env.txt` to `../.env` points to a hidden file or folder",
                "error[bad-symlink]: the symbolic link `static/page.html` to `../templates/page.html` points out of the folders that are published",
                "error[bad-symlink]: the symbolic link `static/page.txt` to `../content/a.md` would publish the source of a page",
            ]
        );
        fs::create_dir(dir.path().join("other")).unwrap();
        fs::remove_dir_all(dir.path().join("static")).unwrap();
        symlink("themes", dir.path().join("static")).unwrap();
        let told = messages(&scan(&dir));
        assert!(told.iter().any(|line| line.contains("link `static` to `themes` points out")));
    }

    #[test]
    fn what_is_left_out_is_not_published_through_a_link() {
        let draft = b"+++\ndraft = true\n+++\n# Plan\n\n![a](plan.csv)\n![b](shown.csv)\n";
        let dir = site(&[
            ("handbook.toml", b"title = \"T\"\nignored_content = [\"private/*\"]\n"),
            ("content/_index.md", b"# Home\n\n[b](shown.csv) [m](meant.csv)\n"),
            ("content/part/_index.md", b"# Part\n"),
            ("content/private/a.md", b"# A\n"),
            ("content/private/note.csv", b"SECRET"),
            ("content/plan.md", draft),
            ("content/plan.csv", b"SECRET"),
            ("content/shown.csv", b"x"),
            ("content/idea/index.md", b"+++\ndraft = true\n+++\n# Idea\n"),
            ("content/idea/idea.csv", b"SECRET"),
            ("static/x.csv", b"x"),
        ]);
        for (link, target) in [
            ("content/part/all", "../private"),
            ("content/part/note.csv", "../private/note.csv"),
            ("static/note.csv", "../content/private/note.csv"),
            ("content/part/plan.csv", "../plan.csv"),
            ("static/plan.csv", "../content/plan.csv"),
            ("content/part/idea", "../idea"),
            ("content/part/idea.csv", "../idea/idea.csv"),
            ("content/part/shown.csv", "../shown.csv"),
            ("content/meant.csv", "plan.csv"),
        ] {
            symlink(target, dir.path().join(link)).unwrap();
        }
        let build = Builder::new(BuildOptions::default()).build(scan(&dir));
        let told: Vec<_> = build.diagnostics.iter().map(|d| d.message.as_str()).collect();
        assert_eq!(
            told,
            [
                "the symbolic link `content/part/all` would publish `content/private/a.md`, which `ignored_content` leaves out",
                "the symbolic link `content/part/idea.csv` would publish `content/idea/idea.csv`, which belongs to a draft",
                "the symbolic link `content/part/note.csv` would publish `content/private/note.csv`, which `ignored_content` leaves out",
                "the symbolic link `content/part/plan.csv` would publish `content/plan.csv`, which belongs to a draft",
                "the symbolic link `static/note.csv` would publish `content/private/note.csv`, which `ignored_content` leaves out",
                "the symbolic link `static/plan.csv` would publish `content/plan.csv`, which belongs to a draft",
            ]
        );
        assert!(build.diagnostics.iter().all(|d| d.code == Code::BadSymlink && d.is_error()));
        // What a level may lower is left out, whatever it is then called.
        let names = build.outputs.keys().map(OutputPath::as_str);
        let files: Vec<_> = names.filter(|name| name.contains(".csv")).collect();
        assert_eq!(files, ["meant.csv", "part/shown.csv", "plan.csv", "shown.csv", "x.csv"]);
    }

    #[test]
    fn links_that_multiply_are_followed_to_a_bound() {
        let dir = site(&[("content/a.md", b"x")]);
        for level in 0..14 {
            write(dir.path(), &format!("content/d{level}/p.md"), b"x");
            for name in ["a", "b"] {
                let target = format!("../d{}", level + 1);
                symlink(target, dir.path().join(format!("content/d{level}/{name}"))).unwrap();
            }
        }
        write(dir.path(), "content/d14/p.md", b"x");
        let sources = scan(&dir);
        assert!(sources.files.len() < 2_000, "{}", sources.files.len());
        assert_eq!(
            messages(&sources),
            [
                "error[bad-symlink]: symbolic links below `content/d0/a` lead to too many files and folders"
            ]
        );
    }

    #[test]
    fn a_file_is_opened_only_as_it_was_seen() {
        let dir = site(&[("secret", b"outside"), ("content/a.bin", b"inside!")]);
        let path = dir.path().join("content/a.bin");
        let seen = SeenFile::look(&path).unwrap();
        assert!(seen.open().is_ok());
        fs::remove_file(&path).unwrap();
        symlink("../secret", &path).unwrap();
        assert!(seen.open().is_err(), "a link was put in its place");
        fs::remove_file(&path).unwrap();
        let made = std::process::Command::new("mkfifo").arg(&path).status();
        assert!(made.unwrap().success());
        assert!(seen.open().is_err(), "a pipe was put in its place");
        fs::remove_file(&path).unwrap();
        fs::write(&path, "another").unwrap();
        assert!(seen.open().is_err(), "another file of the same length");
    }

    #[test]
    fn links_from_one_source_to_another_add_no_spot() {
        let dir = site(&[("content/a/a.md", b"a"), ("content/b/b.md", b"b")]);
        symlink("../b/b.md", dir.path().join("content/a/b.md")).unwrap();
        symlink("../b", dir.path().join("content/a/b")).unwrap();
        let mut scanner = scanner(&dir);
        assert_eq!(scanner.scan().unwrap().files.len(), 5);
        let root = fs::canonicalize(dir.path()).unwrap();
        let watched: Vec<_> = scanner.watched_paths().into_iter().map(|s| s.path).collect();
        assert_eq!(watched, [root.clone(), root.join("content")]);
    }

    #[test]
    fn links_that_lead_out_in_circles_or_nowhere_are_named_and_the_rest_is_read() {
        let outside = TempDir::new().unwrap();
        fs::write(outside.path().join("secret.md"), "secret").unwrap();
        let dir = site(&[("content/a.md", b"x")]);
        let content = dir.path().join("content");
        symlink(outside.path(), content.join("out")).unwrap();
        symlink("missing.md", content.join("nowhere.md")).unwrap();
        symlink(".", content.join("round")).unwrap();
        symlink("self.md", content.join("self.md")).unwrap();
        symlink("someone@host.1234", content.join(".#a.md")).unwrap();
        let sources = scan(&dir);
        assert_eq!(names(&sources), ["content/a.md", "handbook.toml"]);
        assert_eq!(
            messages(&sources),
            [
                "error[bad-symlink]: the symbolic link `content/nowhere.md` to `missing.md` points to nothing".to_owned(),
                format!(
                    "error[bad-symlink]: the symbolic link `content/out` to `{}` points outside the site",
                    outside.path().display()
                ),
                "error[bad-symlink]: the symbolic link `content/round` to `.` points to a folder that contains it".to_owned(),
                "error[bad-symlink]: the symbolic link `content/self.md` to `self.md` points to nothing".to_owned(),
            ]
        );
    }

    #[test]
    fn a_content_folder_that_is_a_link_out_of_the_site_is_not_followed() {
        let outside = TempDir::new().unwrap();
        fs::write(outside.path().join("secret.md"), "secret").unwrap();
        let dir = site(&[]);
        symlink(outside.path(), dir.path().join("content")).unwrap();
        let sources = scan(&dir);
        assert_eq!(names(&sources), ["handbook.toml"]);
        assert_eq!(sources.diagnostics.len(), 1);
    }

    #[test]
    fn a_name_that_is_not_utf_8_is_named() {
        let dir = site(&[("content/a.md", b"x")]);
        let name = OsStr::from_bytes(b"content/caf\xe9.md");
        fs::write(dir.path().join(name), "x").unwrap();
        let sources = scan(&dir);
        assert_eq!(names(&sources), ["content/a.md", "handbook.toml"]);
        assert_eq!(
            messages(&sources),
            ["error[invalid-name]: the file name `content/caf\u{fffd}.md` is not UTF-8"]
        );
    }

    #[test]
    fn pipes_and_sockets_are_never_opened() {
        let dir = site(&[("content/a.md", b"x")]);
        let fifo = dir.path().join("content/pipe.md");
        let made = std::process::Command::new("mkfifo").arg(&fifo).status();
        assert!(made.unwrap().success());
        let _socket = UnixListener::bind(dir.path().join("content/socket")).unwrap();
        let sources = scan(&dir);
        assert_eq!(names(&sources), ["content/a.md", "handbook.toml"]);
        assert_eq!(
            messages(&sources),
            [
                "warning[unreadable]: `content/pipe.md` is neither a file nor a folder and is left out",
                "warning[unreadable]: `content/socket` is neither a file nor a folder and is left out",
            ]
        );
    }
}
