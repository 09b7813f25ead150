//! The files of the starter site, embedded in the program.

use include_dir::{Dir, include_dir};

/// The embedded files. A leading `dot-` stands for a dot, since a real `.gitignore` would apply to
/// this repository.
static SITE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/cli/init/site");

/// The variable of the workflow that becomes the version of this program.
const VERSION: &str = "{version}";

/// The path and the text of each file, in alphabetical order.
pub(super) fn files() -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut folders = vec![&SITE];
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        files.extend(folder.files().filter_map(|file| {
            let name = file.path().to_str()?.replace('\\', "/");
            let name = name.replacen("dot-", ".", usize::from(name.starts_with("dot-")));
            let text = file.contents_utf8()?;
            Some((name, text.replace(VERSION, env!("CARGO_PKG_VERSION"))))
        }));
    }
    files.sort();
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_site_is_whole_and_neutral() {
        let files = files();
        let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names[0], ".github/workflows/pages.yml");
        assert_eq!(names[1], ".gitignore");
        assert!(names.contains(&"handbook.toml"));
        assert!(names.contains(&"content/_index.md"));
        for (name, text) in &files {
            let lower = text.to_lowercase();
            for word in ["leader", "leading", "manage", "managing", VERSION] {
                assert!(!lower.contains(word), "`{word}` in {name}");
            }
        }
    }

    #[test]
    fn the_workflow_installs_this_version() {
        let (_, workflow) = files().swap_remove(0);
        let version = env!("CARGO_PKG_VERSION");
        assert!(workflow.contains(&format!("cargo install handbook --locked --version {version}")));
    }
}
