//! Folders of Markdown without a `handbook.toml`: what is content, what is published, what is never
//! read, and how they get a configuration.
#![expect(clippy::disallowed_methods, reason = "tests prepare the disk and look at it")]

use std::fs;
use std::path::Path;

use handbook::compile::build::Build;
use handbook::source::scan::Scanner;

use crate::fixture::{Fixture, messages, text};
use crate::folder::{Folder, Tree, ended, tree};

fn folder(files: &[(&str, &str)]) -> Folder {
    Folder::new(files.iter().map(|(path, text)| (*path, text.as_bytes())))
}

/// Runs the program in the folder around the site.
fn run(folder: &Folder, args: &[&str]) -> (i32, String) {
    ended(folder.command(args).current_dir(folder.around()).output().expect("it runs"))
}

fn pages(site: &Tree) -> Vec<&str> {
    let pages = site.keys().filter_map(|path| path.strip_suffix("index.html"));
    let mut pages: Vec<&str> = pages.filter(|path| !path.is_empty()).collect();
    pages.sort_unstable();
    pages
}

/// Everything below the site but what `build` writes, by its path and content.
fn files(folder: &Folder) -> Tree {
    let mut files = tree(&folder.root());
    files.retain(|path, _| !path.starts_with("public/"));
    files
}

#[test]
fn a_folder_without_a_configuration_is_checked_and_built_and_not_written_to() {
    let site = folder(&[
        ("README.md", "# Notes of a team\n\n[How we meet](meetings/weekly.md)\n"),
        ("meetings/weekly.md", "# Weekly\n"),
    ]);
    let before = files(&site);
    let (code, said) = run(&site, &["check", "site"]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("`handbook init --bare site` writes a `handbook.toml` for it"), "{said}");
    let (code, said) = run(&site, &["build", "site"]);
    assert_eq!(code, 0, "{said}");
    assert_eq!(files(&site), before);
    assert!(!site.output().exists(), "the output belongs into the current folder");
    let built = tree(&site.around().join("public"));
    assert_eq!(pages(&built), ["meetings/", "meetings/weekly/", "search/"]);
    let home = String::from_utf8(built["index.html"].clone()).unwrap();
    assert!(home.contains("<title>Notes of a team</title>"), "{home}");
}

#[test]
fn the_current_folder_is_taken_and_its_output_is_never_content() {
    let site = folder(&[("docs/index.md", "# Docs\n"), ("public/old.md", "# Old\n")]);
    fs::remove_dir_all(site.path("public")).unwrap();
    for _ in 0..2 {
        let (code, said) = site.run(&["build"]);
        assert_eq!(code, 0, "{said}");
        let built = tree(&site.output());
        assert_eq!(pages(&built), ["search/"]);
    }
    // From a folder below, the output lies within the content.
    let notes = folder(&[("README.md", "# Notes\n"), ("below/a.md", "# A\n")]);
    for _ in 0..2 {
        let mut command = notes.command(&["build", ".."]);
        let (code, said) = ended(command.current_dir(notes.path("below")).output().unwrap());
        assert_eq!(code, 0, "{said}");
        fs::write(notes.path("below/public/stray.md"), "# Stray\n").unwrap();
        assert_eq!(pages(&tree(&notes.path("below/public"))), ["below/", "below/a/", "search/"]);
    }
    let (code, said) = run(&notes, &["build", "site", "--output-dir", "out"]);
    assert_eq!(code, 0, "{said}");
    assert!(notes.around().join("out/index.html").is_file());
}

#[test]
fn a_folder_is_named_once_and_needs_a_page() {
    let site = folder(&[("notes.txt", "no page")]);
    let (code, said) = run(&site, &["check", "site"]);
    assert_eq!(code, 2, "{said}");
    let (code, said) = run(&site, &["check", "site", "--root", "site"]);
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("cannot be used with"), "{said}");
}

/// The paths of the pages that a scan finds.
fn found(folder: &Folder) -> Vec<String> {
    let sources = Scanner::plain(folder.root()).scan().unwrap();
    let pages = sources.files.keys().filter(|path| path.extension() == "md");
    pages.map(ToString::to_string).collect()
}

