//! [`LinkLookup`]: links and images; each becomes an address, or a diagnostic that says what was meant.

use crate::base::diagnostic::{Code, Diagnostic, Place};
use crate::base::paths::{OutputPath, SourcePath, encode_fragment};
use crate::document::body::{Href, LinkKind, LinkRef};
use crate::page::parse::scheme;
use crate::site::lookup::{DestinationParts, LinkTarget, LookupFailure};
use crate::site::tree::{NodeId, Site};

use crate::resolve::suggestions;
use crate::resolve::urls::Urls;

/// Where a broken reference leads until it is mended.
pub fn nowhere(kind: LinkKind) -> Href {
    let url = "#".to_owned();
    match kind {
        LinkKind::Link => Href::Link {
            url,
            external: false,
        },
        LinkKind::Image => Href::Image { url, size: None },
    }
}

/// Where references are looked up, and in whose file they stand.
#[derive(Clone, Copy)]
pub struct LinkLookup<'a> {
    /// The file that the references stand in.
    pub path: &'a SourcePath,
    /// The whole site.
    pub site: &'a Site,
    /// How addresses are printed.
    pub urls: &'a Urls,
    /// Whether they are shown on another page than their own.
    pub is_foreign: bool,
}

impl LinkLookup<'_> {
    /// A reference whose faults are told elsewhere.
    pub fn quietly(&self, link: &LinkRef) -> Href {
        let nowhere_at_all = || Place::file(self.path);
        let mut untold = Vec::new();
        let found = match link.kind {
            LinkKind::Link => self.link(link, &nowhere_at_all, &mut untold),
            LinkKind::Image => self.image(link, &nowhere_at_all, &mut untold),
        };
        found.unwrap_or_else(|_| nowhere(link.kind))
    }

    /// A link. `place` gives where it stands, for messages.
    ///
    /// # Errors
    /// Why it leads nowhere.
    pub fn link(
        &self,
        link: &LinkRef,
        place: &dyn Fn() -> Place,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Result<Href, Diagnostic> {
        let destination = link.destination.as_str();
        let path = self.path;
        if destination.is_empty() {
            let message = "the link leads nowhere: it has no destination";
            let hint = "write one between the parentheses, or `#` for this page";
            return Err(Diagnostic::error(Code::BrokenLink, message, place()).hint(hint));
        }
        match self.site.look_up(path, destination) {
            Ok(LinkTarget::Page {
                node,
                anchor,
                by_alias,
            }) => {
                if by_alias {
                    diagnostics.push(self.alias(link, node, place));
                }
                let fragment = anchor
                    .map(|anchor| format!("#{}", encode_fragment(&anchor)))
                    .unwrap_or_default();
                let own = DestinationParts::of(destination).path.is_empty()
                    && !fragment.is_empty()
                    && !self.is_foreign;
                let page = if own {
                    String::new()
                } else {
                    self.urls.path(&self.site.nodes[node].route)
                };
                Ok(Href::Link {
                    url: format!(
                        "{page}{}{fragment}",
                        DestinationParts::of(destination).query
                    ),
                    external: false,
                })
            }
            Ok(LinkTarget::File(entry)) => Ok(Href::Link {
                url: self.file(&entry.output, destination),
                external: false,
            }),
            Ok(LinkTarget::External) => Self::external(link, place),
            Err(failure) => Err(self.broken(link, &failure, place)),
        }
    }

    /// An image, likewise.
    ///
    /// # Errors
    /// Why it cannot be shown.
    pub fn image(
        &self,
        link: &LinkRef,
        place: &dyn Fn() -> Place,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Result<Href, Diagnostic> {
        let destination = link.destination.as_str();
        match self.site.look_up(self.path, destination) {
            Ok(LinkTarget::File(entry)) => Ok(Href::Image {
                url: self.file(&entry.output, destination),
                size: entry.size,
            }),
            Ok(LinkTarget::External) => {
                let (message, hint) = outside(destination);
                diagnostics
                    .push(Diagnostic::warning(Code::ExternalImage, message, place()).hint(hint));
                Ok(Href::Image {
                    url: destination.to_owned(),
                    size: None,
                })
            }
            Ok(LinkTarget::Page { .. }) if destination.is_empty() => {
                let message = "the image has no destination";
                Err(Diagnostic::error(Code::MissingImage, message, place())
                    .hint("name its file between the parentheses"))
            }
            Ok(LinkTarget::Page { .. }) => {
                let message = format!("`{}` is a page, not an image", shorten(destination));
                Err(Diagnostic::error(Code::MissingImage, message, place())
                    .hint("remove the `!` to link to it"))
            }
            Err(failure) => {
                let message = match &failure {
                    LookupFailure::Outside => {
                        format!("the image `{}` lies outside the site", shorten(destination))
                    }
                    LookupFailure::Draft(_) => format!("`{}` is a draft", shorten(destination)),
                    _ => format!("there is no image `{}`", shorten(destination)),
                };
                let diagnostic = Diagnostic::error(Code::MissingImage, message, place());
                let from = self.path;
                Err(match suggestions::file(self.site, from, destination) {
                    Some(suggestion) => diagnostic.did_you_mean(Some(suggestion)),
                    None => diagnostic
                        .hint("an image lies beside the page, or in `static`; its path begins at the page's file"),
                })
            }
        }
    }

    /// The address of a file, with the query and the fragment that the author gave it.
    fn file(&self, output: &OutputPath, destination: &str) -> String {
        let parts = DestinationParts::of(destination);
        let fragment = parts.fragment.map(|f| format!("#{f}")).unwrap_or_default();
        format!("{}{}{fragment}", self.urls.file(output), parts.query)
    }

    /// Why a page is left out.
    fn why(&self, path: &SourcePath) -> &'static str {
        if self.site.drafts.get(path).is_some_and(|s| s.draft) {
            "is a draft and"
        } else {
            "belongs to a section that is a draft, and is"
        }
    }

    /// A link to another site. Schemes that run code in the page are refused.
    fn external(link: &LinkRef, place: &dyn Fn() -> Place) -> Result<Href, Diagnostic> {
        let scheme = scheme(&link.destination)
            .unwrap_or_default()
            .to_ascii_lowercase();
        if matches!(scheme.as_str(), "javascript" | "vbscript" | "data") {
            let message = format!("a link must not begin with `{scheme}:`");
            return Err(Diagnostic::error(Code::UnsafeLink, message, place())
                .hint("link to a page or a file"));
        }
        let external = matches!(scheme.as_str(), "" | "http" | "https");
        Ok(Href::Link {
            url: link.destination.clone(),
            external,
        })
    }

    fn broken(
        &self,
        link: &LinkRef,
        failure: &LookupFailure,
        place: &dyn Fn() -> Place,
    ) -> Diagnostic {
        let destination = link.destination.as_str();
        let from = self.path;
        match failure {
            LookupFailure::Missing(path) => {
                let message = format!(
                    "there is no page or file `{}`",
                    shorten(DestinationParts::of(destination).path)
                );
                let diagnostic = Diagnostic::error(Code::BrokenLink, message, place());
                match suggestions::target(self.site, from, path) {
                    Some(suggestion) => diagnostic.did_you_mean(Some(suggestion)),
                    None => diagnostic.hint("a link names the file it leads to, relative to this one: `../part/chapter.md`"),
                }
            }
            LookupFailure::Outside => Diagnostic::error(
                Code::BrokenLink,
                format!("`{}` leads out of the site", shorten(destination)),
                place(),
            )
            .hint("only files below the root of the site can be linked to"),
            LookupFailure::Draft(path) => Diagnostic::error(
                Code::DraftLink,
                format!("`{path}` {} left out of this build", self.why(path)),
                place(),
            )
            .hint("remove the link, publish the page, or build with `--drafts`"),
            LookupFailure::Anchor(node, anchor) => self.missing_anchor(*node, anchor, place),
        }
    }

    fn missing_anchor(&self, node: NodeId, anchor: &str, place: &dyn Fn() -> Place) -> Diagnostic {
        let title = &self.site.nodes[node].title;
        let message = format!("the page “{title}” has no place `#{}`", shorten(anchor));
        let diagnostic = Diagnostic::error(Code::BrokenAnchor, message, place());
        if let Some(suggestion) = suggestions::anchor(self.site, node, anchor) {
            return diagnostic.did_you_mean(Some(format!("#{suggestion}")));
        }
        let known: Vec<String> = self
            .site
            .anchors(node)
            .take(8)
            .map(|a| format!("`#{a}`"))
            .collect();
        if known.is_empty() {
            diagnostic.hint("that page has no headings to link to")
        } else {
            diagnostic.hint(format!("it has {}", known.join(", ")))
        }
    }

    fn alias(&self, link: &LinkRef, node: NodeId, place: &dyn Fn() -> Place) -> Diagnostic {
        let route = &self.site.nodes[node].route;
        let message = format!(
            "`{}` is a former address of `{route}`",
            shorten(&link.destination)
        );
        let diagnostic = Diagnostic::warning(Code::AliasLink, message, place());
        match &self.site.nodes[node].summary {
            Some(summary) => {
                let parts = DestinationParts::of(&link.destination);
                let fragment = parts.fragment.map(|f| format!("#{f}")).unwrap_or_default();
                let page = suggestions::relative(self.path, summary.path.as_str());
                diagnostic.hint(format!("link to `{page}{}{fragment}`", parts.query))
            }
            None => diagnostic,
        }
    }
}

/// What is wrong with an image that is no file of the site, and how to mend it.
fn outside(destination: &str) -> (String, &'static str) {
    let local = scheme(destination).is_some_and(|s| !s.to_ascii_lowercase().starts_with("http"));
    if local {
        let message = format!("the image `{}` is not a file", shorten(destination));
        return (
            message,
            "readers' browsers will not show it, since the Content-Security-Policy allows only files of this site: keep it as a file beside the page",
        );
    }
    let message = format!("the image `{}` is on another server", shorten(destination));
    (
        message,
        "readers' browsers will not show it, since the Content-Security-Policy allows no request to others: keep a copy beside the page",
    )
}

/// A destination as a message shows it: at most 100 characters.
fn shorten(text: &str) -> String {
    match text.char_indices().nth(100) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
