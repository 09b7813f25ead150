//! Arithmetic of whole numbers: percents, rounding, conversion of counts.

/// The percent of a sum in a total above 0, rounded, halves up.
pub fn percent(sum: i64, total: i64) -> i64 {
    rounded(100 * sum, total)
}

/// A quotient rounded to a whole number, halves up; `by` is above 0.
pub fn rounded(number: i64, by: i64) -> i64 {
    (2 * number + by).div_euclid(2 * by)
}

/// A count as a signed number.
pub fn integer(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
