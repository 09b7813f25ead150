//! [`SpecialPage`]: the pages with `[search]`, `[settings]` or `[print]`, which the theme links to.

use crate::data::reader::Reader;
use crate::data::value::{Table, Value};

/// A purpose in the whole handbook that at most one page of a site serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SpecialPage {
    /// The page on which the handbook is searched.
    Search,
    /// The page on which readers say how they want to read the handbook.
    Settings,
    /// The page that holds the whole handbook, for paper.
    Print,
}

impl SpecialPage {
    /// All special pages.
    pub const ALL: [Self; 3] = [Self::Search, Self::Settings, Self::Print];

    /// The name of the table in front matter that declares the page.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Search => "search",
            Self::Settings => "settings",
            Self::Print => "print",
        }
    }

    /// The default template of the page.
    pub fn template(self) -> &'static str {
        match self {
            Self::Search => "search.html",
            Self::Settings => "settings.html",
            Self::Print => "print.html",
        }
    }
}

/// Whether the front matter declares a special page. The table has no keys; a value of another kind
/// and the keys that Material for MkDocs writes there are no declaration.
pub(super) fn is_declared(reader: &Reader<'_>, name: &str) -> bool {
    match reader.value(name) {
        Some(Value::Null) => true,
        Some(Value::Table(table)) => !has_material_keys(table),
        _ => false,
    }
}

/// Whether `search` says, as in Material for MkDocs and other tools, whether and where a search finds
/// the page.
pub(super) fn says_how_found(reader: &Reader<'_>) -> bool {
    match reader.value(SpecialPage::Search.as_str()) {
        Some(Value::Bool(_)) => true,
        Some(Value::Table(table)) => has_material_keys(table),
        _ => false,
    }
}

fn has_material_keys(table: &Table) -> bool {
    table.iter().any(|(key, _)| ["exclude", "boost"].contains(&key.value.as_str()))
}

/// Reads which special page the front matter declares.
pub(super) fn read(reader: &mut Reader<'_>) -> Option<SpecialPage> {
    let mut found = None;
    for page in SpecialPage::ALL {
        let name = page.as_str();
        if is_declared(reader, name) {
            let inner = reader.open(name);
            reader.close(inner, &[]);
            found = Some(page);
        } else if reader.value(name).is_none() {
            // Asking for the key makes it a suggestion for mistyped ones.
            let _ = reader.any(name);
        }
    }
    found
}
