//! [`resolve`]: resolves every reference in the body of one page. Links become attributes; blocks,
//! roles and directives become components.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::hash::{Hash, Hasher};
use std::iter;
use std::sync::Arc;

use crate::base::diagnostic::{Diagnostic, OF_A_FILE, Place};
use crate::base::fingerprint::Keyed;
use crate::base::paths::{Anchor, SourcePath, encode_fragment};
use crate::config::security::AllowedOrigins;
use crate::document::body::{
    BlockRef, Directive, Document, Href, LinkRef, Located, Printed, Reference, Role, SourceSpan,
};
use crate::html::escape::escape;
use crate::page::parse::{Page, Summary};
use crate::site::link::LinkFacts;
use crate::site::lookup::LinkTarget;
use crate::site::tree::{NodeId, Site};

use crate::resolve::directives::Directives;
use crate::resolve::links::LinkLookup;
use crate::resolve::long_list::{LongList, ShownPages};
use crate::resolve::policy;
use crate::resolve::urls::Urls;
use crate::resolve::view::{Arguments, ComponentView, LinkView, View};

/// Something of the whole site. What look-ups read of it has a key, [`Site::lookup_key`]; a page
/// that reads anything else is looked up again whenever the site changes.
pub struct WholeSite<'a, T>(&'a T);

impl<'a, T> WholeSite<'a, T> {
    /// Something of the whole site, to be read by [`Resolver::read`] alone.
    pub fn new(whole: &'a T) -> Self {
        Self(whole)
    }
}

/// The site, the directives and the features with which the references of a page are resolved.
pub struct ResolveInput<'a> {
    /// The whole site.
    pub site: WholeSite<'a, Site>,
    /// The printer of addresses.
    pub urls: &'a Urls,
    /// The other servers that pages may load from.
    pub allowed: &'a AllowedOrigins,
    /// The directives of the site; `None` while the templates do not compile.
    pub directives: Option<&'a Directives>,
    /// The features, which build the components of their blocks, roles and directives.
    pub features: &'a dyn FeatureViews,
}

/// Builds the components of the blocks, roles and built-in directives of features.
pub trait FeatureViews: Sync {
    /// A block of the page that is resolved; `None` if there is no such block.
    fn block(&self, resolver: &mut Resolver<'_>, block: BlockRef) -> Option<Printed>;

    /// A block of the page `node`, embedded in the page that is resolved; `None` if blocks of its
    /// kind cannot be embedded.
    fn embedded_block(
        &self,
        resolver: &mut Resolver<'_>,
        node: NodeId,
        block: BlockRef,
    ) -> Option<Printed>;

    /// A role. `span` is its place on the page; `None` for a role in an embedded text, whose errors
    /// are reported when the page of the text is resolved.
    fn role(&self, resolver: &mut Resolver<'_>, role: &Role, span: Option<&SourceSpan>) -> Printed;

    /// A built-in directive whose argument and options match its signature. `Ok(None)` if it has an
    /// error, which is reported.
    ///
    /// # Errors
    /// No feature has a directive of that name.
    fn directive(
        &self,
        resolver: &mut Resolver<'_>,
        directive: &Directive,
    ) -> Result<Option<Printed>, NoSuchDirective>;
}

/// The error that no feature has a directive of that name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoSuchDirective;

/// A body whose references are resolved. Its hash is that of what they became.
#[derive(Clone, Debug, Default)]
pub struct ResolvedBody<'p> {
    /// The title, if it is more than text, and the body. Each with what its slots became: as many
    /// as there are slots.
    heading: ResolvedText<'p>,
    text: ResolvedText<'p>,
    /// The components of the body. A nested component comes before the one that holds it.
    pub components: Vec<ComponentView>,
    /// The lists of pages of which the components show the beginning.
    pub long_lists: Vec<LongList>,
}

impl Hash for ResolvedBody<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (&self.heading.1, &self.text.1, &self.components, &self.long_lists).hash(state);
    }
}

impl ResolvedBody<'_> {
    /// The body as HTML.
    pub fn to_html(&self) -> String {
        printed_html(&self.text)
    }

    /// The title as HTML, if it is more than text; else empty.
    pub fn heading_html(&self) -> String {
        printed_html(&self.heading)
    }
}

/// A document, and what each of its slots became.
type ResolvedText<'p> = (Option<&'p Document>, Vec<Printed>);

fn printed_html((document, printed): &ResolvedText<'_>) -> String {
    let mut printed = printed.iter();
    let print = |html: &mut String, _: &Located| {
        if let Some(printed) = printed.next() {
            printed.write(html);
        }
    };
    document.map(|document| document.print(print)).unwrap_or_default()
}

