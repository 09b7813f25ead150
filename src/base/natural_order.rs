//! [`NaturalOrder`]: names in the order in which people look for them.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A name to be sorted: numbers count by their value (1, 2, 10), and case and accents decide only
/// between names that are equal without them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NaturalOrder {
    pieces: Vec<NamePiece>,
    name: String,
}

/// A run of digits or of other characters; digits come first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum NamePiece {
    /// The digits without leading zeros, after their count: of two numbers the longer is greater.
    Number(usize, String),
    /// Characters in lower case and without accents.
    Text(String),
}

impl NaturalOrder {
    /// The place of a name among others.
    pub fn of(name: &str) -> Self {
        let mut pieces = Vec::new();
        let folded = name.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
        for c in folded {
            match (pieces.last_mut(), c.is_ascii_digit()) {
                (Some(NamePiece::Number(_, digits)), true) => digits.push(c),
                (_, true) => pieces.push(NamePiece::Number(0, c.to_string())),
                (Some(NamePiece::Text(text)), false) => text.push(c),
                (_, false) => pieces.push(NamePiece::Text(c.to_string())),
            }
        }
        for piece in &mut pieces {
            if let NamePiece::Number(count, digits) = piece {
                *digits = digits.trim_start_matches('0').to_owned();
                *count = digits.len();
            }
        }
        Self { pieces, name: name.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::NaturalOrder;

    #[test]
    fn names_stand_as_people_count() {
        let ordered = [
            "",
            "1-ch",
            "2-ch",
            "002-ch-b",
            "10-ch",
            "11-ch",
            "99999999999999999999999",
            "aa",
            "éa",
            "step",
            "step1",
            "step2",
            "step10",
            "step11",
            "Zz",
            "日本",
        ];
        let mut shuffled = ordered;
        shuffled.reverse();
        shuffled.sort_by_cached_key(|name| NaturalOrder::of(name));
        assert_eq!(shuffled, ordered);
    }
}
