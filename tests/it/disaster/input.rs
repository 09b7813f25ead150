//! Sources that are hard to read or hard to digest.

use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use super::{refused, small};
use crate::folder::{Folder, ended};

/// Runs the program, which must end within ten minutes: as a rule it takes a second.
#[track_caller]
pub fn run_in_time(site: &Folder, args: &[&str]) -> (i32, String) {
    let mut command = site.command(args);
    let child = command.stderr(Stdio::piped()).spawn().expect("it runs");
    let id = child.id().to_string();
    let (send, receive) = mpsc::channel();
    std::thread::spawn(move || send.send(child.wait_with_output()));
    let Ok(output) = receive.recv_timeout(Duration::from_secs(600)) else {
        let _ = Command::new("kill").args(["-9", &id]).status();
        panic!("it hangs");
    };
    ended(output.expect("it ended"))
}

#[cfg(unix)]
#[test]
fn a_pipe_among_the_sources_is_named_and_not_waited_for() {
    const PIPES: [&str; 4] =
        ["content/pipe.md", "content/pipe.png", "static/pipe", "templates/pipe.html"];
    let site = small();
    std::fs::create_dir(site.path("static")).expect("a folder");
    for path in PIPES {
        let made = Command::new("mkfifo").arg(site.path(path)).status();
        assert!(made.is_ok_and(|status| status.success()), "no mkfifo");
    }
    let (code, said) = run_in_time(&site, &["build"]);
    assert_eq!(code, 0, "{said}");
    for path in PIPES {
        let named = format!("`{path}` is neither a file nor a folder and is left out");
        assert!(said.contains(&named), "{said}");
    }
}

#[cfg(unix)]
#[test]
fn a_circle_of_links_is_named_and_not_followed_for_ever() {
    use std::os::unix::fs::symlink;

    let site = small();
    site.build();
    symlink("..", site.path("content/part/up")).expect("a link");
    symlink("self", site.path("content/self")).expect("a link");
    let (code, said) = run_in_time(&site, &["build"]);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("error[bad-symlink]"), "{said}");
    assert!(said.contains("`content/part/up`"), "{said}");
    assert!(said.contains("`content/self`"), "{said}");
}

#[test]
fn a_file_that_is_not_text_is_named_with_the_place_of_the_first_bad_byte() {
    let site = small();
    site.build();
    site.write("content/bad.md", b"# Bad\n\n\xe9t\xe9\n");
    let said = refused(&site, &["build"], 1);
    assert!(said.contains("error[not-utf8]"), "{said}");
    assert!(said.contains("byte 7 (line 3) is 0xe9"), "{said}");
}

/// What the pages and files of an awkward name become.
#[test]
fn awkward_names_are_built_and_linked() {
    let site = small();
    let long = "é".repeat(126);
    let file = "x".repeat(251) + ".txt";
    let mut names = vec![
        ("two words", "two-words"),
        ("it's", "its"),
        ("日本語", "日本語"),
        ("100% sure & more", "100-sure-more"),
        (long.as_str(), long.as_str()),
    ];
    if cfg!(not(windows)) {
        names.push(("a \"quoted\" name", "a-quoted-name"));
    }
    let mut links = String::new();
    for (name, _) in &names {
        site.write(&format!("content/names/{name}.md"), "# Awkward\n");
        links.push_str(&format!("- [to it](<{}.md>)\n", name.replace('%', "%25")));
    }
    site.write(&format!("content/names/{file}"), "the file");
    links.push_str(&format!("- [file]({file})\n"));
    site.write("content/names/_index.md", format!("# Names\n\n{links}"));
    let built = site.build();
    for (name, slug) in names {
        let path = format!("names/{slug}/index.html");
        assert!(built.contains_key(&path), "{name}: no {path} in {:?}", built.keys());
    }
    assert_eq!(built[&format!("names/{file}")], b"the file");
    assert!(site.run(&["build"]).1.contains("(0 written, "));
}

#[test]
fn a_megabyte_of_bad_markdown_is_built_in_seconds() {
    let site = small();
    for (number, shape) in ["*a **b ", "[a](", "![", "`a``b", "> ", "a|", "==a "].iter().enumerate()
    {
        let text = format!("# Page\n\n{}\n", shape.repeat((1 << 20) / shape.len()));
        site.write(&format!("content/p{number}.md"), text);
    }
    let (code, said) = run_in_time(&site, &["-q", "build"]);
    assert_eq!(code, 0, "{said}");
}

#[test]
fn two_thousand_small_pages_are_built() {
    let site = small();
    for page in 0..2_000 {
        let path = format!("content/part-{}/p{page}.md", page / 100);
        site.write(
            &path,
            format!(
                "# Page {page}\n\nSee [the next](p{}.md).\n",
                page / 100 * 100 + (page + 1) % 100
            ),
        );
    }
    let (code, said) = run_in_time(&site, &["build"]);
    assert_eq!(code, 0, "{said}");
    // With the home page, the parts and their contents, and the page for searching.
    assert!(said.contains("built 2024 pages"), "{said}");
    assert!(site.path("public/part-19/p1999/index.html").is_file());
}
