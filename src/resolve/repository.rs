//! [`RepositoryAddress`]: where a forge shows the files of the repository that holds a site.

use crate::base::paths::encode;
use crate::source::RepositoryFile;

/// The address of a file in a repository, around the path of the file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RepositoryAddress {
    before: String,
    after: String,
}

impl RepositoryAddress {
    /// The address at which a forge shows a file, from the one at which it is edited, with `{path}`.
    pub fn of(edit_url: &str) -> Option<Self> {
        let (before, after) = edit_url.split_once("{path}")?;
        // Behind scheme, host, owner and repository, an owner of GitHub may be called `edit`.
        let start = before.match_indices('/').nth(4).map_or(before.len(), |(at, _)| at);
        let shown = if let Some(rest) = before[start..].strip_prefix("/edit/") {
            Some(format!("{}/blob/{rest}", &before[..start]))
        } else if let Some((project, rest)) = before.split_once("/-/edit/") {
            Some(format!("{project}/-/blob/{rest}")) // GitLab
        } else {
            // Gitea and Forgejo. Bitbucket edits by a query.
            let parts = before.split_once("/_edit/");
            parts.map(|(project, rest)| format!("{project}/src/branch/{rest}"))
        };
        let before = shown.unwrap_or_else(|| before.to_owned());
        let after = if after.starts_with('?') { "" } else { after };
        Some(Self { before, after: after.to_owned() })
    }

    /// The address of a file; `None` if that lies in a folder above the site, and the address of the
    /// site's files does not name the folders between.
    pub fn file(&self, file: &RepositoryFile) -> Option<String> {
        let Self { before, after } = self;
        if file.left.is_empty() {
            return Some(format!("{before}{}{after}", encode(&file.path)));
        }
        let left = format!("{}/", file.left);
        let top = before.strip_suffix(&left).or_else(|| before.strip_suffix(&encode(&left)))?;
        // The end of a name, such as that of `old-docs`, is another folder.
        let is_whole = top.ends_with(['/', '=']);
        is_whole.then(|| format!("{top}{}{after}", encode(&file.path)))
    }
}
