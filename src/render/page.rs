//! [`render`]: one page's view and the theme become the bytes of its file.

use tera::{Context, Value};

use crate::base::diagnostic::Diagnostic;
use crate::base::fingerprint::Fingerprint;
use crate::base::paths::{Route, SourcePath};
use crate::resolve::view::{ConfigView, LinkView, PageView, SectionView, StringsView};

use super::engine::{Engine, value};
use super::nav::Nav;

/// What every page is given, turned into template values once.
#[derive(Clone)]
pub struct Shared {
    config: Value,
    strings: Value,
    parts: Value,
    footer: Value,
    /// The fingerprint of the four and of the theme.
    pub fingerprint: Fingerprint,
}

impl Shared {
    /// Prepares what every page is given.
    pub fn new(
        config: &ConfigView,
        strings: &StringsView,
        parts: &[LinkView],
        footer: &[LinkView],
        theme: Fingerprint,
    ) -> Self {
        Self {
            config: value(config),
            strings: value(strings),
            parts: value(parts),
            footer: value(footer),
            fingerprint: Fingerprint::of(&(config, strings, parts, footer, theme)),
        }
    }

    pub(super) fn fill(&self, context: &mut Context) {
        context.insert_value("config", self.config.clone());
        context.insert_value("strings", self.strings.clone());
        context.insert_value("parts", self.parts.clone());
        context.insert_value("footer", self.footer.clone());
    }
}

/// Everything that one page's template is given besides [`Shared`].
#[derive(Clone, Debug)]
pub struct PageInput {
    /// The name of the template.
    pub template: String,
    /// The page.
    pub page: PageView,
    /// The section that it is or belongs to.
    pub section: SectionView,
    /// Its address, for the mark of the current page.
    pub route: Route,
    /// Its file, for messages.
    pub source: Option<SourcePath>,
}

/// Renders one page.
///
/// # Errors
/// The fault of the template.
pub fn render(
    input: &PageInput,
    nav: &Nav,
    shared: &Shared,
    engine: &Engine,
) -> Result<Vec<u8>, Diagnostic> {
    let mut context = Context::new();
    shared.fill(&mut context);
    context.insert_value("page", value(&input.page));
    context.insert_value("section", value(&input.section));
    context.insert_value("nav", Value::safe_string(&nav.html(&input.route)));
    context.insert_value("current_path", Value::normal_string(&input.page.path));
    context.insert_value("current_url", Value::normal_string(&input.page.permalink));
    engine.render(&input.template, &context, input.source.as_ref())
}
