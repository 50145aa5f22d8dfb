//! The system calls that rustix does not have, and the kernel structs they take.
//!
//! This is the only module with raw system calls, but for those of the sandbox and of threads: here those
//! of packet sockets and of clocks, in `driver` those of interfaces, in `signals` those of signals, in
//! `mapping` that for memory on s390x. Every other function is safe: it passes the kernel nothing but
//! references that live through the call, with the sizes of the types behind them. The layouts are those
//! of `linux-raw-sys`, generated from the kernel's own headers; the assertions below hold what the rest
//! of the crate relies on, with the size of the ring's headers first.
//! Man pages: packet(7), socket(7), clock_gettime(2).

pub(crate) mod driver;
#[cfg(target_arch = "s390x")]
mod mapping;
pub(crate) mod signals;

#[cfg(target_arch = "s390x")]
pub(crate) use mapping::{mmap, mmap_anonymous};
#[cfg(not(target_arch = "s390x"))]
pub(crate) use rustix::mm::{mmap, mmap_anonymous};

use core::ffi::c_int;
use core::mem::size_of;
use core::time::Duration;

use crate::syscall;
use barecap_core::insn::Insn;
use linux_raw_sys::{general, if_packet, net, ptrace};
use rustix::event::{PollFd, Timespec, poll};
use rustix::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd};
use rustix::io::Errno;
use rustix::net::addr::{SocketAddrArg, SocketAddrLen, SocketAddrOpaque};
use static_assertions::{assert_eq_align, assert_eq_size};
use syscalls::Sysno;

assert_eq_size!(Insn, ptrace::sock_filter);
assert_eq_align!(Insn, ptrace::sock_filter);
assert_eq_size!(if_packet::sockaddr_ll, [u8; 20]);
assert_eq_size!(if_packet::tpacket3_hdr, [u8; 48]);
assert_eq_size!(if_packet::tpacket_block_desc, [u8; 48]);
assert_eq_size!(if_packet::tpacket_req3, [u8; 28]);
assert_eq_size!(if_packet::packet_mreq, [u8; 16]);

type Result<T> = core::result::Result<T, Errno>;

/// The kernel's answer in rustix's error type.
pub(crate) fn checked(result: core::result::Result<usize, syscalls::Errno>) -> Result<usize> {
    result.map_err(|errno| Errno::from_raw_os_error(errno.into_raw()))
}

