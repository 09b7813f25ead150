//! The definition of words. The script of the theme (`search-words.js`) implements it, too, and one
//! list of examples (`tests/search.json`) tests both.

use unicode_normalization::UnicodeNormalization;

/// The words of a text in order, folded as [`fold`] does.
///
/// A word is a run of letters and digits. In scripts without spaces between words, every pair of
/// neighbouring characters is a word, so that any part of a phrase is found. A single letter from
/// `a` to `z` is no word: it is the rest after an apostrophe.
pub fn words(text: &str) -> Vec<String> {
    split(&fold(text)).into_iter().map(str::to_owned).collect()
}

/// The words of a folded text in order.
pub fn split(folded: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    // Whether the script of the run from `start` puts spaces between words; `None` between runs.
    let mut run: Option<bool> = None;
    for (at, c) in folded.char_indices() {
        let kind = c.is_alphanumeric().then(|| !is_spaceless(c));
        if kind != run {
            push_run(&folded[start..at], run, &mut found);
            (start, run) = (at, kind);
        }
    }
    push_run(&folded[start..], run, &mut found);
    found
}

/// The text in small letters without accents.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let bare: String = text.nfkd().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).nfc().collect();
    bare.to_lowercase().replace('ς', "σ").replace('ß', "ss")
}

fn push_run<'t>(text: &'t str, run: Option<bool>, found: &mut Vec<&'t str>) {
    match run {
        Some(true) if !is_single_letter(text) => found.push(text),
        Some(true) | None => {}
        Some(false) => {
            let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
            if starts.len() == 1 {
                found.push(text);
            }
            let ends = starts.iter().skip(2).copied().chain([text.len()]);
            let pairs = starts.iter().zip(ends).filter(|_| starts.len() > 1);
            found.extend(pairs.map(|(start, end)| &text[*start..end]));
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
