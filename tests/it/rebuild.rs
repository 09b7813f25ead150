//! Rebuilding equals building afresh: after every edit of a random site, byte for byte.
//!
//! `HANDBOOK_EDITS=1000000 HANDBOOK_SEED=7 cargo test --release --test it rebuild` runs longer or
//! replays a failure.

use std::collections::BTreeMap;

use handbook::build::{Build, Builder, Options};

use crate::editor::{Editor, PROBE};
use crate::fixture::{Fixture, messages};

/// What differs between two builds, or nothing.
fn difference(incremental: &Build, fresh: &Build) -> Option<String> {
    for (path, output) in &fresh.outputs {
        match incremental.outputs.get(path) {
            None => return Some(format!("{path} is missing")),
            Some(other) if other != output => {
                return Some(format!("{path} differs:\n{other:?}\n{output:?}"));
            }
            Some(_) => {}
        }
    }
    if let Some(path) = incremental
        .outputs
        .keys()
        .find(|path| !fresh.outputs.contains_key(*path))
    {
        return Some(format!("{path} is stale"));
    }
    (incremental.diagnostics != fresh.diagnostics).then(|| {
        format!(
            "diagnostics differ:\n{}\n--- fresh:\n{}",
            messages(incremental),
            messages(fresh)
        )
    })
}

fn number(name: &str, default: u64) -> u64 {
    std::env::var(name)
        .ok()
        .and_then(|value| value.parse().ok())
        .unwrap_or(default)
}

/// Edits a site until a difference shows or `edits` are made.
fn walk(
    seed: u64,
    edits: usize,
    builder: Builder,
    counts: &mut BTreeMap<&'static str, usize>,
) -> Result<(), String> {
    let mut site = Fixture::new(PROBE).with_builder(builder);
    let mut editor = Editor::new(seed);
    let mut result = Ok(());
    for step in 0..=edits {
        let kind = if step == 0 {
            "start"
        } else {
            editor.edit(&mut site)
        };
        if let Some(difference) = difference(&site.build(), &site.fresh()) {
            result = Err(format!("seed {seed}, edit {step} ({kind}): {difference}"));
            break;
        }
    }
    for (kind, count) in editor.counts {
        *counts.entry(kind).or_default() += count;
    }
    result
}

#[test]
fn after_every_random_edit_a_rebuild_equals_a_fresh_build() {
    let edits = usize::try_from(number("HANDBOOK_EDITS", 2_000)).expect("fits");
    let first = number("HANDBOOK_SEED", 1);
    let mut counts = BTreeMap::new();
    let (mut made, mut seed) = (0, first);
    while made < edits {
        let length = 50.min(edits - made);
        if let Err(difference) = walk(seed, length, Builder::new(Options::default()), &mut counts) {
            panic!("replay with HANDBOOK_SEED={seed} HANDBOOK_EDITS=50\n{difference}");
        }
        made += length;
        seed += 1;
    }
    println!("{made} edits from seed {first}: {counts:?}");
    assert!(
        counts.len() >= 12,
        "some kinds of edits never ran: {counts:?}"
    );
}

#[test]
fn a_gap_in_the_key_of_rendered_pages_is_caught() {
    let faults = [
        "page.title",
        "page.content",
        "page.description",
        "page.lower",
        "page.higher",
        "page.backlinks",
        "page.updated",
        "page.extra",
        "section.children",
        "template",
        "nav",
        "shared",
    ];
    for field in faults {
        let caught = (1..=60).any(|seed| {
            walk(
                seed,
                50,
                Builder::new(Options::default()).leaving_out_of_key(field),
                &mut BTreeMap::new(),
            )
            .is_err()
        });
        assert!(
            caught,
            "nothing showed that `{field}` is left out of the key"
        );
    }
}

const PART: &str = "\
-- content/_index.md --
# Home
-- content/part/_index.md --
# Part
-- content/part/a.md --
# A

Some prose.
-- content/part/b.md --
# B

See [A](a.md).
-- content/other/c.md --
# C
";

#[test]
fn a_prose_edit_renders_exactly_one_page() {
    let mut site = Fixture::new(PART);
    assert_eq!(
        site.build().stats.rendered.len(),
        6,
        "a first build renders everything"
    );
    assert_eq!(
        site.build().stats.rendered,
        Vec::<String>::new(),
        "nothing changed"
    );
    site.replace(
        "content/part/a.md",
        "Some prose.",
        "Other prose, and more of it.",
    );
    let build = site.build();
    assert_eq!(build.stats.rendered, ["/part/a/"]);
    assert_eq!(build.stats.parsed, 1);
}

#[test]
fn a_title_edit_renders_the_pages_that_show_the_title() {
    let mut site = Fixture::new(PART);
    site.build();
    site.replace("content/part/a.md", "# A", "# Alpha");
    assert_eq!(
        site.build().stats.rendered,
        ["/part/", "/part/a/", "/part/b/"],
        "its part lists it, its neighbour links back to it"
    );
}

#[test]
fn a_style_sheet_edit_renders_every_page_under_its_new_address() {
    let mut site = Fixture::new(PART);
    site.build();
    site.write("static/site.css", "body { color: black; }");
    assert_eq!(site.build().stats.rendered.len(), 6);
}

#[test]
fn a_new_link_renders_both_of_its_ends() {
    let mut site = Fixture::new(PART);
    site.build();
    site.replace(
        "content/part/a.md",
        "Some prose.",
        "See [C](../other/c.md).",
    );
    assert_eq!(
        site.build().stats.rendered,
        ["/other/c/", "/part/a/"],
        "C is mentioned in A now"
    );
}
