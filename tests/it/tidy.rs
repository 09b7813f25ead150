//! The repository checks itself: the layers of `src/`, where outside crates may be named, the size
//! of files, and that the documents tell the truth about what is here.

#![expect(clippy::disallowed_methods, reason = "this test reads the repository")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use handbook::base::diagnostic::Code;

/// No file is longer than this many lines.
const LONGEST: usize = 600;

/// The most crates that a build of the program compiles, itself included.
const MOST_CRATES: usize = 225;

/// What lies at the top, so that a newcomer sees the project and not its tools.
const TOP: &[&str] = &[
    ".cargo",
    ".ci",
    ".clippy.toml",
    ".gitattributes",
    ".github",
    ".gitignore",
    ".rustfmt.toml",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-CONTENT",
    "LICENSE-MIT",
    "README.md",
    "content",
    "handbook.toml",
    "public",
    "public-portable",
    "src",
    "static",
    "templates",
    "tests",
    "themes",
];

#[test]
fn the_table_of_dependencies_is_that_of_the_manifest() {
    let listed: Vec<String> = dependency_table().into_iter().map(|(name, _)| name).collect();
    assert_eq!(listed, dependencies(), "the table in ARCHITECTURE.md, and Cargo.toml");
}

#[test]
fn outside_crates_are_named_in_their_places() {
    let mut wrong = Vec::new();
    let files = rust_files("src");
    for (name, places) in dependency_table() {
        let name = name.replace('-', "_");
        let at_home = |file: &File| {
            places.iter().any(|place| {
                place == "everywhere" || file.path.starts_with(&format!("src/{place}"))
            })
        };
        let (home, abroad): (Vec<_>, Vec<_>) = files
            .iter()
            .filter(|file| names_crate(&file.code(), &name))
            .partition(|file| at_home(file));
        if home.is_empty() {
            wrong.push(format!("`{name}` is a dependency that nothing in {places:?} uses"));
        }
        for file in abroad {
            wrong.push(format!("{} names `{name}`, which belongs to {places:?}", file.path));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Other systems have other crates between them and the program.
#[cfg(target_os = "linux")]
#[test]
fn the_program_is_made_of_few_crates() {
    let tree = Command::new(env!("CARGO"))
        .args(["tree", "--frozen", "--edges=normal,build", "--prefix=none", "--format={p}"])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    assert!(tree.status.success(), "{}", String::from_utf8_lossy(&tree.stderr));
    let tree = String::from_utf8_lossy(&tree.stdout);
    let crates: BTreeSet<&str> =
        tree.lines().map(|line| line.trim_end_matches(" (*)")).filter(|l| !l.is_empty()).collect();
    println!("{} crates", crates.len());
    assert!(crates.len() <= MOST_CRATES, "{} crates, of at most {MOST_CRATES}", crates.len());
}

#[test]
fn files_are_short() {
    let mut lengths: Vec<(usize, String)> =
        all_rust_files().into_iter().map(|file| (file.text.lines().count(), file.path)).collect();
    lengths.sort();
    let (longest, path) = lengths.last().expect("there are files");
    println!("{} files, longest {longest} ({path})", lengths.len());
    assert!(*longest <= LONGEST, "{path} has {longest} lines");
}

#[test]
fn every_file_says_what_it_is() {
    let silent: Vec<String> = all_rust_files()
        .into_iter()
        .filter(|file| !file.text.starts_with("//! "))
        .map(|file| file.path)
        .collect();
    assert!(silent.is_empty(), "no `//!` at the start of {silent:?}");
}

#[test]
fn no_file_is_a_drawer() {
    let drawers = ["common", "context", "helpers", "manager", "misc", "util", "utils"];
    let found: Vec<String> = all_rust_files()
        .into_iter()
        .map(|file| file.path)
        .filter(|path| path.trim_end_matches(".rs").split('/').any(|part| drawers.contains(&part)))
        .collect();
    assert!(found.is_empty(), "name them for what they hold: {found:?}");
}

#[test]
fn every_diagnostic_is_shown_in_a_test() {
    let shown: String = tracked()
        .into_iter()
        .filter(|path| path.starts_with("tests/it/") || path.starts_with("tests/cmd/"))
        .filter_map(|path| fs::read_to_string(root().join(path)).ok())
        .chain(rust_files("src").into_iter().map(File::unit_tests))
        .collect();
    let unseen: Vec<&str> = Code::ALL
        .iter()
        .map(|code| code.as_str())
        .filter(|code| !shown.contains(&format!("[{code}]")))
        .collect();
    assert!(unseen.is_empty(), "no test shows the message of {unseen:?}");
}

#[test]
fn the_changelog_knows_this_version() {
    let heading = format!("\n## [{}]", env!("CARGO_PKG_VERSION"));
    let changelog = read("CHANGELOG.md");
    let unreleased = changelog.find("\n## [Unreleased]").expect("an Unreleased section");
    let current = changelog.find(&heading).unwrap_or_else(|| panic!("no `{}`", heading.trim()));
    assert!(unreleased < current);
}

#[test]
fn the_readme_lists_the_commands_that_exist() {
    let help =
        Command::new(env!("CARGO_BIN_EXE_handbook")).arg("--help").output().expect("it runs");
    let help = String::from_utf8(help.stdout).expect("help is text");
    let commands: BTreeSet<String> = help
        .lines()
        .skip_while(|line| !line.starts_with("Commands:"))
        .skip(1)
        .take_while(|line| !line.trim().is_empty())
        .filter_map(|line| line.strip_prefix("  ").filter(|rest| !rest.starts_with(' ')))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .map(str::to_owned)
        .collect();
    let readme = read("README.md");
    let listed: BTreeSet<String> = readme
        .lines()
        .filter_map(|line| line.strip_prefix("| `handbook ")?.split([' ', '`']).next())
        .map(str::to_owned)
        .collect();
    assert_eq!(listed, commands);
}

#[test]
fn the_readme_names_the_toolchain_of_the_manifest() {
    let wanted = format!("Rust {}", env!("CARGO_PKG_RUST_VERSION"));
    assert!(read("README.md").contains(&wanted), "README.md does not say `{wanted}`");
}

#[test]
fn documents_point_to_what_exists() {
    let mut missing = Vec::new();
    for document in ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "tests/README.md"] {
        let folder = Path::new(document).parent().unwrap_or(Path::new(""));
        for target in link_targets(&read(document)) {
            if !root().join(folder).join(&target).exists() {
                missing.push(format!("{document}: {target}"));
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn packages_come_from_the_usual_places() {
    for line in read("Cargo.lock").lines().filter(|line| line.starts_with("source = ")) {
        assert_eq!(line, "source = \"registry+https://github.com/rust-lang/crates.io-index\"");
    }
    assert!(
        !read("tests/package-lock.json").contains("\"resolved\""),
        "the npm lock file names a host"
    );
    for path in tracked() {
        let name = path.rsplit('/').next().unwrap_or_default();
        if name == ".npmrc" || path.starts_with(".cargo/config") {
            assert!(!read(&path).contains("registry ="), "{path} names a registry");
        }
    }
}

#[test]
fn the_top_level_is_short_and_the_output_is_not_kept() {
    let tracked = tracked();
    let strangers: BTreeSet<&str> = tracked
        .iter()
        .filter_map(|path| path.split('/').next())
        .filter(|top| !TOP.contains(top))
        .collect();
    assert!(strangers.is_empty(), "new at the top level: {strangers:?}");
    let output: Vec<&String> = tracked.iter().filter(|path| path.starts_with("public/")).collect();
    if !tracked.is_empty() {
        assert_eq!(output, ["public/.gitignore"]);
    }
}

/// A source file of the repository.
struct File {
    path: String,
    text: String,
}

impl File {
    /// The program without its comments and its unit tests, which may use whatever they like.
    fn code(&self) -> String {
        let program = self.text.split("#[cfg(test)]").next().unwrap_or_default();
        program
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .collect::<Vec<_>>()
            .join("\n")
    }

    /// The unit tests at the end of the file.
    fn unit_tests(self) -> String {
        let start = self.text.find("#[cfg(test)]").unwrap_or(self.text.len());
        self.text[start..].to_owned()
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn all_rust_files() -> Vec<File> {
    let mut files = rust_files("src");
    files.extend(rust_files("tests"));
    files
}

/// The Rust files below a folder, in order, without what npm has put there.
fn rust_files(folder: &str) -> Vec<File> {
    let mut names: Vec<String> = fs::read_dir(root().join(folder))
        .unwrap_or_else(|error| panic!("{folder}: {error}"))
        .map(|entry| entry.expect("a readable folder").file_name().to_string_lossy().into_owned())
        .filter(|name| name != "node_modules")
        .collect();
    names.sort();
    let mut files = Vec::new();
    for name in names {
        let path = format!("{folder}/{name}");
        if root().join(&path).is_dir() {
            files.extend(rust_files(&path));
        } else if Path::new(&name).extension().is_some_and(|e| e == "rs") {
            let text = read(&path);
            files.push(File { path, text });
        }
    }
    files
}

/// The dependencies of the program, in the order of the manifest.
fn dependencies() -> Vec<String> {
    read("Cargo.toml")
        .lines()
        .skip_while(|line| *line != "[dependencies]")
        .skip(1)
        .take_while(|line| !line.starts_with('['))
        .filter_map(|line| line.split_once(" = "))
        .map(|(name, _)| name.to_owned())
        .collect()
}

/// The crates of the table in `ARCHITECTURE.md`, each with the places below `src` that may name it.
fn dependency_table() -> Vec<(String, Vec<String>)> {
    let quoted = |cell: &str| cell.split('`').skip(1).step_by(2).map(str::to_owned).collect();
    read("ARCHITECTURE.md")
        .lines()
        .skip_while(|line| *line != "## Dependencies")
        .skip_while(|line| !line.starts_with("|---"))
        .skip(1)
        .map_while(|line| line.strip_prefix("| ")?.strip_suffix(" |"))
        .flat_map(|row| {
            let cells: Vec<&str> = row.split(" | ").collect();
            let crates: Vec<String> = quoted(cells[0]);
            let place = cells.last().expect("a cell");
            let places = match *place {
                "everywhere" => vec!["everywhere".to_owned()],
                place => quoted(place),
            };
            crates.into_iter().map(move |name| (name, places.clone()))
        })
        .collect()
}

/// Whether a text has `name::` or `use name;`, and not as the end of a longer path or name, nor
/// for a module of this crate that has the name of a crate (`use crate::data::toml;`).
fn names_crate(code: &str, name: &str) -> bool {
    let imported = code
        .split(';')
        .filter_map(|statement| statement.split("use ").last())
        .filter(|path| path.starts_with("crate::") || path.starts_with("super::"))
        .any(|path| {
            path.split(|c: char| !c.is_alphanumeric() && c != '_').any(|part| part == name)
        });
    !imported
        && code.match_indices(name).any(|(at, _)| {
            let before = code[..at].chars().next_back().unwrap_or(' ');
            let after = &code[at + name.len()..];
            let whole = !before.is_alphanumeric() && before != '_' && before != ':';
            let import = code[..at].ends_with("use ") && after.starts_with([';', ' ']);
            whole && (after.starts_with("::") || import)
        })
}

/// The relative targets of Markdown links outside blocks of code, without their fragments.
fn link_targets(text: &str) -> Vec<String> {
    let prose: String = text.split("```").step_by(2).collect();
    prose
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split([')', '#']).next())
        .filter(|target| {
            !target.is_empty() && !target.contains("://") && !target.starts_with("mailto:")
        })
        .map(str::to_owned)
        .collect()
}

/// The files that git keeps; none outside a repository.
fn tracked() -> Vec<String> {
    let listing = Command::new("git").args(["ls-files", "-z"]).current_dir(root()).output();
    listing
        .ok()
        .filter(|output| output.status.success())
        .map(|output| {
            String::from_utf8_lossy(&output.stdout)
                .split('\0')
                .filter(|path| !path.is_empty() && root().join(path).exists())
                .map(str::to_owned)
                .collect()
        })
        .unwrap_or_default()
}

#[test]
fn the_scanner_of_crates_sees_every_form() {
    assert!(names_crate("use toml::Value;", "toml"));
    assert!(names_crate("let v = toml::parse();", "toml"));
    assert!(!names_crate("use super::toml::parse; data::toml::parse()", "toml"));
}

/// Playwright takes the promise that an asynchronous function gives for true, and waits no longer.
#[test]
fn browser_tests_wait_for_values_and_not_for_promises() {
    let scripts = fs::read_dir("tests/browser").unwrap().map(|entry| entry.unwrap().path());
    let wrong: Vec<PathBuf> = scripts
        .filter(|path| fs::read_to_string(path).unwrap().contains("waitForFunction(async"))
        .collect();
    assert!(wrong.is_empty(), "`promised` in reading.mjs waits for a promise: {wrong:?}");
}
