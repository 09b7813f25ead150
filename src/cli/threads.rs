//! [`start_threads`]: the threads on which builds work, as many as the system gives.

use std::num::NonZero;
use std::sync::mpsc::channel;
use std::thread;

use rayon::ThreadPoolBuilder;

/// Starts the threads. A pool that cannot start all of its threads cannot be tried again, so that it
/// is found out before how many there are; without any, the builds work on this one.
pub(super) fn start_threads() {
    let wanted = thread::available_parallelism().map_or(1, NonZero::get);
    let mut given = Vec::new();
    for _ in 0..wanted {
        let (hold, wait) = channel::<()>();
        match thread::Builder::new().spawn(move || wait.recv().is_ok()) {
            Ok(thread) => given.push((hold, thread)),
            Err(_) => break,
        }
    }
    let count = given.len();
    for (hold, thread) in given {
        drop(hold);
        // It cannot panic.
        let _ = thread.join();
    }
    let pool = ThreadPoolBuilder::new();
    let pool = match count {
        0 => pool.num_threads(1).use_current_thread(),
        _ if count < wanted => pool.num_threads(count),
        _ => pool,
    };
    // In a test there may be a pool already.
    let _ = pool.build_global();
}
