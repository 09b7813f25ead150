//! Arguments, commands, messages, exit codes.

pub mod report;

use std::ffi::OsString;
use std::process::ExitCode;

/// Runs the command line.
pub fn run(_args: impl IntoIterator<Item = OsString>) -> ExitCode {
    ExitCode::SUCCESS
}
