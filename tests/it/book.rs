//! The whole handbook on one page, and copies of pages in Markdown.

mod copies;

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use handbook::book::order;
use handbook::compile::build::Build;
use handbook::compile::builder::Builder;
use handbook::compile::options::{BookForm, BuildOptions};
use handbook::html::event::HtmlEvent;
use handbook::html::read::read;
use handbook::source::scan::Scanner;
use snapbox::{assert_data_eq, str};

use crate::fixture::{Fixture, messages, text};

const SITE: &str = r#"-- handbook.toml --
title = "A & B"
description = "Both of *them*"
base_url = "https://example.org/b/"
generate_markdown = true
-- content/_index.md --
# Home

See [one](part/one.md#deep) and [the part](part/_index.md).
-- content/part/_index.md --
+++
title = "Part"
description = "What it* is"
+++

Read [[wage]] and [no chapter](../about.md).
-- content/part/one.md --
+++
title = "One"
+++

## Deep {#deep}

Here[^n], [there](two.md), [here](#deep), [[wage]], [@k].

```rust
let a = "`[x](y)`"; // {#id}
```

- [ ] First task {#first}
  explained
- [x] Second {#second}

> [!NOTE]
> Mind *it*.

[^n]: A note with [a link](https://other.example/).
-- content/part/two.md --
+++
title = "Two"
[comparison]
columns = [{ id = "a", label = "A" }, { id = "b", label = "B" }]
+++

## Row {#row}

a
: left | *x*

b
: right

A note.
-- content/part/three.md --
+++
title = "Three"
+++

## Deep {#deep}

```{comparison} two.md
```

```{checklist} one.md
```

| a | b |
|---|--:|
| 1 | 2 |
-- content/glossary.md --
+++
title = "Words"
nav = "footer"
[glossary]
+++

wage {#wage}
: What is *paid*.
-- content/sources.md --
+++
title = "Sources"
nav = "footer"
[sources]
+++
-- content/sources.yml --
k:
  type: book
  title: A Book
  author: Writer, A.
  date: 2001
-- content/about.md --
+++
title = "About"
nav = "footer"
+++

Us: [the part](part/_index.md).
-- content/print.md --
+++
title = "All"
nav = "footer"
[print]
+++

How to print.
"#;

fn built(files: &str) -> Build {
    let build = Fixture::new(files).build();
    assert_eq!(messages(&build), "");
    build
}

/// The handbook in `content/`.
fn handbook() -> Build {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut scanner = Scanner::new(root, root.join("handbook.toml"));
    let sources = scanner.scan().expect("the handbook can be read");
    Builder::new(BuildOptions::default()).build(sources)
}

/// The values of an attribute, in order.
fn values(events: &[HtmlEvent<'_>], name: &str) -> Vec<String> {
    let values = events.iter().filter_map(|event| match event {
        HtmlEvent::Start(element) => element.get(name),
        _ => None,
    });
    values.map(str::to_owned).collect()
}

/// What must hold of any book on one page: ids are unique, every fragment leads to one, every page
/// of the reading order stands in it once and in order, nothing else leads within the site.
fn check(build: &Build, page: &str) {
    let html = text(build, page);
    let (_, body) = html.split_once("<article").expect("an article");
    let (body, _) = body.split_once("</article>").expect("its end");
    let article = format!("<article{body}</article>");
    let events = read(&article);
    let ids = values(&events, "id");
    let known: BTreeSet<&str> = ids.iter().map(String::as_str).collect();
    assert_eq!(known.len(), ids.len(), "an id is given twice");
    for href in values(&events, "href") {
        if let Some(id) = href.strip_prefix('#') {
            assert!(known.contains(id), "`{href}` leads nowhere");
        } else {
            assert!(href.contains(':'), "`{href}` leads out of the book");
        }
    }
    for name in ["for", "aria-labelledby", "aria-describedby", "headers"] {
        for value in values(&events, name) {
            for id in value.split_ascii_whitespace() {
                assert!(known.contains(id), "{name} `{id}` is nothing");
            }
        }
    }
    let sections = events.iter().filter_map(|event| match event {
        HtmlEvent::Start(element) if element.has_class("book-page") => element.get("id"),
        _ => None,
    });
    let sections: Vec<&str> = sections.collect();
    let pages = order::pages(&build.site, &build.features.back_matter());
    let wanted: Vec<&str> = pages.iter().map(|page| page.id.as_str()).collect();
    assert_eq!(sections, wanted);
    let site = &build.site;
    let order: Vec<usize> = std::iter::successors(Some(0), |id| site.nodes[*id].higher).collect();
    let first: Vec<usize> = pages.iter().take(order.len()).map(|page| page.node).collect();
    assert_eq!(first, order);
}

#[test]
fn the_book_holds_every_page_with_ids_and_links_of_its_own() {
    let build = built(SITE);
    check(&build, "print/index.html");
    let html = text(&build, "print/index.html");
    let (_, book) = html.split_once("<nav class=\"book-contents\"").unwrap();
    assert_data_eq!(
        book,
        str![[r##"
 id="contents" aria-labelledby="page-toc" data-page="p. {}">
<h2 id="page-toc">Contents</h2>

<ol>
<li><a href="#p-part">Part</a>
<ol>
<li><a href="#p-part-one">One</a></li>
<li><a href="#p-part-three">Three</a></li>
<li><a href="#p-part-two">Two</a></li>
</ol></li>
<li><a href="#p-glossary">Words</a></li>
<li><a href="#p-sources">Sources</a></li>
</ol>
</nav>
<div class="book-page book-level-1" id="p">
<div class="prose">
<p>See <a href="#p-part-one--deep">one</a> and <a href="#p-part">the part</a>.</p>
</div>
</div>
<div class="book-page book-level-2" id="p-part">
<h2>Part</h2>
<p class="lead">What it* is</p>
<div class="prose">
<p>Read <a class="term" href="#p-glossary--wage"><span>wage</span></a> and <a href="https://example.org/b/about/">no chapter</a>.</p>
</div>
</div>
<div class="book-page book-level-3" id="p-part-one">
<h3>One</h3>
<div class="prose">
<div class="heading"><h4 id="p-part-one--deep">Deep</h4></div>
<p>Here<sup class="note-ref"><a href="#p-part-one--fn-n" id="p-part-one--fnref-n" aria-label="Note 1">1</a></sup>, <a href="#p-part-two">there</a>, <a href="#p-part-one--deep">here</a>, <a class="term" href="#p-glossary--wage"><span>wage</span></a>, <span class="citation">(<a role="doc-biblioref" href="#p-sources--k">Writer, 2001</a>)</span>.</p>
<pre class="code" data-language="rust" tabindex="0"><code class="language-rust"><span class="k">let</span> a <span class="o">=</span> <span class="s">"`[x](y)`"</span>; <span class="c">// {#id}</span>
</code></pre>
<div class="checklist" id="p-part-one--checklist">
<fieldset>
<legend class="visually-hidden">Deep</legend>
<ul class="tasks">
<li class="task" id="p-part-one--first"><input type="checkbox" id="p-part-one--first-box" aria-describedby="p-part-one--first-hint"><label for="p-part-one--first-box">First task</label>
<span class="hint" id="p-part-one--first-hint">explained</span></li>
<li class="task" id="p-part-one--second"><input type="checkbox" id="p-part-one--second-box"><label for="p-part-one--second-box">Second</label></li>
</ul>
</fieldset>
<p class="tally"> </p>




</div>
<div class="alert alert-note" role="note">
<p class="alert-title">Note</p>
<p>Mind <em>it</em>.</p>
</div>
<section class="notes">
<h4 id="p-part-one--notes">Notes</h4>
<ol>
<li id="p-part-one--fn-n"><p>A note with <a href="https://other.example/" rel="noopener">a link</a>. </p>
</li>
</ol>
</section>
</div>
</div>
<div class="book-page book-level-3" id="p-part-three">
<h3>Three</h3>
<div class="prose">
<div class="heading"><h4 id="p-part-three--deep">Deep</h4></div>
<div class="comparison columns-2 extract" id="p-part-three--comparison--1">
<table>
<caption id="p-part-three--comparison--1-title"><a href="#p-part-two">Two</a></caption>
<thead>
<tr><td></td>
<th scope="col" class="c1">A</th>
<th scope="col" class="c2">B</th></tr>
</thead>
<tbody>
<tr class="row">
<th scope="row" rowspan="2"><a href="#p-part-two--row">Row</a></th>
<td class="c1"><span class="cell-key">A</span> left | <em>x</em></td>
<td class="c2"><span class="cell-key">B</span> right</td>
</tr>
<tr class="more"><td colspan="2">
<p>A note.</p>

</td></tr>
</tbody>
</table>
</div>
<div class="checklist" id="p-part-three--embedded-1">
<fieldset>
<legend>Deep</legend>
<ul class="tasks">
<li class="task" id="p-part-three--embedded-1-first"><input type="checkbox" id="p-part-three--embedded-1-first-box" aria-describedby="p-part-three--embedded-1-first-hint"><label for="p-part-three--embedded-1-first-box">First task</label>
<span class="hint" id="p-part-three--embedded-1-first-hint">explained</span></li>
<li class="task" id="p-part-three--embedded-1-second"><input type="checkbox" id="p-part-three--embedded-1-second-box"><label for="p-part-three--embedded-1-second-box">Second</label></li>
</ul>
</fieldset>
<p class="tally">  <a href="#p-part-one--deep">From “One”</a></p>



</div>
<div class="table"><table>
<thead><tr><th scope="col">a</th><th scope="col" class="align-right">b</th></tr></thead>
<tbody>
<tr><td>1</td><td class="align-right">2</td></tr>
</tbody>
</table></div>
</div>
</div>
<div class="book-page book-level-3" id="p-part-two">
<h3>Two</h3>
<div class="prose">
<div class="comparison columns-2 broad" id="p-part-two--comparison--1">

<table>
<caption class="visually-hidden" id="p-part-two--comparison--1-title">Two</caption>
<thead>
<tr><td></td>
<th scope="col" class="c1">A</th>
<th scope="col" class="c2">B</th></tr>
</thead>
<tbody>
<tr class="row" id="p-part-two--row">
<th scope="row" rowspan="2">Row </th>
<td class="c1"><span class="cell-key">A</span> left | <em>x</em></td>
<td class="c2"><span class="cell-key">B</span> right</td>
</tr>
<tr class="more"><td colspan="2">
<p>A note.</p>

<p class="row-pages">Used in <a href="#p-part-three">Three</a></p>
</td></tr>
</tbody>
</table>



</div>
</div>
</div>
<div class="book-page book-level-2" id="p-glossary">
<h2>Words</h2>
<div class="prose">
<dl class="terms">
<div>
<dt id="p-glossary--wage">wage</dt>
<dd>What is <em>paid</em>.</dd>
<dd class="uses">Used in <a href="#p-part">Part</a>, <a href="#p-part-one">One</a></dd>
</div>
</dl>
</div>
</div>
<div class="book-page book-level-2" id="p-sources">
<h2>Sources</h2>
<div class="prose">
<ul class="sources">
<li id="p-sources--k"><p>Writer, A. (2001). <i>A Book</i>.</p>
<p class="uses">Cited in <a href="#p-part-one">One</a></p>
</li>
</ul>
</div>
</div>

</article>
</main>

</div>
<footer class="site-footer">
<div class="bar">
<ul>
<li><a href="/b/about/">About</a></li>
<li><a href="/b/glossary/">Words</a></li>
<li><a href="/b/print/" aria-current="page">All</a></li>
<li><a href="/b/sources/">Sources</a></li>
</ul>
<p>A &amp; B</p>
</div>
</footer>

</body>
</html>

"##]]
    );
}

#[test]
fn the_book_of_the_handbook_is_whole() {
    let build = handbook();
    check(&build, "print/index.html");
}

#[test]
fn without_a_host_nothing_leads_out_of_the_book_into_the_site() {
    let files = SITE.replace("https://example.org/b/", "/b/");
    let html = text(&built(&files), "print/index.html");
    assert!(html.contains("<a>no chapter</a>"), "{html}");
}

#[test]
fn the_book_follows_an_edit() {
    let mut site = Fixture::new(SITE);
    let before = text(&site.build(), "print/index.html");
    site.replace("content/part/one.md", "Mind *it*", "Mind *that*");
    let build = site.build();
    assert_eq!(build.stats.rendered, ["/part/one/"]);
    let after = text(&build, "print/index.html");
    assert_eq!(after, before.replace("Mind <em>it", "Mind <em>that"));
    assert_eq!(after, text(&site.fresh(), "print/index.html"));
    let copy = text(&build, "part/one/index.md");
    assert!(copy.contains("Mind *that*"), "{copy}");
    assert_eq!(copy, text(&site.fresh(), "part/one/index.md"));
}

#[test]
fn a_site_without_a_page_for_paper_gets_one_where_the_book_is_wanted() {
    let files = "-- handbook.toml --\ntitle = \"A & B\"\nbase_url = \"/b/\"\n\
        -- content/_index.md --\n# Home\n\n[One](print/one.md).\n\
        -- content/print/one.md --\n+++\ntitle = \"One\"\n+++\n\nText.\n";
    let paper = BuildOptions { book: BookForm::Paper, ..BuildOptions::default() };
    let build = Fixture::with(files, paper.clone()).build();
    assert_eq!(messages(&build), "");
    // The address is one that nothing else has.
    let book = text(&build, "print-2/index.html");
    assert!(book.contains("<a href=\"#p-print-one\">One</a>"), "{book}");
    assert!(book.contains("<h3>One</h3>\n<div class=\"prose\">\n<p>Text.</p>"), "{book}");
    assert!(!book.contains("#p-print-2"), "it holds all pages but itself: {book}");
    let plain = Fixture::new(files).build();
    assert!(!plain.outputs.keys().any(|path| path.as_str().starts_with("print-2")));
    let with = format!("{files}-- content/all.md --\n+++\ntitle = \"All\"\n[print]\n+++\n");
    let build = Fixture::with(&with, paper).build();
    assert!(!build.outputs.keys().any(|path| path.as_str().starts_with("print-2")));
    assert!(text(&build, "all/index.html").contains("<h3>One</h3>"));
}

#[test]
fn without_a_browser_the_command_says_what_to_install() {
    let folder = tempfile::tempdir().unwrap();
    let run = |browser: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_handbook"))
            .args(["pdf", "--root", "tests/sites/everything"])
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .env("PATH", folder.path())
            .env("CHROMIUM", browser)
            .env_remove("ProgramFiles")
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2));
        String::from_utf8(output.stderr).unwrap()
    };
    assert_data_eq!(
        run("nowhere"),
        str![[r#"
error: `CHROMIUM` names `nowhere`, which is not a program
  = help: set it to the path of Chromium, Chrome or Edge, or unset it

"#]]
    );
    if cfg!(target_os = "linux") {
        assert_data_eq!(
            run(""),
            str![[r#"
error: found no Chromium, Chrome or Edge to print with
  = help: install one: `apt install chromium` on Debian and Ubuntu, `dnf install chromium` on Fedora, `brew install --cask chromium` on macOS; Windows comes with Edge
  = help: or set the variable `CHROMIUM` to its path
  = help: or print the page in any browser, with Ctrl+P

"#]]
        );
    }
}

#[test]
fn films_sounds_and_frames_are_lines_on_paper() {
    let files = "-- handbook.toml --\ntitle = \"A\"\nbase_url = \"https://example.org/b/\"\ngenerate_markdown = true\n\
        [security]\nframes = [\"https://example.org\"]\n\
        -- content/_index.md --\n# Home\n\n\
        <video controls poster=\"a.svg\"><source src=\"walk.mp4\" type=\"video/mp4\">No film</video>\n\n\
        Hear <audio controls src=\"bell.mp3\" title=\"The bell\"></audio>.\n\n\
        <iframe src=\"https://example.org/1\" title=\"A film\"></iframe>\n\
        -- content/a.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n-- content/walk.mp4 --\nx\n-- content/bell.mp3 --\nx\n\
        -- content/all.md --\n+++\ntitle = \"All\"\n[print]\n+++\n";
    let build = Fixture::new(files).build();
    let book = text(&build, "all/index.html");
    for line in [
        "<img src=\"/b/a.svg\" alt> <a class=\"media\" href=\"https://example.org/b/walk.mp4\">walk.mp4</a>",
        "Hear <a class=\"media\" href=\"https://example.org/b/bell.mp3\">The bell (bell.mp3)</a>.",
        "<p><a class=\"media\" href=\"https://example.org/1\">A film</a></p>",
    ] {
        assert!(book.contains(line), "{line}\n{book}");
    }
    assert!(!book.contains("<video") && !book.contains("<audio") && !book.contains("<iframe"));
    let copy = text(&build, "index.md");
    for line in ["[walk.mp4](", "[The bell (bell.mp3)](", "[A film](https://example.org/1)"] {
        assert!(copy.contains(line), "{line}\n{copy}");
    }
    let page = text(&build, "index.html");
    assert!(page.contains("<video controls") && page.contains("<iframe"));
}

#[test]
fn a_copy_of_a_table_does_not_name_its_columns_as_left_out() {
    let files = "-- handbook.toml --\ntitle = \"A\"\nbase_url = \"https://example.org/b/\"\ngenerate_markdown = true\n\
        -- content/_index.md --\n# Home\n\
        -- content/t.md --\n+++\ntitle = \"T\"\n[comparison]\ncolumns = [{ id = \"a\", label = \"First\" }, { id = \"b\", label = \"Second\" }, { id = \"c\", label = \"Third\" }]\n+++\n\n\
        ## Row {#r}\n\nFirst\n: 1\n\nSecond\n: 2\n\nThird\n: 3\n\
        -- content/all.md --\n+++\ntitle = \"All\"\n[print]\n+++\n";
    let build = Fixture::new(files).build();
    assert!(text(&build, "t/index.html").contains("not shown"));
    let copy = text(&build, "t/index.md");
    assert!(copy.contains("| First | Second | Third |") && !copy.contains("not shown"), "{copy}");
    assert!(!text(&build, "all/index.html").contains("not shown"));
}
