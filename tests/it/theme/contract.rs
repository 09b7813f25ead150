//! The README of the default theme against the views: whoever adds, renames or removes a field must
//! say so there.

use std::collections::{BTreeMap, BTreeSet};

use handbook::config::Config;
use handbook::resolve::page_view::{BookView, PageView, SectionView, TocView};
use handbook::resolve::view::{
    ConfigView, FoundView, LetterView, LinkView, NavLinkView, NavListView, NavView, PlacesView,
    StringsView,
};
use handbook::source::Sources;
use handbook::theme::Theme;
use serde_json::{Value, json};

pub(super) const README: &str = include_str!("../../../themes/default/README.md");

/// A page with one entry in each of its lists whose entries have fields of their own.
fn page() -> PageView {
    let places = vec![FoundView::default()];
    PageView {
        index: vec![LetterView { places, ..LetterView::default() }],
        book: Some(BookView::default()),
        toc: vec![TocView::default()],
        ..PageView::default()
    }
}

/// A list of the navigation with one entry in each of its lists.
fn list() -> NavListView {
    NavListView {
        before: vec![NavLinkView::default()],
        entries: vec![NavView::default()],
        after: vec![NavLinkView::default()],
        ..NavListView::default()
    }
}

/// `page.title`, `page.toc[].id` and so on.
fn names(prefix: &str, value: &Value, into: &mut BTreeSet<String>) {
    into.insert(prefix.to_owned());
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                names(&format!("{prefix}.{name}"), field, into);
            }
        }
        Value::Array(items) => {
            for field in items.iter().filter_map(Value::as_object).flatten() {
                names(&format!("{prefix}[].{}", field.0), field.1, into);
            }
        }
        _ => {}
    }
}

/// The first column of the table below a heading.
fn documented(heading: &str) -> Vec<String> {
    let (_, below) = README.split_once(heading).expect("the heading is there");
    below
        .lines()
        .take_while(|line| !line.starts_with('#'))
        .filter_map(|line| line.strip_prefix("| `")?.split_once('`'))
        .map(|(name, _)| name.to_owned())
        .collect()
}

#[test]
fn the_table_of_variables_lists_every_field_of_every_view() {
    let views = json!({
        "config": ConfigView::default(), "page": page(), "section": SectionView::default(),
        "parts": [LinkView::default()], "footer": [], "list": list(), "places": PlacesView::default(),
        "nav": "", "strings": StringsView::new(), "current_path": "", "current_url": "",
    });
    let mut wanted = BTreeSet::new();
    for (name, value) in views.as_object().unwrap() {
        names(name, value, &mut wanted);
    }
    let listed = documented("## Variables");
    let set: BTreeSet<String> = listed.iter().cloned().collect();
    assert_eq!(set.len(), listed.len(), "a variable is listed twice");
    assert_eq!(set, wanted);
}

pub(super) fn default_theme() -> Theme {
    let (theme, diagnostics) = Theme::load(&Sources::default(), &Config::default());
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    theme
}

#[test]
fn the_table_of_templates_lists_every_file() {
    let files: BTreeSet<String> = default_theme()
        .templates
        .keys()
        .filter_map(|name| name.strip_prefix("default/templates/"))
        .map(str::to_owned)
        .collect();
    let (_, below) = README.split_once("## Templates").unwrap();
    let listed: BTreeSet<String> = below
        .split("### ")
        .next()
        .unwrap()
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once('`'))
        .map(|(name, _)| name.to_owned())
        .collect();
    assert_eq!(listed, files);
}

#[test]
fn the_table_of_blocks_lists_every_block_in_order() {
    let base = &default_theme().templates["default/templates/base.html"].text;
    let blocks: Vec<&str> =
        base.split("{% block ").skip(1).filter_map(|rest| rest.split([' ', '%']).next()).collect();
    assert_eq!(documented("### Blocks of `base.html`"), blocks);
}

#[test]
fn every_word_of_the_interface_exists_and_is_used() {
    let theme = default_theme();
    let program = concat!(
        include_str!("../../../src/compile/builder.rs"),
        include_str!("../../../src/compile/epub.rs"),
        include_str!("../../../src/compile/files.rs"),
        include_str!("../../../src/compile/page.rs"),
        include_str!("../../../src/instrument/condition.rs")
    );
    let mut used: BTreeMap<String, &str> = BTreeMap::new();
    for (name, template) in &theme.templates {
        for rest in template.text.split("strings.").skip(1) {
            let key = rest.split(|c: char| !c.is_ascii_lowercase() && c != '_').next().unwrap();
            used.insert(key.to_owned(), name);
        }
    }
    for (key, template) in &used {
        assert!(theme.strings.contains_key(key), "{template} uses {key}");
    }
    for key in theme.strings.keys() {
        let known = used.contains_key(key) || program.contains(&format!("\"{key}\""));
        assert!(known, "nothing uses {key}");
    }
}

