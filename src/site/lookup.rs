//! [`Site::look_up`]: resolves a link to a page or file. By look-up of what exists, never by
//! rewriting text.

use std::collections::HashMap;
use std::sync::Arc;

use percent_encoding::percent_decode_str;

use crate::base::paths::{
    Anchor, OutputPath, Route, SourcePath, github_slug, gitlab_slug, in_normal_form, resolve,
    slugify,
};
use crate::document::body::Heading;
use crate::document::destinations::{is_external, within};
use crate::source::{PAGE_ENDINGS, RepositoryFile, RepositoryLink};

use crate::site::anchor_index::{AnchorIndex, FoundAnchor};
use crate::site::name_index::NameIndex;
use crate::site::tree::{FileEntry, NodeId, Site};
use crate::site::tree_builder::default_route;

/// The target of a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTarget<'a> {
    /// A page of this site, or an anchor on it.
    Page {
        /// The node of the page.
        node: NodeId,
        /// The anchor, as the page has it.
        anchor: Option<String>,
        /// What the author of the link should know of it.
        remark: Option<LookupRemark>,
    },
    /// A file of this site.
    File {
        /// The file.
        entry: &'a FileEntry,
        /// What the author of the link should know of it.
        remark: Option<LookupRemark>,
    },
    /// An address outside this site.
    External,
}

/// What is to be said of a link that leads somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LookupRemark {
    /// The link names a former address of the page; by its query, if that is true.
    Alias(bool),
    /// Upper and lower case of the link differ from the path of the file, which is this.
    OtherCase(String),
    /// By the rules of different forges the fragment means different headings: the one that it
    /// leads to, and this one.
    AmbiguousAnchor(Anchor),
}

