//! [`IdLock`]: the file `ids.lock` in the folder of the content, which lists the ids that have been published and must
//! stay.
//!
//! Each id has one line, `KEY KIND ID`. Lines are sorted, so that two branches that add ids merge
//! as text. `retired` at the end of a line says that the id is removed for good and must not be
//! used again. `KEY retired` says that of a page: its address leads nowhere, on purpose. A line that begins with `#` is a comment; comments stand above all ids.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use crate::base::diagnostic::{Code, Diagnostic, OF_A_FILE, Place};
use crate::base::paths::{Anchor, SourcePath};
use crate::base::suggest::nearest;
use crate::document::stable_id::IdKind;

/// The comment at the top of a new lock file.
const HEADER: &str = "# Ids that readers' devices and links rely on: page, kind, id. \
                      Written by `handbook ids --write`.";
/// The word at the end of a line that marks a removed id.
const RETIRED: &str = "retired";
/// The most characters of a malformed line that its message repeats.
const SHOWN: usize = 100;
/// The hint for a malformed line.
const SHAPE: &str = "write `KEY KIND ID`, such as `/roles/two-axes/ item ask-what-for`";

/// The ids that must stay, as the lock file lists them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct IdLock {
    /// The comment lines at the top.
    pub comments: Vec<String>,
    /// The ids that must stay, each with its status.
    pub entries: BTreeMap<LockEntry, LockStatus>,
    /// The keys of the pages that are removed for good.
    pub retired_pages: BTreeSet<String>,
}

/// An id on a page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LockEntry {
    /// The key of the page.
    pub key: String,
    /// The kind of thing that has the id.
    pub kind: IdKind,
    /// The id on the page.
    pub id: Anchor,
}

/// The status of an id in the lock file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct LockStatus {
    /// Whether the id is removed for good.
    pub is_retired: bool,
    /// The byte range of the line in the file.
    pub span: Range<usize>,
}

impl LockEntry {
    /// The line of the file for this id, without its end.
    pub fn line(&self, is_retired: bool) -> String {
        let Self { key, kind, id } = self;
        let end = if is_retired { " retired" } else { "" };
        format!("{key} {kind} {id}{end}")
    }
}

impl IdLock {
    /// Reads the lock file. `kinds` are the kinds of ids there are. A malformed line is reported
    /// and left out.
    pub fn read(path: &SourcePath, text: &Arc<str>, kinds: &[IdKind]) -> (Self, Vec<Diagnostic>) {
        let mut lock = Self::default();
        let mut diagnostics = Vec::new();
        let mut faults = 0;
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let span = start..start + line.trim_end().len();
            start += line.len();
            let line = line.trim_end();
            if line.starts_with('#') && lock.entries.is_empty() {
                lock.comments.push(line.to_owned());
                continue;
            }
            if let Some(key) = retired_page(line) {
                lock.retired_pages.insert(key.to_owned());
                continue;
            }
            let place = || Place::span(path, text, span.clone());
            let (entry, is_retired) = match parse_line(line, kinds) {
                Ok(Some(found)) => found,
                Ok(None) => continue,
                Err((message, hint)) => {
                    faults += 1;
                    if faults <= OF_A_FILE {
                        let fault = Diagnostic::error(Code::InvalidLock, message, place());
                        diagnostics.push(fault.hint(hint));
                    }
                    continue;
                }
            };
            if let Some(first) = lock.entries.get(&entry) {
                let message = format!("the {} `{}` appears twice", entry.kind, entry.id);
                let first = Place::span(path, text, first.span.clone());
                diagnostics.push(
                    Diagnostic::error(Code::InvalidLock, message, place())
                        .related(first, "first line")
                        .hint("delete one of the lines"),
                );
                continue;
            }
            lock.entries.insert(entry, LockStatus { is_retired, span });
        }
        let last = diagnostics.last_mut().filter(|_| faults > OF_A_FILE);
        if let Some(last) = last {
            last.hints.push(format!("and {} more lines of this file", faults - OF_A_FILE));
        }
        (lock, diagnostics)
    }

    /// Marks a page as removed for good, and each of its ids. Returns the number of these.
    pub fn retire(&mut self, key: &str) -> usize {
        let of_page = self.entries.iter_mut().filter(|(entry, _)| entry.key == key);
        let ids = of_page.map(|(_, status)| status.is_retired = true).count();
        if is_route(key) {
            self.retired_pages.insert(key.to_owned());
        }
        ids
    }

    /// The lines of all ids and retired pages, sorted.
    pub fn lines(&self) -> Vec<String> {
        let entries = self.entries.iter();
        let mut lines: Vec<String> =
            entries.map(|(entry, status)| entry.line(status.is_retired)).collect();
        lines.extend(self.retired_pages.iter().map(|key| format!("{key} {RETIRED}")));
        lines.sort();
        lines
    }

    /// The text of the lock file: comments, then sorted lines.
    pub fn text(&self) -> String {
        let header = self.comments.is_empty().then(|| HEADER.to_owned());
        let comments = header.iter().chain(&self.comments);
        comments.chain(&self.lines()).map(|line| format!("{line}\n")).collect()
    }
}

