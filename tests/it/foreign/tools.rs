//! Forms of other tools that leave their signs in the text of a page.

use snapbox::{assert_data_eq, str};

use super::{found, site, told};
use crate::fixture::{body, messages};

#[test]
fn a_line_with_two_colons_is_no_definition() {
    let page = "Some words.\n::: tip\nwords\n:::\n\nMore words.\n\n::: {.note}\nwords\n:::\n\n> Quoted.\n> ::: tip\n\n- Item\n  ::: tip\n\n\
        Term\n: Definition\n  ::: tip\n\n```text\n:::: note\n```\n\n<p>\n::: x\n</p>\n\n[a](<a.md>\n\"x\n::y\")\n";
    let build = site(page).build();
    assert_data_eq!(
        body(&build, "a/index.html"),
        str![[r#"
<p>Some words.
::: tip
words
:::</p>
<p>More words.</p>
<p>::: {.note}
words
:::</p>
<blockquote>
<p>Quoted.
::: tip</p>
</blockquote>
<ul>
<li>Item
::: tip</li>
</ul>
<dl>
<dt id="term">Term</dt>
<dd>Definition
::: tip</dd>
</dl>
<pre class="code" tabindex="0"><code>:::: note
</code></pre>
<p>
::: x
</p>
<p><a href="/a/" title="x
::y">a</a></p>
"#]]
    );
    assert_eq!(messages(&build).matches("is a container of").count(), 5, "{}", messages(&build));
}

#[test]
fn forms_that_hardly_anybody_writes_as_text_are_found() {
    let page = "/// note\nText\n///\n\n/// details | A title\n///\n\n> *[HTML]: Hyper Text\n> *[CSS]: Sheets\n\nA word^[A note of one line.] and [small]{.smallcaps}, [x]{#id}.\n\n\
        Press ++ctrl+alt+del++ or ++added words++.\n\nIt {++adds++} {--takes--} {>>says<<} {~~old~>new~~} {==marks==}.\n\n\
        See ![[Photo.png]], {doc}`page`, {py:class}`Foo`, :ref:`x` and :py:func:`y`.\n\n\\begin{align*}\nx\n\\end{align*}\n\n{{toc}}\n\n{{ TOC }}\n";
    assert_data_eq!(
        found(page).join("\n"),
        str![[r#"
`/// note` is a block of PyMdown
`/// details | A title` is a block of PyMdown
`*[HTML]: Hyper Text` is an abbreviation of PHP Markdown or MkDocs
`*[CSS]: Sheets` is an abbreviation of PHP Markdown or MkDocs
`^[A note of one line.]` is a note of Pandoc
`[small]{.smallcaps}` is a span of Pandoc
`[x]{#id}` is a span of Pandoc
`++ctrl+alt+del++` is an insertion or a key of PyMdown
`++added words++` is an insertion or a key of PyMdown
`{++adds++}` is a mark of CriticMarkup
`{--takes--}` is a mark of CriticMarkup
`{>>says<<}` is a mark of CriticMarkup
`{~~old~>new~~}` is a mark of CriticMarkup
`{==marks==}` is a mark of CriticMarkup
`![[Photo.png]]` is an embed of Obsidian
`{doc}` is a role of MyST
`{py:class}` is a role of MyST
`:ref:` is a role of Sphinx
`:py:func:` is a role of Sphinx
`/begin{align*}` is a formula of TeX
`{{toc}}` is a table of contents
`{{ TOC }}` is a table of contents
"#]]
    );
}

#[test]
fn each_of_these_forms_is_found_alone_on_its_page() {
    for form in [
        "/// note",
        "*[HTML]: Hyper Text",
        "Word^[A note.]",
        "A [b]{.c} d",
        "++ctrl+c++",
        "{++a++}",
        "{--a--}",
        "{>>a<<}",
        "{~~a~>b~~}",
        "{==a==}",
        "![[a]]",
        "{doc}`a`",
        "\\begin{align}",
        "{{toc}}",
        ":ref:`a`",
        "- [x ] a",
        "- [-] a",
        "[a] (b.md)",
        "(a)[b.md]",
        "![a](b c (1).png)",
    ] {
        assert_eq!(found(&format!("{form}\n")).len(), 1, "{form}: {}", told(&format!("{form}\n")));
    }
}

#[test]
fn what_only_resembles_these_forms_is_text() {
    for page in [
        "A // b /// c, https://x.example///a and a path ///a.\n",
        "*[link](https://example.org/)* and *[x]*: y\n",
        "2^[n], the pattern ^[a-z] of [^a] and x^[1](https://example.org/)\n",
        "An array[0]{.x}, [text] {.x}, a set {a} and [a]{b}.\n",
        "C++ and D++, i++ and ++i, a ++ b ++ c, ++i; j++, +++ and ++++.\n",
        "{+a+} {-a-} {>a<} {--help} {a--} {~a~}\n",
        "![[]] and `![[a]]`, \\![[a]]\n",
        "The {name} and {name} `x`, a: `x`, ::`x` and 10:`x`.\n",
        "\\begin here, {{to}} and {{toc}} within a line.\n",
        "```text\n/// note\n*[A]: b\n{doc}`x`\n++a b++\n```\n",
        "<code>++a b++ {++a++} [x]{.y}</code>\n",
        "- An item [sic]{#id}\n  with more\n- another [sic] {#id-2}\n\n## A heading [sic]{#head}\n",
        "See [ref]{.x} now.\n\n[ref]: https://example.org/\n",
    ] {
        assert_eq!(found(page), [""; 0], "{page}");
    }
}

#[test]
fn a_span_at_the_end_of_a_paragraph_is_one_mistake() {
    for page in ["Text [x]{.y}\n", "[x]{#y}\n"] {
        assert_eq!(told(page).matches("warning[").count(), 1, "{page}: {}", told(page));
    }
}

#[test]
fn an_embed_is_no_unknown_term() {
    let told = told(
        "![[Photo]]\n-- content/g.md --\n+++\ntitle = \"G\"\n[glossary]\nunused = true\n+++\n\nRow\n: A line.\n",
    );
    assert_eq!(told.matches("[foreign-syntax]").count(), 1, "{told}");
    assert!(!told.contains("unknown-term"), "{told}");
}

#[test]
fn boxes_of_other_tools_are_no_tasks() {
    assert_data_eq!(
        told("- [x ] one\n\n- [-] two\n\n[-] is no item.\n"),
        str![[r#"
warning[foreign-syntax]: `[x ] one` is no task
 --> content/a.md:3:3
  |
3 | - [x ] one
  |   ^^^^^^^^
  |
  = help: write `- [ ] ` for what is to be done, and `- [x] ` for what is done
  = help: to show it as it is, put it in backticks

warning[foreign-syntax]: `[-] two` is no task
 --> content/a.md:5:3
  |
5 | - [-] two
  |   ^^^^^^^
  |
  = help: write `- [ ] ` for what is to be done, and `- [x] ` for what is done
  = help: to show it as it is, put it in backticks

"#]]
    );
    assert_eq!(found("* [ x] a\n* [X ] a\n1. [/] a\n2. [>] a\n").len(), 4);
    let page = "- [-](https://example.org/) a\n- [/] a\n- [-][r] b\n- a [-] b\n- [-]: c\n- `[-]` d\n\n[/]: https://example.org/\n[r]: https://example.org/\n";
    assert_eq!(found(page), [""; 0]);
}

#[test]
fn attributes_with_text_behind_them_are_told() {
    assert_data_eq!(
        told(
            "## Second {#id} trailing\n\n- Item {#item .a}, and more\n\nTerm {#term} more\n: Definition\n"
        ),
        str![[r#"
warning[invalid-attributes]: attributes in the middle of this heading are text
 --> content/a.md:3:11
  |
3 | ## Second {#id} trailing
  |           ^^^^^
  |
  = help: put them at the end of the heading
  = help: for a literal brace write `/{`

warning[invalid-attributes]: attributes in the middle of this item are text
 --> content/a.md:5:8
  |
5 | - Item {#item .a}, and more
  |        ^^^^^^^^^^
  |
  = help: put them at the end of the item
  = help: for a literal brace write `/{`

warning[invalid-attributes]: attributes in the middle of this term are text
 --> content/a.md:7:6
  |
7 | Term {#term} more
  |      ^^^^^^^
  |
  = help: put them at the end of the term
  = help: for a literal brace write `/{`

"#]]
    );
    let page = "## A `{#b}` c, {#each} loops and \\{#d} e\n\n## A {b} c {#d}\n\n- Item {#item}\n  goes on\n- ![a](/i.svg){#b} c\n-- static/i.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 2 1\"></svg>\n";
    let told = told(page);
    assert_eq!(told.matches("in the middle").count(), 1, "{told}");
}

#[test]
fn a_colon_without_a_space_begins_no_definition() {
    let build = site("Good luck!\n\n:-) Anna\n\nWhat it does:\n\n:rocket: Fast\n\nAt\n:30 past\n\nTerm\n: Definition\n").build();
    assert_data_eq!(
        body(&build, "a/index.html"),
        str![[r#"
<p>Good luck!</p>
<p>:-) Anna</p>
<p>What it does:</p>
<p>:rocket: Fast</p>
<p>At
:30 past</p>
<dl>
<dt id="term">Term</dt>
<dd>Definition</dd>
</dl>
"#]]
    );
}

#[test]
fn formulas_comments_sizes_and_no_break_spaces_are_told() {
    let page = "![The bed](bed.svg =300x200)\n\n! [a bed](bed.svg)\n\n- [ x ] task\n\n!!!note \"x\"\n\n%% private %%\n\n%%\nblock\n%%\n\n\
        Let $\\alpha + \\beta_1$ and \\(\\frac{1}{2}\\) and $`x^2`$ and \\(x\\).\n\n\\[\na_1 + \\beta\n\\]\n\n\
        ##\u{a0}Heading\n\n-\u{a0}item\n\n- [x]\u{a0}task\n\n[x]\u{a0}(b.md)\n";
    assert_eq!(
        found(page),
        [
            "`![The bed](bed.svg =300x200)` is no image: a size in its brackets is no Markdown",
            "`! [a bed](bed.svg)` is no image: a space follows its `!`",
            "`[ x ] task` is no task",
            "`!!!note \"x\"` is an admonition of MkDocs",
            "`%% private %%` is a comment of Obsidian",
            "`%%` is a comment of Obsidian",
            "`$\\alpha + \\beta_1$` is a formula of TeX",
            "`\\(\\frac{1}{2}\\)` is a formula of TeX",
            "`$`x^2`$` is a formula of GitLab or GitHub",
            "`\\(x\\)` is a formula of TeX",
            "`\\[` is a formula of TeX",
            "`##\u{a0}Heading` is no heading and no item: a no-break space follows its sign",
            "`-\u{a0}item` is no heading and no item: a no-break space follows its sign",
            "`[x]\u{a0}task` is no task",
            "`[x]\u{a0}(b.md)` is no link: a space parts its brackets",
        ]
    );
    let text = "Look! [The plan](a.md) costs $5 or $6, 100%% of it and 20%% more.\n\n??? why\n\n!!!wow\n\n\
        \\[x\\] and \\[foo\\_bar\\] and f\\(a\\_b\\), am\n5.\u{a0}Mai, *\u{a0}a\u{a0}*\n";
    assert_eq!(found(text), [""; 0]);
}

#[test]
fn an_attribute_that_makes_markdown_of_html_is_told_where_it_has_to() {
    let page = "<div class=\"grid\" markdown=\"1\">\n- **one**\n</div>\n\n<div markdown>\n\n- **two**\n\n</div>\n\n<div markdown=\"0\">\n- three\n</div>\n";
    assert_eq!(
        found(page),
        [
            "`markdown` of MkDocs and kramdown means nothing here: what stands right below the tag is HTML"
        ]
    );
}
