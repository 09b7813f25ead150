//! [`Language`]: what words of a language have in common, for the index.

use std::borrow::Cow;

use rust_stemmers::{Algorithm, Stemmer};

/// What the search knows of a language.
pub struct Language {
    primary: String,
    /// `None` for a language without one: there each word is its own stem.
    stemmer: Option<Stemmer>,
}

impl Language {
    /// The language of a tag: `en`, `de-CH`.
    pub fn of(tag: &str) -> Self {
        let primary = tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        let stemmer = algorithm(&primary).map(Stemmer::create);
        Self { primary, stemmer }
    }

    /// The stem of a folded word, the same for British and American spelling. Numbers and words with
    /// digits are unchanged.
    pub fn stem<'w>(&self, word: &'w str) -> Cow<'w, str> {
        match &self.stemmer {
            Some(stemmer) if word.chars().all(char::is_alphabetic) => {
                if self.primary == "en" {
                    Cow::Owned(stemmer.stem(&spelled(word)).into_owned())
                } else {
                    stemmer.stem(word)
                }
            }
            _ => word.into(),
        }
    }

    /// The endings that a word may have besides those in the index, separated by spaces: `teams`
    /// where the handbook has `team` alone.
    pub fn endings(&self) -> &'static str {
        match self.primary.as_str() {
            "en" => "ing es ed e d s",
            "de" => "en er es em e n s",
            "nl" => "en e s",
            "fr" => "es e s x",
            "es" | "pt" => "es s",
            _ => "",
        }
    }

    /// Words that people say and that tell no pages apart, in the letters of the index: a question
    /// that holds one is not about it.
    pub fn fillers(&self) -> impl Iterator<Item = &'static str> {
        let words = match self.primary.as_str() {
            "en" => {
                "actually aint anymore anyway arent basically bloody cant cos couldnt crap crappy cuz damn \
                 didnt doesnt dont dude dudes etc freaking fucking gonna gotta guy guys hasnt havent hell hes \
                 idk im isnt ive kinda literally lol okay omg pls ppl shes shit shitty shouldnt somehow \
                 sorta stuff thats theyd theyre totally ur wanna wasnt weird whats whos wont wouldnt wtf \
                 yall youre"
            }
            "de" => "bitte doch echt eigentlich halt irgendwie krass mal nen scheisse voll",
            _ => "",
        };
        words.split_whitespace()
    }

    /// Whether a word of the language may be several written as one, the last of which says what it
    /// is: `Abschlussprüfung`.
    pub fn joins_words(&self) -> bool {
        ["de", "nl", "da", "sv", "nb", "nn", "no", "fi"].contains(&self.primary.as_str())
    }
}

/// An English word in one spelling, which may be neither the British nor the American one. The script
/// of the theme (`search-words.js`) does the same.
pub fn spelled(word: &str) -> Cow<'_, str> {
    const PARTS: &[(&str, &str)] = &[
        ("iz", "is"),
        ("yz", "ys"),
        ("our", "or"),
        ("oeu", "eu"),
        ("dgement", "dgment"),
        ("geing", "ging"),
        ("practis", "practic"),
        ("llful", "lful"),
        ("llment", "lment"),
        ("ae", "e"),
    ];
    const ENDS: &[(&str, &str)] = &[
        ("mme", "m"),
        ("mmes", "ms"),
        ("ogue", "og"),
        ("ogues", "ogs"),
        ("ense", "ence"),
        ("enses", "ences"),
    ];
    let mut one = Cow::Borrowed(word);
    for (from, to) in PARTS {
        if one.contains(from) {
            one = Cow::Owned(one.replace(from, to));
        }
    }
    for (from, to) in ENDS {
        if let Some(stem) = one.strip_suffix(from) {
            one = Cow::Owned(format!("{stem}{to}"));
            break;
        }
    }
    for plural in ["", "s"] {
        // `centre`, not `more`.
        let stem = one.strip_suffix(plural).and_then(|one| one.strip_suffix("re"));
        if let Some(stem) = stem.filter(|stem| stem.len() > 2 && !stem.ends_with(is_vowel)) {
            one = Cow::Owned(format!("{stem}er{plural}"));
            break;
        }
    }
    // `travelled`, not `filled`.
    for end in ["", "s", "ed", "ing", "er", "ers", "or", "ors"] {
        let stem = one.strip_suffix(end).and_then(|one| one.strip_suffix("ll"));
        if let Some(stem) = stem.filter(|stem| syllables(stem) > 1) {
            one = Cow::Owned(format!("{stem}l{end}"));
            break;
        }
    }
    one
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

/// The number of groups of vowels.
fn syllables(word: &str) -> usize {
    let groups = word.split(|c| !is_vowel(c));
    groups.filter(|group| !group.is_empty()).count()
}

/// The Snowball algorithm of a language. Accents are folded before, which costs a little precision
/// in some languages and lets readers leave them out.
fn algorithm(language: &str) -> Option<Algorithm> {
    Some(match language {
        "ar" => Algorithm::Arabic,
        "da" => Algorithm::Danish,
        "nl" => Algorithm::Dutch,
        "en" => Algorithm::English,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "de" => Algorithm::German,
        "el" => Algorithm::Greek,
        "hu" => Algorithm::Hungarian,
        "it" => Algorithm::Italian,
        "nb" | "nn" | "no" => Algorithm::Norwegian,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "es" => Algorithm::Spanish,
        "sv" => Algorithm::Swedish,
        "ta" => Algorithm::Tamil,
        "tr" => Algorithm::Turkish,
        _ => return None,
    })
}
