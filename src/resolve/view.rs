//! The views: everything that a template may see.
//!
//! Their fields are the contract of themes; `themes/default/README.md` documents each one and a
//! test holds the two together. Optional fields are `none` in a template, never undefined.

use std::collections::BTreeMap;
use std::fmt;
use std::hash::Hash;
use std::sync::Arc;

use serde::Serialize;
use tera::Value;

use crate::base::fingerprint::{Fingerprint, Keyed};
use crate::data::value::PlainTable;
use crate::resolve::urls::Urls;
use crate::site::link::LinkFacts;

/// `config`: the configuration as templates see it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct ConfigView {
    /// The name of the handbook.
    pub title: String,
    /// One sentence about the handbook; may be empty.
    pub description: String,
    /// The address of the site, with a slash at the end.
    pub base_url: String,
    /// The path of `base_url`, with a slash at both ends: the address of the home page.
    pub base_path: String,
    /// The language tag of the whole site.
    pub language: String,
    /// The author of the handbook; may be empty.
    pub author: String,
    /// The address of the Atom feed, or `none`.
    pub feed_url: Option<String>,
    /// The address to report a mistake at, for no page in particular, or `none`.
    pub report_url: Option<String>,
    /// The Content-Security-Policy for a `<meta>` element.
    pub content_security_policy: String,
    /// The address of the service worker; `none` with `offline = false` in `handbook.toml`.
    pub worker_path: Option<String>,
    /// The `[extra]` table of `handbook.toml`.
    pub extra: Arc<PlainTable>,
}

/// A page as another page shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct LinkView {
    /// The title of the page.
    pub title: String,
    /// The description of the page; may be empty.
    pub description: String,
    /// The address of the page, with the base path: `/team/handbook/roles/two-axes/`.
    pub path: String,
    /// The address of the page, with scheme and host if `base_url` has them.
    pub permalink: String,
    /// The kind of the page: `home`, `section` or `page`.
    pub kind: &'static str,
    /// The title of the page's part, or its own if it is a part; may be empty.
    pub part: String,
    /// The `[extra]` of the page's front matter.
    pub extra: Arc<PlainTable>,
}

impl LinkView {
    /// The view of a link to a page.
    pub fn of(page: &LinkFacts<'_>, urls: &Urls) -> Self {
        Self {
            title: page.title.to_owned(),
            description: page.description.to_owned(),
            path: urls.path(page.route),
            permalink: urls.permalink(page.route),
            kind: page.kind.as_str(),
            part: page.part.to_owned(),
            extra: page.extra.cloned().unwrap_or_default(),
        }
    }
}

/// `places`: the special pages of the handbook; each is `none` where a site has no such page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct PlacesView {
    /// The search page, or `none`.
    pub search: Option<LinkView>,
    /// The settings page, or `none`.
    pub settings: Option<LinkView>,
    /// The page with the whole handbook for print, or `none`.
    pub print: Option<LinkView>,
}

/// The values that every template can use.
#[derive(Debug, Hash)]
pub struct SharedView<'a> {
    /// The configuration.
    pub config: ConfigView,
    /// The words of the interface.
    pub strings: &'a StringsView,
    /// The pages and sections right below the home page that stand in the navigation: the first
    /// fifty.
    pub parts: Vec<LinkView>,
    /// The pages that every page lists at its foot: the first fifty.
    pub footer: Vec<LinkView>,
    /// All pages in the navigation, if a template asks for them.
    pub all_pages: Vec<TreeView>,
    /// The special pages.
    pub places: PlacesView,
}

/// Everything that begins with one letter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct LetterView {
    /// The capital letter; `#` for entries that begin with no letter.
    pub letter: String,
    /// The entries that begin with the letter, in order.
    pub places: Vec<FoundView>,
}

/// A place in the handbook that can be found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct FoundView {
    /// The name of the entry.
    pub title: String,
    /// The kind of the entry: `page`, `heading`, `term` or `row`.
    pub kind: &'static str,
    /// The address of the entry, with the base path.
    pub path: String,
    /// The title of the page that holds the entry.
    pub page: String,
}

/// `list`: one list of the navigation, as `partials/nav.html` gets it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct NavListView {
    /// The page whose list it is: the home page, or a section.
    pub section: NavLinkView,
    /// Whether it is the first list, which holds all others.
    pub is_top: bool,
    /// The beginnings of the entries before these, if the section has more than fifty.
    pub before: Vec<NavLinkView>,
    /// The entries: at most fifty.
    pub entries: Vec<NavView>,
    /// The beginnings of the entries after these, if the section has more than fifty.
    pub after: Vec<NavLinkView>,
}

/// A page in the navigation that is no entry of its list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct NavLinkView {
    /// The title of the page.
    pub title: String,
    /// The address of the page; in `list.before` and `list.after`, its place in the list of all on
    /// the page of the section.
    pub path: String,
}

/// An entry of a list of the navigation. A list is rendered once for all pages that show it, so
/// that three of the fields are texts whose meaning depends on the page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct NavView {
    /// The title of the entry.
    pub title: String,
    /// The address of the entry, with the base path.
    pub path: String,
    /// The kind of the entry: `section` or `page`.
    pub kind: &'static str,
    /// A text that becomes ` aria-current="page"` on the page itself and nothing on others; print
    /// it with `safe` inside the start tag of the link, right after the last attribute.
    pub current: String,
    /// A text that becomes ` class="open"` where the entries below this one are shown and nothing
    /// elsewhere; print it with `safe` inside a start tag.
    pub open: String,
    /// A text that becomes the list of the entries below this one where it is shown and nothing
    /// elsewhere; print it with `safe` after the link.
    pub below: String,
}

/// An entry of `all_pages()`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct TreeView {
    /// The title of the page.
    pub title: String,
    /// The address of the page, with the base path.
    pub path: String,
    /// The kind of the page: `section` or `page`.
    pub kind: &'static str,
    /// The pages below this one.
    pub children: Vec<TreeView>,
}

/// `strings`: the words of the interface by their key.
pub type StringsView = BTreeMap<String, String>;

/// A component of the theme that stands in a body, with its arguments.
#[derive(Clone, Debug, Hash)]
pub struct ComponentView {
    /// The name of the component: that of its file below `templates/components`.
    pub name: String,
    /// The arguments of the component.
    pub arguments: Arguments,
}

/// The arguments of a component.
#[derive(Clone, Debug, Hash)]
pub enum Arguments {
    /// The argument of a component of a feature, `view`.
    View(Keyed<Arc<dyn View>>),
    /// The argument and the options of an author's directive by their names, and the body as HTML.
    Custom(BTreeMap<String, Scalar>, String),
}

/// The view that a component gets, be it of whatever feature.
pub trait View: fmt::Debug + Send + Sync {
    /// The value that the template sees.
    fn value(&self) -> Value;
    /// Equal views have equal fingerprints.
    fn fingerprint(&self) -> Fingerprint;
}

impl<T: Serialize + Hash + fmt::Debug + Send + Sync> View for T {
    fn value(&self) -> Value {
        Value::from_serializable(self)
    }

    fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(self)
    }
}

/// A value of an option.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(untagged)]
pub enum Scalar {
    /// A truth value.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// A text.
    Text(String),
}
