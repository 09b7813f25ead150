//! Equal input gives equal bytes: on any machine, number of threads, order of the directory,
//! time zone, locale, and at any time.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use handbook::base::outputs::{Output, Outputs};
use handbook::base::spool::Spool;
use handbook::compile::build::Build;
use handbook::compile::builder::Builder;
use handbook::compile::options::{BookForm, BuildOptions, OfflineMode};
use handbook::portable::{PortableSite, make_portable};
use handbook::publish::compressed::with_compressed;
use handbook::resolve::urls::Urls;
use handbook::source::Sources;

use crate::fixture::messages;
use crate::folder::{Folder, Tree, assert_same, ended, sources, tree};
use crate::random::Random;

/// The handbook of this repository, and a site with every form there is.
fn sites() -> Vec<(&'static str, Tree)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    vec![
        ("the handbook", sources(root)),
        ("everything", sources(&root.join("tests/sites/everything"))),
    ]
}

fn shuffled(tree: &Tree, random: &mut Random) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = tree.clone().into_iter().collect();
    for index in (1..files.len()).rev() {
        files.swap(index, random.below(index + 1));
    }
    files
}

fn build(files: &[(String, Vec<u8>)], threads: usize) -> Build {
    let mut sources = Sources::default();
    for (path, content) in files {
        sources.insert(path, content.clone());
    }
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    pool.expect("threads").install(|| Builder::new(BuildOptions::default()).build(sources))
}

#[track_caller]
fn assert_equal(found: &Outputs, expected: &Outputs, when: &str) {
    assert!(found.keys().eq(expected.keys()), "{when}: other files");
    for (path, output) in expected {
        assert!(found[path] == *output, "{when}: {path} differs");
    }
}

#[test]
fn the_number_of_threads_and_the_order_of_the_files_do_not_matter() {
    let mut random = Random::new(1);
    for (name, files) in sites() {
        let in_order: Vec<_> = files.clone().into_iter().collect();
        let expected = build(&in_order, 1);
        assert!(!expected.has_errors(), "{name}: {}", messages(&expected));
        assert!(expected.outputs.len() > 10, "{name} is no test");
        for threads in [1, 2, 8] {
            let found = build(&shuffled(&files, &mut random), threads);
            let when = format!("{name} with {threads} threads");
            assert_equal(&found.outputs, &expected.outputs, &when);
            assert_eq!(messages(&found), messages(&expected), "{when}");
        }
    }
}

/// The site of a build, and what is made of it.
fn whole_and_derived(build: &Build) -> [Outputs; 3] {
    let config = build.config.as_deref().expect("a configuration");
    let urls = &Urls::new(config);
    let about = PortableSite { title: &config.title, site: &build.site, urls };
    let portable = make_portable(&build.outputs, &about);
    [with_compressed(&build.outputs, &["gz"]), portable, build.outputs.clone()]
}

#[test]
fn where_the_bytes_of_a_large_site_lie_does_not_matter() {
    for (name, files) in sites() {
        let mut sources = Sources::default();
        for (path, content) in files {
            sources.insert(&path, content);
        }
        let options = BuildOptions {
            offline: OfflineMode::Worker,
            book: BookForm::Paper,
            ..BuildOptions::default()
        };
        let mut builder = Builder::new(options.clone());
        let expected = whole_and_derived(&builder.build(sources.clone()));
        let folder = tempfile::tempdir().expect("a folder");
        let mut builder = Builder::new(options);
        builder.spool = Some(Spool::new(folder.path().to_owned(), 0));
        for run in ["first", "second"] {
            let found = whole_and_derived(&builder.build(sources.clone()));
            let has_file = |output: &Output| matches!(output, Output::Bytes { bytes, .. } if bytes.spool().is_some());
            for (found, expected) in found.iter().zip(&expected) {
                assert_equal(found, expected, &format!("{name}, {run} run"));
                assert!(found.values().filter(|output| has_file(output)).count() > 10);
            }
        }
    }
}

#[test]
fn messages_have_one_order_whatever_the_number_of_threads() {
    let files: Vec<_> = (0..40)
        .map(|page| {
            let path = format!("content/p{page}.md");
            (
                path,
                format!("# P\n\n[a](gone-{page}.md) [b](gone.md)\n\n```nosuch\n```\n").into_bytes(),
            )
        })
        .collect();
    let expected = messages(&build(&files, 1));
    assert!(expected.contains("gone-39.md"), "{expected}");
    for threads in [2, 8] {
        assert_eq!(messages(&build(&files, threads)), expected);
    }
}

