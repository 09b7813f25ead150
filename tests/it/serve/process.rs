//! `handbook serve` as a process of its own: random edits, a crowd of clients, limits of the system.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, ChildStderr, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};

use handbook::base::diagnostic::Severity;
use handbook::base::outputs::Outputs;
use handbook::compile::options::{BuildOptions, OfflineMode};
use tempfile::TempDir;

use super::running::{Asker, Events, PATIENCE};
use super::{site, write};
use crate::fixture::Fixture;
use crate::rebuild::editor::Editor;
use crate::rebuild::probe::{GROUND, SITE};

/// A server that is killed with this value.
pub(super) struct Process {
    pub(super) child: Child,
    said: Receiver<String>,
    pub(super) address: SocketAddr,
}

impl Process {
    pub(super) fn start(root: &Path, flags: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_handbook"));
        Self::of(command.args(arguments(root, flags)))
    }

    pub(super) fn of(command: &mut Command) -> Self {
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let said = lines(child.stderr.take().unwrap());
        let line = line(&said, "serving http://");
        let address = line.split('/').nth(2).unwrap().parse().unwrap();
        Self { child, said, address }
    }

    /// The first line of what the terminal shows that begins so.
    pub(super) fn until(&self, start: &str) -> String {
        line(&self.said, start)
    }
}

pub(super) fn arguments(root: &Path, flags: &[&str]) -> Vec<String> {
    let mut all = vec!["--root".to_owned(), root.display().to_string()];
    all.extend(["serve", "--port", "0"].map(str::to_owned));
    all.extend(flags.iter().map(|flag| (*flag).to_owned()));
    all
}

/// The lines of a terminal, which are taken whether anybody waits for them or not.
fn lines(stderr: ChildStderr) -> Receiver<String> {
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        let mut lines = BufReader::new(stderr).lines().map_while(Result::ok);
        while lines.next().is_some_and(|line| sender.send(line).is_ok()) {}
    });
    receiver
}

