//! Diagnostics as text, for people or as JSON.

mod excerpt;
mod human;
mod json;
mod style;

pub use crate::cli::report::json::{DiagnosticRecord, RecordPosition, RelatedPlaceRecord};
pub use crate::cli::report::style::{ReportFormat, ReportStyle};

use self::human::human;
use self::json::json;
use crate::base::diagnostic::Diagnostic;

/// The diagnostics as text, in the order given, each with a line end. Control characters of the
/// content are replaced, so that it cannot control the terminal.
pub fn render(diagnostics: &[Diagnostic], style: ReportStyle) -> String {
    match style.format {
        ReportFormat::Human => {
            let texts: Vec<String> = diagnostics.iter().map(|d| human(d, style)).collect();
            texts.join("\n")
        }
        ReportFormat::Json => diagnostics.iter().map(json).collect(),
    }
}
