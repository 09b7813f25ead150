//! [`nearest`]: the name for a "did you mean …?" hint.

/// The candidate nearest to `wrong`, if one is near enough to suggest.
///
/// Near means an optimal string alignment distance of at most a third of the longer text, or of one
/// edit if that has three characters, ignoring case; and that a character is the same before the
/// extension. Of candidates at one distance the first in alphabetical order wins.
pub fn nearest<'a>(wrong: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wrong_lower = wrong.to_lowercase();
    candidates
        .into_iter()
        .filter(|name| *name != wrong)
        .filter_map(|name| {
            let longer = wrong.chars().count().max(name.chars().count());
            if wrong.chars().count().abs_diff(name.chars().count()) > longer / 3 + 1 {
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
