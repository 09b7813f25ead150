//! [`resolve`]: the body of one page with every reference looked up: links become attributes,
//! structures and directives become calls of components.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use crate::base::diagnostic::{Diagnostic, Place};
use crate::base::paths::{Anchor, SourcePath, encode_fragment};
use crate::document::body::{
    BlockRef, Directive, Document, Href, LinkKind, LinkRef, Located, Printed, Reference, Role,
};
use crate::page::parse::Page;
use crate::site::tree::{NodeId, Site};

use crate::resolve::directives::Directives;
use crate::resolve::links::{self, LinkLookup};
use crate::resolve::urls::Urls;
use crate::resolve::view::{Arguments, ComponentView, View};

/// What the references of a page are looked up in.
#[derive(Clone, Copy)]
pub struct ResolveInput<'a> {
    /// The whole site.
    pub site: &'a Site,
    /// How addresses are printed.
    pub urls: &'a Urls,
    /// The directives there are; `None` while the templates do not compile.
    pub directives: Option<&'a Directives>,
    /// What features make of their blocks, roles and directives.
    pub features: &'a dyn FeatureViews,
}

/// What features make of references: their blocks, their roles, and the directives that are built in.
pub trait FeatureViews: Sync {
    /// A block of the page itself; nothing if there is no such block.
    fn block(&self, resolver: &mut Resolver<'_>, block: BlockRef) -> Option<Printed>;

    /// A block of the page `node` that another page shows; nothing if it can stand on its own page only.
    fn embedded_block(
        &self,
        resolver: &mut Resolver<'_>,
        node: NodeId,
        block: BlockRef,
    ) -> Option<Printed>;

    /// A role. `span` is where it stands on the page; without one it stands in a text of another page,
    /// where everything wrong with it is reported.
    fn role(
        &self,
        resolver: &mut Resolver<'_>,
        role: &Role,
        span: Option<&Range<usize>>,
    ) -> Printed;

    /// A built-in directive whose argument and options are as its signature says. `Err` if no feature
    /// has a directive of that name, `Ok(None)` if something is wrong with it, which is reported.
    fn directive(
        &self,
        resolver: &mut Resolver<'_>,
        call: &DirectiveCall<'_>,
    ) -> Result<Option<Printed>, NoSuchDirective>;
}

/// No feature has a directive of that name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoSuchDirective;

/// A directive and where it stands.
#[derive(Clone, Copy)]
pub struct DirectiveCall<'d> {
    /// The directive.
    pub directive: &'d Directive,
    /// The byte of the page that it begins at.
    pub base: usize,
}

impl DirectiveCall<'_> {
    /// Bytes of the directive as bytes of the page.
    pub fn span(&self, span: &Range<usize>) -> Range<usize> {
        span.start + self.base..span.end + self.base
    }
}

/// A body whose references have been looked up.
#[derive(Clone, Debug, Default, Hash)]
pub struct ResolvedBody {
    /// What each slot of the page's document became, in order.
    pub printed: Vec<Printed>,
    /// The components that stand in it and in one another. One that stands in another comes first.
    pub components: Vec<ComponentView>,
}

/// Looks up every reference of a page. `text` gives the text of the page's file, for messages.
pub fn resolve(
    page: &Page,
    node: NodeId,
    input: ResolveInput<'_>,
    text: &dyn Fn() -> Arc<str>,
) -> (ResolvedBody, Vec<Diagnostic>) {
    let mut resolver = Resolver {
        page,
        node,
        input,
        text,
        components: Vec::new(),
        previewed: BTreeSet::new(),
        prefixes: 0,
        diagnostics: Vec::new(),
    };
    let slots = page.document.slots.iter();
    let printed = slots.map(|slot| resolver.slot(&slot.link)).collect();
    let body = ResolvedBody {
        printed,
        components: resolver.components,
    };
    (body, resolver.diagnostics)
}

