//! Random edits of a site, of every kind that people make, and how often each kind was made.

mod config;
mod table;

use std::collections::BTreeMap;

use super::instruments;
use super::probe::PAGES;
use crate::fixture::Fixture;
use crate::random::Random;
use table::TABLES;

const WORDS: &[&str] =
    &["plan", "share", "ask", "measure", "listen", "choose", "write", "repair", "teach", "rest"];

/// Folders that may hold pages.
const FOLDERS: &[&str] = &["", "one/", "one/inner/", "two/", "two/deep/", "three/"];

/// Where the page of a folder may stand.
const FOLDER_PAGES: &[&str] = &[
    "content/_index.md",
    "content/one/_index.md",
    "content/one/inner/_index.md",
    "content/two/_index.md",
    "content/two/deep/README.md",
    "content/three/index.md",
];

/// Everything that a template can print.
const ALL: &str =
    "{{ page }}{{ section }}{{ nav | safe }}{{ config }}{{ parts }}{{ footer }}{{ strings }}";

/// A page as the generator knows it.
#[derive(Clone, Debug, Default)]
struct PageSpec {
    front: BTreeMap<&'static str, String>,
    body: String,
}

impl PageSpec {
    fn text(&self) -> String {
        let front: String =
            self.front.iter().map(|(key, value)| format!("{key} = {value}\n")).collect();
        format!("+++\n{front}+++\n{}", self.body)
    }
}

/// Makes random edits of a site and remembers how often it made each kind.
pub struct Editor {
    random: Random,
    pages: BTreeMap<String, PageSpec>,
    /// How often each kind of edit was made.
    pub counts: BTreeMap<&'static str, usize>,
    serial: usize,
    title: String,
    base: &'static str,
    theme: &'static str,
    edit_url: &'static str,
    more: &'static str,
}

impl Editor {
    /// An editor of a site, to which it adds the first pages.
    pub fn new(seed: u64, site: &mut Fixture) -> Self {
        let mut editor = Self {
            random: Random::new(seed),
            pages: BTreeMap::new(),
            counts: BTreeMap::new(),
            serial: 0,
            title: "Probe".to_owned(),
            base: "https://example.org/base/",
            theme: "probe",
            edit_url: "",
            more: "",
        };
        editor.write_config(site);
        for (name, front, body) in PAGES {
            let front = front.iter().map(|(k, v)| (*k, (*v).to_owned())).collect();
            let body = (*body).to_owned();
            editor.put(site, (*name).to_owned(), PageSpec { front, body });
        }
        editor
    }

