//! [`of`]: the key of the memo of rendered pages. It covers the whole input of a template.

use std::hash::{Hash, Hasher};

use crate::base::fingerprint::{Fingerprint, FingerprintHasher};
use crate::resolve::view::{PageView, SectionView};

use crate::render::page::PageInput;

/// The fingerprint of the input of one page: equal keys give equal bytes.
///
/// `left_out` names a field to leave out of the key, such as `page.title`, or a group such as
/// `section`. Only tests do that, to show that a key with a gap is caught.
pub fn of(
    input: &PageInput,
    nav: Fingerprint,
    shared: Fingerprint,
    left_out: Option<&str>,
) -> Fingerprint {
    let mut key = PageKeyHasher { hasher: FingerprintHasher::default(), left_out };
    let PageInput { template, page, components, section, route, source } = input;
    key.add("components", components);
    key.add("template", template);
    key.add("route", route);
    key.add("source", source);
    key.add("nav", &nav);
    key.add("shared", &shared);
    key.page(page);
    key.section(section);
    key.hasher.fingerprint()
}

struct PageKeyHasher<'a> {
    hasher: FingerprintHasher,
    left_out: Option<&'a str>,
}

/// Adds each named field. A field of the struct that is not named does not compile.
macro_rules! add_fields {
    ($key:ident, $prefix:literal, $value:ident: $type:ident { $($field:ident),+ $(,)? }) => {
        let $type { $($field),+ } = $value;
        $($key.add(concat!($prefix, ".", stringify!($field)), $field);)+
    };
}

impl PageKeyHasher<'_> {
    fn add<T: Hash + ?Sized>(&mut self, name: &str, value: &T) {
        let is_in = |group: &str| {
            name.strip_prefix(group).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        if !self.left_out.is_some_and(is_in) {
            value.hash(&mut self.hasher);
            self.hasher.write_u8(0xfe);
        }
    }

    fn page(&mut self, page: &PageView) {
        add_fields!(self, "page", page: PageView {
            kind, title, description, summary, content, index, book, components, toc, path, key, former_keys, permalink, relative_path, markdown_path, edit_url, weight, date,
            updated, draft, word_count, reading_time, ancestors, lower, higher, part, backlinks, compared_in, taxonomies, extra, json_ld,
        });
    }

    fn section(&mut self, section: &SectionView) {
        add_fields!(self, "section", section: SectionView {
            title, description, path, permalink, children, pages, subsections,
        });
    }
}
