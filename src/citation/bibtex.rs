//! [`read`]: parses sources in BibTeX or BibLaTeX.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use biblatex::{Bibliography, ChunksExt, ParseError, ParseErrorKind, RawBibliography, RawChunk};

use crate::base::diagnostic::{Diagnostic, Place};

use crate::citation::bibliography_file::{
    BibliographyFile, ParsedFile, ParsedSource, check_key, duplicate_key,
};

/// How deep references by `crossref` and `xdata` may be nested. The library follows them one by
/// one.
const DEPTH_LIMIT: usize = 8;
/// How deep braces and abbreviations may be nested.
const BRACE_LIMIT: usize = 100;
/// How many bytes all fields may have with their abbreviations written out.
const EXPANDED_LIMIT: usize = 16 << 20;
/// How many references by `crossref` and `xdata` may be followed for one source.
const FOLLOW_LIMIT: usize = 256;

/// Parses a file. A mistake in its syntax or its references leaves no sources.
pub(super) fn read(file: &BibliographyFile<'_>) -> ParsedFile {
    if let Some(deep) = too_deep(file) {
        return (Vec::new(), vec![deep]);
    }
    let raw = match RawBibliography::parse(file.text) {
        Ok(raw) => raw,
        Err(error) => return (Vec::new(), vec![syntax_error(file, &error)]),
    };
    if let Some(large) = too_large(file, &raw) {
        return (Vec::new(), vec![large]);
    }
    let mut keys: BTreeMap<String, Range<usize>> = BTreeMap::new();
    let mut diagnostics = Vec::new();
    for entry in &raw.entries {
        let key = entry.v.key.v.to_owned();
        let span = entry.v.key.span.clone();
        if let Some(first) = keys.get(&key) {
            let place = |span: &Range<usize>| Place::span(file.path, file.text, span.clone());
            diagnostics.push(duplicate_key(&key, place(&span), place(first)));
        } else {
            diagnostics.extend(check_key(file, &key, &span));
            keys.insert(key, span);
        }
    }
    diagnostics.extend(inheritance_cycles(file, &raw, &keys));
    if !diagnostics.is_empty() {
        return (Vec::new(), diagnostics);
    }
    let bibliography = match Bibliography::from_raw(raw) {
        Ok(bibliography) => bibliography,
        Err(error) => return (Vec::new(), vec![syntax_error(file, &error)]),
    };
    let mut found = Vec::new();
    for entry in bibliography {
        let key = entry.key.clone();
        let span = keys.get(&key).cloned().unwrap_or_default();
        match convert(entry, span.clone()) {
            Ok(source) => found.extend(source),
            Err(error) => {
                let message = format!("the source `{key}` cannot be read: {}", error.kind);
                let place = error.span;
                let is_known = place.start < place.end && place.end <= file.text.len();
                diagnostics.push(file.error(message, if is_known { place } else { span }));
            }
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

/// The error for fields that become too large once their abbreviations are written out, and for an
/// abbreviation that holds itself.
fn too_large(file: &BibliographyFile<'_>, raw: &RawBibliography<'_>) -> Option<Diagnostic> {
    let known: Abbreviations<'_> =
        raw.abbreviations.iter().map(|pair| (pair.key.v, &pair.value.v)).collect();
    let mut lengths = BTreeMap::new();
    let mut total = 0_usize;
    let fields = raw.entries.iter().flat_map(|entry| &entry.v.fields);
    for field in fields.chain(&raw.abbreviations) {
        let length = expanded_length(&field.value.v, &known, &mut lengths, 0);
        total = total.saturating_add(length);
        if total > EXPANDED_LIMIT {
            let message = format!(
                "the field `{}` has too much text once its abbreviations are written out",
                field.key.v
            );
            let hint = "shorten its `@string`, which may not hold itself either";
            return Some(file.error(message, field.key.span.clone()).hint(hint));
        }
    }
    None
}

/// The fields of `@string` by their names.
type Abbreviations<'a> = BTreeMap<&'a str, &'a Vec<biblatex::Spanned<RawChunk<'a>>>>;

/// The bytes of a field with its abbreviations written out; very many for one that holds itself.
fn expanded_length<'a>(
    field: &[biblatex::Spanned<RawChunk<'a>>],
    known: &Abbreviations<'a>,
    lengths: &mut BTreeMap<&'a str, usize>,
    depth: usize,
) -> usize {
    let mut total = 0_usize;
    for chunk in field {
        let length = match chunk.v {
            RawChunk::Normal(text) => text.len(),
            RawChunk::Abbreviation(_) if depth > BRACE_LIMIT => usize::MAX,
            RawChunk::Abbreviation(name) => match (lengths.get(name), known.get(name)) {
                (Some(length), _) => *length,
                (None, Some(field)) => {
                    let length = expanded_length(field, known, lengths, depth + 1);
                    lengths.insert(name, length);
                    length
                }
                (None, None) => name.len(),
            },
        };
        total = total.saturating_add(length);
    }
    total
}

/// Converts an entry; `None` for an `@xdata` entry, which only gives its fields to others.
fn convert(
    mut entry: biblatex::Entry,
    span: Range<usize>,
) -> Result<Option<ParsedSource>, biblatex::TypeError> {
    if entry.entry_type == biblatex::EntryType::XData {
        return Ok(None);
    }
    let note = entry.remove("note");
    let note = note.map(|note| note.format_verbatim().trim().to_owned());
    // Where the field `note` is missing, the library takes either of these for it.
    entry.remove("annotation");
    entry.remove("annote");
    let (key, note) = (entry.key.clone(), note.unwrap_or_default());
    let entry = hayagriva::Entry::try_from(&entry)?;
    Ok(Some(ParsedSource { key, span, entry, note }))
}

/// Errors for sources that inherit fields from each other in a cycle, or from too many others.
fn inheritance_cycles(
    file: &BibliographyFile<'_>,
    raw: &RawBibliography<'_>,
    keys: &BTreeMap<String, Range<usize>>,
) -> Vec<Diagnostic> {
    let mut inherited: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut names: BTreeMap<String, &str> = BTreeMap::new();
    for entry in &raw.entries {
        names.insert(entry.v.key.v.to_owned(), entry.v.key.v);
        for field in &entry.v.fields {
            let name = field.key.v.to_ascii_lowercase();
            let mut words: Vec<String> = Vec::new();
            for chunk in &field.value.v {
                if let RawChunk::Normal(text) = chunk.v {
                    words.extend(text.split(',').map(|word| word.trim().to_owned()));
                }
            }
            match name.as_str() {
                "crossref" | "xdata" => inherited.entry(entry.v.key.v).or_default().extend(words),
                "ids" => names.extend(words.into_iter().map(|word| (word, entry.v.key.v))),
                _ => {}
            }
        }
    }
    let mut diagnostics = Vec::new();
    for (key, span) in keys.iter().filter(|(key, _)| inherited.contains_key(key.as_str())) {
        let mut followed = 0;
        let path = BTreeSet::from([key.as_str()]);
        if !terminates(key, &inherited, &names, &path, &mut followed) {
            let message = format!("the source `{key}` inherits fields in a circle");
            diagnostics.push(
                file.error(message, span.clone())
                    .hint("check its `crossref` and `xdata`, and those of the sources they name"),
            );
        }
    }
    diagnostics
}

/// Whether following the references of a source ends within [`DEPTH_LIMIT`] and [`FOLLOW_LIMIT`].
fn terminates<'a>(
    key: &str,
    inherited: &BTreeMap<&'a str, Vec<String>>,
    names: &BTreeMap<String, &'a str>,
    path: &BTreeSet<&str>,
    followed: &mut usize,
) -> bool {
    let others = inherited.get(key).into_iter().flatten();
    for other in others.filter_map(|other| names.get(other)) {
        *followed += 1;
        let mut longer = path.clone();
        let is_new = longer.insert(other);
        let fits = longer.len() <= DEPTH_LIMIT && *followed <= FOLLOW_LIMIT;
        if !is_new || !fits || !terminates(other, inherited, names, &longer, followed) {
            return false;
        }
    }
    true
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
