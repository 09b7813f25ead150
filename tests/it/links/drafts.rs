//! Drafts: pages that a build leaves out unless it is told not to.

use handbook::base::paths::OutputPath;
use handbook::compile::options::BuildOptions;
use snapbox::{assert_data_eq, str};

use crate::fixture::{Fixture, bare, messages, text};

const SITE: &str = "-- content/_index.md --\n# T\n\n\
    -- content/done.md --\n# Done\n\
    -- content/later.md --\n+++\ntitle = \"Later\"\ndraft = true\naliases = [\"/soon/\"]\n+++\n\nText.\n\
    -- content/part/_index.md --\n+++\ntitle = \"Part\"\ndraft = true\n+++\n\
    -- content/part/chapter.md --\n# Chapter\n\
    -- content/part/notes.txt --\nnotes\n\
    -- content/part/deep/page.md --\n# Deep\n\
    -- content/leaf/index.md --\n+++\ntitle = \"Leaf\"\ndraft = true\n+++\n\
    -- content/leaf/img/figure.txt --\nfigure\n";

fn pages(site: &mut Fixture) -> Vec<String> {
    let build = site.build();
    assert_eq!(messages(&build), "");
    let shown = |name: &&str| {
        ["index.html", "notes.txt", "figure.txt"].iter().any(|end| name.ends_with(end))
    };
    let names = build.outputs.keys().map(OutputPath::as_str);
    names.filter(shown).map(str::to_owned).collect()
}

#[test]
fn a_draft_and_all_that_belongs_to_it_are_left_out() {
    assert_eq!(pages(&mut Fixture::new(SITE)), ["done/index.html", "index.html"]);
}

fn with_drafts() -> BuildOptions {
    BuildOptions { drafts: true, ..BuildOptions::default() }
}

#[test]
fn drafts_are_built_when_asked_for() {
    assert_eq!(
        pages(&mut Fixture::with(SITE, with_drafts())),
        [
            "done/index.html",
            "index.html",
            "later/index.html",
            "leaf/img/figure.txt",
            "leaf/index.html",
            "part/chapter/index.html",
            "part/deep/index.html",
            "part/deep/page/index.html",
            "part/index.html",
            "part/notes.txt",
            "soon/index.html",
        ]
    );
}

#[test]
fn search_engines_are_told_of_no_draft() {
    let build = Fixture::with(SITE, with_drafts()).build();
    let map = text(&build, "sitemap.xml");
    assert!(map.contains("/done/"), "{map}");
    assert!(!map.contains("/later/"), "{map}");
    assert!(!map.contains("/part/"), "{map}");
}

#[test]
fn a_link_to_a_draft_is_an_error() {
    let mut site = Fixture::new(SITE);
    site.write(
        "content/_index.md",
        "# T\n\n[a](later.md) [b](part/chapter.md)\n[c](part/) [d](part/deep/page.md#x)\n",
    );
    assert_data_eq!(
        messages(&site.build()),
        str![[r#"
error[draft-link]: `content/later.md` is a draft and left out of this build
 --> content/_index.md:3:1
  |
3 | [a](later.md) [b](part/chapter.md)
  | ^^^^^^^^^^^^^
  |
  = help: remove the link, publish the page, or build with `--drafts`

error[draft-link]: `content/part/chapter.md` belongs to a section that is a draft, and is left out of this build
 --> content/_index.md:3:15
  |
3 | [a](later.md) [b](part/chapter.md)
  |               ^^^^^^^^^^^^^^^^^^^^
  |
  = help: remove the link, publish the page, or build with `--drafts`

error[draft-link]: `content/part/_index.md` is a draft and left out of this build
 --> content/_index.md:4:1
  |
4 | [c](part/) [d](part/deep/page.md#x)
  | ^^^^^^^^^^
  |
  = help: remove the link, publish the page, or build with `--drafts`

error[draft-link]: `content/part/deep/page.md` belongs to a section that is a draft, and is left out of this build
 --> content/_index.md:4:12
  |
4 | [c](part/) [d](part/deep/page.md#x)
  |            ^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: remove the link, publish the page, or build with `--drafts`

"#]]
    );
}

#[test]
fn a_link_from_a_draft_is_looked_at_only_when_it_is_built() {
    let mut site = Fixture::with(SITE, with_drafts());
    site.replace("content/later.md", "Text.", "[a](gone.md)");
    assert!(site.build().has_errors());
    let mut without = Fixture::new(SITE);
    without.files = site.files.clone();
    assert_eq!(messages(&without.build()), "");
}

#[test]
fn a_draft_is_known_by_its_address_and_its_alias() {
    let site = "-- content/_index.md --\n# T\n\n[a](/b/) [b](/old/) [c](/b/index.html) [d](/c/)\n\
        -- content/b.md --\n---\ntitle: B\ndraft: true\naliases: [/old/]\n---\n\nText.\n";
    let codes: Vec<_> = bare(site).build().diagnostics.iter().map(|d| d.code.as_str()).collect();
    assert_eq!(codes, ["draft-link", "draft-link", "draft-link", "broken-link"]);
}
