//! [`BuildProgressBar`]: the progress of a build on a terminal, shown once it takes long.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::compile::progress::Progress;

/// The time after which the bar is shown.
const DELAY: Duration = Duration::from_millis(500);

/// A progress bar on standard error that is hidden at first.
pub(super) struct BuildProgressBar {
    line: ProgressBar,
    start: Instant,
    is_shown: AtomicBool,
}

impl BuildProgressBar {
    pub(super) fn new() -> Self {
        let line = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{msg:>10} {wide_bar} {pos}/{len}") {
            line.set_style(style);
        }
        Self { line, start: Instant::now(), is_shown: AtomicBool::new(false) }
    }

    /// Removes the bar from the terminal.
    pub(super) fn finish(&self) {
        self.line.finish_and_clear();
    }

    fn show_after_delay(&self) {
        if self.start.elapsed() >= DELAY && !self.is_shown.swap(true, Ordering::Relaxed) {
            self.line.set_draw_target(ProgressDrawTarget::stderr());
        }
    }
}

impl Progress for BuildProgressBar {
    fn stage(&self, name: &'static str, steps: usize) {
        self.line.set_message(name);
        self.line.set_length(steps as u64);
        self.line.set_position(0);
        self.show_after_delay();
    }

    fn step(&self) {
        self.line.inc(1);
        self.show_after_delay();
    }
}
