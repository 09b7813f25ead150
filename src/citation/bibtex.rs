//! [`read`]: parses sources in BibTeX or BibLaTeX. The library parses the file; its strings, its
//! inheritance and its text are read here, so that each is bounded and every message has a place.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use biblatex::{Field, ParseError, ParseErrorKind, RawBibliography, RawChunk, Spanned};

use crate::base::diagnostic::{Diagnostic, Place};
use crate::base::marks::is_mark;
use crate::base::suggest::nearest;
use crate::citation::bibliography_file::{
    BibliographyFile, ParsedFile, ParsedSource, check_key, duplicate_key,
};
use crate::citation::bibtex_entry::{BibEntry, BibField, DoubtfulField, fields_of, is_known};
use crate::citation::bibtex_words::MONTHS;
use crate::citation::fields;
use crate::citation::inheritance::{BibEntries, inherit, missing};
use crate::citation::latex::{code, decode, plain};
use crate::citation::ledger::BIBTEX_PREFIX;
use crate::data::value::Spanned as ValueAt;

/// How deep braces and abbreviations may be nested.
const BRACE_LIMIT: usize = 100;
/// How many bytes all fields may have with their abbreviations written out, and once more with what
/// the sources inherit.
const EXPANDED_LIMIT: usize = 16 << 20;
/// How many bytes a value may have once its abbreviations are replaced: they can double it on every
/// line.
const VALUE_LIMIT: usize = 256 * 1024;
/// The fields whose text is LaTeX, separated by spaces.
const TEXTS: &str = "\
    addendum afterword annotator author bookauthor booksubtitle booktitle booktitleaddon chapter \
    commentator court day edition editor editortype eid entrysubtype eventtitle \
    eventtitleaddon foreword holder howpublished institution introduction issue journal \
    journalsubtitle journaltitle langid language location address mainsubtitle maintitle month \
    note number organization origyear pages pagetotal publisher pubstate reporter school series \
    shorttitle subtitle title titleaddon translator type venue version volume volumes \
    year";
/// The fields whose text is taken letter by letter.
const CODES: &str = "\
    archiveprefix crossref date doi eprint eprinttype eventdate ids isbn issn origdate pmcid pmid \
    url urldate xdata";

/// The fields of which a misspelled name is told, separated by spaces.
const ESSENTIAL: &str = "\
    author booktitle date edition editor institution journal journaltitle number pages publisher school \
    title translator url volume year";

/// The fields of BibLaTeX that nothing prints, and those that programs write for themselves, separated
/// by spaces. Names with other signs than letters are theirs too.
const UNPRINTED: &str = "\
    abstract acmid added adsnote adsurl affiliation annotation annote archive articleno \
    authortype bibsource biburl bookpagination category citeulike coden collaboration comment \
    contents copyright creationdate dimensions editora editoratype editorb editorbtype editorc \
    editorctype entryset eprintclass eventtitle execute file gender groups hyphenation indexsorttitle \
    indextitle interhash intrahash isan ismn isrn issuesubtitle issuetitle issuetitleaddon iswc \
    journalabbr journaltitleaddon keyword keywords label language lastchecked lccn library lista \
    listb listc listd liste listf modificationdate mrclass mrnumber mrreviewer nameaddon namea \
    nameb namec numpages options origlanguage origlocation origpublisher origtitle owner pagination \
    part pdf ppn presort price primaryclass priority qualityassured rating readstatus related \
    relatedoptions relatedstring relatedtype reprinttitle review rights searchrank shortauthor \
    shorteditor shorthand shorthandintro shortjournal shortseries size sortkey sortname sortshorthand \
    sorttitle sortyear source subject summary tags timestamp urlraw usera userb userc userd usere \
    userf verba verbb verbc zblnumber";

