//! A site with faults is served as it is published, and each page is told its own.

use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::process::Process;
use super::running::{Asker, Events, Running};
use super::{outputs, site, write};

/// One fault of every kind that pages are published with.
const FAULTY: &str = "# One\n\nA [dead](gone.md) link, [two](two.md#none), [[term]], [@who] and [^no].\n\n\
    ![A figure](gone.png)\n\n[text][label]\n\n## Tea {#Bad}\n\n```{nowhere}\nbody\n```\n\n\
    ```klingon\nqapla\n```\n\n[js](javascript:x)\n\n{#x}\n";

fn faulty() -> TempDir {
    let dir = site();
    write(&dir, "content/part/one.md", FAULTY);
    write(&dir, "content/part/two.md", "+++\nweird = 1\n+++\n# Two\n\n[Gone](nowhere.md)\n");
    write(&dir, "content/part/untitled.md", "No title.\n");
    dir
}

/// The texts of a list of messages.
fn texts(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|message| message["text"].as_str().unwrap()).collect()
}

#[test]
fn a_site_with_faults_is_served_byte_for_byte_as_it_is_built() {
    let dir = faulty();
    let server = Running::start(&dir);
    for (path, output) in outputs(dir.path()) {
        let answer = server.get(&path.href("/"));
        assert_eq!(answer.status, 200, "{path}");
        let body = if path.extension() == "html" {
            answer.without_script().into_bytes()
        } else {
            answer.body
        };
        assert!(body == output.in_memory().unwrap()[..], "{path}");
    }
}

#[test]
fn a_page_is_told_its_own_faults_and_where_they_stand() {
    let dir = faulty();
    let server = Running::start(&dir);
    let message = server.events_of("/part/two/").message();
    let problems = &message["problems"];
    let [front, link] = &problems["marks"].as_array().unwrap()[..] else {
        panic!("{problems}");
    };
    assert_eq!(front["words"], "", "front matter is no part of the page");
    let text = link["text"].as_str().unwrap();
    assert!(text.starts_with("there is no page or file `nowhere.md` [broken-link]\n"), "{text}");
    assert_eq!(
        (&link["severity"], &link["place"], &link["words"]),
        (&json!("error"), &json!("content/part/two.md:6:1"), &json!("Gone"))
    );
    assert_eq!(problems["here"].as_array().map(Vec::len), Some(2));
    assert_eq!(problems["own"], 1, "{problems}");
    let elsewhere = problems["elsewhere"].as_array().unwrap();
    let number = |key: &str| problems[key].as_u64().unwrap();
    assert_eq!(number("errors") + number("warnings"), elsewhere.len() as u64 + 2, "{problems}");
    assert_eq!(number("warnings"), 5, "the key, the language, the label, the footnote, the block");
    let dead = elsewhere.iter().find(|p| p["place"] == "content/part/one.md:3:3").unwrap();
    assert_eq!(dead["href"], "/part/one/");

    for page in ["/", "/nowhere/", ""] {
        let message = server.events_of(page).message();
        let problems = &message["problems"];
        assert_eq!((&problems["marks"], &problems["here"]), (&json!([]), &json!([])), "{page}");
        assert_eq!(problems["elsewhere"].as_array().map(Vec::len), Some(elsewhere.len() + 2));
    }
}

#[test]
fn a_broken_edit_shows_at_once_and_a_mended_one_is_gone() {
    let dir = site();
    let server = Running::start(&dir);
    let mut events = server.events_of("/part/one/");
    let good = events.message();
    assert_eq!(good["problems"]["errors"], 0);
    write(&dir, "content/part/one.md", "# One\n\n[Gone](missing.md)\n");
    let broken = events.message();
    assert_ne!(broken["generation"], good["generation"]);
    assert!(broken["changed"].as_array().unwrap().contains(&json!("/part/one/")), "{broken}");
    assert_eq!(broken["problems"]["marks"][0]["words"], "Gone");
    assert!(server.get("/part/one/").text().contains(">Gone</a>"));
    write(&dir, "content/part/one.md", "# One\n\nMended words.\n");
    let mended = events.message();
    assert!(mended["changed"].as_array().unwrap().contains(&json!("/part/one/")), "{mended}");
    assert_eq!(mended["problems"]["errors"], 0);
    assert_eq!(mended["problems"]["marks"], json!([]));
    assert!(server.get("/part/one/").text().contains("Mended words"));
}

