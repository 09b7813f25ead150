//! [`SharedValues`]: the template values that all pages of a site share, made once.

use tera::{Context, Value};

use crate::base::fingerprint::Fingerprint;
use crate::resolve::view::{ConfigView, LinkView, PlacesView, StringsView};

use crate::render::engine::value;

/// The template values that all pages of a site share.
#[derive(Clone)]
pub struct SharedValues {
    config: Value,
    strings: Value,
    parts: Value,
    footer: Value,
    places: Value,
    /// The fingerprint of all values and of the theme.
    pub fingerprint: Fingerprint,
}

impl SharedValues {
    /// Makes the template values; `theme` is the fingerprint of the theme.
    pub fn new(
        config: &ConfigView,
        strings: &StringsView,
        parts: &[LinkView],
        footer: &[LinkView],
        places: &PlacesView,
        theme: Fingerprint,
    ) -> Self {
        Self {
            config: value(config),
            strings: value(strings),
            parts: value(parts),
            footer: value(footer),
            places: value(places),
            fingerprint: Fingerprint::of(&(config, strings, parts, footer, places, theme)),
        }
    }

    pub(super) fn fill(&self, context: &mut Context) {
        context.insert_value("config", self.config.clone());
        context.insert_value("strings", self.strings.clone());
        context.insert_value("parts", self.parts.clone());
        context.insert_value("footer", self.footer.clone());
        context.insert_value("places", self.places.clone());
    }
}
