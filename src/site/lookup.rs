//! [`Site::look_up`]: resolves a link to a page or file. By look-up of what exists, never by
//! rewriting text.

use percent_encoding::percent_decode_str;

use crate::base::paths::{OutputPath, Route, SourcePath};
use crate::document::destinations::is_external;
use crate::source::CONTENT;

use crate::site::tree::{FileEntry, NodeId, Site};

/// The target of a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTarget<'a> {
    /// A page of this site, or an anchor on it.
    Page {
        /// The node of the page.
        node: NodeId,
        /// The anchor, percent-decoded.
        anchor: Option<String>,
        /// Whether the link names an alias of the page.
        by_alias: bool,
    },
    /// A file of this site.
    File(&'a FileEntry),
    /// An address outside this site.
    External,
}

impl LinkTarget<'_> {
    fn page(node: NodeId, by_alias: bool) -> Self {
        Self::Page { node, anchor: None, by_alias }
    }
}

/// The reason why a link leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LookupFailure {
    /// There is neither a page nor a file at this path from the root.
    Missing(String),
    /// The link climbs above the root of the site.
    Outside,
    /// The page of the link is a draft that this build leaves out.
    Draft(SourcePath),
    /// The page of the link exists, the anchor on it does not.
    Anchor(NodeId, String),
}

/// The parts of a link destination (RFC 3986, section 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DestinationParts<'a> {
    /// The path, before `?` and `#`; empty for an anchor on the page of the link.
    pub path: &'a str,
    /// The query, from `?` to `#`, with the question mark; mostly empty.
    pub query: &'a str,
    /// The fragment of the destination, after `#`.
    pub fragment: Option<&'a str>,
}

impl<'a> DestinationParts<'a> {
    /// Splits a link destination.
    pub fn of(destination: &'a str) -> Self {
        let (rest, fragment) = match destination.split_once('#') {
            Some((rest, fragment)) => (rest, Some(fragment)),
            None => (destination, None),
        };
        let (path, query) = rest.find('?').map_or((rest, ""), |at| rest.split_at(at));
        Self { path, query, fragment }
    }
}

impl Site {
    /// Resolves a link destination that stands in the file `from`.
    ///
    /// # Errors
    /// The reason why the link leads nowhere.
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
        let target = if path.is_empty() {
            self.source(from.as_str())?
        } else if let Some(below) = path.strip_prefix("@/") {
            self.source(&joined(CONTENT, below)?)?
        } else if path.starts_with('/') {
            self.address(&path)?
        } else {
            self.source(&from.join(&path).ok_or(LookupFailure::Outside)?)?
        };
        let LinkTarget::Page { node, by_alias, .. } = target else {
            return Ok(target);
        };
        let anchor = parts.fragment.map(decode).filter(|anchor| !anchor.is_empty());
        match anchor {
            Some(anchor) if !self.has_anchor(node, &anchor) && !is_top(&anchor) => {
                Err(LookupFailure::Anchor(node, anchor))
            }
            anchor => Ok(LinkTarget::Page { node, anchor, by_alias }),
        }
    }

    /// The page or file at a source path from the root. A folder stands for its page.
    fn source(&self, path: &str) -> Result<LinkTarget<'_>, LookupFailure> {
        match self.exact_source(path) {
            Err(LookupFailure::Missing(_)) if !path.is_ascii() => {
                let folders = self.by_folder.keys().filter_map(|f| SourcePath::new(f));
                let files = self.by_source.keys().chain(self.files.keys());
                let mut paths = files.chain(self.drafts.keys()).cloned().chain(folders);
                let same = paths.find(|known| known.reads_as(path));
                self.exact_source(same.as_ref().map_or(path, SourcePath::as_str))
            }
            found => found,
        }
    }

    fn exact_source(&self, path: &str) -> Result<LinkTarget<'_>, LookupFailure> {
        let missing = || LookupFailure::Missing(path.to_owned());
        if let Some(node) = self.by_path.get(path) {
            return Ok(LinkTarget::page(*node, false));
        }
        let path = SourcePath::new(path).ok_or_else(missing)?;
        if let Some(entry) = self.files.get(&path) {
            return Ok(LinkTarget::File(entry));
        }
        // A draft at the path itself comes before those below it.
        let is_here = |draft: &&SourcePath| **draft == path || draft.below(path.as_str()).is_some();
        let draft = self.drafts.keys().find(is_here);
        Err(draft.map_or_else(missing, |draft| LookupFailure::Draft(draft.clone())))
    }

    /// The page or file at an address of the site, without the base path.
    fn address(&self, path: &str) -> Result<LinkTarget<'_>, LookupFailure> {
        let missing = || LookupFailure::Missing(path.to_owned());
        let route = Route::new(path).map_err(|_| missing())?;
        if let Some(node) = self.by_route.get(&route) {
            return Ok(LinkTarget::page(*node, false));
        }
        if let Some(node) = self.aliases.get(&route) {
            return Ok(LinkTarget::page(*node, true));
        }
        let output = OutputPath::new(path.trim_start_matches('/')).map_err(|_| missing())?;
        let source = self.by_output.get(&output).ok_or_else(missing)?;
        self.files.get(source).map(LinkTarget::File).ok_or_else(missing)
    }
}

fn joined(folder: &str, below: &str) -> Result<String, LookupFailure> {
    // A file name at the end makes the folder the base of the join.
    SourcePath::new(&format!("{folder}/_"))
        .and_then(|base| base.join(below))
        .ok_or(LookupFailure::Outside)
}

/// Whether an anchor is the top of any page (WHATWG HTML, section 7.4.6.4: the indicated part of a
/// document).
fn is_top(anchor: &str) -> bool {
    anchor.eq_ignore_ascii_case("top")
}

/// The percent-decoded text, or the text itself if decoding gives no UTF-8.
fn decode(text: &str) -> String {
    percent_decode_str(text)
        .decode_utf8()
        .map_or_else(|_| text.to_owned(), std::borrow::Cow::into_owned)
}
