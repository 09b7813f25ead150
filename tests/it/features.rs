//! The list of features: what each declares is what it reads, and a site builds without any of them.

use std::collections::BTreeSet;
use std::path::Path;

use handbook::compile::build::Build;
use handbook::compile::builder::Builder;
use handbook::compile::options::BuildOptions;
use handbook::data::schema::TableSpec;
use handbook::features::{ALL, FeatureSet};
use handbook::resolve::declaration::Declaration;
use handbook::source::scan::Scanner;

use crate::fixture::{Fixture, text};

/// A plain handbook, with a bit of everything that is no feature.
const PLAIN: &str = "
-- content/_index.md --
# Home

See [a](a.md#part), a table, ~~code~~ and a note.[^n]

| One | Two |
| --- | --- |
| 1   | 2   |

[^n]: A note.
-- content/a.md --
# A

## Part

- an item
  - below

Term
: Definition

> [!TIP]
> An alert.
";

fn without(site: &str, name: &'static str) -> Build {
    let features = FeatureSet::without(name);
    let mut builder = Builder::new(BuildOptions::default()).with_features(features);
    builder.build(Fixture::new(site).sources())
}

/// The messages of a build, each with its code, and their hints.
fn messages(build: &Build) -> Vec<String> {
    let message = |d: &handbook::base::diagnostic::Diagnostic| {
        format!("[{}] {} ({})", d.code.as_str(), d.message, d.hints.join("; "))
    };
    build.diagnostics.iter().map(message).collect()
}

#[test]
fn a_plain_handbook_is_the_same_without_any_one_feature() {
    let whole = Fixture::new(PLAIN).fresh();
    assert_eq!(messages(&whole), [""; 0]);
    for feature in ALL {
        let build = without(PLAIN, feature.name);
        assert_eq!(messages(&build), [""; 0], "without {}", feature.name);
        let paths = |build: &Build| build.outputs.keys().cloned().collect::<Vec<_>>();
        assert_eq!(paths(&build), paths(&whole), "without {}", feature.name);
        for path in paths(&whole) {
            // The worker and its list hold the version of the site, which is made of keys of memos.
            if ["sw.js", "offline.json"].contains(&path.as_str()) {
                continue;
            }
            let (file, all) = (text(&build, path.as_str()), text(&whole, path.as_str()));
            assert!(file == all, "{path} differs without {}", feature.name);
        }
    }
}

#[test]
fn the_front_matter_of_a_feature_that_is_not_there_is_an_unknown_key() {
    for feature in ALL {
        for table in feature.tables {
            let page = format!(
                "{PLAIN}-- content/b.md --\n+++\ntitle = \"B\"\n[{}]\n+++\n\nText.\n",
                table.name
            );
            let unknown = format!("unknown key `{}`", table.name);
            let is_unknown = |build: &Build| build.diagnostics.iter().any(|d| d.message == unknown);
            assert!(!is_unknown(&Fixture::new(&page).fresh()), "{}", table.name);
            assert!(is_unknown(&without(&page, feature.name)), "{}", table.name);
        }
    }
}

#[test]
fn the_syntax_of_a_feature_that_is_not_there_is_text() {
    let site = format!("{PLAIN}-- content/b.md --\n# B\n\n- [ ] task\n\nA [[term]] and [@key].\n");
    for (feature, wanted) in
        [("checklist", "<li>[ ] task</li>"), ("glossary", "A [[term]]"), ("citation", "[@key].")]
    {
        let page = text(&without(&site, feature), "b/index.html");
        assert!(page.contains(wanted), "without {feature}: {page}");
    }
}

#[test]
fn the_directives_of_a_feature_that_is_not_there_are_unknown() {
    for feature in ALL {
        for directive in feature.directives {
            let name = directive.name;
            let site = format!("{PLAIN}-- content/b.md --\n# B\n\n```{{{name}}} a.md\n```\n");
            let unknown = format!("there is no directive `{name}`");
            let build = without(&site, feature.name);
            let found = messages(&build);
            assert!(found.iter().any(|m| m.contains(&unknown)), "{found:#?}");
        }
    }
}

/// Each table that a feature declares, with the path to it: `["assessment", "band"]`.
fn tables(feature: &Declaration) -> Vec<(Vec<&'static str>, &'static TableSpec)> {
    let outer = feature.tables.iter().map(|table| (vec![table.name], table));
    let inner = feature.tables.iter().flat_map(|table| {
        let inner = table.inner.iter();
        inner.map(|inner| (vec![table.name, inner.name], inner))
    });
    outer.chain(inner).collect()
}

/// Front matter with one key in a table.
fn page(path: &[&str], key: &str) -> String {
    let inner = match path {
        [outer] => format!("[{outer}]\n{key} = [[[0]]]\n"),
        ["audit", "entries"] => format!("[audit.entries]\n{key} = [[[0]]]\n"),
        [outer, inner] => format!("[[{outer}.{inner}]]\n{key} = [[[0]]]\n"),
        _ => unreachable!("tables are two deep"),
    };
    format!("-- content/_index.md --\n+++\ntitle = \"Home\"\n{inner}+++\n")
}

#[test]
fn every_declared_key_is_read_and_no_other_is_known() {
    for feature in ALL {
        for (path, table) in tables(&feature) {
            let name = path.join(".");
            for key in table.keys {
                let build = Fixture::new(&page(&path, key)).fresh();
                let unknown = format!("unknown key `{name}.{key}`");
                let found = messages(&build);
                assert!(!found.iter().any(|m| m.contains(&unknown)), "{found:#?}");
            }
            let build = Fixture::new(&page(&path, "zzzz")).fresh();
            let unknown = format!("unknown key `{name}.zzzz`");
            let found = messages(&build);
            let message = found.iter().find(|m| m.contains(&unknown));
            let message = message.unwrap_or_else(|| panic!("{name}: {found:#?}"));
            for key in table.keys {
                assert!(message.contains(&format!("`{key}`")), "{key}: {message}");
            }
        }
    }
}

#[test]
fn the_user_guide_names_every_declared_key() {
    let guide = [
        include_str!("../../content/editing/assessments.md"),
        include_str!("../../content/editing/audits.md"),
        include_str!("../../content/editing/comparisons.md"),
        include_str!("../../content/editing/front-matter.md"),
        include_str!("../../content/editing/glossary.md"),
        include_str!("../../content/editing/sources.md"),
        include_str!("../../content/editing/worksheets.md"),
    ]
    .join("\n");
    for feature in ALL {
        for (path, table) in tables(&feature) {
            let name = path[0];
            assert!(guide.contains(&format!("[{name}]")), "`[{name}]` is not in the guide");
            for key in table.keys {
                let forms = [format!("`{key}`"), format!("{key} = "), format!(".{key}]]")];
                let is_there = forms.iter().any(|form| guide.contains(form));
                assert!(is_there, "`{}.{key}` is not in the guide", path.join("."));
            }
        }
    }
}

/// Fails if two features declare the same thing.
fn assert_unique<T: Ord + std::fmt::Debug>(what: &str, declared: impl Iterator<Item = T>) {
    let mut seen = BTreeSet::new();
    for one in declared {
        let text = format!("{one:?}");
        assert!(seen.insert(one), "two features have the {what} {text}");
    }
}

#[test]
fn what_is_declared_has_one_owner() {
    assert_unique("name", ALL.iter().map(|f| f.name));
    assert_unique("table", ALL.iter().flat_map(|f| f.tables).map(|t| t.name));
    assert_unique("component", ALL.iter().flat_map(|f| f.components));
    let directives = ALL.iter().flat_map(|f| f.directives);
    assert_unique("directive", directives.map(|d| d.name));
    assert_unique("id", ALL.iter().flat_map(|f| f.ids).map(|id| id.word));
    assert_unique("kind", ALL.iter().flat_map(|f| f.kinds).map(|k| k.word));
    let archetypes = ALL.iter().flat_map(|f| f.archetypes);
    assert_unique("archetype", archetypes.map(|a| a.word));
}

#[test]
fn a_feature_has_the_name_of_its_folder() {
    for feature in ALL {
        let declaration = format!("src/{}/declaration.rs", feature.name);
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(&declaration);
        assert!(path.exists(), "there is no {declaration}");
    }
}

#[test]
fn a_whole_handbook_builds_without_any_one_feature() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for feature in ALL {
        let features = FeatureSet::without(feature.name);
        let mut builder = Builder::new(BuildOptions::default()).with_features(features);
        let mut scanner = Scanner::new(root, root.join("handbook.toml"));
        let build = builder.build(scanner.scan().expect("the handbook can be read"));
        assert!(build.stats.pages > 30, "without {}", feature.name);
        for table in feature.tables {
            let message = format!("unknown key `{}`", table.name);
            let uses = build.diagnostics.iter().any(|d| d.message == message);
            assert!(uses, "the handbook has no `{}`", table.name);
        }
    }
}

#[test]
fn lists_of_pages_do_not_know_the_kind_of_a_feature_that_is_not_there() {
    for feature in ALL {
        for kind in feature.kinds {
            let word = kind.word;
            let site =
                format!("{PLAIN}-- content/b.md --\n# B\n\n```{{page-list}}\n:kind: {word}\n```\n");
            let unknown = format!("`{word}` is not a kind of page");
            let refused = |build: &Build| messages(build).iter().any(|m| m.contains(&unknown));
            assert!(!refused(&Fixture::new(&site).fresh()), "{word}");
            assert!(refused(&without(&site, feature.name)), "{word}");
        }
    }
}
