//! [`SharedValues`]: the template values that all pages of a site share, made once.

use tera::Context;

use crate::base::fingerprint::Fingerprint;
use crate::resolve::view::SharedView;

/// The template values that all pages of a site share.
pub struct SharedValues {
    context: Context,
    /// The fingerprint of all values and of the theme.
    pub fingerprint: Fingerprint,
}

impl SharedValues {
    /// Makes the template values; `theme` is the fingerprint of the theme.
    pub fn new(view: &SharedView<'_>, theme: Fingerprint) -> Self {
        let SharedView { config, strings, parts, footer, places } = view;
        let mut context = Context::new();
        context.insert("config", config);
        context.insert("strings", strings);
        context.insert("parts", parts);
        context.insert("footer", footer);
        context.insert("places", places);
        Self { context, fingerprint: Fingerprint::of(&(view, theme)) }
    }

    /// The variables of a template, to which others are added.
    pub(super) fn context(&self) -> Context {
        self.context.clone()
    }
}
