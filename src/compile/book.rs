//! The pages of the last build as a book, and the page that holds them all.

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
use crate::compile::setting::RenderInput;

/// The book of the last build.
#[derive(Default)]
pub(super) struct BookCache {
    pages: Memo<Arc<[BookPage]>>,
    /// Each page under the key of all that it is made of.
    sheets: BTreeMap<Route, (Fingerprint, Arc<PrintedPage>)>,
    output: Memo<Output>,
}

impl BookCache {
    /// Puts the book into the page for paper, if there is one, when somebody wants it. `inputs` is
    /// the key of everything that pages share.
    pub(super) fn print(
        &mut self,
        setting: &RenderInput<'_>,
        bodies: &PageCache,
        inputs: Fingerprint,
        outputs: &mut Outputs,
    ) {
        let RenderInput { site, urls, .. } = setting;
        let Some(id) = site.places.get(&SpecialPage::Print) else {
            *self = Self::default();
            return;
        };
        let path = site.nodes[*id].route.output();
        let Some(Output::Bytes { bytes, fingerprint }) = outputs.get(&path) else {
            return;
        };
        let frame = Arc::clone(bytes);
        let pages = remember(&mut self.pages, inputs, || {
            order::pages(site, &setting.features.back_matter()).into()
        });
        let mut keys = Vec::with_capacity(pages.len());
        let mut sheets = Vec::with_capacity(pages.len());
        let mut known = std::mem::take(&mut self.sheets);
        for page in pages.iter() {
            let Some((body, key)) = bodies.body(&page.route) else {
                continue;
            };
            let key = Fingerprint::of(&(key, page, &urls.base_path));
            let known = known.remove(&page.route).filter(|(other, _)| *other == key);
            let (_, sheet) = known.unwrap_or_else(|| {
                (
                    key,
                    Arc::new(PrintedPage::new(page.clone(), body, &urls.base_path)),
                )
            });
            self.sheets
                .insert(page.route.clone(), (key, Arc::clone(&sheet)));
            keys.push(key);
            sheets.push(sheet);
        }
        let key = Fingerprint::of(&(fingerprint, keys, urls));
        let urls = (*urls).clone();
        let output = remember(&mut self.output, key, || {
            Output::lazy(key, move || {
                assemble(&String::from_utf8_lossy(&frame), &sheets, &urls).into_bytes()
            })
        });
        outputs.insert(path, output);
    }
}
