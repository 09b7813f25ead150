//! [`TimeBudget`]: the time that parsing one page may take.

use std::time::{Duration, Instant};

/// The number of tokens that are processed between two checks of the time budget.
pub const CHECK_INTERVAL: usize = 1024;

/// The time that parsing one page may take, from its start to a deadline.
pub struct TimeBudget {
    deadline: Option<Instant>,
}

impl TimeBudget {
    /// A budget that starts now. One too large for the system's clock has no deadline.
    pub fn start(budget: Duration) -> Self {
        Self { deadline: Instant::now().checked_add(budget) }
    }

    /// The end of the budget; `None` if there is none.
    pub fn deadline(&self) -> Option<Instant> {
        self.deadline
    }

    /// Whether the deadline has passed.
    pub fn is_used_up(&self) -> bool {
        self.deadline.is_some_and(|d| Instant::now() > d)
    }
}
