//! Where a new page goes, and the title that its name gives.

use std::fs;
use std::path::{Path, PathBuf};

use crate::base::paths::{OutputPath, SourcePath};
use crate::cli::error::CommandError;
use crate::source::CONTENT;

/// The place of the page that the author names, with or without `content/` and `.md`.
pub(super) fn place(path: &str) -> Result<SourcePath, CommandError> {
    let slashed = if cfg!(windows) {
        path.replace('\\', "/")
    } else {
        path.to_owned()
    };
    let refused = |why: &str| {
        CommandError::new(format!("`{path}` {why}"))
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
pub(super) fn stays_inside(root: &Path, folder: &Path) -> Result<(), CommandError> {
    let exists = |path: &&Path| path.symlink_metadata().is_ok();
    let nearest = folder.ancestors().find(exists).unwrap_or(root);
    let real = |path: &Path| -> Result<PathBuf, CommandError> {
        fs::canonicalize(path).map_err(|error| CommandError::path(path, "read", error))
    };
    if real(nearest)?.starts_with(real(root)?) {
        Ok(())
    } else {
        Err(CommandError::new(format!(
            "`{}` leads out of the site",
            nearest.display()
        )))
    }
}

/// `two-axes.md` is about "Two axes"; the page of a folder is about the folder.
pub(super) fn title_of(place: &SourcePath) -> String {
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
}
