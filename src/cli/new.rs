//! `handbook new`: a page with front matter, and with the form of its kind.

use std::fmt::Write as _;
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::Outcome;
use super::args::PageKind;
use super::failure::Failure;
use super::site::Site;
use super::terminal::Terminal;
use crate::base::paths::{OutputPath, SourcePath};
use crate::source::CONTENT;

/// The page to begin.
#[derive(Clone, Copy, Debug)]
pub(super) struct Page<'a> {
    /// Its place as the author names it.
    pub(super) path: &'a str,
    /// Its title.
    pub(super) title: Option<&'a str>,
    /// Whether it is a draft.
    pub(super) draft: bool,
    /// What it is made like; `None` for an empty page.
    pub(super) kind: Option<PageKind>,
}

/// Writes the file and prints its place.
pub(super) fn run(site: &Site, page: &Page<'_>, terminal: &Terminal) -> Result<Outcome, Failure> {
    let place = place(page.path)?;
    let file = site.root.join(place.as_str());
    if let Some(folder) = file.parent() {
        stays_inside(&site.root, folder)?;
        fs::create_dir_all(folder).map_err(|e| Failure::path(folder, "created", e))?;
    }
    let title = match page.title {
        Some(title) => title.trim().to_owned(),
        None => title_of(&place),
    };
    let draft = if page.draft { "draft = true\n" } else { "" };
    // The title last: it may hold what looks like a place for something else.
    let text = form(page.kind)
        .replace("{draft}", draft)
        .replacen("{title}", &quoted(&title), 1);
    create(&file, text.as_bytes()).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => Failure::new(format!("`{place}` exists already")),
        _ => Failure::path(&file, "created", error),
    })?;
    terminal.result(&format!("{place}\n"))?;
    Ok(Outcome::Fine)
}

/// What a new page of a kind says: short, whole, and to be written over.
fn form(kind: Option<PageKind>) -> &'static str {
    match kind {
        None => "+++\ntitle = {title}\n{draft}+++\n\n",
        Some(PageKind::Chapter) => include_str!("new/chapter.md"),
        Some(PageKind::Comparison) => include_str!("new/comparison.md"),
        Some(PageKind::Assessment) => include_str!("new/assessment.md"),
        Some(PageKind::Audit) => include_str!("new/audit.md"),
        Some(PageKind::Worksheet) => include_str!("new/worksheet.md"),
    }
}

/// Writes a file that must not exist yet.
pub(super) fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path)?
        .write_all(bytes)
}

/// The place of the page that the author names, with or without `content/` and `.md`.
fn place(path: &str) -> Result<SourcePath, Failure> {
    let slashed = if cfg!(windows) {
        path.replace('\\', "/")
    } else {
        path.to_owned()
    };
    let refused = |why: &str| {
        Failure::new(format!("`{path}` {why}"))
            .hint("name a place below `content`, such as `roles/two-axes`")
    };
    if slashed.starts_with('/') {
        return Err(refused("is not relative"));
    }
    let below = slashed.trim_start_matches("./");
    let below = below.strip_prefix("content/").unwrap_or(below);
    let place = SourcePath::new(&format!("{CONTENT}/{below}"))
        .filter(|place| place.below(CONTENT).is_some_and(|rest| !rest.is_empty()))
        .ok_or_else(|| refused("is not below `content`"))?;
    let is_markdown = place.extension().eq_ignore_ascii_case("md");
    let name = if is_markdown {
        place.to_string()
    } else {
        format!("{place}.md")
    };
    OutputPath::new(&name).map_err(|problem| refused(&problem.to_string()))?;
    SourcePath::new(&name).ok_or_else(|| refused("is no name for a file"))
}

/// Refuses a folder that is reached through a symbolic link out of the site.
fn stays_inside(root: &Path, folder: &Path) -> Result<(), Failure> {
    let exists = |path: &&Path| path.symlink_metadata().is_ok();
    let nearest = folder.ancestors().find(exists).unwrap_or(root);
    let real = |path: &Path| -> Result<PathBuf, Failure> {
        fs::canonicalize(path).map_err(|error| Failure::path(path, "read", error))
    };
    if real(nearest)?.starts_with(real(root)?) {
        Ok(())
    } else {
        Err(Failure::new(format!(
            "`{}` leads out of the site",
            nearest.display()
        )))
    }
}

/// `two-axes.md` is about "Two axes"; the page of a folder is about the folder.
fn title_of(place: &SourcePath) -> String {
    let is_folder = matches!(place.file_stem(), "_index" | "index" | "README");
    let name = match place.folder().rsplit('/').next() {
        Some(folder) if is_folder => folder,
        _ => place.file_stem(),
    };
    let words = name.replace(['-', '_'], " ");
    let mut letters = words.trim().chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => name.to_owned(),
    }
}

/// A basic string of TOML 1.0: quotes, backslashes and control characters are escaped.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => {
                // Writing to a String cannot fail.
                let _ = write!(quoted, "\\u{:04X}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_can_be_named_in_every_usual_way() {
        for path in [
            "roles/two-axes",
            "roles/two-axes.md",
            "./roles/two-axes",
            "content/roles/two-axes.md",
            "./content/roles//two-axes",
            "drafts/../roles/two-axes",
        ] {
            let place = place(path).unwrap();
            assert_eq!(place.as_str(), "content/roles/two-axes.md", "{path}");
        }
        assert_eq!(place("v1.2").unwrap().as_str(), "content/v1.2.md");
    }

    #[test]
    fn a_page_lies_below_content_under_a_name_that_every_system_can_store() {
        for path in [
            "",
            ".",
            "../x",
            "a/../../x",
            "/etc/x",
            "a:b",
            "nul",
            "x?",
            "a\nb",
        ] {
            assert!(place(path).is_err(), "{path:?}");
        }
    }

    #[test]
    fn a_title_is_made_from_the_name() {
        let title = |path: &str| title_of(&SourcePath::new(path).unwrap());
        assert_eq!(title("content/two-axes.md"), "Two axes");
        assert_eq!(title("content/roles/_index.md"), "Roles");
        assert_eq!(title("content/élan_vital.md"), "Élan vital");
    }

    #[test]
    fn a_title_is_quoted_for_toml() {
        assert_eq!(quoted(r#"a "b" \ c"#), r#""a \"b\" \\ c""#);
        assert_eq!(quoted("a\nb\u{7f}"), r#""a\u000Ab\u007F""#);
    }
}
