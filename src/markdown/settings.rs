//! [`MarkdownSettings`]: everything that parsing Markdown depends on besides the text.

use std::time::Duration;

use crate::config::MarkdownConfig;

/// Everything that parsing Markdown depends on besides the text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MarkdownSettings {
    /// The options under `[markdown]` in the configuration.
    pub markdown: MarkdownConfig,
    /// The strings that the HTML of a body needs, in the site's language.
    pub strings: BodyStrings,
    /// The time that parsing one page may take.
    pub time_budget: Duration,
}

/// Strings of the interface that appear inside a page's body. `{}` is replaced by a name or number.
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
    /// The quotation marks of the language: outer opening and closing, inner opening and closing,
    /// separated by spaces.
    pub quotes: String,
}
