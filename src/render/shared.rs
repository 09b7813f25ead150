//! [`SharedValues`]: what every page of a site is given, as template values that are made once.

use tera::{Context, Value};

use crate::base::fingerprint::Fingerprint;
use crate::resolve::view::{ConfigView, LinkView, PlacesView, StringsView};

use crate::render::engine::value;

/// What every page is given, turned into template values once.
#[derive(Clone)]
pub struct SharedValues {
    config: Value,
    strings: Value,
    parts: Value,
    footer: Value,
    places: Value,
    /// The fingerprint of the five and of the theme.
    pub fingerprint: Fingerprint,
}

impl SharedValues {
    /// Prepares what every page is given.
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
