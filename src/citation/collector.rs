//! [`CitationCollector`]: the feature while one page is being read.

use crate::citation::declaration::{BLOCK, TABLE};
use crate::citation::index::{PageSources, SourcesPage};
use crate::citation::locator::{LocatorKind, WrittenLocator};
use crate::citation::role::sources;
use crate::citation::style::CslStyle;
use crate::data::reader::Reader;
use crate::document::body::Role;
use crate::markdown::write::writer::Writer;
use std::cell::{Cell, RefCell};
use std::sync::Arc;

/// The citations of a page that is being read, and its list of sources.
#[derive(Debug, Default)]
pub struct CitationCollector {
    list: RefCell<Option<SourcesPage>>,
    cites: RefCell<Vec<String>>,
    locators: RefCell<Vec<LocatorKind>>,
    without_author: Cell<bool>,
    with_locator: Cell<bool>,
}

impl CitationCollector {
    /// Reads the table `[sources]` of the front matter.
    pub fn read(&self, reader: &mut Reader<'_>) {
        self.list.replace(read(reader));
    }

    /// Puts the list of sources at the end of its page.
    pub fn write_end(&self, writer: &mut Writer<'_, '_>) {
        if self.list.borrow().is_some() {
            writer.block(BLOCK, 0, 0..0);
        }
    }

    /// Records a citation.
    pub fn record(&self, role: &Role) {
        for cite in sources(role) {
            self.without_author.set(self.without_author.get() | cite.without_author);
            self.with_locator.set(self.with_locator.get() | !cite.locator.is_empty());
            self.locators.borrow_mut().extend(WrittenLocator::read(&cite.locator).kind);
            self.cites.borrow_mut().push(cite.key);
        }
    }

    /// The citations of the page, and its list of sources if it has one.
    pub fn end(&self) -> Option<Arc<PageSources>> {
        let mut cites = self.cites.take();
        cites.sort();
        cites.dedup();
        let mut locators = self.locators.take();
        locators.sort_unstable();
        locators.dedup();
        let page = PageSources {
            cites,
            locators,
            cites_without_author: self.without_author.get(),
            cites_with_locator: self.with_locator.get(),
            list: self.list.take(),
        };
        let is_empty = page.cites.is_empty() && page.list.is_none();
        (!is_empty).then(|| Arc::new(page))
    }
}

fn read(reader: &mut Reader<'_>) -> Option<SourcesPage> {
    let is_there = reader.has(TABLE);
    let mut inner = reader.open(TABLE);
    let hint = "write the path of the bibliography, relative to this page";
    let file = inner.filled_text("file", hint);
    let style = inner.text("style").and_then(|name| {
        let style = CslStyle::by_name(&name.value);
        if style.is_none() {
            let hint = match CslStyle::nearest(&name.value) {
                Some(known) => format!("did you mean `{known}`?"),
                None => "try `apa`, `chicago-author-date`, `harvard-cite-them-right`, \
                         `modern-language-association` or `ieee`"
                    .to_owned(),
            };
            let problem = format!("names an unknown style: `{}`", name.value);
            inner.refuse("style", &name.span, &problem, &hint);
        }
        style
    });
    let unused = inner.bool("unused").unwrap_or(false);
    reader.close(inner, &[("bibliography", "write `file`"), ("csl", "write `style`")]);
    is_there.then(|| SourcesPage { file, style: style.unwrap_or_default(), unused })
}
