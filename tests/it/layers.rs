//! The structure of `src/`: rooms on floors, no circle between files, names that tell things apart.

#![expect(clippy::disallowed_methods, reason = "this test reads the repository")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use handbook::features::ALL;

/// The features that do not know each other: all but `page_list`, which shows the others.
const FEATURES: &str = "features of the list";

/// The floors of the house, from the ground up. A room uses rooms on lower floors only; two rooms on
/// one floor do not know each other.
const FLOORS: &[&[&str]] = &[
    &["base", "html"],
    &["hosting"],
    &["data"],
    &["source"],
    &["config"],
    &["theme"],
    // The core, in the order of the pipeline.
    &["document"],
    &["markdown"],
    &["page"],
    &["site"],
    &["search"],
    &["resolve"],
    &["render"],
    &["book"],
    &["epub"],
    // Features: the core knows none of them, and `features` names them all.
    &[FEATURES],
    &["page_list"],
    &["features"],
    &["compile"],
    // The edges.
    &["portable"],
    &["publish", "serve"],
    &["live"],
    &["cli"],
];

/// How many lines in a hundred one room may have.
const LARGEST_ROOM: usize = 15;

/// The name under which a room stands in [`FLOORS`].
fn name_on_floor(room: &str) -> &str {
    let is_feature = ALL.iter().any(|feature| feature.name == room);
    if is_feature && room != "page_list" { FEATURES } else { room }
}

#[test]
fn a_room_uses_only_rooms_on_lower_floors() {
    let floor_of =
        |room: &str| FLOORS.iter().position(|floor| floor.contains(&name_on_floor(room)));
    let mut wrong = Vec::new();
    for file in sources() {
        let Some(here) = floor_of(&file.room) else {
            continue;
        };
        for path in &file.uses {
            let room = path[0].as_str();
            if room != file.room && floor_of(room).is_some_and(|there| there >= here) {
                wrong.push(format!("{} uses `{room}`", file.path));
            }
        }
    }
    assert!(wrong.is_empty(), "against the floors:\n{}", wrong.join("\n"));
}

#[test]
fn only_the_list_of_features_knows_a_feature() {
    let features: BTreeSet<&str> = ALL.iter().map(|feature| feature.name).collect();
    let mut wrong = Vec::new();
    for file in sources() {
        let room = file.room.as_str();
        // `lib.rs` declares all modules.
        if room == "features" || room.is_empty() || features.contains(room) {
            continue;
        }
        let used = file.uses.iter().map(|path| path[0].as_str());
        wrong.extend(
            used.filter(|used| features.contains(used))
                .map(|used| format!("{} uses `{used}`", file.path)),
        );
    }
    assert!(wrong.is_empty(), "ask `features` instead:\n{}", wrong.join("\n"));
}

#[test]
fn every_room_has_a_floor_and_a_line_in_the_list() {
    let floors: BTreeSet<&str> = FLOORS.iter().copied().flatten().copied().collect();
    let files = sources();
    let rooms: BTreeSet<&str> = files.iter().map(|file| file.room.as_str()).collect();
    let rooms: BTreeSet<&str> = rooms.into_iter().filter(|room| !room.is_empty()).collect();
    assert_eq!(floors, rooms.iter().map(|room| name_on_floor(room)).collect::<BTreeSet<&str>>());
    let list = read(&root().join("src/lib.rs"));
    let listed: BTreeSet<&str> = list
        .lines()
        .filter_map(|line| line.strip_prefix("//! ")?.split_once(". [`")?.1.split('`').next())
        .collect();
    assert_eq!(listed, rooms);
}

#[test]
fn no_file_imports_another_in_a_circle() {
    let files = sources();
    let known: BTreeMap<Vec<String>, usize> =
        files.iter().enumerate().map(|(number, file)| (file.module.clone(), number)).collect();
    let arrows: Vec<BTreeSet<usize>> = files
        .iter()
        .enumerate()
        .map(|(number, file)| {
            let used = file.uses.iter().filter_map(|path| {
                let mut lengths = (1..=path.len()).rev();
                lengths.find_map(|length| known.get(&path[..length])).copied()
            });
            used.filter(|other| *other != number).collect()
        })
        .collect();
    let reached: Vec<BTreeSet<usize>> = (0..files.len()).map(|file| reach(file, &arrows)).collect();
    let circle: Vec<String> = (0..files.len())
        .filter(|file| reached[*file].contains(file))
        .map(|file| {
            let back = arrows[file].iter();
            let back = back.filter(|other| reached[**other].contains(&file));
            let back: Vec<&str> = back.map(|other| files[*other].path.as_str()).collect();
            format!("{} -> {}", files[file].path, back.join(", "))
        })
        .collect();
    assert!(circle.is_empty(), "files in circles:\n{}", circle.join("\n"));
}