/// Parses a file. A mistake in its syntax or its references leaves no sources.
pub(super) fn read(file: &BibliographyFile<'_>) -> ParsedFile {
    if let Some(deep) = too_deep(file) {
        return (Vec::new(), vec![deep]);
    }
    let text = with_braces(file.text);
    let raw = match RawBibliography::parse(&text) {
        Ok(raw) => raw,
        Err(error) => return (Vec::new(), vec![syntax_error(file, &error)]),
    };
    let (entries, warnings) =
        match FieldReader::new(file, &raw).and_then(|mut reader| reader.entries(&raw)) {
            Ok(read) => read,
            Err(error) => return (Vec::new(), vec![error]),
        };
    let mut keys: BTreeMap<&str, Range<usize>> = BTreeMap::new();
    let mut diagnostics = Vec::new();
    for entry in &raw.entries {
        let (key, span) = (entry.v.key.v, entry.v.key.span.clone());
        if let Some(first) = keys.get(key) {
            let place = |span: &Range<usize>| Place::span(file.path, file.text, span.clone());
            diagnostics.push(duplicate_key(key, place(&span), place(first)));
        } else {
            diagnostics.extend(check_key(file, key, &span));
            keys.insert(key, span);
        }
    }
    if !diagnostics.is_empty() {
        return (Vec::new(), diagnostics);
    }
    diagnostics.extend(warnings);
    let mut found = Vec::new();
    let mut len = 0;
    for (key, span) in raw.entries.iter().filter_map(|entry| keys.remove_entry(entry.v.key.v)) {
        for (field, name, value) in entries.by_key.get(key).map_or(vec![], |e| missing(&entries, e))
        {
            let problem = format!("`{field}` names `{name}`, which is not in this file");
            let warning = file.warning(key, &problem, value.span.clone());
            let known = entries.by_key.keys().map(String::as_str);
            diagnostics.push(match nearest(&name, known) {
                Some(meant) => warning.hint(format!("did you mean `{meant}`?")),
                None => warning.hint("add the source, or delete the field"),
            });
        }
        let Some(entry) = inherit(&entries, key) else {
            let message =
                format!("the source `{key}` inherits in a circle or from too many others");
            let hint = "check its `crossref` and `xdata`, and those of the sources they name";
            diagnostics.push(file.error(message, span).hint(hint));
            continue;
        };
        len += entry.fields.values().map(|field| field.text.len()).sum::<usize>();
        if len > EXPANDED_LIMIT {
            diagnostics.push(too_large(file, span));
            break;
        }
        if entry.kind != "xdata" {
            found.extend(source(file, key, span, &entry, &mut diagnostics));
        }
    }
    (found, diagnostics)
}

/// The error for braces that are nested too deeply; the library takes quadratic time for them.
fn too_deep(file: &BibliographyFile<'_>) -> Option<Diagnostic> {
    let bytes = file.text.as_bytes();
    let mut depth = 0_usize;
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            _ if at > 0 && bytes[at - 1] == b'\\' => {}
            b'@' if at == 0 || bytes[at - 1] == b'\n' => depth = 0,
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > BRACE_LIMIT {
            let message = format!("braces are nested more than {BRACE_LIMIT} deep");
            return Some(file.error(message, at..at + 1).hint("remove those that mean nothing"));
        }
    }
    None
}

/// The error for texts that abbreviations and inheritance repeat too often.
fn too_large(file: &BibliographyFile<'_>, span: Range<usize>) -> Diagnostic {
    let limit = EXPANDED_LIMIT >> 20;
    let message =
        format!("the sources have more than {limit} MB of text with all that they repeat");
    file.error(message, span).hint("shorten what `@string`, `crossref` and `xdata` repeat")
}