#[test]
fn the_content_is_what_another_tool_says_or_a_usual_folder_or_all() {
    let all = [
        ("README.md", "# R\n"),
        ("content/a.md", "# A\n"),
        ("docs/b.md", "# B\n"),
        ("text/c.md", "# C\n"),
        ("src/d.md", "# D\n"),
        ("source/e.md", "# E\n"),
    ];
    for (file, config, page) in [
        ("none.txt", "", "content/a.md"),
        ("mkdocs.yml", "site_name: S\ndocs_dir: text # here\nx: !!python/name:y ''\n", "text/c.md"),
        ("mkdocs.yml", "site_name: S\n", "docs/b.md"),
        ("mkdocs.yml", "docs_dir: ../outside\n", "docs/b.md"),
        ("zensical.toml", "[project]\ndocs_dir = \"text\"\n", "text/c.md"),
        ("book.toml", "[book]\ntitle = \"B\"\n", "src/d.md"),
        ("book.toml", "[book]\nsrc = \"./text/\"\n", "text/c.md"),
        ("docusaurus.config.js", "module.exports = {}\n", "docs/b.md"),
        ("config.rb", "", "source/e.md"),
        ("config.toml", "base_url = \"/\"\n", "content/a.md"),
        ("config.toml", "baseURL = \"/\"\ncontentDir = \"text\"\n", "text/c.md"),
        ("config.toml", "other = 1\n", "content/a.md"),
        (
            "hugo.toml",
            "[[module.mounts]]\nsource = \"assets\"\ntarget = \"assets\"\n\
             [[module.mounts]]\nsource = \"text\"\ntarget = \"content\"\n",
            "text/c.md",
        ),
        ("hugo.yaml", "languages:\n  en:\n    contentDir: text\n    weight: 1\n", "text/c.md"),
        ("hugo.toml", "[languages.en]\ncontentdir = \"src\"\n", "src/d.md"),
        (
            "config.yml",
            "baseURL: /\nlanguages:\n  de: {contentDir: text/de}\n  en: {contentDir: text/en}\n",
            "text/c.md",
        ),
    ] {
        let site = folder(&all);
        site.write(file, config);
        assert_eq!(found(&site), [page], "{file}: {config}");
    }
    let site = folder(&[("docs/x.txt", "x"), ("a.md", "# A\n"), ("templates/b.md", "# B\n")]);
    assert_eq!(found(&site), ["a.md", "templates/b.md"]);
}

#[test]
fn another_tool_is_named_and_its_title_taken() {
    let site = folder(&[("book.toml", "[book]\ntitle = \"A Book\"\n"), ("src/a.md", "# A\n")]);
    let (code, said) = run(&site, &["build", "site"]);
    assert_eq!(code, 0, "{said}");
    let line = "this is a folder of mdBook (`book.toml`); `handbook init --bare site` writes a \
                `handbook.toml` for it";
    assert!(said.contains(line), "{said}");
    let home = fs::read_to_string(site.around().join("public/index.html")).unwrap();
    assert!(home.contains("A Book"), "{home}");
}

#[test]
fn a_folder_without_a_heading_is_named_by_its_own_name() {
    let site = folder(&[("a.md", "# A\n")]);
    assert_eq!(run(&site, &["build", "site"]).0, 0);
    let home = fs::read_to_string(site.around().join("public/index.html")).unwrap();
    assert!(home.contains("<title>site</title>"), "{home}");
}

