//! [`nearest`]: the name for a "did you mean …?" hint.

/// The most candidates that are compared letter by letter: a bound for what a fault costs.
const MOST_COMPARED: usize = 5_000;

/// The candidate nearest to `wrong`, if one is near enough to suggest. Of many thousands only the
/// first are compared.
///
/// Near means an optimal string alignment distance of at most a third of the longer text, or of one
/// edit if that has three characters, ignoring case; and that a character is the same before the
/// extension. Of candidates at one distance the first in alphabetical order wins.
pub fn nearest<'a>(wrong: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wrong_lower = wrong.to_lowercase();
    let letters = Letters::of(&wrong_lower);
    candidates
        .into_iter()
        .take(MOST_COMPARED)
        .filter(|name| *name != wrong)
        .filter_map(|name| {
            let longer = wrong.chars().count().max(name.chars().count());
            if wrong.chars().count().abs_diff(name.chars().count()) > longer / 3 + 1
                || letters
                    .as_ref()
                    .is_some_and(|all| all.least_distance(name) > (longer / 3).max(1))
            {
                return None;
            }
            let distance = strsim::osa_distance(&wrong_lower, &name.to_lowercase());
            let is_near = distance <= longer / 3 || distance == 1 && longer >= 3;
            let shares_some = distance < stem_len(wrong).min(stem_len(name));
            (distance == 0 || is_near && shares_some).then_some((distance, name))
        })
        .min()
        .map(|(_, name)| name)
}

/// How often each letter stands in a text of ASCII: tells at once of most names that they are far from
/// it.
struct Letters {
    counts: [u8; 128],
    len: usize,
}

impl Letters {
    /// The letters of a text in lower case; `None` if it is no short text of ASCII.
    fn of(lower: &str) -> Option<Self> {
        let is_countable = lower.is_ascii() && u8::try_from(lower.len()).is_ok();
        let mut counts = [0; 128];
        if is_countable {
            lower.bytes().for_each(|byte| counts[usize::from(byte)] += 1);
        }
        is_countable.then_some(Self { counts, len: lower.len() })
    }

    /// What the distance from a name is at least: each edit mends one letter that only one of the two
    /// has. None is known of a name that is not of ASCII.
    fn least_distance(&self, name: &str) -> usize {
        if !name.is_ascii() {
            return 0;
        }
        let mut left = self.counts;
        let mut shared = 0;
        for byte in name.bytes() {
            let count = &mut left[usize::from(byte.to_ascii_lowercase())];
            shared += usize::from(*count > 0);
            *count = count.saturating_sub(1);
        }
        self.len.max(name.len()) - shared
    }
}

/// Whether at most half of the letters of the longer of two names differ.
pub fn is_half_alike(one: &str, other: &str) -> bool {
    let longer = one.chars().count().max(other.chars().count());
    strsim::osa_distance(&one.to_lowercase(), &other.to_lowercase()) * 2 <= longer
}

/// Whether a name is another with one slip: a letter that is left out, put in, changed or swapped with
/// the next, in other case or not. A longer word that begins with the other is one of its own.
pub fn is_slip_of(name: &str, right: &str) -> bool {
    let name = name.to_lowercase();
    !name.starts_with(right) && strsim::osa_distance(&name, right) == 1
}

/// The number of characters before the extension.
fn stem_len(name: &str) -> usize {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem).chars().count()
}

#[cfg(test)]
mod tests {
    use super::{Letters, nearest};

    #[test]
    fn the_least_distance_is_never_more_than_the_distance() {
        let words =
            ["", "a", "ab", "ba", "title", "titel", "TITLE", "tittle", "weight", "été", "eté"];
        for one in words {
            for other in words {
                let Some(letters) = Letters::of(&one.to_lowercase()) else { continue };
                let distance = strsim::osa_distance(&one.to_lowercase(), &other.to_lowercase());
                assert!(letters.least_distance(other) <= distance, "{one} {other}");
            }
        }
        assert_eq!(Letters::of("title").map(|all| all.least_distance("weight")), Some(3));
    }

    #[test]
    fn of_many_thousand_names_the_first_are_compared() {
        let names: Vec<String> = (0..10_000).map(|at| format!("name-{at}")).collect();
        let all = || names.iter().map(String::as_str);
        assert_eq!(nearest("name-4999x", all()), Some("name-4999"));
        assert_eq!(nearest("naem-0", all()), Some("name-0"));
        assert_eq!(nearest("unlike", all()), None);
    }
}
