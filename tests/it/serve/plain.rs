//! A folder without a configuration, as `handbook serve DIR` shows it.

use std::fs;
use std::process::Command;

use super::process::Process;
use super::running::{Asker, Events};
use crate::any_folder::hostile;
use crate::folder::tree;

#[test]
fn no_secret_of_a_folder_can_be_asked_for_and_nothing_is_written() {
    let site = hostile();
    let before = tree(&site.around());
    let mut command = Command::new(env!("CARGO_BIN_EXE_handbook"));
    command.args(["serve", "site", "--port", "0", "--warn", "broken-link,missing-image"]);
    let server = Process::of(command.current_dir(site.around()));
    let mut asker = Asker::new(server.address);
    assert!(asker.get("/").text().contains("Shown"));
    for shown in ["/pictures/shown.svg", "/files/linked%20one.csv", "/files/root.txt"] {
        assert_eq!(asker.get(shown).status, 200, "{shown}");
    }
    let all = before.keys().filter_map(|path| path.strip_prefix("site/"));
    for path in all.filter(|path| *path != "README.md") {
        let answer = asker.get(&format!("/{}", path.replace(' ', "%20")));
        assert!(!String::from_utf8_lossy(&answer.body).contains("SECRET"), "{path}");
    }
    for path in ["/.env", "/id_rsa", "/dump.sqlite", "/.git/config", "/link.txt", "/here.txt"] {
        assert_eq!(asker.get(path).status, 404, "{path}");
    }
    drop(server);
    assert_eq!(tree(&site.around()), before);
}

#[test]
fn a_change_in_a_folder_without_a_configuration_is_noticed() {
    let site = hostile();
    fs::write(site.path("README.md"), "# Home\n").unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_handbook"));
    command.args(["serve", "site", "--port", "0"]);
    let server = Process::of(command.current_dir(site.around()));
    let mut events = Events::of(server.address, "");
    let mut asker = Asker::new(server.address);
    assert_eq!(asker.get("/notes.txt").status, 404);
    events.next();
    fs::write(site.path("README.md"), "# Home\n\n[notes](notes.txt)\n").unwrap();
    while asker.get("/notes.txt").status != 200 {
        events.next();
    }
    fs::create_dir(site.path("more")).unwrap();
    fs::write(site.path("more/new.md"), "# New\n").unwrap();
    while asker.get("/more/new/").status != 200 {
        events.next();
    }
}
