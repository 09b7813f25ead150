//! [`ServedSnapshot`]: the site that is served at a time, as a value that is replaced as a whole.

use percent_encoding::percent_decode_str;
use serde::Serialize;

use crate::base::fingerprint::Fingerprint;
use crate::base::outputs::Outputs;
use crate::base::paths::{OutputPath, Route};
use crate::hosting::plan::HostingPlan;
use crate::serve::difference::difference;
use crate::serve::headers::HeaderRules;
use crate::serve::problems::{PageProblems, SiteProblems};

/// The number of changed addresses that a message lists. If more changed, a page must fetch itself
/// to see whether it changed.
const NAMED: usize = 200;

/// The outputs of the last build with its problems, and what open pages are told of both.
pub(super) struct ServedSnapshot {
    /// A fingerprint of the site and its problems: different whenever either is.
    pub(super) generation: String,
    /// The base path of all addresses, with a slash at both ends.
    pub(super) base_path: String,
    /// The files of the site. Pages that could not be rendered are missing.
    pub(super) outputs: Outputs,
    /// The rules of the site's `_headers`.
    pub(super) rules: HeaderRules,
    problems: SiteProblems,
    /// The generation that was served before.
    before: Option<String>,
    /// The addresses whose content differs between the two generations; `None` for too many to
    /// list, or if there is nothing to compare.
    changed: Option<Vec<String>>,
    /// The address that open pages shall navigate to.
    visit: Option<String>,
}

/// The message that an open page gets when the snapshot is replaced.
#[derive(Serialize)]
struct UpdateMessage<'a> {
    /// The generation that is served now.
    generation: &'a str,
    /// The generation that was served before.
    before: Option<&'a str>,
    /// The addresses whose content differs between the two generations; `null` for too many to
    /// list.
    changed: Option<&'a [String]>,
    /// The problems of the site, and those of the page.
    problems: PageProblems,
    /// The address of the page that an open page shall navigate to if it did not change itself.
    visit: Option<&'a str>,
}

impl ServedSnapshot {
    /// The snapshot of a site, to be served by a plan, that replaces `before`, if there was one. `visit` is the address that
    /// open pages shall navigate to.
    pub(super) fn new(
        outputs: Outputs,
        plan: &HostingPlan,
        problems: SiteProblems,
        before: Option<&Self>,
        visit: Option<String>,
    ) -> Self {
        let base_path = plan.base_path.as_str();
        let prints: Vec<_> = outputs.iter().map(|(p, o)| (p, o.key())).collect();
        let generation = Fingerprint::of(&(prints, base_path, problems.fingerprint())).to_string();
        let comparable = before.filter(|before| before.base_path == base_path);
        let changed = comparable.and_then(|before| before.difference(&outputs));
        Self {
            generation,
            base_path: base_path.to_owned(),
            rules: HeaderRules::of(&outputs, plan),
            outputs,
            problems,
            before: before.map(|before| before.generation.clone()),
            changed,
            visit,
        }
    }

    /// The event that the page at a path of this server gets: an [`UpdateMessage`] as JSON. Strings
    /// and lists can always be written as JSON.
    pub(super) fn message(&self, path: &str) -> String {
        let message = UpdateMessage {
            generation: &self.generation,
            before: self.before.as_deref(),
            changed: self.changed.as_deref(),
            problems: self.problems_at(path),
            visit: self.visit.as_deref(),
        };
        serde_json::to_string(&message).unwrap_or_default()
    }

    /// The problems of the site as the page at a path of this server is told them.
    pub(super) fn problems_at(&self, path: &str) -> PageProblems {
        self.problems.of_page(self.route(path).as_ref(), &self.base_path)
    }

    /// Whether a path without a file is that of a page which could not be rendered. Where there is
    /// no page for missing ones either, none could.
    pub(super) fn is_unrendered(&self, path: &str) -> bool {
        let missing = OutputPath::new("404.html").ok();
        let has_pages = missing.is_some_and(|missing| self.outputs.contains_key(&missing));
        let is_page = |route: Route| {
            self.problems.has_page(&route) && !self.outputs.contains_key(&route.output())
        };
        (!has_pages && self.problems.errors() > 0) || self.route(path).is_some_and(is_page)
    }

    /// The route of a percent-encoded path of this server.
    fn route(&self, path: &str) -> Option<Route> {
        let decode = |text| percent_decode_str(text).decode_utf8().ok();
        let (path, base_path) = (decode(path)?, decode(&self.base_path)?);
        let below = path.strip_prefix(&*base_path)?;
        Route::new(below.strip_suffix("index.html").unwrap_or(below)).ok()
    }

    /// The addresses whose content differs from that of `outputs`; `None` for too many to list.
    fn difference(&self, outputs: &Outputs) -> Option<Vec<String>> {
        let paths = difference(&self.outputs, outputs, |old, new| old.key() != new.key());
        let paths: Vec<&OutputPath> = paths.take(NAMED + 1).collect();
        (paths.len() <= NAMED)
            .then(|| paths.iter().map(|path| address(path, &self.base_path)).collect())
    }
}

/// The address of a file as browsers show it: an index page is its folder.
fn address(path: &OutputPath, base_path: &str) -> String {
    let address = path.href(base_path);
    match address.strip_suffix("index.html") {
        Some(folder) if folder.ends_with('/') => folder.to_owned(),
        _ => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::outputs::Output;

    fn outputs(files: &[(&str, &str)]) -> Outputs {
        files
            .iter()
            .map(|(path, text)| (OutputPath::new(path).unwrap(), Output::bytes(text.as_bytes())))
            .collect()
    }

    fn snapshot(
        outputs: Outputs,
        base_path: &str,
        before: Option<&ServedSnapshot>,
    ) -> ServedSnapshot {
        ServedSnapshot::new(
            outputs,
            &HostingPlan::at(base_path),
            SiteProblems::none(),
            before,
            None,
        )
    }

    fn message_of(snapshot: &ServedSnapshot) -> serde_json::Value {
        serde_json::from_str(&snapshot.message("/")).unwrap()
    }

    #[test]
    fn what_appeared_changed_or_vanished_is_named_by_its_address() {
        let one = outputs(&[("index.html", "a"), ("b c/index.html", "a"), ("x.css", "a")]);
        let two = outputs(&[("index.html", "a"), ("b c/index.html", "b"), ("y.css", "a")]);
        let first = snapshot(one.clone(), "/t/", None);
        let second = snapshot(two, "/t/", Some(&first));
        let message = message_of(&second);
        assert_eq!(message["before"], first.generation);
        assert_eq!(message["changed"], serde_json::json!(["/t/b%20c/", "/t/x.css", "/t/y.css"]));
        let back = snapshot(one.clone(), "/t/", Some(&second));
        assert_eq!(back.generation, first.generation, "equal sites are one generation");
        let moved = snapshot(one, "/", Some(&back));
        assert_ne!(moved.generation, first.generation);
        assert_eq!(message_of(&moved)["changed"], serde_json::Value::Null);
    }

    #[test]
    fn too_many_changes_are_not_named() {
        let first = snapshot(Outputs::new(), "/", None);
        let names: Vec<String> = (0..=NAMED).map(|n| format!("{n}.txt")).collect();
        let files: Vec<_> = names.iter().map(|name| (name.as_str(), "")).collect();
        let named = snapshot(outputs(&files[1..]), "/", Some(&first));
        assert_eq!(message_of(&named)["changed"].as_array().map(Vec::len), Some(NAMED));
        let many = snapshot(outputs(&files), "/", Some(&first));
        assert_eq!(message_of(&many)["changed"], serde_json::Value::Null);
    }
}
