//! [`Finding`]: a mistake in the bands of an instrument.

/// A score as an example: the ids of measures and statements with their numbers.
pub type Score = Vec<(String, i64)>;

/// A mistake in the bands of an instrument, or a proof that would take too long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// A score that gets no band.
    Uncovered(Score),
    /// A band whose condition no score meets.
    Unsatisfiable {
        /// The place of the band in the instrument.
        band: usize,
    },
    /// A band that no score reaches, since another comes first wherever its condition holds.
    Shadowed {
        /// The place of the band in the instrument.
        band: usize,
        /// The place of the band that comes first, for the score of the example.
        by: usize,
        /// A score that meets the condition of both.
        score: Score,
    },
    /// It would take too long to find out whether every score gets a band (`None`), or whether the
    /// band at a place is reached.
    Unproven(Option<usize>),
}
