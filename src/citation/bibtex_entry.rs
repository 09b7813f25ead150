//! [`fields_of`]: an entry of BibTeX or BibLaTeX in the vocabulary of the library.

use std::collections::BTreeMap;
use std::ops::Range;

use hayagriva::types::QualifiedUrl;
use serde_json::json;

use crate::citation::bibliography_file::WrittenLedger;
use crate::citation::bibtex_words::{
    MonthRange, digits, edition, genre, journal_series, language, month, month_range,
};
use crate::citation::dates::{self, DATE_HINT, SourceDate};
use crate::citation::fields::{
    AS_WRITTEN, CHAPTER_HINT, DOI_HINT, OF_WHOLE_BOOK, REPORTER_HINT, WITH_SLASH, WITHOUT_REPORTER,
    carrier, doi, no_doi, with_guarded_spaces,
};
use crate::citation::latex::plain;
use crate::citation::marks::{HYPHEN, IN_PRESS};
use crate::citation::names;
use crate::data::value::{Plain, PlainTable};

/// A field of an entry: its decoded text, and its bytes in the file.
#[derive(Clone, Debug)]
pub(super) struct BibField {
    pub(super) text: String,
    pub(super) span: Range<usize>,
}

/// An entry of BibTeX with the fields that it inherits.
#[derive(Clone, Debug)]
pub(super) struct BibEntry {
    /// The type in lower case: `inproceedings`.
    pub(super) kind: String,
    /// The fields by their names in lower case.
    pub(super) fields: BTreeMap<String, BibField>,
    /// The fields of its ledger, which it does not inherit.
    pub(super) ledger: WrittenLedger,
}

/// A value of a field that is not taken as it is written.
pub(super) struct DoubtfulField {
    pub(super) name: &'static str,
    pub(super) span: Range<usize>,
    pub(super) problem: String,
    pub(super) hint: &'static str,
}

/// How an entry is made of the fields of a [`BibEntry`].
struct Conversion<'a> {
    entry: &'a BibEntry,
    /// The type in the vocabulary of the library.
    kind: &'static str,
    /// The type of what contains it; empty if it stands alone.
    container: &'static str,
    doubtful: Vec<DoubtfulField>,
}

/// The fields of an entry, and the values that are doubtful.
pub(super) fn fields_of(entry: &BibEntry) -> (PlainTable, Vec<DoubtfulField>) {
    let (kind, container) = kinds(entry);
    let mut conversion = Conversion { entry, kind, container, doubtful: Vec::new() };
    let fields = conversion.source();
    (fields, conversion.doubtful)
}

/// The type of an entry in the vocabulary of the library, and of what contains it; empty if it
/// stands alone.
fn kinds(entry: &BibEntry) -> (&'static str, &'static str) {
    let has = |name: &str| entry.fields.contains_key(name);
    let in_reporter = ["journaltitle", "journal", "reporter"].into_iter().any(has);
    match entry.kind.as_str() {
        "article" if has("journal") || has("journaltitle") => {
            let subtype = entry.fields.get("entrysubtype").map(|field| field.text.as_str());
            ("article", if subtype == Some("newspaper") { "newspaper" } else { "periodical" })
        }
        "article" => ("article", ""),
        "inbook" | "incollection" | "bookinbook" | "suppbook" | "suppcollection"
            if has("booktitle") || has("maintitle") =>
        {
            ("chapter", "book")
        }
        "inproceedings" | "conference" => ("article", "proceedings"),
        "inreference" => ("chapter", "reference"),
        "thesis" | "phdthesis" | "mastersthesis" => ("thesis", ""),
        "report" | "techreport" => ("report", ""),
        "unpublished" => ("manuscript", ""),
        "patent" => ("patent", ""),
        // A preprint is no page of the web, of which some styles leave out the date.
        "online" | "electronic" | "www" if !has("url") && has("eprint") => ("misc", ""),
        "online" | "electronic" | "www" => {
            let is_part = ["journaltitle", "journal", "booktitle"].into_iter().any(has);
            ("web", if is_part { "web" } else { "" })
        }
        "software" => ("repository", ""),
        "periodical" | "suppperiodical" => ("periodical", ""),
        "video" | "movie" => ("video", ""),
        "audio" | "music" => ("audio", ""),
        "artwork" | "image" => ("artwork", ""),
        "jurisdiction" => ("case", if in_reporter { "periodical" } else { "" }),
        "legislation" | "legal" => ("legislation", if in_reporter { "periodical" } else { "" }),
        "performance" => ("performance", ""),
        "book" | "mvbook" | "inbook" | "incollection" | "bookinbook" | "suppbook"
        | "suppcollection" | "collection" | "mvcollection" | "proceedings" | "mvproceedings"
        | "reference" | "mvreference" | "manual" => ("book", ""),
        _ => ("misc", ""),
    }
}

