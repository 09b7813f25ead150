//! Arithmetic of whole numbers: percents, rounding, divisors, conversion of counts.

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

/// The greatest common divisor of two numbers, without regard to signs; that of 0 and `a` is `|a|`.
pub fn gcd(a: i64, b: i64) -> i64 {
    if b == 0 { a.abs() } else { gcd(b, a % b) }
}