    /// One edit of the site.
    pub fn edit(&mut self, site: &mut Fixture) -> &'static str {
        // What is broken hides what else is wrong, so that it is mended soon.
        let kind = if is_broken(site) && self.random.one_in(2) {
            self.mend(site)
        } else {
            match self.random.below(29) {
                0..=3 => self.prose(site),
                4..=8 => self.front_matter(site),
                9 | 10 => self.folder_front_matter(site),
                11 | 12 => self.add(site),
                13 => self.remove(site),
                14 => self.rename(site),
                15 => self.rename_folder(site),
                16 => self.template(site),
                17 => self.config(site),
                18 => self.words_of_the_theme(site),
                19 => self.theme_asset(site),
                20 => self.file(site),
                21 => self.folder_page(site),
                22 => self.break_something(site),
                23..=25 => self.table(site),
                26 | 27 => self.bibliography(site),
                _ => self.encoding(site),
            }
        };
        *self.counts.entry(kind).or_default() += 1;
        kind
    }

    fn words(&mut self, count: usize) -> String {
        (0..count).map(|_| *self.random.pick(WORDS)).collect::<Vec<_>>().join(" ")
    }

    fn any_page(&mut self) -> Option<String> {
        let names: Vec<String> = self.pages.keys().cloned().collect();
        (!names.is_empty()).then(|| self.random.pick(&names).clone())
    }

    fn new_name(&mut self) -> String {
        self.serial += 1;
        let folder = *self.random.pick(FOLDERS);
        format!("content/{folder}p{}.md", self.serial)
    }

    /// A paragraph that may refer to things that exist, or did, or never will.
    fn paragraph(&mut self) -> String {
        let words = self.words(6);
        let up = *self.random.pick(&["", "../", "../../"]);
        let target = self.any_page().unwrap_or_default();
        let target = target.strip_prefix("content/").unwrap_or("one/a.md");
        let serial = self.random.below(8);
        match self.random.below(27) {
            16 => format!("{words}\n: [[plan]] {words}, [[{}|it]] [@s1].\n", self.words(1)),
            17 => format!(
                "The [[{}]] and the [[plan]], [@s{}, ch. 2; see -@s1].\n",
                self.words(1),
                serial % 4
            ),
            18 => format!("- [ ] the [[scheme]] [@s{}]\n\n## A [[share]]\n", serial % 4),
            19 => "```{term-list}\n```\n".to_owned(),
            0 => format!("{words} [there]({up}{target}).\n"),
            1 => format!("{words} [there](@/{target}#part).\n"),
            2 => format!("See [it](@/{target}).\n"),
            3 => format!("## Part {{#part}}\n\n{words}.\n"),
            4 => format!("## {words}\n\n{words}.\n"),
            5 => "- [ ] one {#one}\n- [x] two\n".to_owned(),
            6 => format!("{words}[^n]\n\n[^n]: {words}\n"),
            7 => format!("![x](@/one/figure.svg) {words}\n"),
            8 => "```rust\nfn main() {}\n```\n".to_owned(),
            9 => format!("- [ ] {words} {{.big}}\n  - [x] [it](@/{target})\n- {words}\n"),
            10 => format!("```{{checklist}} @/{target}\n```\n"),
            11 => "```{checklist} @/one/b.md#beta\n```\n".to_owned(),
            20 | 21 => format!("```{{instrument}} @/{target}\n{words}\n```\n"),
            22 => format!("1. {words}? {{#q{} lines=2}}\n", self.random.below(9)),
            23 => "```{page-list}\n:kind: assessment\n```\n".to_owned(),
            12 => "```{page-list}\n:kind: checklist\n```\n".to_owned(),
            13 => "```{page-list}\n:folder: one\n:kind: page\n```\n".to_owned(),
            14 => {
                let table = *self.random.pick(TABLES);
                let table = table.strip_prefix("content/").unwrap_or(table);
                let rows =
                    *self.random.pick(&["", ":rows: r0\n", ":rows: r2, r1\n", ":columns: b\n"]);
                format!("```{{comparison}} @/{table}\n{rows}```\n")
            }
            15 => {
                let row = self.random.below(4);
                format!("{words} [row](@/two/table.md#r{row}).\n")
            }
            _ => format!("{words}.\n"),
        }
    }

    fn spec(&mut self) -> PageSpec {
        let title = format!("\"{}\"", self.words(2));
        if self.random.one_in(3) {
            let (key, value, body) = instruments::page(&mut self.random);
            let front = BTreeMap::from([("title", title), (key, value)]);
            return PageSpec { front, body };
        }
        PageSpec { front: BTreeMap::from([("title", title)]), body: self.paragraph() }
    }

    fn put(&mut self, site: &mut Fixture, name: String, page: PageSpec) {
        site.write(&name, page.text());
        self.pages.insert(name, page);
    }

    fn prose(&mut self, site: &mut Fixture) -> &'static str {
        let Some(name) = self.any_page() else {
            return self.add(site);
        };
        let text = self.paragraph();
        let mut page = self.pages[&name].clone();
        if page.body.len() > 600 {
            page.body = text;
        } else {
            page.body.push_str(&format!("\n{text}"));
        }
        self.put(site, name, page);
        "prose"
    }

    fn front_matter(&mut self, site: &mut Fixture) -> &'static str {
        let Some(name) = self.any_page() else {
            return self.add(site);
        };
        self.set_key(site, name);
        "front matter"
    }

    fn folder_front_matter(&mut self, site: &mut Fixture) -> &'static str {
        let folders: Vec<String> = FOLDER_PAGES.iter().map(|n| (*n).to_owned()).collect();
        let folders: Vec<String> =
            folders.into_iter().filter(|name| self.pages.contains_key(name)).collect();
        if folders.is_empty() {
            return self.folder_page(site);
        }
        let name = self.random.pick(&folders).clone();
        let (key, value) = match self.random.below(3) {
            0 => ("weight", self.random.below(5).to_string()),
            1 => ("description", format!("\"{}\"", self.words(2))),
            _ => {
                self.set_key(site, name);
                return "front matter of a folder";
            }
        };
        let mut page = self.pages[&name].clone();
        page.front.insert(key, value);
        self.put(site, name, page);
        "front matter of a folder"
    }

    /// Sets, changes or removes one key.
    fn set_key(&mut self, site: &mut Fixture, name: String) {
        let words = self.words(2);
        let number = self.random.below(4);
        let serial = self.random.below(6);
        let (key, value) = match self.random.below(18) {
            13 | 14 => ("glossary", "{}".to_owned()),
            15 => ("sources", "{ unused = true }".to_owned()),
            16 => {
                let of = ["{ style = \"ieee\" }", "{ file = \"refs.bib\" }", "{}"];
                ("sources", (*self.random.pick(&of)).to_owned())
            }
            0 => ("title", format!("\"{words}\"")),
            1 => ("description", format!("\"{words}\"")),
            2 => ("weight", number.to_string()),
            3 => ("draft", (number < 2).to_string()),
            4 => ("updated", format!("2026-0{}-1{serial}", number + 1)),
            5 => ("slug", format!("\"s{serial}\"")),
            6 => ("aliases", self.aliases(serial)),
            7 => {
                let of = ["\"special.html\"", "\"page.html\"", "\"missing.html\""];
                ("template", (*self.random.pick(&of)).to_owned())
            }
            8 => ("nav", (*self.random.pick(&["true", "true", "false", "\"footer\""])).to_owned()),
            9 => ("extra", format!("{{ colour = \"{words}\" }}")),
            11 => ("key", format!("\"k{serial}\"")),
            12 => {
                let (key, value, _) = instruments::page(&mut self.random);
                (key, value)
            }
            10 => ("taxonomies", format!("{{ tags = [\"{words}\"] }}")),
            _ => ("date", format!("2025-0{}-1{serial}", number + 1)),
        };
        let mut page = self.pages[&name].clone();
        if page.front.remove(key).is_none() || self.random.one_in(2) {
            page.front.insert(key, value);
        }
        self.put(site, name, page);
    }

    /// Old addresses: of nobody else, of several pages, or of a page that is there.
    fn aliases(&mut self, serial: usize) -> String {
        match self.random.below(3) {
            0 => format!("[\"/old{serial}\"]"),
            1 => "[\"/old0\", \"two/old\"]".to_owned(),
            _ => "[\"one/a\"]".to_owned(),
        }
    }

    /// Writes, changes, breaks or removes a bibliography.
    fn bibliography(&mut self, site: &mut Fixture) -> &'static str {
        let names = ["content/sources.yml", "content/sources.bib", "content/refs.bib"];
        let name = *self.random.pick(&names);
        if site.files.contains_key(name) && self.random.one_in(4) {
            site.remove(name);
            return "bibliography";
        }
        let words = self.words(2);
        let sources: String = (0..self.random.below(4))
            .map(|key| {
                if name.ends_with("bib") {
                    format!(
                        "@book{{s{key}, title = {{{words}}}, author = {{Doe, J.}}, year = 1990}}\n"
                    )
                } else {
                    format!(
                        "s{key}:\n  type: book\n  title: {words}\n  author: Doe, J.\n  date: 1990\n"
                    )
                }
            })
            .collect();
        let broken = if self.random.one_in(6) { "\n@book{x: {" } else { "" };
        site.write(name, format!("{sources}{broken}"));
        "bibliography"
    }

    fn add(&mut self, site: &mut Fixture) -> &'static str {
        if self.pages.len() > 15 {
            return self.remove(site);
        }
        let name = self.new_name();
        let spec = self.spec();
        self.put(site, name, spec);
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
        self.put(site, name, page);
        "rename"
    }

    /// Moves everything below a folder, pages and other files, to where another one may be.
    fn rename_folder(&mut self, site: &mut Fixture) -> &'static str {
        let from = format!("content/{}", self.random.pick(&FOLDERS[1..]));
        let to = format!("content/{}", self.random.pick(&FOLDERS[1..]));
        let moved = |name: &str| {
            let rest = name.strip_prefix(&from)?;
            (!to.starts_with(&from)).then(|| format!("{to}{rest}"))
        };
        let names: Vec<String> = site.files.keys().cloned().collect();
        for name in names {
            let Some(new) = moved(&name).filter(|new| !site.files.contains_key(new)) else {
                continue;
            };
            let content = site.files[&name].clone();
            site.remove(&name).write(&new, content);
            if let Some(page) = self.pages.remove(&name) {
                self.pages.insert(new, page);
            }
        }
        "rename of a folder"
    }

    fn template(&mut self, site: &mut Fixture) -> &'static str {
        let name = *self.random.pick(&[
            "templates/page.html",
            "templates/section.html",
            "templates/index.html",
            "templates/404.html",
            "templates/missing.html",
            "templates/partials/nav.html",
            "themes/probe/templates/special.html",
            "themes/default/templates/partials/foot.html",
        ]);
        let words = self.words(1);
        if site.files.contains_key(name) && name.starts_with("templates") && self.random.one_in(2) {
            site.remove(name);
        } else if name.ends_with("nav.html") {
            let loop_ = "{% for e in list.entries %}{{ e.title }}{{ e.current | safe }}{{ e.below | safe }}{% endfor %}";
            site.write(name, format!("{words} {loop_}"));
        } else if name.ends_with("404.html") || name.ends_with("foot.html") {
            site.write(name, format!("{words} {{{{ config.title }}}}"));
        } else if self.random.one_in(3) {
            site.write(name, format!("{words} {{% include \"partials/foot.html\" %}}"));
        } else {
            site.write(name, format!("{words} {ALL}"));
        }
        "template"
    }

    fn words_of_the_theme(&mut self, site: &mut Fixture) -> &'static str {
        let name = *self.random.pick(&[
            "themes/probe/strings/en.toml",
            "themes/probe/strings/de.toml",
            "themes/default/strings/de.toml",
        ]);
        if site.files.contains_key(name) && self.random.one_in(3) {
            site.remove(name);
        } else {
            let key = *self.random.pick(&["notes", "note_back", "mine", "redirect_text"]);
            let word = self.words(1);
            site.write(name, format!("{key} = \"{word} {{}}\"\n"));
        }
        "strings"
    }

    fn theme_asset(&mut self, site: &mut Fixture) -> &'static str {
        let size = self.random.below(5);
        let name = *self.random.pick(&[
            "themes/probe/static/probe.css",
            "themes/default/static/site.css",
            "themes/probe/static/new.js",
            "themes/probe/static/icon.svg",
            "static/probe.css",
            "static/new.js",
        ]);
        if site.files.contains_key(name) && !name.ends_with("/site.css") && self.random.one_in(3) {
            site.remove(name);
        } else if name.ends_with("css") {
            site.write(name, format!("a {{ margin: {size}px; }}"));
        } else {
            site.write(name, format!("/* {size} */ var a = {size};"));
        }
        "theme asset"
    }

    fn file(&mut self, site: &mut Fixture) -> &'static str {
        let size = 10 + self.random.below(5);
        let name = *self.random.pick(&[
            "content/one/figure.svg",
            "content/two/data.csv",
            "content/three/data.csv",
            "content/ids.lock",
            "content/ids.lock",
            "static/note.txt",
            "static/robots.txt",
        ]);
        if site.files.contains_key(name) && self.random.one_in(3) {
            site.remove(name);
        } else if name.ends_with("lock") {
            let lines = [
                "/one/b/ item do-it\n",
                "k1 item one\n",
                "/two/c/ item x retired\n",
                "/gone/ row y\n",
                "nonsense\n",
            ];
            site.write(name, lines[..size - 9].concat());
        } else if name.ends_with("svg") {
            let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"";
            site.write(name, format!("{svg} width=\"{size}\" height=\"{size}\"></svg>"));
        } else {
            site.write(name, format!("a,b\n{size},1\n"));
        }
        "file"
    }

    /// Adds or removes the page of a folder.
    fn folder_page(&mut self, site: &mut Fixture) -> &'static str {
        let name = *self.random.pick(FOLDER_PAGES);
        if site.files.contains_key(name) && self.random.one_in(2) {
            self.pages.remove(name);
            site.remove(name);
        } else {
            let spec = self.spec();
            self.put(site, name.to_owned(), spec);
        }
        "folder page"
    }

    fn break_something(&mut self, site: &mut Fixture) -> &'static str {
        match self.random.below(7) {
            0 => site.write(BROKEN[0], "+++\ntitle = \nnever closed"),
            1 => site.write(BROKEN[0], b"\xff\xfe not text".as_slice()),
            2 => site.write(BROKEN[1], "not an image"),
            3 => site.write(BROKEN[2], "{% if %}"),
            4 => site.write(BROKEN[2], "{{ nothing.like.this }}"),
            5 => site.write(BROKEN[2], "{% extends \"nothing.html\" %}"),
            _ => site.write("handbook.toml", "title = \nnever closed"),
        };
        "break"
    }

    fn mend(&mut self, site: &mut Fixture) -> &'static str {
        for name in BROKEN {
            site.files.remove(name);
        }
        self.write_config(site);
        "mend"
    }

    /// Writes the text of a page anew, with other line ends or a byte order mark.
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

/// Files that are there only when something is broken.
const BROKEN: [&str; 3] =
    ["content/broken.md", "content/broken.png", "templates/partials/broken.html"];

fn is_broken(site: &Fixture) -> bool {
    BROKEN.iter().any(|name| site.files.contains_key(*name))
        || site.files["handbook.toml"].ends_with(b"closed")
}