/// The files that a file imports, and all that those import.
fn reach(file: usize, arrows: &[BTreeSet<usize>]) -> BTreeSet<usize> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<usize> = arrows[file].iter().copied().collect();
    while let Some(next) = open.pop() {
        if reached.insert(next) {
            open.extend(&arrows[next]);
        }
    }
    reached
}

#[test]
fn imports_name_everything_from_the_root() {
    let climbing: Vec<String> =
        sources().into_iter().filter(|file| file.climbs).map(|file| file.path).collect();
    assert!(climbing.is_empty(), "say `crate::` in {climbing:?}");
}

#[test]
fn one_module_style() {
    let files = sources();
    let modules: BTreeSet<&[String]> = files.iter().map(|file| file.module.as_slice()).collect();
    let wrong: Vec<&str> = files
        .iter()
        .filter(|file| !file.path.ends_with("/mod.rs") && file.path != "src/lib.rs")
        .filter(|file| {
            let is_child = |module: &&&[String]| {
                module.len() > file.module.len() && module.starts_with(&file.module)
            };
            !file.module.is_empty() && modules.iter().any(|module| is_child(&module))
        })
        .map(|file| file.path.as_str())
        .collect();
    assert!(wrong.is_empty(), "a module with children is `mod.rs`: {wrong:?}");
}

#[test]
fn types_have_names_of_their_own() {
    let mut names: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in sources() {
        for name in file.types {
            names.entry(name).or_default().push(file.path.clone());
        }
    }
    let shared: Vec<_> = names.iter().filter(|(_, files)| files.len() > 1).collect();
    assert!(shared.is_empty(), "{shared:#?}");
}

#[test]
fn no_room_is_most_of_the_house() {
    let mut rooms: BTreeMap<String, usize> = BTreeMap::new();
    for file in sources() {
        *rooms.entry(file.room).or_default() += file.lines;
    }
    let all: usize = rooms.values().sum();
    let large: Vec<_> =
        rooms.iter().filter(|(_, lines)| **lines * 100 > all * LARGEST_ROOM).collect();
    assert!(large.is_empty(), "{large:?} of {all} lines");
}

/// The files that make what templates see of a page.
const VIEWS: &[&str] = &[
    "src/render/nav.rs",
    "src/render/page.rs",
    "src/resolve/json_ld.rs",
    "src/resolve/page_view.rs",
    "src/resolve/view.rs",
];

/// Where what belongs to the whole site would be found.
const WHOLE_SITE: &[&str] = &["compile", "config", "features", "search", "site", "source", "theme"];

/// What views may name there: facts of single pages, and constants.
const FACTS: &[&str] = &[
    "site::keys",
    "site::link::LinkFacts",
    "site::link::LinkedPage",
    "site::tree::NodeKind",
    "source::CONTENT",
];

#[test]
fn the_view_of_a_page_is_made_of_its_facts_alone() {
    let mut seen = Vec::new();
    for file in sources().into_iter().filter(|file| VIEWS.contains(&file.path.as_str())) {
        let behind = file.uses.iter().filter(|path| WHOLE_SITE.contains(&path[0].as_str()));
        let behind: Vec<String> = behind.map(|path| path.join("::")).collect();
        let wrong: Vec<_> = behind.iter().filter(|name| !FACTS.contains(&name.as_str())).collect();
        assert!(wrong.is_empty(), "{}: make {wrong:?} a fact (`resolve/facts.rs`)", file.path);
        seen.push(file.path);
    }
    assert_eq!(seen, VIEWS);
    for path in ["src/resolve/facts.rs", "src/site/link.rs"] {
        let text = read(&root().join(path));
        assert!(text.contains("Hash)]\npub struct"), "{path} defines facts");
        assert!(!text.contains("Hash for"), "{path}: a hash that is derived forgets no field");
    }
}

/// A file of the program.
struct SourceText {
    path: String,
    /// The folder or file below `src` that it belongs to; empty for `lib.rs` and `main.rs`.
    room: String,
    /// Its module: `["page", "parse"]`.
    module: Vec<String>,
    /// What it imports or names from the root of the crate, without `crate`.
    uses: Vec<Vec<String>>,
    /// Whether it imports by `super`.
    climbs: bool,
    /// The types that it defines.
    types: Vec<String>,
    /// Lines without comments, blank ones and unit tests.
    lines: usize,
}

