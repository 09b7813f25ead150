//! [`convert`]: the fields of a source become an entry of the library, whichever format they are
//! from. What the library would take for something else is brought into a form that it reads right.

use hayagriva::types::{MaybeTyped, Numeric, NumericValue, PageRanges, PageRangesPart};
use hayagriva::{Entry, Library};
use serde::Deserialize;
use serde_json::json;

use crate::citation::dates::{self, LaterDate, SourceDate};
use crate::citation::marks::{HYPHEN, NO_NUMBER, no_number};
use crate::citation::names;
use crate::config::language::is_language_tag;
use crate::data::value::{Plain, PlainTable};

/// The key of a date that is shown as it is, whatever it says.
pub(super) const AS_WRITTEN: &str = "as-written";
/// The fields that hold names.
const NAME_FIELDS: &[&str] = &["author", "editor"];

/// The key of a range of dates that has a slash between its months.
pub(super) const WITH_SLASH: &str = "with-slash";

/// Converts the fields of a source, in the vocabulary of the library. Gives the entry and its date, if
/// it is in a form of [`dates::read`].
pub(super) fn convert(
    key: &str,
    mut fields: PlainTable,
) -> Result<(Entry, Option<SourceDate>), String> {
    let date = take_date(&mut fields);
    // Styles know a collection in an archive by this type, and nothing by the other.
    if matches!(&*kind_of(&fields), "anthology" | "reference") {
        fields.insert("type".to_owned(), "book".into());
    }
    prepare(&mut fields);
    // The library would leave out one of two marks that end a quotation.
    each_title(&mut fields, &|title| {
        let ends_quoted = title.ends_with(['”', '’', '“', '»']);
        if ends_quoted { format!("{title}{NO_NUMBER}") } else { title.to_owned() }
    });
    let other = fields.get("language").and_then(Plain::as_str).map(str::to_ascii_lowercase);
    if other.is_some_and(|tag| is_language_tag(&tag) && !tag.starts_with("en")) {
        // The library would keep styles from changing the case of their own words as well.
        fields.remove("language");
        each_title(&mut fields, &whole);
    } else {
        each_title(&mut fields, &|title| {
            with_guarded_spaces(&with_own_capitals(&after_commas(title)))
        });
    }
    let library = Library::deserialize(json!({ key: fields }));
    let mut entries = library.map_err(|error| error.to_string())?.into_iter();
    let mut entry = entries.next().ok_or("it is empty")?;
    if let Some(MaybeTyped::String(pages)) = entry.page_range() {
        let pages = typed_pages(pages);
        entry.set_page_range(MaybeTyped::Typed(pages));
    }
    if let Some(date) = &date {
        entry.set_date(date.date);
    }
    Ok((entry, date))
}

/// Takes the date of a source or of the first of its parents, if it is written in a form of
/// [`dates::read`].
fn take_date(fields: &mut PlainTable) -> Option<SourceDate> {
    match fields.get("date") {
        Some(Plain::Object(date)) => {
            let with_slash = date.get(WITH_SLASH).and_then(Plain::as_str);
            let date = match with_slash {
                Some(range) => {
                    let mut date = dates::read(range)?;
                    date.until = date.until.map(|until| LaterDate { separator: '/', ..until });
                    date
                }
                None => dates::as_written(date.get(AS_WRITTEN)?.as_str()?),
            };
            fields.remove("date");
            Some(date)
        }
        Some(Plain::String(text)) => {
            let date = dates::read(text)?;
            fields.remove("date");
            Some(date)
        }
        Some(_) => None,
        None => match fields.get_mut("parent")? {
            Plain::Object(parent) => take_date(parent),
            Plain::Array(parents) => take_date(parents.first_mut()?.as_object_mut()?),
            _ => None,
        },
    }
}

/// Changes the titles of a source and of its parents.
fn each_title(fields: &mut PlainTable, change: &impl Fn(&str) -> String) {
    let titles = match fields.get_mut("title") {
        Some(Plain::Object(forms)) => forms.values_mut().collect(),
        title => Vec::from_iter(title),
    };
    for title in titles {
        if let Plain::String(text) = title {
            *text = change(text);
        }
    }
    for parent in parents_of(fields) {
        each_title(parent, change);
    }
}

/// A title in braces, which keep its case, and without others in it.
fn whole(title: &str) -> String {
    let mut is_escaped = false;
    let inner = title.chars().filter(|char| {
        let was_escaped = is_escaped;
        is_escaped = *char == '\\' && !was_escaped;
        was_escaped || !matches!(char, '{' | '}')
    });
    format!("{{{}}}", inner.collect::<String>())
}

