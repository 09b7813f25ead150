//! The command line as a user sees it, beyond what a transcript can show.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests prepare their own files and may fail"
)]

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use handbook::base::diagnostic::Code;
use tempfile::TempDir;

const BIN: &str = env!("CARGO_BIN_EXE_handbook");

fn site(files: &[(&str, &str)]) -> TempDir {
    let dir = TempDir::new().unwrap();
    let usual = [("handbook.toml", "title = \"T\"\n"), ("content/_index.md", "# Home\n")];
    for (path, text) in usual.iter().chain(files) {
        let path = dir.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    dir
}

fn handbook(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(BIN);
    command
        .args(args)
        .current_dir(folder)
        .stdin(Stdio::null())
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR")
        .env_remove("CLICOLOR_FORCE");
    command
}

fn run(folder: &Path, args: &[&str]) -> Output {
    handbook(folder, args).output().unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn the_site_is_found_from_any_folder_below_it() {
    let dir = site(&[("content/a/b/c.md", "# C\n"), ("notes/x.txt", "x")]);
    for folder in ["", "content", "content/a/b", "notes"] {
        let output = run(&dir.path().join(folder), &["check", "-v"]);
        assert_eq!(code(&output), 0, "{folder}: {}", stderr(&output));
    }
    let nowhere = TempDir::new().unwrap();
    let root = dir.path().to_str().unwrap();
    assert_eq!(code(&run(nowhere.path(), &["check"])), 2);
    assert_eq!(code(&run(nowhere.path(), &["check", "--root", root])), 0);
    let config = dir.path().join("handbook.toml");
    let config = config.to_str().unwrap();
    assert_eq!(code(&run(nowhere.path(), &["-c", config, "check"])), 0);
}

#[test]
fn the_output_folder_of_the_command_line_is_relative_to_the_current_folder() {
    let dir = site(&[]);
    let here = dir.path().join("content");
    let output = run(&here, &["build", "-o", "../out"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert!(dir.path().join("out/index.html").is_file());
    assert!(!dir.path().join("public").exists());

    let output = run(&here, &["build", "-o", "."]);
    assert_ne!(code(&output), 0, "the sources are no output folder");
    assert!(!here.join("index.html").exists());
}

#[test]
fn messages_for_programs_go_to_standard_output() {
    let dir = site(&[("content/a.md", "# A\n\n[Gone](missing.md)\n")]);
    let output = run(dir.path(), &["check", "--message-format", "json"]);
    assert_eq!(code(&output), 1);
    let lines: Vec<serde_json::Value> =
        stdout(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(lines.iter().any(|l| l["code"] == "broken-link"), "{lines:?}");
    assert!(!stderr(&output).contains("broken-link"));

    let output = run(dir.path(), &["check"]);
    assert_eq!(stdout(&output), "");
    assert!(stderr(&output).contains("broken-link"));
}

#[test]
fn a_command_that_fails_gives_programs_one_object() {
    let dir = site(&[]);
    let json = |args: &[&str]| {
        let output = run(dir.path(), &[args, &["--message-format", "json"]].concat());
        assert_eq!(code(&output), 2, "{args:?}");
        let lines = stdout(&output);
        let object: serde_json::Value = serde_json::from_str(&lines).expect(&lines);
        assert_eq!((&object["severity"], &object["code"]), (&"error".into(), &().into()));
        assert_eq!(object.as_object().unwrap().len(), 11, "{lines}");
        object
    };
    let object = json(&["hosting"]);
    assert_eq!(object["message"], "the host of this site is not known");
    assert!(object["hints"][0].as_str().unwrap().contains("handbook hosting --list"));
    let object = json(&["check", "--live", "http://127.0.0.1:1/"]);
    assert!(object["message"].as_str().unwrap().contains("cannot be asked"), "{object}");
    let object = json(&["check", "--live", "ftp://x/"]);
    assert_eq!(object["message"], "`ftp://x/` is not an address of the web");
    // What is wrong with the command line itself.
    let object = json(&["hosting", "nowhere"]);
    assert!(object["message"].as_str().unwrap().starts_with("invalid value 'nowhere'"), "{object}");
}

#[test]
fn quiet_prints_errors_and_nothing_else() {
    let good = site(&[]);
    let output = run(good.path(), &["-q", "build"]);
    assert_eq!((stdout(&output), stderr(&output)), (String::new(), String::new()));

    let bad = site(&[("content/a.md", "# A\n\n[Gone](missing.md)\n\n```nosuch\n```\n")]);
    let errors = stderr(&run(bad.path(), &["-q", "check"]));
    assert!(errors.contains("broken-link"), "{errors}");
    assert!(!errors.contains("unknown-language"), "{errors}");
}

#[test]
fn colours_are_used_only_where_they_are_wanted() {
    let dir = site(&[("content/a.md", "# A\n\n[Gone](missing.md)\n")]);
    let colored = |variables: &[(&str, &str)]| {
        let output =
            handbook(dir.path(), &["check"]).envs(variables.iter().copied()).output().unwrap();
        stderr(&output).contains('\u{1b}')
    };
    assert!(!colored(&[("TERM", "xterm")]), "a pipe is no terminal");
    assert!(colored(&[("CLICOLOR_FORCE", "1")]));
    assert!(colored(&[("CLICOLOR", "0"), ("CLICOLOR_FORCE", "1")]));
    assert!(colored(&[("NO_COLOR", ""), ("CLICOLOR_FORCE", "1")]));
    assert!(!colored(&[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")]));
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let dir = site(&[]);
    let mut child = handbook(dir.path(), &["completions", "bash"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((code(&output), stderr(&output)), (0, String::new()));
}

#[test]
fn every_shell_has_completions() {
    let dir = TempDir::new().unwrap();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let output = run(dir.path(), &["completions", shell]);
        assert_eq!(code(&output), 0);
        assert!(stdout(&output).contains("message-format"), "{shell}");
    }
}

#[test]
fn every_command_has_a_manual_page() {
    let dir = TempDir::new().unwrap();
    assert_eq!(code(&run(dir.path(), &["man", "."])), 0);
    for command in ["", "-build", "-theme-show", "-init"] {
        let page = fs::read_to_string(dir.path().join(format!("handbook{command}.1"))).unwrap();
        assert!(page.contains(".SH OPTIONS"), "{page}");
    }
}

#[test]
fn a_new_handbook_builds_without_a_word_of_complaint() {
    let dir = TempDir::new().unwrap();
    let output = run(dir.path(), &["init", "--example", "garden"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let garden = dir.path().join("garden");
    let output = run(&garden, &["build", "--strict"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let said = stderr(&output);
    assert!(said.starts_with("built ") && said.lines().count() == 1, "{said}");
    assert!(garden.join("public/plot/watering/index.html").is_file());
    assert!(garden.join("public/plot/compost-bays.svg").is_file());
}

#[test]
fn a_handbook_starts_with_three_files() {
    let dir = TempDir::new().unwrap();
    let output = run(dir.path(), &["init", "our-clinic"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let clinic = dir.path().join("our-clinic");
    let found = walkdir::WalkDir::new(&clinic).sort_by_file_name().into_iter();
    let files = found.filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
    let names: Vec<_> = files.map(|entry| entry.file_name().to_owned()).collect();
    assert_eq!(names, [".gitignore", "_index.md", "handbook.toml"]);
    let output = run(&clinic, &["build", "--strict"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let home = fs::read_to_string(clinic.join("public/index.html")).unwrap();
    assert!(home.contains("<title>Our clinic</title>"), "{home}");
    assert_eq!(code(&run(&clinic, &["new", "first-page"])), 0);
    for page in ["first-page.md", "_index.md"] {
        let output = run(&clinic, &["check", "--strict"]);
        assert_eq!(code(&output), 0, "{}", stderr(&output));
        fs::remove_file(clinic.join("content").join(page)).unwrap();
    }
}

#[test]
fn a_file_of_the_theme_is_shown_and_taken_over() {
    let dir = TempDir::new().unwrap();
    run(dir.path(), &["init"]);
    let theme = |args: &[&str]| run(dir.path(), &[&["theme"], args].concat());
    let written = |file: &str| {
        let theme = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default");
        fs::read_to_string(theme.join(file)).unwrap()
    };
    let all = stdout(&theme(&["show"]));
    for file in ["templates/page.html", "styles/base.css", "scripts/dom.js", "theme.toml"] {
        assert!(all.lines().any(|line| line == file), "{all}");
        assert_eq!(stdout(&theme(&["show", file])), written(file));
    }
    assert_eq!(stdout(&theme(&["show", "head.html"])), written("templates/partials/head.html"));
    let output = theme(&["show", "templates/haed.html"]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("did you mean `templates/"), "{}", stderr(&output));

    let output = theme(&["copy", "page.html"]);
    assert_eq!((code(&output), &*stdout(&output)), (0, "templates/page.html\n"));
    let copy = dir.path().join("templates/page.html");
    assert_eq!(fs::read_to_string(&copy).unwrap(), written("templates/page.html"));
    assert_eq!(code(&run(dir.path(), &["build", "--strict"])), 0);
    fs::write(&copy, "mine").unwrap();
    let output = theme(&["copy", "page.html"]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("already exists"), "{}", stderr(&output));
    assert_eq!(stdout(&theme(&["show", "page.html"])), written("templates/page.html"));

    let output = theme(&["copy", "styles/base.css"]);
    assert!(stderr(&output).contains("theme = \"ours\""), "{}", stderr(&output));
    fs::create_dir_all(dir.path().join("themes/ours")).unwrap();
    fs::write(dir.path().join("themes/ours/theme.toml"), "extends = \"default\"\n").unwrap();
    fs::write(dir.path().join("handbook.toml"), "title = \"T\"\ntheme = \"ours\"\n").unwrap();
    let output = theme(&["copy", "styles/base.css"]);
    assert_eq!(stdout(&output), "themes/ours/styles/base.css\n", "{}", stderr(&output));
}

#[test]
fn init_never_changes_a_file_that_is_there() {
    let dir = TempDir::new().unwrap();
    fs::write(dir.path().join("handbook.toml"), "mine").unwrap();
    let output = run(dir.path(), &["init"]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("`handbook.toml`"));
    assert!(!dir.path().join("content").exists());

    let output = run(dir.path(), &["init", "--example", "--force"]);
    assert_eq!(code(&output), 0);
    assert!(stderr(&output).contains("kept the existing file `handbook.toml`"));
    let kept = fs::read_to_string(dir.path().join("handbook.toml")).unwrap();
    assert_eq!(kept, "mine");
    assert!(dir.path().join("content/_index.md").is_file());
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
    use std::os::unix::process::CommandExt;

    use super::*;

    #[test]
    fn serving_ends_cleanly_when_it_is_interrupted() {
        let dir = site(&[]);
        let mut child =
            handbook(dir.path(), &["serve", "--port", "0"]).stderr(Stdio::piped()).spawn().unwrap();
        let mut said = BufReader::new(child.stderr.take().unwrap());
        let mut line = String::new();
        said.read_line(&mut line).unwrap();
        assert!(line.starts_with("serving http://127.0.0.1:"), "{line}");
        let interrupted = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
        assert!(interrupted.unwrap().success());
        let mut rest = String::new();
        said.read_to_string(&mut rest).unwrap();
        assert!(rest.ends_with("stopped\n"), "{rest}");
        assert_eq!(child.wait().unwrap().code(), Some(0));
    }

    #[test]
    fn what_cannot_be_read_is_named_and_nothing_is_written() {
        let dir = site(&[
            ("content/secret.md", "# S\n"),
            ("content/locked/a.md", "# A\n"),
            ("content/_index.md", "# H\n\n[s](secret.md) ![i](locked/i.png) [[horse]]\n"),
            ("content/b.md", "+++\ntemplate = \"own.html\"\n+++\n# B\n"),
            ("templates/own.html", "{% extends \"page.html\" %}"),
        ]);
        let set = |path: &str, mode| {
            let path = dir.path().join(path);
            fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        };
        set("", 0o755);
        set("content/secret.md", 0o000);
        set("content/locked", 0o000);
        let build = || {
            let mut command = handbook(dir.path(), &["build"]);
            if fs::metadata(dir.path()).unwrap().uid() == 0 {
                command.uid(65534); // the administrator may read everything, nobody may not
            }
            command.output().unwrap()
        };
        let output = build();
        set("content/locked", 0o755);
        let said = stderr(&output);
        assert_eq!(code(&output), 1, "{said}");
        for path in ["content/locked", "content/secret.md"] {
            let message = format!("error[unreadable]: cannot read `{path}`: permission denied");
            assert!(said.contains(&message), "{said}");
        }
        assert!(said.ends_with("2 errors; nothing was written\n"), "{said}");
        assert!(!dir.path().join("public").exists());
        set("content/secret.md", 0o644);
        fs::write(dir.path().join("content/_index.md"), "# H\n").unwrap();
        for path in ["content", "content/b.md", "templates", "templates/own.html", "handbook.toml"]
        {
            set(path, 0o000);
            let said = stderr(&build());
            set(path, 0o755);
            let message = format!("error[unreadable]: cannot read `{path}`: permission denied");
            assert!(said.contains(&message), "{said}");
            assert!(said.ends_with("\nerror: 1 error; nothing was written\n"), "{said}");
        }
    }

    #[test]
    fn a_page_is_not_created_outside_the_site() {
        let outside = TempDir::new().unwrap();
        let dir = site(&[]);
        symlink(outside.path(), dir.path().join("content/out")).unwrap();
        let output = run(dir.path(), &["new", "out/page"]);
        assert_eq!(code(&output), 2);
        assert!(stderr(&output).contains("is outside the site"));
        assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 0);
    }
}

#[test]
fn a_book_is_written_whole_and_over_nothing_of_others() {
    let dir = site(&[]);
    let first = run(dir.path(), &["epub"]);
    assert_eq!(code(&first), 0, "{}", stderr(&first));
    let book = fs::read(dir.path().join("handbook.epub")).unwrap();
    assert!(book.starts_with(b"PK") && book[30..].starts_with(b"mimetypeapplication/epub+zip"));
    // A book of ours is replaced, by the same bytes.
    assert_eq!(code(&run(dir.path(), &["epub"])), 0);
    assert_eq!(fs::read(dir.path().join("handbook.epub")).unwrap(), book);
    fs::write(dir.path().join("mine.epub"), "mine").unwrap();
    let refused = run(dir.path(), &["epub", "--output-file", "mine.epub"]);
    assert_eq!(code(&refused), 2);
    assert!(stderr(&refused).contains("was not written by handbook"), "{}", stderr(&refused));
    assert_eq!(fs::read(dir.path().join("mine.epub")).unwrap(), b"mine");
    let nowhere = run(dir.path(), &["epub", "--output-file", "none/a.epub"]);
    assert_eq!(code(&nowhere), 2);
    let names: Vec<_> =
        fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names.len(), 4, "{names:?}");
}

#[test]
fn a_book_of_content_with_errors_is_not_written() {
    let dir = site(&[("content/a.md", "# A\n\n[b](b.md)\n")]);
    let refused = run(dir.path(), &["epub"]);
    assert_eq!(code(&refused), 1);
    assert!(stderr(&refused).contains("nothing was written"), "{}", stderr(&refused));
    assert!(!dir.path().join("handbook.epub").exists());
}

#[test]
fn commands_and_flags_of_other_tools_are_answered_with_ours() {
    let dir = site(&[("content/_index.md", "# Home\n")]);
    for (line, answer) in [
        ("dev", "`handbook serve` shows the site while you write"),
        ("deploy", "write the site with `handbook build`"),
        ("test", "write `handbook check`"),
        ("list", "`handbook.json`"),
        ("watch", "`handbook build --watch`"),
        ("build -d out", "write `--output-dir FOLDER`"),
        ("build --minify", "leave it out"),
        ("serve --bind 0.0.0.0", "write `handbook serve --interface ADDRESS`"),
        ("serve --hostname=x", "write `handbook serve --interface ADDRESS`"),
        ("serve -D", "write `--drafts`"),
        ("build --port 80", "`--port` is a flag of `handbook serve`"),
        ("clean --open", "`--open` is a flag of `handbook build` and `handbook serve`"),
        ("clean --watch", "`handbook build` with `--watch`"),
        ("serve --watch", "`handbook serve` watches always"),
        ("build --draft", "write `--drafts`"),
        ("build --check", "write `handbook check`"),
    ] {
        let output = run(dir.path(), &line.split(' ').collect::<Vec<_>>());
        let said = stderr(&output);
        assert_eq!(code(&output), 2, "{line}: {said}");
        assert!(said.contains("tip: ") && said.contains(answer), "{line}: {said}");
        assert_eq!(said.matches("tip: ").count(), 1, "{line}: {said}");
    }
    let said = stderr(&run(dir.path(), &["bild"]));
    assert!(said.contains("a similar subcommand exists: 'build'"), "{said}");
}

#[test]
fn help_explains_a_command() {
    let dir = site(&[]);
    let help = |args: &[&str]| stdout(&run(dir.path(), args));
    assert_eq!(help(&["help", "serve"]), help(&["serve", "--help"]));
    assert_eq!(help(&["help"]), help(&["--help"]));
}

#[test]
fn every_code_is_explained_with_a_wrong_and_a_right_example() {
    let dir = site(&[]);
    for known in Code::ALL {
        let said = stdout(&run(dir.path(), &["explain", known.as_str()]));
        assert!(said.starts_with(&format!("{known}\n\n")), "{said}");
        for part in ["```text\nwrong:\n", "\n\nright:\n", "be lowered"] {
            assert!(said.contains(part), "no {part:?} for `{known}` in the guide:\n{said}");
        }
    }
    // A terminal knows no other pages of the guide.
    let said = stdout(&run(dir.path(), &["explain", "secret-file"]));
    assert!(said.contains("list it in `handbook.toml`, under `[lints]`."), "{said}");
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_written_whole_is_not_left_behind() {
    let dir = site(&[("content/_index.md", "# Home\n")]);
    // No file may grow, as on a full disk.
    let full = |args: &str| {
        let line = format!("trap '' XFSZ; ulimit -f 0; exec \"$0\" {args}");
        let mut command = Command::new("sh");
        command.args(["-c", &line, env!("CARGO_BIN_EXE_handbook")]).current_dir(dir.path());
        command.output().unwrap()
    };
    for (args, path) in [("new plot/frost", "content/plot/frost.md"), ("init starter", "starter")] {
        let output = full(args);
        assert_eq!(code(&output), 2, "{}", stderr(&output));
        assert!(stderr(&output).contains("cannot be created"), "{}", stderr(&output));
        let left = dir.path().join(path);
        let files = walkdir::WalkDir::new(left).into_iter().filter_map(Result::ok);
        assert_eq!(files.filter(|entry| entry.file_type().is_file()).count(), 0, "{args}");
    }
    assert_eq!(code(&run(dir.path(), &["new", "plot/frost"])), 0);
    assert_eq!(code(&run(dir.path(), &["init", "--force", "starter"])), 0);
}

#[cfg(unix)]
#[test]
fn a_configuration_that_may_not_be_read_is_not_said_to_be_missing() {
    use std::os::unix::fs::PermissionsExt;

    let dir = site(&[("content/_index.md", "# Home\n")]);
    let mode = |mode| fs::set_permissions(dir.path(), fs::Permissions::from_mode(mode)).unwrap();
    let root = dir.path().display().to_string();
    mode(0o000);
    let output = run(Path::new("/"), &["-r", &root, "check"]);
    mode(0o755);
    if code(&output) == 0 {
        return; // This user may read everything.
    }
    let said = stderr(&output);
    assert!(said.contains("cannot be read: Permission denied"), "{said}");
    assert!(!said.contains("handbook init"), "{said}");
}

#[cfg(unix)]
#[test]
fn without_threads_one_does_all() {
    let dir = site(&[("content/_index.md", "# Home\n")]);
    // A user who may do all is not limited.
    let mut command = Command::new("sh");
    command.args(["-c", "ulimit -u 1; exec \"$0\" check", env!("CARGO_BIN_EXE_handbook")]);
    let output = command.current_dir(dir.path()).output().unwrap();
    assert_eq!(code(&output), 0, "{}", stderr(&output));
}

#[test]
fn a_book_counts_the_warnings_that_check_shows() {
    let dir = site(&[("content/a.md", "+++\ntitle = \"A\"\nmood = 1\n+++\n")]);
    let words = stderr(&run(dir.path(), &["epub"]));
    assert!(words.contains("1 warning (`handbook check` shows them)"), "{words}");
    assert!(!words.contains("unknown key"), "{words}");
    let strict = stderr(&run(dir.path(), &["epub", "--strict"]));
    assert!(strict.contains("unknown key `mood`"), "{strict}");
}

#[test]
fn a_new_page_gets_a_name_that_is_an_address() {
    let dir = site(&[("content/People/a.md", "# A\n")]);
    let new = |path: &str| stdout(&run(dir.path(), &["new", path]));
    assert_eq!(new("building/"), "content/building/_index.md\n");
    assert_eq!(new("People/Rota Notes"), "content/People/rota-notes.md\n");
    let page = fs::read_to_string(dir.path().join("content/People/rota-notes.md")).unwrap();
    assert!(page.contains("title = \"Rota Notes\""), "{page}");
    assert_eq!(new("Q & A"), "content/q-a.md\n");
    assert_eq!(new("Two Axes.MD"), "content/two-axes.md\n");
    let page = fs::read_to_string(dir.path().join("content/two-axes.md")).unwrap();
    assert!(page.contains("title = \"Two Axes\""), "{page}");
    assert_eq!(new("z.markdown"), "content/z.md\n");
    for taken in ["building", "z/", "People/a/", "Building/README", "z.mdown"] {
        assert_eq!(code(&run(dir.path(), &["new", taken])), 2, "{taken}");
    }
    assert!(!dir.path().join("content/People/a").exists(), "nothing is left of what is refused");
    assert_eq!(code(&run(dir.path(), &["check"])), 0);
}

#[test]
fn a_handbook_starts_in_a_repository_that_was_just_cloned_and_not_among_other_files() {
    let dir = TempDir::new().unwrap();
    fs::create_dir(dir.path().join(".git")).unwrap();
    fs::write(dir.path().join(".gitignore"), "mine\n").unwrap();
    let output = run(dir.path(), &["init"]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert!(dir.path().join("content/_index.md").exists());
    assert_eq!(fs::read_to_string(dir.path().join(".gitignore")).unwrap(), "mine\n");
    assert!(stderr(&output).contains("kept the existing file `.gitignore`"));

    let dir = TempDir::new().unwrap();
    fs::write(dir.path().join("notes.txt"), "").unwrap();
    let output = run(dir.path(), &["init"]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("is not empty: it holds `notes.txt`"), "{}", stderr(&output));
}

#[test]
fn the_file_of_a_host_is_written_and_installs_what_is_named() {
    let dir = TempDir::new().unwrap();
    let init = |args: &[&str]| run(dir.path(), &[&["init"], args].concat());
    let output = init(&["--host", "github-pages"]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("no public address"), "{}", stderr(&output));
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0, "nothing is written before");
    let git = "https://forge.example/handbook@v0.1.0";
    let output = init(&["--host", "github-pages", "--install-from", git]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let read = |file: &str| fs::read_to_string(dir.path().join(file)).unwrap();
    let line = "run: |\n          cargo install --locked --root ~/.cargo --git https://forge.example/handbook --rev v0.1.0 handbook\n";
    let workflow = read(".github/workflows/pages.yml");
    assert!(workflow.contains(line), "{workflow}");
    assert!(workflow.contains("key: \"handbook-v0.1.0-${{ runner.os }}\""), "{workflow}");
    let output = init(&["--host", "github-pages", "--install-from", "https://other.example/x@1"]);
    assert!(stderr(&output).contains("kept the existing file"), "{}", stderr(&output));
    assert_eq!(read(".github/workflows/pages.yml"), workflow);

    let sum = "ab".repeat(32);
    let archive = format!("https://forge.example/handbook.tar.gz@sha256:{sum}");
    for (host, file) in [("gitlab-pages", ".gitlab-ci.yml"), ("netlify", "netlify.toml")] {
        let output = init(&["--host", host, "--install-from", &archive]);
        assert_eq!(code(&output), 0, "{}", stderr(&output));
        let text = read(file);
        assert!(text.contains(&format!("echo \"{sum}  handbook.tar.gz\" | sha256sum --check")));
        assert!(!text.contains("{i") && !text.contains("{k"), "{text}");
    }
    assert_eq!(code(&init(&["--host", "cloudflare"])), 0);
    assert!(read("wrangler.jsonc").contains("\"directory\": \"./public\""));
    for wrong in [
        "https://forge.example/handbook",
        "forge.example@1",
        "https://a.example/x@1;rm",
        "https://a.example/x@sha256:12",
    ] {
        let output = init(&["--host", "github-pages", "--install-from", wrong]);
        assert_eq!(code(&output), 2, "{wrong}");
    }
}

#[test]
fn a_file_in_the_place_of_the_folder_of_a_site_is_refused() {
    let folder = site(&[("content/_index.md", "# T\n")]);
    for args in
        [&["epub", "-o", "b.epub"][..], &["pdf", "-o", "b.pdf"], &["print", "/", "-o", "b.pdf"]]
    {
        let output = run(folder.path(), args);
        assert_eq!(code(&output), 2, "{args:?}");
        assert!(stderr(&output).contains("write `--output-file b."), "{args:?}");
    }
}
