//! The source path of a new page, and the title that it suggests.

use std::fs;
use std::path::{Path, PathBuf};

use crate::base::paths::{OutputPath, SourcePath};
use crate::cli::error::CommandError;
use crate::source::CONTENT;

/// The source path of a page from the author's text, with or without `content/` and `.md`.
pub(super) fn source_path(path: &str) -> Result<SourcePath, CommandError> {
    let normalised = if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() };
    let refused = |why: &str| {
        CommandError::new(format!("`{path}` {why}"))
            .hint("write a path below `content`, such as `roles/two-axes`")
    };
    if normalised.starts_with('/') {
        return Err(refused("is not relative"));
    }
    let below = normalised.trim_start_matches("./");
    let below = below.strip_prefix("content/").unwrap_or(below);
    let source = SourcePath::new(&format!("{CONTENT}/{below}"))
        .filter(|place| place.below(CONTENT).is_some_and(|rest| !rest.is_empty()))
        .ok_or_else(|| refused("is not below `content`"))?;
    let is_markdown = source.extension().eq_ignore_ascii_case("md");
    let name = if is_markdown { source.to_string() } else { format!("{source}.md") };
    OutputPath::new(&name).map_err(|problem| refused(&problem.to_string()))?;
    SourcePath::new(&name).ok_or_else(|| refused("is not a file name"))
}

/// Checks that no symbolic link leads `folder` out of the site.
pub(super) fn check_inside(root: &Path, folder: &Path) -> Result<(), CommandError> {
    let exists = |path: &&Path| path.symlink_metadata().is_ok();
    let nearest = folder.ancestors().find(exists).unwrap_or(root);
    let real = |path: &Path| -> Result<PathBuf, CommandError> {
        fs::canonicalize(path).map_err(|error| CommandError::path(path, "read", error))
    };
    if real(nearest)?.starts_with(real(root)?) {
        Ok(())
    } else {
        Err(CommandError::new(format!("`{}` is outside the site", nearest.display())))
    }
}

/// The title for a page by its file name, "Two axes" for `two-axes.md`; for the index of a folder,
/// by the folder's name.
pub(super) fn title_of(source: &SourcePath) -> String {
    let is_folder = matches!(source.file_stem(), "_index" | "index" | "README");
    let name = match source.folder().rsplit('/').next() {
        Some(folder) if is_folder => folder,
        _ => source.file_stem(),
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
            let source = source_path(path).unwrap();
            assert_eq!(source.as_str(), "content/roles/two-axes.md", "{path}");
        }
        assert_eq!(source_path("v1.2").unwrap().as_str(), "content/v1.2.md");
    }

    #[test]
    fn a_page_lies_below_content_under_a_name_that_every_system_can_store() {
        for path in ["", ".", "../x", "a/../../x", "/etc/x", "a:b", "nul", "x?", "a\nb"] {
            assert!(source_path(path).is_err(), "{path:?}");
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
