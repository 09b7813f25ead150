//! How long a build takes, and how much memory: `cargo run --release --example bench -- 100 1000 10000`.
//!
//! For each number of pages a handbook is made ([`generator`]), built by the real command line in a
//! process of its own ([`child`]), and set against `cp -r` of what came out ([`report`]). Everything
//! lies in memory (`/dev/shm`) where there is such a place, nothing is deleted while a clock runs,
//! and every figure is the median of [`RUNS`].

mod child;
mod generator;
mod report;
mod shapes;

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use report::Report;

/// How often everything is measured.
const RUNS: usize = 5;

// That of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    let result = match words.as_slice() {
        [child::COMMAND, root, output] => return child::command(root, output),
        [child::STAGES, pages] => count(pages).and_then(child::stages),
        // For `serve.mjs` and `peers.mjs`, which measure other programs.
        ["--sources", root, number, rest @ ..] => {
            let shape = rest.first().copied().unwrap_or("nested");
            let files = count(number).map(|number| shapes::files(shape, number));
            let unknown =
                || io::Error::other(format!("the shapes are {}", shapes::SHAPES.join(", ")));
            files
                .and_then(|files| files.ok_or_else(unknown))
                .and_then(|files| generator::write(Path::new(root), &files).map(|_| ()))
        }
        [] => measure_all(&[100, 1_000, 10_000]),
        numbers => numbers
            .iter()
            .map(|n| count(n))
            .collect::<io::Result<Vec<_>>>()
            .and_then(|pages| measure_all(&pages)),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            report::complain(&error);
            ExitCode::from(2)
        }
    }
}

fn count(text: &str) -> io::Result<usize> {
    text.parse()
        .ok()
        .filter(|n| *n > 0)
        .ok_or_else(|| io::Error::other(format!("`{text}` is not a number of pages")))
}

fn measure_all(numbers: &[usize]) -> io::Result<()> {
    if cfg!(debug_assertions) {
        report::note("this is a debug build: run it with --release");
    }
    for pages in numbers {
        report::print(&measure(*pages)?)?;
    }
    Ok(())
}

/// Everything about a handbook of so many pages.
fn measure(pages: usize) -> io::Result<Report> {
    let folder = tempfile::Builder::new().prefix("handbook-bench-").tempdir_in(fast_folder())?;
    let root = folder.path().join("site");
    let source_bytes = generator::write(&root, &generator::files(pages))?;
    let outputs: Vec<PathBuf> =
        (0..RUNS).map(|run| folder.path().join(format!("out-{run}"))).collect();

    let builds = outputs
        .iter()
        .map(|output| child::run_command(&root, output))
        .collect::<io::Result<Vec<_>>>()?;
    let copies = outputs
        .iter()
        .enumerate()
        .map(|(run, output)| copy(output, &folder.path().join(format!("copy-{run}"))))
        .collect::<io::Result<Vec<_>>>()?;
    let stages = (0..RUNS).map(|_| child::run_stages(pages)).collect::<io::Result<Vec<_>>>()?;
    let (output_files, output_bytes) = size(&outputs[0])?;
    Ok(Report { pages, source_bytes, output_files, output_bytes, builds, copies, stages })
}

/// A folder in memory if the system has one, else the one for temporary files.
fn fast_folder() -> PathBuf {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() {
        memory.to_owned()
    } else {
        report::note("no /dev/shm: the disk is measured too");
        std::env::temp_dir()
    }
}

/// The time of `cp -r`; `None` where there is no such command.
fn copy(from: &Path, to: &Path) -> io::Result<Option<Duration>> {
    if cfg!(windows) {
        return Ok(None);
    }
    let start = Instant::now();
    let status = Command::new("cp").arg("-r").arg(from).arg(to).status()?;
    let took = start.elapsed();
    if status.success() {
        Ok(Some(took))
    } else {
        Err(io::Error::other(format!("cp -r ended with {status}")))
    }
}

/// The number of files below a folder and the sum of their lengths.
fn size(folder: &Path) -> io::Result<(usize, u64)> {
    let (mut files, mut bytes) = (0, 0);
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            let (more_files, more_bytes) = size(&entry.path())?;
            files += more_files;
            bytes += more_bytes;
        } else {
            files += 1;
            bytes += entry.metadata()?.len();
        }
    }
    Ok((files, bytes))
}