#[test]
fn what_is_hidden_ignored_or_the_work_of_tools_is_no_content() {
    let site = folder(&[
        (".git/x.md", "# No\n"),
        (".gitignore", "/drafts/\n*.tmp.md\n!kept.tmp.md\n"),
        (".hidden.md", "# No\n"),
        ("a.md", "# A\n"),
        ("kept.tmp.md", "# Kept\n"),
        ("b.tmp.md", "# No\n"),
        ("drafts/x.md", "# No\n"),
        ("deep/.gitignore", "local.md\n"),
        ("deep/local.md", "# No\n"),
        ("deep/below/local.md", "# No\n"),
        ("deep/drafts/y.md", "# Y\n"),
        ("node_modules/p/README.md", "# No\n"),
        ("target/doc/x.md", "# No\n"),
        ("env/pyvenv.cfg", ""),
        ("env/lib/x.md", "# No\n"),
        ("venv/x.md", "# No\n"),
        (".venv/x.md", "# No\n"),
    ]);
    assert_eq!(found(&site), ["a.md", "deep/drafts/y.md", "kept.tmp.md"]);
    // The rules of a repository hold in its folders.
    let site =
        folder(&[(".git/HEAD", ""), (".gitignore", "/docs/no.md\n"), ("docs/a.md", "# A\n")]);
    site.write("docs/no.md", "# No\n");
    let sources = Scanner::plain(site.path("docs")).scan().unwrap();
    let paths: Vec<String> = sources.files.keys().map(ToString::to_string).collect();
    assert_eq!(paths, ["a.md"]);
}

/// A repository with secrets, a page that links to each of them in every way, and more files.
pub fn hostile() -> Folder {
    let site = folder(&[
        (
            "README.md",
            "# Home\n\n\
             ![Shown](pictures/shown.svg) [linked](files/linked%20one.csv) [bare](/files/root.txt)\n\n\
             [other case](FILES/case.txt) <img src=\"pictures/raw.svg\" alt=\"\">\n\n\
             ```{figure} pictures/figure.svg\n:alt: A figure\n```\n\n\
             [a](.env) [b](id_rsa) [c](dump.sqlite) [d](.git/config) [e](keys/server.pem) \
             [f](link.txt) [g](folder-link/passwd) [h](here.txt) [i](git-link/config) \
             [j](up/secret.txt) [k](ID_RSA) [l](ignored.txt) [m](loop/id_rsa)\n\n\
             <a href=\".env\">x</a> <img src=\"id_rsa\" alt=\"\"> <a href=\"/dump.sqlite\">y</a>\n",
        ),
        (".env", "SECRET"),
        ("id_rsa", "SECRET"),
        ("dump.sqlite", "SECRET"),
        (".git/config", "SECRET"),
        ("keys/server.pem", "SECRET"),
        (".gitignore", "ignored.txt\n/private/\n"),
        ("ignored.txt", "SECRET"),
        ("private/secret.txt", "SECRET"),
        ("notes.txt", "SECRET, which nobody links to"),
        ("static/copied.txt", "SECRET"),
        ("pictures/shown.svg", "<svg/>"),
        ("pictures/figure.svg", "<svg/>"),
        ("pictures/raw.svg", "<svg/>"),
        ("pictures/other.svg", "<svg>SECRET</svg>"),
        ("files/linked one.csv", "a,b"),
        ("files/root.txt", "root"),
        ("files/case.txt", "case"),
    ]);
    fs::write(site.around().join("outside.txt"), "SECRET").unwrap();
    fs::create_dir(site.around().join("outside")).unwrap();
    fs::write(site.around().join("outside/passwd"), "SECRET").unwrap();
    for (link, target) in [
        ("link.txt", "../outside.txt"),
        ("folder-link", "../outside"),
        ("here.txt", ".env"),
        ("git-link", ".git"),
        ("up", "private"),
        ("loop", "."),
    ] {
        link_to(target, &site.path(link));
    }
    site
}

#[cfg(unix)]
fn link_to(target: &str, link: &Path) {
    std::os::unix::fs::symlink(target, link).unwrap();
}

#[cfg(not(unix))]
fn link_to(_: &str, _: &Path) {}

