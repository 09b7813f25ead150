//! [`SearchBudget`]: a bound on the work of a proof.

/// How many terms of sums a search may evaluate, which takes some hundredths of a second.
const WORK_LIMIT: usize = 20_000_000;

/// The error of a search that would take too long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge;

/// The number of terms that a search has evaluated.
#[derive(Debug, Default)]
pub struct SearchBudget(usize);

impl SearchBudget {
    /// Counts terms that a search has evaluated.
    ///
    /// # Errors
    /// If the search has evaluated more terms than the limit.
    pub fn spend(&mut self, terms: usize) -> Result<(), TooLarge> {
        self.0 += terms;
        if self.0 > WORK_LIMIT { Err(TooLarge) } else { Ok(()) }
    }
}
