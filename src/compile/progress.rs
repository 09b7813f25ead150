//! [`Progress`]: a listener for the progress of a build.

/// A listener for the progress of a build. Called from several threads.
pub trait Progress: Send + Sync {
    /// A stage begins, with this number of steps.
    fn stage(&self, name: &'static str, steps: usize);
    /// One more step of the current stage is done.
    fn step(&self);
}
