//! The values that the templates of all pages are given.

use crate::compile::published::feed_address;
use crate::compile::setting::RenderInput;

use crate::page::special_page::SpecialPage;
use crate::render::shared::SharedValues;
use crate::render::{hosting, offline};
use crate::resolve::pages as views;
use crate::resolve::view::{ConfigView, LinkView, PlacesView};

/// What every page is given.
pub(super) fn shared(setting: &RenderInput<'_>) -> SharedValues {
    let RenderInput {
        site,
        config,
        urls,
        theme,
        ..
    } = setting;
    let view = ConfigView {
        title: config.title.clone(),
        description: config.description.clone(),
        base_url: config.base_url.clone(),
        base_path: config.base_path.clone(),
        language: config.language.clone(),
        author: config.author.clone(),
        feed_url: feed_address(setting),
        content_security_policy: hosting::meta_policy(),
        worker_path: config
            .offline
            .then(|| format!("{}{}", urls.base_path, offline::WORKER)),
        extra: config.extra.clone(),
    };
    let parts: Vec<LinkView> = site
        .shown_children(0)
        .map(|id| views::link(site, id, urls))
        .collect();
    let footer: Vec<LinkView> = site
        .footer()
        .map(|id| views::link(site, id, urls))
        .collect();
    let place = |duty| {
        let id = site.places.get(&duty);
        id.map(|id| views::link(site, *id, urls))
    };
    let places = PlacesView {
        search: place(SpecialPage::Search),
        settings: place(SpecialPage::Settings),
        print: place(SpecialPage::Print),
    };
    SharedValues::new(
        &view,
        &theme.strings,
        &parts,
        &footer,
        &places,
        theme.fingerprint,
    )
}
