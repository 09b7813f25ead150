//! Names of people and organisations, from BibTeX and YAML, as the fields that the library takes.
//!
//! A particle (`van der`) is part of the family name, as the styles have it: it is never left out,
//! and a style that sorts without it finds it there.

use hayagriva::types::Person;
use serde_json::json;

use crate::citation::latex::plain;
use crate::citation::marks::OTHERS;
use crate::data::value::{Plain, PlainTable};

/// The particles of family names, in lower case. Another word in lower case within a name without a
/// comma is part of the name of an organisation: `Bureau of Labor Statistics`.
const PARTICLES: &str = "\
    a af al am an ap at auf aus av az bar ben bin bint d' da dal dall' dalla das de de' degli dei \
    del dela dell' della delle den der des di do dos du e el et fitz i ibn il in 't l' la las le \
    lo los mac o op san santa t' te ten ter to tot u und van vande vanden vander vd ver \
    vom von y z ze zu zum zur à";

/// Words, in lower case, that stand in names of organisations and not in those of people.
const OF_ORGANIZATIONS: &str = "\
    academy administration agency association authority bureau commission committee consortium \
    corp corporation council department federation foundation gmbh government inc institut \
    institute institution laboratory llc ltd ministry organisation organization society \
    university universität université";

/// The names of a field of BibTeX, which is decoded and has its braces, and what is doubtful about
/// them.
pub(super) fn of_bibtex(text: &str) -> (Vec<Plain>, Vec<String>) {
    let mut doubtful = Vec::new();
    let mut names = Vec::new();
    for name in listed(text) {
        let parts = split_commas(&name);
        let plain_parts: Vec<String> = parts.iter().map(|part| plain(part)).collect();
        let is_extended = parts.iter().all(|part| part.contains('='));
        let has_semicolon = cut(&name, |char| char == ';').nth(1).is_some();
        doubtful.extend(doubt(&plain(&name), &plain_parts, has_semicolon).filter(|_| !is_extended));
        match person_of_bibtex(&name, &parts) {
            // One `and others` is enough.
            Some(others) if others == more_people() && names.last() == Some(&others) => {}
            person => names.extend(person),
        }
    }
    (names, doubtful)
}

/// What is doubtful about one name, in the parts between its commas: it looks like several.
fn doubt(name: &str, parts: &[String], has_semicolon: bool) -> Option<String> {
    if has_semicolon {
        return Some(format!("`{name}` has a semicolon and is taken for one name"));
    }
    match parts {
        [_, middle, last] if !middle.is_empty() && !is_suffix(middle) && !is_suffix(last) => {
            Some(format!("`{middle}` in `{name}` is taken for what `Jr.` is in a name"))
        }
        [_, _, _, _, ..] => {
            Some(format!("`{name}` has too many commas for one name and is shown as it is"))
        }
        _ => None,
    }
}

/// What is doubtful about a text of YAML that is to be one name; `None` if it is one.
pub(super) fn doubt_of_yaml(name: &str) -> Option<String> {
    let mut names = name.split(" and ").flat_map(|name| name.split(" & "));
    if (name.contains(" and ") || name.contains(" & ")) && names.all(|name| name.contains(',')) {
        return Some(format!("`{name}` is taken for one name"));
    }
    if before_et_al(name).is_some() {
        return Some(format!("`{name}` is taken for one name; others are `others` in the list"));
    }
    let parts: Vec<String> = name.split(',').map(|part| part.trim().to_owned()).collect();
    doubt(name, &parts, name.contains(';'))
}

/// Brings the names of a field of YAML, one or a list, into the form of this module.
pub(super) fn normalize(names: &mut Plain) {
    match names {
        Plain::Array(list) => list.iter_mut().for_each(normalize),
        Plain::String(name) => {
            let parts: Vec<String> = name.split(',').map(|part| part.trim().to_owned()).collect();
            if is_others(name) {
                *names = more_people();
            } else if parts.len() < 4 && !name.trim().is_empty() {
                *names = person(&parts);
            }
        }
        Plain::Object(fields) => {
            let text = |key: &str| fields.get(key).and_then(Plain::as_str).unwrap_or_default();
            let (prefix, name) = (text("prefix"), text("name"));
            if !prefix.trim().is_empty() && !name.is_empty() {
                let whole = joined(prefix, name);
                fields.remove("prefix");
                fields.insert("name".to_owned(), whole.into());
            }
            if let Some(given) = fields.get("given-name").and_then(Plain::as_str) {
                let given = spaced_initials(given);
                if let Some(Plain::String(name)) = fields.get_mut("name") {
                    *name = with_own_words(std::mem::take(name));
                }
                fields.insert("given-name".to_owned(), given.into());
            }
        }
        _ => {}
    }
}

