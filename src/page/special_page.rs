//! [`SpecialPage`]: the pages with `[search]`, `[settings]` or `[print]`, which the theme links to.

use crate::data::reader::Reader;

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

/// Reads which special page the front matter declares. The tables have no keys. `others` are
/// further tables that must not stand beside one of them.
pub(super) fn read(reader: &mut Reader<'_>, others: &[&str]) -> Option<SpecialPage> {
    let mut found = None;
    for page in SpecialPage::ALL {
        let name = page.as_str();
        let span = reader.key_span(name);
        let inner = reader.open(name);
        reader.close(inner, &[]);
        let Some(span) = span else { continue };
        if found.is_some() || others.iter().any(|other| reader.has(other)) {
            let problem = "cannot stand beside another table that makes a page what it is";
            reader.refuse(name, &span, problem, "put each on its own page");
        }
        found = found.or(Some(page));
    }
    found
}
