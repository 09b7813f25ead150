//! Whole sites against the trees that they are known to give: `tests/golden/NAME` and `NAME.out`.
//!
//! `SNAPSHOTS=overwrite cargo test --test it golden` writes the trees anew.

#![expect(clippy::disallowed_methods, reason = "expected trees are written on request")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use handbook::config::Config;
use handbook::source::Sources;
use handbook::theme::Theme;

use crate::folder::{Folder, Tree, sources, tree};

fn golden() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

/// The names of the sites.
fn names() -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(golden())
        .expect("the folder of the golden sites")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.join("handbook.toml").is_file())
        .map(|path| path.file_name().expect("a name").to_str().expect("text").to_owned())
        .collect();
    names.sort();
    names
}

/// Replaces the expected tree.
fn overwrite(expected: &Path, found: &Tree) {
    for name in tree(expected).keys() {
        fs::remove_file(expected.join(name)).expect("removed");
    }
    for (name, content) in found {
        let path = expected.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, content).expect("written");
    }
}

/// Takes out the scripts and style sheets of the default theme, which have tests of their own, and
/// their fingerprints: every edit of one would change every tree.
fn without_theme(found: Tree) -> Tree {
    let (theme, _) = Theme::load(&Sources::default(), &Config::default());
    let assets: Vec<(String, String)> =
        theme.assets.iter().map(|(name, asset)| (asset.path.to_string(), name.clone())).collect();
    found
        .into_iter()
        .filter(|(path, _)| assets.iter().all(|(asset, _)| asset != path))
        .map(|(path, content)| match String::from_utf8(content) {
            Ok(mut text) => {
                for (asset, name) in &assets {
                    text = text.replace(asset, name);
                }
                (path, text.into_bytes())
            }
            Err(binary) => (path, binary.into_bytes()),
        })
        .collect()
}

/// The first line in which two texts differ.
fn difference(found: &[u8], expected: &[u8]) -> String {
    let (found, expected) = (String::from_utf8_lossy(found), String::from_utf8_lossy(expected));
    let mut lines = found.lines().zip(expected.lines()).zip(1..);
    match lines.find(|((found, expected), _)| found != expected) {
        Some(((found, expected), line)) => {
            format!("line {line}:\n  found    {found}\n  expected {expected}")
        }
        None => format!("one is longer:\n{found}\n--- expected:\n{expected}"),
    }
}

#[test]
fn every_golden_site_gives_its_tree_without_a_word_of_complaint() {
    let wanted = std::env::var("SNAPSHOTS").is_ok_and(|value| value == "overwrite");
    let names = names();
    assert!(names.len() >= 3, "only {names:?}");
    let mut wrong = Vec::new();
    for name in names {
        let files = sources(&golden().join(&name));
        let site =
            Folder::new(files.iter().map(|(path, content)| (path.as_str(), content.as_slice())));
        let (code, said) = site.run(&["-q", "--strict", "build"]);
        assert_eq!((code, said.as_str()), (0, ""), "{name}");
        let mut found = tree(&site.output());
        // It holds fingerprints of all the others, and nothing for a reader.
        found.remove(handbook::publish::MANIFEST).expect("a manifest");
        let found = without_theme(found);
        let expected_folder = golden().join(format!("{name}.out"));
        if wanted {
            overwrite(&expected_folder, &found);
        }
        let expected = tree(&expected_folder);
        let paths: BTreeSet<&String> = found.keys().chain(expected.keys()).collect();
        for path in paths {
            match (found.get(path), expected.get(path)) {
                (Some(found), Some(expected)) if found == expected => {}
                (Some(found), Some(expected)) => {
                    wrong.push(format!("{name}: {path}, {}", difference(found, expected)));
                }
                (Some(_), None) => wrong.push(format!("{name}: {path} is new")),
                _ => wrong.push(format!("{name}: {path} is missing")),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
