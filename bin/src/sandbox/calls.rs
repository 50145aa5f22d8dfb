//! The one list of system calls that are made inside the sandbox, and what for.
//!
//! It names what `rustix` makes, and that differs between machines: those of 32 bits have calls of
//! their own for times and sizes of 64 bits, and of some calls the kernel has only the older form, or
//! only the newer one. i386 is peculiar: all calls of sockets go through one, `socketcall`, by a number
//! that can be tested, but with arguments in memory that a filter cannot see. Its sockets can be of any
//! family, then: what is captured on one more is left to the rights that are given up.
//! `tests/tests/sandbox.rs` traces what is really made.

use super::{
    ALWAYS, COMPILE, DELETE, FOLLOW, INTERFACES, LIVE, MORE_INPUT, MORE_OUTPUT, NAMES, Needs, PIN,
    RENAME, SEND, SEND_AGAIN, SEVERAL, THREADS, WRITE,
};
use barecap_linux::sandbox::Allowed;
#[cfg(not(target_arch = "x86"))]
use rustix::net::AddressFamily;
use syscalls::Sysno;

/// A system call, what it is needed for, and what one of its arguments must be then.
type Row = (Sysno, Needs, Option<(u8, u32)>);

/// Those that are made most often come first; `SOCKETS` has more.
const CALLS: &[Row] = &[
    (Sysno::ppoll, ALWAYS, None),
    (Sysno::write, ALWAYS, None),
    // A savefile, or signals.
    (Sysno::read, ALWAYS, None),
    (Sysno::clock_gettime, LIVE | COMPILE | SEND, None),
    (Sysno::recvmsg, LIVE, None),
    (Sysno::getsockopt, LIVE, None),
    // Whether a socket still has its interface.
    (Sysno::getsockname, LIVE, None),
    (OPENING, MORE_INPUT | MORE_OUTPUT | NAMES | COMPILE, None),
    (Sysno::close, ALWAYS, None),
    (STATUS, MORE_INPUT | WRITE, None),
    (RENAMING, RENAME, None),
    (Sysno::unlinkat, DELETE, None),
    // After a write that failed.
    (TRUNCATION, WRITE, None),
    (Sysno::getrandom, COMPILE, None),
    // What else ends the wait for an answer.
    (Sysno::signalfd4, COMPILE, None),
    (SEEKING, SEND_AGAIN, None),
    // An interface that appears gets a socket with a ring, in memory that is not run.
    (MAPPING, FOLLOW, MAPPED),
    // The end of a capture: the ring.
    (Sysno::munmap, LIVE | SEND, None),
    // Threads, and nothing else that could be started.
    #[cfg(feature = "rings")]
    (Sysno::clone, THREADS, Some((SHARED, barecap_linux::thread::FLAGS))),
    (Sysno::futex, THREADS, None),
    // On kernels without the one above.
    #[cfg(target_pointer_width = "32")]
    (Sysno::futex_time64, THREADS, None),
    (Sysno::sched_setaffinity, PIN, Some((0, 0))),
    (Sysno::exit, THREADS, None),
    (Sysno::exit_group, ALWAYS, None),
    #[cfg(target_pointer_width = "32")]
    (Sysno::clock_gettime64, LIVE | COMPILE | SEND, None),
    // For more seconds than 32 bits hold.
    #[cfg(target_pointer_width = "32")]
    (Sysno::ppoll_time64, ALWAYS, None),
    // Before Linux 4.11.
    #[cfg(target_pointer_width = "32")]
    (Sysno::fstat64, MORE_INPUT | WRITE, None),
    #[cfg(target_arch = "mips64")]
    (Sysno::fstat, MORE_INPUT | WRITE, None),
];

/// What shuts off a ring that shares its packets with others.
const SO_ATTACH_FILTER: u32 = 26;

/// Where a socket's own options are: where machines agree with System V, and elsewhere.
#[cfg(any(target_arch = "mips", target_arch = "mips64"))]
const SOL_SOCKET: u32 = 0xffff;
#[cfg(not(any(target_arch = "mips", target_arch = "mips64")))]
const SOL_SOCKET: u32 = 1;