fn sources() -> Vec<SourceText> {
    let mut paths = Vec::new();
    collect(&root().join("src"), &mut paths);
    paths.sort();
    paths.iter().map(|path| source_text(path)).collect()
}

fn source_text(path: &Path) -> SourceText {
    let name = path.strip_prefix(root()).expect("below the root");
    let name = name.to_string_lossy().replace('\\', "/");
    let text = read(path);
    let (program, tests) = text.split_once("#[cfg(test)]").unwrap_or((&text, "mod tests {"));
    let is_last = tests.trim_start().starts_with("mod tests {");
    assert!(is_last, "{name}: unit tests stand at the end of a file");
    let code: Vec<&str> = program
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with("//"))
        .collect();
    let module: Vec<String> = name
        .trim_start_matches("src/")
        .trim_end_matches(".rs")
        .split('/')
        .filter(|part| !matches!(*part, "mod" | "lib" | "main"))
        .map(str::to_owned)
        .collect();
    let joined = code.join(" ");
    SourceText {
        room: module.first().cloned().unwrap_or_default(),
        uses: named_from_the_root(&joined),
        climbs: code.iter().any(|line| line.contains("super::")),
        types: text.lines().filter_map(type_name).collect(),
        lines: code.len(),
        module,
        path: name,
    }
}

/// The name of the type that a line begins to define.
fn type_name(line: &str) -> Option<String> {
    let line = line.trim_start();
    let line = match line.strip_prefix("pub") {
        Some(rest) => rest.strip_prefix("(crate)").or(rest.strip_prefix("(super)")).unwrap_or(rest),
        None => line,
    };
    let mut words = line.split_whitespace();
    if !["struct", "enum", "trait", "union"].contains(&words.next()?) {
        return None;
    }
    let name = words.next()?;
    let end = name.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(name.len());
    Some(name[..end].to_owned())
}

/// Every path that begins with `crate::` in a text on one line; those in braces one by one.
fn named_from_the_root(code: &str) -> Vec<Vec<String>> {
    let mut paths = Vec::new();
    for (at, start) in code.match_indices("crate::") {
        expand(&code[at + start.len()..], &mut Vec::new(), &mut paths);
    }
    paths
}

/// Reads one path of an import, or a group of them in braces. Gives what follows it.
fn expand<'c>(
    mut rest: &'c str,
    prefix: &mut Vec<String>,
    paths: &mut Vec<Vec<String>>,
) -> &'c str {
    let depth = prefix.len();
    loop {
        rest = rest.trim_start();
        if let Some(mut inner) = rest.strip_prefix('{') {
            loop {
                let before = inner.len();
                inner = expand(inner, prefix, paths).trim_start();
                inner = inner.strip_prefix(',').unwrap_or(inner).trim_start();
                if let Some(after) = inner.strip_prefix('}') {
                    prefix.truncate(depth);
                    return after;
                }
                if inner.len() == before {
                    return inner;
                }
            }
        }
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        if end == 0 {
            break;
        }
        if &rest[..end] != "self" {
            prefix.push(rest[..end].to_owned());
        }
        rest = &rest[end..];
        match rest.strip_prefix("::") {
            Some(after) => rest = after,
            None => break,
        }
    }
    if let Some(alias) = rest.trim_start().strip_prefix("as ") {
        let end = alias.find(|c: char| !c.is_alphanumeric() && c != '_');
        rest = &alias[end.unwrap_or(alias.len())..];
    }
    if !prefix.is_empty() {
        paths.push(prefix.clone());
    }
    prefix.truncate(depth);
    rest
}

#[test]
fn the_reader_of_imports_sees_every_form() {
    let code = "use crate::base::{paths, outputs::{Output, self}}; use crate::{source::Source, theme}; let x = crate::render::go();";
    let paths: Vec<String> = named_from_the_root(code).iter().map(|path| path.join("::")).collect();
    let wanted = [
        "base::paths",
        "base::outputs::Output",
        "base::outputs",
        "source::Source",
        "theme",
        "render::go",
    ];
    assert_eq!(paths, wanted);
    assert_eq!(type_name("pub(super) struct Place<'a> {").as_deref(), Some("Place"));
    assert_eq!(type_name("let x = 1;"), None);
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a readable folder") {
        let path = entry.expect("a readable entry").path();
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            paths.push(path);
        }
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
