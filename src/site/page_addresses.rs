//! [`PageAddresses`]: the addresses that pages get from the names of their files and folders, each
//! free among these. What front matter names is never changed: a page that is named so too collides.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::diagnostic::{Code, Diagnostic, Place};
use crate::base::paths::{Route, SourcePath, slugify};
use crate::page::parse::Summary;

/// The name in an address where nothing of a file's own can stand.
const UNNAMED: &str = "unnamed";

/// What asks for an address by its name: a page, or a folder with all pages below it.
pub(super) struct Named<'a> {
    /// The name of the file without its ending, or of the folder.
    pub(super) name: &'a str,
    /// The file or folder, for messages.
    pub(super) path: SourcePath,
    /// Whether it is a folder, whose address is part of that of many pages.
    pub(super) is_folder: bool,
}

/// The addresses that are taken, by the keys of their outputs, which are equal for those that some
/// file system takes for one.
#[derive(Debug, Default)]
pub(super) struct PageAddresses {
    /// Those that front matter names.
    written: BTreeSet<String>,
    /// Those that come from names, with what has them.
    made: BTreeMap<String, SourcePath>,
}

impl PageAddresses {
    /// With the addresses that pages name whole in their front matter.
    pub(super) fn of<'s>(pages: impl IntoIterator<Item = &'s Summary>) -> Self {
        let paths = pages.into_iter().filter_map(|page| page.front.path.as_ref());
        let mut addresses = Self::default();
        paths.filter_map(|path| Route::new(&path.value).ok()).for_each(|r| addresses.take(&r));
        addresses
    }

    /// Takes an address that front matter names.
    pub(super) fn take(&mut self, route: &Route) {
        self.written.insert(key(route));
    }

    /// Gives addresses below one to what lies there, in the order that is given back with them. What
    /// is named like its address comes first, then folders; where two want one address, the second
    /// by its path gets a number.
    pub(super) fn below<'a>(
        &mut self,
        above: &Route,
        named: Vec<(usize, Named<'a>)>,
    ) -> Vec<(usize, Route, Option<Diagnostic>)> {
        let mut named: Vec<(usize, String, Named<'a>)> =
            named.into_iter().map(|(at, one)| (at, slugify(one.name), one)).collect();
        named.sort_by(|(_, a_slug, a), (_, b_slug, b)| {
            let rank = |slug: &str, one: &Named<'_>| (slug != one.name, !one.is_folder);
            rank(a_slug, a).cmp(&rank(b_slug, b)).then_with(|| a.path.cmp(&b.path))
        });
        // The number to try next behind each name, so that many pages of one name are no long search.
        let mut next: BTreeMap<String, usize> = BTreeMap::new();
        let give = |(at, slug, one): (usize, String, Named<'a>)| {
            let wanted = above.child(&slug).map(|route| (key(&route), route));
            let owner = wanted.as_ref().ok().and_then(|(key, _)| self.made.get(key));
            let (key, route) = match &wanted {
                Ok(wanted) if owner.is_none() => wanted.clone(),
                _ => {
                    // A name with a number may be too long.
                    let base = if is_usable(&slug) { slug.as_str() } else { UNNAMED };
                    let number = next.entry(base.to_owned()).or_insert(1);
                    loop {
                        let name =
                            if *number == 1 { base.to_owned() } else { format!("{base}-{number}") };
                        *number += 1;
                        let free = above.child(&name).ok().map(|route| (key(&route), route));
                        let is_taken =
                            |key: &str| self.made.contains_key(key) || self.written.contains(key);
                        if let Some(free) = free.filter(|(key, _)| !is_taken(key)) {
                            break free;
                        }
                    }
                }
            };
            let problem = match &wanted {
                Ok((_, wanted)) => owner.map(|owner| taken(&one, owner, wanted, &route)),
                Err(_) => Some(unusable(&one, &route)),
            };
            self.made.insert(key, one.path);
            (at, route, problem)
        };
        named.into_iter().map(give).collect()
    }
}

/// What addresses are compared by: equal for those that some file system takes for one.
fn key(route: &Route) -> String {
    route.output().collision_key()
}

/// Whether a name can stand in an address with any number: alone it may be one that Windows keeps for
/// a device.
fn is_usable(slug: &str) -> bool {
    !slug.is_empty() && Route::new(&format!("{slug}-{}", usize::MAX)).is_ok()
}

/// The warning about an address that another page has.
fn taken(named: &Named<'_>, owner: &SourcePath, wanted: &Route, route: &Route) -> Diagnostic {
    let message = format!("`{}` is at `{route}`, since `{owner}` is at `{wanted}`", named.path);
    made(named, message)
}

/// The warning about a name of which nothing can stand in an address.
fn unusable(named: &Named<'_>, route: &Route) -> Diagnostic {
    let message =
        format!("the name `{}` cannot stand in an address, which is `{route}`", named.name);
    made(named, message)
}

/// The warning about a second file that could be the page of its folder.
pub(super) fn second_index(path: &SourcePath, page: &SourcePath, route: &Route) -> Diagnostic {
    let message = format!("`{path}` is at `{route}`, since `{page}` is the page of the folder");
    Diagnostic::warning(Code::MadeAddress, message, Place::file(path))
        .hint("rename it, or remove one of the two")
}

fn made(named: &Named<'_>, message: String) -> Diagnostic {
    let hint = if named.is_folder {
        "rename the folder, or give its `_index.md` a `slug`"
    } else {
        "rename it, or give it a `slug` in its front matter"
    };
    Diagnostic::warning(Code::MadeAddress, message, Place::file(&named.path)).hint(hint)
}
