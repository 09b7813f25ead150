//! The folder that opens from disk: whatever the base path, each address leads to a file of it.

use std::collections::BTreeSet;
use std::path::Path;

use handbook::base::outputs::Outputs;
use handbook::base::paths::OutputPath;
use handbook::compile::build::Build;
use handbook::compile::builder::Builder;
use handbook::compile::options::BuildOptions;
use handbook::portable::{PortableSite, make_portable};
use handbook::resolve::urls::Urls;
use handbook::source::scan::Scanner;

use crate::fixture::Fixture;
use crate::random::Random;

const HOST: &str = "https://example.org";

fn carried(build: &Build) -> Outputs {
    let config = build.config.as_ref().unwrap();
    let about = PortableSite { title: &config.title, site: &build.site, urls: &Urls::new(config) };
    make_portable(&build.outputs, &about)
}

fn text(outputs: &Outputs, name: &str) -> String {
    let (_, output) = outputs.iter().find(|(path, _)| path.as_str() == name).unwrap();
    String::from_utf8(output.in_memory().unwrap().to_vec()).unwrap()
}

/// Every attribute of a page as name and value.
fn attributes(html: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once("=\"") {
        let name = before.rsplit([' ', '\n', '<', '>', '"']).next().unwrap_or_default();
        let (value, next) = after.split_once('"').unwrap_or((after, ""));
        found.push((name, value));
        rest = next;
    }
    found
}

/// Where a relative address leads from a file, both within the folder.
fn resolved(from: &str, address: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in address.split(['?', '#']).next().unwrap_or_default().split('/') {
        match part {
            ".." => assert!(parts.pop().is_some(), "`{address}` in {from} leaves the folder"),
            part => parts.push(part),
        }
    }
    let path = parts.join("/");
    percent_encoding::percent_decode_str(&path).decode_utf8().unwrap().into_owned()
}

#[test]
fn every_address_leads_to_a_file_of_the_folder() {
    let mut random = Random::new(7);
    let parts = ["a", "Team", "hand-book", "x.y", "schön", "a b"];
    for site in ["everything", "instruments"] {
        for _ in 0..4 {
            let path: Vec<&str> = (0..=random.below(3)).map(|_| *random.pick(&parts)).collect();
            let host = if random.one_in(2) { HOST } else { "" };
            let base = format!("{host}/{}/q7/", path.join("/"));
            check(site, &base);
        }
        check(site, "/");
    }
}

fn check(site: &str, base_url: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites").join(site);
    let options = BuildOptions {
        base_url: Some(base_url.to_owned()),
        drafts: true,
        ..BuildOptions::default()
    };
    let sources = Scanner::new(&root, root.join("handbook.toml")).scan().unwrap();
    let build = Builder::new(options).build(sources);
    let base = build.config.as_ref().unwrap().base_path.clone();
    let outputs = carried(&build);
    let names: BTreeSet<&str> = outputs.keys().map(OutputPath::as_str).collect();
    let pages = outputs.keys().filter(|path| path.extension() == "html").map(OutputPath::as_str);
    let mut followed = 0;
    for page in pages {
        for (name, value) in attributes(&text(&outputs, page)) {
            let is_address = ["href", "src", "action", "data-path", "poster"].contains(&name);
            if is_address
                && !value.is_empty()
                && !value.starts_with(['#', '?'])
                && !value.contains(':')
            {
                let target = resolved(page, value);
                assert!(
                    names.contains(target.as_str()),
                    "{base_url}: {name}=\"{value}\" in {page}"
                );
                followed += 1;
            }
            // The name of what is kept of a table is no address.
            if base.len() > 1 && !["data-base", "data-comparison"].contains(&name) {
                assert!(!value.starts_with(&base), "{base_url}: {name}=\"{value}\" in {page}");
            }
        }
    }
    assert!(followed > 100, "{site} has {followed} addresses");
}

