//! [`LinkLookup`]: resolves links and images to addresses. A broken one is a diagnostic that suggests
//! what may have been meant.

use percent_encoding::percent_decode_str;

use crate::base::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::base::paths::{OutputPath, SourcePath, encode_fragment};
use crate::base::suggest::nearest;
use crate::document::body::{ContentKind, Href, LinkKind, LinkRef};
use crate::document::destinations::is_external;
use crate::site::lookup::{DestinationParts, LinkTarget, LookupFailure, LookupRemark};
use crate::site::tree::{FileEntry, NodeId, Site};
use crate::source::{RepositoryFile, is_secret};

use crate::resolve::external::{external, external_meant};
use crate::resolve::suggestions;
use crate::resolve::urls::Urls;

/// Why a file is not published, and nothing leads to it.
const SECRET_NAME: &str =
    "files with such names are left out here: they may hold keys, passwords or a database";

/// How many ids of a drawing are compared with one that it does not have.
const MOST_IDS: usize = 1_000;

/// The resolver of links and images in one file.
#[derive(Clone, Copy)]
pub struct LinkLookup<'a> {
    /// The file that the references stand in.
    pub path: &'a SourcePath,
    /// The whole site.
    pub site: &'a Site,
    /// The printer of addresses.
    pub urls: &'a Urls,
    /// Whether the references are shown on another page than the one of their file.
    pub is_embedded: bool,
    /// Whether a diagnostic says what may be meant, for which names of the site are searched.
    pub suggests: bool,
}

