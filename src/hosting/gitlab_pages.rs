//! GitLab Pages.

use crate::hosting::host::{FilePlace, Host, StartFile};

/// GitLab Pages. It reads `_redirects`, but a file at an address comes before them, and at every
/// former address there is a page.
pub(super) const HOST: Host = Host {
    name: "gitlab-pages",
    title: "GitLab Pages",
    means: "by a pipeline",
    signs: &[".gitlab-ci.yml"],
    sends_headers: false,
    redirects: false,
    at_root: false,
    precompressed: &["br", "gz"],
    place: FilePlace::Output,
    files: |_| Vec::new(),
    start: &[StartFile {
        path: ".gitlab-ci.yml",
        text: include_str!("start/gitlab-pages/gitlab-ci.yml"),
    }],
    lost: "it sends no headers of yours: a `<meta>` element in each page holds the policy, without \
           the rule against frames, and browsers keep every file for ten minutes",
};
