//! Giving up what a capture needs no more, before it handles its first packet.
//!
//! Whoever sends packets chooses the bytes that a capture works on. Should one of them ever find a
//! hole, these walls decide what it is good for:
//!
//! - [`keep_capabilities`]: root's rights go, but for those that are named.
//! - [`Paths`] (Landlock, since Linux 5.13): files outside of the folders and files that are named
//!   cannot be opened, made, renamed or deleted, whoever the user is; what is open stays open.
//! - [`restrict_calls`] (seccomp(2), since Linux 3.17): system calls that are not named are refused
//!   with `EPERM`. They do not kill the process, since a killed one could not tell how many packets
//!   it lost: the call that fails is an error like any other, and the capture ends with its numbers.
//!
//! [`refuse_privileges`] comes first: the kernel wants it for the others. None of it can be undone, and
//! programs that the process starts from then on have the same walls around them.

mod calls;
mod capabilities;
mod landlock;
mod seccomp;

use rustix::io::Errno;

pub use capabilities::keep as keep_capabilities;
pub use landlock::{Access, Paths};
pub use rustix::thread::CapabilitySet;
pub use seccomp::{Allowed, restrict as restrict_calls};

/// From now on no program that is started gives rights that this process lacks (`PR_SET_NO_NEW_PRIVS`).
///
/// # Errors
/// That of prctl(2): the kernel is older than 3.5.
pub fn refuse_privileges() -> Result<(), Errno> {
    rustix::thread::set_no_new_privs(true)
}