#[test]
fn nothing_but_addresses_changes() {
    let raw = "<!-- a < b --><p TITLE='\"q\" & <r>' hidden>1 &lt; 2 &amp;amp; &nbsp;</p>\
        <textarea>\n &lt;/p> <b></textarea><svg viewBox=\"0 0 1 1\"><title>a &lt; b</title><path d=\"M0\"/></svg>\
        <iframe src=\"/t/part/\"></iframe><a href=\"/t/part\">x</a> <img srcset=\"/t/a.svg 1x, https://x.example/b 2x\" alt=\"\">\
        <div style=\"background: url(/t/a.svg)\" data-key=\"/part/\" data-path=\"/t/none.js\"></div>";
    let build = Fixture::new(&format!(
        "-- handbook.toml --\ntitle = \"T\"\nbase_url = \"/t/\"\n\
         -- content/_index.md --\n# T\n\
         -- content/part/_index.md --\n+++\ntitle = \"P\"\naliases = [\"/old/\"]\n+++\n\
         -- static/a.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n\
         -- static/own.css --\na {{ background: url(/t/a.svg) }}\n\
         -- templates/index.html --\n<!doctype html>\n<html data-base=\"{{{{ config.base_path }}}}\" data-root=\"{{{{ config.base_path }}}}\"><head>\
         <meta http-equiv=\"Content-Security-Policy\" content=\"x\"><link rel=\"manifest\" href=\"/t/m.json\">\
         <script type=\"application/ld+json\">{{\"a\":\"</\"}}</script><script integrity=\"x\" crossorigin>if (a < b && c) \"&amp;\";</script></head>\n{raw}</html>\n"
    ))
    .build();
    let outputs = carried(&build);
    snapbox::assert_data_eq!(
        text(&outputs, "index.html"),
        snapbox::str![[r#"
<!doctype html>
<html data-base="/t/T" data-root="./"><head><script>if (a < b && c) "&amp;";</script></head>
<!-- a < b --><p TITLE='"q" & <r>' hidden>1 &lt; 2 &amp;amp; &nbsp;</p><textarea>
 &lt;/p> <b></textarea><svg viewBox="0 0 1 1"><title>a &lt; b</title><path d="M0"/></svg><iframe src="part/index.html"></iframe><a href="part/index.html">x</a> <img srcset="a.svg 1x, https://x.example/b 2x" alt=""><div style="background: url(&quot;a.svg&quot;)" data-key="/part/"></div></html>

"#]]
    );
    assert_eq!(text(&outputs, "own.css"), "a { background: url(\"a.svg\") }\n");
    let names: Vec<&str> = outputs.keys().map(OutputPath::as_str).collect();
    assert_eq!(names.iter().filter(|name| name.contains("old")).count(), 0, "{names:?}");
}

#[test]
fn storage_is_kept_under_a_name_of_the_handbooks_own() {
    for (base_url, expected) in [
        (
            "https://example.org/t/",
            "data-base=\"https://example.org/t/\" data-root=\"../\" data-home=\"https://example.org/t/\"",
        ),
        ("/", "data-base=\"/A &amp; B\" data-root=\"../\""),
    ] {
        let site = format!(
            "-- handbook.toml --\ntitle = \"A & B\"\nbase_url = \"{base_url}\"\n-- content/_index.md --\n# H\n-- content/p.md --\n# P\n"
        );
        let outputs = carried(&Fixture::new(&site).build());
        assert!(text(&outputs, "p/index.html").contains(&format!("{expected}>")), "{base_url}");
    }
}

#[test]
fn what_is_no_address_stays_byte_by_byte() {
    let line = "<p TITLE='a \"b\"' Hidden>x &mdash; y &nbsp; <BR/><!-- / --></p>";
    let link = "<a  href='/' CLASS=c  download >z</a>";
    let mut site = Fixture::new(&format!("-- content/_index.md --\n{line}\n\n{link}\n"));
    let outputs = carried(&site.build());
    let page = text(&outputs, "index.html");
    assert!(page.contains(line), "{page}");
    assert!(page.contains("<a href=\"index.html\" CLASS=c  download >z</a>"), "{page}");
}
