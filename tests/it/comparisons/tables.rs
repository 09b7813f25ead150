//! What a table becomes.

use snapbox::str;

use super::SITE;
use crate::fixture::{Fixture, between, messages, text};

#[test]
fn a_table_has_groups_rows_cells_and_notes() {
    let build = Fixture::new(SITE).build();
    assert_eq!(messages(&build), "");
    let html = text(&build, "tables/core/index.html");
    snapbox::assert_data_eq!(
        between(&html, "<div class=\"prose\">", "</article>"),
        str![[r##"

<p>Both are modes.</p>
<div class="comparison columns-2" id="comparison--1">
<fieldset class="choice no-print">
<legend>Show</legend>
<label><input type="checkbox" class="only-different"> only rows that differ</label>
</fieldset>
<div class="left-out">
<p class="left-out-rows">1 rows that say the same in every column are not shown.</p>
</div>
<table>
<caption class="visually-hidden" id="comparison--1-title">Two ways</caption>
<thead>
<tr><td></td>
<th scope="col" class="c1"><a href="/roles/manage/">Managing</a></th>
<th scope="col" class="c2">Leading</th></tr>
</thead>
<tbody>
<tr class="group"><th scope="rowgroup" colspan="3" id="g-purpose">Purpose <a class="row-link" href="#g-purpose"><span aria-hidden="true">#</span><span class="visually-hidden">Link to this group</span></a></th></tr>
<tr class="intro"><td colspan="3">
<p>Why at all, see <a href="/roles/manage/">managing</a>.</p>

</td></tr>
<tr class="row" id="c-question">
<th scope="row" rowspan="2">Question <a class="row-link" href="#c-question"><span aria-hidden="true">#</span><span class="visually-hidden">Link to the row “Question”</span></a></th>
<td class="c1"><span class="cell-key">Managing</span> How, and <em>by when</em>?</td>
<td class="c2"><span class="cell-key">Leading</span> <mark>What</mark>, and why?</td>
</tr>
<tr class="more"><td colspan="2">
<p>Ask both in the <a href="/roles/lead/">same meeting</a>.</p>

<p class="row-pages">Used in <a href="/roles/lead/">Leading</a>, <a href="/roles/manage/">Managing</a></p>
</td></tr>
<tr class="row" id="c-horizon">
<th scope="row" rowspan="2">Horizon <a class="row-link" href="#c-horizon"><span aria-hidden="true">#</span><span class="visually-hidden">Link to the row “Horizon”</span></a></th>
<td class="c1"><span class="cell-key">Managing</span> Days | weeks</td>
<td class="c2"><span class="cell-key">Leading</span> Years</td>
</tr>
<tr class="more"><td colspan="2">
<p class="row-pages">Used in <a href="/roles/manage/">Managing</a></p>
</td></tr>
</tbody>
<tbody>
<tr class="row same" id="c-alike">
<th scope="row">Alike <a class="row-link" href="#c-alike"><span aria-hidden="true">#</span><span class="visually-hidden">Link to the row “Alike”</span></a></th>
<td class="c1"><span class="cell-key">Managing</span> Both.</td>
<td class="c2"><span class="cell-key">Leading</span> both</td>
</tr>
</tbody>
</table>
<p class="data no-print">This table as <a href="/tables/core/table.csv" download>CSV</a>, <a href="/tables/core/table.md" download>Markdown</a></p>
</div>

</div>


"##]]
    );
    let html = text(&build, "roles/manage/index.html");
    snapbox::assert_data_eq!(
        between(&html, "<div class=\"prose\">", "</article>"),
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
