//! [`ServerReporter`]: what a server tells while it runs.

use crate::base::diagnostic::Diagnostic;
use crate::serve::watched_build::WatchedBuildEvent;

/// Reports the events of a server and puts diagnostics into words.
pub trait ServerReporter {
    /// The server answers at this address of the home page, which other machines may reach if it
    /// is open to others.
    fn listening(&mut self, url: &str, open_to_others: bool);
    /// Reports an event. Events come in the order in which they happen. A site with errors is not
    /// served: the last one stays.
    fn report(&mut self, event: &WatchedBuildEvent);
    /// The text of a diagnostic as a terminal shows it, without colours.
    fn describe(&self, diagnostic: &Diagnostic) -> String;
}
