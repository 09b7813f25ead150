//! The views against the README of the default theme: its tables of fields are made from them, word
//! for word.

#![expect(clippy::disallowed_methods, reason = "these tests read the views and write the README")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use handbook::features::{ALL, FeatureSet, components};

const MANIFEST: &str = env!("CARGO_MANIFEST_DIR");
const README: &str = include_str!("../../../themes/default/README.md");
/// A field: its name, its type, what is said about it.
type Field = (String, String, String);

/// The view of each variable of a template that has fields.
const VARIABLES: &[(&str, &str)] = &[
    ("config", "ConfigView"),
    ("page", "PageView"),
    ("section", "SectionView"),
    ("parts[]", "LinkView"),
    ("places", "PlacesView"),
    ("list", "NavListView"),
];

/// The fields of every view by the name of its struct.
fn views() -> BTreeMap<String, Vec<Field>> {
    let mut views: BTreeMap<String, Vec<Field>> = BTreeMap::new();
    let mut current = String::new();
    let mut comment = String::new();
    let of_features = ALL.iter().map(|feature| format!("{}/view.rs", feature.name));
    let files =
        of_features.chain(["resolve/view.rs".to_owned(), "resolve/page_view.rs".to_owned()]);
    let texts: String = files
        .filter_map(|file| fs::read_to_string(format!("{MANIFEST}/src/{file}")).ok())
        .collect();
    for line in texts.lines() {
        let line = line.trim();
        if let Some(text) = line.strip_prefix("/// ") {
            let gap = if comment.is_empty() { "" } else { " " };
            let _ = write!(comment, "{gap}{text}");
        } else if let Some(rest) = line.strip_prefix("pub struct ") {
            rest.trim_end_matches(" {").clone_into(&mut current);
            comment.clear();
        } else if let Some((name, kind)) =
            line.strip_prefix("pub ").and_then(|rest| rest.split_once(": "))
            && !name.contains(' ')
        {
            let kind = kind.trim_end_matches(',').to_owned();
            let field = (name.to_owned(), kind, std::mem::take(&mut comment));
            views.entry(current.clone()).or_default().push(field);
        } else if !line.starts_with('#') {
            comment.clear();
        }
    }
    views
}

fn rows(
    views: &BTreeMap<String, Vec<Field>>,
    view: &str,
    prefix: &str,
    above: &[&str],
    table: &mut String,
) {
    for (name, kind, comment) in &views[view] {
        let inner = ["Vec<", "Option<"]
            .iter()
            .find_map(|open| kind.strip_prefix(open)?.strip_suffix('>'))
            .unwrap_or(kind);
        let list = if kind.starts_with("Vec<") { "[]" } else { "" };
        let mut text = comment.trim_end_matches('.').to_owned();
        if inner == "LinkView" {
            text.push_str("; as in `parts[]`");
        }
        if above.contains(&inner) {
            text.push_str("; each as this one");
        }
        let _ = writeln!(table, "| `{prefix}.{name}` | {text} |");
        if inner != "LinkView" && views.contains_key(inner) && !above.contains(&inner) {
            let mut above = above.to_vec();
            above.push(inner);
            rows(views, inner, &format!("{prefix}.{name}{list}"), &above, table);
        }
    }
}

/// The struct of a component: `page_list` has `PageListView`.
fn struct_of(component: &str) -> String {
    if component == "instrument" {
        return "InstrumentCardView".to_owned();
    }
    let words = component.split('_').map(|word| {
        let (first, rest) = word.split_at(1);
        first.to_uppercase() + rest
    });
    words.collect::<String>() + "View"
}

/// The README with its tables made anew.
fn with_tables() -> String {
    let views = views();
    let head = "| Field | Meaning |\n| --- | --- |\n";
    let mut variables = format!("\n{head}");
    for (variable, view) in VARIABLES {
        rows(&views, view, variable, &[view], &mut variables);
    }
    let mut of_components = String::new();
    let mut names: Vec<&str> = components().collect();
    names.sort_unstable();
    for component in names {
        let _ = write!(of_components, "\n### `{component}`\n\n{head}");
        let view = struct_of(component);
        rows(&views, &view, "view", &[view.as_str()], &mut of_components);
    }
    let mut readme = README.to_owned();
    for (name, tables) in [("variables", variables), ("views", of_components)] {
        let (start, end) =
            (format!("<!-- the {name} -->\n"), format!("\n<!-- end of the {name} -->"));
        let (before, rest) = readme.split_once(&start).expect("the mark is there");
        let (_, after) = rest.split_once(&end).expect("the mark is there");
        readme = format!("{before}{start}{tables}{end}{after}");
    }
    readme
}

#[test]
fn the_tables_of_fields_say_what_the_views_say() {
    let readme = with_tables();
    if std::env::var("SNAPSHOTS").as_deref() == Ok("overwrite") {
        let path = format!("{MANIFEST}/themes/default/README.md");
        fs::write(path, readme).expect("the README can be written");
        return;
    }
    assert!(
        README == readme,
        "the tables differ from the views; `SNAPSHOTS=overwrite cargo test` writes them anew"
    );
}

#[test]
fn no_built_in_directive_can_be_taken_by_a_component_of_another_meaning() {
    for spec in FeatureSet::default().directives() {
        let name = spec.name;
        let component = name.replace('-', "_");
        let drawn = components().any(|known| known == component) || name == "term-list";
        assert!(drawn, "{name} is drawn with no component of its name");
    }
}
