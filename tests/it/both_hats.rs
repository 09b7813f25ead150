//! The data that `themes/both-hats` reads from the front matter of *Both Hats*: whom a page concerns
//! most, and where a chapter sits between the two axes.

use std::path::Path;

use handbook::data::value::{Plain, PlainTable};
use handbook::page::parse::Summary;
use handbook::source::scan::Scanner;

use handbook::compile::builder::Builder;
use handbook::compile::options::BuildOptions;

const PARTS: &[&str] = &["foundations", "differences", "balance", "transitions", "tools"];
const HATS: &[&str] = &["manager", "leader", "executive"];

/// Chapters that are about no work between the axes.
const WITHOUT_A_PLACE: &[&str] = &["content/tools/claims-and-evidence.md"];

/// The pages of the handbook in one of these folders, without those of the folders themselves.
fn pages(folders: &[&str], test: &mut dyn FnMut(&Summary)) -> usize {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut scanner = Scanner::new(root, root.join("handbook.toml"));
    let sources = scanner.scan().expect("the handbook can be read");
    let build = Builder::new(BuildOptions::default()).build(sources);
    let mut count = 0;
    for summary in build.site.nodes.iter().filter_map(|n| n.summary.as_deref()) {
        let path = summary.path.as_str();
        let folder = path.split('/').nth(1).unwrap_or_default();
        if folders.contains(&folder) && !path.ends_with("_index.md") {
            test(summary);
            count += 1;
        }
    }
    count
}

/// Mode and level of a table, if both are on the plane.
fn place(table: &PlainTable) -> Option<(i64, i64)> {
    let on_plane = |key: &str| table.get(key)?.as_i64().filter(|number| (1..=9).contains(number));
    Some((on_plane("mode")?, on_plane("level")?))
}

#[test]
fn every_chapter_and_every_instrument_says_whom_it_concerns_most() {
    let mut wrong = Vec::new();
    let folders = [PARTS, &["instruments", "hats"]].concat();
    let count = pages(&folders, &mut |page| {
        let hats =
            page.front.extra.get("hats").and_then(Plain::as_array).map_or(&[][..], Vec::as_slice);
        let names: Vec<&str> = hats.iter().map(|hat| hat.as_str().unwrap_or("?")).collect();
        // In the order of the axes, each once.
        let ordered: Vec<&str> = HATS.iter().copied().filter(|h| names.contains(h)).collect();
        if names.is_empty() || names != ordered {
            wrong.push(format!("{}: {names:?}", page.path));
        }
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(count, 29 + 20 + 3);
}

#[test]
fn every_chapter_sits_on_the_plane_and_goes_along_one_axis() {
    let mut wrong = Vec::new();
    pages(PARTS, &mut |page| {
        let here = place(&page.front.extra);
        let from = page.front.extra.get("from");
        let good = match (here, from) {
            (Some(_), None) => true,
            (Some((mode, level)), Some(from)) => {
                from.as_object().and_then(place).is_some_and(|(m, l)| (m == mode) != (l == level))
            }
            (None, _) => WITHOUT_A_PLACE.contains(&page.path.as_str()),
        };
        if !good {
            wrong.push(page.path.to_string());
        }
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