/// The reason why a link leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LookupFailure {
    /// There is neither a page nor a file at this path from the root.
    Missing(String),
    /// The link climbs above the root of the site.
    Outside,
    /// The file or folder lies in the repository and is no part of the site.
    Unpublished(RepositoryFile),
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
        let own = within(&self.base_url, destination);
        let destination = own.as_deref().unwrap_or(destination);
        if is_external(destination) {
            return Ok(LinkTarget::External);
        }
        let parts = DestinationParts::of(destination);
        let found = self.find(from, parts.path, own.is_some()).map_err(|failure| {
            let is_out = matches!(failure, LookupFailure::Missing(_) | LookupFailure::Outside);
            let link = if is_out && own.is_none() { link_out(from, destination) } else { None };
            let file = link.and_then(|link| self.repository.get(&link));
            file.map_or(failure, |file| LookupFailure::Unpublished(file.clone()))
        })?;
        let (node, former) = match found.target {
            FoundTarget::File(entry) => {
                return Ok(LinkTarget::File { entry, remark: found.remark });
            }
            FoundTarget::Page(node) => (node, None),
            FoundTarget::Former(route) => {
                let missing = || LookupFailure::Missing(decode(parts.path));
                let (node, by_query) = self.former_page(route, parts.query).ok_or_else(missing)?;
                (node, Some((route, by_query)))
            }
        };
        let remark = former.map(|(_, by_query)| LookupRemark::Alias(by_query)).or(found.remark);
        let page = |anchor, remark| Ok(LinkTarget::Page { node, anchor, remark });
        // What follows asks browsers to mark words of the page (text fragments).
        let fragment = parts.fragment.and_then(|fragment| fragment.split(":~:").next());
        let Some(fragment) = fragment.map(decode).filter(|fragment| !fragment.is_empty()) else {
            return page(None, remark);
        };
        let moved = former.and_then(|(route, _)| self.moved_parts.get(route)?.get(&fragment));
        if let Some((node, anchor)) = moved {
            let anchor = Some(anchor.clone()).filter(|anchor| !anchor.is_empty());
            return Ok(LinkTarget::Page { node: *node, anchor, remark });
        }
        match self.anchor_index(node).find(&fragment) {
            Some(FoundAnchor { anchor, rival }) => {
                let rival = rival.map(LookupRemark::AmbiguousAnchor);
                page(Some(anchor.as_str().to_owned()), remark.or(rival))
            }
            None if is_top(&fragment) => page(Some(fragment), remark),
            // The source of the page on a forge, which has numbers of lines.
            None if parts.query.contains("plain=1") && is_line(&fragment) => page(None, remark),
            // Where a forge has the heading that is the title, the page begins.
            None if self.is_title(node, &fragment) => {
                let top = parts.path.is_empty().then(|| "top".to_owned());
                page(top, remark)
            }
            None => Err(LookupFailure::Anchor(node, fragment)),
        }
    }

    /// The file that a destination in the file `from` leads to.
    pub(super) fn file_at(&self, from: &SourcePath, destination: &str) -> Option<&FileEntry> {
        match self.find(from, DestinationParts::of(destination).path, false).ok()?.target {
            FoundTarget::File(entry) => Some(entry),
            _ => None,
        }
    }

    /// Whether a fragment is the id that a forge makes from the title of a page.
    fn is_title(&self, node: NodeId, fragment: &str) -> bool {
        let title = &self.nodes[node].title;
        let fragment = fragment.to_lowercase();
        [github_slug, gitlab_slug, slugify].iter().any(|rule| rule(title) == fragment)
    }

    /// The page or file that the path of a link in the file `from` names: by its source, relative
    /// to `from` or from a root, or by its address. `is_below_base` says that the path is known to
    /// stand below that of the site.
    fn find(
        &self,
        from: &SourcePath,
        path: &str,
        is_below_base: bool,
    ) -> Result<Found<'_>, LookupFailure> {
        let decoded = decode(path);
        if decoded.is_empty() {
            return self.source(from.as_str());
        }
        if let Some(below) = decoded.strip_prefix("@/") {
            let below_root = self.source(&joined(self.content.as_str(), below)?);
            // A site of Zola may lie in a folder of the content.
            let above = || {
                std::iter::successors(Some(from.folder()), |folder| {
                    folder.rsplit_once('/').map(|(above, _)| above)
                })
            };
            let is_root = |folder: &&str| folder.rsplit('/').next() == Some("content");
            let in_zola = |root: &str| self.source(&joined(root, below).ok()?).ok();
            return below_root
                .or_else(|failure| above().filter(is_root).find_map(in_zola).ok_or(failure));
        }
        if decoded.starts_with('/') {
            // An address of the site; else a file of the content, a former address, or below the root,
            // as on a forge.
            let below = decoded.trim_start_matches('/');
            let in_content = |below: &str| {
                let address = format!("/{below}");
                let source = || self.source(&joined(self.content.as_str(), below)?);
                self.address(&address)
                    .or_else(|failure| source().map_err(|_| failure))
                    .or_else(|failure| self.former_address(&address).ok_or(failure))
            };
            // Some tools have a root for each language: the topmost folder of the page.
            let in_top_folder = || in_content(&format!("{}/{below}", self.top_folder(from)?));
            // Some write addresses as browsers see them, below the path of the site.
            let below_base = decoded.strip_prefix(&*self.base_path).filter(|_| !is_below_base);
            let in_base = || in_content(below_base.ok_or(LookupFailure::Outside)?);
            return in_content(below)
                .or_else(|failure| self.source(below).map_err(|_| failure))
                .or_else(|failure| in_top_folder().map_err(|_| failure))
                .or_else(|failure| in_base().map_err(|_| failure))
                .map_err(|failure| self.draft_at(&decoded).map_or(failure, LookupFailure::Draft));
        }
        let relative = |path: &str| self.source(&from.join(path).ok_or(LookupFailure::Outside)?);
        // A name such as `100%25.md` may be written without encoding.
        relative(&decoded)
            .or_else(|failure| {
                if path == decoded { Err(failure) } else { relative(path).map_err(|_| failure) }
            })
            .or_else(|failure| self.at_address_from(from, &decoded).ok_or(failure))
    }

    /// The name of the topmost folder of the content that holds a file.
    fn top_folder<'p>(&self, path: &'p SourcePath) -> Result<&'p str, LookupFailure> {
        let below = path.below(self.content.as_str());
        let folder = below.and_then(|below| below.split_once('/'));
        folder.map(|(top, _)| top).ok_or(LookupFailure::Outside)
    }

    /// The page or file at an address relative to that of the page in the file `from`: what a link
    /// without the ending of a file means in other tools.
    fn at_address_from(&self, from: &SourcePath, path: &str) -> Option<Found<'_>> {
        let node = self.by_source.get(from)?;
        let (path, climbs) = resolve(self.nodes[*node].route.as_str(), path);
        let found = self.address(&path).ok().or_else(|| self.former_address(&path));
        found.filter(|_| !climbs)
    }

    /// The page or file at a source path from the root. A folder stands for its page, and a page
    /// may be named without its ending, by the address of its HTML, or in other case.
    fn source(&self, path: &str) -> Result<Found<'_>, LookupFailure> {
        let failure = match self.exact_source(path) {
            Ok(target) => return Ok(Found { target, remark: None }),
            Err(failure @ LookupFailure::Missing(_)) => failure,
            Err(failure) => return Err(failure),
        };
        let spellings = spellings(path);
        if let Some(target) = spellings.iter().find_map(|path| self.exact_source(path).ok()) {
            return Ok(Found { target, remark: None });
        }
        let folded = self.folded_paths();
        let known = std::iter::once(path).chain(spellings.iter().map(String::as_str));
        for path in known {
            let Some(same) = folded.get(&fold(path)) else { continue };
            let exact = same.iter().find(|known| in_normal_form(known) == in_normal_form(path));
            let Some(known) = exact.or_else(|| same.first()) else { continue };
            let remark = exact.is_none().then(|| LookupRemark::OtherCase(known.clone()));
            return Ok(Found { target: self.exact_source(known)?, remark });
        }
        Err(failure)
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
        // A draft at the path itself comes before those below it.
        let is_here = |draft: &&SourcePath| **draft == path || draft.below(path.as_str()).is_some();
        let draft = self.drafts.keys().find(is_here);
        Err(draft.map_or_else(missing, |draft| LookupFailure::Draft(draft.clone())))
    }

    /// The page or file at an address of the site, without the base path.
    fn address(&self, path: &str) -> Result<Found<'_>, LookupFailure> {
        let missing = || LookupFailure::Missing(path.to_owned());
        let route = Route::new(page_address(path)).map_err(|_| missing())?;
        if let Some(node) = self.by_route.get(&route) {
            return Ok(Found { target: FoundTarget::Page(*node), remark: None });
        }
        let output = OutputPath::new(path.trim_start_matches('/')).map_err(|_| missing())?;
        let file = self.by_output.get(&output).and_then(|source| self.files.get(source));
        // What the build makes for others, such as the feed, is in no folder.
        let entry = file.or_else(|| self.made.get(&output)).ok_or_else(missing)?;
        Ok(Found { target: FoundTarget::File(entry), remark: None })
    }

    /// The draft that would have an address of the site, or that has it as an alias.
    fn draft_at(&self, path: &str) -> Option<SourcePath> {
        let routes = self.draft_routes.get_or_init(|| {
            let mut routes = HashMap::new();
            for (path, summary) in &self.drafts {
                let slug = summary.front.slug.as_ref().map(|slug| slug.value.as_str());
                let aliases = summary.front.aliases.iter();
                let former = aliases.filter_map(|alias| Some(Route::former(&alias.value).ok()?.0));
                for route in former.chain(default_route(self, path, slug)) {
                    routes.insert(route, path.clone());
                }
            }
            routes
        });
        routes.get(&Route::new(page_address(path)).ok()?).cloned()
    }

    /// The page with an alias at an address of the site, without the base path.
    fn former_address(&self, path: &str) -> Option<Found<'_>> {
        let (former, _) = Route::former(path).ok()?;
        let (alias, _) = self.aliases.get_key_value(&former)?;
        Some(Found { target: FoundTarget::Former(alias), remark: None })
    }

    /// The page that has moved away from a path: the one with the alias of the address that a page at
    /// this path has, or with the ids that were published there.
    pub fn moved_source(&self, path: &str) -> Option<&SourcePath> {
        let route = default_route(self, &SourcePath::new(path)?, None)?;
        let node = self.aliases.get(&route).or_else(|| self.moved_pages.get(&route))?;
        Some(&self.nodes[*node].summary.as_ref()?.path)
    }

    /// The pages and files by their names.
    pub fn names(&self) -> &NameIndex {
        self.names.get_or_init(|| {
            let titles = self.with_files().map(|(_, node, page)| (node.title.as_str(), &page.path));
            let files = self.files.keys().filter(|path| path.below("themes/default").is_none());
            NameIndex::of(self.by_source.keys().chain(files), titles)
        })
    }

    /// All paths that can be linked to, by their folded form.
    fn folded_paths(&self) -> &HashMap<String, Vec<String>> {
        self.folded_paths.get_or_init(|| {
            let files = self.by_source.keys().chain(self.files.keys()).chain(self.drafts.keys());
            let paths =
                files.map(SourcePath::as_str).chain(self.by_folder.keys().map(String::as_str));
            let mut folded: HashMap<String, Vec<String>> = HashMap::new();
            for path in paths {
                folded.entry(fold(path)).or_default().push(path.to_owned());
            }
            folded
        })
    }

    /// The anchor of the first heading of a page whose text has this slug.
    pub fn anchor_of_text(&self, node: NodeId, slug: &str) -> Option<&Anchor> {
        let headings = &self.nodes[node].summary.as_ref()?.headings;
        let number = self.anchor_index(node).by_text(slug, headings)?;
        Some(&headings.get(number)?.anchor)
    }

    /// Whether a page of the finished site has an anchor of this name: unlike [`Site::has_anchor`]
    /// without a look at all of them.
    pub fn knows_anchor(&self, node: NodeId, anchor: &str) -> bool {
        self.anchor_index(node).has(anchor)
    }

    /// The heading of a page with an id.
    pub fn heading(&self, node: NodeId, anchor: &str) -> Option<&Heading> {
        let number = self.anchor_index(node).by_id(anchor)?;
        self.nodes[node].summary.as_ref()?.headings.get(number)
    }

    fn anchor_index(&self, node: NodeId) -> Arc<AnchorIndex> {
        let make = || {
            let headings = self.nodes[node].summary.as_deref().map_or(&[][..], |s| &s.headings);
            Arc::new(AnchorIndex::of(headings, self.anchors(node)))
        };
        self.anchor_indexes.get(node).map_or_else(make, |index| index.get_or_init(make).clone())
    }
}

