//! [`Memo`]: the last value of a stage with the key of its input.

use crate::base::fingerprint::Fingerprint;

/// The last value of a stage, with the fingerprint of the input that it was made from.
pub(super) type Memo<T> = Option<(Fingerprint, T)>;

/// The remembered value, if its key is `key`; or else the value that `make` gives, which is
/// remembered.
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
