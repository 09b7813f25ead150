//! Where readers edit a page and report mistakes: what a site shows if its publisher names such
//! places, in `handbook.toml` or in the environment, and that it shows nothing if not.

use std::fs;
use std::path::Path;
use std::process::Command;

use handbook::compile::builder::Builder;
use handbook::compile::options::BuildOptions;
use handbook::source::scan::Scanner;
use snapbox::{assert_data_eq, str};
use tempfile::TempDir;

use crate::fixture::{Fixture, between, messages, text};

const HOME: &str =
    "# Home\n\nRead the page.\n\n```{report}\nName the page & quote it.\n```\n\nThe end.\n";
const PAGES: &str = "-- content/plot/wet & dry.md --\n# Wet & dry\n\nText.\n";

/// A site whose settings hold these lines.
fn site(settings: &str) -> Fixture {
    Fixture::new(&format!(
        "-- handbook.toml --\ntitle = \"T\"\n{settings}-- content/_index.md --\n{HOME}{PAGES}"
    ))
}

/// What a page of a build says about editing and reporting.
fn links(html: &str) -> &str {
    if html.contains("class=\"edit") {
        between(html, "<p class=\"edit no-print\">", "</p>")
    } else {
        ""
    }
}

#[test]
fn a_site_that_names_no_place_promises_none() {
    let build = site("").build();
    assert_eq!(messages(&build), "");
    for page in ["index.html", "plot/wet-dry/index.html"] {
        let html = text(&build, page);
        assert_eq!(links(&html), "");
        for word in ["Edit this page", "Report a mistake", "quote it"] {
            assert!(!html.contains(word), "{page} has `{word}`");
        }
    }
}

