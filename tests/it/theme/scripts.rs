//! Scripts: which of them a page loads, and what becomes of those of a site's own theme.

use snapbox::{assert_data_eq, str};

use super::{outputs, site};
use crate::fixture::{messages, text};

const TOOLS: &str = r#"-- content/table.md --
+++
title = "Table"
[comparison]
columns = [{ id = "a", label = "A" }, { id = "b", label = "B" }]
+++

### One {#t-one}

A
: 1

B
: 2

### Two {#t-two}

A
: 3

B
: 4
-- content/list.md --
# List

- [ ] Ask. {#ask}
-- content/plain.md --
# Plain

A short extract has nothing to choose.

```{comparison} table.md
:rows: t-one
```
-- content/daily.md --
+++
title = "Daily"
[checklist]
repeat = "daily"
+++

- [ ] Ask. {#ask}
-- content/lists.md --
# Lists

```{page-list}
:kind: checklist
```
-- content/sheet.md --
+++
title = "Sheet"
[worksheet]
+++

1. Why? {#why}

- [ ] Tell. {#tell}

```{own}
```

```{page-list}
:kind: checklist
```
-- content/own.md --
# Own

```{own}
```
-- content/settings.md --
+++
title = "Settings"
[settings]
+++

- [ ] Choose. {#choose}
-- templates/components/own.html --
{% component own() %}<div data-comparison="/x/"></div>{% endcomponent own %}
"#;

/// The names of the scripts that a page loads, in order, without their fingerprints.
fn scripts(html: &str) -> String {
    let head = html.split_once("</head>").expect("a head").0;
    let names = head.split("<script defer src=\"/").skip(1).filter_map(|tag| tag.split('.').next());
    names.collect::<Vec<_>>().join(" ")
}

#[test]
fn a_page_loads_the_scripts_of_what_stands_on_it_in_any_combination() {
    let mut site = site(TOOLS);
    let build = site.build();
    assert_eq!(messages(&build), "");
    for (page, expected) in [
        ("a", "reading"),
        ("plain", "reading"),
        ("table", "reading shared comparison"),
        ("list", "reading shared checklist"),
        ("daily", "reading shared rounds checklist"),
        ("lists", "reading shared rounds lists"),
        ("own", "reading shared comparison"),
        ("sheet", "reading shared rounds checklist comparison lists worksheet"),
        ("settings", "reading shared checklist settings"),
    ] {
        assert_eq!(scripts(&text(&build, &format!("{page}/index.html"))), expected, "{page}");
    }
    assert_eq!(scripts(&text(&build, "index.html")), "reading");
}

#[test]
fn what_only_a_press_needs_waits_in_a_template() {
    let build = site(TOOLS).build();
    for (page, expected) in [
        ("plain", ""),
        ("table", ""),
        ("list", "copies"),
        ("daily", "copies"),
        ("lists", "copies"),
        ("sheet", "copies"),
        ("settings", "copies"),
    ] {
        let html = text(&build, &format!("{page}/index.html"));
        let names =
            html.split("<script data-later=\"").skip(1).filter_map(|tag| tag.split('"').next());
        assert_eq!(names.collect::<Vec<_>>().join(" "), expected, "{page}");
        assert_eq!(html.contains("<template id=\"page-later\">"), !expected.is_empty(), "{page}");
    }
}

#[test]
fn a_component_of_the_site_has_the_words_of_the_script_that_it_uses() {
    let build = site(TOOLS).build();
    assert!(text(&build, "own/index.html").contains("data-comparison-copied=\""));
    assert!(!text(&build, "plain/index.html").contains("id=\"page-text\""));
}

#[test]
fn each_script_takes_what_it_uses_of_what_another_gives() {
    let mut site = site(TOOLS);
    let build = site.build();
    let scripts: Vec<String> =
        outputs(&mut site, ".js").iter().map(|name| text(&build, name)).collect();
    let words = |text: &str| -> Vec<String> {
        let parts = text.split(|c: char| !c.is_alphanumeric() && c != '_');
        parts.filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    // `name:short` is given and taken as `name`.
    let keys = |list: &str| -> Vec<String> {
        let keys = list.split(',').filter_map(|entry| entry.split(':').next());
        keys.map(str::trim).filter(|key| !key.is_empty()).map(str::to_owned).collect()
    };
    let locals = |list: &str| -> Vec<String> {
        let locals = list.split(',').filter_map(|entry| entry.split(':').next_back());
        locals.map(str::trim).filter(|local| !local.is_empty()).map(str::to_owned).collect()
    };
    let given: Vec<String> = scripts
        .iter()
        .flat_map(|text| [".handbook={", ".handbook,{"].map(|gives| text.split_once(gives)))
        .flatten()
        .flat_map(|(_, names)| keys(names.split_once('}').expect("its end").0))
        .collect();
    assert!(given.len() > 50, "{given:?}");
    let shared = scripts.iter().find(|text| text.contains(".handbook={")).expect("it");
    let shared = words(shared.split_once(".handbook={").expect("its list").1);
    let mut readers = 0;
    for text in &scripts {
        let Some((names, rest)) = text.split_once("}=window.handbook") else { continue };
        readers += 1;
        let (_, names) = names.split_once("const{").expect("a list of names");
        let used = words(rest);
        for (name, local) in keys(names).iter().zip(locals(names)) {
            assert!(given.contains(name), "nothing gives {name}: {text}");
            assert!(used.contains(&local), "{name} is not used: {text}");
        }
        let is_name = |c: char| c.is_alphanumeric() || "_.".contains(c);
        // What is loaded later comes as an argument.
        for given in given.iter().filter(|given| shared.contains(given)) {
            // A call, but for that of a method; `...` spreads what is called.
            let calls = |text: &str| {
                text.match_indices(&format!("{given}("))
                    .any(|(at, _)| text[..at].ends_with("...") || !text[..at].ends_with(is_name))
            };
            let is_own = rest.contains(&format!("function {given}("));
            assert!(
                is_own || !calls(rest) || keys(names).contains(given),
                "takes no {given}: {text}"
            );
        }
    }
    assert_eq!(readers, 10);
}

const THEME: &str = "-- handbook.toml --\ntitle = \"T\"\ntheme = \"ours\"\n-- themes/ours/theme.toml --\nname = \"ours\"\nextends = \"default\"\n";

#[test]
fn scripts_of_a_theme_are_joined_in_order_and_shortened_and_those_in_static_are_as_written() {
    let mut site = site(&format!(
        "{THEME}[scripts]\n\"ours.js\" = [\"b.js\", \"a.js\", \"trusted.js\"]\n-- themes/ours/scripts/a.js --\n// sum\nopen ( bee );\n-- themes/ours/scripts/b.js --\n/*! MIT */\nconst bee   = `1  `; /* gone */\n-- themes/ours/static/plain.js --\n// plain\n"
    ));
    let build = site.build();
    assert_eq!(messages(&build), "");
    let names = outputs(&mut site, ".js");
    let named = |stem: &str| names.iter().find(|name| name.starts_with(stem)).expect("it").clone();
    let ours = text(&build, &named("ours."));
    let joined = "(()=>{\"use strict\";/*! MIT */\nconst b=`1  `;\nopen(b);\n";
    assert!(ours.starts_with(joined), "{ours}");
    assert!(ours.ends_with("}\n})();\n"), "{ours}");
    assert_eq!(text(&build, &named("plain.")), "// plain\n");
}

#[test]
fn a_script_with_another_text_has_another_name() {
    let mut site = site(&format!(
        "{THEME}[scripts]\n\"ours.js\" = [\"a.js\"]\n-- themes/ours/scripts/a.js --\nopen(1);\n"
    ));
    let before = outputs(&mut site, ".js");
    site.replace("themes/ours/scripts/a.js", "1", "2");
    let after = outputs(&mut site, ".js");
    let changed = before.iter().filter(|name| !after.contains(name)).collect::<Vec<_>>();
    assert_eq!(changed.len(), 1, "{changed:?}");
    assert!(changed[0].starts_with("ours."), "{changed:?}");
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test reads the files that it compares")]
fn a_default_theme_of_the_site_gives_the_bytes_of_the_one_in_the_program() {
    let mut site = site("");
    let program = site.build();
    let theme = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default"));
    let mut folders = vec![theme.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let rest = path.strip_prefix(theme).expect("below").to_str().expect("a name");
            let name = format!("themes/default/{}", rest.replace('\\', "/"));
            site.write(&name, std::fs::read(&path).expect("a file"));
        }
    }
    let build = site.build();
    assert_eq!(messages(&build), "");
    assert!(build.outputs == program.outputs);
}

#[test]
fn what_is_open_in_a_script_is_told_with_its_place() {
    let files = format!(
        "{THEME}[scripts]\n\"one.js\" = [\"a.js\", \"b.js\"]\n\"two.js\" = [\"c.js\", \"d.js\", \"e.js\", \"f.js\"]\n-- themes/ours/scripts/a.js --\nconst a = 'one;\n-- themes/ours/scripts/b.js --\n// sum\nconst b = [a, (1];\n-- themes/ours/scripts/c.js --\nif (a) {{\n-- themes/ours/scripts/d.js --\nopen());\n-- themes/ours/scripts/e.js --\n/* e\n-- themes/ours/scripts/f.js --\nopen(`${{1}}`;\n"
    );
    assert_data_eq!(
        messages(&site(&files).build()),
        str![[r#"
error[script-syntax]: this string is never closed
 --> themes/ours/scripts/a.js:1:11
  |
1 | const a = 'one;
  |           ^

error[script-syntax]: this bracket is never closed
 --> themes/ours/scripts/b.js:2:15
  |
2 | const b = [a, (1];
  |               ^

error[script-syntax]: this bracket is never closed
 --> themes/ours/scripts/c.js:1:8
  |
1 | if (a) {
  |        ^

error[script-syntax]: this bracket closes nothing
 --> themes/ours/scripts/d.js:1:7
  |
1 | open());
  |       ^

error[script-syntax]: this comment is never closed
 --> themes/ours/scripts/e.js:1:1
  |
1 | /* e
  | ^

error[script-syntax]: this bracket is never closed
 --> themes/ours/scripts/f.js:1:5
  |
1 | open(`${1}`;
  |     ^

"#]]
    );
}

#[test]
fn a_script_whose_source_does_not_exist_is_told() {
    let files = format!("{THEME}[scripts]\n\"one.js\" = [\"dmo.js\"]\n");
    assert_data_eq!(
        messages(&site(&files).build()),
        str![[r#"
error[invalid-value]: there is no `scripts/dmo.js`
 --> themes/ours/theme.toml:4:13
  |
4 | "one.js" = ["dmo.js"]
  |             ^^^^^^^^
  |
  = help: did you mean `dom.js`?
  = help: it is looked for in the theme and in those that it extends

"#]]
    );
}
