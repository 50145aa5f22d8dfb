//! Standard input, output and error where they are closed when the program starts.
//!
//! What is opened first would get their numbers: messages would go into the savefile, or, by way of a
//! packet socket, to the network. So something holds their places that cannot be read or written.

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fd::{AsRawFd, IntoRawFd};
use rustix::fs::{Mode, OFlags};

/// Sees to it that what is opened from now on is none of the three.
pub fn hold() {
    // SAFETY: they are only asked after; one that is closed is answered for like any other.
    let three =
        unsafe { [rustix::stdio::stdin(), rustix::stdio::stdout(), rustix::stdio::stderr()] };
    let mut fds = three.map(|fd| PollFd::from_borrowed_fd(fd, PollFlags::empty()));
    let now = Timespec { tv_sec: 0, tv_nsec: 0 };
    if poll(&mut fds, Some(&now)) == Ok(0) {
        return;
    }
    // One of them is closed, or its other end is. What is opened gets the lowest number there is.
    while let Ok(place) = rustix::fs::open(c"/", OFlags::PATH, Mode::empty()) {
        if place.as_raw_fd() > 2 {
            break;
        }
        let _ = place.into_raw_fd();
    }
}
