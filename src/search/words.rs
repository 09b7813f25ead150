//! What a word is. The script of the theme (`search-words.js`) says the same, and one list of
//! examples (`tests/search.json`) holds both to it.

use unicode_normalization::UnicodeNormalization;

/// The words of a text in order, folded: without accents, in small letters.
///
/// A word is a run of letters and digits. Scripts that put no spaces between words give every pair
/// of neighbours instead, so that any part of a phrase is found. A single letter from `a` to `z`
/// is no word: it is what an apostrophe left over.
pub fn words(text: &str) -> Vec<String> {
    let folded = fold(text);
    let mut found = Vec::new();
    let mut run = String::new();
    let mut spaceless = false;
    for c in folded.chars() {
        let is_word = c.is_alphanumeric();
        if !is_word || is_spaceless(c) != spaceless {
            finish(&mut run, spaceless, &mut found);
        }
        if is_word {
            spaceless = is_spaceless(c);
            run.push(c);
        }
    }
    finish(&mut run, spaceless, &mut found);
    found
}

/// A text without accents, in small letters.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let bare: String = text
        .nfkd()
        .filter(|c| !('\u{300}'..='\u{36f}').contains(c))
        .nfc()
        .collect();
    bare.to_lowercase().replace('ς', "σ").replace('ß', "ss")
}

fn finish(run: &mut String, spaceless: bool, found: &mut Vec<String>) {
    let word = std::mem::take(run);
    if spaceless {
        let letters: Vec<char> = word.chars().collect();
        match letters.len() {
            0 => {}
            1 => found.push(word),
            _ => found.extend(
                letters
                    .windows(2)
                    .map(|pair| pair.iter().collect::<String>()),
            ),
        }
    } else if !word.is_empty() && !is_single_letter(&word) {
        found.push(word);
    }
}

fn is_single_letter(word: &str) -> bool {
    matches!(word.as_bytes(), [b'a'..=b'z'])
}

/// Letters of scripts without spaces between words: Thai, Lao, Burmese, Khmer, kana, Chinese
/// characters (Unicode 16, chapters 16 and 18).
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
