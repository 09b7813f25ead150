//! The directive `instrument`.

use snapbox::{assert_data_eq, str};

use super::{COMPONENTS, banded};
use crate::fixture::{Fixture, body, messages};

fn cards(prose: &str) -> Fixture {
    let assessment = banded("", &[("x", "when = \"else\"")]);
    Fixture::new(&format!(
        "{COMPONENTS}-- content/a.md --\n{assessment}-- content/sheet.md --\n+++\ntitle = \"Sheet\"\n[worksheet]\n+++\n1. What? {{#what}}\n2. Why? {{#why}}\n-- content/prose.md --\n# Prose\n\n{prose}\n[a](a.md) [s](sheet.md) [p](_index.md)\n"
    ))
}

#[test]
fn a_card_leads_to_an_instrument() {
    let build =
        cards("```{instrument} a.md\nAfter *lunch*.\n```\n\n```{instrument} sheet.md\n```\n")
            .build();
    assert_eq!(messages(&build), "");
    assert_data_eq!(body(&build, "prose/index.html"), str![]);
}

#[test]
fn a_card_leads_to_an_instrument_only() {
    let build = cards("```{instrument} _index.md\n```\n\n```{instrument} shet.md\n```\n").build();
    assert_data_eq!(messages(&build), str![]);
}
