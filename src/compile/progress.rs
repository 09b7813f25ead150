//! [`BuildRun`]: times the stages of one build, and reports them to a listener.

use std::sync::Arc;
use std::time::{Duration, Instant};

/// A listener for the progress of a build. Called from several threads.
pub trait Progress: Send + Sync {
    /// A stage begins, with this number of steps.
    fn stage(&self, name: &'static str, steps: usize);
    /// One more step of the current stage is done.
    fn step(&self);
}

/// A running build.
pub(super) struct BuildRun {
    progress: Option<Arc<dyn Progress>>,
    /// The wall time of each stage, in order.
    pub(super) times: Vec<(&'static str, Duration)>,
    open: Option<(&'static str, Instant)>,
}

impl BuildRun {
    pub(super) fn new(progress: Option<Arc<dyn Progress>>) -> Self {
        Self { progress, times: Vec::new(), open: None }
    }

    /// Begins a stage with this number of steps.
    pub(super) fn begin(&mut self, name: &'static str, steps: usize) {
        if let Some(progress) = &self.progress {
            progress.stage(name, steps);
        }
        self.open = Some((name, Instant::now()));
    }

    /// Ends the stage that was begun last.
    pub(super) fn end(&mut self) {
        if let Some((name, start)) = self.open.take() {
            self.times.push((name, start.elapsed()));
        }
    }

    /// Runs a stage without steps.
    pub(super) fn stage<T>(&mut self, name: &'static str, work: impl FnOnce() -> T) -> T {
        self.begin(name, 0);
        let result = work();
        self.end();
        result
    }

    /// Reports that one more step of the stage is done. Called from several threads.
    pub(super) fn step(&self) {
        if let Some(progress) = &self.progress {
            progress.step();
        }
    }
}
