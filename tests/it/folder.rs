//! A site in a folder of its own, built by the real program.
#![expect(clippy::disallowed_methods, reason = "tests prepare the disk and look at it")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use handbook::publish::MANIFEST;
use tempfile::TempDir;

/// Every file below a folder, by its path with slashes.
pub type Tree = BTreeMap<String, Vec<u8>>;

/// A site on disk. The folder around it is deleted with it.
pub struct Folder {
    around: TempDir,
}

impl Folder {
    /// A site of these files, each created in their order.
    pub fn new<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Self {
        let folder = Self { around: tempfile::tempdir().expect("a folder") };
        fs::create_dir(folder.root()).expect("a folder");
        for (path, content) in files {
            folder.write(path, content);
        }
        folder
    }

    /// A site of these pages, with a configuration.
    pub fn of(pages: &[(&str, &str)]) -> Self {
        let folder = Self::new([("handbook.toml", &b"title = \"T\"\n"[..])]);
        for (path, text) in pages {
            folder.write(path, text);
        }
        folder
    }

    /// The folder around the site, without links in its path.
    pub fn around(&self) -> PathBuf {
        self.around.path().canonicalize().expect("a folder")
    }

    /// The site's folder.
    pub fn root(&self) -> PathBuf {
        self.around().join("site")
    }

    /// A place in the site.
    pub fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    /// The usual output folder.
    pub fn output(&self) -> PathBuf {
        self.path("public")
    }

    /// Writes a file, with the folders that it needs.
    pub fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, content).expect("written");
    }

    /// The program, to be run in the site's folder.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_handbook"));
        command
            .args(args)
            .current_dir(self.root())
            .stdin(Stdio::null())
            .env_remove("CLICOLOR_FORCE");
        command
    }

    /// Runs the program: its exit code and what it said on standard error.
    pub fn run(&self, args: &[&str]) -> (i32, String) {
        ended(self.command(args).output().expect("it runs"))
    }

    /// Builds the site, which must be good.
    #[track_caller]
    pub fn build(&self) -> Tree {
        let (code, said) = self.run(&["build"]);
        assert_eq!(code, 0, "{said}");
        tree(&self.output())
    }
}

/// The exit code of a run and what it said on standard error.
pub fn ended(output: Output) -> (i32, String) {
    let said = String::from_utf8(output.stderr).expect("text");
    (output.status.code().expect("it was not killed"), said)
}

/// Every file below a folder, which need not exist.
pub fn tree(folder: &Path) -> Tree {
    let mut files = Tree::new();
    let mut rest = vec![folder.to_owned()];
    while let Some(current) = rest.pop() {
        let Ok(entries) = fs::read_dir(&current) else {
            continue;
        };
        for entry in entries {
            let path = entry.expect("an entry").path();
            if path.is_dir() && !path.is_symlink() {
                rest.push(path);
                continue;
            }
            let name = path.strip_prefix(folder).expect("below it");
            let name = name.to_str().expect("text").replace('\\', "/");
            files.insert(name, fs::read(&path).unwrap_or_default());
        }
    }
    files
}

/// The site of a folder of this repository: its sources without what was built from them.
pub fn sources(root: &Path) -> Tree {
    let mut files = Tree::new();
    for folder in ["content", "static", "templates", "themes"] {
        let below = tree(&root.join(folder)).into_iter();
        files.extend(below.map(|(name, content)| (format!("{folder}/{name}"), content)));
    }
    let config = fs::read(root.join("handbook.toml")).expect("a configuration");
    files.insert("handbook.toml".to_owned(), config);
    files
}

/// The first difference of two trees in words; panics with it.
#[track_caller]
pub fn assert_same(found: &Tree, expected: &Tree, when: &str) {
    let names = |tree: &Tree| tree.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(found), names(expected), "{when}: other files");
    for (name, content) in expected {
        assert!(
            unremembered(name, &found[name]) == unremembered(name, content),
            "{when}: `{name}` differs:\n{}\n--- expected:\n{}",
            String::from_utf8_lossy(&found[name]),
            String::from_utf8_lossy(content)
        );
    }
}

/// A file without what a manifest remembers of former sites and of the last build, and the check sum
/// of it.
fn unremembered(name: &str, content: &[u8]) -> Vec<u8> {
    if name != MANIFEST {
        return content.to_vec();
    }
    let lines = content.split_inclusive(|byte| *byte == b'\n');
    let marks: [&[u8]; 3] = [b"former ", b"inputs ", b"end "];
    let is_memory = |line: &&[u8]| marks.iter().any(|mark| line.starts_with(mark));
    lines.filter(|line| !is_memory(line)).flatten().copied().collect()
}
