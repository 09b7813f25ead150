//! [`Progress`]: hears how far a build has come.

/// Hears how far a build has come. Called from several threads.
pub trait Progress: Send + Sync {
    /// A stage begins, with so many steps.
    fn stage(&self, name: &'static str, steps: usize);
    /// One more step is done.
    fn step(&self);
}
