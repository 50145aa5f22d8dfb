//! The system calls that rustix does not have, and the kernel structs they take.
//!
//! This is the only module with raw system calls. Every function here is safe: it passes the kernel
//! nothing but references that live through the call, with the sizes of the types behind them. The
//! layouts are those of `linux-raw-sys`, generated from the kernel's own headers; the assertions
//! below hold what the rest of the crate relies on, with the size of the ring's headers first.
//! Man pages: packet(7), socket(7), signalfd(2), sigprocmask(2), netdevice(7).

use core::ffi::c_int;
use core::mem::size_of;

use barecap_core::insn::Insn;
use linux_raw_sys::{general, if_packet, net, ptrace};
use rustix::fd::{AsFd, AsRawFd, BorrowedFd, FromRawFd, OwnedFd};
use rustix::io::Errno;
use rustix::net::addr::{SocketAddrArg, SocketAddrLen, SocketAddrOpaque};
use static_assertions::{assert_eq_align, assert_eq_size};
use syscalls::{Sysno, syscall};

assert_eq_size!(Insn, ptrace::sock_filter);
assert_eq_align!(Insn, ptrace::sock_filter);
assert_eq_size!(if_packet::sockaddr_ll, [u8; 20]);
assert_eq_size!(if_packet::tpacket3_hdr, [u8; 48]);
assert_eq_size!(if_packet::tpacket_block_desc, [u8; 48]);
assert_eq_size!(if_packet::tpacket_req3, [u8; 28]);
assert_eq_size!(if_packet::packet_mreq, [u8; 16]);

type Result<T> = core::result::Result<T, Errno>;

/// The kernel's answer in rustix's error type.
fn checked(result: core::result::Result<usize, syscalls::Errno>) -> Result<usize> {
    result.map_err(|errno| Errno::from_raw_os_error(errno.into_raw()))
}

/// Sets a socket option whose value is a plain struct or number without pointers.
fn set_option<T: Copy>(socket: BorrowedFd<'_>, level: u32, name: u32, value: &T) -> Result<()> {
    // SAFETY: the kernel reads `size_of::<T>()` bytes at `value`, which lives through the call.
    let result = unsafe {
        syscall!(
            Sysno::setsockopt,
            socket.as_raw_fd(),
            level,
            name,
            core::ptr::from_ref(value),
            size_of::<T>()
        )
    };
    checked(result).map(drop)
}

