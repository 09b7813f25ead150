//! [`leave_out_ignored`]: files that `ignored_content` leaves out stay out where a symbolic link leads
//! to them.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::base::diagnostic::Diagnostic;
use crate::base::paths::SourcePath;
use crate::config::Config;
use crate::source::{STATIC, Sources};

/// Takes out the files that a symbolic link would publish although the configuration leaves out what
/// they are, and reports each link once.
pub(super) fn leave_out_ignored(sources: &mut Sources, config: &Config) -> Vec<Diagnostic> {
    let is_ignored =
        |path: &SourcePath| config.content.rest(path).is_some_and(|rest| config.ignores(rest));
    let is_published = |path: &SourcePath| {
        let is_content = config.content.rest(path).is_some();
        !is_ignored(path) && (is_content || path.below(STATIC).is_some())
    };
    let mut told = BTreeSet::new();
    let mut problems = Vec::new();
    for (path, linked) in &*sources.linked {
        if !is_ignored(&linked.file) || !is_published(path) {
            continue;
        }
        Arc::make_mut(&mut sources.files).remove(path);
        if told.insert(&linked.link) {
            let hint = "remove the link, put a copy in its place, or change `ignored_content`";
            problems.push(linked.bares("`ignored_content` leaves out").hint(hint));
        }
    }
    problems
}
