//! Scalars of YAML to values, by the core schema of YAML 1.2.2 (section 10.3.2).

use granit_parser::ScalarStyle;

use crate::data::value::Value;

/// The value of a scalar; a text where it is quoted or where its tag demands one (`is_text`).
///
/// Two deliberate differences from the core schema: digits after a leading zero stay a text, so
/// that telephone numbers keep it; and an integer beyond 64 bits is an error.
///
/// # Errors
/// A message about an integer beyond 64 bits.
pub fn resolve(text: &str, style: ScalarStyle, is_text: bool) -> Result<Value, String> {
    if is_text || style != ScalarStyle::Plain {
        return Ok(Value::Text(text.to_owned()));
    }
    let value = match text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        ".nan" | ".NaN" | ".NAN" => Value::Float(f64::NAN),
        ".inf" | ".Inf" | ".INF" | "+.inf" | "+.Inf" | "+.INF" => Value::Float(f64::INFINITY),
        "-.inf" | "-.Inf" | "-.INF" => Value::Float(f64::NEG_INFINITY),
        _ => return number(text),
    };
    Ok(value)
}

/// A plain scalar that is no null and no boolean: a number, or else a text.
fn number(text: &str) -> Result<Value, String> {
    let integer = |digits: &str, radix| {
        i64::from_str_radix(digits, radix)
            .map(Value::Integer)
            .map_err(|_| "a whole number must fit in 64 bits".to_owned())
    };
    let all = |digits: &str, radix| !digits.is_empty() && digits.chars().all(|c| c.is_digit(radix));
    for (prefix, radix) in [("0x", 16), ("0o", 8)] {
        if let Some(digits) = text.strip_prefix(prefix).filter(|d| all(d, radix)) {
            return integer(digits, radix);
        }
    }
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    if all(unsigned, 10) && (unsigned == "0" || !unsigned.starts_with('0')) {
        return integer(text, 10);
    }
    let is_float = unsigned.contains(['.', 'e', 'E'])
        && unsigned.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && unsigned.bytes().all(|b| b.is_ascii_digit() || b".eE+-".contains(&b));
    Ok(match text.parse() {
        Ok(float) if is_float => Value::Float(float),
        _ => Value::Text(text.to_owned()),
    })
}

#[cfg(test)]
mod tests {
    use granit_parser::ScalarStyle::{Plain, SingleQuoted};

    use super::resolve;
    use crate::data::value::Value;

    #[test]
    fn scalars_become_values() {
        for (scalar, value) in [
            ("", Value::Null),
            ("~", Value::Null),
            ("true", Value::Bool(true)),
            ("False", Value::Bool(false)),
            ("0", Value::Integer(0)),
            ("-12", Value::Integer(-12)),
            ("+12", Value::Integer(12)),
            ("0x1F", Value::Integer(31)),
            ("0o17", Value::Integer(15)),
            ("1.5", Value::Float(1.5)),
            ("-.5", Value::Float(-0.5)),
            ("1e3", Value::Float(1000.0)),
            ("-.inf", Value::Float(f64::NEG_INFINITY)),
        ] {
            assert_eq!(resolve(scalar, Plain, false), Ok(value), "{scalar}");
        }
    }

    #[test]
    fn all_else_stays_a_text() {
        for scalar in [
            "yes",
            "off",
            "007",
            "2026-11-22",
            "09:30",
            "1_000",
            "1.2.3",
            "e5",
            "-",
            "+",
            ".",
            "inf",
            "nan",
            "infinity",
            "0x",
            "0b1",
            "1e",
            "--1",
            "１",
            "tRUE",
        ] {
            assert_eq!(resolve(scalar, Plain, false), Ok(Value::Text(scalar.into())), "{scalar}");
        }
        for scalar in ["true", "1", ""] {
            assert_eq!(resolve(scalar, SingleQuoted, false), Ok(Value::Text(scalar.into())));
            assert_eq!(resolve(scalar, Plain, true), Ok(Value::Text(scalar.into())));
        }
    }

    #[test]
    fn a_number_beyond_64_bits_is_refused() {
        assert!(resolve("99999999999999999999", Plain, false).is_err());
    }
}