/// Where those of packet sockets are.
const SOL_PACKET: u32 = 263;

#[cfg(not(target_arch = "x86"))]
const NETLINK: Option<(u8, u32)> = Some((0, AddressFamily::NETLINK.as_raw() as u32));

/// Interfaces are asked for by netlink, hosts by UDP and TCP; nothing is captured on another socket but on
/// those of interfaces that appear, where they are followed. At its end a capture is taken off the network.
#[cfg(not(target_arch = "x86"))]
const SOCKETS: &[Row] = &[
    (Sysno::recvfrom, LIVE | INTERFACES | COMPILE | SEND, None),
    (Sysno::socket, LIVE | INTERFACES | COMPILE | SEND, NETLINK),
    (Sysno::socket, COMPILE, Some((0, AddressFamily::INET.as_raw() as u32))),
    (Sysno::socket, COMPILE, Some((0, AddressFamily::INET6.as_raw() as u32))),
    (Sysno::sendto, LIVE | INTERFACES | COMPILE | SEND, None),
    (Sysno::connect, COMPILE, None),
    (Sysno::bind, LIVE, None),
    (Sysno::setsockopt, SEVERAL, Some((2, SO_ATTACH_FILTER))),
    (Sysno::socket, FOLLOW, Some((0, AddressFamily::PACKET.as_raw() as u32))),
    (Sysno::setsockopt, FOLLOW, Some((1, SOL_SOCKET))),
    (Sysno::setsockopt, FOLLOW, Some((1, SOL_PACKET))),
    #[cfg(any(
        target_arch = "arm",
        target_arch = "mips",
        target_arch = "powerpc",
        target_arch = "powerpc64"
    ))]
    (Sysno::recv, LIVE | INTERFACES | COMPILE | SEND, None),
    #[cfg(any(
        target_arch = "arm",
        target_arch = "mips",
        target_arch = "powerpc",
        target_arch = "powerpc64"
    ))]
    (Sysno::send, LIVE | INTERFACES | COMPILE | SEND, None),
];

/// The same by the numbers of socketcall(2), that of `getsockopt` among them.
#[cfg(target_arch = "x86")]
const SOCKETS: &[Row] = {
    const SYS_SOCKET: u32 = 1;
    const SYS_BIND: u32 = 2;
    const SYS_CONNECT: u32 = 3;
    const SYS_SEND: u32 = 9;
    const SYS_RECV: u32 = 10;
    const SYS_SETSOCKOPT: u32 = 14;
    const SYS_GETSOCKOPT: u32 = 15;
    &[
        (Sysno::socketcall, LIVE | INTERFACES | COMPILE | SEND, Some((0, SYS_RECV))),
        (Sysno::socketcall, LIVE | INTERFACES | COMPILE | SEND, Some((0, SYS_SOCKET))),
        (Sysno::socketcall, LIVE | INTERFACES | COMPILE | SEND, Some((0, SYS_SEND))),
        (Sysno::socketcall, LIVE, Some((0, SYS_GETSOCKOPT))),
        (Sysno::socketcall, COMPILE, Some((0, SYS_CONNECT))),
        (Sysno::socketcall, LIVE, Some((0, SYS_BIND))),
        (Sysno::socketcall, FOLLOW, Some((0, SYS_SETSOCKOPT))),
        // What rustix has no words for is set by the call of that name.
        (Sysno::setsockopt, SEVERAL, Some((2, SO_ATTACH_FILTER))),
        (Sysno::setsockopt, FOLLOW, Some((1, SOL_SOCKET))),
        (Sysno::setsockopt, FOLLOW, Some((1, SOL_PACKET))),
    ]
};

/// How files are opened: where the kernel has the older of the two calls, by that.
#[cfg(any(target_arch = "aarch64", target_arch = "riscv64"))]
const OPENING: Sysno = Sysno::openat;
#[cfg(not(any(target_arch = "aarch64", target_arch = "riscv64")))]
const OPENING: Sysno = Sysno::open;

