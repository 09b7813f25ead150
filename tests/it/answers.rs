//! What readers ticked, chose and wrote, through random edits of its page: an answer stands under
//! what it was given for, or nowhere.
//!
//! The device keeps an answer under `data-item`, and a chosen answer as the `value` of its button;
//! both are all that the scripts go by.

use std::collections::BTreeMap;

use crate::fixture::{Fixture, messages, text};
use crate::random::Random;

/// What makes a part of a page the one that it is for its author: its kind, and its written id,
/// whatever it says, or else its words.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Meaning {
    Words(&'static str, String),
    Id(&'static str, String),
}

/// A part of a page that answers are stored under, or one that is chosen.
#[derive(Clone, Debug)]
struct Part {
    id: Option<String>,
    words: String,
    meaning: Meaning,
}

/// The lists of parts on a page.
#[derive(Clone, Debug, Default)]
struct Lists {
    items: Vec<Part>,
    entries: Vec<Part>,
    columns: Vec<Part>,
    options: Vec<Part>,
    statements: Vec<Part>,
    questions: Vec<Part>,
}

/// What stands under a stored id, with what tells whether it was reworded; and what can be chosen,
/// each with its id and its words.
#[derive(Clone, Debug)]
struct Shown {
    meaning: Vec<Meaning>,
    words: Vec<String>,
    hash: String,
    options: Vec<(String, Meaning, String)>,
}

/// A stored answer: what it was given for and, if it was chosen, what was chosen.
#[derive(Clone, Debug)]
struct Answer {
    given_for: Shown,
    chosen: Option<(String, Meaning, String)>,
}

/// Whether a part is what it was. One without a written id may have been reworded in what its id
/// keeps nothing of, which the page then tells, in the old words.
fn is_same(before: &Meaning, now: &Meaning, is_told: bool) -> bool {
    let are_words = match (before, now) {
        (Meaning::Words(before, _), Meaning::Words(now, _)) => before == now,
        _ => false,
    };
    before == now || are_words && is_told
}

/// The kind of a part, and whether it must have a written id.
type Kind = (&'static str, bool);
const ITEMS: Kind = ("item", false);
const ENTRIES: Kind = ("entry", false);
const OPTIONS: Kind = ("option", false);
const COLUMNS: Kind = ("column", true);
const STATEMENTS: Kind = ("statement", true);
const QUESTIONS: Kind = ("question", true);

const WORDS: &[&str] = &[
    "Ask",
    "Ask 2",
    "Tell",
    "Write it down",
    "Über",
    "Спросить",
    "Say what for and by when and to whom it goes",
];

/// The three pages: each has items, and one of the instruments.
const PAGES: [&str; 3] = ["audit", "sheet", "test"];

/// An author who edits, and what was written so far.
struct Author {
    random: Random,
    parts: usize,
    /// Ids that some part had.
    ids: Vec<String>,
}

impl Author {
    fn part(&mut self, (kind, must_have_id): Kind) -> Part {
        self.parts += 1;
        let mut words = (*self.random.pick(WORDS)).to_owned();
        if self.random.one_in(2) {
            words.push_str(&format!(" {}", self.random.below(4)));
        }
        let id = (must_have_id || self.random.one_in(3)).then(|| self.id());
        let meaning = match &id {
            Some(id) => Meaning::Id(kind, id.clone()),
            None => Meaning::Words(kind, words.clone()),
        };
        Part { id, words, meaning }
    }

    /// A new id, or one that another part has or had.
    fn id(&mut self) -> String {
        if !self.ids.is_empty() && self.random.one_in(4) {
            return self.random.pick(&self.ids).clone();
        }
        let id = format!("p{}", self.parts);
        self.ids.push(id.clone());
        id
    }

    fn edit(&mut self, list: &mut Vec<Part>, kind: Kind) {
        let place = self.random.below(list.len() + 1);
        let at = place.min(list.len().saturating_sub(1));
        match self.random.below(6) {
            0 if list.len() < 6 => list.insert(place, self.part(kind)),
            1 if list.len() > 2 => drop(list.remove(at)),
            2 => {
                let part = list.remove(at);
                list.insert(self.random.below(list.len() + 1), part);
            }
            3 => list.reverse(),
            // Another part in the place of one.
            4 if self.random.one_in(3) => list[at] = self.part(kind),
            _ => {
                let words = self.part((kind.0, false)).words;
                if list[at].id.is_none() {
                    list[at].meaning = Meaning::Words(kind.0, words.clone());
                }
                list[at].words = words;
            }
        }
    }

    fn lists(&mut self, page: &str) -> Lists {
        let mut few = |kind| (0..3).map(|_| self.part(kind)).collect::<Vec<Part>>();
        let mut lists = Lists { items: few(ITEMS), ..Lists::default() };
        match page {
            "audit" => (lists.entries, lists.columns) = (few(ENTRIES), few(COLUMNS)),
            "sheet" => lists.questions = few(QUESTIONS),
            _ => (lists.options, lists.statements) = (few(OPTIONS), few(STATEMENTS)),
        }
        lists
    }

    fn edit_page(&mut self, lists: &mut Lists) {
        let all = [
            (&mut lists.items, ITEMS),
            (&mut lists.entries, ENTRIES),
            (&mut lists.options, OPTIONS),
            (&mut lists.columns, COLUMNS),
            (&mut lists.statements, STATEMENTS),
            (&mut lists.questions, QUESTIONS),
        ];
        let mut all: Vec<_> = all.into_iter().filter(|(list, _)| !list.is_empty()).collect();
        for _ in 0..4 {
            let which = self.random.below(all.len());
            let (list, kind) = &mut all[which];
            self.edit(list, *kind);
        }
    }
}

/// A page as Markdown.
fn page(kind: &str, lists: &Lists) -> String {
    let label = |part: &Part| match &part.id {
        Some(id) => format!("{{ id = \"{id}\", label = \"{}\" }}", part.words),
        None => format!("\"{}\"", part.words),
    };
    let labels = |parts: &[Part]| parts.iter().map(label).collect::<Vec<_>>().join(", ");
    let lines = |mark: &str, parts: &[Part]| -> String {
        let id = |part: &Part| part.id.as_ref().map_or(String::new(), |id| format!(" {{#{id}}}"));
        parts.iter().map(|part| format!("{mark} {}{}\n", part.words, id(part))).collect()
    };
    let bands = |kind: &str| format!("[[{kind}.band]]\nid = \"any\"\nwhen = \"else\"\n");
    let reading = "## Any {#any}\n\nA reading.\n";
    let items = lines("- [ ]", &lists.items);
    match kind {
        "audit" => format!(
            "+++\ntitle = \"A\"\n[audit]\nbasis = \"Ours.\"\nunit = \"hours\"\nentries = [{}]\ncolumns = [{}]\n{}+++\n{items}\n{reading}",
            labels(&lists.entries),
            labels(&lists.columns),
            bands("audit"),
        ),
        "sheet" => format!(
            "+++\ntitle = \"S\"\n[worksheet]\n+++\n{items}\n{}",
            lines("1.", &lists.questions)
        ),
        _ => format!(
            "+++\ntitle = \"T\"\n[assessment]\nbasis = \"Ours.\"\nskip = true\nscale = [{}]\ndimensions = [{{ id = \"dim\", label = \"D\" }}]\n{}+++\n{items}\n## D {{#dim}}\n\n{}\n{reading}",
            labels(&lists.options),
            bands("assessment"),
            lines("1.", &lists.statements),
        ),
    }
}

/// The values of an attribute, in order.
fn values<'h>(html: &'h str, name: &str) -> Vec<&'h str> {
    let start = format!(" {name}=\"");
    let parts = html.split(start.as_str()).skip(1);
    parts.map(|rest| rest.split('"').next().unwrap_or_default()).collect()
}

