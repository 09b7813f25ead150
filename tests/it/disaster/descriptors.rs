//! A system that lets the program open only a few files: it does all or nothing, and says what to do.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use crate::folder::{Folder, assert_same, ended, tree};

/// The numbers of files that may be open: from fewer than any command needs to enough for all. With
/// fewer than the first a process does not even start.
const LIMITS: [usize; 8] = [4, 5, 6, 7, 8, 12, 20, 40];

/// The program with at most so many open files, to be run in the site's folder.
fn with_few(folder: &Folder, limit: usize, args: &str) -> Command {
    let mut command = Command::new("sh");
    command
        .args(["-c", &format!("ulimit -n {limit} && exec \"$0\" {args}")])
        .arg(env!("CARGO_BIN_EXE_handbook"))
        .current_dir(folder.root())
        .stdin(Stdio::null());
    command
}

fn site() -> Folder {
    let site = Folder::of(&[("content/_index.md", "# Home\n")]);
    for number in 0..60 {
        site.write(&format!("content/a{number}/b/c/d/p{number}.md"), format!("# P {number}\n"));
    }
    site
}

#[track_caller]
fn assert_told(said: &str) {
    assert!(said.to_lowercase().contains("too many open files"), "{said}");
    assert!(said.contains("allow more with `ulimit -n 1024`"), "{said}");
}

#[test]
fn a_build_with_few_open_files_is_whole_or_says_what_to_do() {
    let mut refused = 0;
    for limit in LIMITS {
        let site = site();
        let before = site.build();
        site.write("content/a1/b/c/d/p1.md", "# Changed\n");
        let (code, said) = ended(with_few(&site, limit, "build").output().unwrap());
        let after = tree(&site.output());
        if code == 0 {
            assert_same(&after, &site.build(), "a build with few open files");
        } else {
            refused += 1;
            assert_eq!(code, 2, "{said}");
            assert_told(&said);
            assert_same(&after, &before, "a build that failed");
        }
        let (code, said) = ended(with_few(&site, limit, "check").output().unwrap());
        if code != 0 {
            assert_eq!(code, 2, "{said}");
            assert_told(&said);
        }
    }
    assert!(refused > 0, "no limit was too low");
}

#[test]
fn a_server_with_few_open_files_serves_or_says_what_to_do() {
    let site = site();
    let mut refused = 0;
    for limit in LIMITS {
        let mut command = with_few(&site, limit, "serve --port 0");
        let mut child = command.stderr(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        let lines = BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok);
        let mut said = String::new();
        let serves = lines.into_iter().any(|line| {
            said.push_str(&line);
            said.push('\n');
            line.starts_with("serving http://")
        });
        if !serves {
            refused += 1;
            assert_told(&said);
        }
        let _ = child.kill();
        child.wait().unwrap();
    }
    assert!(refused > 0, "no limit was too low");
}
