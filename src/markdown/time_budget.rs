//! [`TimeBudget`]: how much of a page's time budget is left.

use std::time::{Duration, Instant};

/// How many tokens are worked on between two looks at the clock.
pub const CHECK_INTERVAL: usize = 1024;

/// Started once for each page.
pub struct TimeBudget {
    deadline: Option<Instant>,
}

impl TimeBudget {
    /// Starts now. A budget too large for the system's clock never ends.
    pub fn start(budget: Duration) -> Self {
        Self {
            deadline: Instant::now().checked_add(budget),
        }
    }

    /// When the time is over; `None` for never.
    pub fn deadline(&self) -> Option<Instant> {
        self.deadline
    }

    /// Whether the time is over.
    pub fn is_used_up(&self) -> bool {
        self.deadline.is_some_and(|d| Instant::now() > d)
    }
}
