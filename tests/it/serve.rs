//! The development server over real connections: what it serves, to whom, and what it does when
//! the sources change. Nothing here waits for time to pass: the event stream of the server and the
//! events of its audience tell when to look.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests prepare their own files and may fail"
)]

mod faults;
mod moves;
mod plain;
mod process;
mod running;
mod saves;
#[cfg(unix)]
mod signals;
mod strangers;

use std::fs;
use std::net::{IpAddr, Ipv4Addr, TcpListener};
use std::path::Path;
use std::sync::mpsc::channel;

use handbook::base::outputs::{Output, Outputs};
use handbook::compile::builder::Builder;
use handbook::compile::options::BuildOptions;
use handbook::config::security::AllowedOrigins;
use handbook::render::policy::page_headers;
use handbook::serve::rebuild::Rebuilder;
use handbook::serve::watch::WatchEvent;
use handbook::serve::watched_build::{DEBOUNCE, WatchSettings};
use handbook::serve::{self, ListenAddress, ServeSettings};
use handbook::source::scan::Scanner;
use tempfile::TempDir;

use self::running::{Ear, Heard, Running};

const ANY_PORT: ServeSettings = ServeSettings {
    port: ListenAddress { interface: IpAddr::V4(Ipv4Addr::LOCALHOST), number: 0, or_next: false },
    watching: WatchSettings { debounce: DEBOUNCE, poll: false },
    reload: true,
    worker: true,
    visit: false,
};

fn site() -> TempDir {
    let dir = TempDir::new().unwrap();
    write(&dir, "handbook.toml", "title = \"T\"\n");
    write(&dir, "content/_index.md", "# Home\n\n[One](part/one.md)\n");
    write(&dir, "content/part/_index.md", "# Part\n");
    write(&dir, "content/part/one.md", "# One\n\nFirst words.\n");
    write(&dir, "static/plain.txt", "plain </body>\n");
    dir
}

/// Writes a file at one stroke, as editors do, so that no scan sees half of it.
fn write(dir: &TempDir, path: &str, text: &str) {
    let path = dir.path().join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let new = path.with_file_name(".new");
    fs::write(&new, text).unwrap();
    fs::rename(new, path).unwrap();
}

fn rebuilder(root: &Path) -> Rebuilder {
    let scanner = Scanner::new(root, root.join("handbook.toml"));
    Rebuilder::new(scanner, Builder::new(BuildOptions::default()))
}

fn outputs(root: &Path) -> Outputs {
    rebuilder(root).rebuild().unwrap().unwrap().build.outputs
}

#[test]
fn what_is_served_is_what_is_built_but_for_the_script() {
    let dir = site();
    let large = "\u{0}123456789abcdef".repeat(40_000);
    write(&dir, "static/large.bin", &large);
    let outputs = outputs(dir.path());
    let server = Running::start(&dir);
    let mut kinds = [0, 0, 0];
    for (path, output) in &outputs {
        let answer = server.get(&path.href("/"));
        assert_eq!(answer.status, 200, "{path}");
        match (output, output.in_memory()) {
            (Output::Copy { from, .. }, _) => {
                kinds[0] += 1;
                assert_eq!(answer.body, fs::read(from).unwrap(), "{path}");
            }
            (_, Some(bytes)) if path.extension() == "html" => {
                kinds[1] += 1;
                assert_eq!(answer.without_script().as_bytes(), &bytes[..], "{path}");
            }
            (_, bytes) => {
                let bytes = bytes.unwrap();
                kinds[2] += 1;
                assert_eq!(answer.body, &bytes[..], "{path}");
            }
        }
        let length = answer.header("content-length").unwrap();
        assert_eq!(length, answer.body.len().to_string(), "{path}");
    }
    assert!(kinds.iter().all(|count| *count > 0), "{kinds:?}");
}

#[test]
fn every_answer_forbids_storing_and_guessing() {
    let dir = site();
    let server = Running::start(&dir);
    for (target, status, kind) in [
        ("/", 200, "text/html; charset=utf-8"),
        ("/plain.txt", 200, "text/plain; charset=utf-8"),
        ("/_handbook/client.js", 200, "text/javascript; charset=utf-8"),
        ("/nowhere", 404, "text/html; charset=utf-8"),
    ] {
        let answer = server.get(target);
        assert_eq!(answer.status, status, "{target}");
        assert_eq!(answer.header("content-type"), Some(kind), "{target}");
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(answer.header("access-control-allow-origin"), None);
    }
}

