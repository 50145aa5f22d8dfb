//! Capturing in another network namespace (--netns), without a program that starts this one there.
//!
//! The process joins the namespace before anything asks the kernel for interfaces (setns(2)), and
//! stays: its numbers come from there at the end too, and a host's name in the filter is asked for
//! there. A socket keeps its namespace alive, so that one whose last process goes is captured in until
//! the capture ends.

use crate::message::{Line, Reported};
use crate::packed::text;
use crate::settings::number;
use core::ffi::CStr;
use heapless::Vec;
use rustix::fd::{AsFd, OwnedFd};
use rustix::io::Errno;
use rustix::thread::{LinkNameSpaceType, move_into_link_name_space};

/// Joins the namespace of a path, of a name that ip-netns(8) has given, or, where none has that name,
/// of a process by its number.
///
/// # Errors
///
/// There is none, or it cannot be joined.
pub fn join(program: &[u8], wanted: &CStr) -> Result<(), Reported> {
    let text = wanted.to_bytes();
    let process = number(text, 10).is_some();
    let opened = if text.contains(&b'/') {
        open_parts([text, b"", b""])
    } else {
        match open_parts([b"/run/netns/", text, b""]) {
            Err(Errno::NOENT) if process => open_parts([b"/proc/", text, b"/ns/net"]),
            opened => opened,
        }
    };
    let joined = opened.and_then(|namespace| {
        move_into_link_name_space(namespace.as_fd(), Some(LinkNameSpaceType::Network))
    });
    joined.map_err(|errno| {
        let mut line = Line::of(program);
        line.literal(text!("network namespace '")).bytes(text).literal(text!("': ")).errno(errno);
        line.literal(match errno {
            Errno::NOENT if process => text!(" (no name of ip-netns(8), and no process)"),
            Errno::NOENT => {
                text!(" (--netns wants a name of ip-netns(8), a path, or the number of a process)")
            }
            Errno::PERM | Errno::ACCESS => text!(" (CAP_SYS_ADMIN is required, here and there)"),
            Errno::INVAL => text!(" (it is no network namespace)"),
            _ => text!(""),
        });
        line.fail()
    })
}

/// Opens what the parts of a path make together.
fn open_parts(parts: [&[u8]; 3]) -> Result<OwnedFd, Errno> {
    let mut path = Vec::<u8, 4096>::new();
    for part in parts.into_iter().chain([&b"\0"[..]]) {
        path.extend_from_slice(part).map_err(|_| Errno::NAMETOOLONG)?;
    }
    let path = CStr::from_bytes_until_nul(&path).unwrap_or_default();
    crate::input::open_named(path)
}