#[test]
fn each_page_leads_to_the_places_that_the_settings_name() {
    let settings = "edit_url = \"https://forge.example/edit/{path}\"\n\
                    report_url = \"https://forge.example/new?title={title}&body={path}\"\n";
    let build = site(settings).build();
    assert_eq!(messages(&build), "");
    assert_data_eq!(
        links(&text(&build, "plot/wet-dry/index.html")),
        str![[
            r#"<a href="https://forge.example/edit/content/plot/wet%20&amp;%20dry.md">Edit this page</a> · <a href="https://forge.example/new?title=Wet%20%26%20dry&amp;body=content/plot/wet%20&amp;%20dry.md">Report a mistake</a>"#
        ]]
    );
    let html = text(&build, "index.html");
    assert_data_eq!(
        between(&html, "Read the page.</p>", "<p>The end."),
        str![[r#"


<p>Name the page &amp; quote it.</p>

<p class="no-print"><a href="https://forge.example/new?title=&amp;body=">Report a mistake</a></p>

"#]]
    );
}

#[test]
fn what_publishes_the_site_may_name_them_instead() {
    let options = BuildOptions {
        edit_url: Some("https://theirs.example/{path}".to_owned()),
        report_url: Some("mailto:editors@example.org?subject={title}".to_owned()),
        ..BuildOptions::default()
    };
    let ours = "edit_url = \"https://ours.example/{path}\"\n";
    let text_of = |options| {
        let pages =
            format!("-- handbook.toml --\ntitle = \"T\"\n{ours}-- content/_index.md --\n{HOME}");
        let build = Fixture::with(&pages, options).build();
        assert_eq!(messages(&build), "");
        text(&build, "index.html")
    };
    assert_data_eq!(
        links(&text_of(options)),
        str![[
            r#"<a href="https://theirs.example/content/_index.md">Edit this page</a> · <a href="mailto:editors@example.org?subject=Home">Report a mistake</a>"#
        ]]
    );
    // An empty variable is none.
    let empty = BuildOptions { edit_url: Some(String::new()), ..BuildOptions::default() };
    assert_data_eq!(
        links(&text_of(empty)),
        str![[r#"<a href="https://ours.example/content/_index.md">Edit this page</a>"#]]
    );
}

#[test]
fn a_wrong_place_is_told_with_what_to_write() {
    let settings = "report_url = \"editors@example.org\"\n";
    assert_data_eq!(
        messages(&site(settings).build()),
        str![[r#"
error[invalid-value]: `report_url` must begin with `https://`, `http://` or `mailto:`
 --> handbook.toml:2:14
  |
2 | report_url = "editors@example.org"
  |              ^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write an address such as `https://example.org/team/repository/issues/new?title={title}` or `mailto:editors@example.org`

"#]]
    );
    let options = BuildOptions {
        edit_url: Some("https://forge.example/edit".to_owned()),
        report_url: Some("forge.example".to_owned()),
        ..BuildOptions::default()
    };
    let build = Fixture::with(
        "-- handbook.toml --\ntitle = \"T\"\n-- content/_index.md --\n# Home\n",
        options,
    )
    .build();
    assert_data_eq!(
        messages(&build),
        str![[r#"
error[invalid-value]: the variable `HANDBOOK_EDIT_URL` with `https://forge.example/edit` must contain `{path}`, which stands for the path of the file
 = help: write an address such as `https://example.org/team/repository/edit/main/{path}`

error[invalid-value]: the variable `HANDBOOK_REPORT_URL` with `forge.example` must begin with `https://`, `http://` or `mailto:`
 = help: write an address such as `https://example.org/team/repository/issues/new?title={title}` or `mailto:editors@example.org`

"#]]
    );
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the program reads its environment and its folder")]
fn the_program_reads_them_from_its_environment() {
    let folder = TempDir::new().unwrap();
    fs::create_dir_all(folder.path().join("content")).unwrap();
    fs::write(folder.path().join("handbook.toml"), "title = \"T\"\n").unwrap();
    fs::write(folder.path().join("content/_index.md"), HOME).unwrap();
    let page = |variables: &[(&str, &str)]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_handbook"));
        command.arg("build").current_dir(folder.path());
        command.env_remove("HANDBOOK_EDIT_URL").env_remove("HANDBOOK_REPORT_URL");
        let output = command.envs(variables.iter().copied()).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        fs::read_to_string(folder.path().join("public/index.html")).unwrap()
    };
    assert_eq!(links(&page(&[])), "");
    let html = page(&[
        ("HANDBOOK_EDIT_URL", "https://forge.example/edit/{path}"),
        ("HANDBOOK_REPORT_URL", "https://forge.example/new"),
    ]);
    assert_data_eq!(
        links(&html),
        str![[
            r#"<a href="https://forge.example/edit/content/_index.md">Edit this page</a> · <a href="https://forge.example/new">Report a mistake</a>"#
        ]]
    );
}

/// The pages of *Both Hats* that hold one of the words with which a page promises a place.
fn promises(options: BuildOptions) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut scanner = Scanner::new(root, root.join("handbook.toml"));
    let build = Builder::new(options).build(scanner.scan().expect("the handbook can be read"));
    assert_eq!(messages(&build), "");
    let words = ["issue tracker", "ell us", "lease report", "Edit this page", "Report a mistake"];
    let pages = build.outputs.iter().filter_map(|(path, output)| {
        // The guide tells others how they name such a place.
        let path = path.as_str();
        let is_page = path.ends_with("index.html") && !path.starts_with("editing/");
        let html = String::from_utf8_lossy(&output.in_memory().filter(|_| is_page)?).into_owned();
        words.iter().any(|word| html.contains(word)).then(|| path.to_owned())
    });
    pages.collect()
}

#[test]
fn both_hats_asks_for_reports_where_there_is_a_place_and_nowhere_else() {
    assert_eq!(promises(BuildOptions::default()), [""; 0]);
    let report_url = Some("https://forge.example/new".to_owned());
    let asking = promises(BuildOptions { report_url, ..BuildOptions::default() });
    for page in ["index.html", "about/index.html", "privacy/index.html", "start/index.html"] {
        assert!(asking.iter().any(|asks| asks == page), "{page} asks for nothing");
    }
    assert!(asking.len() > 100, "only {} pages lead there", asking.len());
}
