//! Folders that were not made for this program: what the configuration of another tool says of
//! their content, and what in them is nobody's to read.

pub(super) mod left_out;
pub(super) mod tools;

use std::fs;
use std::path::{Path, PathBuf};

use crate::base::paths::SourcePath;
use crate::source::content::ContentFolder;
use crate::source::folder::left_out::LeftOut;
use crate::source::folder::tools::OtherTool;
use crate::source::layout::is_page;

/// The folders that are looked into for pages, where no configuration names one.
const USUAL: [&str; 2] = ["content", "docs"];

/// What is known of a folder without a configuration of this program.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PlainFolder {
    /// The name of the folder.
    pub name: String,
    /// The folder of its pages.
    pub content: ContentFolder,
    /// The title in the configuration of another tool; may be empty.
    pub title: String,
    /// The other tool and the file that configures it.
    pub tool: Option<(&'static str, String)>,
}

impl PlainFolder {
    /// Looks at a folder, given by its path without symbolic links. `excluded` are folders that are
    /// never read. The root is the content where no other folder has a page.
    pub fn look_at(root: &Path, excluded: &[PathBuf]) -> Self {
        let tool = OtherTool::of(root);
        let named = tool.as_ref().and_then(|tool| tool.content.clone());
        let mut left_out = LeftOut::new(root);
        let mut has_pages = |folder: &ContentFolder| {
            let path = root.join(folder.as_str());
            let is_inside = fs::canonicalize(&path).is_ok_and(|real| real.starts_with(root));
            is_inside && has_page(&path, excluded, &mut left_out)
        };
        let folders = named.as_deref().into_iter().chain(USUAL).chain(["."]);
        let mut folders = folders.filter_map(ContentFolder::of_plain_folder);
        Self {
            name: root.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            content: folders
                .find(|folder| folder.is_root() || has_pages(folder))
                .unwrap_or_default(),
            title: tool.as_ref().map(|tool| tool.title.clone()).unwrap_or_default(),
            tool: tool.map(|tool| (tool.name, tool.file)),
        }
    }

    /// Whether a folder has a page in it or below it, so that it can be shown.
    pub fn has_page(root: &Path) -> bool {
        fs::canonicalize(root).is_ok_and(|root| has_page(&root, &[], &mut LeftOut::new(&root)))
    }
}

/// Whether there is a page in a folder or below it. Symbolic links are not followed.
fn has_page(folder: &Path, excluded: &[PathBuf], left_out: &mut LeftOut) -> bool {
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            if left_out.leaves_out(&path, is_folder) || excluded.contains(&path) {
                continue;
            }
            if is_folder {
                folders.push(path);
            } else if SourcePath::new(&entry.file_name().to_string_lossy())
                .is_some_and(|p| is_page(&p))
            {
                return true;
            }
        }
    }
    false
}