/// The circumstances of a run.
struct Circumstances {
    threads: &'static str,
    variables: &'static [(&'static str, &'static str)],
    umask: &'static str,
}

const CIRCUMSTANCES: [Circumstances; 4] = [
    Circumstances {
        threads: "1",
        variables: &[("TZ", "UTC"), ("LC_ALL", "C"), ("HOME", "/nonexistent")],
        umask: "022",
    },
    Circumstances {
        threads: "2",
        variables: &[
            ("TZ", "Pacific/Kiritimati"),
            ("LANG", "de_DE.UTF-8"),
            ("LC_ALL", "de_DE.UTF-8"),
        ],
        umask: "077",
    },
    Circumstances {
        threads: "8",
        variables: &[("TZ", "America/St_Johns"), ("LC_ALL", "tr_TR.UTF-8"), ("HOME", "/")],
        umask: "002",
    },
    Circumstances {
        threads: "3",
        variables: &[("SOURCE_DATE_EPOCH", "1"), ("LANG", "ja_JP.eucJP"), ("USER", "nobody")],
        umask: "027",
    },
];

/// Builds a site whose files were made in another order, at other times and in another folder, and
/// gives the output with the manifest.
fn build_somewhere(files: &Tree, random: &mut Random, circumstances: &Circumstances) -> Tree {
    let site = Folder::new([]);
    for (path, content) in shuffled(files, random) {
        site.write(&path, content);
        let age = Duration::from_secs(random.next() >> 34);
        let file = File::options().write(true).open(site.path(&path)).expect("a file");
        file.set_modified(SystemTime::UNIX_EPOCH + age).expect("a time");
    }
    let args = ["build"];
    let mut command = if cfg!(unix) {
        // Only a shell can set the mask of new files for a program.
        let mut shell = site.command(&[]);
        let program = shell.get_program().to_owned();
        shell = std::process::Command::new("sh");
        shell
            .args(["-c", "umask \"$0\" && exec \"$@\"", circumstances.umask])
            .arg(program)
            .args(args)
            .current_dir(site.root());
        shell
    } else {
        site.command(&args)
    };
    command
        .env("RAYON_NUM_THREADS", circumstances.threads)
        .envs(circumstances.variables.iter().copied());
    let (code, said) = ended(command.output().expect("it runs"));
    assert_eq!(code, 0, "{said}");
    tree(&site.output())
}

#[test]
fn no_circumstance_of_a_run_reaches_an_output() {
    let mut random = Random::new(2);
    for (name, files) in sites() {
        let mut expected: Option<Tree> = None;
        for (run, circumstances) in CIRCUMSTANCES.iter().enumerate() {
            let found = build_somewhere(&files, &mut random, circumstances);
            assert!(found.contains_key(handbook::publish::MANIFEST));
            match &expected {
                Some(expected) => assert_same(&found, expected, &format!("{name}, run {run}")),
                None => expected = Some(found),
            }
        }
    }
}

/// Every file and folder below a folder, with the time of its last change.
fn times(folder: &Path) -> Vec<(PathBuf, SystemTime)> {
    let mut times = Vec::new();
    let mut rest = vec![folder.to_owned()];
    while let Some(path) = rest.pop() {
        let metadata = fs::metadata(&path).expect("it is there");
        if metadata.is_dir() {
            let entries = fs::read_dir(&path).expect("a folder");
            rest.extend(entries.map(|entry| entry.expect("an entry").path()));
        }
        times.push((path, metadata.modified().expect("a time")));
    }
    times.sort();
    times
}

#[test]
fn a_second_run_writes_nothing() {
    for (name, files) in sites() {
        let site =
            Folder::new(files.iter().map(|(path, content)| (path.as_str(), content.as_slice())));
        let first = site.build();
        let before = times(&site.root());
        let (code, said) = site.run(&["build"]);
        assert_eq!(code, 0, "{said}");
        assert!(said.contains("(0 written, "), "{name}: {said}");
        assert_eq!(times(&site.root()), before, "{name}");
        assert_same(&tree(&site.output()), &first, name);
    }
}
