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
    assert_data_eq!(
        body(&build, "prose/index.html"),
        str![[r#"
<card kind="assessment" count="4" minutes="1" href="/a/">A|<p>After <em>lunch</em>.</p>
</card>


<card kind="worksheet" count="2" minutes="4" href="/sheet/">Sheet|</card>

<p><a href="/a/">a</a> <a href="/sheet/">s</a> <a href="/">p</a></p>
"#]]
    );
}

#[test]
fn a_card_leads_to_an_instrument_only() {
    let build = cards("```{instrument} _index.md\n```\n\n```{instrument} shet.md\n```\n").build();
    assert_data_eq!(
        messages(&build),
        str![[r#"
error[invalid-directive]: the page “Home” is not an instrument
 --> content/prose.md:3:17
  |
3 | ```{instrument} _index.md
  |                 ^^^^^^^^^
  |
  = help: write the path of a page with an assessment, an audit, a worksheet, a checklist or a comparison

error[broken-link]: there is no page or file `shet.md`
 --> content/prose.md:6:17
  |
6 | ```{instrument} shet.md
  |                 ^^^^^^^
  |
  = help: did you mean `sheet.md`?

"#]]
    );
}