#[test]
fn pages_carry_the_headers_that_they_are_published_with() {
    let dir = site();
    write(&dir, "handbook.toml", "title = \"T\"\nbase_url = \"/team/\"\n");
    let server = Running::start(&dir);
    for target in ["/team/", "/team/part/one/", "/team/plain.txt", "/team/nowhere"] {
        let answer = server.get(target);
        for (name, value) in page_headers(&AllowedOrigins::default()) {
            assert_eq!(answer.header(name), Some(value.as_str()), "{target} {name}");
        }
        assert_eq!(answer.header("cross-origin-resource-policy"), Some("same-origin"));
    }
    // What would be kept for a year is not kept at all.
    let outputs = outputs(dir.path());
    let sheet = outputs.keys().find(|path| path.extension() == "css").unwrap();
    let answer = server.get(&sheet.href("/team/"));
    assert_eq!((answer.status, answer.header("cache-control")), (200, Some("no-store")));

    write(&dir, "static/_headers", "/team/part/*\n  X-Of-The-Site: yes\n");
    server.until_changed();
    let answer = server.get("/team/part/one/");
    assert_eq!(answer.header("x-of-the-site"), Some("yes"));
    assert_eq!(server.get("/team/").header("x-of-the-site"), None);
}

#[test]
fn a_folder_without_its_slash_is_redirected() {
    let dir = site();
    let server = Running::start(&dir);
    let answer = server.get("/part/one?x=1");
    assert_eq!(answer.status, 308);
    assert_eq!(answer.header("location"), Some("/part/one/?x=1"));
    assert_eq!(server.get("/part/one/").status, 200);
}

#[test]
fn the_base_path_is_served() {
    let dir = site();
    write(
        &dir,
        "handbook.toml",
        "title = \"T\"\nbase_url = \"https://example.org/team/handbook/\"\n",
    );
    let server = Running::start(&dir);
    assert!(server.url.ends_with("/team/handbook/"), "{}", server.url);
    assert_eq!(server.get("/team/handbook/part/one/").status, 200);
    assert_eq!(server.get("/part/one/").status, 404);
    assert_eq!(server.get("/").header("location"), Some("/team/handbook/"));
}

#[test]
fn only_reading_is_allowed() {
    let dir = site();
    let server = Running::start(&dir);
    let host = server.address.to_string();
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"] {
        let answer = server.ask(method, "/", &host);
        assert_eq!(answer.status, 405, "{method}");
        assert_eq!(answer.header("allow"), Some("GET, HEAD"));
    }
    let answer = server.ask("HEAD", "/", &host);
    let length = answer.header("content-length").map(str::to_owned);
    assert_eq!((answer.status, answer.body.len()), (200, 0));
    assert_eq!(length, Some(server.get("/").body.len().to_string()));
}

#[test]
fn other_hosts_are_not_answered() {
    let dir = site();
    let server = Running::start(&dir);
    for target in ["/", "/_handbook/events", "/_handbook/client.js"] {
        for host in ["evil.example", &format!("evil.example:{}", server.address.port())] {
            let answer = server.ask("GET", target, host);
            assert_eq!(answer.status, 421, "{target} {host}");
            assert!(!answer.text().contains("Home"));
        }
    }
}

#[test]
fn no_request_reads_a_file_that_is_no_part_of_the_site() {
    let dir = site();
    write(&dir, "secret.txt", "canary");
    write(&dir, "content/.hidden", "canary");
    write(&dir, "static/.env", "canary");
    let server = Running::start(&dir);
    let root = dir.path().display();
    let mut targets = vec![
        format!("{root}/secret.txt"),
        format!("//{root}/secret.txt"),
        format!("/file://{root}/secret.txt"),
        "/.env".to_owned(),
        "/%2eenv".to_owned(),
        "/.hidden".to_owned(),
        "/secret.txt%00.html".to_owned(),
        "/index.html/../../secret.txt".to_owned(),
        "http://localhost/../secret.txt".to_owned(),
    ];
    for up in ["..", "%2e%2e", "%252e%252e", ".%2e", "..%2f..", "..\\..", "..%5c.."] {
        for depth in 1..4 {
            targets.push(format!("/{}secret.txt", format!("{up}/").repeat(depth)));
            targets.push(format!("/part/{}secret.txt", format!("{up}/").repeat(depth)));
        }
    }
    for target in targets {
        let answer = server.get(&target);
        assert!([400, 404].contains(&answer.status), "{target}: {answer:?}");
        assert!(!answer.text().contains("canary"), "{target}");
    }
}

