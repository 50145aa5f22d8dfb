//! Packets that come while something else is done.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

/// Raises its flag when it goes, also where a test fails.
struct Over<'a>(&'a AtomicBool);

impl Drop for Over<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Sends again and again, with a pause behind each, while `meanwhile` runs.
pub fn during<T>(
    pause: Duration,
    mut send: impl FnMut() + Send,
    meanwhile: impl FnOnce() -> T,
) -> T {
    let over = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            while !over.load(Ordering::Relaxed) {
                send();
                thread::sleep(pause);
            }
        });
        let _over = Over(&over);
        meanwhile()
    })
}
