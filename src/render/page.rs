//! [`render`]: renders the view of one page with the theme.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use tera::Value;

use crate::base::diagnostic::Diagnostic;
use crate::base::fingerprint::Fingerprint;
use crate::base::outputs::Output;
use crate::base::paths::{Route, SourcePath};
use crate::base::spool::{Spool, StoredBytes};
use crate::resolve::facts::PageFacts;
use crate::resolve::page_view::{PageView, SectionView};
use crate::resolve::view::ComponentView;
use crate::site::tree::NodeKind;

use crate::render::components::{self, expand};
use crate::render::engine::SharedValues;
use crate::render::engine::{Engine, value};
use crate::render::nav::Nav;

/// The input of the template of one page, besides [`SharedValues`].
#[derive(Clone, Debug, Hash)]
pub struct PageInput {
    /// The name of the template.
    pub template: String,
    /// The view of the page.
    pub page: PageView,
    /// The components in the body; one that stands in another comes first.
    pub components: Vec<ComponentView>,
    /// The section that the page is or belongs to.
    pub section: SectionView,
    /// The address of the page.
    pub route: Route,
    /// The file of the page, for messages.
    pub source: Option<SourcePath>,
}

impl PageInput {
    /// The input of the template of a page of the site.
    pub fn of(facts: &PageFacts<'_>) -> Self {
        let summary = facts.file.as_ref().map(|page| &page.summary);
        let template = summary.and_then(|s| s.front.template.as_ref()).map(|key| key.value.clone());
        Self {
            template: template.unwrap_or_else(|| Self::usual_template(facts).to_owned()),
            page: PageView::of(facts),
            components: facts.body.components.clone(),
            section: SectionView::of(&facts.section, &facts.children, facts.urls),
            route: facts.link.route.clone(),
            source: summary.map(|s| s.path.clone()),
        }
    }

    /// The template of a page that asks for none.
    pub fn usual_template(facts: &PageFacts<'_>) -> &'static str {
        match (facts.special_page, facts.link.kind) {
            (Some(special_page), _) => special_page.template(),
            (None, NodeKind::Home) => "index.html",
            (None, NodeKind::Section) => "section.html",
            (None, NodeKind::Page) => "page.html",
        }
    }
}

/// The body of a page as its template got it: HTML with all components. It is a range of the bytes
/// of the page, which takes no further memory, unless the template changed it.
#[derive(Clone, Debug)]
pub struct RenderedBody {
    bytes: StoredBytes,
    range: Range<usize>,
}

/// How many bytes at the beginning of a body are searched for in its page.
const SEARCHED_BYTES: usize = 64;

impl RenderedBody {
    /// The body `content` of the page `page`, whose bytes are `stored`.
    fn within(
        page: &[u8],
        stored: &StoredBytes,
        content: String,
        spool: Option<&Arc<Spool>>,
    ) -> Self {
        let page = str::from_utf8(page).unwrap_or_default();
        // To search for all of a long text costs more than to render a page.
        let is_searched = |(at, _): &(usize, char)| *at < SEARCHED_BYTES;
        let beginning = content.char_indices().take_while(is_searched).last();
        let beginning = &content[..beginning.map_or(0, |(at, c)| at + c.len_utf8())];
        let mut starts = page.match_indices(beginning).map(|(start, _)| start);
        if let Some(start) = starts.find(|start| page[*start..].starts_with(&content)) {
            return Self { bytes: stored.clone(), range: start..start + content.len() };
        }
        let range = 0..content.len();
        Self { range, bytes: StoredBytes::new(content.into_bytes(), spool) }
    }

    /// Whether the body lies in memory.
    pub fn is_in_memory(&self) -> bool {
        self.bytes.spool().is_none()
    }

    /// The HTML of the body. After a failure of the disk, which keeps the site from being
    /// published, it is empty.
    pub fn html(&self) -> String {
        let bytes = self.bytes.read().unwrap_or_default();
        let range = bytes.get(self.range.clone()).unwrap_or_default();
        String::from_utf8_lossy(range).into_owned()
    }
}

/// Renders one page: the whole, and its body alone. Both are stored in the spool if there is one and
/// memory would fill.
///
/// # Errors
/// A diagnostic about the fault of a template.
pub fn render(
    input: PageInput,
    nav: &Nav,
    shared: &SharedValues,
    engine: &Engine,
    spool: Option<&Arc<Spool>>,
) -> Result<(Output, RenderedBody), Diagnostic> {
    let source = input.source.as_ref();
    let mut page = input.page;
    if !input.components.is_empty() {
        let rendered =
            components::render(&input.components, &page.path, shared, engine, source, None)?;
        page.heading = expand(page.heading, &rendered);
        page.content = expand(page.content, &rendered);
    }
    page.attributes = data_attributes(&page.content);
    let mut context = shared.context();
    context.insert_value("page", value(&page));
    context.insert_value("section", value(&input.section));
    context.insert_value("nav", Value::safe_string(&nav.html()));
    context.insert_value("current_path", Value::normal_string(&page.path));
    context.insert_value("current_url", Value::normal_string(&page.permalink));
    engine.render(&input.template, &context, source, |bytes| {
        let fingerprint = Fingerprint::of_bytes(bytes);
        let stored = StoredBytes::new(bytes, spool);
        let body = RenderedBody::within(bytes, &stored, page.content, spool);
        (Output::Bytes { bytes: stored, fingerprint }, body)
    })
}

/// The names in a text that begin with `data-`, sorted, without repetition.
fn data_attributes(html: &str) -> Vec<String> {
    let mut names = BTreeSet::new();
    // A single character is found several times as fast as a word.
    for (hyphen, _) in html.match_indices('-').filter(|(at, _)| html[..*at].ends_with("data")) {
        let is_name = |byte: u8| byte.is_ascii_lowercase() || byte == b'-';
        let len = html[hyphen..].bytes().take_while(|byte| is_name(*byte)).count();
        names.insert(&html[hyphen - "data".len()..hyphen + len]);
    }
    names.into_iter().map(str::to_owned).collect()
}
