//! [`difference`]: the keys whose values differ between two sorted maps.

use std::cmp::Ordering;
use std::collections::BTreeMap;

/// The keys that only one map has, or for which `differ` holds, in order. Both maps are walked at
/// once, which is much cheaper than looking every key up, since the keys are long and alike.
pub(super) fn difference<'a, K: Ord, V>(
    before: &'a BTreeMap<K, V>,
    after: &'a BTreeMap<K, V>,
    differ: impl Fn(&V, &V) -> bool,
) -> impl Iterator<Item = &'a K> {
    let (mut old, mut new) = (before.iter().peekable(), after.iter().peekable());
    std::iter::from_fn(move || {
        loop {
            let order = match (old.peek(), new.peek()) {
                (None, None) => return None,
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some((old, _)), Some((new, _))) => old.cmp(new),
            };
            match order {
                Ordering::Less => return old.next().map(|(key, _)| key),
                Ordering::Greater => return new.next().map(|(key, _)| key),
                Ordering::Equal => {
                    let (old, new) = (old.next()?, new.next()?);
                    if differ(old.1, new.1) {
                        return Some(new.0);
                    }
                }
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_that_came_went_or_changed() {
        let map = |text: &str| -> BTreeMap<char, char> {
            let letters: Vec<char> = text.chars().collect();
            letters.chunks(2).map(|pair| (pair[0], pair[1])).collect()
        };
        let keys = |a, b| difference(&map(a), &map(b), |old, new| old != new).collect::<String>();
        assert_eq!(keys("a1b2c3", "a1b2c3"), "");
        assert_eq!(keys("a1b2c3", "b1c3d4"), "abd");
        assert_eq!(keys("", "a1b2"), "ab");
        assert_eq!(keys("a1b2", ""), "ab");
    }
}
