//! [`MarkdownSettings`]: what reading Markdown depends on besides the text.

use std::time::Duration;

use crate::config::MarkdownConfig;

/// What parsing depends on besides the file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MarkdownSettings {
    /// How Markdown is read.
    pub markdown: MarkdownConfig,
    /// The words that the HTML of a body needs, in the site's language.
    pub strings: BodyStrings,
    /// How long one page may take.
    pub time_budget: Duration,
}

/// Words of the interface that stand inside a page's body. `{}` is replaced by a name or number.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BodyStrings {
    /// `Section “{}”`: the name of the link beside a heading.
    pub heading_link: String,
    /// `Note {}`: the name of a link to a footnote.
    pub note: String,
    /// `Back to note {}`: the name of a link back from a footnote.
    pub note_back: String,
    /// The heading above the footnotes.
    pub notes: String,
    /// The titles of the five alerts: note, tip, important, warning, caution.
    pub alerts: [String; 5],
    /// `Table: {}`: the name of a wide table that can be scrolled.
    pub table: String,
    /// The quotation marks of the language: outer and inner ones, with spaces between.
    pub quotes: String,
}
