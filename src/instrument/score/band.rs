//! [`ScoreBand`]: a band as its scores see it, an id with a condition.

use crate::instrument::score::condition::When;

/// A band: an id and the condition under which its reading is shown.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ScoreBand {
    /// The id of the band.
    pub id: String,
    /// Whether the condition of the band is applied to every measure in turn, as `score`.
    pub each: bool,
    /// The condition of the band.
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
