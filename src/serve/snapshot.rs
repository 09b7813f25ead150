//! [`ServedSnapshot`]: the site that is served at a time, as a value that is replaced as a whole.

use std::sync::Arc;

use serde::Serialize;

use crate::base::fingerprint::Fingerprint;
use crate::base::outputs::Outputs;
use crate::base::paths::OutputPath;
use crate::serve::difference::difference;
use crate::serve::headers::HeaderRules;

/// The number of changed addresses that a message lists. If more changed, a page must fetch itself
/// to see whether it changed.
const NAMED: usize = 200;

/// A site, or the errors of one that cannot be built, with the message to open pages.
#[derive(Clone)]
pub(super) struct ServedSnapshot {
    /// A fingerprint of the site: different whenever the site is.
    pub(super) generation: String,
    /// The base path of all addresses, with a slash at both ends.
    pub(super) base_path: String,
    /// The site that is served, or the errors in its place.
    pub(super) content: Arc<SnapshotContent>,
    /// The event that open pages get: an [`UpdateMessage`] as JSON.
    pub(super) message: String,
}

/// The content of a snapshot.
pub(super) enum SnapshotContent {
    /// The outputs of a site and the rules of its `_headers`.
    Site(Outputs, HeaderRules),
    /// The errors of sources that have never been without any.
    Failure(Vec<BrowserDiagnostic>),
}

/// An error as a browser shows it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct BrowserDiagnostic {
    /// The file and, where known, the line and the column: `content/a.md:3:7`. May be empty.
    pub place: String,
    /// The text that the terminal shows.
    pub text: String,
}

/// The message that open pages get when the snapshot is replaced.
#[derive(Default, Serialize)]
struct UpdateMessage<'a> {
    /// The generation that is served now.
    generation: &'a str,
    /// The generation that was served before.
    before: Option<&'a str>,
    /// The addresses whose content differs between the two generations; `null` for too many to
    /// list.
    changed: Option<&'a [String]>,
    /// The errors of the sources now. The site is the last one without errors.
    problems: &'a [BrowserDiagnostic],
    /// The address of the page that an open page shall navigate to if it did not change itself.
    visit: Option<&'a str>,
}

impl ServedSnapshot {
    /// The snapshot of a site that replaces `before`, if there was one. `visit` is the address that
    /// open pages shall navigate to.
    pub(super) fn site(
        outputs: Outputs,
        base_path: &str,
        before: Option<&Self>,
        visit: Option<&str>,
    ) -> Self {
        let prints: Vec<_> = outputs.iter().map(|(p, o)| (p, o.key())).collect();
        let generation = Fingerprint::of(&(prints, base_path)).to_string();
        let changed = before
            .filter(|before| before.base_path == base_path)
            .and_then(|before| before.difference(&outputs));
        let message = json(&UpdateMessage {
            generation: &generation,
            before: before.map(|before| before.generation.as_str()),
            changed: changed.as_deref(),
            visit,
            ..UpdateMessage::default()
        });
        let rules = HeaderRules::of(&outputs);
        let content = Arc::new(SnapshotContent::Site(outputs, rules));
        Self { generation, base_path: base_path.to_owned(), content, message }
    }

    /// The snapshot of a site that cannot be built.
    pub(super) fn failure(problems: Vec<BrowserDiagnostic>) -> Self {
        let generation = Fingerprint::of(&problems).to_string();
        let message = json(&UpdateMessage {
            generation: &generation,
            problems: &problems,
            ..UpdateMessage::default()
        });
        let content = Arc::new(SnapshotContent::Failure(problems));
        Self { generation, base_path: "/".to_owned(), content, message }
    }

    /// The snapshot after a build with errors: it keeps the site, if there is one, and adds the
    /// errors.
    pub(super) fn broken(&self, problems: Vec<BrowserDiagnostic>) -> Self {
        if matches!(*self.content, SnapshotContent::Failure(_)) {
            return Self::failure(problems);
        }
        let message = json(&UpdateMessage {
            generation: &self.generation,
            before: Some(&self.generation),
            changed: Some(&[]),
            problems: &problems,
            ..UpdateMessage::default()
        });
        Self { message, ..self.clone() }
    }

    /// The addresses whose content differs from that of `outputs`; `None` for too many to list, or
    /// if there is nothing to compare.
    fn difference(&self, outputs: &Outputs) -> Option<Vec<String>> {
        let SnapshotContent::Site(before, _) = &*self.content else {
            return None;
        };
        let paths = difference(before, outputs, |old, new| old.key() != new.key());
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

/// The JSON of a message. Strings and lists can always be written as JSON.
fn json(message: &UpdateMessage<'_>) -> String {
    serde_json::to_string(message).unwrap_or_default()
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

    fn message_of(snapshot: &ServedSnapshot) -> serde_json::Value {
        serde_json::from_str(&snapshot.message).unwrap()
    }

    #[test]
    fn what_appeared_changed_or_vanished_is_named_by_its_address() {
        let one = outputs(&[("index.html", "a"), ("b c/index.html", "a"), ("x.css", "a")]);
        let two = outputs(&[("index.html", "a"), ("b c/index.html", "b"), ("y.css", "a")]);
        let first = ServedSnapshot::site(one.clone(), "/t/", None, None);
        let second = ServedSnapshot::site(two, "/t/", Some(&first), None);
        let message = message_of(&second);
        assert_eq!(message["before"], first.generation);
        assert_eq!(message["changed"], serde_json::json!(["/t/b%20c/", "/t/x.css", "/t/y.css"]));
        let back = ServedSnapshot::site(one.clone(), "/t/", Some(&second), None);
        assert_eq!(back.generation, first.generation, "equal sites are one generation");
        let moved = ServedSnapshot::site(one, "/", Some(&back), None);
        assert_ne!(moved.generation, first.generation);
        assert_eq!(message_of(&moved)["changed"], serde_json::Value::Null);
    }

    #[test]
    fn too_many_changes_are_not_named() {
        let first = ServedSnapshot::site(Outputs::new(), "/", None, None);
        let names: Vec<String> = (0..=NAMED).map(|n| format!("{n}.txt")).collect();
        let files: Vec<_> = names.iter().map(|name| (name.as_str(), "")).collect();
        let named = ServedSnapshot::site(outputs(&files[1..]), "/", Some(&first), None);
        assert_eq!(message_of(&named)["changed"].as_array().map(Vec::len), Some(NAMED));
        let many = ServedSnapshot::site(outputs(&files), "/", Some(&first), None);
        assert_eq!(message_of(&many)["changed"], serde_json::Value::Null);
    }

    #[test]
    fn a_broken_edit_keeps_the_site_and_tells_why() {
        let good = ServedSnapshot::site(outputs(&[("index.html", "a")]), "/", None, None);
        let problem = BrowserDiagnostic {
            place: "content/a.md:1:2".to_owned(),
            text: "error: <b>".to_owned(),
        };
        let broken = good.broken(vec![problem.clone()]);
        assert_eq!(broken.generation, good.generation);
        assert!(Arc::ptr_eq(&broken.content, &good.content));
        assert_eq!(message_of(&broken)["problems"][0]["text"], "error: <b>");
        let failure = ServedSnapshot::failure(vec![problem.clone()]);
        assert!(matches!(&*failure.broken(vec![problem]).content, SnapshotContent::Failure(_)));
    }
}
