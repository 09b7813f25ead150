//! The values that are shared by the templates of all pages.

use crate::compile::published::feed_address;
use crate::compile::render_input::RenderInput;

use crate::page::special_page::SpecialPage;
use crate::render::engine::SharedValues;
use crate::render::hosting;
use crate::render::offline;
use crate::resolve::view::{ConfigView, LinkView, PlacesView, SharedView};

/// The values that every template can use, such as `config` and `strings`.
pub(super) fn shared_values(input: &RenderInput<'_>) -> SharedValues {
    let RenderInput { site, config, urls, theme, .. } = input;
    let config = ConfigView {
        title: config.title.clone(),
        description: config.description.clone(),
        base_url: config.base_url.clone(),
        base_path: config.base_path.clone(),
        language: config.language.clone(),
        author: config.author.clone(),
        feed_url: feed_address(input),
        content_security_policy: hosting::meta_policy(),
        worker_path: config.offline.then(|| format!("{}{}", urls.base_path, offline::WORKER)),
        extra: config.extra.clone(),
    };
    let link = |id| LinkView::of(&site.link(id), urls);
    let special = |page| site.special_pages.get(&page).map(|id| link(*id));
    let view = SharedView {
        config,
        strings: &theme.strings,
        parts: site.nav_children(0).map(link).collect(),
        footer: site.footer().map(link).collect(),
        places: PlacesView {
            search: special(SpecialPage::Search),
            settings: special(SpecialPage::Settings),
            print: special(SpecialPage::Print),
        },
    };
    SharedValues::new(&view, theme.fingerprint)
}
