//! [`Editor`]: a seeded generator of edits of a site, of every kind that people make.

use std::collections::BTreeMap;

use crate::fixture::Fixture;
use crate::random::Random;

/// Templates that print everything they are given, so that nothing can be stale unseen.
pub const PROBE: &str = "\
-- handbook.toml --
title = \"Probe\"
base_url = \"https://example.org/base/\"
theme = \"probe\"
-- themes/probe/theme.toml --
extends = \"default\"
-- themes/probe/templates/page.html --
{{ page }}{{ section }}{{ config }}{{ strings }}{{ parts }}{{ nav | safe }}{{ current_path }}{{ current_url }}
-- themes/probe/templates/section.html --
S {{ page }}{{ section }}{{ config.title }}{{ nav | safe }}
-- themes/probe/templates/index.html --
H {{ page }}{{ section }}{{ config.title }}{{ nav | safe }}
-- themes/probe/templates/404.html --
{{ page }}{{ parts }}
-- themes/probe/templates/special.html --
special {{ page.title }} {{ page.lower }} {{ page.backlinks }}
-- themes/probe/templates/partials/nav.html --
{% for entry in tree %}<a href=\"{{ entry.path }}\"{{ entry.current | safe }}>{{ entry.title }}</a>\
{% for below in entry.children %}<b{{ below.current | safe }}>{{ below.title }}</b>{% endfor %}{% endfor %}
-- themes/probe/static/probe.css --
a { color: red; }
-- content/_index.md --
+++
title = \"Home\"
+++
Welcome to [one](one/a.md).
-- content/one/_index.md --
+++
title = \"One\"
weight = 1
+++
Part one.
-- content/one/a.md --
# Alpha

