//! The `handbook` command. Everything it does is in the library; see [`handbook::cli`].

use std::process::ExitCode;

// Measured, see `Cargo.toml`.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    handbook::cli::run(std::env::args_os())
}