fn line(said: &Receiver<String>, start: &str) -> String {
    loop {
        let line = said.recv_timeout(PATIENCE);
        let line = line.unwrap_or_else(|_| panic!("no line begins with `{start}`"));
        if line.starts_with(start) {
            return line;
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Makes the folder hold these files and no others.
fn sync(root: &Path, before: &BTreeMap<String, Vec<u8>>, site: &Fixture) {
    for path in before.keys().filter(|path| !site.files.contains_key(*path)) {
        fs::remove_file(root.join(path)).unwrap();
    }
    for (path, content) in &site.files {
        if before.get(path) != Some(content) {
            let path = root.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, content).unwrap();
        }
    }
}

/// What is served and should not be, or the other way round.
fn difference(asker: &mut Asker, base: &str, outputs: &Outputs, gone: &[String]) -> Option<String> {
    for (path, output) in outputs {
        let address = path.href(base);
        let answer = asker.get(&address);
        let body = if path.extension() == "html" && answer.status == 200 {
            answer.without_script().into_bytes()
        } else {
            answer.body.clone()
        };
        let Some(bytes) = output.in_memory() else {
            return Some(format!("{path} is a copy"));
        };
        if answer.status != 200 || body != bytes[..] {
            return Some(format!("{address} has another content ({})", answer.status));
        }
    }
    gone.iter()
        // A page that cannot be rendered says so at its address.
        .find(|address| ![404, 500].contains(&asker.get(address).status))
        .map(|address| format!("{address} is still there"))
}

#[test]
fn after_every_random_edit_each_served_byte_is_that_of_a_clean_build() {
    for seed in 1..=4 {
        let dir = TempDir::new().unwrap();
        let options = BuildOptions {
            vanished_ids: Severity::Warning,
            offline: OfflineMode::Unregister,
            ..BuildOptions::default()
        };
        let mut site = Fixture::with(&format!("{SITE}{GROUND}"), options);
        let mut editor = Editor::new(seed, &mut site);
        sync(dir.path(), &BTreeMap::new(), &site);
        let server = Process::start(dir.path(), &["--debounce", "1"]);
        let mut events = Events::of(server.address, "");
        let mut asker = Asker::new(server.address);
        let mut before = site.fresh().outputs;
        let mut message = events.message();
        for step in 0..40 {
            let files = site.files.clone();
            let kind = editor.edit(&mut site);
            sync(dir.path(), &files, &site);
            let build = site.fresh();
            let errors = build.diagnostics.iter().filter(|d| d.is_error()).count();
            let base = &build.config.as_ref().unwrap().base_path;
            let outputs = build.outputs;
            let gone: Vec<String> = before
                .keys()
                .filter(|path| !outputs.contains_key(*path))
                .map(|path| path.href(base))
                .collect();
            loop {
                let told = &message["problems"]["errors"];
                let wrong = if told == errors {
                    difference(&mut asker, base, &outputs, &gone)
                } else {
                    Some(format!("{told} errors instead of {errors}"))
                };
                let Some(wrong) = wrong else { break };
                message = events.next_message().unwrap_or_else(|| {
                    let said: Vec<String> = server.said.try_iter().collect();
                    let said = said.join("\n");
                    panic!("seed {seed}, edit {step} ({kind}): {wrong}\n{said}")
                });
            }
            before = outputs;
        }
    }
}

#[cfg(target_os = "linux")]
mod linux {
    use super::*;

    /// Resident memory in kibibytes and the number of open descriptors.
    fn level(server: &Process) -> (usize, usize) {
        let folder = format!("/proc/{}", server.child.id());
        let status = fs::read_to_string(format!("{folder}/status")).unwrap();
        let line = status.lines().find_map(|l| l.strip_prefix("VmRSS:"));
        let memory = line.unwrap().trim().trim_end_matches(" kB").parse().unwrap();
        (memory, fs::read_dir(format!("{folder}/fd")).unwrap().count())
    }

    /// How many files this process may open, less some for itself.
    fn room() -> usize {
        let limits = fs::read_to_string("/proc/self/limits").unwrap();
        let line = limits.lines().find(|l| l.starts_with("Max open files")).unwrap();
        let soft: usize = line.split_whitespace().nth(3).unwrap().parse().unwrap_or(4096);
        soft.saturating_sub(200)
    }

    fn edit(dir: &TempDir, round: usize, events: &mut Events) {
        let before = events.last.clone();
        write(dir, "content/part/one.md", &format!("# One\n\nRound {round}.\n"));
        while events.next() == before {}
    }

    #[test]
    fn a_thousand_clients_and_a_thousand_rebuilds_leave_nothing_behind() {
        let dir = site();
        let server = Process::start(dir.path(), &["--debounce", "0"]);
        let mut events = Events::of(server.address, "");
        events.next();
        for round in 0..100 {
            edit(&dir, round, &mut events);
        }
        let (memory, descriptors) = level(&server);
        let crowd: Vec<Events> = (0..room().min(1_000))
            .map(|_| {
                let mut client = Events::of(server.address, "");
                client.next();
                client
            })
            .collect();
        // A scan may have had a file open when the level was taken.
        assert!(level(&server).1 >= crowd.len(), "all of them are connected");
        for round in 100..1_100 {
            edit(&dir, round, &mut events);
        }
        drop(crowd);
        // Each answer gives the server time to notice that the others have gone.
        let mut asker = Asker::new(server.address);
        let mut tries = 0;
        while level(&server).1 > descriptors + 2 && tries < 5_000 {
            asker.get("/");
            tries += 1;
        }
        let (memory_after, descriptors_after) = level(&server);
        println!(
            "{memory} to {memory_after} KiB, {descriptors} to {descriptors_after} descriptors"
        );
        assert!(descriptors_after <= descriptors + 2, "{descriptors} to {descriptors_after}");
        assert!(memory_after < memory + 48 * 1024, "{memory} to {memory_after} KiB");
    }

    #[test]
    fn a_limit_of_the_system_is_told_and_changes_are_looked_for() {
        let dir = site();
        for number in 0..20 {
            write(&dir, &format!("content/f{number}/a.md"), "# A\n");
        }
        let limited = "echo 8 > /proc/sys/user/max_inotify_watches && exec \"$@\"";
        let unshare = ["--user", "--map-root-user", "sh", "-c", limited, "sh"];
        let can = Command::new("unshare").args(unshare).arg("true").output();
        if !can.is_ok_and(|output| output.status.success()) {
            println!("this system lets nobody set such a limit: left out");
            return;
        }
        let mut command = Command::new("unshare");
        command.args(unshare).arg(env!("CARGO_BIN_EXE_handbook"));
        let server = Process::of(command.args(arguments(dir.path(), &[])));
        let line = server.until("warning: checking for changes every second");
        assert!(line.contains("max_user_watches"), "{line}");
        let mut events = Events::of(server.address, "");
        events.next();
        write(&dir, "content/f19/a.md", "# A\n\nSeen all the same.\n");
        let mut asker = Asker::new(server.address);
        while !asker.get("/f19/a/").text().contains("Seen all the same") {
            events.next();
        }
    }
}

#[test]
fn other_machines_are_let_in_with_a_warning_only() {
    let dir = site();
    let server = Process::start(dir.path(), &["--interface", "0.0.0.0"]);
    let line = server.until("warning: ");
    assert!(line.contains("other machines on the network"), "{line}");
}

#[test]
fn without_reloading_nothing_is_added() {
    let dir = site();
    let server = Process::start(dir.path(), &["--no-reload"]);
    let mut asker = Asker::new(server.address);
    assert!(!asker.get("/").text().contains("_handbook"));
    assert_eq!(asker.get("/_handbook/events").status, 404);
    assert_eq!(asker.get("/_handbook/client.js").status, 404);
}

#[test]
fn the_output_folder_follows_the_sources() {
    let dir = site();
    let root = dir.path().display().to_string();
    let mut child = Command::new(env!("CARGO_BIN_EXE_handbook"))
        .args(["--root", &root, "build", "--watch"])
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let said = lines(child.stderr.take().unwrap());
    line(&said, "watching for changes");
    let page = dir.path().join("public/part/one/index.html");
    assert!(fs::read_to_string(&page).unwrap().contains("First words"));
    write(&dir, "content/part/one.md", "# One\n\n[Gone](missing.md)\n");
    line(&said, "error: 1 error; nothing was written");
    write(&dir, "content/part/one.md", "# One\n\nSecond words.\n");
    let told = line(&said, "content/part/one.md: ");
    assert!(
        // The page, the index of the search, and the service worker with its list, which tell that
        // the page is another one.
        told.contains("1 page rendered, 4 files written in "),
        "{told}"
    );
    assert!(fs::read_to_string(&page).unwrap().contains("Second words"));
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn what_could_not_be_written_is_written_as_soon_as_it_can_be() {
    is_written_as_soon_as_it_can_be(&[]);
    is_written_as_soon_as_it_can_be(&["--poll"]);
}

fn is_written_as_soon_as_it_can_be(flags: &[&str]) {
    let dir = site();
    let root = dir.path().display().to_string();
    let mut child = Command::new(env!("CARGO_BIN_EXE_handbook"))
        .args(["--root", &root, "build", "--watch"])
        .args(flags)
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let said = lines(child.stderr.take().unwrap());
    line(&said, "watching for changes");
    let (output, aside) = (dir.path().join("public"), dir.path().join("aside"));
    fs::rename(&output, &aside).unwrap();
    write(&dir, "public/of-others.txt", "mine");
    write(&dir, "content/part/one.md", "# One\n\nSecond words.\n");
    let told = line(&said, "error: ");
    assert!(told.ends_with("; trying again every second"), "{told}");
    fs::rename(&output, dir.path().join("theirs")).unwrap();
    fs::rename(&aside, &output).unwrap();
    line(&said, "content/part/one.md: ");
    let page = fs::read_to_string(output.join("part/one/index.html")).unwrap();
    assert!(page.contains("Second words"));
    child.kill().unwrap();
    child.wait().unwrap();
}