impl LinkLookup<'_> {
    /// The address of a link or an image; `None` if it is broken. Diagnostics are dropped: the page
    /// that the reference belongs to has them.
    pub fn href(&self, link: &LinkRef) -> Option<Href> {
        let lookup = Self { suggests: false, ..*self };
        lookup.look_up(link, &|| Place::file(self.path), &mut Vec::new())
    }

    /// The address of a link or an image; `None` if it is broken. `place` gives its place in the
    /// file. Its diagnostics are added to `diagnostics`.
    pub fn look_up(
        &self,
        link: &LinkRef,
        place: &dyn Fn() -> Place,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Href> {
        let is_image = match &link.kind {
            LinkKind::Link => false,
            LinkKind::Image(_) => true,
            LinkKind::Html(address) => address.content == ContentKind::Image,
        };
        let found = if is_image {
            self.image(link, place, diagnostics)
        } else {
            self.link(link, place, diagnostics)
        };
        found.map_err(|diagnostic| diagnostics.push(diagnostic)).ok()
    }

    /// Resolves a link or an image. `place` gives its place in the file. Warnings are added to
    /// `diagnostics`.
    ///
    /// # Errors
    /// The diagnostic of a broken link.
    fn link(
        &self,
        link: &LinkRef,
        place: &dyn Fn() -> Place,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Result<Href, Diagnostic> {
        let destination = link.destination.as_str();
        if destination.is_empty() {
            let message = "the link has no target";
            let hint = "write it between the parentheses, or `#` for this page";
            return Err(Diagnostic::error(Code::BrokenLink, message, place()).hint(hint));
        }
        let parts = DestinationParts::of(destination);
        match self.site.look_up(self.path, destination) {
            Ok(LinkTarget::Page { node, anchor, remark }) => {
                let query = query_beside(parts.query, remark.as_ref());
                if let Some(remark) = remark {
                    diagnostics.push(self.remark(link, &remark, Some(node), place));
                }
                let is_same_page = parts.path.is_empty() && anchor.is_some() && !self.is_embedded;
                let route = &self.site.nodes[node].route;
                let page = if is_same_page { String::new() } else { self.urls.path(route) };
                let fragment = anchor.map(|anchor| format!("#{}", encode_fragment(&anchor)));
                let words = parts.fragment.and_then(|all| all.find(":~:").map(|at| &all[at..]));
                let fragment = match (fragment, words) {
                    (fragment, None) => fragment.unwrap_or_default(),
                    (None, Some(words)) => format!("#{words}"),
                    (Some(fragment), Some(words)) => fragment + words,
                };
                let url = page + query + &fragment;
                Ok(Href::Link { url, external: false })
            }
            Ok(LinkTarget::File { entry, remark }) => {
                if let Some(remark) = remark {
                    diagnostics.push(self.remark(link, &remark, None, place));
                }
                if entry.drawing.as_ref().is_some_and(|drawing| drawing.has_styles) {
                    diagnostics.push(unstyled_drawing(&shorten(destination), place()));
                }
                diagnostics.extend(missing_part(entry, &parts, place));
                Ok(Href::Link { url: self.file(&entry.output, destination), external: false })
            }
            Ok(LinkTarget::External) => {
                // `<http://localhost>`, or without the marks.
                let written = place().excerpt.map_or(usize::MAX, |excerpt| excerpt.range.len());
                let is_bare = matches!(link.kind, LinkKind::Link)
                    && written <= link.destination.len() + "<>".len();
                external(&link.destination, is_bare, place, diagnostics)
            }
            Err(LookupFailure::Unpublished(file)) => {
                let is_link = match &link.kind {
                    LinkKind::Html(address) => address.content == ContentKind::Link,
                    LinkKind::Link | LinkKind::Image(_) => true,
                };
                let fragment = parts.fragment.map(|f| format!("#{f}")).unwrap_or_default();
                let address = self
                    .urls
                    .repository
                    .as_ref()
                    .and_then(|r| r.file(&file))
                    .filter(|_| is_link && !is_secret(file.name()));
                let url = address.map(|address| address + parts.query + &fragment);
                url.map(|url| Href::Link { url, external: true })
                    .ok_or_else(|| self.broken_link(link, &LookupFailure::Unpublished(file), place))
            }
            Err(failure) => {
                let diagnostic = self.broken_link(link, &failure, place);
                // The host may have more than this site, such as what takes a form.
                let is_form =
                    matches!(&link.kind, LinkKind::Html(html) if html.content == ContentKind::Form);
                let external = is_external(destination);
                if (external || is_form) && matches!(failure, LookupFailure::Missing(_)) {
                    diagnostics.push(Diagnostic { severity: Severity::Warning, ..diagnostic });
                    return Ok(Href::Link { url: destination.to_owned(), external });
                }
                let LookupFailure::Anchor(node, _) = failure else {
                    return Err(diagnostic);
                };
                // The page is there.
                diagnostics.push(diagnostic);
                let url = self.urls.path(&self.site.nodes[node].route);
                Ok(Href::Link { url, external: false })
            }
        }
    }

    /// The title of the page, heading or file that a destination leads to; else the destination.
    pub fn title(&self, destination: &str) -> String {
        match self.site.look_up(self.path, destination) {
            Ok(LinkTarget::Page { node, anchor, .. }) => {
                let heading = anchor.and_then(|anchor| self.site.heading(node, &anchor));
                heading.map_or_else(
                    || self.site.nodes[node].title.clone(),
                    |heading| heading.text.clone(),
                )
            }
            Ok(LinkTarget::File { entry, .. }) => {
                entry.output.as_str().rsplit('/').next().unwrap_or_default().to_owned()
            }
            _ => destination.to_owned(),
        }
    }

    /// Resolves an image. `place` gives its place in the file. Warnings are added to `diagnostics`.
    ///
    /// # Errors
    /// The diagnostic of a missing image.
    fn image(
        &self,
        link: &LinkRef,
        place: &dyn Fn() -> Place,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Result<Href, Diagnostic> {
        let error = |message: &str| Diagnostic::error(Code::MissingImage, message, place());
        let destination = link.destination.as_str();
        let shown = shorten(destination);
        Err(match self.site.look_up(self.path, destination) {
            Ok(LinkTarget::File { entry, remark }) => {
                if let Some(remark) = remark {
                    diagnostics.push(self.remark(link, &remark, None, place));
                }
                diagnostics.extend(missing_part(entry, &DestinationParts::of(destination), place));
                if let Some(hint) = shown_otherwise(entry.output.as_str()) {
                    let error = error(&format!("`{shown}` is no image")).hint(hint);
                    diagnostics.push(Diagnostic { severity: Severity::Warning, ..error });
                }
                let url = self.file(&entry.output, destination);
                return Ok(Href::Image { url, size: entry.size });
            }
            Ok(LinkTarget::External) => {
                return Ok(Href::Image { url: destination.to_owned(), size: None });
            }
            Ok(LinkTarget::Page { .. }) => {
                // The path of an image stands in `![…](…)`, or after the name of a directive.
                let is_markdown = is_written_with(&place(), '!');
                match (destination.is_empty(), is_markdown) {
                    (true, true) => error("the image has no path")
                        .hint("write the path of its file between the parentheses"),
                    (true, false) => {
                        error("the image has no path").hint("write the path of an image")
                    }
                    (false, true) => error(&format!("`{shown}` is a page, not an image"))
                        .hint("remove the `!` to link to it"),
                    (false, false) => error(&format!("`{shown}` is a page, not an image"))
                        .hint("write the path of an image"),
                }
            }
            Err(failure) => {
                let is_elsewhere =
                    is_external(destination) && matches!(failure, LookupFailure::Missing(_));
                let error = error(&match &failure {
                    LookupFailure::Unpublished(file) => {
                        format!("the image `{shown}` {}", self.why_unpublished(file))
                    }
                    LookupFailure::Outside => format!("the image `{shown}` is outside the site"),
                    LookupFailure::Draft(_) => format!("`{shown}` is a draft"),
                    _ => format!("there is no image `{shown}`"),
                });
                if is_elsewhere {
                    diagnostics.push(Diagnostic { severity: Severity::Warning, ..error });
                    let path = destination.strip_prefix(self.urls.origin.as_str());
                    let url = path.unwrap_or(destination).to_owned();
                    return Ok(Href::Image { url, size: None });
                }
                let is_there = matches!(failure, LookupFailure::Unpublished(_));
                let suggest = || suggestions::file(self.site, self.path, destination);
                match if is_there || !self.suggests { None } else { suggest() } {
                    Some(suggestion) => error.did_you_mean(Some(suggestion)),
                    None if self.is_left_out_by_name(&failure) => error.hint(SECRET_NAME),
                    None => error.hint(
                        "put the image next to the page or in `static`, and write its path \
                         relative to this file",
                    ),
                }
            }
        })
    }

    /// The address of a file, with the query and the fragment of the destination.
    fn file(&self, output: &OutputPath, destination: &str) -> String {
        let parts = DestinationParts::of(destination);
        let fragment = parts.fragment.map(|f| format!("#{f}")).unwrap_or_default();
        format!("{}{}{fragment}", self.urls.file(output), parts.query)
    }

    /// The words that say why the page at `path` is left out of the build.
    fn draft_reason(&self, path: &SourcePath) -> &'static str {
        if self.site.drafts.get(path).is_some_and(|s| s.front.draft) {
            "is a draft and"
        } else {
            "belongs to a section that is a draft, and is"
        }
    }

    fn broken_link(
        &self,
        link: &LinkRef,
        failure: &LookupFailure,
        place: &dyn Fn() -> Place,
    ) -> Diagnostic {
        let destination = link.destination.as_str();
        let error = |code, message| Diagnostic::error(code, message, place());
        match failure {
            LookupFailure::Missing(path) => {
                let shown = shorten(DestinationParts::of(destination).path);
                let message = format!("there is no page or file `{shown}`");
                let error = error(Code::BrokenLink, message);
                let suggest = || suggestions::target(self.site, self.path, path);
                let suggestion = if self.suggests { suggest() } else { None };
                if suggestion.is_some() {
                    return error.did_you_mean(suggestion);
                }
                if self.is_left_out_by_name(failure) {
                    return error.hint(SECRET_NAME);
                }
                match external_meant(destination) {
                    Some(meant) => error.hint(format!("write `{meant}`")),
                    None => error.hint(
                        "write the path of a file, relative to this one: `../part/chapter.md`",
                    ),
                }
            }
            LookupFailure::Unpublished(file) => self.unpublished(link, file, place),
            LookupFailure::Outside => {
                error(Code::BrokenLink, format!("`{}` is outside the site", shorten(destination)))
                    .hint("links can lead only to files of the site")
            }
            LookupFailure::Draft(path) => {
                let why = self.draft_reason(path);
                error(Code::DraftLink, format!("`{path}` {why} left out of this build"))
                    .hint("remove the link, publish the page, or build with `--drafts`")
            }
            LookupFailure::Anchor(node, anchor) => self.missing_anchor(*node, anchor, place),
        }
    }

    /// Whether the file of a link is left out since its name may be that of a secret.
    fn is_left_out_by_name(&self, failure: &LookupFailure) -> bool {
        match failure {
            LookupFailure::Unpublished(file) => is_secret(file.name()),
            LookupFailure::Missing(path) => {
                let name = path.rsplit('/').next().unwrap_or_default();
                self.site.content.is_shared() && (is_secret(name) || name.starts_with('.'))
            }
            _ => false,
        }
    }

    /// What is to be said of a file of the repository that is not in the site.
    fn why_unpublished(&self, file: &RepositoryFile) -> String {
        let content = &self.site.content;
        let is_below = content.is_root() || file.path.starts_with(&content.path_of(""));
        if is_below && file.left.is_empty() {
            "is not published".to_owned()
        } else {
            format!("lies outside of `{content}` and is not published")
        }
    }

    /// The message about a link to a file that is there, in the repository, and not in the site.
    fn unpublished(
        &self,
        link: &LinkRef,
        file: &RepositoryFile,
        place: &dyn Fn() -> Place,
    ) -> Diagnostic {
        let shown = shorten(&link.destination);
        let message = format!("`{shown}` {}", self.why_unpublished(file));
        let error = Diagnostic::error(Code::BrokenLink, message, place());
        if is_secret(file.name()) {
            return error.hint(SECRET_NAME);
        }
        if self.urls.repository.is_none() {
            let hint = "set `edit_url` in `handbook.toml`: then the link leads to the file in the \
                        repository";
            return error.hint(hint);
        }
        if matches!(&link.kind, LinkKind::Html(address) if address.content != ContentKind::Link) {
            return error.hint("put the file next to the page or in `static`");
        }
        let folder = &file.left;
        error.hint(format!(
            "write the whole address of the file: before its `{{path}}`, `edit_url` does not name the \
             folder `{folder}/` of the handbook"
        ))
    }

    fn missing_anchor(&self, node: NodeId, anchor: &str, place: &dyn Fn() -> Place) -> Diagnostic {
        let title = &self.site.nodes[node].title;
        let message = format!("nothing on the page “{title}” has the id `{}`", shorten(anchor));
        let diagnostic = Diagnostic::error(Code::BrokenAnchor, message, place());
        let suggest = || suggestions::anchor(self.site, node, anchor);
        if let Some(suggestion) = if self.suggests { suggest() } else { None } {
            return diagnostic.did_you_mean(Some(format!("#{suggestion}")));
        }
        let known: Vec<String> =
            self.site.anchors(node).take(8).map(|a| format!("`#{a}`")).collect();
        if known.is_empty() {
            diagnostic.hint("that page has no headings")
        } else {
            diagnostic.hint(format!("it has {}", known.join(", ")))
        }
    }

    /// The warning about a link that leads somewhere, but not as its author may think.
    fn remark(
        &self,
        link: &LinkRef,
        remark: &LookupRemark,
        node: Option<NodeId>,
        place: &dyn Fn() -> Place,
    ) -> Diagnostic {
        let parts = DestinationParts::of(&link.destination);
        let fragment = parts.fragment.map(|f| format!("#{f}")).unwrap_or_default();
        let query = query_beside(parts.query, Some(remark));
        let right =
            |path: &str| format!("{}{}{fragment}", suggestions::relative(self.path, path), query);
        let destination = shorten(&link.destination);
        match remark {
            LookupRemark::Alias(_) => {
                let node = node.map(|node| &self.site.nodes[node]);
                let route = node.map(|node| node.route.to_string()).unwrap_or_default();
                let message = format!("`{destination}` is a former address of `{route}`");
                let diagnostic = Diagnostic::warning(Code::AliasLink, message, place());
                match node.and_then(|node| node.summary.as_ref()) {
                    Some(summary) => {
                        diagnostic.hint(format!("link to `{}`", right(summary.path.as_str())))
                    }
                    None => diagnostic,
                }
            }
            LookupRemark::OtherCase(path) => {
                let message = format!("`{destination}` differs from the file `{path}` in case");
                Diagnostic::warning(Code::LinkCase, message, place()).hint(format!(
                    "write `{}`: many servers and systems tell them apart",
                    right(path)
                ))
            }
            LookupRemark::AmbiguousAnchor(rival) => {
                let message = format!("`{destination}` may mean two headings");
                Diagnostic::warning(Code::AmbiguousAnchor, message, place()).hint(format!(
                    "some forges take it for the heading `#{rival}`: give one of the two an id, `## Title {{#id}}`"
                ))
            }
        }
    }
}

/// The query of a link, without one that tells which page a former address means.
fn query_beside<'a>(query: &'a str, remark: Option<&LookupRemark>) -> &'a str {
    if remark == Some(&LookupRemark::Alias(true)) { "" } else { query }
}

