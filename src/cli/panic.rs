//! The last resort: a defect of the program as a message that can be reported, not a backtrace.

use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::{Arc, Mutex, PoisonError};

use super::error::CommandError;

/// Runs `work`; a panic in it becomes a failure that names the place.
pub(super) fn caught<T>(work: impl FnOnce() -> T) -> Result<T, CommandError> {
    let seen = Arc::new(Mutex::new(String::new()));
    let note = Arc::clone(&seen);
    let usual = take_hook();
    set_hook(Box::new(move |panic| {
        *note.lock().unwrap_or_else(PoisonError::into_inner) = panic.to_string();
    }));
    let result = catch_unwind(AssertUnwindSafe(work));
    set_hook(usual);
    result.map_err(|_| {
        let what = seen.lock().unwrap_or_else(PoisonError::into_inner);
        defect(&what)
    })
}

/// The failure for a panic that was described with these words.
fn defect(what: &str) -> CommandError {
    CommandError::new(format!(
        "handbook has a defect: {}",
        what.replace('\n', " ")
    ))
    .hint(format!(
        "please report this line, the version ({}) and the page that brings it about",
        env!("CARGO_PKG_VERSION")
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_defect_in_any_thread_becomes_one_line() {
        let result = caught(|| rayon::join(|| 1, || panic!("one\ntwo")));
        let message = result.err().map(|error| error.message).unwrap_or_default();
        assert!(message.starts_with("handbook has a defect: panicked at src/cli/panic.rs:"));
        assert!(message.ends_with(": one two"), "{message}");
        assert_eq!(caught(|| 1), Ok(1));
    }
}
