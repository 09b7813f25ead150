//! The layout of a site: the names of its folders, of its configuration, of files that are pages and
//! of those that are pages of folders.

use crate::base::paths::SourcePath;

/// The usual folder of the Markdown chapters and the files beside them.
pub(super) const CONTENT: &str = "content";
/// The folder of the site's own templates.
pub const TEMPLATES: &str = "templates";
/// The folder of files that are copied as they are.
pub const STATIC: &str = "static";
/// The folder of themes.
pub const THEMES: &str = "themes";
/// The name of the configuration file.
pub const CONFIG: &str = "handbook.toml";
/// The name of the file of known faults, beside the configuration.
pub const BASELINE: &str = "handbook-baseline.toml";

/// The hidden folder of GitBook, and the one in it with the pictures and files of its pages. They
/// belong to a site as far as a page shows them.
pub(super) const GITBOOK: &str = ".gitbook";
pub(super) const GITBOOK_ASSETS: &str = "assets";

/// The endings of the names of pages, without the dot and in lower case.
pub const PAGE_ENDINGS: [&str; 3] = ["md", "markdown", "mdown"];

/// The names, without ending and in lower case, of files that are the page of their folder. Of
/// several, the first counts.
const FOLDER_PAGES: [&str; 3] = ["_index", "index", "readme"];

/// What [`folder_page_rank`] gives for `README.md`.
pub const README_RANK: usize = 2;

/// Whether a file lies in the hidden folder of GitBook.
pub fn is_of_gitbook(path: &SourcePath) -> bool {
    // Asked of every file: few paths have these letters.
    path.as_str().contains(GITBOOK) && path.folder().split('/').any(|folder| folder == GITBOOK)
}

/// Whether a file of the content is a page.
pub fn is_page(path: &SourcePath) -> bool {
    let extension = path.extension();
    let has = |ending: &&str| extension.eq_ignore_ascii_case(ending);
    PAGE_ENDINGS.iter().any(has) && !is_of_gitbook(path)
}

/// The rank of a file among those that can be the page of their folder, 0 for `_index.md`; `None`
/// for other files.
pub fn folder_page_rank(path: &SourcePath) -> Option<usize> {
    let stem = page_name(path);
    let rank = FOLDER_PAGES.iter().position(|name| stem.eq_ignore_ascii_case(name));
    rank.filter(|_| is_page(path))
}

/// The name of a page's file without its ending: `guide` for `guide.md` and, as Middleman has it, for
/// `guide.html.md`.
pub fn page_name(path: &SourcePath) -> &str {
    let stem = path.file_stem();
    stem.strip_suffix(".html").unwrap_or(stem)
}
