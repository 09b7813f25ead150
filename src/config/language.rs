//! Language tags (BCP 47): their form, and the direction of the script that they mean.

use crate::base::suggest::nearest;

/// Names of languages that are written in the place of their tags, each before its tag.
const NAMES: &str = "arabic ar bulgarian bg catalan ca chinese zh croatian hr czech cs danish da \
     deutsch de dutch nl english en español es espanol es farsi fa finnish fi french fr français fr \
     francais fr german de greek el hebrew he hindi hi hungarian hu italian it italiano it japanese \
     ja korean ko nederlands nl norwegian nb persian fa polish pl polski pl portuguese pt português \
     pt romanian ro russian ru slovak sk spanish es svenska sv swedish sv turkish tr ukrainian uk \
     urdu ur vietnamese vi";

/// Codes that are written for languages and are not registered for them, each before the tag that is:
/// former ones, those of countries, and those with three letters of languages that have two.
const OTHER_LANGUAGES: &str = "in id iw he ji yi jw jv mo ro cn zh cz cs dk da gr el jp ja ua uk \
     chi zh deu de dut nl eng en fra fr fre fr ger de ita it jpn ja nld nl por pt spa es zho zh";

/// Codes that are written for regions and are not registered for them, each before the one that is.
const OTHER_REGIONS: &str = "UK GB BU MM DD DE FX FR TP TL YD YE ZR CD usa US gbr GB";

/// Languages that are written from right to left, some of them only in one region (CLDR 46, likely
/// subtags).
const RIGHT_TO_LEFT: &str = "ar arc arq ary arz avl az-iq az-ir azb bal bcc bej bft bgn bqi ckb \
     dcc dv fa glk gwc haz he iw ji khw kk-af kk-cn kk-ir ks ku-iq ku-ir lki lrc luz mzn nqo pa-pk \
     pnb prs ps rhg sd sdh skr syr ug ur uz-af wni yi";

/// Scripts that are written from right to left.
const SCRIPTS: &str =
    "adlm arab aran armi avst hebr hung mand mani mend nkoo phnx rohg samr syrc thaa yezi";

/// Whether the text has the form of a language tag: BCP 47, section 2.1, without grandfathered
/// tags. No language has a code of more than three letters.
pub fn is_language_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    let mut singleton = false;
    let language_is_fine =
        (2..=3).contains(&language.len()) && language.bytes().all(|b| b.is_ascii_alphabetic());
    let rest_is_fine = parts.all(|part| {
        let doubled = singleton && part.len() == 1;
        singleton = part.len() == 1;
        !doubled && (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    });
    language_is_fine && rest_is_fine && !singleton
}

/// A tag in the usual case of its letters (BCP 47, section 2.1.1): `en-GB`, `zh-Hant`, `ar-u-nu-latn`.
pub fn canonical(tag: &str) -> String {
    let own = without_extensions(tag);
    let parts = own.split('-').enumerate().map(|(index, part)| match (index, part.len()) {
        (0, _) => part.to_ascii_lowercase(),
        (_, 2) => part.to_ascii_uppercase(),
        (_, 4) => {
            let (first, rest) = part.split_at(1);
            first.to_ascii_uppercase() + &rest.to_ascii_lowercase()
        }
        _ => part.to_ascii_lowercase(),
    });
    parts.collect::<Vec<_>>().join("-") + &tag[own.len()..].to_ascii_lowercase()
}

/// A tag up to the first part of one letter, which begins an extension or a private use.
fn without_extensions(tag: &str) -> &str {
    let mut at = 0;
    for part in tag.split('-') {
        if part.len() == 1 {
            return tag[..at].trim_end_matches('-');
        }
        at += part.len() + 1;
    }
    tag
}