#[test]
fn an_edit_reaches_the_browser() {
    let dir = site();
    let server = Running::start(&dir);
    let page = server.get("/part/one/");
    assert!(page.text().contains("First words"));
    let mut events = server.events();
    assert_eq!(events.next(), page.generation(), "nothing to reload yet");

    write(&dir, "content/part/one.md", "# One\n\nSecond words.\n");
    let announced = events.next();
    let page = server.get("/part/one/");
    assert!(page.text().contains("Second words"));
    assert_eq!(announced, page.generation());
    assert_eq!(server.until(0), ["content/part/one.md"]);
}

#[test]
fn a_rename_over_a_file_is_an_edit() {
    let dir = site();
    let server = Running::start(&dir);
    let mut events = server.events();
    events.next();
    for round in 0..5 {
        let new = dir.path().join("content/part/one.md.tmp");
        fs::write(&new, format!("# One\n\nRound {round}.\n")).unwrap();
        fs::rename(&new, dir.path().join("content/part/one.md")).unwrap();
        events.next();
        let page = server.get("/part/one/").text();
        assert!(page.contains(&format!("Round {round}")), "{page}");
    }
}

#[test]
fn folders_that_appear_later_are_watched() {
    let dir = site();
    let server = Running::start(&dir);
    let mut events = server.events();
    events.next();
    write(&dir, "content/new/deep/two.md", "# Two\n\nOne way.\n");
    while server.get("/new/deep/two/").status != 200 {
        events.next();
    }
    let before = server.get("/new/deep/two/").generation();
    write(&dir, "content/new/deep/two.md", "# Two\n\nAnother way.\n");
    while events.next() == before {}
    assert!(server.get("/new/deep/two/").text().contains("Another way"));

    write(&dir, "static/new.txt", "first");
    while server.get("/new.txt").status != 200 {
        events.next();
    }
}

#[test]
fn the_content_folder_can_go_and_come_back() {
    let dir = site();
    let server = Running::start(&dir);
    let content = dir.path().join("content");
    let aside = dir.path().join("aside");
    for round in 0..3 {
        fs::rename(&content, &aside).unwrap();
        assert!(!server.until_changed().is_empty());
        fs::rename(&aside, &content).unwrap();
        assert!(!server.until_changed().is_empty());
        assert_eq!(server.get("/part/one/").status, 200, "round {round}");
    }
    let mut events = server.events();
    events.next();
    write(&dir, "content/part/one.md", "# One\n\nAfter all.\n");
    while !server.get("/part/one/").text().contains("After all") {
        events.next();
    }
}

#[test]
fn a_file_that_is_only_touched_rebuilds_nothing() {
    let dir = site();
    let server = Running::start(&dir);
    let mut events = server.events();
    let first = events.next();
    write(&dir, "content/part/one.md", "# One\n\nFirst words.\n");
    write(&dir, "public/index.html", "not a source");
    write(&dir, "static/plain.txt", "other\n");
    assert_ne!(events.next(), first);
    assert_eq!(server.until(0), ["static/plain.txt"]);
}

#[test]
fn a_taken_port_is_passed_over_or_named() {
    let dir = site();
    let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let settings = ServeSettings {
        port: ListenAddress { number: taken.local_addr().unwrap().port(), ..ANY_PORT.port },
        ..ANY_PORT
    };
    let (sender, receiver) = channel();
    let (tell, heard) = channel();
    let error = serve::run(settings, rebuilder(dir.path()), (sender, &receiver), &mut Ear(tell))
        .unwrap_err();
    let address = taken.local_addr().unwrap();
    assert!(error.to_string().starts_with(&format!("cannot listen at `{address}`: ")));
    assert!(heard.try_recv().is_err());

    let (sender, receiver) = channel();
    let (tell, heard) = channel();
    sender.send(WatchEvent::Stop).unwrap();
    let settings =
        ServeSettings { port: ListenAddress { or_next: true, ..settings.port }, ..settings };
    serve::run(settings, rebuilder(dir.path()), (sender, &receiver), &mut Ear(tell)).unwrap();
    let Heard::Listening(url) = heard.recv().unwrap() else {
        panic!("the server does not listen");
    };
    assert_ne!(url, format!("http://{address}/"));
}
