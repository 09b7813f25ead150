//! Ctrl-C: the first ends the program gracefully, the second at once.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};

use crate::cli::error::CommandError;
use crate::serve::watch::WatchEvent;

/// The exit code that shells give a process that an interrupt ended: 128 + SIGINT.
const INTERRUPTED: i32 = 130;

/// The events of a watched build. The first interrupt sends [`WatchEvent::Stop`]; the second ends
/// the process.
pub(super) fn events() -> Result<(Sender<WatchEvent>, Receiver<WatchEvent>), CommandError> {
    let (sender, receiver) = channel();
    let events = sender.clone();
    let was_interrupted = AtomicBool::new(false);
    ctrlc::set_handler(move || {
        // If the channel is closed, nobody is left who could stop gracefully.
        if was_interrupted.swap(true, Ordering::SeqCst) || events.send(WatchEvent::Stop).is_err() {
            end();
        }
    })
    .map_err(|error| CommandError::new(format!("cannot handle Ctrl-C: {error}")))?;
    Ok((sender, receiver))
}

#[expect(clippy::exit, reason = "somebody asked for it twice, so nothing is waited for")]
fn end() {
    std::process::exit(INTERRUPTED);
}