/// The references of a page, resolved.
pub struct Resolution<'p> {
    /// The body of the page.
    pub body: ResolvedBody<'p>,
    /// The diagnostics of broken references.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether look-ups were all that was read of the site. Hints of diagnostics read more.
    pub is_plain: bool,
}

/// Resolves every reference of a page. `text` gives the text of the page's file, for diagnostics.
pub fn resolve<'p>(
    page: &'p Page,
    node: NodeId,
    input: ResolveInput<'_>,
    text: &dyn Fn() -> Arc<str>,
) -> Resolution<'p> {
    let mut resolver = Resolver {
        page,
        node,
        input,
        text,
        components: Vec::new(),
        long_lists: Vec::new(),
        previewed: BTreeSet::new(),
        prefixes: 0,
        diagnostics: Vec::new(),
        reads_site: Cell::new(false),
    };
    let mut resolved = |document: &'p Document| {
        let slots = document.slots.iter();
        (Some(document), slots.map(|slot| resolver.slot(&slot.link)).collect())
    };
    let (heading, text) = (resolved(&page.heading), resolved(&page.document));
    Resolution {
        body: ResolvedBody {
            heading,
            text,
            components: resolver.components,
            long_lists: resolver.long_lists,
        },
        is_plain: resolver.diagnostics.is_empty() && !resolver.reads_site.get(),
        diagnostics: resolver.diagnostics,
    }
}

/// The page whose references are resolved, with the components and diagnostics so far.
pub struct Resolver<'a> {
    page: &'a Page,
    /// The node of the page.
    pub node: NodeId,
    /// The site, the directives and the features with which the references of the page are
    /// resolved.
    pub input: ResolveInput<'a>,
    text: &'a dyn Fn() -> Arc<str>,
    /// The components so far.
    pub components: Vec<ComponentView>,
    long_lists: Vec<LongList>,
    /// The anchors of other pages of which this page has a preview.
    previewed: BTreeSet<(NodeId, Anchor)>,
    /// The number in the last prefix of ids that [`Resolver::free_prefix`] returned.
    prefixes: usize,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Whether anything of the site was read besides look-ups.
    reads_site: Cell<bool>,
}

