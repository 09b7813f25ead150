//! The `handbook` command. Everything it does is in the library; see [`handbook::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    handbook::cli::run(std::env::args_os())
}