/// What stands under each stored id of a built page: what it is, and the answers to choose from.
fn shown(html: &str, lists: &Lists) -> BTreeMap<String, Shown> {
    let html = html.split("<main").nth(1).expect("a main part");
    let ids = values(html, "data-item").into_iter().filter(|id| !id.starts_with(':'));
    let cells = lists
        .entries
        .iter()
        .flat_map(|entry| lists.columns.iter().map(move |column| vec![entry, column]));
    let single = |part| vec![part];
    let rest = lists.statements.iter().chain(&lists.questions).map(single);
    let parts: Vec<Vec<&Part>> = lists.items.iter().map(single).chain(cells).chain(rest).collect();
    let radios = html.split("<input type=\"radio\"").skip(1);
    let radios = radios.map(|field| values(field, "value")[0]).filter(|id| *id != "-");
    let radios: Vec<&str> = radios.collect();
    let hashes = values(html, "data-hash");
    let options = lists.options.iter().enumerate();
    let options =
        options.map(|(at, part)| (radios[at].to_owned(), part.meaning.clone(), part.words.clone()));
    let options: Vec<_> = options.collect();
    let ids: Vec<&str> = ids.collect();
    assert_eq!(ids.len(), parts.len(), "{html}");
    let choices = |at: usize| if at < lists.items.len() { Vec::new() } else { options.clone() };
    let all = ids.into_iter().zip(parts).enumerate();
    all.map(|(at, (id, parts))| {
        let meaning = parts.iter().map(|part| part.meaning.clone()).collect();
        let words = parts.iter().map(|part| part.words.clone()).collect();
        let hash = hashes[at].to_owned();
        (id.to_owned(), Shown { meaning, words, hash, options: choices(at) })
    })
    .collect()
}

