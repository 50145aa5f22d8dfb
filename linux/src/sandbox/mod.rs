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
//! [`refuse_privileges`] comes first: the kernel wants it for the others; [`restrict_calls`] comes last, as they
//! make calls of their own. None of it can be undone. It is for the thread that asks for it and for the threads
//! and programs that this starts from then on: threads that are there already, such as those of an asynchronous
//! runtime, go on without walls.
//!
//! What a capture that has been started calls is here, beside what the program calls itself:
//!
//! ```no_run
//! use barecap_linux::sandbox::{self, Access, Allowed, CapabilitySet, Paths};
//! use syscalls::Sysno;
//!
//! sandbox::refuse_privileges()?;
//! // Where the kernel has no Landlock, the other walls stand.
//! if let Ok(paths) = Paths::new() {
//!     for access in [Access::Read, Access::Make] {
//!         paths.allow(c"/var/captures", access)?;
//!     }
//!     paths.enforce()?;
//! }
//! sandbox::keep_capabilities(CapabilitySet::empty())?;
//! let calls = [
//!     // Waiting, and reading signals and breakers.
//!     Sysno::ppoll, Sysno::read, Sysno::clock_gettime,
//!     // Packets that come one by one, or are longer than a frame of a ring.
//!     Sysno::recvmsg, Sysno::recvfrom,
//!     // Statistics, and what becomes of the interface, of which netlink tells.
//!     Sysno::getsockopt, Sysno::getsockname, Sysno::socket, Sysno::sendto, Sysno::close,
//!     // Other filters, the end of a capture, and of its ring.
//!     Sysno::setsockopt, Sysno::bind, Sysno::munmap,
//!     // Where the program opens files in its folder, writes, takes memory and ends.
//!     Sysno::openat, Sysno::write, Sysno::mmap, Sysno::brk, Sysno::exit_group,
//! ];
//! let number = |call: &Sysno| Allowed { number: call.id() as u32, argument: None };
//! sandbox::restrict_calls(&mut calls.iter().map(number))?;
//! # Ok::<(), barecap_linux::rustix::io::Errno>(())
//! ```
//!
//! (On i386 all calls of sockets are `socketcall`. Numbers of calls may come from anywhere; here they are of the
//! crate `syscalls`.)

mod calls;
mod capabilities;
mod landlock;
mod seccomp;

use rustix::io::Errno;

pub use capabilities::keep as keep_capabilities;
pub use landlock::{Access, Paths};
pub use rustix::thread::CapabilitySet;
pub use seccomp::{Allowed, restrict as restrict_calls};

/// From now on no program that this thread starts gives rights that it lacks (`PR_SET_NO_NEW_PRIVS`).
///
/// # Errors
/// That of prctl(2): the kernel is older than 3.5.
pub fn refuse_privileges() -> Result<(), Errno> {
    rustix::thread::set_no_new_privs(true)
}
