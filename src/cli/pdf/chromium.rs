//! Chromium, or a browser that is made of it: where it is, and how it prints. The only module that
//! knows one system from another when it comes to browsers.

use std::env;
use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use crate::cli::error::CommandError;

/// The variable that names the browser.
const VARIABLE: &str = "CHROMIUM";

/// Names that the browser has where programs are looked for.
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

/// Where macOS keeps it.
const MAC: &[&str] = &[
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
];

/// Where Windows keeps it, below each of [`WINDOWS_FOLDERS`].
const WINDOWS: &[&str] = &[
    "Google\\Chrome\\Application\\chrome.exe",
    "Chromium\\Application\\chrome.exe",
    "Microsoft\\Edge\\Application\\msedge.exe",
];

/// Variables of Windows that name folders of programs.
const WINDOWS_FOLDERS: &[&str] = &["ProgramFiles", "ProgramFiles(x86)", "LocalAppData"];

/// How long a print may take. A thousand pages take about a minute.
const PATIENCE: Duration = Duration::from_secs(600);

/// What keeps the browser to its task: one page of this machine, no reader's profile, no request to
/// anybody.
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
/// What to install, or that the variable names nothing.
pub(super) fn find() -> Result<PathBuf, CommandError> {
    if let Some(named) = env::var_os(VARIABLE).filter(|named| !named.is_empty()) {
        return program(&named).ok_or_else(|| {
            let named = Path::new(&named).display();
            CommandError::new(format!("`{VARIABLE}` names `{named}`, which is no program"))
                .hint("give it the path of Chromium, Chrome or Edge, or unset it")
        });
    }
    let windows = WINDOWS_FOLDERS.iter().filter_map(env::var_os);
    let windows = windows.flat_map(|folder| {
        WINDOWS
            .iter()
            .map(move |path| Path::new(&folder).join(path))
    });
    NAMES
        .iter()
        .find_map(|name| program(OsStr::new(name)))
        .or_else(|| MAC.iter().map(PathBuf::from).chain(windows).find(|path| path.is_file()))
        .ok_or_else(|| {
            CommandError::new("there is no Chromium, Chrome or Edge to print with")
                .hint("install one: `apt install chromium` on Debian and Ubuntu, `dnf install chromium` on Fedora, `brew install --cask chromium` on macOS; Windows comes with Edge")
                .hint(format!("or give its path in the variable `{VARIABLE}`"))
                .hint("or print the page in any browser, with Ctrl+P")
        })
}

/// A program by its path, or by its name in the folders where programs are looked for.
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

/// Prints the page at `url` and gives the PDF.
///
/// # Errors
/// The browser does not start, fails, or takes too long.
pub(super) fn print(browser: &Path, url: &str) -> Result<Vec<u8>, CommandError> {
    let trouble = |error: io::Error| CommandError::path(browser, "used", error);
    let folder = tempfile::tempdir().map_err(trouble)?;
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
    let mut child = command.spawn().map_err(trouble)?;
    let mut stderr = child.stderr.take();
    let (sender, said) = mpsc::channel();
    thread::spawn(move || {
        let mut words = Vec::new();
        if let Some(stderr) = &mut stderr {
            // What was said until then is all there is.
            let _ = stderr.read_to_end(&mut words);
        }
        // Nobody listens any more when it took too long.
        let _ = sender.send(String::from_utf8_lossy(&words).into_owned());
    });
    let Ok(said) = said.recv_timeout(PATIENCE) else {
        // It may have ended by itself.
        let _ = child.kill();
        let _ = child.wait();
        let minutes = PATIENCE.as_secs() / 60;
        let message = format!("`{}` did not print in {minutes} minutes", browser.display());
        return Err(CommandError::new(message));
    };
    let status = child.wait().map_err(trouble)?;
    let mut pdf = Vec::new();
    match File::open(&file).and_then(|mut file| file.read_to_end(&mut pdf)) {
        Ok(_) if status.success() && pdf.starts_with(b"%PDF-") => Ok(pdf),
        _ => Err(failed(browser, &said)),
    }
}

fn flag(name: &str, path: &Path) -> std::ffi::OsString {
    let mut flag = std::ffi::OsString::from(name);
    flag.push(path);
    flag
}

fn failed(browser: &Path, said: &str) -> CommandError {
    let message = format!("`{}` could not print the handbook", browser.display());
    let error = said
        .lines()
        .rev()
        .filter(|line| !line.trim().is_empty())
        .take(3)
        .fold(CommandError::new(message), |error, line| {
            error.hint(line.trim().to_owned())
        });
    if said.contains("sandbox") {
        error.hint("this system allows no sandbox: let the variable `CHROMIUM` name a script that adds `--no-sandbox`; the page is your own")
    } else {
        error
    }
}

/// Whether the root user of a Linux runs this, to whom Chromium refuses its sandbox.
#[cfg(target_os = "linux")]
fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}

#[cfg(not(target_os = "linux"))]
fn is_root() -> bool {
    false
}