#[test]
fn only_what_a_page_shows_or_links_to_is_published_and_no_secret() {
    let site = hostile();
    // Links to what is not there are refused, and can be lowered.
    let (code, said) = run(&site, &["build", "site"]);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("files with such names are left out here"), "{said}");
    let lowered = ["build", "site", "--warn", "broken-link,missing-image"];
    let (code, said) = run(&site, &lowered);
    assert_eq!(code, 0, "{said}");
    let built = tree(&site.around().join("public"));
    for (path, bytes) in &built {
        assert!(!String::from_utf8_lossy(bytes).contains("SECRET"), "{path}");
    }
    let published: Vec<&str> = (built.keys().map(String::as_str))
        .filter(|path| path.starts_with("files/") || path.starts_with("pictures/"))
        .collect();
    let wanted = [
        "files/case.txt",
        "files/linked one.csv",
        "files/root.txt",
        "pictures/figure.svg",
        "pictures/raw.svg",
        "pictures/shown.svg",
    ];
    assert_eq!(published, wanted);
}

#[test]
fn secrets_are_no_sources_at_all() {
    let site = hostile();
    let sources = Scanner::plain(site.root()).scan().unwrap();
    let unlinked = ["notes.txt", "static/copied.txt", "pictures/other.svg"];
    for (path, source) in &*sources.files {
        let is_known = unlinked.contains(&path.as_str()) || path.as_str() == "README.md";
        assert!(is_known || !String::from_utf8_lossy(source.head()).contains("SECRET"), "{path}");
    }
}

#[test]
fn init_bare_writes_the_configuration_alone() {
    let site = folder(&[
        ("mkdocs.yml", "site_name: \"The \\\"Team\\\"\"\ndocs_dir: text\n"),
        ("text/README.md", "# Home\n"),
    ]);
    let before = files(&site);
    let (code, said) = run(&site, &["init", "--bare", "site"]);
    assert_eq!(code, 0, "{said}");
    let config = fs::read_to_string(site.path("handbook.toml")).unwrap();
    assert_eq!(config, "title = \"The \\\"Team\\\"\"\ncontent_dir = \"text\"\n");
    let mut after = files(&site);
    after.remove("handbook.toml");
    assert_eq!(after, before);
    assert_eq!(site.run(&["build"]).0, 0);
    let (code, said) = run(&site, &["init", "--bare", "site"]);
    assert_eq!(code, 2, "{said}");
    assert_eq!(fs::read_to_string(site.path("handbook.toml")).unwrap(), config);
    // Pages in the usual folder need no key.
    let usual = folder(&[("content/index.md", "# Ours\n"), ("notes.txt", "x")]);
    assert_eq!(run(&usual, &["init", "--bare", "site"]).0, 0);
    assert_eq!(fs::read_to_string(usual.path("handbook.toml")).unwrap(), "title = \"Ours\"\n");
}

#[test]
fn a_content_folder_works_wherever_the_usual_one_does() {
    let site = folder(&[
        (
            "handbook.toml",
            "title = \"T\"\ncontent_dir = \"docs/book\"\nedit_url = \"https://e.org/{path}\"\n\
             [lints.\"part/*\"]\nexternal-image = \"allow\"\n",
        ),
        (
            "docs/book/_index.md",
            "# Home\n\n- [ ] Ask {#ask}\n\n[all](@/part/one.md) [x](/part/one.md)\n",
        ),
        ("docs/book/part/one.md", "No heading [gone](gone.md) ![far](https://e.org/x.png)\n"),
        ("docs/book/data.csv", "a"),
        ("content/no.md", "# No\n"),
    ]);
    let (code, said) = site.run(&["check", "--message-format", "json"]);
    assert_eq!(code, 1, "{said}");
    let (_, said) = site.run(&["check"]);
    assert!(said.contains("docs/book/part/one.md:1:"), "{said}");
    assert!(!said.contains("external-image"), "{said}");
    assert_eq!(site.run(&["check", "--write-baseline"]).0, 0);
    let baseline = fs::read_to_string(site.path("handbook-baseline.toml")).unwrap();
    assert!(baseline.contains("file = \"docs/book/part/one.md\""), "{baseline}");
    assert_eq!(site.run(&["ids", "--write"]).0, 0);
    assert!(site.path("docs/book/ids.lock").is_file());
    let output = site.command(&["new", "part/two"]).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout), "docs/book/part/two.md\n");
    let built = site.build();
    assert_eq!(pages(&built), ["part/", "part/one/", "part/two/", "search/"]);
    assert!(built.contains_key("data.csv"), "all files of a configured folder are published");
    let page = String::from_utf8_lossy(&built["part/one/index.html"]).into_owned();
    assert!(page.contains("https://e.org/docs/book/part/one.md"), "{page}");
}

