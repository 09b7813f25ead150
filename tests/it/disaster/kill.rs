//! `handbook build` killed at random moments: every file is whole, and the next command heals.

use std::fs;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use crate::folder::{Folder, Tree, assert_same, tree};
use crate::random::Random;

/// Files in the output that the site knows nothing of.
const FOREIGN: [(&str, &str); 3] =
    [("CNAME", "handbook.example"), (".git/config", "[core]"), ("part-1/mine.txt", "mine")];

/// The two states between which the site goes to and fro: other text everywhere, pages and files
/// that only one of them has, a file that is a folder in the other.
fn write_version(site: &Folder, version: usize) {
    for (path, text) in super::SMALL {
        site.write(path, text);
    }
    site.write("content/_index.md", format!("# Home {version}\n"));
    for page in 0..60 {
        let part = page % 5;
        let path = format!("content/part-{part}/p{page}.md");
        if page % 6 == version {
            let _ = fs::remove_file(site.path(&path));
        } else {
            let prose = format!("Text of version {version}.\n\n").repeat(1 + page % 7);
            site.write(&path, format!("# Page {page}\n\n{prose}"));
        }
    }
    for number in 0..8_u8 {
        let path = format!("static/f{number}.bin");
        site.write(&path, vec![number + u8::try_from(version).expect("0 or 1"); 50_000]);
    }
    let (file, folder) = (site.path("static/x"), site.path("static/x/y"));
    let _ = fs::remove_file(&file);
    let _ = fs::remove_file(&folder);
    let _ = fs::remove_dir(&file);
    site.write(["static/x", "static/x/y"][version], "x");
}

/// What a version gives where nothing ever went wrong, and how long that takes.
fn expected(version: usize) -> (Tree, Duration) {
    let site = Folder::of(&[]);
    write_version(&site, version);
    let start = Instant::now();
    let mut tree = site.build();
    let took = start.elapsed();
    tree.extend(FOREIGN.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())));
    (tree, took)
}

/// Waits until the publish has begun, or the program has ended.
fn wait_for_stage(site: &Folder, child: &mut Child) {
    let stage = site.path(".public.handbook-stage");
    while !stage.exists() && child.try_wait().expect("a child").is_none() {
        std::thread::yield_now();
    }
}

/// Spends some time.
fn pass(time: Duration) {
    let start = Instant::now();
    while start.elapsed() < time {
        std::thread::yield_now();
    }
}

/// Every file of the output is of one version or the other, those that both have are there, and
/// nothing of others is touched.
fn assert_whole(found: &Tree, old: &Tree, new: &Tree, run: usize) {
    for (name, content) in found {
        if name.contains("handbook-") {
            continue; // the records of the publisher
        }
        let of = |tree: &Tree| tree.get(name) == Some(content);
        assert!(of(old) || of(new), "run {run}: `{name}` is neither old nor new");
    }
    for name in old.keys().filter(|name| new.contains_key(*name)) {
        assert!(found.contains_key(name), "run {run}: `{name}` is gone");
    }
}

#[test]
fn a_build_that_is_killed_leaves_whole_files_and_the_next_command_heals() {
    const RUNS: usize = 48;
    let (versions, took): (Vec<Tree>, Vec<Duration>) = [0, 1].map(expected).into_iter().unzip();
    let mut random = Random::new(3);
    let site = Folder::of(&[]);
    write_version(&site, 0);
    site.build();
    for (path, text) in FOREIGN {
        site.write(&format!("public/{path}"), text);
    }
    let mut interrupted = 0;
    for run in 0..RUNS {
        let (old, new) = (run % 2, (run + 1) % 2);
        write_version(&site, new);
        let mut child = site.command(&["build"]).stderr(Stdio::null()).spawn().expect("it runs");
        let share = u32::try_from(random.below(1_000)).expect("small");
        if run % 3 == 0 {
            pass(took[new] * share / 1_000);
        } else {
            wait_for_stage(&site, &mut child);
            pass(Duration::from_micros(u64::from(share) * 10));
        }
        let _ = child.kill();
        child.wait().expect("it ended");
        interrupted += usize::from(site.path(".public.handbook-stage").exists());
        assert_whole(&tree(&site.output()), &versions[old], &versions[new], run);

        if run % 5 == 0 {
            let (code, said) = site.run(&["clean"]);
            assert_eq!(code, 0, "{said}");
            let left: Vec<String> = tree(&site.output()).into_keys().collect();
            assert_eq!(left, [".git/config", "CNAME", "part-1/mine.txt"], "run {run}");
            // A folder that holds something of others must be adopted.
            let (code, said) = site.run(&["build", "--force"]);
            assert_eq!(code, 0, "{said}");
        }
        assert_same(&site.build(), &versions[new], &format!("run {run}"));
        assert!(!site.path(".public.handbook-stage").exists());
    }
    assert!(interrupted > RUNS / 4, "only {interrupted} publishes were interrupted");
}
