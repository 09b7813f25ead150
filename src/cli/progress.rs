//! [`BuildProgressBar`]: the progress of a build on a terminal, shown once it takes long.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::cli::terminal::Terminal;
use crate::compile::progress::Progress;

/// The time after which the bar is shown.
const DELAY: Duration = Duration::from_millis(500);

/// The time between two drawings of the bar.
const INTERVAL: Duration = Duration::from_millis(50);

/// A progress bar on standard error that is hidden at first.
pub(super) struct BuildProgressBar {
    terminal: Terminal,
    state: Mutex<ProgressState>,
}

/// The stage that is under way.
struct ProgressState {
    stage: &'static str,
    done: usize,
    steps: usize,
    /// The earliest time of the next drawing.
    next: Instant,
    is_shown: bool,
}

impl BuildProgressBar {
    pub(super) fn new(terminal: &Terminal) -> Self {
        let next = Instant::now() + DELAY;
        let state = ProgressState { stage: "", done: 0, steps: 0, next, is_shown: false };
        Self { terminal: *terminal, state: Mutex::new(state) }
    }

    /// Removes the bar from the terminal.
    pub(super) fn finish(&self) {
        if self.state().is_shown {
            self.terminal.status("");
        }
    }

    fn state(&self) -> MutexGuard<'_, ProgressState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, change: impl FnOnce(&mut ProgressState)) {
        let mut state = self.state();
        change(&mut state);
        if Instant::now() >= state.next {
            state.next = Instant::now() + INTERVAL;
            state.is_shown = true;
            self.terminal.status(&line(
                state.stage,
                state.done,
                state.steps,
                self.terminal.style.width,
            ));
        }
    }
}

impl Progress for BuildProgressBar {
    fn stage(&self, name: &'static str, steps: usize) {
        self.change(|state| (state.stage, state.done, state.steps) = (name, 0, steps));
    }

    fn step(&self) {
        self.change(|state| state.done += 1);
    }
}

/// The bar as a line of at most so many columns: `    render ███░░░ 120/200`.
fn line(stage: &str, done: usize, steps: usize, columns: usize) -> String {
    let (stage, count) = (format!("{stage:>10} "), format!(" {done}/{steps}"));
    let width = columns.saturating_sub(stage.len() + count.len() + 1);
    let filled = (width * done.min(steps)).checked_div(steps).unwrap_or(width);
    format!("{stage}{}{}{count}", "█".repeat(filled), "░".repeat(width - filled))
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn the_bar_fills_its_line() {
        assert_eq!(line("render", 1, 4, 24), "    render ██░░░░░░ 1/4");
        assert_eq!(line("parse", 0, 0, 24), "     parse ████████ 0/0");
        assert_eq!(line("parse", 9, 4, 0), "     parse  9/4");
    }
}
