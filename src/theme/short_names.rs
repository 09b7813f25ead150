//! [`with_short_names`]: a script whose own names are as short as they can be.
//!
//! Only names that the script declares outside of every bracket are exchanged, so that wherever such
//! a name stands it means that declaration, or one within that hides it and is exchanged too. A new
//! name occurs nowhere in the script. So scopes need not be known: only what names a property. A name
//! that stands right in the body of a class, where it may be one of a member, stays.

use std::collections::{HashMap, HashSet};

use crate::theme::tokens::{AssetLanguage, AssetToken, AssetTokenKind, tokens};

/// Words of one or two letters that are no names.
const KEYWORDS: [&str; 3] = ["do", "if", "in"];

/// How a word is used.
#[derive(Clone, Copy, PartialEq, Eq)]
enum WordUse {
    /// As a name, or as a keyword.
    Name,
    /// As a name and as the property of this name: `{ name }`.
    Both,
    /// As a property: `.name`, `{ name: 1 }`.
    Property,
}

/// How a script uses a name, and whether it declares it outside of every bracket.
#[derive(Default)]
struct NameUses {
    as_name: usize,
    as_both: usize,
    is_own: bool,
    /// Whether it may name a member of a class.
    is_member: bool,
}

/// The names of a script, each with its uses.
type NamesUsed<'a> = HashMap<&'a str, NameUses>;

/// The script, all of which has one scope of its own, with short names.
pub fn with_short_names(script: &str) -> String {
    let tokens: Vec<_> = tokens(AssetLanguage::JavaScript, script).collect();
    let mut names = NamesUsed::default();
    let uses = uses(&tokens, &mut names);
    let mut by_gain: Vec<_> =
        names.iter().filter(|(_, uses)| uses.is_own && !uses.is_member).collect();
    by_gain.sort_by_key(|(name, uses)| (usize::MAX - uses.as_name, **name));
    let taken: HashSet<&str> = tokens.iter().map(|token| token.text).chain(KEYWORDS).collect();
    let mut fresh = (1..3).flat_map(names_of_length).filter(|name| !taken.contains(name.as_str()));
    let mut short: HashMap<&str, String> = HashMap::new();
    for (name, uses) in by_gain {
        // `{ name }` becomes `{ name:x }`.
        let is_shorter = name.len() > 2 && uses.as_name * (name.len() - 1) > uses.as_both * 3 + 1;
        if is_shorter && let Some(new) = fresh.next() {
            short.insert(*name, new);
        }
    }
    let mut text = String::with_capacity(script.len());
    for (token, used) in tokens.iter().zip(&uses) {
        match (short.get(token.text), used) {
            (Some(new), WordUse::Name) => text.push_str(new),
            (Some(new), WordUse::Both) => text.extend([token.text, ":", new]),
            _ => text.push_str(token.text),
        }
    }
    text
}

/// A bracket that is open, or the script.
#[derive(Default)]
struct NameScope {
    /// Whether it holds properties: an object or a pattern.
    has_properties: bool,
    /// Whether it is a pattern that declares names.
    is_declared: bool,
    /// Whether it holds the members of a class.
    is_class: bool,
    /// How many `?` in it still wait for their `:`.
    choices: usize,
}

/// How each token is used; counts the uses of each name.
fn uses<'a>(tokens: &[AssetToken<'a>], names: &mut NamesUsed<'a>) -> Vec<WordUse> {
    let mut open = vec![NameScope::default()];
    let (mut before, mut last) = ("", "");
    // How deep a class begins whose members are still to come.
    let mut class = None;
    let mut uses = vec![WordUse::Property; tokens.len()];
    for (index, token) in tokens.iter().enumerate().filter(|(_, token)| is_seen(token)) {
        let next = tokens[index + 1..].iter().find(|next| is_seen(next)).map_or("", |t| t.text);
        let depth = open.len();
        let Some(innermost) = open.last_mut() else { break };
        let mut text = token.text;
        match (token.kind, text) {
            (AssetTokenKind::Mark, "?") if !matches!((last, next), ("?", _) | (_, "?" | ".")) => {
                innermost.choices += 1;
            }
            (AssetTokenKind::Mark, ":") if innermost.choices > 0 => innermost.choices -= 1,
            // After a label, a statement follows.
            (AssetTokenKind::Mark, ":") if !innermost.has_properties => text = ";",
            (AssetTokenKind::Mark, "{" | "(" | "[") => {
                let is_declared = text == "{" && matches!(last, "const" | "let");
                let is_value = matches!(last, "=" | "(" | "[" | "," | ":" | "?" | "return");
                let has_properties = text == "{" && is_value || is_declared;
                let is_class = text == "{" && class.take_if(|at| *at == depth).is_some();
                open.push(NameScope {
                    has_properties,
                    is_declared,
                    is_class,
                    ..NameScope::default()
                });
            }
            (AssetTokenKind::Mark, "}" | ")" | "]") if depth > 1 => _ = open.pop(),
            (AssetTokenKind::Word, _) if !text.starts_with(|c: char| c.is_ascii_digit()) => {
                let is_first = innermost.has_properties && matches!(last, "{" | ",");
                let is_property = last == "." && before != ".";
                let entry = names.entry(text).or_default();
                if is_first && matches!(next, "," | "}" | "=") {
                    uses[index] = WordUse::Both;
                    entry.as_both += 1;
                    entry.is_own |= depth == 2 && innermost.is_declared;
                } else if !is_first && !is_property {
                    uses[index] = WordUse::Name;
                    entry.as_name += 1;
                    let declares = matches!(last, "const" | "let" | "function" | "class");
                    entry.is_own |= depth == 1 && declares;
                    entry.is_member |= innermost.is_class;
                    class = class.or_else(|| (text == "class").then_some(depth));
                }
            }
            _ => {}
        }
        (before, last) = (last, text);
    }
    uses
}

fn is_seen(token: &AssetToken<'_>) -> bool {
    !matches!(token.kind, AssetTokenKind::Space | AssetTokenKind::Comment)
}

/// All names of so many letters.
fn names_of_length(length: usize) -> Box<dyn Iterator<Item = String>> {
    if length == 0 {
        return Box::new(std::iter::once(String::new()));
    }
    let letters = ('a'..='z').chain('A'..='Z');
    Box::new(
        names_of_length(length - 1)
            .flat_map(move |rest| letters.clone().map(move |letter| format!("{rest}{letter}"))),
    )
}
