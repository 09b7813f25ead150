//! Random assessments, audits and worksheets, right and wrong.

use crate::random::Random;

/// A key of front matter with its value, and a body that goes with it or nearly does.
pub fn page(random: &mut Random) -> (&'static str, String, String) {
    let next =
        *random.pick(&["", ", next = [\"_index.md\"]", ", next = [\"one/a.md\", \"nowhere.md\"]"]);
    let each = *random.pick(&["", "", ", each = true"]);
    let when =
        *random.pick(&["m > 3", "m > 30", "score > 3", "min(m, l) >= 2", "m1 == 1", "m >", "else"]);
    let bands = format!(
        "[{{ id = \"high\", when = \"{when}\"{each}{next} }}, {{ id = \"rest\", when = \"else\" }}]"
    );
    let measures = "[{ id = \"m\", label = \"Managing\" }, { id = \"l\", label = \"Leading\" }]";
    let matching = *random.pick(&["first", "all"]);
    let readings = body(random);
    match random.below(4) {
        0 => {
            let value = format!(
                "{{ basis = \"Ours\", entries = [\"Monday\"], unit = \"hours\", columns = {measures}, match = \"{matching}\", band = {bands} }}"
            );
            ("audit", value, format!("1. Who? {{#who}}\n\n{readings}"))
        }
        1 => ("worksheet", "{}".to_owned(), questions(random)),
        _ => {
            let chart = *random.pick(&["two-by-two", "profile"]);
            let value = format!(
                "{{ basis = \"Ours\", scale = [\"No\", \"Yes\"], dimensions = {measures}, match = \"{matching}\", chart = \"{chart}\", skip = true, band = {bands} }}"
            );
            ("assessment", value, format!("{}{readings}", statements(random)))
        }
    }
}

fn statements(random: &mut Random) -> String {
    let word = *random.pick(&["plan", "ask"]);
    let flag = *random.pick(&["", " reverse", " revers"]);
    let id = *random.pick(&["l", "l", "other"]);
    format!(
        "## Managing {{#m}}\n\nThink.[^n]\n\n1. We {word} [it](_index.md). {{#m1{flag}}}\n2. We listen. {{#m2}}\n\n## Leading {{#{id}}}\n\n1. We {word}. {{#l1}}\n\n[^n]: A note.\n\n"
    )
}

fn body(random: &mut Random) -> String {
    let word = *random.pick(&["Plan", "Ask"]);
    let rest = *random.pick(&["rest", "rest", "rset"]);
    format!(
        "## High {{#high}}\n\n{word} more. ![x](@/one/figure.svg)\n\n### First {{#first}}\n\n- [ ] {word} {{#one}}\n\n## The rest {{#{rest}}}\n\nSee [it](#m1).\n\n"
    )
}

fn questions(random: &mut Random) -> String {
    let lines = *random.pick(&["", " lines=4", " lines=0"]);
    let word = *random.pick(&["What", "Why"]);
    format!(
        "Intro.\n\n1. {word} happened? {{#what{lines}}}\n2. Who?[^q] {{#who}}\n\n   - [ ] {word} {{#two}}\n\n[^q]: Anybody.\n\n"
    )
}