/// The fields that name a publisher, or an organisation in its place.
const ORGANIZATIONS: [&str; 6] =
    ["publisher", "school", "institution", "organization", "holder", "court"];

/// The types of BibLaTeX that have no other type in [`kinds`] than the general one.
const GENERAL: &str = "misc dataset booklet letter set commentary standard xdata custom";

/// Whether a type, in lower case, is one of BibTeX or BibLaTeX.
pub(super) fn is_known(kind: &str) -> bool {
    let entry = BibEntry { kind: kind.to_owned(), fields: BTreeMap::new(), ledger: Vec::new() };
    kinds(&entry).0 != "misc" || GENERAL.split(' ').any(|known| kind.starts_with(known))
}

impl Conversion<'_> {
    /// The decoded text of the first of the fields that there is; empty if there is none.
    fn text(&self, names: &[&str]) -> &str {
        let mut found = names.iter().filter_map(|name| self.entry.fields.get(*name));
        found.find(|field| !field.text.is_empty()).map_or("", |field| field.text.as_str())
    }

    /// The text of the first of the fields that there is, without braces, as plain text.
    fn plain(&self, names: &[&str]) -> String {
        plain(self.text(names))
    }

    fn doubt(&mut self, name: &'static str, problem: String, hint: &'static str) {
        let span = self.entry.fields.get(name).map_or(0..0, |field| field.span.clone());
        self.doubtful.push(DoubtfulField { name, span, problem, hint });
    }

    fn source(&mut self) -> PlainTable {
        let (kind, container) = (self.kind, self.container);
        let mut fields = EntryFields::new(kind);
        let title = self.title("title", "subtitle", "titleaddon");
        if title.is_empty() && self.text(&["author", "editor"]).is_empty() {
            let hint = "add the field `title`; of a set, cite its members";
            self.doubt("title", "it has no title, author or editor".to_owned(), hint);
        }
        fields.put("title", self.volume_title(title, "title"));
        let short = self.text(&["shorttitle"]).to_owned();
        if !short.is_empty() && fields.0.contains_key("title") {
            let value = fields.0.remove("title");
            fields.0.insert("title".to_owned(), json!({ "value": value, "short": short }));
        }
        fields.people("author", self.people("author"));
        self.affiliated(&mut fields);
        if let Some(date) = self.date() {
            fields.0.insert("date".to_owned(), date);
        }
        fields.put("page-range", self.plain(&["pages", "eid"]));
        fields.put("page-total", digits(self.text(&["pagetotal"])));
        let chapter = self.plain(&["chapter"]);
        if kind == "book" && !chapter.is_empty() {
            self.doubt("chapter", OF_WHOLE_BOOK.to_owned(), CHAPTER_HINT);
        }
        fields.put("chapter", chapter);
        let has_place = ["volume", "pages"].into_iter().find(|name| !self.text(&[name]).is_empty());
        if let ("case", "", Some(name)) = (kind, container, has_place) {
            self.doubt(name, WITHOUT_REPORTER.to_owned(), REPORTER_HINT);
        }
        fields.put("genre", genre(&self.entry.kind, self.text(&["type"])));
        fields.put("language", language(self.text(&["langid", "language"])));
        self.numbers(&mut fields);
        self.address(&mut fields);
        let mut parents = Vec::new();
        if container.is_empty() {
            self.publication(&mut fields, kind);
            fields.people("editor", self.editors());
            self.series(&mut fields);
        } else {
            parents.push(self.container(container));
            if self.is_legal() {
                fields.put("organization", self.text(&ORGANIZATIONS).to_owned());
            }
        }
        parents.extend(self.event());
        parents.extend(self.original());
        if !parents.is_empty() {
            let own = fields.0.remove("parent");
            parents.extend(own.and_then(|own| own.as_array().cloned()).into_iter().flatten());
            fields.0.insert("parent".to_owned(), parents.into());
        }
        fields.0
    }

    /// What contains the source: a journal, a book, proceedings.
    fn container(&mut self, kind: &str) -> Plain {
        let is_journal = matches!(kind, "periodical" | "newspaper" | "web");
        let mut container = EntryFields::new(kind);
        let title = if is_journal {
            match self.title("journaltitle", "journalsubtitle", "") {
                title if !title.is_empty() => title,
                _ => self.text(&["journal", "booktitle", "reporter"]).to_owned(),
            }
        } else {
            let title = self.title("booktitle", "booksubtitle", "booktitleaddon");
            self.volume_title(title, "booktitle")
        };
        container.put("title", title);
        container.people("author", self.people("bookauthor"));
        container.people("editor", self.editors());
        self.publication(&mut container, kind);
        self.series(&mut container);
        Plain::Object(container.0)
    }

    /// The volume, the edition and the publisher.
    fn publication(&mut self, fields: &mut EntryFields, kind: &str) {
        let volume = self.plain(&["volume"]);
        let has_letters = volume.contains(char::is_alphabetic);
        let hyphen = if has_letters { HYPHEN } else { '-' };
        fields.put("volume", volume.replace('-', &hyphen.to_string()));
        fields.put("volume-total", digits(self.text(&["volumes"])));
        fields.put("edition", edition(self.text(&["edition"])));
        let is_journal = matches!(kind, "periodical" | "newspaper" | "misc");
        if self.is_legal() {
            // The court, or the parliament.
            fields.put("organization", self.text(&ORGANIZATIONS).to_owned());
            if kind == "legislation" {
                return;
            }
        }
        if is_journal {
            fields.put("issue", self.plain(&["number", "issue"]));
        }
        let name = match self.text(&ORGANIZATIONS) {
            "" => self.published().0,
            name => name.to_owned(),
        };
        let place = self.text(&["location", "address"]);
        let mut publisher = EntryFields(PlainTable::new());
        publisher.put("name", name);
        publisher.put("location", place.to_owned());
        if !publisher.0.is_empty() {
            fields.0.insert("publisher".to_owned(), publisher.0.into());
        }
    }

    fn is_legal(&self) -> bool {
        matches!(self.kind, "case" | "legislation")
    }

    fn series(&self, fields: &mut EntryFields) {
        let mut series = EntryFields::new(match fields.0["type"].as_str() {
            Some("periodical") => "periodical",
            _ => "anthology",
        });
        let title = self.text(&["series"]);
        let is_journal = fields.0["type"] == "periodical";
        series.put("title", if is_journal { journal_series(title) } else { title.to_owned() });
        if series.0.contains_key("title") {
            let has_number =
                fields.0.get("serial-number").is_some_and(|own| own.get("serial").is_some());
            if !is_journal && !has_number {
                series.put("volume", self.plain(&["number"]));
            }
            fields.parent(series.0.into());
        }
    }

    /// The conference at which a paper was given.
    fn event(&mut self) -> Option<Plain> {
        let mut event = EntryFields::new("conference");
        event.put("title", self.title("eventtitle", "", "eventtitleaddon"));
        event.put("location", self.text(&["venue"]).to_owned());
        let date = self.other_date(&["eventdate"]);
        if let Some(date) = date.filter(|date| date.shown.is_empty()) {
            event.put("date", written_date(&date));
        }
        (event.0.len() > 1).then_some(Plain::Object(event.0))
    }

    /// The first publication of the work.
    fn original(&mut self) -> Option<Plain> {
        let date = self.other_date(&["origdate", "origyear"])?;
        let mut original = EntryFields::new("original");
        original.put("date", written_date(&date));
        Some(Plain::Object(original.0))
    }

    fn affiliated(&mut self, fields: &mut EntryFields) {
        let roles = [
            ("translator", "translator"),
            ("annotator", "annotator"),
            ("commentator", "commentator"),
            ("introduction", "introduction"),
            ("foreword", "foreword"),
            ("afterword", "afterword"),
        ];
        let mut groups = Vec::new();
        for (field, role) in roles {
            let people = self.people(field);
            if !people.is_empty() {
                groups.push(json!({ "names": people, "role": role }));
            }
        }
        if self.has_other_role() {
            let role = self.text(&["editortype"]).to_owned();
            groups.push(json!({ "names": self.people("editor"), "role": role }));
        }
        if !groups.is_empty() {
            fields.0.insert("affiliated".to_owned(), groups.into());
        }
    }

    /// Whether those in the field `editor` have a role that styles name.
    fn has_other_role(&self) -> bool {
        matches!(self.text(&["editortype"]), "director" | "producer" | "compiler")
    }

    fn editors(&mut self) -> Vec<Plain> {
        if self.has_other_role() { Vec::new() } else { self.people("editor") }
    }

    /// The numbers that identify the source.
    fn numbers(&mut self, fields: &mut EntryFields) {
        let mut serials = EntryFields(PlainTable::new());
        let written = self.plain(&["doi"]);
        if !written.is_empty() {
            match doi(&written) {
                Some(doi) => serials.put("doi", doi),
                None => self.doubt("doi", no_doi(&written), DOI_HINT),
            }
        }
        serials.put("isbn", self.plain(&["isbn"]));
        serials.put("issn", self.plain(&["issn"]));
        serials.put("version", self.plain(&["version"]));
        let eprint = self.plain(&["eprint"]);
        match &*self.eprint_type() {
            "pubmed" => serials.put("pmid", eprint),
            "arxiv" => serials.put("arxiv", eprint),
            "" if !eprint.is_empty() => {
                let hint =
                    "write `eprinttype` beside it, such as `arxiv`, or the address under `url`";
                self.doubt("eprint", "it has no `eprinttype` and is left out".to_owned(), hint);
            }
            _ => {}
        }
        serials.put("pmid", self.plain(&["pmid"]));
        serials.put("pmcid", self.plain(&["pmcid"]));
        let is_numbered = self.container.is_empty() || self.is_legal();
        if is_numbered && !matches!(self.kind, "book" | "misc" | "periodical") {
            serials.put("serial", self.plain(&["number"]));
        }
        if !serials.0.is_empty() {
            fields.0.insert("serial-number".to_owned(), serials.0.into());
        }
    }

    /// The repository of the field `eprint`, in lower case; empty if it is unknown.
    fn eprint_type(&self) -> String {
        let written = self.text(&["eprinttype", "archiveprefix"]).to_lowercase();
        let is_of_arxiv = || {
            let eprint = self.plain(&["eprint"]).to_lowercase();
            let Some(eprint) = eprint.rsplit("arxiv:").next().filter(|_| !eprint.is_empty()) else {
                return false;
            };
            let digits = |part: &str| part.len() > 3 && part.chars().all(|c| c.is_ascii_digit());
            let number = eprint.split(['v', 'V']).next().unwrap_or_default();
            number.split_once('.').is_some_and(|(month, rest)| digits(month) && digits(rest))
        };
        if written.is_empty() && is_of_arxiv() { "arxiv".to_owned() } else { written }
    }

    /// How it was published: in words, and at which address.
    fn published(&self) -> (String, String) {
        let how = self.text(&["howpublished"]);
        let is_address = |word: &&str| word.trim_start_matches('{').starts_with("http");
        let Some(word) = how.split(' ').find(is_address) else {
            return (how.to_owned(), String::new());
        };
        let words = how.replace(word, "");
        let words = words.trim_matches(|c: char| c == ' ' || c.is_ascii_punctuation());
        let leads_on = ["at", "from", "via", "url"].iter().any(|last| {
            words.rsplit(' ').next().is_some_and(|word| word.eq_ignore_ascii_case(last))
        });
        (if leads_on { String::new() } else { words.to_owned() }, plain(word))
    }

    /// The address, with the day of the visit.
    fn address(&mut self, fields: &mut EntryFields) {
        let mut address = self.plain(&["url"]);
        if address.is_empty() {
            address = self.published().1;
        }
        let eprint = self.plain(&["eprint"]);
        if address.is_empty() && !eprint.is_empty() {
            let place = match &*self.eprint_type() {
                "jstor" => "https://www.jstor.org/stable/",
                "googlebooks" => "https://books.google.com/books?id=",
                "hdl" => "https://hdl.handle.net/",
                _ => "",
            };
            address = if place.is_empty() { String::new() } else { format!("{place}{eprint}") };
        }
        if address.starts_with("www.") {
            address.insert_str(0, "https://");
        }
        if address.is_empty() {
            return;
        }
        if address.parse::<QualifiedUrl>().is_err() {
            self.doubt(
                "url",
                format!("`{address}` is no address and is left out"),
                "write the full address, with `https://`",
            );
            return;
        }
        let mut url = EntryFields(PlainTable::new());
        url.put("value", address);
        if let Some(date) = self.other_date(&["urldate"]) {
            url.put("date", written_date(&date));
        }
        if self.kind == "misc" {
            fields.parent(carrier(&url.0.into()));
        } else {
            fields.0.insert("url".to_owned(), url.0.into());
        }
    }

    /// The date: a text that [`dates::read`] reads, or one that is shown as it is.
    fn date(&mut self) -> Option<Plain> {
        let whole = self.plain(&["date"]);
        // In a year `1990-21` is a range, and in a date the spring.
        let year = self.plain(&["year"]);
        let to = year.split_once('-').and_then(|(_, to)| to.parse().ok());
        let is_range = to.is_some_and(|to: u8| to > 12);
        let year = if is_range { year.replace('-', "/") } else { year };
        let (name, text) = if whole.is_empty() { ("year", year) } else { ("date", whole) };
        if text.is_empty() {
            return match self.plain(&["pubstate"]).as_str() {
                "" => None,
                "inpress" => Some(IN_PRESS.to_string().into()),
                "inpreparation" => Some("in preparation".into()),
                state => Some(state.into()),
            };
        }
        let Some(read) = dates::read(&text) else {
            let hint = "write the year, `1990`, a range, `1990/1995`, or words, `in press`; \
                        with month and day in the field `date`, `1990-05-12`";
            self.doubt(name, format!("`{text}` is no date and is shown as it is"), hint);
            return Some(json!({ AS_WRITTEN: text }));
        };
        let is_year = read.shown.is_empty() && read.date.month.is_none();
        let year = Some(read.date.year).filter(|year| is_year && *year > 999);
        Some(
            year.and_then(|year| self.months(year).or_else(|| Some(self.day(year)?.into())))
                .unwrap_or(text.into()),
        )
    }

    /// The range of the field `month` in a year, `June/July` or `June 3--5`; `None` without one.
    fn months(&self, year: i32) -> Option<Plain> {
        let [month, day] = ["month", "day"].map(|name| self.plain(&[name]));
        let written = if day.contains(['-', '–']) { format!("{month} {day}") } else { month };
        let MonthRange { from, to, has_slash } = month_range(&written)?;
        let date = |(month, day): (u8, Option<u8>)| match day {
            Some(day) => format!("{year:04}-{month:02}-{day:02}"),
            None => format!("{year:04}-{month:02}"),
        };
        let range = format!("{}/{}", date(from), date(to));
        dates::read(&range)?;
        Some(if has_slash { json!({ WITH_SLASH: range }) } else { range.into() })
    }

    /// The date of the fields `month` and `day` in a year; `None` without a month.
    fn day(&mut self, year: i32) -> Option<String> {
        let [written, day] = ["month", "day"].map(|name| self.plain(&[name]));
        let Some((month, beside)) = month(&written) else {
            if written.is_empty() && !day.is_empty() {
                self.doubt("day", "it has no month and is left out".to_owned(), DATE_HINT);
            }
            if !written.is_empty() {
                let hint = "write a name, `may`, or a number from 1 to 12";
                self.doubt("month", format!("`{written}` is no month and is left out"), hint);
            }
            return None;
        };
        let date = format!("{year:04}-{month:02}");
        if !day.is_empty() && day.parse::<u8>().is_err() {
            self.doubt("day", format!("`{day}` is no day and is left out"), DATE_HINT);
        }
        let day = beside.or_else(|| day.parse().ok()).filter(|_| month < dates::FIRST_SEASON);
        let Some(number) = day else { return Some(date) };
        let whole = format!("{date}-{number:02}");
        match dates::fault(&whole) {
            None => Some(whole),
            Some(fault) => {
                let name = if beside.is_some() { "month" } else { "day" };
                self.doubt(name, format!("{fault}, which is left out"), DATE_HINT);
                Some(date)
            }
        }
    }

    /// A date that is left out if it cannot be read.
    fn other_date(&mut self, names: &[&'static str]) -> Option<SourceDate> {
        let text = self.plain(names);
        let date = dates::read(&text);
        if date.is_none() && !text.is_empty() {
            let name = names.iter().find(|name| self.entry.fields.contains_key(**name));
            let problem = format!("`{text}` is no date and is left out");
            self.doubt(name.copied().unwrap_or_default(), problem, DATE_HINT);
        }
        date
    }

    /// A title with its subtitle and addition.
    fn title(&self, title: &str, subtitle: &str, addition: &str) -> String {
        let mut whole = self.text(&[title]).to_owned();
        for (part, separator) in [(self.text(&[subtitle]), ": "), (self.text(&[addition]), ". ")] {
            if whole.is_empty() || part.is_empty() {
                continue;
            }
            whole.push_str(if whole.ends_with(['?', '!', '.', ':']) { " " } else { separator });
            whole.push_str(part);
        }
        whole
    }

    /// The title of a volume after that of the whole work. `field` is where it stands: of a part of
    /// a book, the work is that of the book.
    fn volume_title(&self, title: String, field: &str) -> String {
        let work = self.title("maintitle", "mainsubtitle", "");
        let is_part = field == "title" && !self.container.is_empty();
        match (work.is_empty() || is_part || work == title, title.is_empty()) {
            (true, _) => title,
            (_, true) => work,
            _ => format!("{work}: {title}"),
        }
    }

    fn people(&mut self, name: &'static str) -> Vec<Plain> {
        let (people, doubtful) = names::of_bibtex(self.text(&[name]));
        for problem in doubtful {
            self.doubt(name, problem, "write `and` between names: `King, Ann and Roe, Bo`");
        }
        people
    }
}

/// The fields of a source while they are collected; empty texts are left out.
struct EntryFields(PlainTable);

impl EntryFields {
    fn new(kind: &str) -> Self {
        let mut fields = PlainTable::new();
        fields.insert("type".to_owned(), kind.into());
        Self(fields)
    }

    /// Adds a text.
    fn put(&mut self, name: &str, text: String) {
        if !text.is_empty() {
            let text = if name == "title" { text } else { with_guarded_spaces(&text) };
            self.0.insert(name.to_owned(), text.into());
        }
    }

    fn parent(&mut self, parent: Plain) {
        let parents = self.0.entry("parent".to_owned()).or_insert_with(|| json!([]));
        if let Plain::Array(parents) = parents {
            parents.push(parent);
        }
    }

    fn people(&mut self, name: &str, people: Vec<Plain>) {
        if !people.is_empty() {
            self.0.insert(name.to_owned(), people.into());
        }
    }
}

/// A date as the library writes it.
fn written_date(date: &SourceDate) -> String {
    let hayagriva::types::Date { year, month, day, .. } = date.date;
    let part = |part: Option<u8>| part.map(|part| format!("-{:02}", part + 1)).unwrap_or_default();
    format!("{year:04}{}{}", part(month), part(day))
}
