//! The last resort: a defect of the program as a message that can be reported, not a backtrace.

use std::panic::{AssertUnwindSafe, catch_unwind, set_hook};
use std::sync::{Arc, Mutex, PoisonError};

use super::failure::Failure;

/// Runs `work`; a panic in it becomes a failure that names the place.
pub(super) fn caught<T>(work: impl FnOnce() -> T) -> Result<T, Failure> {
    let place = Arc::new(Mutex::new(String::new()));
    let seen = Arc::clone(&place);
    set_hook(Box::new(move |panic| {
        *seen.lock().unwrap_or_else(PoisonError::into_inner) = panic.to_string();
    }));
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| {
        let what = place.lock().unwrap_or_else(PoisonError::into_inner);
        let what = what.replace('\n', " ");
        Failure::new(format!("handbook has a defect: {what}")).hint(format!(
            "please report this line, the version ({}) and the page that brings it about",
            env!("CARGO_PKG_VERSION")
        ))
    })
}
