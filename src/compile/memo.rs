//! [`Memo`]: the last value of a stage.

use crate::base::fingerprint::Fingerprint;

/// The last value of a stage and the key of what it was made from.
pub(super) type Memo<T> = Option<(Fingerprint, T)>;

/// The remembered value if it was made from the same input, else a new one.
pub(super) fn remember<T: Clone>(
    memo: &mut Memo<T>,
    key: Fingerprint,
    make: impl FnOnce() -> T,
) -> T {
    match memo {
        Some((known, value)) if *known == key => value.clone(),
        _ => memo.insert((key, make())).1.clone(),
    }
}
