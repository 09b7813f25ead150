//! The transcripts in `tests/cmd`: each command of a block of `console` prints what stands below
//! it. A line `? 2` gives an exit code, `...` stands for any lines and `[..]` for any characters.

#![allow(clippy::disallowed_methods, reason = "tests prepare their own files")]

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};

use snapbox::assert::DEFAULT_ACTION_ENV;
use snapbox::data::DataFormat;
use snapbox::filter::NormalizeToExpected;
use snapbox::{Assert, Data, IntoData, Redactions};
use tempfile::TempDir;

#[test]
fn commands_print_what_their_transcripts_say() {
    let mut count = 0;
    for entry in fs::read_dir("tests/cmd").unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "md") {
            transcript(&path);
            count += 1;
        }
    }
    assert_eq!(count, 8);
}

/// Runs the commands of one transcript in a copy of its folder `NAME.in`, which then holds the
/// files of `NAME.out`.
fn transcript(path: &Path) {
    let folder = TempDir::new().unwrap();
    copy(&path.with_extension("in"), folder.path());
    let mut redactions = Redactions::new();
    redactions.insert("[CWD]", folder.path().to_owned()).unwrap();
    let written = fs::read_to_string(path).unwrap();
    let mut text = String::new();
    let mut is_console = false;
    let mut lines = written.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        text.push_str(line);
        is_console = if is_console { line != "```\n" } else { line == "```console\n" };
        let Some(command) = line.strip_prefix("$ handbook ").filter(|_| is_console) else {
            continue;
        };
        let mut expected = String::new();
        while let Some(line) = lines.next_if(|l| !l.starts_with("$ ") && *l != "```\n") {
            expected.push_str(line);
        }
        // An empty line may stand between a command and the next.
        let end = expected[expected.trim_end_matches('\n').len()..].get(1..).unwrap_or_default();
        let printed = run(command, folder.path()) + end;
        // What fits stays as it is written, so that its wildcards do.
        let filter = NormalizeToExpected::new().redact_with(&redactions);
        let fitted = filter.normalize(printed.into_data(), &expected.clone().into_data());
        text.push_str(&fitted.render().unwrap());
    }
    let expected = Data::read_from(path, Some(DataFormat::Text));
    Assert::new().action_env(DEFAULT_ACTION_ENV).eq(text.into_data().raw(), expected.raw());
    let out = path.with_extension("out");
    if out.exists() {
        Assert::new().action_env(DEFAULT_ACTION_ENV).subset_eq(&out, folder.path());
    }
}

/// What a command prints, to either stream, with a line for its exit code if that is not 0.
fn run(command: &str, folder: &Path) -> String {
    let mut args = Vec::new();
    for (index, part) in command.trim_end().split('"').enumerate() {
        if index % 2 == 0 {
            args.extend(part.split_whitespace());
        } else {
            args.push(part);
        }
    }
    let log = TempDir::new().unwrap();
    let output = File::create(log.path().join("log")).unwrap();
    let status = Command::new(env!("CARGO_BIN_EXE_handbook"))
        .args(args)
        .current_dir(folder)
        // The terminal of whoever runs the tests is not part of them.
        .envs(["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"].map(|name| (name, "")))
        .stdin(Stdio::null())
        .stderr(output.try_clone().unwrap())
        .stdout(output)
        .status()
        .unwrap();
    let printed = fs::read_to_string(log.path().join("log")).unwrap();
    match status.code() {
        Some(0) => printed,
        code => format!("? {}\n{printed}", code.unwrap()),
    }
}

/// Copies a folder, which need not exist.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).into_iter().flatten() {
        let from = entry.unwrap().path();
        let to = to.join(from.file_name().unwrap());
        if from.is_dir() {
            copy(&from, &to);
        } else {
            fs::copy(&from, &to).unwrap();
        }
    }
}