/// A name of BibTeX; `None` if there is none between two `and`.
fn person_of_bibtex(name: &str, parts: &[String]) -> Option<Plain> {
    let text = plain(name);
    if text.is_empty() {
        return None;
    }
    if is_others(&text) {
        return Some(more_people());
    }
    if parts.iter().all(|part| part.split_once('=').is_some_and(|(key, _)| is_name_part(key))) {
        return Some(extended(parts));
    }
    let mut plain_parts: Vec<String> = parts.iter().map(|part| plain(part)).collect();
    if let Some(family) = plain_parts.first_mut().filter(|_| parts.len() > 1) {
        *family = plain(&whole_in_braces(&parts[0]));
    }
    match parts.len() {
        1 => Some(unified(name, &text)),
        2 | 3 => Some(person(&plain_parts)),
        _ => Some(organization(&text)),
    }
}

/// A name without a comma: `Ludwig van Beethoven`.
fn unified(name: &str, text: &str) -> Plain {
    let words = words(name);
    let is_lower = |word: &String| word.chars().next().is_some_and(char::is_lowercase);
    let Some(before_last) = words.len().checked_sub(1).filter(|len| *len > 0) else {
        return organization(text);
    };
    let first = words[..before_last].iter().position(is_lower);
    let family = first.unwrap_or(before_last);
    let last = words[..before_last].iter().rposition(is_lower).map_or(family, |last| last + 1);
    let is_of_organization = |word: &String| {
        let word = plain(word).trim_end_matches('.').to_lowercase();
        OF_ORGANIZATIONS.split(' ').any(|known| known == word)
    };
    if words.iter().any(is_of_organization) {
        return organization(text);
    }
    let is_particle = |word: &String| PARTICLES.split(' ').any(|known| known == plain(word));
    if !words[family..last].iter().all(is_particle) {
        return organization(text);
    }
    let join = |words: &[String]| words.join(" ");
    let given = plain(&join(&words[..family]));
    person(&[plain(&whole_in_braces(&join(&words[family..]))), given])
}

/// A name in the extended format of BibLaTeX: `family=Vinci, given=Leonardo, prefix=da`.
fn extended(parts: &[String]) -> Plain {
    let part = |wanted: &str| {
        let mut pairs = parts.iter().filter_map(|part| part.split_once('='));
        pairs
            .find(|(key, _)| key.trim() == wanted)
            .map(|(_, value)| plain(value).trim_matches('"').to_owned())
            .unwrap_or_default()
    };
    let family = joined(&part("prefix"), &part("family"));
    match part("suffix") {
        suffix if suffix.is_empty() => person(&[family, part("given")]),
        suffix => person(&[family, suffix, part("given")]),
    }
}

fn is_name_part(key: &str) -> bool {
    let parts = "family given prefix suffix useprefix id family-i given-i prefix-i suffix-i";
    parts.split(' ').any(|part| part == key.trim())
}

/// A person of one to three parts: family name; given name; or with a suffix between them.
fn person(parts: &[String]) -> Plain {
    // `King, Ann, Jr.` is not the order of a bibliography, but can mean nothing else.
    if let [family, given, suffix] = parts
        && is_suffix(suffix)
        && !is_suffix(given)
    {
        return person(&[family.clone(), suffix.clone(), given.clone()]);
    }
    let mut fields = PlainTable::new();
    let given = parts.last().filter(|given| parts.len() > 1 && !given.is_empty());
    let family = &parts[0];
    let Some(given) = given else { return organization(family) };
    if family.is_empty() {
        return organization(given);
    }
    // The library knows no particle of this form.
    let family = family.replace(" ’t ", "\u{a0}’t ").replace(" 't ", "\u{a0}'t ");
    fields.insert("name".to_owned(), with_own_words(family).into());
    fields.insert("given-name".to_owned(), spaced_initials(given).into());
    if parts.len() > 2 && !parts[1].is_empty() {
        fields.insert("suffix".to_owned(), parts[1].as_str().into());
    }
    Plain::Object(fields)
}

