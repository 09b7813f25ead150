//! [`Stems`]: the stemmer of a language.

use rust_stemmers::{Algorithm, Stemmer};

/// The stemmer of a language; in a language without one each word is its own stem.
pub struct Stems(Option<Stemmer>);

impl Stems {
    /// The stemmer for a language tag: `en`, `de-CH`.
    pub fn of(language: &str) -> Self {
        let primary = language.split(['-', '_']).next().unwrap_or_default();
        Self(algorithm(&primary.to_ascii_lowercase()).map(Stemmer::create))
    }

    /// The stem of a folded word. Numbers and words with digits are unchanged.
    pub fn stem<'w>(&self, word: &'w str) -> std::borrow::Cow<'w, str> {
        match &self.0 {
            Some(stemmer) if word.chars().all(char::is_alphabetic) => stemmer.stem(word),
            _ => word.into(),
        }
    }
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