/// Whether the source at a place begins with a character.
fn is_written_with(place: &Place, first: char) -> bool {
    let excerpt = place.excerpt.as_ref();
    excerpt.is_some_and(|e| e.text.get(e.range.clone()).is_some_and(|t| t.starts_with(first)))
}

/// A destination for a message, cut after 100 characters.
pub(super) fn shorten(text: &str) -> String {
    match text.char_indices().nth(100) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// How to show a file that is surely no image; `None` for others.
fn shown_otherwise(path: &str) -> Option<&'static str> {
    let (_, ending) = path.rsplit_once('.')?;
    match ending.to_ascii_lowercase().as_str() {
        "mp4" | "webm" | "mov" | "m4v" | "ogv" => {
            Some("write `<video controls src=\"…\">`, or a link to it")
        }
        "mp3" | "ogg" | "wav" | "m4a" | "flac" => {
            Some("write `<audio controls src=\"…\">`, or a link to it")
        }
        "pdf" | "csv" | "json" | "txt" | "zip" | "docx" | "xlsx" | "pptx" | "md" | "html"
        | "drawio" | "excalidraw" | "psd" => Some("write a link to it: `[what it is](…)`"),
        _ => None,
    }
}

/// The warning about a link to an id that an SVG file does not have: of a symbol, a view, an element.
fn missing_part(
    entry: &FileEntry,
    parts: &DestinationParts<'_>,
    place: &dyn Fn() -> Place,
) -> Option<Diagnostic> {
    let ids = entry.drawing.as_ref()?.ids.as_ref()?;
    // `#svgView(…)` and `#xywh=…` name a part by its place (SVG 2, section 16.5.3).
    let id = parts.fragment.filter(|id| !id.is_empty() && !id.contains(['(', '=']))?;
    let id = percent_decode_str(id).decode_utf8_lossy();
    if ids.contains(id.as_ref()) {
        return None;
    }
    let message = format!("nothing in `{}` has the id `{}`", shorten(parts.path), shorten(&id));
    // Browsers show the whole file, but of a symbol nothing.
    let diagnostic = Diagnostic::warning(Code::BrokenAnchor, message, place());
    if let Some(near) = nearest(&id, ids.iter().take(MOST_IDS).map(String::as_str)) {
        return Some(diagnostic.did_you_mean(Some(format!("#{near}"))));
    }
    let known: Vec<String> = ids.iter().take(8).map(|id| format!("`#{id}`")).collect();
    Some(diagnostic.hint(if known.is_empty() {
        "no element of the file has an id".to_owned()
    } else {
        format!("it has {}", known.join(", "))
    }))
}

/// The warning about a link to a drawing that is opened without its styles.
fn unstyled_drawing(shown: &str, place: Place) -> Diagnostic {
    let message = format!("opened by itself, `{shown}` is drawn without its styles");
    Diagnostic::warning(Code::BlockedContent, message, place)
        .hint("the policy of the site applies no styles that stand in a document")
        .hint("write its colours and lines as attributes, such as `fill=\"none\"`, or show it as an image")
}
