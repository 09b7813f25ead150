//! GitHub Pages.

use crate::hosting::host::{FilePlace, Host, HostFile, StartFile};

/// GitHub Pages, which takes no settings.
pub(super) const HOST: Host = Host {
    name: "github-pages",
    title: "GitHub Pages",
    means: "by a workflow",
    signs: &[".github/workflows/pages.yml", "CNAME", "static/CNAME"],
    sends_headers: false,
    redirects: false,
    at_root: false,
    precompressed: &[],
    place: FilePlace::Output,
    // Without this file another generator looks at a branch that is published.
    files: |_| HostFile::only(".nojekyll", String::new()),
    start: &[StartFile {
        path: ".github/workflows/pages.yml",
        text: include_str!("start/github-pages/pages.yml"),
    }],
    lost: "it sends no headers of yours: a `<meta>` element in each page holds the policy, without \
           the rule against frames, and browsers keep every file for ten minutes",
};
