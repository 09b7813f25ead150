//! A publish that is stopped at any step, or killed at any moment, and the one after it.

use std::io::{self, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use handbook::base::outputs::Outputs;
use handbook::base::paths::OutputPath;
use handbook::publish::{
    DiskAction, DiskStep, MANIFEST, PublishOptions, PublishReport, PublishTarget, clean,
    clean_with_hook, publish, publish_with_hook,
};
use handbook::source::ContentFolder;

use super::support::{self, Place, content, names, read, site, tree, write};

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
    new.insert(output_path("big.pdf"), support::copy(&from, &big));
    (old, new)
}

fn output_path(path: &str) -> OutputPath {
    OutputPath::new(path).expect("a path")
}

/// What the output has at a path.
fn entry(place: &Place, path: &str) -> Option<std::fs::Metadata> {
    std::fs::symlink_metadata(place.path(path)).ok()
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
        let path = output_path(name);
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

/// Whether a publish that was stopped had begun to change the site.
fn has_begun(place: &Place) -> bool {
    String::from_utf8_lossy(&read(&place.path(MANIFEST))).contains("\npending ")
}

#[test]
fn stopped_at_every_step_every_file_is_whole_and_the_next_command_heals() {
    /// What comes next.
    #[derive(Clone, Copy)]
    enum Next {
        New,
        Old,
        Newest,
        Clean,
    }
    for next in [Next::New, Next::Old, Next::Newest, Next::Clean] {
        let (mut stops, mut begun) = (0, 0);
        for number in 0.. {
            let (place, old, new) = published();
            let stop = Stop::at(number);
            let result =
                publish_with_hook(&new, &place.target(), PublishOptions::default(), &|_| {
                    stop.step()
                });
            assert_files(&place, &old, &new);
            assert_order(&place, &old, &new);
            if stop.was_late() {
                result.expect("published");
                place.assert_holds(&new, FOREIGN);
                break;
            }
            stops += 1;
            begun += usize::from(has_begun(&place));
            // A third site, with a file where the others have a folder.
            let newest = site(&[("index.html", "newest"), ("roles/new/deep", "a file")]);
            let to = match next {
                Next::New => &new,
                Next::Old => &old,
                Next::Newest => &newest,
                Next::Clean => {
                    clean(&place.target()).expect("cleaned");
                    place.assert_clean(FOREIGN);
                    continue;
                }
            };
            let report = place.publish(to).expect("healed");
            assert!(report.resumed || number < 2, "after {number} steps");
            place.assert_holds(to, FOREIGN);
        }
        assert!(stops > 40, "only {stops} steps");
        assert!(begun > 15, "only {begun} steps after the site began to change");
    }
}

#[test]
fn what_somebody_puts_where_a_stopped_publish_left_nothing_is_kept() {
    for number in 0.. {
        let (place, old, new) = published();
        let stop = Stop::at(number);
        let _ =
            publish_with_hook(&new, &place.target(), PublishOptions::default(), &|_| stop.step());
        if stop.was_late() {
            break;
        }
        // Every file that only one of the sites has and that is not there now.
        let mut mine: Vec<&OutputPath> = old
            .keys()
            .chain(new.keys())
            .filter(|path| old.contains_key(*path) != new.contains_key(*path))
            .filter(|path| entry(&place, path.as_str()).is_none())
            .filter(|path| {
                // Nor anything that is in its way.
                path.as_str().match_indices('/').all(|(end, _)| {
                    entry(&place, &path.as_str()[..end]).is_none_or(|found| found.is_dir())
                })
            })
            .collect();
        if mine.contains(&&output_path("was-folder")) {
            mine.retain(|path| !path.as_str().starts_with("was-folder/"));
        }
        if mine.contains(&&output_path("was-file")) {
            mine.retain(|path| !path.as_str().starts_with("was-file/"));
        }
        for path in &mine {
            write(&place.path(path.as_str()), "mine");
        }
        for outputs in [&new, &old, &site(&[("index.html", "newest")])] {
            let _ = place.publish(outputs);
            let _ = place.force(&site(&[("index.html", "forced")]));
        }
        let _ = clean(&place.target());
        for path in &mine {
            let kept = read(&place.path(path.as_str()));
            assert_eq!(kept, b"mine", "{path} after {number} steps");
        }
    }
}

#[test]
fn what_somebody_puts_there_while_the_next_publish_goes_on_is_kept() {
    // The publish was stopped before its first file; the next one is of a third site.
    let (place, _, new) = published();
    let stop = |step: DiskStep<'_>| {
        let is_asset = step.path.ends_with("style.2222.css");
        if is_asset && step.action == DiskAction::Rename {
            return Err(io::Error::other("the process is dead"));
        }
        Ok(())
    };
    publish_with_hook(&new, &place.target(), PublishOptions::default(), &stop)
        .expect_err("stopped");
    assert!(has_begun(&place));
    let late = |step: DiskStep<'_>| {
        if step.action == DiskAction::Rename && step.path.ends_with("index.html") {
            write(&place.path("style.2222.css"), "mine");
        }
        Ok(())
    };
    let newest = site(&[("index.html", "newest")]);
    publish_with_hook(&newest, &place.target(), PublishOptions::default(), &late)
        .expect("published");
    let foreign: Vec<_> = FOREIGN.iter().copied().chain([("style.2222.css", "mine")]).collect();
    place.assert_holds(&newest, &foreign);
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
fn a_publish_that_fails_half_way_leaves_nothing_beside_the_output_and_is_cleaned() {
    // The disk fails at the first asset; the next command has no outputs at hand.
    let (place, old, new) = published();
    let renames = AtomicUsize::new(0);
    let _ = publish_with_hook(&new, &place.target(), PublishOptions::default(), &|step| {
        let is_output = step.path.starts_with(&place.output) && !step.path.ends_with(MANIFEST);
        if step.action == DiskAction::Rename && is_output {
            renames.fetch_add(1, Ordering::Relaxed);
            return Err(io::Error::other("the disk is gone"));
        }
        Ok(())
    });
    assert_eq!(renames.into_inner(), 1);
    assert_eq!(place.litter(), Vec::<String>::new());
    let report = clean(&place.target()).expect("cleaned");
    // Three files of the old site had made room before.
    let expected =
        PublishReport { deleted: old.len() - 3, resumed: true, ..PublishReport::default() };
    assert_eq!(report, expected);
    place.assert_clean(FOREIGN);
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
        place.assert_clean(FOREIGN);
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
        |stage| write(&stage.join("manifest"), ""),
        |stage| std::fs::remove_file(stage.join("manifest")).expect("removed"),
    ];
    for damage in damage {
        // Stops at the first page: the assets are in place. Dead, it clears nothing away.
        let (place, _, new) = published();
        let is_dead = AtomicBool::new(false);
        let _ = publish_with_hook(&new, &place.target(), PublishOptions::default(), &|step| {
            let is_page = step.path.extension().is_some_and(|end| end == "html");
            if is_page && step.action == DiskAction::Rename {
                is_dead.store(true, Ordering::Relaxed);
            }
            if is_dead.load(Ordering::Relaxed) {
                return Err(io::Error::other("the power is gone"));
            }
            Ok(())
        });
        assert!(place.path("style.2222.css").exists());
        damage(&place.root().join(".public.handbook-stage"));
        let newest = site(&[("index.html", "newest")]);
        let report = place.publish(&newest).expect("healed");
        assert!(report.resumed);
        place.assert_holds(&newest, FOREIGN);
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
    assert!(names(&error, &place.path("empty.html")), "{error}");
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
    let target = PublishTarget::of_site(&root, &ContentFolder::default(), root.join("public"));
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
