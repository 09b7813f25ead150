//! Panics as error messages that can be reported, instead of backtraces.

use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::{Arc, Mutex, PoisonError};

use crate::cli::outcome::{CommandError, CommandResult};

/// Runs `work`; a panic in it becomes an error that names its source location.
pub(super) fn caught<T>(work: impl FnOnce() -> T) -> CommandResult<T> {
    let description = Arc::new(Mutex::new(String::new()));
    let hooked = Arc::clone(&description);
    let previous = take_hook();
    set_hook(Box::new(move |panic| {
        *hooked.lock().unwrap_or_else(PoisonError::into_inner) = panic.to_string();
    }));
    let result = catch_unwind(AssertUnwindSafe(work));
    set_hook(previous);
    result.map_err(|_| {
        let description = description.lock().unwrap_or_else(PoisonError::into_inner);
        defect(&description)
    })
}

/// The error for a panic with this description.
fn defect(description: &str) -> CommandError {
    CommandError::new(format!("internal error: {}", description.replace('\n', " "))).hint(format!(
        "please report this line, the version ({}) and the page that causes it",
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
        assert!(message.starts_with("internal error: panicked at src/cli/panic.rs:"));
        assert!(message.ends_with(": one two"), "{message}");
        assert_eq!(caught(|| 1), Ok(1));
    }
}
