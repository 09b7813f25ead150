//! Rebuilding equals building afresh: after every edit of a random site, byte for byte.
//!
//! `HANDBOOK_EDITS=1000000 HANDBOOK_SEED=7 cargo test --release --test it rebuild` runs longer or
//! replays a failure.

pub mod editor;
pub mod instruments;
pub mod probe;

use std::collections::BTreeMap;
use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use handbook::compile::build::Build;
use handbook::compile::builder::Builder;
use handbook::compile::options::BuildOptions;

use crate::fixture::{Fixture, messages, text};
use editor::Editor;
use probe::{GROUND, SITE};

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
    if let Some(path) = incremental.outputs.keys().find(|path| !fresh.outputs.contains_key(*path)) {
        return Some(format!("{path} is stale"));
    }
    (incremental.diagnostics != fresh.diagnostics).then(|| {
        format!("diagnostics differ:\n{}\n--- fresh:\n{}", messages(incremental), messages(fresh))
    })
}

fn number(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(default)
}

/// One random site and its edits.
struct Walk {
    site: Fixture,
    editor: Editor,
    options: BuildOptions,
    /// Threads of its own, so that walks do not wait for each other.
    pool: rayon::ThreadPool,
}

impl Walk {
    /// Most walks have a ground theme of their own, every eighth the one in the program; every
    /// third builds drafts.
    fn new(seed: u64) -> Self {
        let options = BuildOptions { drafts: seed.is_multiple_of(3), ..BuildOptions::default() };
        let ground = if seed.is_multiple_of(8) { "" } else { GROUND };
        let mut site = Fixture::with(&format!("{SITE}{ground}"), options.clone());
        let threads = if seed.is_multiple_of(4) { 2 } else { 1 };
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
        Self {
            editor: Editor::new(seed, &mut site),
            site,
            options,
            pool: pool.build().expect("threads"),
        }
    }

    fn builder(&self) -> Builder {
        Builder::new(self.options.clone())
    }

    /// The next edit, if it is not the first step, and a build of the result with nothing
    /// remembered.
    fn step(&mut self, step: usize) -> (&'static str, Build) {
        let kind = match step {
            0 => "start",
            _ => self.editor.edit(&mut self.site),
        };
        let fresh = self.pool.install(|| self.site.fresh());
        (kind, fresh)
    }

    fn rebuild(&self, builder: &mut Builder) -> Build {
        self.pool.install(|| builder.build(self.site.sources()))
    }
}

type Counts = BTreeMap<&'static str, usize>;

/// Makes `edits` edits of the site of a seed, or ends with what differs after one of them.
fn walk(seed: u64, edits: usize) -> Result<Counts, String> {
    let mut walk = Walk::new(seed);
    let mut builder = walk.builder();
    for step in 0..=edits {
        let (kind, fresh) = walk.step(step);
        if let Some(difference) = difference(&walk.rebuild(&mut builder), &fresh) {
            return Err(format!(
                "replay with HANDBOOK_SEED={seed} HANDBOOK_EDITS={edits}\n\
                 seed {seed}, edit {step} ({kind}): {difference}"
            ));
        }
    }
    Ok(walk.editor.counts)
}

/// Edits of one walk.
const LENGTH: usize = 50;

#[test]
fn after_every_random_edit_a_rebuild_equals_a_fresh_build() {
    let edits = usize::try_from(number("HANDBOOK_EDITS", 2_000)).expect("fits");
    let first = number("HANDBOOK_SEED", 1);
    let walks = edits.div_ceil(LENGTH);
    let (next, counts) = (AtomicUsize::new(0), Mutex::new(Counts::new()));
    let work = || {
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            if index >= walks {
                return;
            }
            let length = LENGTH.min(edits - index * LENGTH);
            match walk(first + index as u64, length) {
                Ok(made) => {
                    let mut counts = counts.lock().expect("no walk failed");
                    for (kind, count) in made {
                        *counts.entry(kind).or_default() += count;
                    }
                }
                Err(difference) => {
                    next.store(walks, Ordering::Relaxed);
                    panic!("{difference}");
                }
            }
        }
    };
    std::thread::scope(|scope| {
        let threads = std::thread::available_parallelism().map_or(1, NonZero::get);
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        for thread in threads {
            thread.join().unwrap_or_else(|why| resume_unwind(why));
        }
    });
    let counts = counts.into_inner().expect("no walk failed");
    println!("{edits} edits from seed {first}: {counts:?}");
    if edits >= 1_000 {
        assert_eq!(counts.len(), 18, "some kinds never ran: {counts:?}");
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
    assert_eq!(site.build().stats.rendered.len(), 6, "a first build renders everything");
    assert_eq!(site.build().stats.rendered, Vec::<String>::new(), "nothing changed");
    site.replace("content/part/a.md", "Some prose.", "Other prose, and more of it.");
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
    site.replace("content/part/a.md", "Some prose.", "See [C](../other/c.md).");
    assert_eq!(site.build().stats.rendered, ["/other/c/", "/part/a/"], "C is mentioned in A now");
}

#[test]
fn what_a_page_shows_of_another_page_is_never_stale() {
    let mut site = Fixture::new(
        "\
-- content/_index.md --
# Home

```{instrument} sheet.md
```
-- content/a.md --
# A

A [[plan]].
-- content/sheet.md --
+++
title = \"Sheet\"
[worksheet]
+++
1. What do you see? {#see}
-- content/words.md --
+++
title = \"Words\"
[glossary]
+++
Plan
: What is meant.
",
    );
    assert_eq!(messages(&site.build()), "");
    site.replace("content/words.md", "What is meant.", "What is written.");
    assert!(text(&site.build(), "a/index.html").contains("What is written."));
    site.replace("content/sheet.md", "Sheet", "Paper");
    assert!(text(&site.build(), "index.html").contains("Paper"));
}

#[test]
fn a_title_that_a_fragment_means_is_never_stale() {
    let mut site = Fixture::new(
        "\
-- content/_index.md --
# Home

[To the plan](plan.md#the-plan)
-- content/far.md --
# Far
-- content/plan.md --
# The plan
",
    );
    assert_eq!(messages(&site.build()), "");
    site.replace("content/plan.md", "# The plan", "# The aim");
    let build = site.build();
    assert!(messages(&build).contains("broken-anchor"), "{}", messages(&build));
    assert_eq!(messages(&build), messages(&site.fresh()));
    site.replace("content/plan.md", "# The aim", "# The plan");
    assert_eq!(messages(&site.build()), "");
}

#[test]
fn the_text_of_a_heading_with_a_written_id_is_never_stale() {
    let mut site = Fixture::new(
        "\
-- content/_index.md --
# Home

[](plan.md#bar)
-- content/plan.md --
# The plan

## Foo {#bar}
",
    );
    assert!(text(&site.build(), "index.html").contains(">Foo</a>"));
    site.replace("content/plan.md", "## Foo", "## Other");
    assert!(text(&site.build(), "index.html").contains(">Other</a>"));
}
