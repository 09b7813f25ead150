//! Assessments, audits and worksheets: what a page of each becomes, and what is said of those whose
//! front matter and body do not fit together.

mod bands;
mod card;
mod keys;
mod words;

use snapbox::{assert_data_eq, str};

use crate::fixture::{Fixture, between, messages, text};

/// Components that print what they are given.
const COMPONENTS: &str = r#"-- templates/components/assessment.html --
{% component assessment(view) %}
<assessment id="{{ view.id }}" key="{{ view.key }}" path="{{ view.path }}" matching="{{ view.matching }}" chart="{{ view.chart or "" }}" plain="{{ view.is_plain }}" skip="{{ view.skip }}" total="{{ view.total }}">
{{ view.basis }}
{%- for answer in view.scale %}
<answer points="{{ answer.points }}" reverse="{{ answer.reverse_points }}">{{ answer.label }}</answer>
{%- endfor %}
{%- for dimension in view.dimensions %}
<dimension id="{{ dimension.id }}" number="{{ dimension.number }}" min="{{ dimension.min }}" max="{{ dimension.max }}">{{ dimension.label }}: {{ dimension.title | safe }} {{ dimension.intro | safe }}
{%- for statement in dimension.statements %}
<statement id="{{ statement.element_id }}" number="{{ statement.number }}" reverse="{{ statement.reverse }}" text="{{ statement.text }}">{{ statement.html | safe }}</statement>
{%- endfor %}
</dimension>
{%- endfor %}
{%- for band in view.bands %}
<band id="{{ band.id }}" for="{{ band.condition }}">{{ band.title | safe }}: {{ band.html | safe }}
{%- for next in band.next %}<next href="{{ next.path }}">{{ next.title }}</next>{% endfor %}</band>
{%- endfor %}
<script type="application/json">{{ view.data | safe }}</script>
</assessment>
{% endcomponent assessment %}
-- templates/components/audit.html --
{% component audit(view) %}
<audit id="{{ view.id }}" points="{{ view.points or "" }}" unit="{{ view.unit }}" entries="{{ view.entries | join(sep="; ") }}">
{{ view.basis }}
{%- for column in view.columns %}
<column id="{{ column.id }}" number="{{ column.number }}">{{ column.label }}</column>
{%- endfor %}
{%- for band in view.bands %}
<band id="{{ band.id }}" for="{{ band.condition }}">{{ band.title | safe }}: {{ band.html | safe }}</band>
{%- endfor %}
<script type="application/json">{{ view.data | safe }}</script>
</audit>
{% endcomponent audit %}
-- templates/components/worksheet.html --
{% component worksheet(view) %}
<worksheet id="{{ view.id }}" total="{{ view.total }}">{{ view.title }}</worksheet>
{% endcomponent worksheet %}
-- templates/components/questions.html --
{% component questions(view) %}
<questions start="{{ view.start }}">
{%- for question in view.questions %}
<question id="{{ question.id }}" field="{{ question.field_id }}" lines="{{ question.lines }}" text="{{ question.text }}">{{ question.html | safe }}|{{ question.more | safe }}</question>
{%- endfor %}
</questions>
{% endcomponent questions %}
-- templates/components/instrument.html --
{% component instrument(view) %}
<card kind="{{ view.kind }}" count="{{ view.count }}" minutes="{{ view.minutes }}" href="{{ view.link.path }}">{{ view.link.title }}|{{ view.body | safe }}</card>
{% endcomponent instrument %}
-- templates/page.html --
<!-- content -->{{ page.content | safe }}<!-- /content -->{% for entry in page.toc %}[{{ entry.level }} {{ entry.id }} {{ entry.title }}]{% endfor %}
-- templates/index.html --
<!-- content -->{{ page.content | safe }}<!-- /content -->
-- content/_index.md --
# Home
"#;

/// A site with one page `content/a.md`, and another to read next.
pub fn site(page: &str) -> Fixture {
    Fixture::new(&format!(
        "{COMPONENTS}-- content/b.md --\n# Next\n\n## Part {{#part}}\n\n[Back](a.md)\n-- content/a.md --\n{page}"
    ))
}

/// The body of the page, which is free of errors.
pub fn body(page: &str) -> String {
    let build = site(page).build();
    assert_eq!(messages(&build), "");
    crate::fixture::body(&build, "a/index.html")
}

