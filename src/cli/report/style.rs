//! [`ReportStyle`]: the format, width and colours of printed diagnostics.

use clap::ValueEnum;

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
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// With source lines and carets.
    Human,
    /// One object per line.
    Json,
}
