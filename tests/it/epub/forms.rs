//! Tables, comparisons, checklists and instruments of a book: for small screens, and to be filled in
//! by hand.

use snapbox::{assert_data_eq, str};

use crate::epub::book;

#[test]
fn a_table_of_three_columns_stays_one() {
    let book = book(
        "-- content/_index.md --\n+++\ntitle = \"Home\"\n+++\n| | B | C |\n|---|---|--:|\n| a | b | c |\n",
    );
    book.check();
    assert_data_eq!(
        book.body("introduction.xhtml").to_owned(),
        str![[r#"
<div class="table"><table>
<thead><tr><td></td><th scope="col">B</th><th scope="col" class="align-right">C</th></tr></thead>
<tbody>
<tr><th scope="row">a</th><td>b</td><td class="align-right">c</td></tr>
</tbody>
</table></div>

"#]]
    );
}

#[test]
fn a_wider_table_is_a_list_for_each_row() {
    let book = book(
        "-- content/_index.md --\n+++\ntitle = \"Home\"\n+++\n| A | B | C | D |\n|---|---|---|---|\n| a | *b* | | d |\n| | x | y | z |\n",
    );
    book.check();
    assert_data_eq!(
        book.body("introduction.xhtml").to_owned(),
        str![[r#"
<div class="table"><div class="rows"><div class="row"><div class="row-title">a</div><dl><dt>B</dt><dd><em>b</em></dd><dt>D</dt><dd>d</dd></dl></div><div class="row"><dl><dt>B</dt><dd>x</dd><dt>C</dt><dd>y</dd><dt>D</dt><dd>z</dd></dl></div></div></div>

"#]]
    );
}

#[test]
fn a_table_whose_cells_span_others_stays_as_it_is() {
    let table = "<table><thead><tr><th>A</th><th>B</th><th>C</th><th>D</th></tr></thead>\
                 <tbody><tr><td colspan=\"4\">x</td></tr></tbody></table>";
    let book = book(&format!("-- content/_index.md --\n+++\ntitle = \"Home\"\n+++\n{table}\n"));
    assert_eq!(book.body("introduction.xhtml").trim(), table);
}

const COMPARISON: &str = r#"
-- content/_index.md --
+++
title = "Home"
+++
```{comparison} tea.md
:rows: heat
```
-- content/tea.md --
+++
title = "Tea"
[comparison]
columns = [{ id = "green", label = "Green" }, { id = "black", label = "Black" }]
+++

## Heat {#heat}

Green
: ==80== degrees

Black
: Boiling

Ask the farmer.

## Time {#time}

Green
: Two minutes

Black
: Four
"#;

#[test]
fn a_comparison_of_two_columns_is_a_table() {
    let book = book(COMPARISON);
    book.check();
    assert_data_eq!(
        book.body("introduction.xhtml").to_owned(),
        str![[r#"
<table id="comparison--1">
<caption><a href="tea.xhtml">Tea</a> <span class="count">1 of 2 rows</span></caption>
<thead>
<tr><td></td>
<th scope="col">Green</th>
<th scope="col">Black</th></tr>
</thead>
<tbody>
<tr>
<th scope="row"><a href="tea.xhtml#heat">Heat</a></th>
<td><mark>80</mark> degrees</td>
<td>Boiling</td>
</tr>
<tr><td colspan="3">
<p>Ask the farmer.</p>
</td></tr>
</tbody>
</table>

"#]]
    );
    assert_data_eq!(
        book.body("tea.xhtml").to_owned(),
        str![[r#"
<table id="comparison--1">
<thead>
<tr><td></td>
<th scope="col">Green</th>
<th scope="col">Black</th></tr>
</thead>
<tbody>
<tr id="heat">
<th scope="row">Heat</th>
<td><mark>80</mark> degrees</td>
<td>Boiling</td>
</tr>
<tr><td colspan="3">
<p>Ask the farmer.</p>

<p class="row-pages">Used in <a href="introduction.xhtml">Home</a></p></td></tr>
<tr id="time">
<th scope="row">Time</th>
<td>Two minutes</td>
<td>Four</td>
</tr>
</tbody>
</table>

"#]]
    );
}

#[test]
fn a_comparison_of_three_columns_is_a_list_for_each_row() {
    let site = COMPARISON
        .replace("\"Black\" }]", "\"Black\" }, { id = \"white\", label = \"White\" }]")
        .replace(": Boiling\n", ": Boiling\n\nWhite\n: 70 degrees\n")
        .replace(": Four\n", ": Four\n\nWhite\n: One\n");
    let book = book(&site);
    book.check();
    assert_data_eq!(
        book.body("introduction.xhtml").to_owned(),
        str![[r#"
<div class="rows" id="comparison--1">
<p class="caption"><a href="tea.xhtml">Tea</a> <span class="count">1 of 2 rows</span></p>
<div class="row">
<p class="row-title"><a href="tea.xhtml#heat">Heat</a></p>
<dl>
<dt>Green</dt>
<dd><mark>80</mark> degrees</dd>
<dt>Black</dt>
<dd>Boiling</dd>
<dt>White</dt>
<dd>70 degrees</dd>
</dl>

<p>Ask the farmer.</p>

</div>
</div>

"#]]
    );
    assert_data_eq!(
        book.body("tea.xhtml").to_owned(),
        str![[r#"
<div class="rows" id="comparison--1">
<div class="row">
<h2 id="heat" class="row-title">Heat</h2>
<dl>
<dt>Green</dt>
<dd><mark>80</mark> degrees</dd>
<dt>Black</dt>
<dd>Boiling</dd>
<dt>White</dt>
<dd>70 degrees</dd>
</dl>

<p>Ask the farmer.</p>

<p class="row-pages">Used in <a href="introduction.xhtml">Home</a></p>
</div>
<div class="row">
<h2 id="time" class="row-title">Time</h2>
<dl>
<dt>Green</dt>
<dd>Two minutes</dd>
<dt>Black</dt>
<dd>Four</dd>
<dt>White</dt>
<dd>One</dd>
</dl>

</div>
</div>

"#]]
    );
}

#[test]
fn a_checklist_has_boxes_to_mark() {
    let book = book(
        "-- content/_index.md --\n+++\ntitle = \"Home\"\n+++\n- [ ] Boil water {#boil}\n  Fresh water.\n- [x] Find cups {#cups}\n",
    );
    book.check();
    assert_data_eq!(
        book.body("introduction.xhtml").to_owned(),
        str![[r#"
<div class="checklist" id="checklist">
<ul class="tasks">
<li class="task" id="boil"><span class="box">☐</span> <span>Boil water</span>
<span class="hint">Fresh water.</span></li>
<li class="task" id="cups"><span class="box">☑</span> <span>Find cups</span></li>
</ul>
</div>

"#]]
    );
}

#[test]
fn an_assessment_is_scored_by_hand() {
    let book = book(
        r#"
-- content/_index.md --
+++
title = "Home"
[assessment]
basis = "Written for this test."
scale = ["No", "Yes"]
skip = true
dimensions = [{ id = "tea", label = "Tea" }]
match = "first"

[[assessment.band]]
id = "more"
when = "tea >= 3"
next = ["other.md"]

[[assessment.band]]
id = "less"
when = "else"
+++

## Tea {#tea}

1. I drink tea. {#drink}
2. I spill tea. {#spill reverse}

## More {#more}

Go on.

## Less {#less}

Begin.
-- content/other.md --
+++
title = "Other"
+++
"#,
    );
    book.check();
    assert_data_eq!(
        book.body("introduction.xhtml").to_owned(),
        str![[r#"
<div class="instrument" id="assessment">
<p class="basis"><strong>A reflection aid, not a validated test.</strong> Written for this test.</p>


<p>Mark one answer to each statement.</p>
<section>
<h2 id="tea">Tea</h2>

<div class="statement" id="drink">
<p>1. I drink tea.</p>
<ul class="boxes">
<li><span class="box">☐</span> No (1 point)</li>
<li><span class="box">☐</span> Yes (2 points)</li>
<li><span class="box">☐</span> Does not apply</li>
</ul>
</div>
<div class="statement" id="spill">
<p>2. I spill tea.</p>
<ul class="boxes">
<li><span class="box">☐</span> No (2 points)</li>
<li><span class="box">☐</span> Yes (1 point)</li>
<li><span class="box">☐</span> Does not apply</li>
</ul>
</div>
<p class="sum">Sum: Tea <span class="line"></span> (2 to 4)</p>
</section>
<section>
<h2 id="assessment-bands">What the results mean</h2>
<ul>
<li>Each answer has the points that stand beside it. They are added up for each part: Tea 2–4.</li>
<li>If you answered “Does not apply”: take the points of the part, multiply them by the number of its statements and divide them by the number of those that you answered. Round to whole points.</li>
<li>The first reading that fits is the result.</li>
</ul>

<section class="band">
<h3 id="more">More</h3>
<p class="condition">Tea 3 or more</p>
<p>Go on.</p>

<p class="next">Read next</p>
<ul>
<li><a href="other.xhtml">Other</a></li>
</ul>
</section>
<section class="band">
<h3 id="less">Less</h3>
<p class="condition">Every other result</p>
<p>Begin.</p>

</section>
</section>
<section class="commitment">
<h2 id="assessment-commitment">One thing I will change</h2>
<p>What I will do <span class="lines"></span></p>
<p>By when <span class="line"></span></p>
</section>
</div>

"#]]
    );
}

#[test]
fn an_audit_is_added_up_by_hand() {
    let book = book(
        r#"
-- content/_index.md --
+++
title = "Home"
[audit]
basis = "Written for this test."
entries = { count = 2, label = "Day" }
columns = [{ id = "tea", label = "Tea" }, { id = "bread", label = "Bread" }]
points = 10
match = "first"

[[audit.band]]
id = "any"
when = "else"
+++

## Any {#any}

Fine.

1. What was best? {#best}
"#,
    );
    book.check();
    assert_data_eq!(
        book.body("introduction.xhtml").to_owned(),
        str![[r#"
<div class="instrument" id="audit">
<p class="basis"><strong>A reflection aid, not a validated test.</strong> Written for this test.</p>


<p>Write your numbers beside each entry, then add up each column and divide it by the sum of all: that is its percentage. Points to divide: 10.</p>
<div class="entry" id="audit-1">
<p class="row-title">Day 1</p>
<ul class="fields">
<li>Tea <span class="line"></span></li>
<li>Bread <span class="line"></span></li>
</ul>
</div>
<div class="entry" id="audit-2">
<p class="row-title">Day 2</p>
<ul class="fields">
<li>Tea <span class="line"></span></li>
<li>Bread <span class="line"></span></li>
</ul>
</div>
<section>
<h2 id="audit-sums">How it is divided</h2>
<table>
<thead><tr><th scope="col">Column</th><th scope="col">Points</th><th scope="col">Percent</th></tr></thead>
<tbody>
<tr><th scope="row">Tea</th><td></td><td></td></tr>
<tr><th scope="row">Bread</th><td></td><td></td></tr>
<tr><th scope="row">All together</th><td></td><td></td></tr>
</tbody>
</table>
</section>
<section>
<h2 id="audit-bands">What the results mean</h2>
<ul>
<li>The sum of each column is divided by the sum of all, and rounded to whole percent so that all of them are 100.</li>
<li>The first reading that fits is the result.</li>
</ul>

<section class="band">
<h3 id="any">Any</h3>
<p class="condition">Every other result</p>
<p>Fine.</p>
<ol>
<li id="best">What was best?</li>
</ol>

</section>
</section>
<section class="commitment">
<h2 id="audit-commitment">One thing I will change</h2>
<p>What I will do <span class="lines"></span></p>
<p>By when <span class="line"></span></p>
</section>
</div>

"#]]
    );
}

#[test]
fn an_icon_from_another_file_gives_way_to_its_name() {
    let book = book(
        "-- content/_index.md --\n# Home\n\nCall <svg role=\"img\" aria-label=\"phone\"><use href=\"/icons.svg#phone\"></use></svg> \
         or <svg><use xlink:href=\"#none\"></use></svg>ask. \
         <svg viewBox=\"0 0 1 1\"><g id=\"dot\"></g><use href=\"#dot\"></use></svg>\n-- static/icons.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n",
    );
    book.check();
    assert_data_eq!(
        book.body("introduction.xhtml").to_owned(),
        str![[r##"
<p>Call phone or ask. <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><g id="dot"/><use href="#dot"/></svg></p>

"##]]
    );
}
