//! [`ServerEvent`] and [`ServerReporter`]: the events that a server reports while it runs.

use crate::base::diagnostic::Diagnostic;
use crate::serve::rebuild::Rebuilt;
use crate::source::scan;

/// An event in the life of a server.
pub enum ServerEvent<'a> {
    /// The server answers at this address.
    Listening {
        /// The address of the home page.
        url: &'a str,
        /// Whether other machines may reach the address.
        open_to_others: bool,
    },
    /// The sources changed and were built. A site with errors is not served.
    Rebuilt(&'a Rebuilt),
    /// The site cannot be read at the moment. The previous snapshot is still served.
    Unreadable(&'a scan::ScanError),
    /// The system does not report changes, for this reason. The sources are polled every second.
    Polling(&'a str),
}

/// Reports the events of a server and puts diagnostics into words.
pub trait ServerReporter {
    /// Reports an event. Events come in the order in which they happen.
    fn report(&mut self, event: ServerEvent<'_>);
    /// The text of a diagnostic as a terminal shows it, without colours.
    fn describe(&self, diagnostic: &Diagnostic) -> String;
}
