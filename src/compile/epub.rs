//! [`make`]: the pages of the site as an EPUB. Only one command asks for it, so nothing remembers
//! it.

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::base::diagnostic::Diagnostic;
use crate::base::outputs::Outputs;
use crate::book::order::{self, BookPage};
use crate::data::date;
use crate::data::value::Plain;
use crate::epub::{self, EpubArchive, EpubBook, EpubPage, EpubPageKind, EpubStrings};
use crate::features::site::SiteFeatures;
use crate::render::components::{expand, render};
use crate::render::engine::SharedValues;
use crate::render::functions::format_date;
use crate::site::tree::NodeKind;

use crate::compile::page::body_of;
use crate::compile::pages::{merge_template_faults, shared_values};
use crate::compile::render_input::RenderInput;

/// The prefix of the names of components for books.
const MEDIUM: &str = "epub";

/// Makes the EPUB. The pictures that its pages show are taken from `files`. `None` if there is
/// nothing to read or a template has a fault.
pub(super) fn make(
    input: &RenderInput<'_>,
    files: &Outputs,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<EpubArchive> {
    let RenderInput { site, config, theme, .. } = input;
    let order = order::pages(site, &input.features.back_matter());
    let shared = shared_values(input);
    let pages: Vec<Result<EpubPage, Diagnostic>> =
        order.par_iter().filter_map(|book_page| page(input, &shared, book_page)).collect();
    let pages = pages.into_iter();
    let pages =
        pages.filter_map(|page| page.map_err(|fault| diagnostics.push(fault)).ok()).collect();
    merge_template_faults(diagnostics);
    let dates = order.iter().filter_map(|page| {
        let summary = site.nodes[page.node].summary.as_ref()?;
        date::moment(summary.front.updated.as_ref().or(summary.front.date.as_ref())?)
    });
    let modified = dates.max();
    let updated = modified.as_deref().map(|moment| {
        // An invalid format is reported where templates use it.
        let day = format_date(moment, &theme.string("date_format"), &theme.string("months"));
        let day = day.unwrap_or_else(|_| moment.to_owned());
        theme.string("updated").replace("{}", &day)
    });
    let rights = config.extra.get("licence").and_then(Plain::as_str).unwrap_or_default().to_owned();
    let book = EpubBook {
        title: config.title.clone(),
        description: config.description.clone(),
        author: config.author.clone(),
        language: config.language.clone(),
        direction: theme.string("direction"),
        base_url: config.base_url.clone(),
        base_path: config.base_path.clone(),
        rights,
        modified,
        strings: EpubStrings {
            contents: theme.string("contents"),
            author: theme.string("author"),
            licence: theme.string("licence"),
            source: theme.string("epub_source"),
            accessibility: theme.string("epub_accessibility"),
            updated: updated.unwrap_or_default(),
        },
        back_matter: SiteFeatures::back_matter_kinds().to_vec(),
        pages,
    };
    epub::make(&book, files)
}

/// A page of the EPUB; `None` if templates do not compile.
fn page(
    input: &RenderInput<'_>,
    shared: &SharedValues,
    book_page: &BookPage,
) -> Option<Result<EpubPage, Diagnostic>> {
    let RenderInput { site, urls, parsed, .. } = input;
    let engine = input.engine?;
    let id = book_page.node;
    let node = &site.nodes[id];
    let summary = node.summary.as_ref();
    let source = summary.map(|summary| &summary.path);
    let entry = source.and_then(|path| parsed.page(path));
    let page = entry.and_then(|entry| entry.page.as_deref());
    let path = urls.path(&node.route);
    let body = body_of(input, id, page);
    let html = body.to_html();
    let components = render(&body.components, &path, shared, engine, source, Some(MEDIUM));
    let kind = match node.kind {
        NodeKind::Home => EpubPageKind::Introduction,
        NodeKind::Section => EpubPageKind::Part,
        NodeKind::Page => input.features.book_kind(id).unwrap_or(EpubPageKind::Chapter),
    };
    Some(components.map(|components| EpubPage {
        path,
        title: book_page.title.clone(),
        description: book_page.description.clone(),
        kind,
        // The home page stands beside the parts.
        depth: usize::from(book_page.level.saturating_sub(2)),
        body: expand(html, &components),
    }))
}
