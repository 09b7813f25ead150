//! [`ReportStyle`]: the format, width and colours of printed diagnostics.

/// The style of printed diagnostics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReportStyle {
    /// Whether colours are used. Ignored for [`ReportFormat::Json`].
    pub color: bool,
    /// The columns of the terminal, to which source lines are cut. Ignored for
    /// [`ReportFormat::Json`].
    pub width: usize,
    /// The format of printed diagnostics.
    pub format: ReportFormat,
}

/// The format of printed diagnostics.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ReportFormat {
    /// The format for people: the message, the place, the source line with carets, the hints.
    #[default]
    Human,
    /// The format for programs: one JSON object a line, with the fields of
    /// [`DiagnosticRecord`](super::DiagnosticRecord).
    Json,
}
