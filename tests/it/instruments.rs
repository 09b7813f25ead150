//! Assessments, audits and worksheets: what a page of each becomes, and what is said of those whose
//! front matter and body do not fit together.

mod bands;
mod card;
mod keys;
mod listed;
mod on_paper;
mod words;

use snapbox::{assert_data_eq, str};

use crate::fixture::{Fixture, between, messages, text};

/// Components that print what they are given.
const COMPONENTS: &str = r#"-- templates/components/assessment.html --
{% component assessment(view) %}
<assessment id="{{ view.id }}" key="{{ view.key }}" path="{{ view.path }}" matching="{{ view.matching }}" chart="{{ view.chart or "" }}" plain="{{ view.is_plain }}" skip="{{ view.skip }}" total="{{ view.total }}">
{{ view.basis }}
{%- for answer in view.scale %}
<answer id="{{ answer.id }}" points="{{ answer.points }}" reverse="{{ answer.reverse_points }}">{{ answer.label }}</answer>
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
<audit id="{{ view.id }}" points="{{ view.points or "" }}" unit="{{ view.unit }}" entries="{% for entry in view.entries %}{{ entry.id }}={{ entry.label }};{% endfor %}">
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
<!-- content -->{{ page.content | safe }}<!-- /content -->{% for entry in page.toc %}[{{ entry.level }} {{ entry.id }} {{ entry.title | safe }}]{% endfor %}
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
        str![[r##"
<p>How it works.<sup class="note-ref"><a href="#fn-how" id="fnref-how" aria-label="Note 1">1</a></sup></p>

<assessment id="assessment" key="/a/" path="/a/" matching="first" chart="two-by-two" plain="false" skip="true" total="4">
Written for this test.
<answer id="never" points="0" reverse="2">Never</answer>
<answer id="sometimes" points="1" reverse="1">Sometimes</answer>
<answer id="often" points="2" reverse="0">Often</answer>
<dimension id="m" number="1" min="0" max="4">Managing: Managing <em>well</em> <p>Think of <strong>this month</strong>.<sup class="note-ref"><a href="#fn-month" id="fnref-month" aria-label="Note 2">2</a></sup></p>

<statement id="m1" number="1" reverse="false" text="Tasks have owners.">Tasks have owners.</statement>
<statement id="m2" number="2" reverse="false" text="Figures are known.">Figures are known.</statement>
</dimension>
<dimension id="l" number="2" min="0" max="4">Leading: Leading 
<statement id="l1" number="3" reverse="false" text="A link leads.">A <a href="/b/">link</a> leads.</statement>
<statement id="l2" number="4" reverse="true" text="Bad news is late.">Bad news is late.</statement>
</dimension>
<band id="high" for="The lower of Managing and Leading 3 or more">High: <p>A reading.</p>
<div class="heading"><h3 id="move">A first move</h3><a class="heading-link" href="#move"><span aria-hidden="true">#</span><span class="visually-hidden">Section “A first move”</span></a></div>
<ol>
<li>Do this.</li>
</ol>
<next href="/b/#part">Next</next><next href="/">Home</next></band>
<band id="low" for="Every other result">Low: <p>See <a href="#m1">above</a>.</p>
</band>
<script type="application/json">{"kind":"assessment","from":0,"answers":3,"skip":true,"match":"first","chart":"two-by-two","quarters":[1,1,1,0],"measures":[{"id":"m","label":"Managing","min":0,"max":4,"cut":3,"items":["m1","m2"]},{"id":"l","label":"Leading","min":0,"max":4,"cut":3,"items":["l1","l2"]}],"reverse":["l2"],"bands":[{"id":"high","each":false,"when":[">=",["min","m","l"],3]},{"id":"low","each":false,"when":"else"}]}</script>
</assessment>

<section class="notes" role="doc-endnotes" aria-labelledby="notes">
<h2 id="notes">Notes</h2>
<ol>
<li id="fn-how"><p>In two sentences. <a class="note-back" href="#fnref-how" role="doc-backlink" aria-label="Back to note 1">↩</a></p>
</li>
<li id="fn-month"><p>Or the last. <a class="note-back" href="#fnref-month" role="doc-backlink" aria-label="Back to note 2">↩</a></p>
</li>
</ol>
</section>

"##]]
    );
    assert_data_eq!(
        toc,
        str![[r#"
[2 l Leading][2 m Managing <em>well</em>]

"#]]
    );
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
columns = [{ id = "how", label = "How" }, { id = "why", label = "Why: reasons, direction" }]
match = "all"
[[audit.band]]
id = "heavy"
when = "why >= 70"
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
    assert_data_eq!(
        html,
        str![[r##"
<p>Divide ten points.</p>
<ol>
<li>An ordinary list.</li>
<li>Without ids.</li>
</ol>
<div class="heading"><h2 id="questions">Questions</h2><a class="heading-link" href="#questions"><span aria-hidden="true">#</span><span class="visually-hidden">Section “Questions”</span></a></div>

<questions start="3">
<question id="who" field="who-field" lines="3" text="Who spoke most?">Who spoke <em>most</em>?|</question>
<question id="message" field="message-field" lines="2" text="What could have been a message?">What could have been a message?|<ul>
<li>A hint below.</li>
</ul>
</question>
</questions>


<audit id="audit" points="10" unit="" entries="meeting-1=Meeting 1;meeting-2=Meeting 2;meeting-3=Meeting 3;">
A mirror.
<column id="how" number="1">How</column>
<column id="why" number="2">Why: reasons, direction</column>
<band id="heavy" for="Why 70% or more">Heavy: <p>Reason.</p>
</band>
<band id="rest" for="Every other result">The rest: <p>Fair.</p>
</band>
<script type="application/json">{"kind":"audit","entries":3,"points":10,"unit":"","match":"all","measures":[{"id":"how","label":"How"},{"id":"why","label":"Why: reasons, direction"}],"bands":[{"id":"heavy","each":false,"when":[">=","why",70]},{"id":"rest","each":false,"when":"else"}]}</script>
</audit>
"##]]
    );
}

#[test]
fn an_instrument_stands_once_whatever_directives_are_on_its_page() {
    let figure = "```{figure} a.svg\n:alt: A\n\nA caption.\n```\n";
    let site = format!(
        "-- content/_index.md --\n# Home\n-- content/a.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n\
         -- content/w.md --\n+++\ntitle = \"W\"\n[worksheet]\n+++\n\n{figure}\n1. What? {{#what}}\n"
    );
    let page = text(&Fixture::new(&site).build(), "w/index.html");
    assert_eq!(page.matches("class=\"instrument worksheet\"").count(), 1, "{page}");
    let caption = page.split("<figcaption>").nth(1).expect("a caption");
    let caption = caption.split("</figcaption>").next().unwrap_or_default();
    assert!(!caption.contains("worksheet"), "{caption}");
}

#[test]
fn a_worksheet_is_questions_with_fields() {
    let html = body(
        "+++\ntitle = \"A problem\"\n[worksheet]\n+++\nIntro.\n\n1. What happened? {#what}\n2. Why? {#why lines=4}\n\n## Then\n\n1. Who can change it? {#who}\n\nEnd.[^1]\n\n[^1]: A note.\n",
    );
    assert_data_eq!(
        html,
        str![[r##"
<p>Intro.</p>

<questions start="1">
<question id="what" field="what-field" lines="3" text="What happened?">What happened?|</question>
<question id="why" field="why-field" lines="4" text="Why?">Why?|</question>
</questions>

<div class="heading"><h2 id="then">Then</h2><a class="heading-link" href="#then"><span aria-hidden="true">#</span><span class="visually-hidden">Section “Then”</span></a></div>

<questions start="1">
<question id="who" field="who-field" lines="3" text="Who can change it?">Who can change it?|</question>
</questions>

<p>End.<sup class="note-ref"><a href="#fn-1" id="fnref-1" aria-label="Note 1">1</a></sup></p>

<worksheet id="worksheet" total="3">A problem</worksheet>

<section class="notes" role="doc-endnotes" aria-labelledby="notes">
<h2 id="notes">Notes</h2>
<ol>
<li id="fn-1"><p>A note. <a class="note-back" href="#fnref-1" role="doc-backlink" aria-label="Back to note 1">↩</a></p>
</li>
</ol>
</section>
"##]]
    );
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

#[test]
fn no_damage_to_a_page_does_harm() {
    let audit = include_str!("../../src/instrument/archetypes/audit.md");
    let sheet = include_str!("../../src/instrument/archetypes/worksheet.md");
    let mut random = crate::random::Random::new(3);
    for seed in 0..400 {
        let page = *random.pick(&[ASSESSMENT, ASSESSMENT, audit, sheet]);
        let mut lines: Vec<&str> = page.lines().collect();
        for _ in 0..=random.below(4) {
            let (a, b) = (random.below(lines.len()), random.below(lines.len()));
            match random.below(4) {
                0 => drop(lines.remove(a)),
                1 => lines.swap(a, b),
                2 => lines.insert(a, lines[b]),
                _ => lines.insert(a, "# A"),
            }
        }
        let mut site = site(&lines.join("\n"));
        let build = site.build();
        assert!(build.outputs.len() > 1, "{seed}: {}", messages(&build));
    }
}
