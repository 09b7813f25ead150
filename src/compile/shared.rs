//! The values that are shared by the templates of all pages.

use crate::compile::published::feed_address;
use crate::compile::render_input::RenderInput;

use crate::page::special_page::SpecialPage;
use crate::render::hosting;
use crate::render::offline::precache;
use crate::render::shared::SharedValues;
use crate::resolve::view::{ConfigView, LinkView, PlacesView};

/// The values that every template can use, such as `config` and `strings`.
pub(super) fn shared_values(input: &RenderInput<'_>) -> SharedValues {
    let RenderInput { site, config, urls, theme, .. } = input;
    let view = ConfigView {
        title: config.title.clone(),
        description: config.description.clone(),
        base_url: config.base_url.clone(),
        base_path: config.base_path.clone(),
        language: config.language.clone(),
        author: config.author.clone(),
        feed_url: feed_address(input),
        content_security_policy: hosting::meta_policy(),
        worker_path: config.offline.then(|| format!("{}{}", urls.base_path, precache::WORKER)),
        extra: config.extra.clone(),
    };
    let parts: Vec<LinkView> =
        site.nav_children(0).map(|id| LinkView::of(&site.link(id), urls)).collect();
    let footer: Vec<LinkView> =
        site.footer().map(|id| LinkView::of(&site.link(id), urls)).collect();
    let link_to = |special_page| {
        let id = site.special_pages.get(&special_page);
        id.map(|id| LinkView::of(&site.link(*id), urls))
    };
    let places = PlacesView {
        search: link_to(SpecialPage::Search),
        settings: link_to(SpecialPage::Settings),
        print: link_to(SpecialPage::Print),
    };
    SharedValues::new(&view, &theme.strings, &parts, &footer, &places, theme.fingerprint)
}