/// The tag that is meant by one in its usual case, whose language or region is not registered for
/// what it means; `None` for any other.
pub fn registered(tag: &str) -> Option<String> {
    let other = |list: &'static str, part: &str| {
        let mut words = list.split_whitespace();
        std::iter::from_fn(|| Some((words.next()?, words.next()?)))
            .find_map(|(known, meant)| (known == part).then_some(meant))
    };
    let own = without_extensions(tag);
    let parts = own.split('-').enumerate().map(|(index, part)| {
        let list = if index == 0 { OTHER_LANGUAGES } else { OTHER_REGIONS };
        other(list, part).unwrap_or(part)
    });
    let meant = parts.collect::<Vec<_>>().join("-") + &tag[own.len()..];
    (meant != tag).then_some(meant)
}

/// The tag that is meant by a text which is none.
pub fn meant_tag(text: &str) -> Option<String> {
    let dashed = text.trim().replace('_', "-");
    let dashed = dashed.split('.').next().unwrap_or_default();
    if is_language_tag(dashed) {
        return Some(dashed.to_owned());
    }
    let name = text.trim().to_lowercase();
    let near = || named_tag(nearest(&name, NAMES.split_whitespace().step_by(2))?);
    named_tag(&name).or_else(near).map(str::to_owned)
}

/// The tag of a language by its name in lower case.
pub fn named_tag(name: &str) -> Option<&'static str> {
    let mut words = NAMES.split_whitespace();
    while let (Some(known), Some(tag)) = (words.next(), words.next()) {
        if known == name {
            return Some(tag);
        }
    }
    None
}

/// Whether a language is written from right to left.
pub fn is_right_to_left(tag: &str) -> bool {
    let tag = without_extensions(tag).to_ascii_lowercase();
    let language = tag.split('-').next().unwrap_or_default();
    let holds = |list: &str, name: &str| list.split_whitespace().any(|known| known == name);
    match tag.split('-').skip(1).find(|part| part.len() == 4) {
        Some(script) => holds(SCRIPTS, script),
        None => holds(RIGHT_TO_LEFT, language) || holds(RIGHT_TO_LEFT, &tag),
    }
}

#[cfg(test)]
mod tests {
    use super::{canonical, is_language_tag, is_right_to_left, meant_tag};

    #[test]
    fn language_tags_have_the_shape_of_bcp_47() {
        for tag in ["en", "en-GB", "pt-BR", "zh-Hant-TW", "de-1996", "en-x-plain", "yue"] {
            assert!(is_language_tag(tag), "{tag}");
        }
        for tag in ["", "e", "en_GB", "en-", "-en", "en--GB", "en-x", "english language", "1en"] {
            assert!(!is_language_tag(tag), "{tag}");
        }
        for tag in ["deutsch", "english", "arab", "german-de"] {
            assert!(!is_language_tag(tag), "{tag}");
        }
    }

    #[test]
    fn extensions_are_in_lower_case() {
        for (tag, usual) in [("EN-gb", "en-GB"), ("AR-eg-U-NU-LATN", "ar-EG-u-nu-latn")] {
            assert_eq!(canonical(tag), usual);
        }
    }

    #[test]
    fn names_and_locales_lead_to_tags() {
        for (text, tag) in [("Deutsch", "de"), ("en_GB.UTF-8", "en-GB"), ("Arabic", "ar")] {
            assert_eq!(meant_tag(text).as_deref(), Some(tag));
        }
        assert_eq!(meant_tag("deutch").as_deref(), Some("de"));
        assert_eq!(meant_tag("xyzzy"), None);
    }

    #[test]
    fn the_script_decides_on_the_direction() {
        for tag in [
            "ar",
            "ar-EG",
            "he",
            "fa-IR",
            "ur",
            "ckb",
            "az-Arab",
            "pa-PK",
            "UZ-af",
            "yi",
            "ar-u-nu-latn",
        ] {
            assert!(is_right_to_left(tag), "{tag}");
        }
        for tag in ["en", "ar-Latn", "az", "pa", "ku", "uz-Latn-AF", "tr", "en-x-arab"] {
            assert!(!is_right_to_left(tag), "{tag}");
        }
    }
}