/// An assessment with these bands as front matter, with a heading for each.
pub fn banded(keys: &str, bands: &[(&str, &str)]) -> String {
    let mut page = format!(
        "+++\ntitle = \"A\"\n[assessment]\nbasis = \"Ours.\"\nscale = [\"No\", \"Maybe\", \"Yes\"]\ndimensions = [{{ id = \"m\", label = \"Managing\" }}, {{ id = \"l\", label = \"Leading\" }}]\n{keys}"
    );
    for (id, rest) in bands {
        page.push_str(&format!("[[assessment.band]]\nid = \"{id}\"\n{rest}\n"));
    }
    page.push_str("+++\n## Managing {#m}\n\n1. One. {#m1}\n2. Two. {#m2}\n\n## Leading {#l}\n\n1. Three. {#l1}\n2. Four. {#l2}\n\n");
    for (id, _) in bands {
        page.push_str(&format!("## Band {id} {{#{id}}}\n\nReading of {id}.\n\n"));
    }
    page
}

const ASSESSMENT: &str = r#"+++
title = "Over-managed?"
aliases = ["/old/"]
[assessment]
basis = "Written for this test."
scale = ["Never", "Sometimes", "Often"]
from = 0
skip = true
dimensions = [
  { id = "m", label = "Managing" },
  { id = "l", label = "Leading" },
]
match = "first"
chart = "two-by-two"
[[assessment.band]]
id = "high"
when = "min(m, l) >= 3"
next = ["b.md#part", "_index.md"]
[[assessment.band]]
id = "low"
when = "else"
+++
How it works.[^how]

## Leading {#l}

1. A [link](b.md) leads. {#l1}
2. Bad news is late. {#l2 reverse}

## Managing *well* {#m}

Think of **this month**.[^month]

1. Tasks have owners. {#m1}

2. Figures are known. {#m2}

## High {#high}

A reading.

### A first move {#move}

1. Do this.

## Low {#low}

See [above](#m1).

[^how]: In two sentences.
[^month]: Or the last.
"#;

#[test]
fn an_assessment_is_a_form_with_readings() {
    let build = site(ASSESSMENT).build();
    assert_eq!(messages(&build), "");
    let page = text(&build, "a/index.html");
    let toc = page.split("<!-- /content -->").nth(1).unwrap();
    assert_data_eq!(
        between(&page, "<!-- content -->", "<!-- /content -->"),
        str![]
    );
    assert_data_eq!(toc, str![]);
}

#[test]
fn an_audit_is_a_table_to_fill_in_and_may_ask_questions() {
    let html = body(
        r#"+++
title = "Meetings"
[audit]
basis = "A mirror."
entries = { count = 3, label = "Meeting" }
points = 10
columns = [{ id = "how", label = "How" }, { id = "why", label = "Why" }]
match = "all"
[[audit.band]]
id = "heavy"
when = "how >= 70"
[[audit.band]]
id = "rest"
when = "else"
+++
Divide ten points.

1. An ordinary list.
2. Without ids.

## Questions {#questions}

3. Who spoke *most*? {#who}
4. What could have been a message? {#message lines=2}

   - A hint below.

## Heavy {#heavy}

Reason.

## The rest {#rest}

Fair.
"#,
    );
    assert_data_eq!(html, str![]);
}

#[test]
fn a_worksheet_is_questions_with_fields() {
    let html = body(
        "+++\ntitle = \"A problem\"\n[worksheet]\n+++\nIntro.\n\n1. What happened? {#what}\n2. Why? {#why lines=4}\n\n## Then\n\n1. Who can change it? {#who}\n\nEnd.[^1]\n\n[^1]: A note.\n",
    );
    assert_data_eq!(html, str![]);
}

#[test]
fn ids_of_elements_give_way_to_those_of_the_author() {
    let html = body(
        "+++\ntitle = \"A\"\n[worksheet]\n+++\n1. One? {#one}\n2. Two? {#one-field}\n\n## Mine {#worksheet}\n\nText.\n",
    );
    assert!(html.contains("id=\"one\" field=\"one-field-1\""), "{html}");
    assert!(html.contains("<worksheet id=\"worksheet-1\""), "{html}");
}

#[test]
fn statements_and_bands_can_be_linked_to_from_anywhere() {
    let mut site = site(ASSESSMENT);
    site.replace(
        "content/b.md",
        "[Back](a.md)",
        "[a](a.md#m1) [b](a.md#high) [c](a.md#l) [d](a.md#move)",
    );
    assert_eq!(messages(&site.build()), "");
}

#[test]
fn the_last_dimension_may_stand_before_a_title_in_the_body() {
    let page = banded("", &[("x", "when = \"else\"")]).replace("## Managing", "# A\n\n## Managing");
    let html = body(&page);
    assert!(html.contains("<dimension id=\"m\""), "{html}");
    assert!(html.contains("<dimension id=\"l\""), "{html}");
}
