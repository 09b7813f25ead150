//! [`CslStyle`] and [`locales`]: the CSL styles and locales of the archive, found by name.

use std::sync::LazyLock;

use hayagriva::archive::{self, ArchivedStyle};
use hayagriva::citationberg::{self, IndependentStyle, Locale, LocaleCode};

use crate::base::suggest;

/// The locales of all languages, unpacked once: that takes longer than formatting a short list.
static LOCALES: LazyLock<Vec<Locale>> = LazyLock::new(archive::locales);

/// A style of the archive, by its name in the repository of the Citation Style Language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CslStyle(ArchivedStyle);

impl Default for CslStyle {
    /// The default style: APA, seventh edition.
    fn default() -> Self {
        Self(ArchivedStyle::AmericanPsychologicalAssociation)
    }
}

impl CslStyle {
    /// A style by its name: `apa`, `ieee`, `chicago-author-date` …
    pub fn by_name(name: &str) -> Option<Self> {
        ArchivedStyle::by_name(name).map(Self)
    }

    /// The existing name that is most like `name`, for a suggestion; `None` if no name is near.
    pub fn nearest(name: &str) -> Option<&'static str> {
        let names = || ArchivedStyle::all().iter().flat_map(|style| style.names());
        let by_prefix = || {
            let name = name.to_lowercase();
            names().find(|known| name.len() > 2 && known.starts_with(&name))
        };
        suggest::nearest(name, names().copied()).or_else(|| by_prefix().copied())
    }

    /// The shortest name of the style.
    pub fn name(self) -> &'static str {
        let names = self.0.names().iter().copied();
        names.min_by_key(|name| name.len()).unwrap_or("apa")
    }

    /// The rules of the style; `None` for a dependent style, of which the archive has none.
    pub(super) fn rules(self) -> Option<IndependentStyle> {
        match self.0.get() {
            citationberg::Style::Independent(style) => Some(style),
            citationberg::Style::Dependent(_) => None,
        }
    }
}

/// The code of the locale for a language, and that locale with the English one, which fills its
/// gaps. A region that the archive lacks gets the locale of another region: `de-LI` gets `de-DE`.
pub(super) fn locales(language: &str) -> (LocaleCode, Vec<Locale>) {
    let all = &*LOCALES;
    let code = |locale: &Locale| locale.lang.as_ref().map(|code| code.0.clone());
    let base = |tag: &str| tag.split('-').next().unwrap_or_default().to_lowercase();
    let region = default_region(&base(language));
    let exact = |tag: &str| {
        let tag = tag.to_owned();
        move |locale: &&Locale| code(locale).is_some_and(|code| code.eq_ignore_ascii_case(&tag))
    };
    let found =
        all.iter().find(exact(language)).or_else(|| all.iter().find(exact(region))).or_else(|| {
            all.iter().find(|locale| code(locale).is_some_and(|code| base(&code) == base(language)))
        });
    let chosen = found.and_then(code).map_or_else(LocaleCode::en_us, LocaleCode);
    let locales = all
        .iter()
        .filter(|locale| code(locale).is_some_and(|code| code == chosen.0 || code == "en-US"))
        .cloned()
        .collect();
    (chosen, locales)
}

/// The default locale of a language that has several; empty for other languages.
fn default_region(language: &str) -> &'static str {
    match language {
        "de" => "de-DE",
        "en" => "en-US",
        "es" => "es-ES",
        "fr" => "fr-FR",
        "pt" => "pt-PT",
        "sr" => "sr-RS",
        "zh" => "zh-CN",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::{ArchivedStyle, CslStyle, locales};

    #[test]
    fn every_style_of_the_archive_has_rules() {
        for style in ArchivedStyle::all() {
            assert!(CslStyle(*style).rules().is_some(), "{style:?}");
        }
        assert_eq!(CslStyle::default().name(), "apa");
    }

    #[test]
    fn a_language_is_found_by_its_nearest_region() {
        let code = |language| locales(language).0.0;
        assert_eq!(
            ["de-LI", "de", "DE-at", "pt-BR", "tlh", ""].map(code),
            ["de-DE", "de-DE", "de-AT", "pt-BR", "en-US", "en-US"]
        );
    }
}