#[test]
fn the_root_as_content_publishes_only_what_pages_link_to() {
    let site = folder(&[
        (
            "handbook.toml",
            "title = \"T\"\ncontent_dir = \".\"\nedit_url = \"https://e.org/{path}\"\n",
        ),
        ("README.md", "# Home\n\n[data](data.csv) [a](a.md)\n"),
        ("a.md", "# A\n\n[gone](gone.md)\n"),
        ("data.csv", "a"),
        ("other.csv", "b"),
        ("id_rsa", "SECRET"),
        ("static/site.txt", "site"),
        ("static/note.md", "# No page\n"),
    ]);
    let (code, said) = site.run(&["check"]);
    assert_eq!(code, 1);
    assert!(said.contains("--> a.md:3:1"), "{said}");
    site.write("a.md", "# A\n");
    let built = site.build();
    assert_eq!(pages(&built), ["a/", "search/"]);
    assert!(built.contains_key("data.csv") && built.contains_key("site.txt"));
    assert!(!built.contains_key("other.csv") && !built.contains_key("id_rsa"));
    let page = String::from_utf8_lossy(&built["a/index.html"]).into_owned();
    assert!(page.contains("https://e.org/a.md"), "{page}");
}

#[test]
fn an_edit_publishes_a_file_and_withdraws_another() {
    let mut site =
        Fixture::new("-- README.md --\n# H\n\n[a](a.csv)\n-- a.csv --\n1\n-- b.csv --\n2\n");
    site.write("handbook.toml", "title = \"T\"\ncontent_dir = \".\"\n");
    let csv = |build: &Build| {
        let paths = build.outputs.keys().map(ToString::to_string);
        paths.filter(|path| path.contains(".csv")).collect::<Vec<_>>()
    };
    assert_eq!(csv(&site.build()), ["a.csv"]);
    site.replace("README.md", "a.csv", "B.csv");
    let build = site.build();
    assert_eq!(csv(&build), ["b.csv"]);
    assert_eq!(messages(&build), messages(&site.fresh()));
    site.replace("README.md", "[a](B.csv)", "<img src=\"a.csv\" alt=\"\">");
    assert_eq!(csv(&site.build()), ["a.csv"]);
    assert_eq!(csv(&site.fresh()), ["a.csv"]);
}

#[test]
fn a_content_folder_outside_the_site_is_refused() {
    for (folder, problem) in
        [("../x", "leads out of the folder"), ("static", "is a folder of the theme")]
    {
        let config = format!("title = \"T\"\ncontent_dir = \"{folder}\"\n");
        let mut site = Fixture::new("-- content/_index.md --\n# Home\n");
        let build = site.write("handbook.toml", config).build();
        let said = messages(&build);
        assert!(said.contains("`content_dir`") && said.contains(problem), "{said}");
    }
}

#[test]
fn a_build_from_memory_takes_the_content_folder_too() {
    let mut site = Fixture::new("-- docs/a.md --\n# A\n-- content/b.md --\n# B\n");
    let build = site.write("handbook.toml", "title = \"T\"\ncontent_dir = \"docs\"\n").build();
    assert!(text(&build, "a/index.html").contains("<h1"));
    assert!(!build.outputs.keys().any(|path| path.as_str().starts_with("b/")));
}