/// Parses a line of the lock file into an id and whether it is retired; `None` for an empty line.
/// An error is a message and a hint.
fn parse_line(line: &str, kinds: &[IdKind]) -> Result<Option<(LockEntry, bool)>, (String, String)> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let (key, kind, id, is_retired) = match words[..] {
        [] => return Ok(None),
        [key, kind, id] => (key, kind, id, false),
        [key, kind, id, RETIRED] => (key, kind, id, true),
        [word, ..] if is_conflict(word) => {
            let hint = "keep the lines of both sides and delete the lines that git added";
            return Err(("unfinished merge".to_owned(), hint.to_owned()));
        }
        [_, _, _, last] => {
            let hint = format!("only the word `{RETIRED}` can follow an id");
            return Err((format!("unexpected `{last}`"), hint));
        }
        _ => {
            let shown: String = line.chars().take(SHOWN).collect();
            return Err((format!("`{shown}` is not an id"), SHAPE.to_owned()));
        }
    };
    if !is_route(key) && Anchor::authored(key).is_none() {
        let hint = "write the address of a page, such as `/roles/two-axes/`, or its `key`";
        return Err((format!("`{key}` is not the key of a page"), hint.to_owned()));
    }
    let Some(kind) = kinds.iter().find(|known| known.word == kind).copied() else {
        let mut words: Vec<&str> = kinds.iter().map(|kind| kind.word).collect();
        words.sort_unstable();
        let hint = if let Some(near) = nearest(kind, words.iter().copied()) {
            format!("did you mean `{near}`?")
        } else {
            let words: Vec<String> = words.iter().map(|w| format!("`{w}`")).collect();
            format!("the kinds are {}", words.join(", "))
        };
        return Err((format!("`{kind}` is not a kind of id"), hint));
    };
    let Some(id) = Anchor::authored(id) else {
        let hint = "an id consists of lower-case letters a to z, digits and single hyphens";
        return Err((format!("`{id}` is not a valid id"), hint.to_owned()));
    };
    let key = key.to_owned();
    Ok(Some((LockEntry { key, kind, id }, is_retired)))
}

/// The address of the page that a line of the lock file calls retired.
fn retired_page(line: &str) -> Option<&str> {
    let (key, word) = line.split_once(char::is_whitespace)?;
    (word.trim() == RETIRED && is_route(key)).then_some(key)
}

/// Whether the key of a page is its address.
fn is_route(key: &str) -> bool {
    key.starts_with('/') && key.ends_with('/')
}

/// Whether a word is a conflict marker of git.
fn is_conflict(word: &str) -> bool {
    ["<<<<<<<", "|||||||", "=======", ">>>>>>>"].contains(&word)
}