/// How often each thing happened.
#[derive(Debug, Default)]
struct Counts {
    accepted: usize,
    refused: usize,
    shown: usize,
    kept_aside: usize,
}

fn check(stored: &BTreeMap<String, Answer>, now: &BTreeMap<String, Shown>, counts: &mut Counts) {
    for (id, Answer { given_for, chosen }) in stored {
        let Some(Shown { meaning, words, hash, options }) = now.get(id) else {
            counts.kept_aside += 1;
            continue;
        };
        // Either it reads as it did, or the page tells how it read.
        let is_told = *hash != given_for.hash;
        assert!(is_told || given_for.words == *words, "under `{id}`: {words:?}");
        let mut pairs = given_for.meaning.iter().zip(meaning);
        let is_right = pairs.all(|(before, now)| is_same(before, now, is_told));
        assert!(is_right, "under `{id}`, given for {:?}: {meaning:?}", given_for.meaning);
        let Some((value, before, chosen_words)) = chosen else {
            counts.shown += 1;
            continue;
        };
        match options.iter().find(|(id, ..)| id == value) {
            Some((_, option, now)) => {
                assert!(
                    is_same(before, option, chosen_words != now),
                    "`{value}`: {before:?}, {option:?}"
                );
                counts.shown += 1;
            }
            None => counts.kept_aside += 1,
        }
    }
}

#[test]
fn no_edit_puts_an_answer_under_something_else() {
    let mut counts = Counts::default();
    for seed in 0..25 {
        let mut author = Author { random: Random::new(seed), parts: 0, ids: Vec::new() };
        let mut site = Fixture::new("-- content/_index.md --\n# Home\n-- content/ids.lock --\n");
        let mut all: Vec<(Lists, BTreeMap<String, Answer>)> = Vec::new();
        for kind in PAGES {
            let lists = loop {
                let lists = author.lists(kind);
                site.write(&format!("content/{kind}.md"), page(kind, &lists));
                let build = site.build();
                if !build.has_errors() {
                    break lists;
                }
            };
            let after = site.ids().after;
            site.write("content/ids.lock", after);
            all.push((lists, BTreeMap::new()));
        }
        for _ in 0..100 {
            let which = author.random.below(PAGES.len());
            let (kind, (lists, stored)) = (PAGES[which], &mut all[which]);
            let (path, before) = (format!("content/{kind}.md"), site.files.clone());
            let mut edited = lists.clone();
            author.edit_page(&mut edited);
            site.write(&path, page(kind, &edited));
            let mut build = site.build();
            // Now and then an author means it, and retires what is gone.
            if author.random.one_in(2) && messages(&build).contains("vanished-id") {
                retire(&mut site, &build);
                build = site.build();
            }
            if build.has_errors() {
                site.files = before;
                counts.refused += 1;
                continue;
            }
            counts.accepted += 1;
            let now = shown(&text(&build, &format!("{kind}/index.html")), &edited);
            check(stored, &now, &mut counts);
            for (id, given_for) in now {
                if author.random.one_in(2) {
                    let options = &given_for.options;
                    let chosen = (!options.is_empty()).then(|| author.random.pick(options).clone());
                    stored.insert(id, Answer { given_for, chosen });
                }
            }
            *lists = edited;
            // The lock learns of it; ids stay unwritten where an author may leave them out.
            let after = site.ids().after;
            site.write("content/ids.lock", after);
        }
    }
    assert!(counts.accepted > 300 && counts.refused > 300, "{counts:?}");
    assert!(counts.shown > 3000 && counts.kept_aside > 1000, "{counts:?}");
}

/// Marks every line of the lock as retired whose id is missing.
fn retire(site: &mut Fixture, build: &handbook::compile::build::Build) {
    let lock = String::from_utf8(site.files["content/ids.lock"].clone()).expect("a text");
    let gone: Vec<String> = build
        .diagnostics
        .iter()
        .filter(|d| d.code.as_str() == "vanished-id")
        .filter_map(|d| {
            let mut words = d.message.split('`');
            let (kind, id, key) = (words.next()?, words.next()?, words.nth(1)?);
            Some(format!("{key} {} {id}", kind.trim_start_matches("the ").trim()))
        })
        .collect();
    let mark = |line: &str| {
        let end = if gone.iter().any(|gone| gone == line) { " retired" } else { "" };
        format!("{line}{end}\n")
    };
    site.write("content/ids.lock", lock.lines().map(mark).collect::<String>());
}
