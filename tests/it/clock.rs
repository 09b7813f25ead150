//! How long something takes, whatever else the machine does.

use std::time::{Duration, Instant};

/// The processor time of this thread where the system tells it, else the time of day.
pub struct Clock {
    start: Instant,
    spent: Option<Duration>,
}

impl Clock {
    pub fn start() -> Self {
        Self { start: Instant::now(), spent: spent() }
    }

    pub fn elapsed(&self) -> Duration {
        match (self.spent, spent()) {
            (Some(before), Some(now)) => now.saturating_sub(before),
            _ => self.start.elapsed(),
        }
    }
}

/// The processor time of this thread so far, in nanoseconds: the first field of
/// `/proc/thread-self/schedstat` (Linux, Documentation/scheduler/sched-stats).
#[expect(clippy::disallowed_methods, reason = "the account of this thread, not a source")]
fn spent() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds = text.split(' ').next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}