#[test]
fn a_page_that_cannot_be_rendered_says_why_at_its_address() {
    let dir = site();
    let failing = "{% extends \"default/templates/page.html\" %}{% block main %}\
        {{ page.extra.no.such }}{% endblock main %}";
    write(&dir, "templates/failing.html", failing);
    let front = "+++\ntemplate = \"failing.html\"\n+++\n# Two <b>\n\n[Gone](missing.md)\n";
    write(&dir, "content/part/two.md", front);
    fs::write(dir.path().join("content/part/three.md"), b"# Three\n\xff\n").unwrap();
    write(&dir, "content/part/four.md", "# Four\n\n[Gone](elsewhere.md)\n");
    let server = Running::start(&dir);
    for (address, why) in [("/part/two/", "missing.md"), ("/part/three/", "is not UTF-8 text")] {
        for address in [address, address.trim_end_matches('/'), &format!("{address}index.html")] {
            let page = server.get(address);
            let text = page.text();
            assert_eq!(page.status, 500, "{address}");
            assert!(text.contains(why), "{address}: {text}");
            assert!(!text.contains("elsewhere.md"), "{text}");
            assert!(!text.contains("<b>"), "{text}");
            let policy = page.header("content-security-policy").unwrap();
            assert!(policy.starts_with("default-src 'none'"), "{policy}");
        }
    }
    let text = server.get("/part/two/").text();
    assert!(text.contains("no"), "the fault of the template: {text}");
    assert_eq!(server.get("/part/one/").status, 200);
    assert_eq!(server.get("/part/none/").status, 404);

    let mut events = server.events_of("/part/two/");
    assert_eq!(events.next(), server.get("/part/two/").generation());
    write(&dir, "content/part/two.md", "# Two\n\nMended words.\n");
    let announced = events.next();
    let page = server.get("/part/two/");
    assert_eq!((page.status, page.generation()), (200, announced));
}

#[test]
fn every_address_says_why_no_page_can_be_rendered() {
    let dir = site();
    write(&dir, "templates/page.html", "{% if %}");
    let server = Running::start(&dir);
    for address in ["/", "/part/one/", "/anything"] {
        let page = server.get(address);
        assert_eq!(page.status, 500, "{address}");
        assert!(page.text().contains("<pre"), "{}", page.text());
    }
    assert_eq!(server.get("/plain.txt").status, 200);
    let mut events = server.events();
    events.next();
    fs::remove_file(dir.path().join("templates/page.html")).unwrap();
    events.next();
    assert_eq!(server.get("/part/one/").status, 200);
}

#[test]
fn without_reload_pages_are_served_as_they_are_published() {
    let dir = faulty();
    let settings = handbook::serve::ServeSettings { reload: false, ..super::ANY_PORT };
    let server = Running::start_with(&dir, settings);
    let page = server.get("/part/one/");
    assert_eq!(page.status, 200);
    assert!(!page.text().contains("_handbook"));
}

#[test]
fn thousands_of_faults_make_short_messages() {
    let dir = site();
    for number in 0..1_000 {
        let path = dir.path().join(format!("content/many{}/{number}.md", number % 50));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, format!("# P{number}\n\n[gone](no-{number}.md)\n")).unwrap();
    }
    let many = format!("# All\n\n{}", "[gone](no.md) and [gone](nor.md)\n".repeat(100));
    write(&dir, "content/all.md", &many);
    let server = Process::start(dir.path(), &[]);
    for page in ["/", "/many7/7/", "/all/"] {
        let message = Events::of(server.address, page).message();
        let length = message.to_string().len();
        assert!(length < 300_000, "{page}: {length} bytes");
        let problems = &message["problems"];
        assert_eq!(problems["errors"], 1_200, "{page}");
        let all = [texts(&problems["here"]), texts(&problems["elsewhere"])].concat();
        assert!(all.len() < 30, "{page}: {}", all.len());
        assert!(all.iter().any(|text| text.contains(" more, in ")), "{page}: {all:?}");
    }
    let page = Asker::new(server.address).get("/many7/7/").text();
    assert!(page.contains("<a >gone</a>"), "{page}");
}
