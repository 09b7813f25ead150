//! Links out of the content into the repository that holds it, and files of the hidden folder of GitBook.
#![expect(clippy::disallowed_methods, reason = "tests prepare the disk and look at it")]

use std::fs;

use handbook::compile::builder::Builder;
use handbook::compile::options::BuildOptions;
use handbook::serve::rebuild::Rebuilder;
use handbook::source::scan::Scanner;
use snapbox::{assert_data_eq, str};

use crate::fixture::{messages, text};
use crate::folder::Folder;
use crate::links::values;

const TEMPLATE: &[u8] = b"<!-- content -->{{ page.content | safe }}<!-- /content -->";

/// A repository in which the site lies in the folder `site`, with this configuration and home page.
fn repository(config: &str, home: &str) -> Folder {
    let site = Folder::new([
        ("handbook.toml", format!("title = \"T\"\n{config}").as_bytes()),
        ("content/_index.md", format!("# Home\n\n{home}\n").as_bytes()),
        ("content/part/a.md", b"# A\n"),
        ("templates/page.html", TEMPLATE),
        ("templates/index.html", TEMPLATE),
        ("templates/section.html", TEMPLATE),
        ("src/main.rs", b"fn main() {}"),
        ("LICENSE", b"free"),
        ("logo.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
        (".github/CONTRIBUTING.md", b"# How\n"),
        (".gitignore", b"/secret.txt\n/out/\n"),
        ("secret.txt", b"x"),
        ("out/x.txt", b"x"),
        ("a b/c#.txt", b"x"),
    ]);
    site.write("../top.txt", "x");
    fs::create_dir(site.around().join(".git")).unwrap();
    site
}

fn rebuilder(site: &Folder) -> Rebuilder {
    let scanner = Scanner::new(site.root(), site.path("handbook.toml"));
    Rebuilder::new(scanner, Builder::new(BuildOptions::default()))
}

/// The addresses on the home page, and all messages.
fn links_and_messages(site: &Folder) -> (Vec<String>, String) {
    let build = rebuilder(site).rebuild().unwrap().unwrap().build;
    (values(&build, "index.html", "href"), messages(&build))
}

const LINKS: &str = "[a](../src/main.rs#L1-L2) [b](/LICENSE) [c](../src/) [d](../.github/CONTRIBUTING.md) \
    [e](<../a b/c%23.txt>) <a href=\"../LICENSE?plain=1\">f</a> [g](../handbook.toml)";

#[test]
fn a_link_out_of_the_content_leads_into_the_repository() {
    for (edit, shown) in [
        ("https://github.com/o/edit/edit/main/{path}", "https://github.com/o/edit/blob/main/"),
        ("https://g.org/a/b/c/-/edit/main/{path}", "https://g.org/a/b/c/-/blob/main/"),
        ("https://codeberg.org/o/r/_edit/main/{path}", "https://codeberg.org/o/r/src/branch/main/"),
        (
            "https://bitbucket.org/o/r/src/main/{path}?mode=edit",
            "https://bitbucket.org/o/r/src/main/",
        ),
        ("https://e.org/o/r/blob/edit/{path}", "https://e.org/o/r/blob/edit/"),
    ] {
        let site = repository(&format!("edit_url = \"{edit}\"\n"), LINKS);
        let (links, said) = links_and_messages(&site);
        assert_eq!(said, "");
        let paths = [
            "src/main.rs#L1-L2",
            "LICENSE",
            "src",
            ".github/CONTRIBUTING.md",
            "a%20b/c%23.txt",
            "LICENSE?plain=1",
            "handbook.toml",
        ];
        assert_eq!(links, paths.map(|path| format!("{shown}{path}")));
    }
}

#[test]
fn a_site_in_a_folder_of_its_repository_leads_above_itself_where_its_address_says_so() {
    let home = "[a](../../top.txt) [b](/top.txt) [c](/LICENSE)";
    let edit = |edit: &str| repository(&format!("edit_url = \"{edit}\"\n"), home);
    let (links, said) = links_and_messages(&edit("https://e.org/o/r/edit/main/site/{path}"));
    assert_eq!(said, "");
    let top = "https://e.org/o/r/blob/main/";
    assert_eq!(links, ["top.txt", "top.txt", "site/LICENSE"].map(|path| format!("{top}{path}")));
    let (links, said) = links_and_messages(&edit("https://e.org/o/r/edit/main/old-site/{path}"));
    assert_eq!(links, ["https://e.org/o/r/blob/main/old-site/LICENSE"]);
    assert_data_eq!(
        said,
        str![[r#"
error[broken-link]: `../../top.txt` lies outside of `content` and is not published
 --> content/_index.md:3:1
  |
3 | [a](../../top.txt) [b](/top.txt) [c](/LICENSE)
  | ^^^^^^^^^^^^^^^^^^
  |
  = help: write the whole address of the file: before its `{path}`, `edit_url` does not name the folder `site/` of the handbook

error[broken-link]: `/top.txt` lies outside of `content` and is not published
 --> content/_index.md:3:20
  |
3 | [a](../../top.txt) [b](/top.txt) [c](/LICENSE)
  |                    ^^^^^^^^^^^^^
  |
  = help: write the whole address of the file: before its `{path}`, `edit_url` does not name the folder `site/` of the handbook

"#]]
    );
}

#[test]
fn without_the_address_of_the_repository_such_a_link_is_broken_and_says_so() {
    let home = "[a](../src/main.rs) [b](../src/main.sr) ![c](../logo.svg)\n\n<video src=\"../LICENSE\"></video>";
    let (_, said) = links_and_messages(&repository("", home));
    assert_data_eq!(
        said,
        str![[r#"
error[broken-link]: `../src/main.rs` lies outside of `content` and is not published
 --> content/_index.md:3:1
  |
3 | [a](../src/main.rs) [b](../src/main.sr) ![c](../logo.svg)
  | ^^^^^^^^^^^^^^^^^^^
  |
  = help: set `edit_url` in `handbook.toml`: then the link leads to the file in the repository

error[broken-link]: there is no page or file `../src/main.sr`
 --> content/_index.md:3:21
  |
3 | [a](../src/main.rs) [b](../src/main.sr) ![c](../logo.svg)
  |                     ^^^^^^^^^^^^^^^^^^^
  |
  = help: write the path of a file, relative to this one: `../part/chapter.md`

error[missing-image]: the image `../logo.svg` lies outside of `content` and is not published
 --> content/_index.md:3:41
  |
3 | [a](../src/main.rs) [b](../src/main.sr) ![c](../logo.svg)
  |                                         ^^^^^^^^^^^^^^^^^
  |
  = help: put the image next to the page or in `static`, and write its path relative to this file

error[broken-link]: `../LICENSE` lies outside of `content` and is not published
 --> content/_index.md:5:13
  |
5 | <video src="../LICENSE"></video>
  |             ^^^^^^^^^^
  |
  = help: set `edit_url` in `handbook.toml`: then the link leads to the file in the repository

"#]]
    );
}

#[test]
fn what_git_ignores_or_keeps_for_itself_is_not_in_the_repository() {
    let home = "[a](../secret.txt) [b](../out/x.txt) [c](../../.git) [d](../../../etc/passwd)";
    let site = repository("edit_url = \"https://e.org/o/r/edit/main/site/{path}\"\n", home);
    let (links, said) = links_and_messages(&site);
    assert_eq!(links, Vec::<String>::new());
    assert_eq!(said.matches("error[broken-link]").count(), 4, "{said}");
}

#[cfg(unix)]
#[test]
fn a_link_of_the_system_is_no_way_in_a_repository() {
    let home = "[a](../link/main.rs) [b](../link)";
    let site = repository("edit_url = \"https://e.org/o/r/edit/main/{path}\"\n", home);
    std::os::unix::fs::symlink("src", site.path("link")).unwrap();
    let (links, said) = links_and_messages(&site);
    assert_eq!(links, ["https://e.org/o/r/blob/main/link"]);
    assert_eq!(said.matches("error[broken-link]").count(), 1, "{said}");
}

#[test]
fn a_file_that_appears_in_the_repository_is_noticed_as_is_one_that_goes() {
    let site =
        repository("edit_url = \"https://e.org/o/r/edit/main/{path}\"\n", "[a](../src/new.rs)");
    let mut rebuilder = rebuilder(&site);
    let first = rebuilder.rebuild().unwrap().unwrap().build;
    assert_eq!(first.diagnostics.len(), 1);
    let watched = rebuilder.scanner.watched_paths();
    assert!(watched.iter().any(|watched| watched.path == site.path("src")), "{watched:?}");
    site.write("src/new.rs", "");
    let second = rebuilder.rebuild().unwrap().unwrap().build;
    assert_eq!(messages(&second), "");
    fs::remove_file(site.path("src/new.rs")).unwrap();
    let third = rebuilder.rebuild().unwrap().unwrap().build;
    assert_eq!(messages(&third), messages(&first));
    // A page that is read by itself asks too.
    site.write("content/_index.md", "# Home\n\n[b](../LICENSE)\n");
    rebuilder.rebuild_files(&[site.path("content/_index.md")]).unwrap();
    let last = rebuilder.rebuild().unwrap().unwrap().build;
    assert_eq!(messages(&last), "");
}

#[test]
fn a_page_that_git_has_and_the_site_leaves_out_is_shown_by_the_forge() {
    let site = repository(
        "edit_url = \"https://e.org/o/r/edit/main/{path}\"\nignored_content = [\"notes/*\"]\n",
        "[a](notes/x.md)",
    );
    site.write("content/notes/x.md", "# X\n");
    let (links, said) = links_and_messages(&site);
    assert_eq!(
        (links[0].as_str(), said.as_str()),
        ("https://e.org/o/r/blob/main/content/notes/x.md", "")
    );
}

#[test]
fn a_picture_in_the_hidden_folder_of_gitbook_is_published_if_a_page_shows_it() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";
    let files = [
        (
            "_index.md",
            "# Home\n\n![a](.gitbook/assets/a%20b.svg)\n\n<img src=\"/.gitbook/assets/c.svg\" alt=\"\">\n",
        ),
        ("part/b.md", "# B\n\n[b](../.gitbook/assets/d.csv)\n"),
        (".gitbook/assets/a b.svg", svg),
        (".gitbook/assets/c.svg", svg),
        (".gitbook/assets/d.csv", "a,b\n"),
        (".gitbook/assets/unused.svg", svg),
        (".gitbook/assets/README.md", "# No page\n"),
        (".gitbook/includes/x.md", "# No page\n"),
        (".gitbook/secret.txt", "x"),
    ];
    let configured = "title = \"T\"\n";
    for (config, content) in
        [(configured, "content/"), ("title = \"T\"\ncontent_dir = \".\"\n", "")]
    {
        let site = Folder::new([("handbook.toml", config.as_bytes())]);
        for (path, text) in files {
            site.write(&format!("{content}{path}"), text);
        }
        let mut rebuilder = rebuilder(&site);
        let build = rebuilder.rebuild().unwrap().unwrap().build;
        assert_eq!(messages(&build), "");
        let paths: Vec<String> = build.outputs.keys().map(ToString::to_string).collect();
        let hidden: Vec<&String> = paths
            .iter()
            .filter(|path| path.contains("gitbook") || path.contains("unused"))
            .collect();
        let assets = ["a b.svg", "c.svg", "d.csv"].map(|name| format!("gitbook/assets/{name}"));
        assert_eq!(hidden, assets.iter().collect::<Vec<_>>());
        let pages: Vec<&String> = paths.iter().filter(|p| p.ends_with("index.html")).collect();
        assert_eq!(pages.len(), 4, "{pages:?}");
        assert!(text(&build, "index.html").contains("src=\"/gitbook/assets/a%20b.svg\""));
        // An edit of a picture is noticed.
        let picture = site.path(&format!("{content}.gitbook/assets/c.svg"));
        fs::write(&picture, svg.replace("/>", " width=\"1\"/>")).unwrap();
        assert!(rebuilder.rebuild_files(&[picture]).is_some());
    }
}