/// A family name whose words with capitals the library takes for no particles: `Le Guin`, `Du Bois`
/// and the `La` of `de La Fontaine` are parts of the name itself.
fn with_own_words(family: String) -> String {
    let (prefix, suffix, given_name, alias) = (None, None, None, None);
    let mut name = Person { name: family, given_name, prefix, suffix, comma_suffix: false, alias };
    while let Some(len) = name.name_particle().map(str::len)
        && name.name[..len].rsplit(' ').next().is_some_and(|word| word.starts_with(is_capital))
    {
        name.name.replace_range(len..=len, "\u{a0}");
    }
    name.name
}

fn is_capital(char: char) -> bool {
    char.is_uppercase()
}

/// What may follow a family name, separated by spaces.
const SUFFIXES: &str =
    "Jr Sr Jnr Snr Junior Senior I II III IV V VI VII VIII 2nd 3rd 4th Esq PhD MD";

fn is_suffix(part: &str) -> bool {
    let part = part.trim_end_matches('.').replace('.', "");
    SUFFIXES.split(' ').any(|known| known == part)
}

/// The name that stands for further people.
fn more_people() -> Plain {
    organization(&OTHERS.to_string())
}

fn organization(name: &str) -> Plain {
    json!({ "name": name })
}

/// Whether a name stands for further people.
fn is_others(name: &str) -> bool {
    let name = name.trim().trim_end_matches('.').replace('\u{a0}', " ").to_lowercase();
    matches!(name.as_str(), "others" | "et al")
}

fn joined(particle: &str, name: &str) -> String {
    let particle = particle.trim();
    let is_apart = !particle.is_empty() && !particle.ends_with(['\'', '’', '-']);
    format!("{particle}{}{name}", if is_apart { " " } else { "" })
}

/// Initials with a space between them, so that the library takes each for one: `J. P.`.
fn spaced_initials(given: &str) -> String {
    let mut spaced = String::new();
    for char in given.chars() {
        if char.is_uppercase() && spaced.ends_with('.') {
            spaced.push(' ');
        }
        spaced.push(char);
    }
    spaced
}

/// The parts of a list of BibTeX, with `and` between them.
fn listed(text: &str) -> Vec<String> {
    let words = words(text);
    let names = words.split(|word| word.eq_ignore_ascii_case("and")).map(|part| part.join(" "));
    let with_others = |name: String| match before_et_al(&name) {
        Some(before) => vec![before.to_owned(), "others".to_owned()],
        None => vec![name],
    };
    names.flat_map(with_others).collect()
}

/// What stands before `et al.` at the end of a name; `None` if it does not end so.
fn before_et_al(name: &str) -> Option<&str> {
    let bare = name.trim_end().trim_end_matches('.');
    let before = bare.strip_suffix("et al")?;
    let is_apart = before.ends_with([' ', '\u{a0}', ',']);
    let before = before.trim_end_matches([' ', '\u{a0}', ',']);
    Some(before).filter(|before| is_apart && !before.is_empty())
}

/// The words of a text; white space within braces is part of a word.
fn words(text: &str) -> Vec<String> {
    cut(text, |char| char == ' ' || char == '\u{a0}').filter(|word| !word.is_empty()).collect()
}

/// A family name in which words in one pair of braces are one word: `{de Beauvoir}`.
fn whole_in_braces(family: &str) -> String {
    words(family).iter().map(|word| word.replace(' ', "\u{a0}")).collect::<Vec<_>>().join(" ")
}

fn split_commas(text: &str) -> Vec<String> {
    cut(text, |char| char == ',').map(|part| part.trim().to_owned()).collect()
}

/// The parts of a text between characters outside of braces.
fn cut(text: &str, separates: impl Fn(char) -> bool) -> impl Iterator<Item = String> {
    let mut parts = vec![String::new()];
    let (mut depth, mut escaped) = (0usize, false);
    for char in text.chars() {
        let is_escaped = escaped;
        escaped = char == '\\' && !is_escaped;
        match char {
            '{' if !is_escaped => depth += 1,
            '}' if !is_escaped => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 && separates(char) {
            parts.push(String::new());
        } else if let Some(part) = parts.last_mut() {
            part.push(char);
        }
    }
    parts.into_iter()
}
