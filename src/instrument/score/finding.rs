//! [`Finding`]: a mistake in the bands of an instrument.

/// A score as an example: the ids of measures and statements with their numbers.
pub type Score = Vec<(String, i64)>;

/// A mistake in the bands of an instrument, or a proof that would take too long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// No band applies to this score.
    Uncovered(Score),
    /// No score meets the condition of a band.
    Unsatisfiable {
        /// The place of the band in the instrument.
        band: usize,
    },
    /// No score reaches a band, since wherever its condition holds an earlier band applies.
    Shadowed {
        /// The place of the band in the instrument.
        band: usize,
        /// The place of the earlier band that applies to `score`.
        by: usize,
        /// An example of a score that meets the conditions of both bands.
        score: Score,
    },
    /// It would take too long to find out whether every score gets a band (`None`), or whether the
    /// band at a place is reached.
    Unproven(Option<usize>),
}
