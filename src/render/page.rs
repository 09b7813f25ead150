//! [`render`]: one page's view and the theme become the bytes of its file.

use tera::{Context, Value};

use crate::base::diagnostic::Diagnostic;
use crate::base::paths::{Route, SourcePath};
use crate::resolve::view::{ComponentView, PageView, SectionView};

use super::components::{self, expand};
use super::engine::{Engine, value};
use super::nav::Nav;
use super::shared::Shared;

/// Everything that one page's template is given besides [`Shared`].
#[derive(Clone, Debug)]
pub struct PageInput {
    /// The name of the template.
    pub template: String,
    /// The page.
    pub page: PageView,
    /// The components in its body; one that stands in another comes first.
    pub components: Vec<ComponentView>,
    /// The section that it is or belongs to.
    pub section: SectionView,
    /// Its address, for the mark of the current page.
    pub route: Route,
    /// Its file, for messages.
    pub source: Option<SourcePath>,
}

/// A page, rendered.
#[derive(Clone, Debug)]
pub struct Rendered {
    /// The whole page.
    pub bytes: Vec<u8>,
    /// Its body alone, as its template got it.
    pub body: String,
}

/// Renders one page.
///
/// # Errors
/// The fault of the template.
pub fn render(
    input: PageInput,
    nav: &Nav,
    shared: &Shared,
    engine: &Engine,
) -> Result<Rendered, Diagnostic> {
    let source = input.source.as_ref();
    let mut page = input.page;
    if !input.components.is_empty() {
        let rendered =
            components::render(&input.components, &page.path, shared, engine, source, None)?;
        page.content = expand(&page.content, &rendered);
    }
    let mut context = Context::new();
    shared.fill(&mut context);
    context.insert_value("page", value(&page));
    context.insert_value("section", value(&input.section));
    context.insert_value("nav", Value::safe_string(&nav.html(&input.route)));
    context.insert_value("current_path", Value::normal_string(&page.path));
    context.insert_value("current_url", Value::normal_string(&page.permalink));
    let bytes = engine.render(&input.template, &context, source)?;
    Ok(Rendered {
        bytes,
        body: page.content,
    })
}
