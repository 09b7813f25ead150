//! [`BookCache`]: the printed book of the last build, and the page that holds it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::fingerprint::Fingerprint;
use crate::base::outputs::{Output, Outputs};
use crate::base::paths::Route;
use crate::book::order::{self, BookPage};
use crate::book::print::{PrintedPage, assemble};
use crate::page::special_page::SpecialPage;

use crate::compile::memo::{Memo, remember};
use crate::compile::pages::PageCache;
use crate::compile::render_input::RenderInput;

/// The printed book of the last build.
#[derive(Default)]
pub(super) struct BookCache {
    pages: Memo<Arc<[BookPage]>>,
    /// The pages of the book, each with the fingerprint of its input.
    printed_pages: BTreeMap<Route, (Fingerprint, Arc<PrintedPage>)>,
    output: Memo<Output>,
}

impl BookCache {
    /// Replaces the output of the special page for paper, if there is one, by a lazy output with
    /// the book in it. `input_key` is the fingerprint of everything that pages share.
    pub(super) fn print(
        &mut self,
        input: &RenderInput<'_>,
        bodies: &PageCache,
        input_key: Fingerprint,
        outputs: &mut Outputs,
    ) {
        let RenderInput { site, urls, .. } = input;
        let Some(id) = site.special_pages.get(&SpecialPage::Print) else {
            *self = Self::default();
            return;
        };
        let path = site.nodes[*id].route.output();
        let Some((chrome, fingerprint)) = outputs.get(&path).map(|o| (o.clone(), o.fingerprint()))
        else {
            return;
        };
        let pages = remember(&mut self.pages, input_key, || {
            order::pages(site, &input.features.back_matter()).into()
        });
        let mut keys = Vec::with_capacity(pages.len());
        let mut printed_pages = Vec::with_capacity(pages.len());
        let mut previous = std::mem::take(&mut self.printed_pages);
        for page in pages.iter() {
            let Some((body, key)) = bodies.body(&page.route) else {
                continue;
            };
            let key = Fingerprint::of(&(key, page, &urls.base_path));
            let cached = previous.remove(&page.route).filter(|(other, _)| *other == key);
            let (_, printed_page) = cached.unwrap_or_else(|| {
                (key, Arc::new(PrintedPage::new(page.clone(), body, &urls.base_path)))
            });
            self.printed_pages.insert(page.route.clone(), (key, Arc::clone(&printed_page)));
            keys.push(key);
            printed_pages.push(printed_page);
        }
        let key = Fingerprint::of(&(fingerprint, keys, urls));
        let urls = (*urls).clone();
        let output = remember(&mut self.output, key, || {
            Output::lazy(key, move || {
                let chrome = chrome.in_memory().unwrap_or_default();
                assemble(&String::from_utf8_lossy(&chrome), &printed_pages, &urls).into_bytes()
            })
        });
        outputs.insert(path, output);
    }
}
