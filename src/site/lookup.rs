//! Where a reference leads. By look-up of what exists, never by rewriting text.

use percent_encoding::percent_decode_str;

use crate::base::paths::{OutputPath, Route, SourcePath};
use crate::page::parse::is_external;
use crate::source::CONTENT;

use crate::site::tree::{FileEntry, NodeId, Site};

/// What a reference leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTarget<'a> {
    /// A page of this site, or a place on it.
    Page {
        /// The page.
        node: NodeId,
        /// The place, percent-decoded.
        anchor: Option<String>,
        /// Whether the reference names a former address of the page.
        by_alias: bool,
    },
    /// A file of this site.
    File(&'a FileEntry),
    /// Something outside this site.
    External,
}

/// Why a reference leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LookupFailure {
    /// There is neither a page nor a file; the path that was looked for, from the root.
    Missing(String),
    /// It climbs above the site's root.
    Outside,
    /// The page is a draft that this build leaves out.
    Draft(SourcePath),
    /// The page exists, the place on it does not.
    Anchor(NodeId, String),
}

/// A destination in its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DestinationParts<'a> {
    /// Before `?` and `#`; empty for a place on the same page.
    pub path: &'a str,
    /// From `?` to `#`, the question mark included; mostly empty.
    pub query: &'a str,
    /// After `#`.
    pub fragment: Option<&'a str>,
}

impl<'a> DestinationParts<'a> {
    /// Takes a destination apart (RFC 3986, section 3).
    pub fn of(destination: &'a str) -> Self {
        let (rest, fragment) = match destination.split_once('#') {
            Some((rest, fragment)) => (rest, Some(fragment)),
            None => (destination, None),
        };
        let (path, query) = rest.find('?').map_or((rest, ""), |at| rest.split_at(at));
        Self {
            path,
            query,
            fragment,
        }
    }
}

impl Site {
    /// Looks up a destination that stands in the file `from`.
    ///
    /// # Errors
    /// Why it leads nowhere.
    pub fn look_up(
        &self,
        from: &SourcePath,
        destination: &str,
    ) -> Result<LinkTarget<'_>, LookupFailure> {
        if is_external(destination) {
            return Ok(LinkTarget::External);
        }
        let parts = DestinationParts::of(destination);
        let path = decode(parts.path);
        let (target, by_alias) = if path.is_empty() {
            (self.source(from.as_str())?, false)
        } else if let Some(below) = path.strip_prefix("@/") {
            (self.source(&joined(CONTENT, below)?)?, false)
        } else if path.starts_with('/') {
            self.address(&path)?
        } else {
            (
                self.source(&from.join(&path).ok_or(LookupFailure::Outside)?)?,
                false,
            )
        };
        match target {
            FoundTarget::File(entry) => Ok(LinkTarget::File(entry)),
            FoundTarget::Page(node) => {
                let anchor = parts
                    .fragment
                    .map(decode)
                    .filter(|anchor| !anchor.is_empty());
                match anchor {
                    Some(anchor) if !self.has_anchor(node, &anchor) && !is_top(&anchor) => {
                        Err(LookupFailure::Anchor(node, anchor))
                    }
                    anchor => Ok(LinkTarget::Page {
                        node,
                        anchor,
                        by_alias,
                    }),
                }
            }
        }
    }

    /// What lies at a path from the root: a page's file, its folder, or any other file.
    fn source(&self, path: &str) -> Result<FoundTarget<'_>, LookupFailure> {
        match self.exact_source(path) {
            Err(LookupFailure::Missing(_)) if !path.is_ascii() => {
                let folders = self.by_folder.keys().filter_map(|f| SourcePath::new(f));
                let files = self.by_source.keys().chain(self.files.keys());
                let mut known = files.chain(self.drafts.keys()).cloned().chain(folders);
                let same = known.find(|known| known.reads_as(path));
                self.exact_source(same.as_ref().map_or(path, SourcePath::as_str))
            }
            found => found,
        }
    }

    fn exact_source(&self, path: &str) -> Result<FoundTarget<'_>, LookupFailure> {
        let missing = || LookupFailure::Missing(path.to_owned());
        if let Some(node) = self.by_path.get(path) {
            return Ok(FoundTarget::Page(*node));
        }
        let path = SourcePath::new(path).ok_or_else(missing)?;
        if let Some(entry) = self.files.get(&path) {
            return Ok(FoundTarget::File(entry));
        }
        let folder = |draft: &&SourcePath| draft.below(path.as_str()).is_some();
        match self.drafts.get_key_value(&path) {
            Some((draft, _)) => Err(LookupFailure::Draft(draft.clone())),
            None => match self.drafts.keys().find(folder) {
                Some(draft) => Err(LookupFailure::Draft(draft.clone())),
                None => Err(missing()),
            },
        }
    }

    /// What is found at an address of the site without its base path.
    fn address(&self, path: &str) -> Result<(FoundTarget<'_>, bool), LookupFailure> {
        let missing = || LookupFailure::Missing(path.to_owned());
        let route = Route::new(path).map_err(|_| missing())?;
        if let Some(node) = self.by_route.get(&route) {
            return Ok((FoundTarget::Page(*node), false));
        }
        if let Some(node) = self.aliases.get(&route) {
            return Ok((FoundTarget::Page(*node), true));
        }
        let output = OutputPath::new(path.trim_start_matches('/')).map_err(|_| missing())?;
        let source = self.by_output.get(&output).ok_or_else(missing)?;
        self.files
            .get(source)
            .map(|entry| (FoundTarget::File(entry), false))
            .ok_or_else(missing)
    }
}

enum FoundTarget<'a> {
    Page(NodeId),
    File(&'a FileEntry),
}

fn joined(folder: &str, below: &str) -> Result<String, LookupFailure> {
    // The anchor file makes the folder the base of the join.
    SourcePath::new(&format!("{folder}/_"))
        .and_then(|base| base.join(below))
        .ok_or(LookupFailure::Outside)
}

/// The top of any page (WHATWG HTML, section 7.4.6.4: the indicated part of a document).
fn is_top(anchor: &str) -> bool {
    anchor.eq_ignore_ascii_case("top")
}

/// Percent-decoded, or as it is where that gives no text.
fn decode(text: &str) -> String {
    percent_decode_str(text)
        .decode_utf8()
        .map_or_else(|_| text.to_owned(), std::borrow::Cow::into_owned)
}
