//! [`fold`]: the whole book as one page.
//!
//! The frame of that page is rendered like any other page; where the book belongs, its template
//! prints the marks of [`BookView`](crate::resolve::view::BookView).

use std::collections::HashMap;
use std::fmt::Write;
use std::sync::{Arc, OnceLock};

use percent_encoding::percent_decode_str;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::base::paths::encode_fragment;
use crate::render::page::Body;
use crate::resolve::urls::Urls;
use crate::resolve::view::{BOOK_CONTENTS, BOOK_PAGES};

use super::order::BookPage;
use super::paper::prepare;
use super::part::{BETWEEN, Part, Setting};
use super::tree::{Event, Form, Place, read};

/// A page of the book and, once it was wanted, its body made ready.
#[derive(Debug)]
pub struct Sheet {
    page: BookPage,
    body: Body,
    base_path: String,
    part: OnceLock<Part>,
}

impl Sheet {
    /// A page with the body that its template got, on a site at `base_path`.
    pub fn new(page: BookPage, body: Body, base_path: &str) -> Self {
        Self {
            page,
            body,
            base_path: base_path.to_owned(),
            part: OnceLock::new(),
        }
    }

    fn part(&self) -> &Part {
        self.part.get_or_init(|| {
            let setting = Setting {
                route: &self.page.route,
                base_path: &self.base_path,
                id: Some(&self.page.id),
                deeper: self.page.level - 1,
            };
            let mut events = prepare(&read(&self.body));
            // Each page has its notes; as landmarks they would all have one name.
            for event in &mut events {
                if let Event::Start(element) = event
                    && element.name == "section"
                {
                    element.set("role", None);
                    element.set("aria-labelledby", None);
                }
            }
            Part::of(events, setting, Form::Html)
        })
    }
}

/// The page `frame` with the book where its marks stand.
pub fn fold(frame: &str, sheets: &[Arc<Sheet>], urls: &Urls) -> String {
    let book = Book::of(sheets, urls);
    let pages: Vec<String> = sheets.par_iter().map(|sheet| book.page(sheet)).collect();
    let length = frame.len() + pages.iter().map(String::len).sum::<usize>();
    let mut html = String::with_capacity(length + sheets.len() * 160);
    for piece in frame.split_inclusive([BOOK_CONTENTS, BOOK_PAGES]) {
        if let Some(before) = piece.strip_suffix(BOOK_CONTENTS) {
            html.push_str(before);
            contents(sheets, &mut html);
        } else if let Some(before) = piece.strip_suffix(BOOK_PAGES) {
            html.push_str(before);
            html.extend(pages.iter().map(String::as_str));
        } else {
            html.push_str(piece);
        }
    }
    html
}

struct Book<'a> {
    by_path: HashMap<String, &'a Sheet>,
    urls: &'a Urls,
}

impl<'a> Book<'a> {
    fn of(sheets: &'a [Arc<Sheet>], urls: &'a Urls) -> Self {
        sheets.par_iter().for_each(|sheet| {
            sheet.part();
        });
        let by_path = sheets
            .iter()
            .map(|sheet| (sheet.page.route.href("/"), &**sheet));
        Self {
            by_path: by_path.collect(),
            urls,
        }
    }

    fn page(&self, sheet: &Sheet) -> String {
        let BookPage {
            title,
            description,
            level,
            id,
            ..
        } = &sheet.page;
        let body = sheet.part().print(&|place| self.address(place));
        // Writing to a String cannot fail.
        let mut html = String::with_capacity(body.len() + 160);
        let _ = write!(
            html,
            "<div class=\"book-page book-level-{level}\" id=\"{id}\">"
        );
        // The title of the home page is that of the book.
        if *level > 1 {
            let _ = write!(html, "\n<h{level}>{}</h{level}>", escape(title));
            if !description.is_empty() {
                let _ = write!(html, "\n<p class=\"lead\">{}</p>", escape(description));
            }
        }
        if !body.trim().is_empty() {
            let _ = write!(html, "\n<div class=\"prose\">\n{}\n</div>", body.trim());
        }
        html.push_str("\n</div>\n");
        html
    }

    /// Where an address leads: to a place in the book if that holds its page, else to the site. To
    /// a site without a host nothing on paper can lead.
    fn address(&self, place: &Place) -> Option<String> {
        let Urls { base_path, origin } = self.urls;
        let Place {
            path,
            query,
            fragment,
            is_shown,
        } = place;
        if let Some(sheet) = self.by_path.get(path).filter(|_| !is_shown) {
            let id = &sheet.page.id;
            let anchor = percent_decode_str(fragment).decode_utf8_lossy();
            return Some(if sheet.part().ids.contains(&*anchor) {
                format!("#{}", encode_fragment(&format!("{id}{BETWEEN}{anchor}")))
            } else {
                format!("#{}", encode_fragment(id))
            });
        }
        let hash = if fragment.is_empty() { "" } else { "#" };
        let path = format!(
            "{}{path}{query}{hash}{fragment}",
            base_path.trim_end_matches('/')
        );
        if *is_shown {
            Some(path)
        } else if origin.is_empty() {
            None
        } else {
            Some(format!("{origin}{path}"))
        }
    }
}

/// The pages as nested lists of links, without the home page, whose title is that of the book.
fn contents(sheets: &[Arc<Sheet>], html: &mut String) {
    // The levels of the lists that are open.
    let mut open: Vec<u8> = Vec::new();
    for sheet in sheets.iter().filter(|sheet| sheet.page.level > 1) {
        let BookPage {
            title, level, id, ..
        } = &sheet.page;
        while open.len() > 1 && open.last() > Some(level) {
            html.push_str("</li>\n</ol>");
            open.pop();
        }
        if open.last() < Some(level) {
            html.push_str("\n<ol>\n");
            open.push(*level);
        } else {
            html.push_str("</li>\n");
        }
        // Writing to a String cannot fail.
        let _ = write!(
            html,
            "<li><a href=\"#{}\">{}</a>",
            encode_fragment(id),
            escape(title)
        );
    }
    html.push_str(&"</li>\n</ol>".repeat(open.len()));
}

fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    // Writing to a String cannot fail.
    let _ = pulldown_cmark_escape::escape_html_body_text(&mut html, text);
    html
}