/// The list of files under a key of a table of `theme.toml`.
fn theme_list(table: &str, key: &str) -> Vec<String> {
    let theme: toml::Table =
        include_str!("../../../themes/default/theme.toml").parse().expect("theme.toml is TOML");
    let files = theme[table][key].as_array().expect("a list of files");
    let files = files.iter().filter_map(toml::Value::as_str);
    files.map(str::to_owned).collect()
}

#[test]
fn the_table_of_scripts_lists_every_script() {
    let theme: toml::Table =
        include_str!("../../../themes/default/theme.toml").parse().expect("theme.toml is TOML");
    let scripts = theme["scripts"].as_table().expect("a table of scripts");
    let table = README.split_once("| Script | On | Does |").expect("the table").1;
    let rows = table.lines().skip(2).take_while(|row| row.starts_with('|'));
    let listed: BTreeSet<&str> = rows
        .filter_map(|row| row.trim_start_matches("| ").split_once(" |"))
        .flat_map(|(names, _)| names.split(", "))
        .map(|name| name.trim_matches('`'))
        .collect();
    let wanted: BTreeSet<&str> = scripts.keys().map(String::as_str).collect();
    assert_eq!(listed, wanted);
}

#[test]
fn the_list_of_style_sheets_is_that_of_the_theme() {
    let (_, list) = README.split_once("\"site.css\" = [").expect("the list");
    let list = list.split(']').next().unwrap_or_default();
    let told: Vec<&str> = list.split('"').skip(1).step_by(2).collect();
    let ours: Vec<&str> = told.into_iter().filter(|name| *name != "ours.css").collect();
    assert_eq!(ours, theme_list("styles", "site.css"));
}

#[test]
fn the_list_of_classes_names_those_of_the_style_sheets() {
    let mut styled = BTreeSet::new();
    let theme = default_theme();
    let is_css = |name: &str| name.rsplit('.').next() == Some("css");
    for (_, asset) in theme.assets.iter().filter(|(name, _)| is_css(name)) {
        let text = String::from_utf8(asset.output.in_memory().unwrap().to_vec()).unwrap();
        let rules = text.split_inclusive(['{', '}', ';']);
        let selectors = rules.filter_map(|rule| rule.strip_suffix('{'));
        for class in selectors.filter(|s| !s.starts_with('@')).flat_map(|s| s.split('.').skip(1)) {
            let is_of_name = |char: char| char.is_ascii_alphanumeric() || "-_".contains(char);
            let end = class.find(|char| !is_of_name(char)).unwrap_or(class.len());
            styled.insert(class[..end].to_owned());
        }
    }
    let (_, below) = README.split_once("### The classes that are taken").expect("the section");
    let list = below.lines().find(|line| line.starts_with("`a` ")).expect("the list");
    let told: BTreeSet<String> =
        list.split_whitespace().map(|name| name.trim_matches('`').to_owned()).collect();
    assert_eq!(told, styled);
}

#[test]
fn the_table_of_choices_lists_what_the_page_of_settings_offers() {
    let settings = &default_theme().templates["default/templates/partials/settings.html"].text;
    let offered: BTreeMap<String, BTreeSet<String>> = settings
        .split("<setting name=\"")
        .skip(1)
        .map(|rest| {
            let values = rest.split("\"value\": \"").skip(1);
            let values = values.filter_map(|value| value.split('"').next());
            let name = rest.split('"').next().unwrap_or_default();
            let values = values.filter(|value| !value.is_empty()).map(str::to_owned);
            (format!("data-{name}"), values.collect())
        })
        .collect();
    let table = README.split_once("| Attribute | Values |").expect("the table").1;
    let rows = table.lines().skip(2).take_while(|row| row.starts_with('|'));
    let told: BTreeMap<String, BTreeSet<String>> = rows
        .filter_map(|row| row.strip_prefix("| `")?.split_once("` | "))
        .map(|(name, values)| {
            let values = values.split(':').next().unwrap_or_default().split('`');
            let values = values.skip(1).step_by(2).map(str::to_owned);
            (name.to_owned(), values.collect())
        })
        .collect();
    assert_eq!(told, offered);
}
