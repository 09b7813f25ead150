//! [`ServerEvent`] and [`ServerReporter`]: what a server reports while it runs.

use super::rebuild::Rebuilt;
use crate::base::diagnostic::Diagnostic;
use crate::source::scan;

/// What happens, in the order in which it does.
pub enum ServerEvent<'a> {
    /// The server answers at this address, which others can reach or not.
    Listening {
        /// The address of the home page.
        url: &'a str,
        /// Whether other machines may reach it.
        open_to_others: bool,
    },
    /// The sources changed and were built. A site with errors is not shown.
    Rebuilt(&'a Rebuilt),
    /// The site cannot be read at the moment; what was shown stays.
    Unreadable(&'a scan::Error),
    /// The system does not tell of changes, for this reason; they are looked for every second.
    Polling(&'a str),
}

/// Who hears of what happens and puts it into words.
pub trait ServerReporter {
    /// Something happens.
    fn report(&mut self, event: ServerEvent<'_>);
    /// What a terminal would say of one error, without colours.
    fn describe(&self, diagnostic: &Diagnostic) -> String;
}
