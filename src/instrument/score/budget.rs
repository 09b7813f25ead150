//! [`SearchBudget`]: a bound on how long a proof may take.

/// How many terms of sums a search may look at: some hundredths of a second.
const WORK_LIMIT: usize = 20_000_000;

/// The error of a search that would take too long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge;

/// The number of terms that a search looked at.
#[derive(Debug, Default)]
pub struct SearchBudget(usize);

impl SearchBudget {
    /// Adds terms; an error beyond the limit.
    pub fn spend(&mut self, terms: usize) -> Result<(), TooLarge> {
        self.0 += terms;
        if self.0 > WORK_LIMIT {
            Err(TooLarge)
        } else {
            Ok(())
        }
    }
}