/// How files are renamed: where the kernel has the older of the two calls, by that.
#[cfg(target_arch = "riscv64")]
const RENAMING: Sysno = Sysno::renameat2;
#[cfg(not(target_arch = "riscv64"))]
const RENAMING: Sysno = Sysno::renameat;

/// How it is asked what a file is: by the newer call where the older one has times of 32 bits.
#[cfg(all(target_pointer_width = "64", not(target_arch = "mips64")))]
const STATUS: Sysno = Sysno::fstat;
#[cfg(any(target_pointer_width = "32", target_arch = "mips64"))]
const STATUS: Sysno = Sysno::statx;

/// How a file is cut short, with sizes of 64 bits.
#[cfg(target_pointer_width = "64")]
const TRUNCATION: Sysno = Sysno::ftruncate;
#[cfg(target_pointer_width = "32")]
const TRUNCATION: Sysno = Sysno::ftruncate64;

/// How memory is mapped: on machines of 32 bits by pages, for large files.
#[cfg(target_pointer_width = "64")]
const MAPPING: Sysno = Sysno::mmap;
#[cfg(target_pointer_width = "32")]
const MAPPING: Sysno = Sysno::mmap2;

/// Memory that is read and written, and not run (`PROT_READ`, `PROT_WRITE`). On s390x the call has its
/// arguments in memory, which a filter cannot see.
const MAPPED: Option<(u8, u32)> = if cfg!(target_arch = "s390x") { None } else { Some((2, 1 | 2)) };

/// Which argument of clone(2) says what a thread shares.
#[cfg(feature = "rings")]
const SHARED: u8 = if cfg!(target_arch = "s390x") { 1 } else { 0 };

/// How it is sought in files: in 64 bits also where the machine has fewer.
#[cfg(target_pointer_width = "64")]
const SEEKING: Sysno = Sysno::lseek;
#[cfg(target_pointer_width = "32")]
const SEEKING: Sysno = Sysno::_llseek;

/// The system calls for this.
pub(super) fn for_needs(needs: Needs) -> impl Iterator<Item = Allowed> {
    let needed = CALLS.iter().chain(SOCKETS).filter(move |(_, by, _)| by & needs != 0);
    needed.map(|&(call, _, argument)| Allowed { number: call.id() as u32, argument })
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::super::capabilities;
    use super::*;
    use barecap_linux::sandbox::CapabilitySet;

    #[test]
    fn what_is_made_or_started_is_only_there_where_it_is_needed() {
        let numbers = |needs| {
            for_needs(needs).map(|allowed| allowed.number as usize).collect::<std::vec::Vec<_>>()
        };
        let has = |needs, call: Sysno| numbers(needs).contains(&(call.id() as usize));
        // What is needed from there on takes some of them.
        for needs in 0..SEVERAL {
            for call in [Sysno::execve, Sysno::clone, Sysno::mmap, Sysno::setsockopt, Sysno::ptrace]
            {
                assert!(!has(needs | ALWAYS, call), "{call:?}");
            }
        }
        for needs in [ALWAYS, ALWAYS | LIVE, ALWAYS | LIVE | WRITE] {
            assert!(!has(needs, OPENING));
        }
        assert!(!has(ALWAYS | WRITE, Sysno::socket));
        assert!(!has(ALWAYS | SEND, OPENING) && !has(ALWAYS | SEND, SEEKING));
        assert!(has(ALWAYS | LIVE | WRITE | MORE_OUTPUT, OPENING));
        assert_eq!(capabilities(ALWAYS | LIVE | WRITE), CapabilitySet::empty());
        assert!(has(ALWAYS | LIVE | FOLLOW, MAPPING) && !has(ALWAYS | LIVE | FOLLOW, OPENING));
        assert_eq!(capabilities(ALWAYS | LIVE | FOLLOW), CapabilitySet::NET_RAW);
    }
}
