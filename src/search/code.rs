//! Numbers as text that compresses well: printable ASCII that JSON need not escape.

/// The last digit of a number.
const LAST: &[u8; 56] = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRST";
/// Its other digits, lowest first.
const MORE: &[u8; 27] = b"UVWXYZ()+-./:;=?@[]^_`{|}~>";

/// Appends a number.
pub fn number(mut value: usize, into: &mut String) {
    while value >= LAST.len() {
        value -= LAST.len();
        into.push(char::from(MORE[value % MORE.len()]));
        value /= MORE.len();
    }
    into.push(char::from(LAST[value]));
}

/// Appends ascending numbers as the differences between them, less one; the first as it is.
pub fn ascending(values: impl Iterator<Item = u32>, into: &mut String) {
    let mut next = 0;
    for value in values {
        number(value.saturating_sub(next) as usize, into);
        next = value + 1;
    }
}