/// Converts an entry.
fn source(
    file: &BibliographyFile<'_>,
    key: &str,
    span: Range<usize>,
    entry: &BibEntry,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<ParsedSource> {
    let ledger = &entry.ledger;
    let (fields, doubtful) = fields_of(entry);
    for DoubtfulField { name, span: place, problem, hint } in doubtful {
        let place = if place.is_empty() { span.clone() } else { place };
        diagnostics.push(file.warning(key, &format!("`{name}`: {problem}"), place).hint(hint));
    }
    let note = entry.fields.get("note").map(|note| plain(&note.text)).unwrap_or_default();
    match fields::convert(key, fields) {
        Ok((entry, date)) => Some(ParsedSource {
            key: key.to_owned(),
            span,
            entry,
            note: note.replace(is_mark, ""),
            until: date.as_ref().and_then(|date| date.until),
            shown_date: date.map(|date| date.shown).unwrap_or_default(),
            ledger: ledger.clone(),
        }),
        Err(error) => {
            diagnostics
                .push(file.error(format!("the source `{key}` cannot be read: {error}"), span));
            None
        }
    }
}

/// The text with the round brackets of entries, `@string(…)`, as braces.
fn with_braces(text: &str) -> String {
    let mut bytes = text.as_bytes().to_vec();
    let mut scanned = 0;
    for (at, _) in text.match_indices('@') {
        let rest = &text[at + 1..];
        let word = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
        let open = at + 1 + rest.len() - rest[word..].trim_start().len();
        let begins_line = at == 0 || bytes[at - 1] == b'\n';
        if !begins_line || at < scanned || word == 0 || bytes.get(open) != Some(&b'(') {
            continue;
        }
        let (mut depth, mut in_quotes) = (0usize, false);
        let close = text[open + 1..].char_indices().find(|(_, char)| {
            match char {
                '{' => depth += 1,
                '}' => depth = depth.saturating_sub(1),
                '"' if depth == 0 => in_quotes = !in_quotes,
                '@' if depth == 0 && !in_quotes => return true,
                ')' => return depth == 0 && !in_quotes,
                _ => {}
            }
            false
        });
        scanned = close.map_or(text.len(), |(len, _)| open + 1 + len);
        if let Some((len, ')')) = close {
            bytes[open] = b'{';
            bytes[open + 1 + len] = b'}';
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// Reads the values of fields.
struct FieldReader<'a> {
    file: &'a BibliographyFile<'a>,
    /// The texts of `@string`, by their names in lower case.
    strings: BTreeMap<String, String>,
    /// How many bytes have been read, with abbreviations written out.
    len: usize,
}

impl<'a> FieldReader<'a> {
    fn new(file: &'a BibliographyFile<'a>, raw: &RawBibliography<'_>) -> Result<Self, Diagnostic> {
        let mut reader = Self { file, strings: BTreeMap::new(), len: 0 };
        for string in &raw.abbreviations {
            let value = reader.value(&string.value.v)?;
            reader.strings.insert(string.key.v.to_lowercase(), value);
        }
        Ok(reader)
    }

    /// The text of a value, with the texts of its abbreviations.
    fn value(&mut self, field: &Field<'_>) -> Result<String, Diagnostic> {
        let mut text = String::new();
        for chunk in field {
            match chunk.v {
                RawChunk::Normal(part) => text.push_str(part),
                RawChunk::Abbreviation(name) => match self.strings.get(&name.to_lowercase()) {
                    Some(part) => text.push_str(part),
                    None if MONTHS.split(' ').any(|month| name.eq_ignore_ascii_case(month)) => {
                        text.push_str(name);
                    }
                    None => {
                        let kind = ParseErrorKind::UnknownAbbreviation(name.to_owned());
                        let span = chunk.span.clone();
                        return Err(syntax_error(self.file, &ParseError { span, kind }));
                    }
                },
            }
            if text.len() > VALUE_LIMIT {
                let message = format!("a value is longer than {} KB", VALUE_LIMIT >> 10);
                let hint = "shorten it, or the `@string` that it repeats";
                return Err(self.file.error(message, chunk.span.clone()).hint(hint));
            }
        }
        self.len += text.len();
        match field.first() {
            Some(chunk) if self.len > EXPANDED_LIMIT => {
                Err(too_large(self.file, chunk.span.clone()))
            }
            _ => Ok(text),
        }
    }

    /// All entries, and the warnings about their texts.
    fn entries(
        &mut self,
        raw: &RawBibliography<'_>,
    ) -> Result<(BibEntries, Vec<Diagnostic>), Diagnostic> {
        let mut entries = BibEntries::default();
        let mut warnings = Vec::new();
        for entry in &raw.entries {
            let key = entry.v.key.v;
            let mut fields: BTreeMap<String, BibField> = BTreeMap::new();
            let mut ledger = Vec::new();
            let names = entry.v.fields.iter().map(|field| field.key.v.to_ascii_lowercase());
            let names: BTreeSet<String> = names.collect();
            for field in &entry.v.fields {
                let name = field.key.v.to_ascii_lowercase();
                if let Some(name) = name.strip_prefix(BIBTEX_PREFIX) {
                    let value = plain(&decode(&self.value(&field.value.v)?).text);
                    let spanned =
                        |value: String, span: &Range<usize>| ValueAt { value, span: span.clone() };
                    let value = spanned(value.replace(is_mark, ""), &field.value.span);
                    ledger.push((spanned(name.to_owned(), &field.key.span), value));
                    continue;
                }
                let is_one_of = |names: &str| names.split(' ').any(|known| known == name);
                let is_code = is_one_of(CODES);
                if !is_code && !is_one_of(TEXTS) {
                    warnings.extend(self.unknown_field(key, &names, &field.key));
                    continue;
                }
                if fields.contains_key(&name) {
                    let problem =
                        format!("it has the field `{name}` twice, and the first is taken");
                    let warning = self.file.warning(key, &problem, field.key.span.clone());
                    warnings.push(warning.hint("delete one of them"));
                    continue;
                }
                let value = self.value(&field.value.v)?;
                let text = if is_code {
                    code(&value)
                } else {
                    let decoded = decode(&value);
                    warnings.extend(self.unknown_command(key, field, decoded.unknown));
                    decoded.text
                };
                fields.insert(name, BibField { text, span: field.value.span.clone() });
            }
            let kind = entry.v.kind.v.to_ascii_lowercase();
            if !is_known(&kind) {
                let problem = format!("the type `{kind}` is unknown and taken for `misc`");
                let warning = self.file.warning(key, &problem, entry.v.kind.span.clone());
                let hint = "write `@book`, `@article`, `@online`, `@report` or another";
                warnings.push(warning.hint(hint));
            }
            for other in fields.get("ids").into_iter().flat_map(|ids| ids.text.split(',')) {
                entries.other_keys.insert(other.trim().to_owned(), key.to_owned());
            }
            entries.by_key.insert(key.to_owned(), BibEntry { kind, fields, ledger });
        }
        Ok((entries, warnings))
    }

    /// The warning about a field that nothing reads, unless programs write it for themselves. `names`
    /// are those of all fields of its entry.
    fn unknown_field(
        &self,
        key: &str,
        names: &BTreeSet<String>,
        name: &Spanned<&str>,
    ) -> Option<Diagnostic> {
        let missing = ESSENTIAL.split(' ').filter(|known| !names.contains(*known));
        let lower = name.v.to_ascii_lowercase();
        if UNPRINTED.split(' ').any(|known| known == lower) {
            return None;
        }
        let hint = match (nearest(name.v, missing), lower.as_str()) {
            (Some(meant), _) => format!("did you mean `{meant}`?"),
            (_, "director" | "producer" | "compiler") => {
                format!("write the people under `editor`, and `editortype = {{{lower}}}`")
            }
            _ if lower.contains(|c: char| !c.is_ascii_alphabetic()) => return None,
            _ => "delete it, or write what readers need under `note`".to_owned(),
        };
        let problem = format!("the field `{}` is unknown and left out", name.v);
        Some(self.file.warning(key, &problem, name.span.clone()).hint(hint))
    }

    /// The warning about the commands of a field that are not known.
    fn unknown_command(
        &self,
        key: &str,
        field: &biblatex::Pair<'_>,
        commands: Vec<(String, usize)>,
    ) -> Option<Diagnostic> {
        let (command, at) = commands.into_iter().next()?;
        let span = match &field.value.v[..] {
            [only] if matches!(only.v, RawChunk::Normal(_)) => {
                let start = only.span.start + at;
                start..start + command.len() + 1
            }
            _ => field.value.span.clone(),
        };
        let problem = format!("the command `\\{command}` is unknown, and only its text is shown");
        let hint = "write the character itself, or `\\emph{…}`, `\\textbf{…}`, \
                    `\\textsuperscript{…}` or `\\textsubscript{…}`";
        Some(self.file.warning(key, &problem, span).hint(hint))
    }
}

/// The diagnostic of a syntax error.
fn syntax_error(file: &BibliographyFile<'_>, error: &ParseError) -> Diagnostic {
    let text: &str = file.text;
    let unclosed = unclosed_entry(text);
    let start = error.span.start.min(text.len());
    let at_next_entry =
        text[start..].starts_with('@') || error.kind == ParseErrorKind::UnexpectedEof;
    if let (true, Some(entry)) = (at_next_entry, &unclosed) {
        let message = "this entry is not closed";
        return file
            .error(message, entry.clone())
            .hint("each `{` needs a `}`; write `\\{` and `\\}` for literal braces");
    }
    let end = error.span.end.min(text.len()).max(start);
    let diagnostic = file.error(format!("invalid BibTeX: {}", error.kind), start..end);
    let hint = match &error.kind {
        ParseErrorKind::Expected(biblatex::Token::Comma) => {
            "a comma is missing between two fields, or a brace is closed too early"
        }
        ParseErrorKind::Expected(biblatex::Token::Equals) => "write a field as `name = {value}`",
        ParseErrorKind::Expected(biblatex::Token::Identifier) => {
            "begin an entry with its type and key: `@book{key,`"
        }
        ParseErrorKind::UnknownAbbreviation(_) => {
            "put the value in braces, or define the word with `@string`"
        }
        _ => "write an entry as `@book{key, title = {…}, author = {…}, year = {…}}`",
    };
    let entry = text[..start].rfind("\n@").map(|newline| {
        let at = newline + 1;
        let end = text[at..].find('\n').map_or(text.len(), |len| at + len);
        Place::span(file.path, file.text, at..end)
    });
    diagnostic.hint(hint).related_if(entry, "in this entry")
}

/// The first line of the first entry with an unclosed brace before the next entry begins.
fn unclosed_entry(text: &str) -> Option<Range<usize>> {
    let mut entry_line: Option<Range<usize>> = None;
    let mut depth = 0usize;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.starts_with('@') {
            if depth > 0 && entry_line.is_some() {
                return entry_line;
            }
            entry_line = Some(at..at + line.trim_end().len());
            depth = 0;
        }
        let mut escaped = false;
        for char in line.chars() {
            match char {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '{' => depth += 1,
                '}' => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        at += line.len();
    }
    entry_line.filter(|_| depth > 0)
}