enum FoundTarget<'a> {
    Page(NodeId),
    /// A former address.
    Former(&'a Route),
    File(&'a FileEntry),
}

/// A page or file, and what is to be said of the way in which it was found.
struct Found<'a> {
    target: FoundTarget<'a>,
    remark: Option<LookupRemark>,
}

/// Where a link that leads to no page or file of the site leads in the repository of it.
pub(super) fn link_out(from: &SourcePath, destination: &str) -> Option<RepositoryLink> {
    let path = decode(DestinationParts::of(destination).path);
    let is_path = !path.is_empty() && !path.starts_with("@/") && !is_external(destination);
    is_path.then(|| RepositoryLink::new(from, &path))
}

/// Other ways to write the path of a page, by what authors of other tools write: without its
/// ending, or with the one of its HTML.
fn spellings(path: &str) -> Vec<String> {
    let stem = [".html", ".htm"].iter().find_map(|ending| path.strip_suffix(ending));
    let mut spellings = Vec::new();
    if let Some(folder) = stem.and_then(|stem| stem.strip_suffix("/index")) {
        spellings.push(folder.to_owned());
    }
    // `page.html` may be the page `page.md`, or `page.html.md`.
    for stem in stem.into_iter().chain([path]) {
        spellings.extend(PAGE_ENDINGS.iter().map(|ending| format!("{stem}.{ending}")));
    }
    spellings
}

