//! What a table becomes.

use snapbox::{IntoData, str};

use super::{COLUMNS, SITE, table};
use crate::fixture::{Fixture, between, messages, text};

/// The prose of a page and what stands below it.
fn article(html: &str) -> &str {
    between(html, "<div class=\"prose\">", "</article>")
}

#[test]
fn a_table_has_groups_rows_cells_and_notes() {
    let build = Fixture::new(SITE).build();
    assert_eq!(messages(&build), "");
    let html = text(&build, "tables/core/index.html");
    snapbox::assert_data_eq!(
        article(&html),
        str![[r##"

<p>Both are modes.</p>
<div class="comparison columns-2 broad" id="comparison--1" data-comparison="/tables/core/">
<fieldset class="choice no-print">
<legend>Show</legend>
<label><input type="checkbox" class="only-different"> only rows that differ</label>
</fieldset>
<p class="notice no-print" role="status"></p>
<script src="/columns.[..].js"></script>
<div class="left-out">
<p class="left-out-rows">Rows that are not shown, since they say the same in every column: 1</p>
</div>
<table>
<caption class="visually-hidden" id="comparison--1-title">Two ways</caption>
<thead>
<tr><td></td>
<th scope="col" class="c1"><a href="/roles/manage/">Managing</a></th>
<th scope="col" class="c2">Leading</th></tr>
</thead>
<tbody>
<tr class="group"><th scope="rowgroup" colspan="3" id="g-purpose">Purpose <a class="row-link no-print" href="#g-purpose"><span aria-hidden="true">#</span><span class="visually-hidden">Link to this group</span></a></th></tr>
<tr class="intro"><td colspan="3">
<p>Why at all, see <a href="/roles/manage/">managing</a>.</p>

</td></tr>
<tr class="row" id="c-question">
<th scope="row" rowspan="2">Question <a class="row-link no-print" href="#c-question"><span aria-hidden="true">#</span><span class="visually-hidden">Link to the row “Question”</span></a></th>
<td class="c1"><span class="cell-key">Managing</span> How, and <em>by when</em>?</td>
<td class="c2"><span class="cell-key">Leading</span> <mark>What</mark>, and why?</td>
</tr>
<tr class="more"><td colspan="2">
<p>Ask both in the <a href="/roles/lead/">same meeting</a>.</p>

<p class="row-pages">Used in <a href="/roles/lead/">Leading</a>, <a href="/roles/manage/">Managing</a></p>
</td></tr>
<tr class="row" id="c-horizon">
<th scope="row" rowspan="2">Horizon <a class="row-link no-print" href="#c-horizon"><span aria-hidden="true">#</span><span class="visually-hidden">Link to the row “Horizon”</span></a></th>
<td class="c1"><span class="cell-key">Managing</span> Days | weeks</td>
<td class="c2"><span class="cell-key">Leading</span> Years</td>
</tr>
<tr class="more"><td colspan="2">
<p class="row-pages">Used in <a href="/roles/manage/">Managing</a></p>
</td></tr>
</tbody>
<tbody>
<tr class="row same" id="c-alike">
<th scope="row">Alike <a class="row-link no-print" href="#c-alike"><span aria-hidden="true">#</span><span class="visually-hidden">Link to the row “Alike”</span></a></th>
<td class="c1"><span class="cell-key">Managing</span> Both.</td>
<td class="c2"><span class="cell-key">Leading</span> both</td>
</tr>
</tbody>
</table>
<p class="data no-print">This table as <a href="/tables/core/table.csv" download>CSV</a>, <a href="/tables/core/table.md" download>Markdown</a></p>
<p class="data tools no-print" hidden><button type="button">Copy as Markdown</button><button type="button">Copy as CSV</button></p>
<div class="tools-place no-print"></div>
</div>

</div>


"##]]
    );
}

#[test]
fn an_extract_has_the_rows_and_columns_that_it_names_in_that_order() {
    let build = Fixture::new(SITE).build();
    let html = text(&build, "roles/manage/index.html");
    snapbox::assert_data_eq!(
        article(&html),
        str![[r#"

<div class="comparison columns-2 extract" id="comparison--1">
<table>
<caption id="comparison--1-title"><a href="/tables/core/">Two ways</a> <span class="count">2 of 3 rows</span></caption>
<thead>
<tr><td></td>
<th scope="col" class="c2">Leading</th>
<th scope="col" class="c1"><a href="/roles/manage/">Managing</a></th></tr>
</thead>
<tbody>
<tr class="row">
<th scope="row"><a href="/tables/core/#c-horizon">Horizon</a></th>
<td class="c2"><span class="cell-key">Leading</span> Years</td>
<td class="c1"><span class="cell-key">Managing</span> Days | weeks</td>
</tr>
<tr class="row">
<th scope="row" rowspan="2"><a href="/tables/core/#c-question">Question</a></th>
<td class="c2"><span class="cell-key">Leading</span> <mark>What</mark>, and why?</td>
<td class="c1"><span class="cell-key">Managing</span> How, and <em>by when</em>?</td>
</tr>
<tr class="more"><td colspan="2">
<p>Ask both in the <a href="/roles/lead/">same meeting</a>.</p>

</td></tr>
</tbody>
</table>
</div>

</div>
<section class="backlinks" aria-labelledby="page-compared">
<h2 id="page-compared">Compared in</h2>
<ul>
<li><a href="/tables/core/">Two ways</a></li>
</ul>
</section>

"#]]
    );
}

#[test]
fn groups_are_headings_of_the_page_and_rows_are_places_on_it() {
    let site = &mut Fixture::new(SITE);
    site.write("templates/page.html", "{% for entry in page.toc %}[{{ entry.id }}]{% for below in entry.children %}({{ below.id }}){% endfor %}{% endfor %}");
    site.write(
        "content/roles/lead.md",
        "# Leading\n\n[a](../tables/core.md#c-alike) [b](../tables/core.md#g-purpose)\n",
    );
    let build = site.build();
    assert_eq!(messages(&build), "");
    assert_eq!(text(&build, "tables/core/index.html"), "[g-purpose]");
}

#[test]
fn a_table_lies_beside_its_page_in_other_forms() {
    let cells = |a, b| format!("Managing\n: {a}\n\nlead\n: {b}\n\n");
    let body = format!(
        "## First *group* {{#g}}\n\n### One, \"two\" {{#one}}\n\n{}A note, see [home](../_index.md).\n\n### Three {{#three}}\n\n{}## Alone | here {{#alone}}\n\n{}[ref]: ../_index.md \"Home\"\n\n[^n]: Said there.\n",
        cells("=SUM(A1)", "[home *page*](../_index.md), `a|b` and [ref]"),
        cells("-5", "@someone[^n]"),
        cells(
            "==Marked== <https://example.com/a|b>,\n  over two lines",
            "![x](../x.svg) ~~no~~ \\* [own](#three)"
        ),
    );
    let mut site = table(COLUMNS, &body);
    site.write(
        "content/x.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>",
    );
    let build = site.build();
    assert_eq!(messages(&build), "");
    let csv = text(&build, "tables/core/table.csv");
    assert_eq!(csv.matches("\r\n").count(), csv.matches('\n').count());
    snapbox::assert_data_eq!(
        csv.replace("\r\n", "\n"),
        str![[r#"
id,group,row,Managing,Leading,note
one,First group,"One, “two”",'=SUM(A1),"home page, a|b and ref","A note, see home."
three,First group,Three,-5,'@someone,
alone,,Alone | here,"Marked https://example.com/a|b, over two lines",x no * own,

"#]]
    );
    snapbox::assert_data_eq!(text(&build, "tables/core/table.md"), str![[r#"
# Two ways

<https://example.org/tables/core/>

|  | Managing | Leading |
| --- | --- | --- |
| **First group** |  |  |
| [One, “two”](https://example.org/tables/core/#one) | =SUM(A1) | [home *page*](https://example.org/), `a\|b` and [ref](https://example.org/) |
| [Three](https://example.org/tables/core/#three) | -5 | @someone |
|  |  |  |
| [Alone \| here](https://example.org/tables/core/#alone) | **Marked** [https://example.com/a\|b](https://example.com/a%7Cb), over two lines | ![x](https://example.org/x.svg) ~~no~~ \* [own](https://example.org/tables/core/#three) |

**One, “two”**: A note, see home.

"#]].raw());
}

#[test]
fn a_footnote_of_a_cell_stands_on_the_page_of_the_table_alone() {
    let mut site = Fixture::new(SITE);
    site.replace("content/tables/core.md", ": Years", ": Years[^y]");
    site.replace("content/tables/core.md", ": both", ": both\n\n[^y]: Or more.");
    let build = site.build();
    assert_eq!(messages(&build), "");
    let table = text(&build, "tables/core/index.html");
    assert!(table.contains("Years<sup class=\"note-ref\">"), "{table}");
    assert!(table.contains("<section class=\"notes\""), "{table}");
    let extract = text(&build, "roles/manage/index.html");
    assert!(extract.contains("Years</td>"), "{extract}");
    let csv = text(&build, "tables/core/table.csv");
    assert!(csv.contains(",Years,"), "{csv}");
}

#[test]
fn a_whole_table_on_another_page_keeps_its_groups() {
    let mut site = Fixture::new(SITE);
    site.write("content/roles/manage.md", "# Managing\n\n```{comparison} ../tables/core.md\n```\n\n```{comparison} ../tables/core.md\n:columns: leading\n```\n");
    let build = site.build();
    assert_eq!(messages(&build), "");
    let html = text(&build, "roles/manage/index.html");
    assert!(html.contains("<th scope=\"rowgroup\" colspan=\"3\">Purpose</th>"), "{html}");
    assert!(html.contains("id=\"comparison--2\""), "{html}");
    assert!(!html.contains("3 of 3"), "{html}");
    // One column cannot differ from itself.
    assert_eq!(html.matches("class=\"row same\"").count(), 1);
}

#[test]
fn a_page_is_listed_once_be_it_compared_or_mentioned() {
    let mut site = Fixture::new(SITE);
    let lists = "{% for link in page.backlinks %}<{{ link.title }}>{% endfor %}|{% for link in page.compared_in %}<{{ link.title }}>{% endfor %}";
    site.write("templates/page.html", lists);
    site.write("content/roles/other.md", "# Other\n\n[All](../tables/core.md)\n");
    let build = site.build();
    // The table links to both roles and is listed as a comparison; both stand at its rows.
    assert_eq!(text(&build, "roles/manage/index.html"), "|<Two ways>");
    assert_eq!(text(&build, "roles/lead/index.html"), "|<Two ways>");
    assert_eq!(text(&build, "tables/core/index.html"), "<Other>|");
}

#[test]
fn an_extract_leads_to_a_page_that_is_in_no_navigation() {
    let mut site = Fixture::new(SITE);
    site.remove("content/roles/lead.md");
    site.replace("content/tables/core.md", "(../roles/lead.md)", "(../roles/manage.md)");
    site.replace("content/tables/core.md", "title =", "nav = false\ntitle =");
    assert_eq!(messages(&site.build()), "");
    site.write("content/roles/manage.md", "# Managing\n");
    assert!(messages(&site.build()).contains("`core.md`"));
}

#[test]
fn an_edited_cell_renders_the_table_and_the_pages_that_show_its_row() {
    let mut site = Fixture::new(SITE);
    site.write(
        "content/roles/other.md",
        "# Other\n\n```{comparison} ../tables/core.md\n:rows: c-alike\n```\n",
    );
    site.build();
    site.replace("content/tables/core.md", ": Years", ": Decades");
    let build = site.build();
    assert_eq!(build.stats.rendered, ["/roles/manage/", "/tables/core/"]);
    assert!(text(&build, "tables/core/table.csv").contains("Decades"));
    site.replace("content/tables/core.md", "Both are modes.", "Both are modes of work.");
    assert_eq!(site.build().stats.rendered, ["/tables/core/"]);
    site.replace("content/roles/lead.md", "A [question]", "Some [question]");
    assert_eq!(site.build().stats.rendered, ["/roles/lead/"]);
}

#[test]
fn a_new_link_to_a_row_shows_at_the_row() {
    let mut site = Fixture::new(SITE);
    site.write("content/roles/other.md", "# Other\n\nText.\n");
    site.build();
    site.replace("content/roles/other.md", "Text.", "[Row](../tables/core.md#c-alike).");
    let build = site.build();
    assert_eq!(build.stats.rendered, ["/roles/other/", "/tables/core/"]);
    let html = text(&build, "tables/core/index.html");
    assert!(html.contains("Used in <a href=\"/roles/other/\">Other</a>"), "{html}");
}

#[test]
fn front_matter_in_yaml_makes_a_table_too() {
    let mut site = Fixture::new(SITE);
    site.write("content/tables/yaml.md", "---\ntitle: Short\ncomparison:\n  columns:\n    - { id: a, label: A }\n    - { id: b, label: B }\n---\n\n## Row {#row}\n\nA\n: 1\n\nB\n: 2\n");
    let build = site.build();
    assert_eq!(messages(&build), "");
    assert_eq!(text(&build, "tables/yaml/table.csv"), "id,group,row,A,B,note\r\nrow,,Row,1,2,\r\n");
}
