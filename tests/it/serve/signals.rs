//! `handbook serve` and the machine around it: Ctrl-C, a sleep, a browser, the flags of the site.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, ExitStatus};
use std::sync::mpsc::channel;

use super::process::{Process, arguments};
use super::running::{Asker, Events, PATIENCE};
use super::{site, write};

fn signal(server: &Process, name: &str) {
    let id = server.child.id().to_string();
    let status = Command::new("kill").args([name, &id]).status().unwrap();
    assert!(status.success(), "kill {name} {id}");
}

/// How a server ends, which it does before patience does.
fn end(mut server: Process) -> ExitStatus {
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        let status = server.child.wait().unwrap();
        let _ = sender.send(status);
    });
    receiver.recv_timeout(PATIENCE).expect("the server ends")
}

#[test]
fn an_interrupt_ends_it_in_good_order_although_pages_listen() {
    let dir = site();
    let server = Process::start(dir.path(), &[]);
    let mut events = Events::of(server.address, "");
    events.next();
    signal(&server, "-INT");
    server.until("stopped");
    assert_eq!(end(server).code(), Some(0));
}

#[test]
fn two_interrupts_end_it_whatever_it_does() {
    let dir = site();
    let server = Process::start(dir.path(), &[]);
    // Asleep it gets neither, awake it gets both at once.
    signal(&server, "-STOP");
    signal(&server, "-INT");
    signal(&server, "-TERM");
    signal(&server, "-CONT");
    let code = end(server).code();
    assert!(matches!(code, Some(0 | 130)), "{code:?}");
}

#[test]
fn what_was_saved_while_the_machine_slept_shows_after_it() {
    let dir = site();
    let server = Process::start(dir.path(), &[]);
    let mut events = Events::of(server.address, "");
    events.next();
    signal(&server, "-STOP");
    write(&dir, "content/part/one.md", "# One\n\nSaved at night.\n");
    signal(&server, "-CONT");
    let mut asker = Asker::new(server.address);
    while !asker.get("/part/one/").text().contains("Saved at night.") {
        events.next();
    }
}

#[test]
fn a_browser_is_opened_at_the_address() {
    let dir = site();
    let (browser, asked) = (dir.path().join("browser"), dir.path().join("asked"));
    let fifo = Command::new("mkfifo").arg(&asked).status().unwrap();
    assert!(fifo.success());
    let script = format!("#!/bin/sh\necho \"$1\" > '{}'\n", asked.display());
    fs::write(&browser, script).unwrap();
    fs::set_permissions(&browser, fs::Permissions::from_mode(0o755)).unwrap();
    let (sender, receiver) = channel();
    std::thread::spawn(move || sender.send(fs::read_to_string(asked).unwrap()));
    let mut command = Command::new(env!("CARGO_BIN_EXE_handbook"));
    command.env("BROWSER", &browser);
    let server = Process::of(command.args(arguments(dir.path(), &["--open"])));
    let address = receiver.recv_timeout(PATIENCE).expect("a browser is opened");
    assert_eq!(address.trim(), format!("http://{}/", server.address));
}

#[test]
fn drafts_and_another_base_path_are_served_when_they_are_asked_for() {
    let dir = site();
    write(&dir, "content/draft.md", "+++\ntitle = \"Draft\"\ndraft = true\n+++\n");
    let plain = Process::start(dir.path(), &[]);
    assert_eq!(Asker::new(plain.address).get("/draft/").status, 404);
    let flags = ["--drafts", "--base-url", "https://example.org/team/"];
    let server = Process::start(dir.path(), &flags);
    let mut asker = Asker::new(server.address);
    assert_eq!(asker.get("/team/draft/").status, 200);
    assert_eq!(asker.get("/draft/").status, 404);
    assert!(asker.get("/team/").text().contains("href=\"/team/part/\""));
}

/// More than the system keeps for a watcher that does not look: the queue overflows.
#[cfg(target_os = "linux")]
#[test]
fn an_edit_shows_although_the_system_lost_count_of_what_happened() {
    const LIMIT: &str = "/proc/sys/fs/inotify/max_queued_events";
    let limit: usize = fs::read_to_string(LIMIT).unwrap().trim().parse().unwrap();
    let dir = site();
    let server = Process::start(dir.path(), &[]);
    let mut events = Events::of(server.address, "");
    events.next();
    signal(&server, "-STOP");
    // Each file is made and taken away again: two events at least.
    for number in 0..=limit / 2 {
        let path = dir.path().join(format!("content/part/{number}.tmp"));
        fs::write(&path, "").unwrap();
        fs::remove_file(&path).unwrap();
    }
    write(&dir, "content/part/one.md", "# One\n\nSaid in a crowd.\n");
    signal(&server, "-CONT");
    let mut asker = Asker::new(server.address);
    while !asker.get("/part/one/").text().contains("Said in a crowd.") {
        events.next();
    }
}
