//! A publish that is stopped at any step, or killed at any moment, and the one after it.

use std::io::{self, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use handbook::base::outputs::Outputs;
use handbook::base::paths::OutputPath;
use handbook::publish::{
    DiskAction, DiskStep, PublishOptions, PublishReport, PublishTarget, clean, clean_with_hook,
    publish, publish_with_hook,
};

use super::support::{self, Place, content, read, site, tree, write};

const FOREIGN: &[(&str, &str)] =
    &[(".git/config", "git"), ("CNAME", "example.org"), ("roles/notes.txt", "mine")];

/// Two sites that differ in every way: added, changed, removed, kept, file and folder swapped.
fn sites(root: &Path) -> (Outputs, Outputs) {
    let long = "n".repeat(250) + ".html";
    let old = site(&[
        ("index.html", "old home"),
        ("roles/index.html", "the same"),
        ("roles/old/index.html", "an old page"),
        ("was-file", "a file"),
        ("was-folder/a/index.html", "deep"),
        ("was-folder/b.css", "deep too"),
        ("style.1111.css", "old style"),
        ("logo.svg", "the same"),
        ("feed.xml", "old feed"),
        (&long, "old"),
    ]);
    let mut new = site(&[
        ("index.html", "new home"),
        ("roles/index.html", "the same"),
        ("roles/new/deep/index.html", "a new page"),
        ("was-file/index.html", "a page"),
        ("was-folder", "a file"),
        ("style.2222.css", "new style"),
        ("logo.svg", "the same"),
        ("feed.xml", "new feed"),
        ("empty.html", ""),
        (&long, "new"),
    ]);
    let from = root.join("content/big.pdf");
    let big = "0123456789".repeat(30_000);
    write(&from, &big);
    let path = OutputPath::new("big.pdf").expect("a path");
    new.insert(path, support::copy(&from, &big));
    (old, new)
}

/// A place where the old site is, with files of others.
fn published() -> (Place, Outputs, Outputs) {
    let place = Place::new();
    let (old, new) = sites(&place.root());
    place.publish(&old).expect("published");
    for (path, text) in FOREIGN {
        write(&place.path(path), text);
    }
    (place, old, new)
}

/// Stops the world at a step: this one and all after it do not reach the disk.
struct Stop {
    at: usize,
    count: AtomicUsize,
}

impl Stop {
    fn at(at: usize) -> Self {
        Self { at, count: AtomicUsize::new(0) }
    }

    fn step(&self) -> io::Result<()> {
        if self.count.fetch_add(1, Ordering::Relaxed) >= self.at {
            return Err(io::Error::other("the process is dead"));
        }
        Ok(())
    }

    /// Whether the work was done before the stop.
    fn was_late(&self) -> bool {
        self.count.load(Ordering::Relaxed) <= self.at
    }
}

/// What must hold at every moment between two sites, in whichever direction: files of others are
/// as they were, and ours are old or new.
#[track_caller]
fn assert_files(place: &Place, old: &Outputs, new: &Outputs) {
    let found = tree(&place.output);
    for (path, text) in FOREIGN {
        assert_eq!(found[*path], text.as_bytes(), "{path} of others");
    }
    for (name, bytes) in &found {
        let is_ours = !name.starts_with(".handbook-") && !name.ends_with('/');
        if !is_ours || FOREIGN.iter().any(|(foreign, _)| foreign == name) {
            continue;
        }
        let path = OutputPath::new(name).expect("a path");
        let sites = [old.get(&path), new.get(&path)];
        let is_whole = |output| content(output) == *bytes;
        assert!(sites.into_iter().flatten().any(is_whole), "{name} is neither old nor new");
    }
    for path in old.keys().filter(|path| new.contains_key(*path)) {
        assert!(found.contains_key(path.as_str()), "{path} is missing");
    }
}

/// What must hold besides while the old site becomes the new one: assets, then pages, then
/// deletions.
#[track_caller]
fn assert_order(place: &Place, old: &Outputs, new: &Outputs) {
    let found = tree(&place.output);
    let is_new =
        |path: &OutputPath| found.get(path.as_str()) == new.get(path).map(content).as_ref();
    let is_page = |path: &OutputPath| path.extension() == "html";
    let is_changed = |path: &OutputPath| old.get(path) != new.get(path);
    let mut pages = new.keys().filter(|path| is_page(path) && is_changed(path));
    let has_assets = new.keys().all(|path| is_page(path) || is_new(path));
    assert!(!pages.any(is_new) || has_assets, "a page before an asset");
    for path in ["style.1111.css", "roles/old/index.html"] {
        let is_deleted = !found.contains_key(path);
        assert!(!is_deleted || new.keys().all(is_new), "a deletion before a page");
    }
}

#[test]
fn stopped_at_every_step_every_file_is_whole_and_the_next_publish_heals() {
    let (mut stops, mut journaled) = (0, 0);
    for number in 0.. {
        let (place, old, new) = published();
        let stop = Stop::at(number);
        let result =
            publish_with_hook(&new, &place.target(), PublishOptions::default(), &|_| stop.step());
        assert_files(&place, &old, &new);
        assert_order(&place, &old, &new);
        if stop.was_late() {
            result.expect("published");
            place.assert_holds(&new, FOREIGN);
            break;
        }
        stops += 1;
        let is_journaled = place.root().join(".public.handbook-stage/journal").exists();
        journaled += usize::from(is_journaled);
        if number % 2 == 0 {
            // What was staged is put into place and not written again.
            let (report, steps) = place.steps(&new);
            assert!(report.expect("healed").resumed || number < 2);
            let writes = steps.iter().any(|(action, _)| *action == DiskAction::Create);
            assert!(!(is_journaled && writes), "after {number} steps");
            place.assert_holds(&new, FOREIGN);
        } else {
            place.publish(&old).expect("healed, and back");
            place.assert_holds(&old, FOREIGN);
        }
    }
    assert!(stops > 40, "only {stops} steps");
    assert!(journaled > 15, "only {journaled} steps after the journal");
}

#[test]
fn stopped_again_and_again_it_is_completed_in_the_end() {
    for number in (0..60).step_by(4) {
        for again in (number % 5..60).step_by(5) {
            let (place, old, new) = published();
            for at in [number, again, again / 2] {
                let stop = Stop::at(at);
                let _ =
                    publish_with_hook(&new, &place.target(), PublishOptions::default(), &|_| {
                        stop.step()
                    });
                assert_files(&place, &old, &new);
                assert_order(&place, &old, &new);
            }
            place.publish(&new).expect("healed");
            place.assert_holds(&new, FOREIGN);
        }
    }
}

#[test]
fn a_publish_that_is_stopped_while_it_fails_for_good_is_completed_by_what_it_staged() {
    // Every place for the stop after the journal; the next command has no outputs at hand.
    let (place, _, new) = published();
    let renames = AtomicUsize::new(0);
    let _ = publish_with_hook(&new, &place.target(), PublishOptions::default(), &|step| {
        if step.action == DiskAction::Rename && step.path.starts_with(&place.output) {
            renames.fetch_add(1, Ordering::Relaxed);
            return Err(io::Error::other("the process is dead"));
        }
        Ok(())
    });
    assert_eq!(renames.into_inner(), 1);
    let report = clean(&place.target()).expect("completed and cleaned");
    let expected = PublishReport { deleted: new.len(), resumed: true, ..PublishReport::default() };
    assert_eq!(report, expected);
    let left: Vec<String> = tree(&place.output).into_keys().collect();
    assert_eq!(left, FOREIGN.iter().map(|(name, _)| *name).collect::<Vec<_>>());
    assert_eq!(place.litter(), Vec::<String>::new());
}

#[test]
fn a_clean_that_is_stopped_at_any_step_is_completed_by_the_next() {
    for number in 0.. {
        let (place, old, _) = published();
        let stop = Stop::at(number);
        let _ = clean_with_hook(&place.target(), &|_| stop.step());
        assert_files(&place, &old, &site(&[]));
        let was_late = stop.was_late();
        clean(&place.target()).expect("cleaned");
        let left: Vec<String> = tree(&place.output).into_keys().collect();
        assert_eq!(left, FOREIGN.iter().map(|(name, _)| *name).collect::<Vec<_>>());
        assert_eq!(place.litter(), Vec::<String>::new());
        if was_late {
            break;
        }
    }
}

#[test]
fn a_stage_that_the_power_failure_damaged_is_given_up_and_nothing_becomes_foreign() {
    let damage: [fn(&Path); 4] = [
        |stage| write(&stage.join("6"), ""),
        |stage| write(&stage.join("6"), "other ho"),
        |stage| write(&stage.join("journal"), ""),
        |stage| std::fs::remove_file(stage.join("journal")).expect("removed"),
    ];
    for (number, damage) in damage.into_iter().enumerate() {
        // Stops at the first page: the assets are in place.
        let (place, _, new) = published();
        let _ = publish_with_hook(&new, &place.target(), PublishOptions::default(), &|step| {
            let is_page = step.path.extension().is_some_and(|end| end == "html");
            match step.action {
                DiskAction::Rename if is_page => Err(io::Error::other("the power is gone")),
                _ => Ok(()),
            }
        });
        damage(&place.root().join(".public.handbook-stage"));
        let newest = site(&[("index.html", "newest")]);
        let report = place.publish(&newest).expect("healed");
        assert!(report.resumed);
        if number < 2 {
            place.assert_holds(&newest, FOREIGN);
        } else {
            // Without a journal nobody knows whose the new assets are: they stay.
            assert!(place.path("style.2222.css").exists());
            place.publish(&new).expect("and are adopted when they are equal");
            place.assert_holds(&new, FOREIGN);
        }
    }
}

#[test]
fn a_file_that_somebody_put_where_an_interrupted_publish_wants_one_is_kept() {
    let (place, _, new) = published();
    let _ = publish_with_hook(&new, &place.target(), PublishOptions::default(), &|step| {
        if step.path.ends_with("empty.html") && step.action == DiskAction::Rename {
            return Err(io::Error::other("the process is dead"));
        }
        Ok(())
    });
    write(&place.path("empty.html"), "mine");
    let error = place.publish(&new).expect_err("foreign");
    assert_eq!(error.path(), place.path("empty.html"));
    assert_eq!(read(&place.path("empty.html")), b"mine");
    std::fs::remove_file(place.path("empty.html")).expect("moved away");
    place.publish(&new).expect("healed");
    place.assert_holds(&new, FOREIGN);
}

/// The folder in which a child publishes until it is killed.
const FOLDER: &str = "HANDBOOK_TEST_PUBLISH_IN";

/// What the child does: it publishes one site and the other, and tells each step.
fn publish_until_killed(above: &Path) -> ! {
    let root = above.join("site");
    let (old, new) = sites(&root);
    let target = PublishTarget::of_site(&root, root.join("public"));
    let tell = |_: DiskStep<'_>| io::stderr().write_all(b".");
    loop {
        for outputs in [&new, &old] {
            publish_with_hook(outputs, &target, PublishOptions::default(), &tell)
                .expect("published");
        }
    }
}

/// This program again, with [`FOLDER`] set: the test below is then the child that it kills.
fn start_child(place: &Place) -> Child {
    let this = std::env::current_exe().expect("this program");
    Command::new(this)
        .args([
            "--exact",
            "publish::crash::killed_at_random_moments_every_file_is_whole_and_the_next_publish_heals",
            "--nocapture",
        ])
        .env(FOLDER, place.above())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("a child")
}

#[test]
fn killed_at_random_moments_every_file_is_whole_and_the_next_publish_heals() {
    const RUNS: usize = 300;
    if let Some(above) = std::env::var_os(FOLDER) {
        publish_until_killed(Path::new(&above));
    }
    let (place, old, new) = published();
    let mut random = 0x9e37_79b9_7f4a_7c15_u64;
    let mut interrupted = 0;
    for run in 0..RUNS {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        let steps = usize::try_from(random % 160).expect("a small number") + 1;
        let mut child = start_child(&place);
        // The child runs on while this waits for its step, so that the blow falls anywhere.
        let mut told = vec![0; steps];
        let mut pipe = child.stderr.take().expect("a pipe");
        pipe.read_exact(&mut told).expect("steps");
        child.kill().expect("killed");
        child.wait().expect("dead");
        let mut rest = String::new();
        pipe.read_to_string(&mut rest).expect("steps");
        assert!(told.iter().all(|b| *b == b'.'), "{}{rest}", String::from_utf8_lossy(&told));

        assert_files(&place, &old, &new);
        let report = publish(&new, &place.target(), PublishOptions::default());
        interrupted += usize::from(report.expect("healed").resumed);
        place.assert_holds(&new, FOREIGN);
        if run % 2 == 0 {
            place.publish(&old).expect("published");
        }
    }
    assert!(interrupted > RUNS / 4, "only {interrupted} were interrupted");
}