#[test]
fn messages_name_the_file_that_was_given_as_the_configuration() {
    let site = folder(&[
        ("other.toml", "titel = \"T\"\n"),
        ("mkdocs.yml", "site_name: S\nnav:\n  - a: b.md\n  - c: d.md\n"),
        ("content/_index.md", "# Home\n"),
    ]);
    let (code, said) = site.run(&["check", "-c", "other.toml"]);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("--> other.toml:1:1"), "{said}");
    assert!(!said.contains("handbook.toml:"), "{said}");
    let outside = site.around().join("elsewhere.toml");
    fs::write(&outside, "title = \"\"\n").unwrap();
    let (_, said) = site.run(&["check", "-r", ".", "-c", outside.to_str().unwrap()]);
    assert!(said.contains("--> elsewhere.toml:1:"), "{said}");
    for file in ["mkdocs.yml", "handbook.toml"] {
        site.write("handbook.toml", "{\"title\": \"T\",\n \"nav\": []}\n");
        fs::remove_dir_all(site.path("content")).ok();
        let (code, said) = site.run(&["check", "-c", file]);
        assert_eq!(code, 1, "{said}");
        assert!(said.contains(&format!("`{file}` is not TOML")), "{said}");
        assert!(said.contains("error: 1 error\n"), "{said}");
    }
}

#[test]
fn a_folder_with_faults_says_how_it_is_published_and_that_way_works() {
    let site = folder(&[("README.md", "# Notes\n\n[a](gone.md) ![b](gone.png)\n")]);
    let (code, said) = run(&site, &["build", "site"]);
    assert_eq!(code, 1, "{said}");
    let (_, flags) = said.split_once("or add `").expect("the way is told");
    let flags = flags.split_once('`').expect("its end").0;
    assert_eq!(flags, "--warn broken-link,missing-image");
    let flags: Vec<&str> = ["build", "site"].into_iter().chain(flags.split(' ')).collect();
    let (code, said) = run(&site, &flags);
    assert_eq!(code, 0, "{said}");
    let built = tree(&site.around().join("public"));
    let home = String::from_utf8(built["index.html"].clone()).unwrap();
    assert!(home.contains("<p><a >a</a> b</p>"), "{home}");
}

#[test]
fn pages_in_other_formats_are_counted_in_one_message() {
    let site = folder(&[
        ("README.md", "# Home\n\n[Linked](a/linked.rst)\n"),
        ("a/one.mdx", "# One\n"),
        ("a/two.mdx", "# Two\n"),
        ("a/linked.rst", "Linked\n"),
        ("three.org", "* Three\n"),
        ("lab.ipynb", "{}"),
        ("old.adoc", "= Old\n"),
        ("other.rst", "Other\n"),
    ]);
    let (code, said) = run(&site, &["check", "site"]);
    assert_eq!(code, 0, "{said}");
    let line = "warning[unread-page]: 6 files are in formats that are not read: 1 `.adoc`, 1 `.ipynb`, \
                2 `.mdx`, 1 `.org`, 1 `.rst`\n--> a/one.mdx";
    assert!(said.contains(line), "{said}");
    assert_eq!(said.matches("[unread-page]").count(), 2, "{said}");
    assert!(said.contains("`linked.rst` would be published as it is"), "{said}");
}

#[test]
fn names_that_give_no_address_or_the_same_one_are_built() {
    let site = folder(&[
        (
            "README.md",
            "# Home\n\n[A](common/clang.md) [B](common/clang++.md) [C](<common/[.md>) [D](common/%25.md)\n",
        ),
        ("common/clang.md", "# clang\n"),
        ("common/clang++.md", "# clang++\n"),
        ("common/[.md", "# Bracket\n"),
        ("common/%.md", "# Percent\n"),
        ("common/!.md", "# Bang\n"),
    ]);
    let (code, said) = run(&site, &["build", "site"]);
    assert_eq!(code, 0, "{said}");
    let built = tree(&site.around().join("public"));
    let expected = ["clang-2/", "clang/", "unnamed-2/", "unnamed-3/", "unnamed/"]
        .map(|name| format!("common/{name}"));
    let found: Vec<&str> = pages(&built)
        .into_iter()
        .filter(|page| page.len() > 7 && page.starts_with("common/"))
        .collect();
    assert_eq!(found, expected);
    for (page, title) in [
        ("clang-2", "clang++"),
        ("unnamed", "Bang"),
        ("unnamed-2", "Percent"),
        ("unnamed-3", "Bracket"),
    ] {
        let html = String::from_utf8(built[&format!("common/{page}/index.html")].clone()).unwrap();
        assert!(html.contains(title), "{page}");
    }
}
