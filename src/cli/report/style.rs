//! How diagnostics are printed: for whom, in which width, with or without colours.

/// How diagnostics are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReportStyle {
    /// Whether colours are used. Of no effect on [`ReportFormat::Json`].
    pub color: bool,
    /// The columns that there are; source lines are cut to them. Of no effect on [`ReportFormat::Json`].
    pub width: usize,
    /// For whom.
    pub format: ReportFormat,
}

/// For whom diagnostics are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ReportFormat {
    /// People: the message, the place, the source line with carets, what to do.
    #[default]
    Human,
    /// Programs: one JSON object a line, with the fields of [`DiagnosticRecord`](super::DiagnosticRecord).
    Json,
}
