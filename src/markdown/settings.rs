//! [`MarkdownSettings`]: everything that parsing Markdown depends on besides the text.

use crate::config::MarkdownConfig;

/// Everything that parsing Markdown depends on besides the text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MarkdownSettings {
    /// The options under `[markdown]` in the configuration.
    pub markdown: MarkdownConfig,
    /// The address of the published site: links to what is below it are links within the site.
    pub base_url: String,
    /// The strings that the HTML of a body needs, in the site's language.
    pub strings: BodyStrings,
    /// The steps of a [`WorkBudget`](crate::markdown::work::WorkBudget) that one page may take.
    pub work_limit: usize,
    /// Whether the site has a file of ids that must last.
    pub locks_ids: bool,
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
