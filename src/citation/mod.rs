//! Citations: sources that pages cite as `[@key, ch. 2]`, written as a CSL style has them.
//!
//! The sources stand in a BibTeX or YAML file, `content/sources.bib` where no page names another. A page
//! with the table `[sources]` in its front matter ends with the list of all of them, each with the
//! pages that cite it:
//!
//! ```text
//! Leading is not managing [@kotter1990, ch. 1; see also @zaleznik1977].
//! ```

mod role;

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use crate::base::diagnostic::Code;
use crate::bibliography::style::CslStyle;
use crate::data::reader::Reader;
use crate::feature::{Declaration, TableSpec};
use crate::parse::document::Role;
use crate::parse::markdown::write::writer::Writer;
use crate::parse::page::Key;
use crate::site::per_page::PerPage;
use crate::site::sources::{PageSources, SourcesPage};

pub use role::{may_hold, report_torn, sources, take};

/// The table of front matter that makes a page list the sources.
pub const TABLE: &str = "sources";
/// The name of the role that a citation is.
pub const ROLE: &str = "citation";
/// The name of the block that the list of sources is.
pub const BLOCK: &str = "sources";
/// The component that draws a citation.
pub const COMPONENT: &str = "citation";
/// The component that draws the list of sources.
pub const LIST_COMPONENT: &str = "sources";

/// The feature.
pub const DECLARATION: Declaration = Declaration {
    name: "citation",
    tables: &[TableSpec {
        name: TABLE,
        keys: &["file", "style", "unused"],
        is_kind: true,
    }],
    directives: &[],
    components: &[COMPONENT, LIST_COMPONENT],
    ids: &[],
    codes: &[
        Code::InvalidBibliography,
        Code::DuplicateSource,
        Code::UnknownSource,
        Code::UnusedSource,
    ],
};

/// What the pages of a site have to do with sources.
pub type SourcesOfPages = PerPage<PageSources>;

/// What a page has to do with sources, while it is being read.
#[derive(Debug, Default)]
pub struct Collector {
    list: RefCell<Option<SourcesPage>>,
    cites: RefCell<Vec<String>>,
    without_author: Cell<bool>,
}

impl Collector {
    /// Reads the table of the front matter.
    pub fn read(&self, reader: &mut Reader<'_>) {
        self.list.replace(read(reader));
    }

    /// Puts the list of sources at the end of its page.
    pub fn write_end(&self, writer: &mut Writer<'_, '_>) {
        if self.list.borrow().is_some() {
            writer.block(BLOCK, 0, 0..0);
        }
    }

    /// Takes note of a citation.
    pub fn note(&self, role: &Role) {
        for cite in sources(role) {
            self.without_author
                .set(self.without_author.get() | cite.without_author);
            self.cites.borrow_mut().push(cite.key);
        }
    }

    /// What the page cites and lists.
    pub fn end(&self) -> Option<Arc<PageSources>> {
        let mut cites = self.cites.take();
        cites.sort();
        cites.dedup();
        let page = PageSources {
            cites,
            cites_without_author: self.without_author.get(),
            list: self.list.take(),
        };
        let is_empty = page.cites.is_empty() && page.list.is_none();
        (!is_empty).then(|| Arc::new(page))
    }
}

fn read(reader: &mut Reader<'_>) -> Option<SourcesPage> {
    let is_there = reader.has(TABLE);
    let mut inner = reader.open(TABLE);
    let file = inner.filled_text("file", "name the bibliography, relative to this page");
    let style = inner.text("style").and_then(|name| {
        let style = CslStyle::by_name(&name.value);
        if style.is_none() {
            let hint = match CslStyle::nearest(&name.value) {
                Some(known) => format!("did you mean `{known}`?"),
                None => "try `apa`, `chicago-author-date`, `harvard-cite-them-right`, \
                         `modern-language-association` or `ieee`"
                    .to_owned(),
            };
            let problem = format!("names no style: there is no `{}`", name.value);
            inner.refuse("style", &name.span, &problem, &hint);
        }
        style
    });
    let unused = inner.bool("unused").unwrap_or(false);
    reader.close(
        inner,
        &[("bibliography", "write `file`"), ("csl", "write `style`")],
    );
    is_there.then(|| SourcesPage {
        file: file.map(Key::from),
        style: style.unwrap_or_default(),
        unused,
    })
}