impl<'a> Resolver<'a> {
    /// The path of the page's file.
    pub fn path(&self) -> &'a SourcePath {
        &self.page.summary.path
    }

    /// Something of the whole site.
    pub fn read<'w, T>(&self, whole: &WholeSite<'w, T>) -> &'w T {
        self.reads_site.set(true);
        whole.0
    }

    /// The whole site.
    pub fn site(&self) -> &'a Site {
        self.read(&self.input.site)
    }

    /// What other pages may show of a page, and its summary. To read this page is to read no other.
    pub fn page(&self, node: NodeId) -> (LinkFacts<'a>, Option<&'a Summary>) {
        let site = if node == self.node { self.input.site.0 } else { self.site() };
        (*site.link(node), site.nodes[node].summary.as_deref())
    }

    /// The page or the file at a destination of this page; `None` if there is none.
    pub fn find(&self, destination: &str) -> Option<LinkTarget<'a>> {
        self.input.site.0.look_up(self.path(), destination).ok()
    }

    /// Whether this page has an anchor of this name.
    pub fn has_anchor(&self, anchor: &str) -> bool {
        self.input.site.0.knows_anchor(self.node, anchor)
    }

    /// The text of the page's file, for diagnostics.
    pub fn text(&self) -> Arc<str> {
        (self.text)()
    }

    /// Resolves a document of this page into HTML for a view.
    pub fn html(&mut self, document: &Document) -> String {
        document.print(|html, located| self.slot(located).write(html))
    }

    /// Resolves a document of the page `node` into HTML for a view on this page. Its errors are not
    /// reported here: the page `node` has them.
    pub fn embedded(&mut self, node: NodeId, document: &Document) -> String {
        let (_, Some(summary)) = self.page(node) else {
            return String::new();
        };
        let from = &summary.path;
        let features = self.input.features;
        document.print(|html, located| {
            let printed = match &located.reference {
                Reference::Link(link) => link.printed(self.links_of(from).href(link)),
                Reference::Title(destination) => self.title(from, destination),
                Reference::Role(role) => features.role(self, role, None),
                Reference::Block(block) => {
                    features.embedded_block(self, node, *block).unwrap_or_default()
                }
                Reference::Directive(_) | Reference::Note(_) => Printed::default(),
            };
            printed.write(html);
        })
    }

    fn slot(&mut self, located: &Located) -> Printed {
        let features = self.input.features;
        match &located.reference {
            Reference::Link(link) => link.printed(self.look_up(link, &located.span)),
            Reference::Title(destination) => self.title(self.path(), destination),
            Reference::Role(role) => features.role(self, role, Some(&located.span)),
            Reference::Directive(directive) => self.directive(directive, &located.span),
            Reference::Note(mark) => Printed::Html(mark.clone()),
            Reference::Block(block) => features.block(self, *block).unwrap_or_default(),
        }
    }

    /// The title of what a destination in the file `path` leads to, as text.
    fn title(&self, path: &'a SourcePath, destination: &str) -> Printed {
        Printed::Html(escape(&self.links_of(path).title(destination)))
    }

    /// The resolver of links and images in the file `path`, for this page.
    fn links_of(&self, path: &'a SourcePath) -> LinkLookup<'a> {
        let (site, urls) = (self.input.site.0, self.input.urls);
        let is_embedded = path != self.path();
        LinkLookup { path, site, urls, is_embedded, suggests: self.suggests() }
    }

    /// The address of a link or an image of this page; `None` if it is broken, which is reported.
    pub fn look_up(&mut self, link: &LinkRef, span: &SourceSpan) -> Option<Href> {
        let mut reported = Vec::new();
        let lookup = self.links_of(self.path());
        let found = lookup.look_up(link, &|| self.place(span), &mut reported);
        reported.extend(
            found.as_ref().and_then(|href| {
                policy::blocked(link, href, self.input.allowed, || self.place(span))
            }),
        );
        self.diagnostics.append(&mut reported);
        found
    }

    /// An id that begins with `base` and that nothing written on this page has.
    pub fn free_anchor(&self, base: &str) -> String {
        let numbered = (1_usize..).map(|number| format!("{base}-{number}"));
        let mut ids = iter::once(base.to_owned()).chain(numbered);
        ids.find(|id| !self.has_anchor(id)).unwrap_or_default()
    }

    /// Whether this page has no preview of the anchor yet. Records that it has one now.
    pub fn is_first_preview(&mut self, node: NodeId, anchor: &Anchor) -> bool {
        self.previewed.insert((node, anchor.clone()))
    }

    /// The address of an anchor of the page `node`: a bare fragment if it is this page.
    pub fn path_of(&self, node: NodeId, anchor: &str) -> String {
        let page = if node == self.node {
            String::new()
        } else {
            self.input.urls.path(&self.input.site.0.nodes[node].route)
        };
        format!("{page}#{}", encode_fragment(anchor))
    }

    /// A prefix for the ids of embedded elements with which no id of this page begins.
    pub fn free_prefix(&mut self, word: &str) -> String {
        let site = self.input.site.0;
        loop {
            self.prefixes += 1;
            let prefix = format!("{word}-{}", self.prefixes);
            let mut anchors = site.anchors(self.node);
            if !anchors.any(|anchor| anchor.as_str().starts_with(&prefix)) {
                return prefix;
            }
        }
    }

    /// What this page shows of the pages that refer to its element `id`, which is called `title`.
    pub fn pages_at(
        &mut self,
        pages: impl Iterator<Item = NodeId>,
        id: &str,
        title: &str,
    ) -> ShownPages {
        let (site, urls) = (self.site(), self.input.urls);
        let pages = pages.map(|page| LinkView::of(&site.link(page), urls)).collect();
        let route = &site.nodes[self.node].route;
        let (shown, all) = LongList::shown(pages, (id, title), route, urls);
        self.long_lists.extend(all);
        shown
    }

    /// Adds a component of a feature to the body.
    pub fn component(&mut self, name: &str, view: impl View + 'static) -> Printed {
        let arguments = Arguments::View(Keyed::new(view.fingerprint(), Arc::new(view)));
        self.add_component(name.to_owned(), arguments)
    }

    /// Adds a component to the body.
    pub(super) fn add_component(&mut self, name: String, arguments: Arguments) -> Printed {
        self.components.push(ComponentView { name, arguments });
        Printed::Component(self.components.len() - 1)
    }

    /// Whether the next diagnostic says what may be meant. Of so many on a page none further is told,
    /// and each such search goes through names of the whole site.
    pub fn suggests(&self) -> bool {
        self.diagnostics.len() < OF_A_FILE
    }

    /// Adds a diagnostic.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// A part of the page as its author wrote it, as HTML.
    pub fn written(&self, span: &SourceSpan) -> Printed {
        Printed::Html(escape((self.text)().get(span.0.clone()).unwrap_or_default()))
    }

    /// The place of a part of the page.
    pub fn place(&self, span: &SourceSpan) -> Place {
        Place::span(&self.page.summary.path, &(self.text)(), span.0.clone())
    }
}