/// A path without the differences of case and of Unicode's normal forms.
fn fold(path: &str) -> String {
    in_normal_form(&path.to_lowercase())
}

fn joined(folder: &str, below: &str) -> Result<String, LookupFailure> {
    // A file name at the end makes the folder the base of the join.
    SourcePath::new(&format!("{folder}/_"))
        .and_then(|base| base.join(below))
        .ok_or(LookupFailure::Outside)
}

/// Whether a fragment is that of lines on a forge: `L10`, `L10-L12`, `L10C3-L12C1`.
fn is_line(fragment: &str) -> bool {
    fragment.split('-').all(|part| {
        let part = part.strip_prefix('L').unwrap_or(part);
        part.starts_with(|c: char| c.is_ascii_digit())
            && part.bytes().all(|byte| byte.is_ascii_digit() || byte == b'C')
    })
}

/// Whether an anchor is the top of any page (WHATWG HTML, section 7.4.6.4: the indicated part of a
/// document).
fn is_top(anchor: &str) -> bool {
    anchor.eq_ignore_ascii_case("top")
}

/// The address of the page that is the file `/roles/index.html` of a host; other paths as they are.
fn page_address(path: &str) -> &str {
    path.strip_suffix("index.html").filter(|folder| folder.ends_with('/')).unwrap_or(path)
}

/// The percent-decoded text, or the text itself if decoding gives no UTF-8.
pub(super) fn decode(text: &str) -> String {
    percent_decode_str(text)
        .decode_utf8()
        .map_or_else(|_| text.to_owned(), std::borrow::Cow::into_owned)
}
