//! The definition of words. The script of the theme (`search-words.js`) implements it, too, and one
//! list of examples (`tests/search.json`) tests both.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// The most letters of a word that is written with other signs than hyphens: `1:1`, `24/7`.
const SHORT: usize = 4;

/// The words of a text in order, folded as [`fold`] does.
///
/// A word is a run of letters and digits. In scripts without spaces between words, every pair of
/// neighbouring characters is a word, so that any part of a phrase is found. A single letter from
/// `a` to `z` is no word: it is the rest after an apostrophe.
///
/// What is written with hyphens is also one word without them (`one-to-one`, `onetoone`); so is
/// what is short and has other signs in it, with these (`1:1`, `i/o`, `c++`, `.net`, `-n`). An emoji
/// is a word. `#` and `&` stand in a word as `♯` and `＆`, since they mean something in an index.
pub fn words(text: &str) -> Vec<String> {
    split(&fold(text)).into_iter().map(Cow::into_owned).collect()
}

/// The words of a folded text in order.
pub fn split(folded: &str) -> Vec<Cow<'_, str>> {
    let runs = runs(folded);
    let mut found = Vec::with_capacity(runs.len());
    let mut at = 0;
    while let Some(run) = runs.get(at) {
        let mut end = at + 1;
        if run.kind == RunKind::Spaced {
            while runs.get(end).is_some_and(|next| are_joined(folded, &runs[end - 1], next)) {
                end += 1;
            }
        }
        for run in &runs[at..end] {
            push_run(&folded[run.start..run.end], run.kind, &mut found);
        }
        // Nearly all words stand alone, and are not looked at further.
        let before = run.start.checked_sub(1).map_or(b' ', |before| folded.as_bytes()[before]);
        if end > at + 1 || run.end == run.start + 1 || matches!(before, b'.' | b'-') {
            found.extend(whole(folded, &runs[at..end]).map(Cow::Owned));
        }
        at = end;
    }
    found
}

/// The text in small letters without accents; with one kind of hyphen, and `x` for `×`.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let bare: String = text.nfkd().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).nfc().collect();
    let small = bare.to_lowercase().replace('ς', "σ").replace('ß', "ss");
    small.replace(['\u{2010}', '\u{2011}'], "-").replace('×', "x")
}

/// What a run of characters is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum RunKind {
    /// Letters and digits of a script with spaces between words.
    Spaced,
    /// Letters of a script without.
    Spaceless,
    /// One emoji.
    Emoji,
}

/// A run of characters of one kind, as bytes of a text.
struct WordRun {
    kind: RunKind,
    start: usize,
    end: usize,
}

fn runs(folded: &str) -> Vec<WordRun> {
    // English has one word for six bytes.
    let mut runs: Vec<WordRun> = Vec::with_capacity(folded.len() / 6);
    let mut at = 0;
    while let Some(c) = folded[at..].chars().next() {
        let start = at;
        let kind = if c.is_ascii() {
            // Most letters are ASCII, and looked at together.
            let rest = folded.as_bytes()[at..].iter();
            at += rest.take_while(|byte| byte.is_ascii_alphanumeric()).count();
            if at == start {
                at += 1;
                continue;
            }
            RunKind::Spaced
        } else {
            at += c.len_utf8();
            match c {
                _ if c.is_alphanumeric() && is_spaceless(c) => RunKind::Spaceless,
                _ if c.is_alphanumeric() => RunKind::Spaced,
                _ if is_emoji(c) => RunKind::Emoji,
                _ => continue,
            }
        };
        match runs.last_mut() {
            Some(last) if last.kind == kind && last.end == start && kind != RunKind::Emoji => {
                last.end = at;
            }
            _ => runs.push(WordRun { kind, start, end: at }),
        }
    }
    runs
}

/// Whether two neighbouring runs are one word.
fn are_joined(folded: &str, run: &WordRun, next: &WordRun) -> bool {
    let is_beside = next.kind == RunKind::Spaced && next.start == run.end + 1;
    is_beside && b"-/:&+".contains(&folded.as_bytes()[run.end])
}

/// The word that runs are as a whole, with what stands around them, if it is another than theirs.
fn whole(folded: &str, runs: &[WordRun]) -> Option<String> {
    let (first, last) = (runs.first()?, runs.last()?);
    if first.kind != RunKind::Spaced {
        return None;
    }
    let text = &folded[first.start..last.end];
    let (before, after) = (&folded[..first.start], &folded[last.end..]);
    if runs.len() > 1 {
        let parts = || runs.iter().map(|run| &folded[run.start..run.end]);
        if !text.contains(['/', ':', '&', '+']) {
            return text.contains(char::is_alphabetic).then(|| parts().collect());
        }
        let is_short = parts().map(|part| part.chars().count()).sum::<usize>() <= SHORT;
        return is_short.then(|| text.replace('&', "＆"));
    }
    if is_single_letter(text) {
        if after.starts_with("++") {
            return Some(format!("{text}++"));
        }
        if after.starts_with('#') {
            return Some(format!("{text}♯"));
        }
    }
    let mark = before.chars().next_back().filter(|mark| matches!(mark, '.' | '-'))?;
    let is_first = before[..before.len() - 1]
        .chars()
        .next_back()
        .is_none_or(|c| c.is_whitespace() || c == '(');
    let is_named = match mark {
        '.' => text.len() > 1 && text.starts_with(|c: char| c.is_ascii_lowercase()),
        _ => text.len() == 1,
    };
    (is_named && is_first).then(|| format!("{mark}{text}"))
}

/// Whether a character is an emoji, or a sign like one.
fn is_emoji(c: char) -> bool {
    c.general_category() == GeneralCategory::OtherSymbol
}

fn push_run<'t>(text: &'t str, kind: RunKind, found: &mut Vec<Cow<'t, str>>) {
    match kind {
        RunKind::Spaced if is_single_letter(text) => {}
        RunKind::Spaced | RunKind::Emoji => found.push(text.into()),
        RunKind::Spaceless => {
            let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
            if starts.len() == 1 {
                found.push(text.into());
            }
            let ends = starts.iter().skip(2).copied().chain([text.len()]);
            let pairs = starts.iter().zip(ends).filter(|_| starts.len() > 1);
            found.extend(pairs.map(|(start, end)| text[*start..end].into()));
        }
    }
}

fn is_single_letter(word: &str) -> bool {
    matches!(word.as_bytes(), [b'a'..=b'z'])
}

/// Whether a letter belongs to a script without spaces between words: Thai, Lao, Burmese, Khmer,
/// kana, Chinese characters (Unicode 16, chapters 16 and 18).
fn is_spaceless(c: char) -> bool {
    matches!(
        u32::from(c),
        0x0e00..=0x0eff
            | 0x1000..=0x109f
            | 0x1780..=0x17ff
            | 0x3005..=0x3007
            | 0x3040..=0x30ff
            | 0x31f0..=0x31ff
            | 0x3400..=0x4dbf
            | 0x4e00..=0x9fff
            | 0xf900..=0xfaff
            | 0x2_0000..=0x3_ffff
    )
}
