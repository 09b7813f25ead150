//! Small inputs that would become large: each is read to a bound, with a message that names it.

use super::input::run_in_time;
use super::small;
use crate::folder::Folder;

/// What `check` says of the site, which it must refuse.
#[track_caller]
fn told(site: &Folder) -> String {
    let (code, said) = site.run(&["check"]);
    assert_eq!(code, 1, "{said}");
    said
}

#[test]
fn abbreviations_of_a_bibliography_are_written_out_to_a_bound() {
    let site = small();
    site.write("content/_index.md", "# Home\n\n[@k]\n");
    let mut bib = "@string{a0 = \"xxxxxxxxxx\"}\n".to_owned();
    for level in 1..40 {
        let name = format!("a{}", level - 1);
        bib.push_str(&format!("@string{{a{level} = {name} # {name} # {name} # {name}}}\n"));
    }
    site.write("content/sources.bib", format!("{bib}@book{{k, title = a39}}\n"));
    let said = told(&site);
    assert!(said.contains("error[invalid-bibliography]: a value is longer than 256 KB"), "{said}");
    assert!(said.contains("--> content/sources.bib:9:19"), "{said}");
    assert!(said.contains("= help: shorten it, or the `@string`"), "{said}");
    site.write("content/sources.bib", "@string{a = b # b}\n@string{b = a}\n@book{k, title = a}\n");
    assert!(told(&site).contains("invalid BibTeX: "));
    // The names of abbreviations have no case.
    let long = "x".repeat(200_000);
    let mut bib = format!("@string{{Long = \"{long}\"}}\n");
    (0..100).for_each(|at| bib.push_str(&format!("@book{{k{at}, title = lONG}}\n")));
    site.write("content/sources.bib", bib);
    assert!(told(&site).contains("the sources have more than 16 MB of text"));
    site.write(
        "content/sources.bib",
        "@string{p = \"Press\"}\n@book{k, title = p # p, author = {A}}\n",
    );
    assert_eq!(site.run(&["check"]).0, 0);
}

#[test]
fn what_sources_inherit_is_copied_to_a_bound() {
    let site = small();
    let mut bib = String::new();
    for at in 0..1_000 {
        bib.push_str(&format!("@incollection{{c{at}, title={{C}}, crossref={{p}}}}\n"));
    }
    bib.push_str(&format!("@book{{p, title={{{}}}}}\n", "x".repeat(60_000)));
    site.write("content/sources.bib", bib);
    let said = told(&site);
    assert!(said.contains("the sources have more than 16 MB of text"), "{said}");
    assert!(
        said.contains("= help: shorten what `@string`, `crossref` and `xdata` repeat"),
        "{said}"
    );
}

#[test]
fn braces_of_a_bibliography_are_nested_to_a_bound() {
    let site = small();
    let (open, close) = ("{".repeat(100_000), "}".repeat(100_000));
    site.write("content/sources.bib", format!("@book{{k, title = {open}x{close}}}\n"));
    let said = told(&site);
    assert!(said.contains("braces are nested more than 100 deep"), "{said}");
    assert!(said.contains("--> content/sources.bib:1:"), "{said}");
}

#[test]
fn of_thousands_of_faults_on_a_line_the_first_are_told_and_the_others_counted() {
    let site = small();
    for fault in ["[a](x.md) ", "![a](x.png) ", "[a](#x) "] {
        site.write("content/_index.md", format!("# Home\n\n{}\n", fault.repeat(20_000)));
        let (code, said) = site.run(&["check", "--verbose"]);
        assert_eq!(code, 1);
        let left_out = "19500 more messages on `content/_index.md` are left out";
        assert!(said.contains(left_out), "{}", said.len());
        assert!(said.contains("error: 20000 errors"), "{}", said.len());
        assert!(said.contains("--> content/_index.md:3:"), "{}", said.len());
        assert!(said.len() < 5_000_000, "{}", said.len());
        let output =
            site.command(&["check", "--message-format", "json"]).output().expect("it runs");
        assert_eq!(String::from_utf8_lossy(&output.stdout).lines().count(), 501);
    }
}

#[test]
fn thousands_of_citations_on_a_line_are_read_once() {
    let site = small();
    site.write("content/sources.yml", "k:\n  type: book\n  title: A\n  author: B\n  date: 2000\n");
    site.write("content/_index.md", format!("# Home\n\n{}\n", "[@kk] [@k] ".repeat(20_000)));
    assert!(told(&site).contains("19500 more messages on `content/_index.md` are left out"));
    // Half a megabyte on one line, of which each `@` could begin a key.
    for start in ["[@", "[@,@;", "[@{a", "[@a "] {
        site.write("content/_index.md", format!("# Home\n\n{}\n", start.repeat(100_000)));
        let (code, said) = run_in_time(&site, &["check"]);
        assert!(code < 2, "{start}: {said}");
    }
}

#[test]
fn a_page_that_is_too_large_is_named_and_the_theme_is_not() {
    let site = small();
    site.write("content/big.md", "- a word\n".repeat(1_000_000));
    let said = told(&site);
    assert!(
        said.contains("error[unreadable]: `big.md` has 9 MB, and a page that is read at most 8 MB"),
        "{said}"
    );
    site.write("content/big.md", "# Big\n\nwords\n");
    let template =
        "{% for a in range(end=9000) %}{% for b in range(end=9000) %}x{% endfor %}{% endfor %}";
    site.write("templates/page.html", template);
    let said = told(&site);
    assert!(said.contains("error[template-too-large]"), "{said}");
    assert!(said.contains("or split the page if it is long"), "{said}");
    assert!(said.contains("note: while this page was rendered\n--> content/big.md"), "{said}");
}

#[test]
fn a_template_has_tags_to_a_bound() {
    let site = small();
    site.write("templates/page.html", "{{ page.title | markdown }}".repeat(4_000));
    let said = told(&site);
    assert!(
        said.contains("error[template-too-large]: this template has 4000 tags in 105 KB"),
        "{said}"
    );
    assert!(said.contains("--> templates/page.html"), "{said}");
    assert!(said.contains("= help: move parts of it into templates that it includes"), "{said}");
    site.write("templates/page.html", "{{ page.title }}\n".repeat(1_000));
    assert_eq!(site.run(&["check"]).0, 0);
}

#[test]
fn of_thousands_of_faulty_lines_the_first_are_told_and_the_others_counted() {
    for (path, more) in [
        ("content/ids.lock", "and 19500 more lines of this file"),
        ("handbook.toml", " more mistakes in this file"),
    ] {
        let site = small();
        site.write(path, "a\n".repeat(20_000));
        assert_eq!(site.run(&["check"]).0, 1);
        let (_, said) = site.run(&["check", "--verbose"]);
        assert!(said.contains(more), "{path}: {}", said.len());
        assert!(said.contains(&format!("--> {path}:500:")), "{path}: {}", said.len());
    }
}

#[test]
fn folders_are_nested_to_a_bound() {
    let site = Folder::of(&[("content/_index.md", "# Home\n")]);
    site.write(&format!("content/{}p.md", "a/".repeat(18)), "# Deep\n");
    assert_eq!(site.run(&["check"]).0, 0);
    site.write(&format!("content/{}p.md", "b/".repeat(40)), "# Deeper\n");
    let said = told(&site);
    assert!(said.contains("lies more than 18 folders deep"), "{said}");
    assert!(!said.contains("nav.html"), "{said}");
}