/// Waits until a descriptor has what is asked of it, or the time is up; `EINTR` for a signal that runs a handler.
#[inline(never)]
pub(crate) fn wait(fds: &mut [PollFd<'_>], limit: Option<Duration>) -> Result<()> {
    let limit = limit.map(|limit| Timespec {
        tv_sec: limit.as_secs().try_into().unwrap_or(i64::MAX),
        tv_nsec: limit.subsec_nanos().into(),
    });
    poll(fds, limit.as_ref()).map(drop)
}

/// Sets a socket option whose value is a number or a plain struct, in words of the machine's order.
#[inline(never)]
fn set_option(socket: BorrowedFd<'_>, level: u32, name: u32, value: &[u32]) -> Result<()> {
    // SAFETY: the kernel reads the words, which live through the call.
    let result = unsafe {
        syscall!(
            Sysno::setsockopt,
            socket.as_raw_fd(),
            level,
            name,
            value.as_ptr(),
            size_of_val(value)
        )
    };
    checked(result).map(drop)
}

/// Sets an option of `SOL_PACKET` (packet(7)); the value is a number or the words of one of the
/// kernel's plain structs.
pub(crate) fn set_packet_option(socket: impl AsFd, name: u32, value: &[u32]) -> Result<()> {
    set_option(socket.as_fd(), net::SOL_PACKET, name, value)
}

/// Gets an option of `SOL_PACKET` that is a number.
pub(crate) fn packet_option(socket: impl AsFd, name: u32) -> Result<u32> {
    let mut value = 0_u32;
    let mut length = size_of::<u32>() as u32;
    // SAFETY: the kernel writes at most `length` bytes at `value` and 4 at `length`; both live through
    // the call and hold any bit pattern.
    let result = unsafe {
        syscall!(
            Sysno::getsockopt,
            socket.as_fd().as_raw_fd(),
            net::SOL_PACKET,
            name,
            &raw mut value,
            &raw mut length
        )
    };
    checked(result).map(|_| value)
}

/// Packets and drops since the last call (`PACKET_STATISTICS`): the kernel starts at zero again with
/// each. Packets include the dropped ones.
pub(crate) fn packet_statistics(socket: impl AsFd) -> Result<(u32, u32)> {
    let mut value = if_packet::tpacket_stats_v3 { tp_packets: 0, tp_drops: 0, tp_freeze_q_cnt: 0 };
    let mut length = size_of::<if_packet::tpacket_stats_v3>() as u32;
    // SAFETY: the kernel writes at most `length` bytes at `value` and 4 at `length`; both live
    // through the call and hold any bit pattern. A socket without a V3 ring writes the first two
    // fields only.
    let result = unsafe {
        syscall!(
            Sysno::getsockopt,
            socket.as_fd().as_raw_fd(),
            net::SOL_PACKET,
            if_packet::PACKET_STATISTICS,
            &raw mut value,
            &raw mut length
        )
    };
    checked(result).map(|_| (value.tp_packets, value.tp_drops))
}

/// A packet taken from a socket's queue, and what the kernel notes beside it.
#[derive(Debug)]
pub(crate) struct Received {
    /// How many bytes there were, of which no more than there was room for have been written.
    pub(crate) length: usize,
    /// The five words of `struct sockaddr_ll`.
    pub(crate) address: [u32; 5],
    /// The five words of `struct tpacket_auxdata`: status, length on the wire, captured length,
    /// offsets, VLAN tag.
    pub(crate) auxiliary: [u32; 5],
    /// When it was captured: seconds and nanoseconds.
    pub(crate) time: [u32; 2],
}

/// The option that has packets stamped with seconds and nanoseconds of 64 bits.
const TIMESTAMP_OPTION: u32 = if cfg!(target_pointer_width = "64") {
    net::SO_TIMESTAMPNS_OLD
} else {
    net::SO_TIMESTAMPNS_NEW
};

/// Has packets stamped that are taken from the socket's queue.
pub(crate) fn stamp_packets(socket: &OwnedFd) -> Result<()> {
    let stamped = set_socket_option(socket, TIMESTAMP_OPTION, 1);
    // Kernels before 5.1 have seconds of the machine's width alone.
    #[cfg(target_pointer_width = "32")]
    if stamped == Err(Errno::NOPROTOOPT) {
        return set_socket_option(socket, net::SO_TIMESTAMPNS_OLD, 1);
    }
    stamped
}

/// Sets an option of `SOL_SOCKET` (socket(7)) that is a number.
pub(crate) fn set_socket_option(socket: impl AsFd, name: u32, value: u32) -> Result<()> {
    set_option(socket.as_fd(), net::SOL_SOCKET, name, &[value])
}

/// Takes the next packet from a packet socket's queue without waiting for one (`recvmsg`).
pub(crate) fn receive(socket: impl AsFd, bytes: &mut [u8]) -> Result<Option<Received>> {
    let mut control = Control([0; 128]);
    let mut received = Received { length: 0, address: [0; 5], auxiliary: [0; 5], time: [0; 2] };
    let mut vector =
        general::iovec { iov_base: bytes.as_mut_ptr().cast(), iov_len: bytes.len() as _ };
    let mut message = net::msghdr {
        msg_name: received.address.as_mut_ptr().cast(),
        msg_namelen: size_of::<[u32; 5]>() as c_int,
        msg_iov: (&raw mut vector).cast(),
        msg_iovlen: 1,
        msg_control: (&raw mut control).cast(),
        msg_controllen: size_of::<Control>(),
        msg_flags: 0,
    };
    // SAFETY: the kernel reads the message and the vector and writes to the three buffers they
    // name, to no more of each than the length given with it; all live through the call and hold
    // any bit pattern.
    let result = unsafe {
        syscall!(
            Sysno::recvmsg,
            socket.as_fd().as_raw_fd(),
            &raw mut message,
            net::MSG_DONTWAIT | net::MSG_TRUNC
        )
    };
    received.length = match checked(result) {
        Ok(length) => length,
        Err(Errno::AGAIN) => return Ok(None),
        Err(errno) => return Err(errno),
    };
    let control = control.0.get(..message.msg_controllen).unwrap_or_default();
    read_control(control, &mut received);
    Ok(Some(received))
}

/// Room for two control messages, each a header and at most 20 bytes, aligned as they are.
#[repr(C, align(8))]
struct Control([u8; 128]);

/// Reads control messages (cmsg(3)): a length of a word, itself included, a level and a type of 4
/// bytes each, and data, from one multiple of a word to the next.
fn read_control(mut control: &[u8], received: &mut Received) {
    const WORD: usize = size_of::<usize>();
    let number = |bytes: &[u8], at: usize| -> Option<u32> {
        Some(u32::from_ne_bytes(*bytes.get(at..)?.first_chunk()?))
    };
    while let Some((length, _)) = control.split_first_chunk() {
        let length = usize::from_ne_bytes(*length);
        let (Some(level), Some(kind)) = (number(control, WORD), number(control, WORD + 4)) else {
            break;
        };
        let Some(data) = control.get(WORD + 8..length) else { break };
        let words = core::array::from_fn(|index| number(data, 4 * index).unwrap_or(0));
        if (level, kind) == (net::SOL_PACKET, if_packet::PACKET_AUXDATA) {
            received.auxiliary = words;
        } else if (level, kind) == (net::SOL_SOCKET, TIMESTAMP_OPTION) {
            // Seconds and nanoseconds of 64 bits each, of which the low halves are used.
            let low = usize::from(cfg!(target_endian = "big"));
            received.time = [words[low], words[2 + low]];
        } else if (level, kind) == (net::SOL_SOCKET, net::SO_TIMESTAMPNS_OLD) {
            // Of 32 bits each, where that is not the option above.
            received.time = [words[0], words[1]];
        }
        control = control.get(length.next_multiple_of(WORD)..).unwrap_or_default();
    }
}

/// Attaches a classic BPF program (`SO_ATTACH_FILTER`), in place of the one before.
///
/// The kernel checks and copies it. A program longer than the 65,535 instructions that the kernel's
/// length field can name is `EINVAL` here, as one of more than 4,096 is there.
pub(crate) fn attach_filter(socket: impl AsFd, program: &[Insn]) -> Result<()> {
    let len = u16::try_from(program.len()).map_err(|_| Errno::INVAL)?;
    let value = ptrace::sock_fprog {
        len,
        filter: program.as_ptr().cast::<ptrace::sock_filter>().cast_mut(),
    };
    // SAFETY: the kernel reads the struct and the `len` instructions it points to, and writes to
    // neither; `Insn` is laid out as `sock_filter`, asserted above.
    let result = unsafe {
        syscall!(
            Sysno::setsockopt,
            socket.as_fd().as_raw_fd(),
            net::SOL_SOCKET,
            net::SO_ATTACH_FILTER,
            &raw const value,
            size_of::<ptrace::sock_fprog>()
        )
    };
    checked(result).map(drop)
}

/// The address of a packet socket: an interface (0 for every one) and an Ethernet protocol number.
pub(crate) struct LinkAddress {
    pub(crate) interface: u32,
    pub(crate) protocol: u16,
}

// SAFETY: the pointer handed on is to a whole `sockaddr_ll` on the stack, readable for the length
// handed on with it.
unsafe impl SocketAddrArg for LinkAddress {
    unsafe fn with_sockaddr<R>(
        &self,
        f: impl FnOnce(*const SocketAddrOpaque, SocketAddrLen) -> R,
    ) -> R {
        let address = if_packet::sockaddr_ll {
            sll_family: net::AF_PACKET as u16,
            sll_protocol: self.protocol.to_be(),
            sll_ifindex: self.interface.cast_signed(),
            sll_hatype: 0,
            sll_pkttype: 0,
            sll_halen: 0,
            sll_addr: [0; 8],
        };
        f((&raw const address).cast(), size_of::<if_packet::sockaddr_ll>() as SocketAddrLen)
    }
}

/// The number of the interface that a packet socket is bound to, which is none any more, not even one
/// that is made again with the same number, once that interface has been deleted.
pub(crate) fn bound_interface(socket: &OwnedFd) -> Result<u32> {
    let mut address = [0_u32; size_of::<if_packet::sockaddr_ll>() / 4];
    let mut length = size_of_val(&address) as SocketAddrLen;
    // SAFETY: the kernel writes no more than `length` bytes of the address, and the length; both live
    // through the call, and any bytes are words.
    let result = unsafe {
        syscall!(Sysno::getsockname, socket.as_raw_fd(), address.as_mut_ptr(), &raw mut length)
    };
    checked(result)?;
    // struct sockaddr_ll: family and protocol, then the number of the interface.
    Ok(address[1])
}

/// The system's time, in whole seconds since 1970 (`clock_gettime`); [`real_time`] has the rest.
#[must_use]
pub fn now() -> i64 {
    time(general::CLOCK_REALTIME)[0]
}

/// The time since some moment, on a clock that nobody sets (`clock_gettime`).
#[must_use]
pub fn clock() -> Duration {
    let [seconds, nanos] = time(general::CLOCK_MONOTONIC);
    Duration::new(seconds as u64, nanos as u32)
}

/// The system's time as packets have it ([`Packet::seconds`](crate::Packet::seconds) and
/// [`Packet::nanoseconds`](crate::Packet::nanoseconds), [`Capture::peek`](crate::Capture::peek)): seconds and
/// nanoseconds since 1970 (`clock_gettime`).
///
/// ```
/// use barecap_linux::real_time;
/// use core::time::Duration;
///
/// // How long ago that was, unless the clock has been set back meanwhile; a packet has it as its `time()`.
/// let captured = Duration::from_secs(1_700_000_000);
/// let (seconds, nanoseconds) = real_time();
/// let age = Duration::new(seconds.into(), nanoseconds).saturating_sub(captured);
/// assert!(age > Duration::ZERO);
/// ```
#[must_use]
pub fn real_time() -> (u32, u32) {
    let [seconds, nanos] = time(general::CLOCK_REALTIME);
    (seconds as u32, nanos as u32)
}

/// The time on a clock: seconds and nanoseconds.
fn time(clock: u32) -> [i64; 2] {
    // On 32-bit systems, seconds of 64 bits: the others end in 2038. Kernels before 5.1 have no such
    // call.
    #[cfg(target_pointer_width = "32")]
    {
        let mut time = [0_i64; 2];
        // SAFETY: the kernel writes its `struct __kernel_timespec`, two numbers of 64 bits.
        if unsafe { syscall!(Sysno::clock_gettime64, clock, time.as_mut_ptr()) }.is_ok() {
            return time;
        }
    }
    let mut time = [0_isize; 2];
    // SAFETY: the kernel writes its `struct timespec`, two words of the machine's width.
    let _ = unsafe { syscall!(Sysno::clock_gettime, clock, time.as_mut_ptr()) };
    time.map(|number| number as i64)
}

#[cfg(test)]
mod tests {
    use super::*;
    extern crate std;
    use std::vec::Vec;

    #[test]
    fn control_messages_are_read_as_far_as_they_go() {
        let message = |level: u32, kind: u32, words: &[u32]| {
            let mut bytes = Vec::new();
            bytes.extend((size_of::<usize>() + 8 + 4 * words.len()).to_ne_bytes());
            bytes.extend([level, kind].iter().flat_map(|it| it.to_ne_bytes()));
            bytes.extend(words.iter().flat_map(|it| it.to_ne_bytes()));
            bytes.resize(bytes.len().next_multiple_of(size_of::<usize>()), 0);
            bytes
        };
        let auxiliary = message(net::SOL_PACKET, if_packet::PACKET_AUXDATA, &[1, 60, 50, 4, 5]);
        let seconds = 1_700_000_000_u64.to_ne_bytes();
        let [low, high] =
            [0, 4].map(|at| u32::from_ne_bytes(*seconds[at..].first_chunk().unwrap()));
        let nanoseconds = if cfg!(target_endian = "big") { [0, 99] } else { [99, 0] };
        let time = message(
            net::SOL_SOCKET,
            TIMESTAMP_OPTION,
            &[low, high, nanoseconds[0], nanoseconds[1]],
        );
        let other = message(7, 7, &[9]);
        let all = [auxiliary, other, time].concat();
        for length in 0..=all.len() {
            let mut received =
                Received { length: 0, address: [0; 5], auxiliary: [0; 5], time: [0; 2] };
            read_control(&all[..length], &mut received);
            if length == all.len() {
                assert_eq!(received.auxiliary, [1, 60, 50, 4, 5]);
                assert_eq!(received.time, [1_700_000_000, 99]);
            }
        }
        // On machines of 32 bits, kernels before 5.1 have no other times.
        if cfg!(target_pointer_width = "32") {
            let old = message(net::SOL_SOCKET, net::SO_TIMESTAMPNS_OLD, &[1_700_000_000, 99]);
            let mut received =
                Received { length: 0, address: [0; 5], auxiliary: [0; 5], time: [0; 2] };
            read_control(&old, &mut received);
            assert_eq!(received.time, [1_700_000_000, 99]);
        }
        for length in [0_usize, 15, 17, 1000, usize::MAX - 3, usize::MAX] {
            let mut hostile = all.clone();
            hostile[..size_of::<usize>()].copy_from_slice(&length.to_ne_bytes());
            let mut received =
                Received { length: 0, address: [0; 5], auxiliary: [0; 5], time: [0; 2] };
            read_control(&hostile, &mut received);
        }
    }
}
