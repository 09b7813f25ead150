//! The files of the service worker: what they list, when they change, when there are none.

use handbook::base::outputs::Output;
use handbook::base::paths::OutputPath;
use handbook::compile::build::Build;
use handbook::compile::options::{BuildOptions, OfflineMode};
use serde_json::Value;

use crate::fixture::{Fixture, messages};

const SITE: &str = "-- handbook.toml --\ntitle = \"T\"\nbase_url = \"https://example.org/team/\"\n\
    -- content/_index.md --\n# Home\n\n\
    -- content/a page.md --\n+++\ntitle = \"A & B\"\naliases = [\"/old/\"]\n+++\n\nText\n\
    -- static/mark.txt --\nabc\n";

fn site(text: &str, offline: OfflineMode) -> Fixture {
    let options = BuildOptions { offline, ..BuildOptions::default() };
    Fixture::with(text, options)
}

fn output<'a>(build: &'a Build, name: &str) -> Option<&'a Output> {
    build.outputs.get(&OutputPath::new(name).unwrap())
}

fn held(build: &Build, name: &str) -> String {
    let bytes = output(build, name).unwrap().in_memory().unwrap();
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn list(build: &Build) -> Value {
    serde_json::from_str(&held(build, "offline.json")).unwrap()
}

/// The name in the first line of the worker.
fn edition(build: &Build) -> String {
    held(build, "sw.js").split('"').nth(1).unwrap().to_owned()
}

#[test]
fn the_list_names_every_file_that_readers_want() {
    let build = site(SITE, OfflineMode::Worker).build();
    assert_eq!(messages(&build), "");
    let list = list(&build);
    assert_eq!(list["edition"], edition(&build));
    assert_eq!(list["moved"], serde_json::json!({ "old/": "a-page/" }));
    let files = list["files"].as_array().unwrap();
    let named = |name: &str| files.iter().find(|file| file[0] == name);
    assert_eq!(named("").unwrap()[3], "Home");
    assert_eq!(named("a-page/").unwrap()[3], "A & B");
    // The digest of SHA-256 that any other tool gives, as far as it is on the list.
    let mark = named("mark.txt").unwrap();
    assert_eq!(mark[1], "edeaaff3f1774ad2888673770c6d6409");
    assert_eq!((&mark[2], &mark[3]), (&Value::from(4), &Value::Null));
    for name in ["_headers", "sw.js", "offline.json", "404.html", "sitemap.xml", "old/"] {
        assert_eq!(named(name), None);
    }
    let needed = list["needed"].as_array().unwrap();
    assert!(needed.contains(&"".into()) && needed.contains(&"offline.html".into()));
    for place in needed {
        assert!(named(place.as_str().unwrap()).is_some(), "{place}");
    }
    assert!(needed.iter().any(|place| place.as_str().unwrap().starts_with("site.")));
    assert!(held(&build, "_headers").contains("/team/sw.js\n  Cache-Control: no-cache\n"));
    assert!(held(&build, "offline.html").contains("You are offline"));
}

#[test]
fn nothing_on_the_list_names_an_unlisted_page() {
    let hidden = "-- content/b.md --\n+++\ntitle = \"B\"\nunlisted = true\naliases = [\"/gone/\", \"/gone.html\", \"/split/#b\"]\n+++\n\
        -- content/kept/c.md --\n+++\ntitle = \"C\"\naliases = [\"/split/#a\"]\n+++\n";
    let list = list(&site(&format!("{SITE}{hidden}"), OfflineMode::Worker).build());
    assert_eq!(list["moved"], serde_json::json!({ "old/": "a-page/" }));
    let files = list["files"].as_array().unwrap();
    let names: Vec<&str> = files.iter().filter_map(|file| file[0].as_str()).collect();
    assert!(names.contains(&"kept/c/"));
    for name in ["b/", "gone/", "gone.html", "split/"] {
        assert!(!names.contains(&name), "{name}");
    }
}

#[test]
fn an_edition_is_another_when_anything_of_it_is() {
    let mut site = site(SITE, OfflineMode::Worker);
    let first = edition(&site.build());
    assert_eq!(edition(&site.build()), first);
    assert_eq!(edition(&site.fresh()), first);
    let names: Vec<String> = [
        ("content/a page.md", "Text", "Other"),
        ("content/a page.md", "/old/", "/older/"),
        ("static/mark.txt", "abc", "abd"),
    ]
    .map(|(path, from, to)| edition(&site.replace(path, from, to).build()))
    .to_vec();
    assert!(!names.contains(&first) && names[0] != names[1] && names[1] != names[2]);
    assert_eq!(list(&site.build()), list(&site.fresh()));
}

#[test]
fn the_list_is_made_when_it_is_asked_for() {
    let build = site(SITE, OfflineMode::Worker).build();
    assert!(matches!(output(&build, "offline.json"), Some(Output::Lazy(_))));
}

#[test]
fn a_site_that_wants_no_worker_says_farewell_to_an_earlier_one() {
    let unwilling = SITE.replace("title = \"T\"", "title = \"T\"\noffline = false");
    for (text, offline) in
        [(unwilling.as_str(), OfflineMode::Worker), (SITE, OfflineMode::Unregister)]
    {
        let build = site(text, offline).build();
        assert!(held(&build, "sw.js").contains("unregister"));
        assert_eq!(output(&build, "offline.json"), None);
        assert_eq!(output(&build, "offline.html"), None);
    }
    let build = site(&unwilling, OfflineMode::Worker).build();
    assert!(!held(&build, "index.html").contains("sw.js"));
    let build = site(SITE, OfflineMode::Nothing).build();
    assert_eq!(output(&build, "sw.js"), None);
    // Pages are the same whatever is served beside them.
    let with = site(SITE, OfflineMode::Worker).build();
    assert_eq!(output(&build, "index.html"), output(&with, "index.html"));
}

#[test]
fn the_book_on_one_page_is_kept_as_it_is_sent_and_copies_are_not() {
    let book = "-- content/all.md --\n+++\ntitle = \"All\"\n[print]\n+++\n";
    let mut site = site(&format!("{SITE}{book}"), OfflineMode::Worker);
    site.replace("handbook.toml", "title =", "generate_markdown = true\ntitle =");
    let build = site.build();
    let files = list(&build)["files"].clone();
    let named = |name: &str| files.as_array().unwrap().iter().find(|file| file[0] == name);
    let length = output(&build, "all/index.html").unwrap().len();
    assert_eq!(named("all/").unwrap()[2], length);
    assert!(held(&build, "all/index.html").contains("Text"));
    assert!(output(&build, "a-page/index.md").is_some());
    for copy in ["a-page/index.md", "index.md", "llms.txt"] {
        assert!(named(copy).is_none(), "{copy}");
    }
    let before = edition(&build);
    site.replace("content/a page.md", "Text", "Words");
    assert_ne!(edition(&site.build()), before);
}
