//! Encodes numbers as text that compresses well: variable-length, in printable ASCII that JSON need
//! not escape.

/// The digits that end a number.
const LAST_DIGITS: &[u8; 56] = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRST";
/// The digits before the last one; the lowest digit comes first.
const OTHER_DIGITS: &[u8; 27] = b"UVWXYZ()+-./:;=?@[]^_`{|}~>";

/// Appends a number.
pub fn push_number(mut value: usize, into: &mut String) {
    while value >= LAST_DIGITS.len() {
        value -= LAST_DIGITS.len();
        into.push(char::from(OTHER_DIGITS[value % OTHER_DIGITS.len()]));
        value /= OTHER_DIGITS.len();
    }
    into.push(char::from(LAST_DIGITS[value]));
}

/// Appends ascending numbers as the differences between them, less one; the first as it is.
pub fn push_ascending(values: impl Iterator<Item = u32>, into: &mut String) {
    let mut next = 0;
    for value in values {
        push_number(value.saturating_sub(next) as usize, into);
        next = value + 1;
    }
}
