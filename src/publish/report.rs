//! [`PublishReport`]: the counts of what a publish did.

/// The counts of what a publish or a clean did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PublishReport {
    /// Files of the site that were written.
    pub written: usize,
    /// Files of the site that were there already and were not touched.
    pub unchanged: usize,
    /// Files of an earlier publish that were deleted.
    pub deleted: usize,
    /// The length of all written files, in bytes.
    pub bytes: u64,
    /// Whether an interrupted publish was completed or cleared away first.
    pub resumed: bool,
}
