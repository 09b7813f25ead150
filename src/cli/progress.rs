//! [`BuildProgressBar`]: how far a build has come, on a terminal, once it takes long enough to wonder.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::build::Progress;

/// How long a build may take without a word.
const PATIENCE: Duration = Duration::from_millis(500);

/// A progress bar that stays hidden at first.
pub(super) struct BuildProgressBar {
    line: ProgressBar,
    start: Instant,
    shown: AtomicBool,
}

impl BuildProgressBar {
    pub(super) fn new() -> Self {
        let line = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{msg:>10} {wide_bar} {pos}/{len}") {
            line.set_style(style);
        }
        Self {
            line,
            start: Instant::now(),
            shown: AtomicBool::new(false),
        }
    }

    /// Takes the bar off the screen.
    pub(super) fn finish(&self) {
        self.line.finish_and_clear();
    }

    fn show_if_late(&self) {
        if self.start.elapsed() >= PATIENCE && !self.shown.swap(true, Ordering::Relaxed) {
            self.line.set_draw_target(ProgressDrawTarget::stderr());
        }
    }
}

impl Progress for BuildProgressBar {
    fn stage(&self, name: &'static str, steps: usize) {
        self.line.set_message(name);
        self.line.set_length(steps as u64);
        self.line.set_position(0);
        self.show_if_late();
    }

    fn step(&self) {
        self.line.inc(1);
        self.show_if_late();
    }
}
