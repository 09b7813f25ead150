//! [`ScoreBand`]: a reading for some scores.

use crate::instrument::score::condition::When;

/// A reading for some scores.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ScoreBand {
    /// Its id.
    pub id: String,
    /// Whether `when` is applied to every measure in turn, as `score`.
    pub each: bool,
    /// The scores that it is for.
    pub when: When,
}

/// How many of the bands that apply to a score are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Matching {
    /// The first band that applies.
    #[default]
    First,
    /// Every band that applies.
    All,
}

impl Matching {
    /// The choice as front matter names it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::All => "all",
        }
    }
}