/// Words that are short in titles, also after a comma; the library takes it for a full stop.
const SHORT: &str = "a an and as at but by for from in into nor of on or so the to up with yet";

/// A title with a mark before short words after commas, so that they stay small.
fn after_commas(title: &str) -> String {
    let mut parts = title.split(", ");
    let mut marked = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let word = part.split(' ').next().unwrap_or_default().to_lowercase();
        marked.push_str(", ");
        marked.extend(SHORT.split(' ').any(|short| short == word).then_some(NO_NUMBER));
        marked.push_str(part);
    }
    marked
}

/// A title with braces around words that have capitals of their own, such as `McKinsey`, `mRNA` or
/// `PLoS`, which the library would write like any other. A title all in capitals has none.
fn with_own_capitals(title: &str) -> String {
    if !title.contains(char::is_lowercase) {
        return title.to_owned();
    }
    let mut told = String::with_capacity(title.len());
    // How many braces are open: what they hold is guarded already.
    let mut depth = 0_usize;
    for word in title.split_inclusive(' ') {
        let is_plain = depth == 0 && !word.contains(['{', '}', '\\', '$']);
        for char in word.chars() {
            match char {
                '{' => depth += 1,
                '}' => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        let rest = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        let letters = rest.trim_end_matches(|c: char| !c.is_alphanumeric());
        // A compound of words that begin with capitals is a matter of the style: `Self-Help`.
        let mut parts = letters.split(['-', '–', '/', '—']);
        // Nor has the sign between two parties one: `Roe v. Wade`.
        let is_versus = matches!(letters, "v" | "vs");
        if is_plain && (is_versus || parts.any(|part| part.chars().skip(1).any(char::is_uppercase)))
        {
            let (before, after) = (&word[..word.len() - rest.len()], &rest[letters.len()..]);
            told.extend([before, "{", letters, "}", after]);
        } else if is_plain && letters.contains(is_greek) {
            let guarded = |part: &str| {
                if part.contains(is_greek) { format!("{{{part}}}") } else { part.to_owned() }
            };
            let parts: Vec<String> = letters.split('-').map(guarded).collect();
            told.extend([
                &word[..word.len() - rest.len()],
                &parts.join("-"),
                &rest[letters.len()..],
            ]);
        } else {
            told.push_str(word);
        }
    }
    told
}

/// Whether a small letter is Greek, the sign for a millionth among them: what it stands for is
/// another thing with a capital.
fn is_greek(char: char) -> bool {
    matches!(char, 'µ' | 'α'..='ω' | 'ϑ' | 'ϕ' | 'ϵ')
}

/// A text with marks beside its braces: where a style changes the case of words, the library drops
/// white space at the ends of what stands between braces.
pub(super) fn with_guarded_spaces(text: &str) -> String {
    if !text.contains("} ") || text.contains("\\}") {
        return text.to_owned();
    }
    let marked = text.replace("} ", &format!("}}{NO_NUMBER} "));
    marked.replace(" {", &format!(" {NO_NUMBER}{{"))
}

fn parents_of(fields: &mut PlainTable) -> impl Iterator<Item = &mut PlainTable> {
    let parents = fields.get_mut("parent").and_then(Plain::as_array_mut);
    parents.into_iter().flatten().filter_map(Plain::as_object_mut)
}

/// Prepares the fields of a source and of its parents.
fn prepare(fields: &mut PlainTable) {
    for name in NAME_FIELDS {
        if let Some(people) = fields.get_mut(*name) {
            names::normalize(people);
        }
    }
    let affiliated = fields.get_mut("affiliated").and_then(Plain::as_array_mut);
    for group in affiliated.into_iter().flatten() {
        if let Some(people) = group.get_mut("names") {
            names::normalize(people);
        }
    }
    if let Some(Plain::String(text)) = fields.get("page-range") {
        match pages(text) {
            none if none.is_empty() => fields.remove("page-range"),
            pages => fields.insert("page-range".to_owned(), pages.into()),
        };
    }
    let mut arxiv_address = None;
    match fields.get_mut("serial-number") {
        Some(Plain::String(serial)) => *serial = number(serial),
        Some(Plain::Object(serials)) => {
            if let Some(Plain::String(serial)) = serials.get_mut("serial") {
                *serial = number(serial);
            }
            if let Some(Plain::String(written)) = serials.get_mut("doi") {
                *written = doi(written).unwrap_or_default();
            }
            let arxiv = serials.get("arxiv").and_then(Plain::as_str);
            let number = arxiv.map(|arxiv| arxiv.rsplit(':').next().unwrap_or_default().trim());
            arxiv_address = number.map(|number| format!("https://arxiv.org/abs/{number}"));
        }
        _ => {}
    }
    if let Some(address) = arxiv_address {
        publish_preprint(fields, address);
    }
    if is_legal(fields) {
        prepare_law(fields);
    }
    // Styles print the name of an organisation as that of a court or a parliament alone.
    if !is_legal(fields)
        && !fields.contains_key("publisher")
        && let Some(organization) = fields.remove("organization")
    {
        fields.insert("publisher".to_owned(), organization);
    }
    if is_printed("location", fields) && !is_event(fields) {
        place_publisher(fields);
    }
    prepare_parents(fields);
    // A preprint is published by its repository.
    let repository = parents_of(fields)
        .find(|parent| kind_of(parent) == "repository")
        .and_then(|parent| parent.get("title").cloned());
    if let Some(repository) = repository.filter(|_| !fields.contains_key("publisher")) {
        fields.insert("publisher".to_owned(), repository);
    }
}

/// Gives a preprint its address, and its repository as the publisher.
fn publish_preprint(fields: &mut PlainTable, address: String) {
    let kind = kind_of(fields);
    let is_alone = !fields.contains_key("parent") && !fields.contains_key("publisher");
    if is_alone && matches!(&*kind, "misc" | "article" | "manuscript") {
        // In braces, so that no style begins it with a capital.
        fields.insert("publisher".to_owned(), "{arXiv}".into());
    }
    if fields.contains_key("url") || parents_of(fields).any(|parent| parent.contains_key("url")) {
        return;
    }
    if kind == "misc" && !fields.contains_key("parent") {
        fields.insert("parent".to_owned(), json!([carrier(&address.into())]));
    } else {
        fields.insert("url".to_owned(), address.into());
    }
}

/// A parent that holds the address of a source of the type `misc`: with an address of its own the
/// library takes it for a page of the web, for which styles have other rules.
pub(super) fn carrier(url: &Plain) -> Plain {
    json!({ "type": "original", "url": url })
}

/// Brings the reporter in which a case or a law stands, a parent, to where the library finds it.
fn prepare_law(fields: &mut PlainTable) {
    let is_case = kind_of(fields) == "case";
    let Some(parent) = fields.get_mut("parent") else { return };
    let reporter = match parent {
        Plain::Array(parents) => parents.first_mut(),
        parent => Some(parent),
    };
    let Some(reporter) = reporter.filter(|reporter| reporter.get("title").is_some()) else {
        return;
    };
    if is_case {
        set_kind(reporter, "book");
        return;
    }
    // A law has no container there: `78 Stat.` as a whole is a volume.
    let text = |value: Option<&Plain>| match value {
        Some(Plain::String(text)) => text.clone(),
        Some(Plain::Number(number)) => number.to_string(),
        _ => String::new(),
    };
    let title = text(reporter.get("title"));
    let volume = match text(reporter.get("volume")) {
        none if none.is_empty() => text(fields.get("volume")),
        volume => volume,
    };
    fields.insert("volume".to_owned(), format!("{volume} {title}").trim().into());
    fields.remove("parent");
}

/// Whether a style may print a field of those that it prints in some sources alone.
pub(super) fn is_printed(name: &str, fields: &PlainTable) -> bool {
    match (name, fields.get("publisher")) {
        ("chapter", _) => kind_of(fields) != "book",
        // One message for both is enough.
        ("page-range", _) if fields.contains_key("volume") => true,
        ("page-range" | "volume", _) => kind_of(fields) != "case" || fields.contains_key("parent"),
        ("organization", publisher) => publisher.is_none() || is_legal(fields),
        ("location", Some(Plain::Object(publisher))) => {
            is_event(fields) || !publisher.contains_key("location")
        }
        ("location", publisher) => {
            is_event(fields) || publisher.is_some() || fields.contains_key("organization")
        }
        _ => false,
    }
}

fn is_legal(fields: &PlainTable) -> bool {
    matches!(&*kind_of(fields), "case" | "legislation" | "patent")
}

/// Whether the location of a source is that of an event.
fn is_event(fields: &PlainTable) -> bool {
    matches!(&*kind_of(fields), "conference" | "exhibition" | "misc")
}

/// Makes the location of a source that of its publisher.
fn place_publisher(fields: &mut PlainTable) {
    let Some(location) = fields.remove("location") else { return };
    match fields.get_mut("publisher") {
        Some(Plain::Object(publisher)) => {
            publisher.insert("location".to_owned(), location);
        }
        Some(publisher) => *publisher = json!({ "name": publisher.take(), "location": location }),
        None => {}
    }
}

/// Prepares the parents, of which the library prints the title of some twice: it takes a collection
/// for the volume and for the container of its part.
fn prepare_parents(fields: &mut PlainTable) {
    let Some(parent) = fields.get_mut("parent") else { return };
    if parent.is_object() {
        *parent = json!([parent.take()]);
    }
    let kind = kind_of(fields);
    let has_editor = fields.contains_key("editor");
    let is_printed_paper = fields.contains_key("page-range");
    let Some(Plain::Array(parents)) = fields.get_mut("parent") else { return };
    for parent in parents.iter_mut().filter_map(Plain::as_object_mut) {
        prepare(parent);
    }
    complete_parents(&kind, is_printed_paper, parents);
    let proceedings = parents.iter().position(|parent| kind_of_value(parent) == "proceedings");
    // Proceedings with an editor or a publisher are a book; styles that know serial ones alone
    // would leave out the pages.
    let is_book = proceedings.is_some_and(|at| {
        let has = |name: &str| parents[at].get(name).is_some() || has_editor && name == "editor";
        has("editor") || has("publisher")
    });
    let has = |wanted: &[&str]| {
        parents.iter().any(|parent| wanted.contains(&kind_of_value(parent).as_str()))
    };
    let is_part = has(&["anthology", "book"]) && !has(&["periodical", "newspaper", "blog"]);
    let is_entry = has(&["reference"]) && kind != "web";
    match (kind.as_str(), proceedings) {
        ("article", Some(at)) if !is_book => {
            set_kind(&mut parents[at], "book");
            parents.insert(at, json!({ "type": "proceedings" }));
        }
        ("article", Some(at)) => {
            set_kind(&mut parents[at], "anthology");
            fields.insert("type".to_owned(), "chapter".into());
        }
        ("anthos" | "chapter", _) => {
            if let Some(at) = proceedings {
                set_kind(&mut parents[at], "anthology");
            }
            if parents.iter().any(|parent| kind_of_value(parent) == "anthology") {
                fields.insert("type".to_owned(), "chapter".into());
            }
        }
        ("article" | "entry", None) if is_part || is_entry => {
            fields.insert("type".to_owned(), "chapter".into());
        }
        // An episode, of which the library leaves out the series.
        ("audio" | "video", _) if has(&["audio", "video"]) => {
            fields.insert("type".to_owned(), "scene".into());
        }
        // A book within a book is one of a series.
        ("book", _) => {
            for parent in parents.iter_mut().filter(|parent| kind_of_value(parent) == "book") {
                set_kind(parent, "anthology");
            }
        }
        // A series of reports contains no chapters: the library finds it within something else.
        ("report", _) => {
            for parent in parents {
                if matches!(&*kind_of_value(parent), "anthology" | "book" | "report") {
                    set_kind(parent, "anthology");
                    *parent = json!({ "type": "performance", "parent": [parent.take()] });
                }
            }
        }
        _ => {}
    }
}

/// Writes out what an article leaves to its parents: a paper of a conference is one of its
/// proceedings, which have its title if it is printed there, and an entry of a work of reference is a
/// part of a book.
fn complete_parents(kind: &str, is_printed_paper: bool, parents: &mut Vec<Plain>) {
    let at = |parents: &[Plain], wanted: &str| {
        let is_it =
            |parent: &Plain| kind_of_value(parent) == wanted && parent.get("title").is_some();
        parents.iter().position(is_it)
    };
    if matches!(kind, "article" | "entry" | "chapter" | "anthos")
        && let Some(reference) = at(parents, "reference")
    {
        set_kind(&mut parents[reference], "book");
        parents.insert(0, json!({ "type": "reference" }));
    }
    if kind == "article"
        && parents.iter().all(|parent| kind_of_value(parent) == "conference")
        && let Some(conference) = at(parents, "conference")
        && let Some(fields) = parents[conference].as_object_mut()
    {
        let mut proceedings = PlainTable::new();
        let moved = ["title", "editor", "publisher", "volume", "url"];
        for name in moved.into_iter().filter(|_| is_printed_paper) {
            proceedings.extend(fields.remove_entry(name));
        }
        proceedings.insert("type".to_owned(), "proceedings".into());
        parents.insert(0, proceedings.into());
    }
}

fn kind_of(fields: &PlainTable) -> String {
    fields.get("type").and_then(Plain::as_str).unwrap_or_default().to_lowercase()
}

fn kind_of_value(fields: &Plain) -> String {
    fields.as_object().map(kind_of).unwrap_or_default()
}

/// Sets the type of a source, and that of its series, which has the same.
fn set_kind(fields: &mut Plain, kind: &str) {
    let Some(fields) = fields.as_object_mut() else { return };
    let old = kind_of(fields);
    fields.insert("type".to_owned(), kind.into());
    let series = fields.get_mut("parent").and_then(Plain::as_array_mut);
    for series in series.into_iter().flatten().filter(|series| kind_of_value(series) == old) {
        if let Some(series) = series.as_object_mut() {
            series.insert("type".to_owned(), "anthology".into());
        }
    }
}

/// A number of a report or the like as it is written. The library takes `2001-05` for a range.
/// Between letters, the dash of LaTeX is a hyphen: `TR--98--04`.
fn number(text: &str) -> String {
    let hyphened = text.trim().replace("--", "-").replace('–', "-");
    let text = if text.contains(char::is_alphabetic) { &hyphened } else { text.trim() };
    match text.parse::<Numeric>() {
        _ if text.contains('–') => no_number(text),
        Ok(number) if number.to_string() != text || text.contains('-') => no_number(text),
        // In a title the style would write a capital.
        Ok(_) if text.starts_with(char::is_lowercase) => format!("{NO_NUMBER}{text}"),
        _ => text.to_owned(),
    }
}

/// Pages and ranges of pages, with commas between them: `7, 41, 73--97`. Hyphens within a page that
/// is no number stay hyphens.
pub(super) fn pages(text: &str) -> String {
    let text = text.trim();
    let label = ["pp.", "pp ", "p."].into_iter().find_map(|label| text.strip_prefix(label));
    let text = label.unwrap_or(text).replace("--", "–").replace(['\u{2212}', '—'], "–");
    let parts = text.split([',', ';']).map(str::trim).filter(|part| !part.is_empty());
    let part = |part: &str| match part.split('–').collect::<Vec<_>>()[..] {
        [one] if one.matches('-').count() < 2 => one.to_owned(),
        [from, to] if !from.is_empty() && !to.is_empty() => {
            let hyphened = |page: &str| page.trim().replace('-', &HYPHEN.to_string());
            format!("{}-{}", hyphened(from), hyphened(to))
        }
        _ => part.trim_matches('–').replace('-', &HYPHEN.to_string()),
    };
    parts.map(part).collect::<Vec<_>>().join(", ")
}

/// Pages in the form of [`pages`] of which some have no number, such as `iv-ix`.
fn typed_pages(text: &str) -> PageRanges {
    let page = |page: &str| Numeric {
        value: NumericValue::Set(Vec::new()),
        prefix: Some(Box::new(page.trim().to_owned())),
        suffix: None,
    };
    let mut ranges = Vec::new();
    for part in text.split(',') {
        ranges.extend((!ranges.is_empty()).then_some(PageRangesPart::Comma));
        ranges.push(part.parse().unwrap_or_else(|_| match part.split_once(['-', '–']) {
            Some((from, to)) => PageRangesPart::EscapedRange(page(from), page(to)),
            None => PageRangesPart::SinglePage(page(part)),
        }));
    }
    PageRanges { ranges }
}

/// The problem of the volume and the pages of a case.
pub(super) const WITHOUT_REPORTER: &str =
    "few styles print the place of a case without the title of its reporter";

/// The hint at it.
pub(super) const REPORTER_HINT: &str = "write the title, such as `U.S.`: as `journaltitle` in BibTeX, and in YAML as that of a `parent`";

/// The problem of the chapter of a whole book.
pub(super) const OF_WHOLE_BOOK: &str = "most styles print no `chapter` of a whole book";

/// The hint at it.
pub(super) const CHAPTER_HINT: &str =
    "make it a part of the book, with a title of its own, or cite the place: `[@key, ch. 3]`";

/// The problem of a text that is no DOI, after the name of its field.
pub(super) fn no_doi(written: &str) -> String {
    format!("`{written}` is no DOI and is left out")
}

/// The hint at a DOI.
pub(super) const DOI_HINT: &str =
    "write the DOI, such as `10.1000/182`; an address belongs in the field `url`";

/// A DOI without what may stand before it: `doi:`, or the address that leads to it. `None` if
/// nothing in the text is a DOI.
pub(super) fn doi(text: &str) -> Option<String> {
    let text = text.trim();
    let at = text.find("10.")?;
    let before = text[..at].to_ascii_lowercase();
    let is_address = before.contains("doi") || before.is_empty();
    let doi = percent_encoding::percent_decode_str(&text[at..]).decode_utf8().ok()?;
    (is_address && doi.contains('/')).then(|| doi.trim_end_matches('.').to_owned())
}