/// Sets an option of `SOL_PACKET` (packet(7)); the value is a number or one of the kernel's plain
/// structs.
pub(crate) fn set_packet_option<T: Copy>(socket: impl AsFd, name: u32, value: &T) -> Result<()> {
    set_option(socket.as_fd(), net::SOL_PACKET, name, value)
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

/// `struct ifreq` with the two members of its union that are used here.
#[repr(C)]
struct InterfaceRequest {
    name: [u8; 16],
    data: RequestData,
}

#[repr(C)]
union RequestData {
    pointer: *mut core::ffi::c_void,
    _size: [u8; 24],
}

/// Whether the link of an interface is connected, as its driver says (`ETHTOOL_GLINK`); an error of
/// `EOPNOTSUPP` or `EINVAL` means the question has no answer for this kind of interface.
pub(crate) fn link_connected(socket: impl AsFd, name: &[u8; 16]) -> Result<bool> {
    #[repr(C)]
    struct EthtoolValue {
        command: u32,
        data: u32,
    }
    const SIOCETHTOOL: u32 = 0x8946;
    const ETHTOOL_GLINK: u32 = 10;
    let mut value = EthtoolValue { command: ETHTOOL_GLINK, data: 0 };
    let mut request =
        InterfaceRequest { name: *name, data: RequestData { pointer: (&raw mut value).cast() } };
    // SAFETY: SIOCETHTOOL reads the name and the pointer of the request; ETHTOOL_GLINK reads and
    // writes the 8 bytes behind that pointer. All live through the call.
    let result = unsafe {
        syscall!(Sysno::ioctl, socket.as_fd().as_raw_fd(), SIOCETHTOOL, &raw mut request)
    };
    checked(result).map(|_| value.data != 0)
}

/// The kernel's signal set: one bit for each of the 64 signals (128 on MIPS), the lowest for
/// signal 1.
const SIGNAL_SET_BYTES: usize =
    if cfg!(any(target_arch = "mips", target_arch = "mips64")) { 16 } else { 8 };

/// Blocks the signals of the set for this thread, besides those already blocked
/// (`rt_sigprocmask`).
pub(crate) fn block_signals(set: u64) -> Result<()> {
    let words = signal_words(set);
    // SAFETY: the kernel reads the set's bytes at `words`; it is given no place for the old set.
    let result = unsafe {
        syscall!(
            Sysno::rt_sigprocmask,
            general::SIG_BLOCK,
            words.as_ptr(),
            0_usize,
            SIGNAL_SET_BYTES
        )
    };
    checked(result).map(drop)
}

/// A descriptor from which the blocked signals of the set are read (`signalfd4`), non-blocking and
/// closed on exec.
pub(crate) fn signal_descriptor(set: u64) -> Result<OwnedFd> {
    let words = signal_words(set);
    let flags = general::O_CLOEXEC | general::O_NONBLOCK;
    // SAFETY: the kernel reads the set's bytes at `words`.
    let result =
        unsafe { syscall!(Sysno::signalfd4, -1_i32, words.as_ptr(), SIGNAL_SET_BYTES, flags) };
    let raw = checked(result)? as c_int;
    // SAFETY: the kernel just made this descriptor for us, so nothing else owns it.
    Ok(unsafe { OwnedFd::from_raw_fd(raw) })
}

/// The next pending signal of a descriptor made by [`signal_descriptor`], if there is one.
pub(crate) fn read_signal(descriptor: impl AsFd) -> Result<Option<u32>> {
    // `struct signalfd_siginfo` is 128 bytes and will stay so.
    let mut information = [0_u32; 32];
    // SAFETY: the kernel writes at most the 128 bytes of `information`.
    let result = unsafe {
        syscall!(
            Sysno::read,
            descriptor.as_fd().as_raw_fd(),
            information.as_mut_ptr(),
            size_of::<[u32; 32]>()
        )
    };
    match checked(result) {
        // `ssi_signo` is the first word of `signalfd_siginfo`.
        Ok(128) => Ok(Some(information[0])),
        Ok(_) | Err(Errno::AGAIN) => Ok(None),
        Err(errno) => Err(errno),
    }
}

/// Whether the process was told to ignore a signal (`rt_sigaction` as a question).
pub(crate) fn signal_ignored(signal: u32) -> Result<bool> {
    // The kernel's `struct sigaction` is at most 4 words and the 8-byte set; the handler comes first
    // everywhere but on MIPS, where the flags do.
    let mut action = [0_usize; 8];
    // SAFETY: the kernel writes its `struct sigaction`, at most 32 bytes on 64-bit and 20 on 32-bit
    // systems, into 8 words.
    let result = unsafe {
        syscall!(Sysno::rt_sigaction, signal, 0_usize, action.as_mut_ptr(), SIGNAL_SET_BYTES)
    };
    const SIG_IGN: usize = 1;
    let handler = usize::from(cfg!(any(target_arch = "mips", target_arch = "mips64")));
    checked(result).map(|_| action.get(handler) == Some(&SIG_IGN))
}

/// A signal set as the kernel reads it: an array of its longs.
fn signal_words(set: u64) -> [usize; SIGNAL_SET_BYTES / size_of::<usize>()] {
    core::array::from_fn(|word| {
        set.checked_shr(word as u32 * usize::BITS).map_or(0, |bits| bits as usize)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signal_set_keeps_signal_1_in_the_lowest_bit_of_the_first_word() {
        assert_eq!(signal_words(1)[0], 1);
        assert_eq!(signal_words(1 << 14)[0], 1 << 14);
    }

    #[test]
    fn a_descriptor_of_no_signal_is_empty() {
        let descriptor = signal_descriptor(0).unwrap();
        assert_eq!(read_signal(&descriptor), Ok(None));
    }
}
