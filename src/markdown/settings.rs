//! [`MarkdownSettings`]: everything that parsing Markdown depends on besides the text; and
//! [`TimeBudget`]: the time that parsing one page may take.

use std::time::{Duration, Instant};

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

/// The number of tokens that are processed between two checks of the time budget.
pub const CHECK_INTERVAL: usize = 1024;

/// The time that parsing one page may take, from its start to a deadline.
pub struct TimeBudget {
    /// The end of the budget; `None` if there is none.
    pub deadline: Option<Instant>,
}

impl TimeBudget {
    /// A budget that starts now. One too large for the system's clock has no deadline.
    pub fn start(budget: Duration) -> Self {
        Self { deadline: Instant::now().checked_add(budget) }
    }

    /// Whether the deadline has passed.
    pub fn is_used_up(&self) -> bool {
        self.deadline.is_some_and(|d| Instant::now() > d)
    }
}
