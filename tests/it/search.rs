//! What readers search: the index against a plain scan of everything, its files, the list from A to Z.

use std::collections::{BTreeMap, BTreeSet};

use handbook::compile::build::Build;
use handbook::search::language::spelled;
use handbook::search::words::words;
use serde_json::Value;
use snapbox::{assert_data_eq, str};

use crate::fixture::{Fixture, messages, text};

mod scan;

const EXAMPLES: &str = include_str!("../search.json");

/// A handbook with one of everything that can be found.
const SITE: &str = "\
-- content/_index.md --
+++
title = \"Home\"
description = \"Where it begins\"
+++
Welcome.
-- content/find.md --
+++
title = \"Find\"
[search]
+++
-- content/glossary.md --
+++
title = \"Words\"
[glossary]
+++
Trust {#trust also=\"confidence\"}
: Relying on someone who could let you down.
-- content/part/table.md --
+++
title = \"Tables\"
[comparison]
columns = [{ id = \"one\", label = \"One\" }, { id = \"two\", label = \"Two\" }]
+++
## Group {#group}

Intro of the group.

### Horizon {#horizon}

One
: Weeks

Two
: Decades

A footing.
-- content/part/list.md --
# Delegating

Before a heading, [[trust]] &amp; `code`.

## Handing over {#over}

Give the *re*sult <!-- hidden --> away.[^1] See [the table](table.md#horizon).

- [ ] Name the owner {#owner}
  - [ ] Say when {#when}

[^1]: A note on purpose.
";

fn index(build: &Build, path: &str) -> Value {
    let script = text(build, path);
    let (_, rest) = script.split_once("JSON.parse('").expect("a call");
    let json = rest.trim_end().strip_suffix("'))").expect("one call");
    let json = json.replace("\\'", "'").replace("\\\\", "\\");
    serde_json::from_str(&json).expect("JSON")
}

#[test]
fn words_are_what_the_list_of_examples_says() {
    let examples: Value = serde_json::from_str(EXAMPLES).expect("JSON");
    for example in examples["words"].as_array().expect("a list") {
        let wanted: Vec<String> = serde_json::from_value(example[1].clone()).expect("words");
        assert_eq!(words(example[0].as_str().expect("a text")), wanted, "{example}");
    }
}

#[test]
fn english_words_have_one_spelling() {
    let examples: Value = serde_json::from_str(EXAMPLES).expect("JSON");
    for example in examples["spelled"].as_array().expect("a list") {
        let [word, wanted] = [0, 1].map(|at| example[at].as_str().expect("a word"));
        assert_eq!(spelled(word), wanted);
    }
}

/// The entries of the pages of an index: kind, anchor and name of each.
fn entries(index: &Value) -> String {
    let pages = index["pages"][0].as_array().expect("pages");
    let lines = pages.iter().flat_map(|page| {
        let texts: Vec<&str> = page
            .as_array()
            .expect("texts")
            .iter()
            .map(|text| text.as_str().expect("text"))
            .collect();
        let kinds = texts[3].chars();
        let entries = kinds.zip(texts[4..].chunks(2));
        entries.map(|(kind, entry)| format!("{kind} {}", entry.join(" "))).collect::<Vec<_>>()
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The words of an index of one file. None of them shares so many letters with another that their
/// number would be written with two characters.
fn words_of(index: &Value) -> BTreeSet<String> {
    let digits = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRST";
    let mut words = BTreeSet::new();
    let mut first = String::new();
    for class in index["words"][0].as_str().expect("words").split_terminator(' ') {
        let forms = class.split(['!', '#', '$', '%', '*', '<', '&']).next().expect("forms");
        for (at, form) in forms.split(',').enumerate() {
            let mut letters = form.chars();
            let same = letters.next().and_then(|digit| digits.find(digit)).expect("a digit");
            let word: String = first.chars().take(same).chain(letters).collect();
            if at == 0 {
                first.clone_from(&word);
            }
            words.insert(word);
        }
    }
    words
}

const SEARCH_PAGE: &str = "-- content/search.md --\n+++\ntitle = \"Search\"\n[search]\n+++\n";

#[test]
fn sources_readings_statements_captions_and_notes_have_their_kinds() {
    let site = format!(
        "{SEARCH_PAGE}-- content/_index.md --
# Home

As she says [@arendt1958].[^1]

```{{figure}} plan.svg
:alt: a plan

The plan of the *garden*.
```

[^1]: A remark at the foot.
-- content/plan.svg --
<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>
-- content/sources.md --
+++
title = \"Sources\"
[sources]
+++
-- content/sources.yml --
arendt1958:
  type: book
  title: The Human Condition
  author: \"Arendt, H.\"
  date: 1958
  note: Read in a translation.
-- content/which.md --
+++
title = \"Which\"
[assessment]
basis = \"Our own.\"
scale = [\"No\", \"Yes\"]
dimensions = [{{ id = \"one\", label = \"One\" }}]
[[assessment.band]]
id = \"w-all\"
when = \"else\"
+++
## One {{#one}}

1. I gave a reason. {{#w-1}}

## Any score {{#w-all}}

Go on as before.
"
    );
    let build = Fixture::new(&site).build();
    assert_eq!(messages(&build), "");
    let index = index(&build, "search/index.js");
    assert_data_eq!(
        entries(&index),
        str![[r#"
f  The plan of the garden.
n fn-1 A remark at the foot.
s arendt1958 Arendt, H. (1958). The Human Condition.
h one One
b w-all Any score
q w-1 I gave a reason.
"#]]
    );
    for word in ["condition", "arendt", "translation", "remark", "garden", "reason"] {
        assert!(words_of(&index).contains(word), "{word}");
    }
}

#[test]
fn other_words_for_pages_headings_and_rows_are_found_and_listed() {
    let site = format!(
        "{SEARCH_PAGE}-- content/one.md --
+++
title = \"Talks\"
also = [\"one-on-one\", \"1:1\"]
+++
## Once a week {{#weekly also=\"weekly, KPI\"}}
-- content/table.md --
+++
title = \"Table\"
[comparison]
columns = [{{ id = \"a\", label = \"A\" }}, {{ id = \"b\", label = \"B\" }}]
+++
### Pay {{#pay also=\"salary\"}}

A
: Money

B
: More
"
    );
    let build = Fixture::new(&site).build();
    assert_eq!(messages(&build), "");
    let first = index(&build, "search/index.js");
    for word in ["oneonone", "1:1", "weekly", "kpi", "salary"] {
        assert!(words_of(&first).contains(word), "{word}");
    }
    let page = text(&build, "search/index.html");
    // Those of a page are what readers type, mistakes among them, and no names for a list.
    assert!(!page.contains(">1:1<"));
    for link in ["/one/#weekly\">KPI<", "/table/#pay\">salary<"] {
        assert!(page.contains(link), "{link}");
    }
}

#[test]
fn an_attribute_of_a_heading_that_is_nearly_also_is_an_error() {
    let build =
        Fixture::new("-- content/_index.md --\n# Home\n\n## Part {#part alsso=\"bit\"}\n").build();
    assert_data_eq!(
        messages(&build),
        str![[r#"
error[invalid-attributes]: `alsso` means nothing here
 --> content/_index.md:3:16
  |
3 | ## Part {#part alsso="bit"}
  |                ^^^^^
  |
  = help: did you mean `also`?
  = help: an attribute block here has an id and classes, `{#id .class}`
  = help: for a literal brace write `/{`

"#]]
    );
}

#[test]
fn a_part_that_is_found_last_comes_last_in_the_index_and_lists_its_titles_alone() {
    let site = format!(
        "{SEARCH_PAGE}-- content/a/_index.md --
+++
title = \"For editors\"
found_last = true
+++
-- content/a/below.md --
# Below

## Keys {{#keys}}
-- content/b.md --
# Chapter
"
    );
    let build = Fixture::new(&site).build();
    let first = index(&build, "search/index.js");
    let pages = first["pages"][0].as_array().expect("pages");
    let paths: Vec<_> = pages.iter().map(|page| page[0].as_str().expect("a path")).collect();
    assert_eq!(paths, ["", "b/", "search/", "a/", "a/below/"]);
    assert_eq!(first["last"], 3);
    let page = text(&build, "search/index.html");
    assert!(page.contains("/a/below/\">Below<") && !page.contains("/a/below/#keys\">"));
}

#[test]
fn a_german_word_of_several_is_found_by_its_last() {
    let site = format!(
        "-- handbook.toml --\nlanguage = \"de\"\n{SEARCH_PAGE}-- content/a.md --\n# Eins\n\nDie Prüfung.\n-- content/b.md --\n# Zwei\n\nZwei Abschlussprüfungen.\n"
    );
    let build = Fixture::new(&site).build();
    let first = index(&build, "search/index.js");
    let shard = first["words"][0].as_str().expect("words");
    let class = shard.split(' ').find(|class| class.contains("fung&")).expect("the word");
    assert!(class.ends_with("&10"), "in both pages: {class}");
}

#[test]
fn what_components_print_is_found_too() {
    let site = format!(
        "{SEARCH_PAGE}-- templates/components/emergency.html --
{{% component emergency(argument: string, number: string, open: bool = true) %}}
<p>{{{{ argument }}}} {{{{ number }}}} {{{{ body | safe }}}}</p>
{{% endcomponent emergency %}}
-- content/_index.md --
# Home

```{{emergency}} Somebody has collapsed
:number: 0790099
:open: false

Stay with them.
```

- [ ] Look {{#look}}

  ```{{emergency}} Smoke in the corridor
  :number: 5550123
  ```

```{{figure}} garden.svg
:alt: a plan
```
-- content/garden.svg --
<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>
-- content/states.md --
+++
title = \"States\"
[comparison]
columns = [{{ id = \"a\", label = \"Amber\" }}, {{ id = \"b\", label = \"Crimson\" }}]
+++
### Doors {{#doors}}

Amber
: Half

Crimson
: Shut
-- content/week.md --
+++
title = \"Week\"
[audit]
basis = \"Our own.\"
unit = \"hours\"
entries = [\"Wednesday\"]
intended = \"Hoped\"
columns = [{{ id = \"x\", label = \"Patients\" }}, {{ id = \"y\", label = \"Letters\" }}]
[[audit.band]]
id = \"w-all\"
when = \"else\"
+++
## Any week {{#w-all}}

Go on.
-- content/which.md --
+++
title = \"Which\"
[assessment]
basis = \"Our own.\"
scale = [\"Rarely\", \"Mostly\"]
skip = true
skip_label = \"Unsure\"
dimensions = [{{ id = \"one\", label = \"One\" }}]
[[assessment.band]]
id = \"v-all\"
when = \"else\"
+++
## One {{#one}}

1. I gave a reason. {{#w-1}}

## Any score {{#v-all}}

Go on.
"
    );
    let build = Fixture::new(&site).build();
    assert_eq!(messages(&build), "");
    let words = words_of(&index(&build, "search/index.js"));
    let printed = "collapsed 0790099 smoke 5550123 amber crimson wednesday hoped patients letters \
                   rarely mostly unsure";
    for word in printed.split(' ') {
        assert!(words.iter().any(|known| known.starts_with(&word[..4])), "{word}");
    }
    // Neither a switch nor the path of a picture is a word of the page.
    for word in ["false", "garden"] {
        assert!(!words.contains(word), "{word}");
    }
}

#[test]
fn everything_that_has_a_place_is_in_the_index() {
    let build = Fixture::new(SITE).build();
    assert_eq!(messages(&build), "");
    let index = index(&build, "find/index.js");
    let pages = index["pages"][0].as_array().expect("pages");
    let shown: Vec<String> =
        pages.iter().map(|page| serde_json::to_string(page).expect("JSON")).collect();
    assert_data_eq!(
        shown.join("\n"),
        str![[r#"
["","Home","Where it begins",""]
["find/","Find","",""]
["glossary/","Words","","t","trust","Trust"]
["part/","Part","",""]
["part/list/","Delegating","Before a heading, trust & code.","hiin","over","Handing over","owner","Name the owner","when","Say when","fn-1","A note on purpose."]
["part/table/","Tables","","hr","group","Group","horizon","Horizon"]
"#]]
    );
    assert_eq!(index["up"], "../");
}

#[test]
fn the_search_page_lists_everything_from_a_to_z() {
    let build = Fixture::new(SITE).build();
    let page = text(&build, "find/index.html");
    let (_, list) = page.split_once("id=\"search-index\"").expect("the list");
    let (list, _) = list.split_once("</article>").expect("its end");
    let lines: Vec<&str> = list
        .lines()
        .filter_map(|line| {
            let line = line.trim();
            line.strip_prefix("<h3 id=\"search-index-")
                .and_then(|rest| rest.strip_suffix("</h3>")?.split_once('>'))
                .map(|(_, letter)| letter)
                .or_else(|| line.strip_prefix("<li><a href=\"")?.split('<').next())
        })
        .collect();
    assert_data_eq!(
        lines.join("\n"),
        str![[r#"
C
/glossary/#trust">confidence
D
/part/list/">Delegating
F
/find/">Find
G
/part/table/#group">Group
H
/part/list/#over">Handing over
/">Home
/part/table/#horizon">Horizon
P
/part/">Part
T
/part/table/">Tables
/glossary/#trust">Trust
W
/glossary/">Words
"#]]
    );
}

/// A site that says nothing about search.
const PLAIN: &str = "-- handbook.toml --\ntitle = \"Plain\"\nbase_url = \"https://example.org/\"\nedit_url = \"https://forge.example/{path}\"\n-- content/_index.md --\n# Home\n";

#[test]
fn a_plain_site_gets_a_search_page_and_a_field_on_every_page() {
    let build = Fixture::new(PLAIN).build();
    assert_eq!(messages(&build), "");
    assert!(text(&build, "index.html").contains("action=\"/search/\""));
    let page = text(&build, "search/index.html");
    assert!(page.contains("<h1>Search</h1>") && page.contains("name=\"robots\" content=\"noindex"));
    assert!(!page.contains("forge.example"), "there is no file to edit");
    assert_eq!(index(&build, "search/index.js")["up"], "../");
    assert!(!text(&build, "sitemap.xml").contains("search"));
    let german = PLAIN.replace("title", "language = \"de\"\ntitle");
    assert!(text(&Fixture::new(&german).build(), "search/index.html").contains("<h1>Suche</h1>"));
}

#[test]
fn the_search_page_of_a_plain_site_takes_no_address_from_another() {
    for taken in [
        "-- content/search.md --\n# How we search\n",
        "-- content/search/_index.md --\n# How we search\n",
        "-- content/other.md --\n+++\ntitle = \"Other\"\naliases = [\"/search/\"]\n+++\n",
        "-- static/search/index.html --\nmine\n",
        "-- static/search --\nmine\n",
    ] {
        let build = Fixture::new(&format!("{PLAIN}{taken}")).build();
        assert_eq!(messages(&build), "", "{taken}");
        assert!(text(&build, "index.html").contains("action=\"/find/\""), "{taken}");
        assert!(text(&build, "find/index.html").contains("search-index"), "{taken}");
    }
    let both = format!("{PLAIN}-- content/search.md --\n# A\n-- content/find.md --\n# B\n");
    assert!(text(&Fixture::new(&both).build(), "index.html").contains("action=\"/search-2/\""));
    let below = format!("{PLAIN}-- content/search/one.md --\n# A\n");
    assert!(text(&Fixture::new(&below).build(), "index.html").contains("action=\"/find/\""));
}

#[test]
fn a_site_may_have_no_search() {
    let build = Fixture::new("-- content/_index.md --\n# Home\n").build();
    assert!(
        build
            .outputs
            .keys()
            .all(|path| path.extension() != "js" || !path.as_str().contains("index"))
    );
    assert!(!text(&build, "index.html").contains("search-field"));
}

#[test]
fn nothing_is_made_until_somebody_wants_it_and_an_edit_changes_its_key() {
    let mut site = Fixture::new(
        "-- content/_index.md --\n# Home\n\nOld prose.\n-- content/search.md --\n+++\ntitle = \"Search\"\n[search]\n+++\n",
    );
    let key = |build: &Build| {
        let path = handbook::base::paths::OutputPath::new("search/index.js").expect("a path");
        build.outputs[&path].key()
    };
    let before = site.build();
    let same = site.build();
    assert_eq!(key(&before), key(&same));
    site.replace("content/_index.md", "Old prose", "New words");
    let after = site.build();
    assert_ne!(key(&before), key(&after));
    assert_eq!(after.stats.rendered, ["/"], "the search page lists no prose");
    assert!(text(&before, "search/index.js").contains("Old prose"));
    assert!(text(&after, "search/index.js").contains("New words"));
    assert_eq!(text(&after, "search/index.js"), text(&site.fresh(), "search/index.js"));
}

#[test]
fn a_file_where_the_index_belongs_is_an_error() {
    let mut site = Fixture::new(
        "-- content/_index.md --\n# Home\n-- content/search/_index.md --\n+++\ntitle = \"Search\"\n[search]\n+++\n-- content/search/index.js --\nmine\n",
    );
    assert_data_eq!(
        messages(&site.build()),
        str![[r#"
error[output-collision]: the file `content/search/index.js` and the search index of `content/search/_index.md` would both be written to `search/index.js`
--> content/search/index.js
 = help: rename one of them, or give one a `slug` or `path` of its own
note: the other one
--> content/search/_index.md

"#]]
    );
}

#[test]
fn hostile_texts_stay_data() {
    let site = "-- content/_index.md --\n+++\ntitle = \"</script> ' \\\" \\\\ & <b>\"\n+++\n# A `'` heading \\\\ \u{2028}<img alt=\"> x\" src=x onerror=y>\n\nText &lt;b&gt; '); alert(1); ('\n\n<h2 id=\"unclosed\n-- content/search.md --\n+++\ntitle = \"Search\"\n[search]\n+++\n";
    let build = Fixture::new(site).build();
    let script = text(&build, "search/index.js");
    assert_eq!(script.lines().count(), 1);
    let index = index(&build, "search/index.js");
    assert_eq!(index["pages"][0][0][1], "</script> ’ \" \\ & <b>");
}

#[test]
fn a_large_handbook_is_cut_into_shards_and_blocks() {
    let mut files =
        String::from("-- content/search.md --\n+++\ntitle = \"Search\"\n[search]\n+++\n");
    for page in 0..260 {
        files += &format!(
            "-- content/p{page}.md --\n# Chapter about topic{page}\n\nEverywhere the same, and word{} here.\n",
            page % 7
        );
    }
    let build = Fixture::new(&files).build();
    let names: BTreeSet<String> = build
        .outputs
        .keys()
        .filter_map(|path| path.as_str().strip_prefix("search/").map(str::to_owned))
        .collect();
    let count = |start: &str| names.iter().filter(|name| name.starts_with(start)).count();
    // 262 pages: 40 to a shard, 16 to a block.
    let first = index(&build, "search/index.js");
    // All but the first lie in the folder of their edition.
    let edition = first["edition"].as_str().expect("a name");
    let of = |kind: &str| count(&format!("{edition}/{kind}"));
    assert_eq!((of("words-"), of("pages-")), (7, 17));
    let rule =
        format!("/search/{edition}/*\n  Cache-Control: public, max-age=31536000, immutable\n");
    assert!(text(&build, "_headers").contains(&rule));
    assert_eq!(first["starts"].as_array().map(Vec::len), Some(7));
    assert!(first["common"].as_str().expect("words").split(' ').any(|word| word == "everywhere"));
    let blocks: BTreeMap<String, usize> = (0..17)
        .map(|block| {
            let pages = index(&build, &format!("search/{edition}/pages-{block}.js"));
            (format!("{block}"), pages.as_array().map_or(0, Vec::len))
        })
        .collect();
    assert_eq!(blocks.values().sum::<usize>(), 262);
}