Text with a [link](b.md#beta) and ![a figure](figure.svg).
-- content/one/b.md --
+++
title = \"Beta\"
weight = 2
updated = 2026-01-02
+++
## Beta {#beta}

- [ ] Do it {#do-it}
-- content/one/figure.svg --
<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"20\"></svg>
-- content/two/c.md --
# Gamma

A note.[^n] See [home](../_index.md).

[^n]: The note.
";

const WORDS: &[&str] = &[
    "plan", "share", "ask", "measure", "listen", "choose", "write", "repair", "teach", "rest",
];

/// A page as the generator knows it.
#[derive(Clone, Debug, Default)]
struct PageSpec {
    front: BTreeMap<&'static str, String>,
    body: String,
}

impl PageSpec {
    fn text(&self) -> String {
        let front: String = self
            .front
            .iter()
            .map(|(key, value)| format!("{key} = {value}\n"))
            .collect();
        format!("+++\n{front}+++\n{}", self.body)
    }
}

/// Makes random edits of a site and remembers how often it made each kind.
pub struct Editor {
    random: Random,
    pages: BTreeMap<String, PageSpec>,
    pub counts: BTreeMap<&'static str, usize>,
    serial: usize,
}

impl Editor {
    pub fn new(seed: u64) -> Self {
        Self {
            random: Random::new(seed),
            pages: BTreeMap::new(),
            counts: BTreeMap::new(),
            serial: 0,
        }
    }

    fn words(&mut self, count: usize) -> String {
        (0..count)
            .map(|_| *self.random.pick(WORDS))
            .collect::<Vec<_>>()
            .join(" ")
    }

    fn any_page(&mut self) -> Option<String> {
        let names: Vec<String> = self.pages.keys().cloned().collect();
        (!names.is_empty()).then(|| self.random.pick(&names).clone())
    }

    fn new_name(&mut self) -> String {
        self.serial += 1;
        let folder = *self
            .random
            .pick(&["", "one/", "two/", "two/deep/", "three/"]);
        format!("content/{folder}p{}.md", self.serial)
    }

    /// A paragraph that may refer to things that exist, or did, or never will.
    fn paragraph(&mut self) -> String {
        let words = self.words(6);
        let up = *self.random.pick(&["", "../", "../../"]);
        let target = self.any_page().unwrap_or_default();
        let target = target.strip_prefix("content/").unwrap_or("one/a.md");
        match self.random.below(9) {
            0 => format!("{words} [there]({up}{target}).\n"),
            1 => format!("{words} [there](@/{target}#part).\n"),
            2 => format!("## Part {{#part}}\n\n{words}.\n"),
            3 => format!("## {words}\n\n{words}.\n"),
            4 => "- [ ] one {#one}\n- [x] two\n".to_owned(),
            5 => format!("{words}[^n]\n\n[^n]: {words}\n"),
            6 => format!("![x](@/one/figure.svg) {words}\n"),
            7 => "```rust\nfn main() {}\n```\n".to_owned(),
            _ => format!("{words}.\n"),
        }
    }

    fn spec(&mut self) -> PageSpec {
        let title = format!("\"{}\"", self.words(2));
        PageSpec {
            front: BTreeMap::from([("title", title)]),
            body: self.paragraph(),
        }
    }

    /// One edit of the site.
    pub fn edit(&mut self, site: &mut Fixture) -> &'static str {
        let kind = match self.random.below(20) {
            0..=3 => self.prose(site),
            4..=7 => self.front_matter(site),
            8 | 9 => self.add(site),
            10 => self.remove(site),
            11 | 12 => self.rename(site),
            13 => self.template(site),
            14 => self.config(site),
            15 => self.asset(site),
            16 => self.index(site),
            17 => self.break_something(site),
            18 => self.encoding(site),
            _ => self.mend(site),
        };
        *self.counts.entry(kind).or_default() += 1;
        kind
    }

    fn save(&mut self, site: &mut Fixture, name: &str) {
        site.write(name, self.pages[name].text());
    }

    fn prose(&mut self, site: &mut Fixture) -> &'static str {
        let Some(name) = self.any_page() else {
            return self.add(site);
        };
        let text = self.paragraph();
        let page = self.pages.get_mut(&name).expect("a known page");
        if page.body.len() > 600 {
            page.body = text
        } else {
            page.body.push_str(&format!("\n{text}"))
        }
        self.save(site, &name);
        "prose"
    }

    fn front_matter(&mut self, site: &mut Fixture) -> &'static str {
        let Some(name) = self.any_page() else {
            return self.add(site);
        };
        let words = self.words(2);
        let number = self.random.below(4);
        let serial = self.random.below(6);
        let (key, value) = match self.random.below(11) {
            0 => ("title", format!("\"{words}\"")),
            1 => ("description", format!("\"{words}\"")),
            2 => ("weight", number.to_string()),
            3 => ("draft", (number == 0).to_string()),
            4 => ("updated", format!("2026-0{}-1{}", number + 1, serial)),
            5 => ("slug", format!("\"s{serial}\"")),
            6 => ("aliases", format!("[\"old{serial}\"]")),
            7 => (
                "template",
                (*self
                    .random
                    .pick(&["\"special.html\"", "\"page.html\"", "\"missing.html\""]))
                .to_owned(),
            ),
            8 => ("nav", (number != 0).to_string()),
            9 => ("extra", format!("{{ colour = \"{words}\" }}")),
            _ => ("date", format!("2025-0{}-1{}", number + 1, serial)),
        };
        let page = self.pages.get_mut(&name).expect("a known page");
        if page.front.remove(key).is_none() || self.random.one_in(2) {
            page.front.insert(key, value);
        }
        self.save(site, &name);
        "front matter"
    }

    fn add(&mut self, site: &mut Fixture) -> &'static str {
        if self.pages.len() > 9 {
            return self.remove(site);
        }
        let name = self.new_name();
        let spec = self.spec();
        self.pages.insert(name.clone(), spec);
        self.save(site, &name);
        "add"
    }

    fn remove(&mut self, site: &mut Fixture) -> &'static str {
        let Some(name) = self.any_page() else {
            return self.add(site);
        };
        self.pages.remove(&name);
        site.remove(&name);
        "remove"
    }

    fn rename(&mut self, site: &mut Fixture) -> &'static str {
        let Some(name) = self.any_page() else {
            return self.add(site);
        };
        let page = self.pages.remove(&name).expect("a known page");
        site.remove(&name);
        let name = self.new_name();
        self.pages.insert(name.clone(), page);
        self.save(site, &name);
        "rename"
    }

    fn template(&mut self, site: &mut Fixture) -> &'static str {
        let name = *self.random.pick(&[
            "templates/page.html",
            "templates/partials/nav.html",
            "themes/probe/templates/special.html",
        ]);
        let words = self.words(1);
        if site.files.contains_key(name) && name.starts_with("templates") && self.random.one_in(2) {
            site.remove(name);
        } else if name.ends_with("nav.html") {
            site.write(name, format!("{words} {{% for e in tree %}}{{{{ e.title }}}}{{{{ e.current | safe }}}}{{% endfor %}}"));
        } else {
            site.write(name, format!("{words} {{{{ page }}}}{{{{ section }}}}{{{{ nav | safe }}}}{{{{ config }}}}{{{{ parts }}}}"));
        }
        "template"
    }

    fn config(&mut self, site: &mut Fixture) -> &'static str {
        let title = self.words(1);
        let base = *self.random.pick(&[
            "https://example.org/base/",
            "https://example.org/",
            "/",
            "/team/handbook/",
        ]);
        let more = *self.random.pick(&[
            "",
            "edit_url = \"https://forge.example/edit/{path}\"\n",
            "language = \"de\"\n",
            "[strings]\nnotes = \"Remarks\"\n",
            "[extra]\nlicence = \"free\"\n",
            "ignored_content = [\"p3.md\"]\n",
        ]);
        site.write(
            "handbook.toml",
            format!("title = \"{title}\"\nbase_url = \"{base}\"\ntheme = \"probe\"\n{more}"),
        );
        "config"
    }

    fn asset(&mut self, site: &mut Fixture) -> &'static str {
        let size = 10 + self.random.below(5);
        match self.random.below(4) {
            0 => site.write("content/one/figure.svg", format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{size}\" height=\"{size}\"></svg>")),
            1 => site.write("themes/probe/static/probe.css", format!("a {{ margin: {size}px; }}")),
            2 => site.write("static/note.txt", format!("{size}")),
            _ if site.files.contains_key("static/note.txt") => site.remove("static/note.txt"),
            _ => site.write("content/two/data.csv", format!("a,b\n{size},1\n")),
        };
        "asset"
    }

    /// Adds or removes the page of a folder.
    fn index(&mut self, site: &mut Fixture) -> &'static str {
        let name = *self.random.pick(&[
            "content/two/_index.md",
            "content/two/deep/README.md",
            "content/three/index.md",
        ]);
        if site.files.contains_key(name) && self.random.one_in(2) {
            self.pages.remove(name);
            site.remove(name);
        } else {
            let spec = self.spec();
            self.pages.insert(name.to_owned(), spec);
            self.save(site, name);
        }
        "folder page"
    }

    fn break_something(&mut self, site: &mut Fixture) -> &'static str {
        match self.random.below(5) {
            0 => site.write("content/broken.md", "+++\ntitle = \nnever closed"),
            1 => site.write("content/broken.md", b"\xff\xfe not text".as_slice()),
            2 => site.write("templates/section.html", "{% if %}"),
            3 => site.write("templates/section.html", "{{ nothing.like.this }}"),
            _ => site.write("content/broken.png", "not an image"),
        };
        "break"
    }

    fn mend(&mut self, site: &mut Fixture) -> &'static str {
        for name in [
            "content/broken.md",
            "content/broken.png",
            "templates/section.html",
        ] {
            site.files.remove(name);
        }
        "mend"
    }

    /// The same text with other line ends or a byte order mark.
    fn encoding(&mut self, site: &mut Fixture) -> &'static str {
        let Some(name) = self.any_page() else {
            return self.add(site);
        };
        let text = self.pages[&name].text();
        if self.random.one_in(2) {
            site.write(&name, text.replace('\n', "\r\n"));
        } else {
            site.write(&name, format!("\u{feff}{text}"));
        }
        "encoding"
    }
}
