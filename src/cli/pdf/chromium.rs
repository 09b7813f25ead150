//! Finds and runs Chromium, or a browser based on it, to print. The only module that distinguishes
//! operating systems for the sake of browsers.

use std::env;
use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use crate::cli::outcome::{CommandError, CommandResult};

/// The environment variable with the path of the browser.
const VARIABLE: &str = "CHROMIUM";

/// Names of the browser's executable on the `PATH`.
const NAMES: &[&str] = &[
    "chromium",
    "chromium-browser",
    "chromium-headless-shell",
    "google-chrome-stable",
    "google-chrome",
    "chrome",
    "microsoft-edge-stable",
    "microsoft-edge",
    "msedge",
];

/// Paths of the browser on macOS.
const MAC: &[&str] = &[
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
];

/// Paths of the browser on Windows, below each of [`WINDOWS_FOLDERS`].
const WINDOWS: &[&str] = &[
    "Google\\Chrome\\Application\\chrome.exe",
    "Chromium\\Application\\chrome.exe",
    "Microsoft\\Edge\\Application\\msedge.exe",
];

/// Environment variables of Windows with folders of programs.
const WINDOWS_FOLDERS: &[&str] = &["ProgramFiles", "ProgramFiles(x86)", "LocalAppData"];

/// The time limit for printing. A thousand pages take about a minute.
const TIMEOUT: Duration = Duration::from_secs(600);

/// Flags that restrict the browser to one local page: no profile of the user, no other requests.
const FLAGS: &[&str] = &[
    "--headless",
    "--disable-gpu",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--no-default-browser-check",
    "--no-first-run",
    "--no-proxy-server",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
];

/// Finds the browser.
///
/// # Errors
/// No browser is installed, or the variable names no file; with hints.
pub(super) fn find() -> CommandResult<PathBuf> {
    if let Some(named) = env::var_os(VARIABLE).filter(|named| !named.is_empty()) {
        return program(&named).ok_or_else(|| {
            let named = Path::new(&named).display();
            CommandError::new(format!("`{VARIABLE}` names `{named}`, which is not a program"))
                .hint("set it to the path of Chromium, Chrome or Edge, or unset it")
        });
    }
    let windows = WINDOWS_FOLDERS.iter().filter_map(env::var_os);
    let windows =
        windows.flat_map(|folder| WINDOWS.iter().map(move |path| Path::new(&folder).join(path)));
    NAMES
        .iter()
        .find_map(|name| program(OsStr::new(name)))
        .or_else(|| MAC.iter().map(PathBuf::from).chain(windows).find(|path| path.is_file()))
        .ok_or_else(|| {
            CommandError::new("found no Chromium, Chrome or Edge to print with")
                .hint("install one: `apt install chromium` on Debian and Ubuntu, `dnf install chromium` on Fedora, `brew install --cask chromium` on macOS; Windows comes with Edge")
                .hint(format!("or set the variable `{VARIABLE}` to its path"))
                .hint("or print the page in any browser, with Ctrl+P")
        })
}

/// The path of a program, given by its path or by its name on the `PATH`.
fn program(name: &OsStr) -> Option<PathBuf> {
    let path = Path::new(name);
    if path.components().count() > 1 {
        return path.is_file().then(|| path.to_owned());
    }
    let folders = env::var_os("PATH")?;
    let file = format!("{}{}", path.display(), env::consts::EXE_SUFFIX);
    env::split_paths(&folders)
        .flat_map(|folder| [folder.join(path), folder.join(&file)])
        .find(|path| path.is_file())
}

/// Prints the page at `url` and returns the bytes of the PDF.
///
/// # Errors
/// The browser does not start, fails, or takes too long.
pub(super) fn print(browser: &Path, url: &str) -> CommandResult<Vec<u8>> {
    let to_error = |error: io::Error| CommandError::path(browser, "used", error);
    let folder = tempfile::tempdir().map_err(to_error)?;
    let file = folder.path().join("book.pdf");
    let mut command = Command::new(browser);
    command
        .args(FLAGS)
        .arg(flag("--user-data-dir=", &folder.path().join("profile")))
        .arg(flag("--print-to-pdf=", &file))
        .args(is_root().then_some("--no-sandbox"))
        .arg(url)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    let mut child = command.spawn().map_err(to_error)?;
    let mut stderr = child.stderr.take();
    let (sender, output) = mpsc::channel();
    thread::spawn(move || {
        let mut output = Vec::new();
        if let Some(stderr) = &mut stderr {
            // On an error, the output read until then is used.
            let _ = stderr.read_to_end(&mut output);
        }
        // After a timeout the receiver is gone.
        let _ = sender.send(String::from_utf8_lossy(&output).into_owned());
    });
    let Ok(output) = output.recv_timeout(TIMEOUT) else {
        // It may have ended by itself.
        let _ = child.kill();
        let _ = child.wait();
        let minutes = TIMEOUT.as_secs() / 60;
        let message =
            format!("`{}` did not finish printing in {minutes} minutes", browser.display());
        return Err(CommandError::new(message));
    };
    let status = child.wait().map_err(to_error)?;
    let mut pdf = Vec::new();
    match File::open(&file).and_then(|mut file| file.read_to_end(&mut pdf)) {
        Ok(_) if status.success() && pdf.starts_with(b"%PDF-") => Ok(pdf),
        _ => Err(failed(browser, &output)),
    }
}

/// A flag with a path as its value.
fn flag(name: &str, path: &Path) -> std::ffi::OsString {
    let mut flag = std::ffi::OsString::from(name);
    flag.push(path);
    flag
}

/// The error of a browser that failed, with the end of its output.
fn failed(browser: &Path, output: &str) -> CommandError {
    let message = format!("`{}` could not print the handbook", browser.display());
    let error = output
        .lines()
        .rev()
        .filter(|line| !line.trim().is_empty())
        .take(3)
        .fold(CommandError::new(message), |error, line| error.hint(line.trim().to_owned()));
    if output.contains("sandbox") {
        error.hint(
            "this system does not allow the browser's sandbox: set `CHROMIUM` to a script \
             that adds `--no-sandbox`; the browser loads only your own pages",
        )
    } else {
        error
    }
}

/// Whether the root user of Linux runs this program: for root, Chromium needs `--no-sandbox`.
#[cfg(target_os = "linux")]
fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}

#[cfg(not(target_os = "linux"))]
fn is_root() -> bool {
    false
}