/// The page whose references are looked up, and what was found so far.
pub struct Resolver<'a> {
    page: &'a Page,
    /// The page.
    pub node: NodeId,
    /// What its references are looked up in.
    pub input: ResolveInput<'a>,
    text: &'a dyn Fn() -> Arc<str>,
    /// The components so far.
    pub components: Vec<ComponentView>,
    /// The places of other pages whose previews stand on the page.
    previewed: BTreeSet<(NodeId, Anchor)>,
    /// The number of the last prefix of ids that was given.
    prefixes: usize,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Resolver<'a> {
    /// The file of the page.
    pub fn path(&self) -> &'a SourcePath {
        &self.page.summary.path
    }

    /// The text of the file, for messages.
    pub fn text(&self) -> Arc<str> {
        (self.text)()
    }

    /// A document of this page. The spans of its references begin at the byte `base` of the file.
    pub fn document(&mut self, document: &Document<Located>, base: usize) -> Document<Printed> {
        document.map(&mut |located| {
            if base == 0 {
                self.slot(located)
            } else {
                let span = located.span.start + base..located.span.end + base;
                self.slot(&Located {
                    reference: located.reference.clone(),
                    span,
                })
            }
        })
    }

    /// A document of this page as HTML for a view.
    pub fn html(&mut self, document: &Document<Located>) -> String {
        self.document(document, 0).to_html()
    }

    /// The body of a directive as HTML for a view.
    pub fn body_of(&mut self, call: &DirectiveCall<'_>) -> String {
        self.document(&call.directive.body, call.base).to_html()
    }

    /// A document of the page `node`, as HTML for a view on this one. Whatever is wrong in it is
    /// reported there.
    pub fn embedded(&mut self, node: NodeId, document: &Document<Located>) -> String {
        let site = self.input.site;
        let Some(from) = site.nodes[node].summary.as_ref().map(|s| &s.path) else {
            return String::new();
        };
        let features = self.input.features;
        let empty = || Printed::Html(String::new());
        let printed = document.map(&mut |located| match &located.reference {
            Reference::Link(link) => {
                let lookup = LinkLookup {
                    path: from,
                    site: self.input.site,
                    urls: self.input.urls,
                    is_embedded: from != &self.page.summary.path,
                };
                Printed::Attributes(lookup.href(link))
            }
            Reference::Role(role) => features.role(self, role, None),
            Reference::Block(block) => features
                .embedded_block(self, node, *block)
                .unwrap_or_else(empty),
            Reference::Directive(_) | Reference::Note(_) => empty(),
        });
        printed.to_html()
    }

    fn slot(&mut self, located: &Located) -> Printed {
        let features = self.input.features;
        match &located.reference {
            Reference::Link(link) => self.link(link, located),
            Reference::Role(role) => features.role(self, role, Some(&located.span)),
            Reference::Directive(directive) => {
                let directive = directive.clone();
                self.directive(&directive, located)
            }
            Reference::Note(mark) => Printed::Html(mark.clone()),
            Reference::Block(block) => features
                .block(self, *block)
                .unwrap_or_else(|| Printed::Html(String::new())),
        }
    }

    fn link(&mut self, link: &LinkRef, located: &Located) -> Printed {
        let found = self.look_up(link, &located.span);
        Printed::Attributes(found.unwrap_or_else(|| links::broken(link.kind)))
    }

    /// Where a link or an image of this page leads; nothing if it leads nowhere, which is reported.
    pub fn look_up(&mut self, link: &LinkRef, span: &Range<usize>) -> Option<Href> {
        let lookup = LinkLookup {
            path: &self.page.summary.path,
            site: self.input.site,
            urls: self.input.urls,
            is_embedded: false,
        };
        let mut reported = Vec::new();
        let place = || self.place(span);
        let found = match link.kind {
            LinkKind::Link => lookup.link(link, &place, &mut reported),
            LinkKind::Image => lookup.image(link, &place, &mut reported),
        };
        self.diagnostics.append(&mut reported);
        found
            .map_err(|diagnostic| self.diagnostics.push(diagnostic))
            .ok()
    }

    /// Whether no preview of a place of another page stands on this page yet; from now on one does.
    pub fn is_first_preview(&mut self, node: NodeId, anchor: &Anchor) -> bool {
        self.previewed.insert((node, anchor.clone()))
    }

    /// The address of a place on a page: a bare fragment on the page itself.
    pub fn path_of(&self, node: NodeId, anchor: &str) -> String {
        let page = if node == self.node {
            String::new()
        } else {
            self.input.urls.path(&self.input.site.nodes[node].route)
        };
        format!("{page}#{}", encode_fragment(anchor))
    }

    /// What the ids of elements can begin with that are shown here from another page: no id of this
    /// page does.
    pub fn free_prefix(&mut self, word: &str) -> String {
        let site = self.input.site;
        loop {
            self.prefixes += 1;
            let prefix = format!("{word}-{}", self.prefixes);
            let mut anchors = site.anchors(self.node);
            if !anchors.any(|anchor| anchor.as_str().starts_with(&prefix)) {
                return prefix;
            }
        }
    }

    /// Puts a component here, with a view that shows things of other pages.
    pub fn component(&mut self, name: &str, view: impl View + 'static) -> Printed {
        self.add_component(ComponentView::new(name, Arguments::view(view)))
    }

    /// Puts a component here, with a view that shows nothing but this page.
    pub fn local_component(&mut self, name: &str, view: impl View + 'static) -> Printed {
        let mut component = ComponentView::new(name, Arguments::view(view));
        component.is_local = true;
        self.add_component(component)
    }

    /// Puts a component here.
    pub(super) fn add_component(&mut self, component: ComponentView) -> Printed {
        self.components.push(component);
        Printed::Component(self.components.len() - 1)
    }

    /// Reports what is wrong.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Bytes of the page's file.
    pub fn place(&self, span: &Range<usize>) -> Place {
        Place::span(&self.page.summary.path, &(self.text)(), span.clone())
    }
}

/// A text as HTML.
pub fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    // Writing to a String cannot fail.
    let _ = pulldown_cmark_escape::escape_html_body_text(&mut html, text);
    html
}
