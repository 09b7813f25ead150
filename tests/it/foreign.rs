//! The syntax of other tools is told, and never taken for Markdown in silence.

mod html;
mod leftovers;
mod links;
mod tools;

use snapbox::{assert_data_eq, str};

use crate::commonmark::specification;
use crate::fixture::{Fixture, body, messages, text};

/// What is told of a page with this text.
fn told(page: &str) -> String {
    messages(&site(page).build())
}

fn site(page: &str) -> Fixture {
    crate::fixture::bare(&format!(
        "-- content/_index.md --\n# Home\n-- content/a.md --\n# A\n\n{page}"
    ))
}

#[test]
fn a_form_is_told_with_its_tool_and_what_to_write() {
    assert_data_eq!(
        told("Intro.\n\n:::note\nDocusaurus style\n:::\n"),
        str![[r#"
warning[foreign-syntax]: `:::note` is a container of Docusaurus, VitePress or Pandoc
 --> content/a.md:5:1
  |
5 | :::note
  | ^^^^^^^
  |
  = help: write an alert: `> [!NOTE]`, with `> ` before each of its lines
  = help: to show it as it is, put it in backticks

"#]]
    );
}

/// The forms that are found on a page, in order.
fn found(page: &str) -> Vec<String> {
    told(page)
        .lines()
        .filter_map(|line| line.strip_prefix("warning[foreign-syntax]: "))
        .map(|line| line.trim_end().to_owned())
        .collect()
}

#[test]
fn every_form_is_found_wherever_it_may_stand() {
    let page = "::: tip A title\ntext\n:::\n\n!!! note\n    Text\n\n??? tip \"Title\"\n\n    Text\n\n=== \"Tab\"\n\n    Text\n\n\
        {{< figure src=\"x\" >}} and {{% notice %}}text{{% /notice %}} {{<youtube id>}}\n\n{{#include x.md}}\n\n\
        {% raw %}x{% endraw %}\n\n--8<-- \"file.md\"\n\nimport X from './x'\n\nexport const x = 1\n\n<Tabs items={['a']}>\n\n\
        <TabItem label=\"x\">\n\ntext <Badge text=\"a\" /> and <Card.Title>x</Card.Title>\n\n[TOC]\n\n[[_TOC_]]\n\n[[toc]]\n\n\
        Text \\\\(x\\\\) and\n\\\\[y\\\\]\n\n> [!INFO] Title\n> text\n\nA :smile: and :material-account: :lucide-check: :+1:.\n\nText\n:rocket: goes\n\n\
        ##NoSpace\n\n- {{< in-item >}}\n- [ ] :tada: done {#t}\n\n| a | b |\n|---|---|\n| :x-ray: | {{< y >}} |\n\n\
        $$\nx^2\n$$\n\n{{ figure(src=\"a\") }} {{ site.title }}\n\n{: .lead }\n\n.. note:: x\n\n{/* c */}\n\n<<< @/x.js\n\n<button onClick={f}>x</button>\n";
    let found = found(page);
    assert_data_eq!(
        found.join("\n"),
        str![[r#"
`::: tip A title` is a container of Docusaurus, VitePress or Pandoc
`!!! note` is an admonition of MkDocs
`??? tip "Title"` is an admonition of MkDocs that opens
`=== "Tab"` is a tab of MkDocs
`{{< figure src="x" >}}` is a shortcode of Hugo
`{{% notice %}}` is a shortcode of Hugo
`{{<youtube id>}}` is a shortcode of Hugo
`{{#include x.md}}` is an inclusion of mdBook
`{% raw %}` is a tag of Jekyll, Zola or Jinja
`--8<-- "file.md"` is a snippet of MkDocs
`import X from './x'` is an import of MDX
`export const x = 1` is an export of MDX
`<Tabs items={['a']}>` is a component of MDX
`<TabItem label="x">` is a component of MDX
`<Badge text="a" />` is a component of MDX
`<Card.Title>` is a component of MDX
`[TOC]` is a table of contents of MkDocs
`[[_TOC_]]` is a table of contents of GitLab
`[[toc]]` is a table of contents of VitePress
`//(x//)` is a formula of MathJax
`//[y//]` is a formula of MathJax
`[!INFO] Title` is a callout of Obsidian
`:smile:` is the name of an emoji
`:material-account:` is an icon of Material for MkDocs or Zensical
`:lucide-check:` is an icon of Material for MkDocs or Zensical
`:+1:` is the name of an emoji
`:rocket:` is the name of an emoji
`##NoSpace` is a heading of old Markdown
`{{< in-item >}}` is a shortcode of Hugo
`:tada:` is the name of an emoji
`:x-ray:` is the name of an emoji
`{{< y >}}` is a shortcode of Hugo
`$$` is a formula of TeX
`{{ figure(src="a") }}` is an expression of Zola, Hugo or Jekyll
`{{ site.title }}` is an expression of Zola, Hugo or Jekyll
`{: .lead }` is an attribute list of kramdown
`.. note:: x` is a directive of reStructuredText
`{/* c */}` is a comment of MDX
`<<< @/x.js` is an inclusion of VitePress
`<button onClick={f}>` is a component of MDX
"#]]
    );
}

#[test]
fn text_and_code_are_no_forms() {
    for page in [
        "At 10:30:15, a ratio of 1:2:3, `std::vec`, std::vec::Vec and :) :( :-) :D :: x.\n",
        "Read `:::note`, `{{< x >}}` and `:smile:`.\n\n```\n:::note\n{{< x >}}\n<Tabs items={x}>\n```\n\n    !!! note\n",
        "Dear {{name}}, see a {b} and {{{c}}}.\n",
        "A `Vec<String>`, <BR> <Br> <Img src=\"b.png\" alt=\"x\"> and a <span title=\":x:\">word</span>.\n",
        "Hurry!!! note that. What??? really.\n",
        "<!-- {{< x >}} <Tabs items={x}> :::note -->\n\nText <!-- :smile: --> text.\n",
        "import duties from abroad\n\nexport const and others.\n",
        "\\:::note\n\n\\{{< x >}} and \\:smile:\n",
        "<code>:::note :smile: {{< x >}}</code>\n",
        "> [!NOTE]\n> text\n\nTerm\n: Definition\n\n#Hashtag\n\na == b\n",
        "Cost: 5 $$ and [a link](https://example.com/a:b:c/). Options: `a`: x, `b`: y\n",
    ] {
        assert_eq!(found(page), [""; 0], "{page}");
    }
}

#[test]
fn no_example_of_commonmark_is_a_form_of_another_tool() {
    let mut pages = String::new();
    for (number, markdown) in specification() {
        pages.push_str(&format!("-- content/e{number}.md --\n+++\ntitle = \"E\"\n+++\n\n"));
        pages.push_str(&markdown.replace("\n-- ", "\n --"));
        pages.push('\n');
    }
    let build = crate::fixture::bare(&format!("-- content/_index.md --\n# Home\n{pages}")).build();
    let foreign: Vec<_> = build
        .diagnostics
        .iter()
        .filter(|d| d.code.as_str() == "foreign-syntax")
        .map(|d| (d.place.as_ref().unwrap().path.to_string(), d.message.clone()))
        .collect();
    assert_eq!(foreign, []);
}

#[test]
fn a_table_of_contents_of_another_tool_is_no_unknown_term() {
    assert_data_eq!(
        told(
            "[[toc]]\n-- content/g.md --\n+++\ntitle = \"G\"\n[glossary]\n+++\n\nRow\n: A line.\n"
        ),
        str![[r#"
warning[foreign-syntax]: `[[toc]]` is a table of contents of VitePress
 --> content/a.md:3:1
  |
3 | [[toc]]
  | ^^^^^^^
  |
  = help: remove it: each page has its contents beside it
  = help: to show it as it is, put it in backticks

warning[unused-term]: no page uses the term `Row`
 --> content/g.md:6:1
  |
6 | Row
  | ^^^
  |
  = help: write `[[Row]]` where you use it, or delete it
  = help: if the page is for looking up, write `unused = true` under `[glossary]`

"#]]
    );
}

#[test]
fn a_link_without_text_shows_the_title_of_its_target() {
    let mut site = site(
        "[](b.md), [ ](b.md#part), [](https://example.com/), []()\n-- content/b.md --\n# *B* & co\n\n## A part {#part}\n",
    );
    let build = site.build();
    assert_data_eq!(
        messages(&build),
        str![[r#"
warning[empty-link]: the link to `b.md` has no text
 --> content/a.md:3:1
  |
3 | [](b.md), [ ](b.md#part), [](https://example.com/), []()
  | ^^^^^^^^
  |
  = help: write the words that readers press between the brackets

warning[empty-link]: the link to `b.md#part` has no text
 --> content/a.md:3:11
  |
3 | [](b.md), [ ](b.md#part), [](https://example.com/), []()
  |           ^^^^^^^^^^^^^^
  |
  = help: write the words that readers press between the brackets

warning[empty-link]: the link to `https://example.com/` has no text
 --> content/a.md:3:27
  |
3 | [](b.md), [ ](b.md#part), [](https://example.com/), []()
  |                           ^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write the words that readers press between the brackets

error[broken-link]: the link has no target
 --> content/a.md:3:53
  |
3 | [](b.md), [ ](b.md#part), [](https://example.com/), []()
  |                                                     ^^^^
  |
  = help: write it between the parentheses, or `#` for this page

"#]]
    );
    assert_data_eq!(
        body(&build, "a/index.html"),
        str![[
            r#"<p><a href="/b/">B &amp; co</a>, <a href="/b/#part">A part</a>, <a href="https://example.com/" rel="noopener">https://example.com/</a>, <a ></a></p>"#
        ]]
    );
}

#[test]
fn fences_have_titles_and_marked_lines() {
    let mut site = site(
        "```{.rust}\nlet x = 1;\n```\n\n```js {1,3}\na\nb\nc\n```\n\n```python title=\"x.py\" hl_lines=\"1\"\n\"\"\"b\nc\"\"\"\n```\n\n``` title=\"plain & simple\"\nx\n```\n\n```rust,ignore\nx\n```\n\n```rust,linenos\nx\n```\n\n```text showLineNumbers\nx\n```\n",
    );
    let build = site.build();
    assert_data_eq!(
        messages(&build),
        str![[r#"
warning[invalid-attributes]: `linenos` means nothing after the language of a code block
  --> content/a.md:26:9
   |
26 | ```rust,linenos
   |         ^^^^^^^
   |
   = help: a code block takes `title="…"`, and `{1,3-5}` for the lines to mark

warning[invalid-attributes]: `showLineNumbers` means nothing after the language of a code block
  --> content/a.md:30:9
   |
30 | ```text showLineNumbers
   |         ^^^^^^^^^^^^^^^
   |
   = help: a code block takes `title="…"`, and `{1,3-5}` for the lines to mark

"#]]
    );
    assert_data_eq!(
        body(&build, "a/index.html"),
        str![[r#"
<pre class="code" data-language="rust" tabindex="0"><code class="language-rust"><span class="k">let</span> x <span class="o">=</span> <span class="n">1</span>;
</code></pre>
<pre class="code" data-language="js" tabindex="0"><code class="language-js"><mark><span class="v">a</span></mark><span class="v">
b
</span><mark><span class="v">c</span></mark>
</code></pre>
<figure><figcaption>x.py</figcaption>
<pre class="code" data-language="python" tabindex="0"><code class="language-python"><mark><span class="c">"""b</span></mark><span class="c">
c"""</span>
</code></pre></figure>
<figure><figcaption>plain &amp; simple</figcaption>
<pre class="code" tabindex="0"><code>x
</code></pre></figure>
<pre class="code" data-language="rust" tabindex="0"><code class="language-rust">x
</code></pre>
<pre class="code" data-language="rust" tabindex="0"><code class="language-rust">x
</code></pre>
<pre class="code" tabindex="0"><code>x
</code></pre>
"#]]
    );
}

#[test]
fn ordered_task_lists_keep_their_numbers() {
    let build = site("1. [ ] One {#one}\n2. [x] Two {#two}\n   1. [ ] Inner {#inner}\n3. Plain\n4. [ ] Four {#four}\n").build();
    assert_eq!(messages(&build), "");
    let html = body(&build, "a/index.html");
    let starts = |tag: &str| {
        html.lines().filter(|line| line.starts_with(tag)).collect::<Vec<_>>().join("\n")
    };
    assert_data_eq!(
        starts("<ol"),
        str![[r#"
<ol class="tasks">
<ol class="tasks">
<ol start="3">
<ol start="4" class="tasks">
"#]]
    );
    assert_data_eq!(
        starts("<li"),
        str![[r#"
<li class="task" value="1" id="one" data-item="one" data-hash="97dd2ea2"><input type="checkbox" id="one-box"><label for="one-box">One</label></li>
<li class="task" value="2" id="two" data-item="two" data-hash="8ad98562"><input type="checkbox" id="two-box" checked><label for="two-box">Two</label>
<li class="task" value="1" id="inner" data-item="inner" data-hash="a2a579ef"><input type="checkbox" id="inner-box"><label for="inner-box">Inner</label></li>
<li>Plain</li>
<li class="task" value="4" id="four" data-item="four" data-hash="b3013f9c"><input type="checkbox" id="four-box"><label for="four-box">Four</label></li>
"#]]
    );
    assert!(!html.contains("<ul"), "{html}");
}

#[test]
fn a_straight_mark_closes_where_it_can_only_close() {
    let page = "A 6\" pipe and a 12\" board. He said \"yes\".\n\n\"A *b \"c\" d*.\"\n\nSay \"[link](_index.md)\" and \"**bold**\" and \"`code`\".\n\n\
        \"She said 'no',\" he said. 'It's \"fine\"'. (\"a\", \"b\"), \"a\"/\"b\", \"a\"—\"b\".\n\nrock 'n' roll, the '80s, word\" alone. \" 5' 10\"\n";
    let build = site(page).build();
    assert_data_eq!(
        body(&build, "a/index.html"),
        str![[r#"
<p>A 6” pipe and a 12” board. He said “yes”.</p>
<p>“A <em>b “c” d</em>.”</p>
<p>Say “<a href="/">link</a>” and “<strong>bold</strong>” and “<code>code</code>”.</p>
<p>“She said ‘no’,” he said. ‘It’s “fine”’. (“a”, “b”), “a”/“b”, “a”—“b”.</p>
<p>rock ‘n’ roll, the ‘80s, word” alone. " 5’ 10”</p>
"#]]
    );
}

#[test]
fn a_title_may_hold_whatever_a_line_may_hold() {
    let mut site = Fixture::new(
        "-- content/_index.md --\n# Home\n\n[a](a.md)\n-- content/a.md --\n# See [b](b.md), `code` & *more*[^n] [[Row]] <b>raw</b> {#given .x}\n\nText. [here](#given)\n\n[^n]: Note.\n\
         -- content/b.md --\n# B\n-- content/g.md --\n+++\ntitle = \"G\"\n[glossary]\n+++\n\nRow {#row}\n: A line.\n",
    );
    let build = site.build();
    assert_data_eq!(messages(&build), str![[""]]);
    let html = text(&build, "a/index.html");
    let line =
        |start: &str| html.lines().find(|line| line.contains(start)).unwrap_or_default().to_owned();
    assert_data_eq!(
        line("<h1>"),
        str![[
            r##"<h1>See <a href="/b/">b</a>, <code>code</code> &amp; <em>more</em><sup class="note-ref"><a href="#fn-n" id="fnref-n" aria-label="Note 1">1</a></sup> <a class="term" href="/g/#row">Row</a> <b>raw</b></h1>"##
        ]]
    );
    assert_data_eq!(line("<title>"), str!["<title>See b, code &amp; more Row raw – Test</title>"]);
    assert!(text(&build, "b/index.html").contains("Mentioned in"), "the link counts");
}

#[test]
fn what_a_title_leads_to_is_looked_up() {
    let mut site = Fixture::new(
        "-- content/_index.md --\n# Home\n-- content/a.md --\n# See [x](nope.md), ![i](nope.png), [[noterm]] and [@nokey]\n\nText.\n\
         -- content/g.md --\n+++\ntitle = \"G\"\n[glossary]\n+++\n\nRow {#row}\n: A line. [[row]]\n-- content/s.md --\n+++\ntitle = \"S\"\n[sources]\nfile = \"s.yml\"\n+++\n\n[@a]\n\
         -- content/s.yml --\na:\n  type: Book\n  title: A\n",
    );
    assert_data_eq!(
        messages(&site.build()),
        str![[r#"
error[broken-link]: there is no page or file `nope.md`
 --> content/a.md:1:7
  |
1 | # See [x](nope.md), ![i](nope.png), [[noterm]] and [@nokey]
  |       ^^^^^^^^^^^^
  |
  = help: write the path of a file, relative to this one: `../part/chapter.md`

error[missing-image]: there is no image `nope.png`
 --> content/a.md:1:21
  |
1 | # See [x](nope.md), ![i](nope.png), [[noterm]] and [@nokey]
  |                     ^^^^^^^^^^^^^^
  |
  = help: put the image next to the page or in `static`, and write its path relative to this file

error[unknown-term]: there is no term `noterm`
 --> content/a.md:1:37
  |
1 | # See [x](nope.md), ![i](nope.png), [[noterm]] and [@nokey]
  |                                     ^^^^^^^^^^
  |
  = help: define it in the glossary, or write `/[[noterm]]` for literal brackets

error[unknown-source]: there is no source `nokey`
 --> content/a.md:1:53
  |
1 | # See [x](nope.md), ![i](nope.png), [[noterm]] and [@nokey]
  |                                                     ^^^^^^
  |
  = help: if this is not a citation, write `/[@`

"#]]
    );
}

#[test]
fn a_title_of_the_front_matter_is_typographic_too() {
    let title = |written: &str| {
        let build = crate::fixture::Fixture::new(&format!(
            "-- content/_index.md --\n# Home\n-- content/a.md --\n---\ntitle: {written}\n---\n\nText.\n"
        ))
        .build();
        let told = messages(&build);
        assert_eq!(told.is_empty(), !written.contains("*No*"), "{told}");
        let html = text(&build, "a/index.html");
        let (_, rest) = html.split_once("<h1>").unwrap();
        rest.split_once("</h1>").unwrap().0.to_owned()
    };
    for (written, shown) in [
        ("It's \"here\" -- now...", "It’s “here” – now…"),
        (
            "'1. *No* list, a_b_c & [x](y) <b> `c` 5\\ \"6\" --'",
            "1. *No* list, a_b_c &amp; [x](y) &lt;b&gt; `c` 5\\ “6” –",
        ),
        ("'- dash -- \\* ==x=='", "- dash – \\* ==x=="),
    ] {
        let shown = shown.to_owned();
        assert_eq!(title(written).replace("&#x2F;", "/").replace("&#47;", "/"), shown, "{written}");
    }
}

#[test]
fn an_address_keeps_its_underscores() {
    let page = "https://example.com/_a_/b_c_d and https://example.com/__init__.py, https://example.com/x _a_ https://example.com/_a b_ (https://example.com/_x_)\n";
    let build = site(page).build();
    assert_data_eq!(
        body(&build, "a/index.html"),
        str![[
            r#"<p><a href="https://example.com/_a_/b_c_d" rel="noopener">https://example.com/_a_/b_c_d</a> and <a href="https://example.com/__init__.py" rel="noopener">https://example.com/__init__.py</a>, <a href="https://example.com/x" rel="noopener">https://example.com/x</a> <em>a</em> <a href="https://example.com/" rel="noopener">https://example.com/</a><em>a b</em> (<a href="https://example.com/_x_" rel="noopener">https://example.com/_x_</a>)</p>"#
        ]]
    );
}

#[test]
fn of_several_addresses_those_that_are_whole_keep_their_underscores() {
    let page = "https://a.org/_x_ https://b.org/_y z_ https://c.org/_e_ https://d.org/_f_g?a&amp;b_h_ end\n";
    assert_data_eq!(
        body(&site(page).build(), "a/index.html"),
        str![[
            r#"<p><a href="https://a.org/_x_" rel="noopener">https://a.org/_x_</a> <a href="https://b.org/" rel="noopener">https://b.org/</a><em>y z</em> <a href="https://c.org/_e_" rel="noopener">https://c.org/_e_</a> <a href="https://d.org/" rel="noopener">https://d.org/</a><em>f_g?a&amp;b_h</em> end</p>"#
        ]]
    );
}

#[test]
fn a_list_of_a_type_is_no_reference_and_raw_code_has_no_marks() {
    let build =
        site("A `x` of string[][] or [string][] and <code>a ==b== c</code>, ==d==.\n").build();
    assert_eq!(messages(&build), "");
    assert!(body(&build, "a/index.html").contains("<code>a ==b== c</code>, <mark>d</mark>"));
}
