//! What is asked of an interface by ioctl(2): netdevice(7), and what its driver says by `SIOCETHTOOL`.

use super::{Result, checked};
use crate::syscall;
use linux_raw_sys::net;
use rustix::fd::{AsFd, AsRawFd};
use syscalls::Sysno;

/// `struct ifreq` with the members of its union that are used here.
#[repr(C)]
struct InterfaceRequest {
    name: [u8; 16],
    data: RequestData,
}

#[repr(C)]
union RequestData {
    pointer: *mut core::ffi::c_void,
    flags: u16,
    _size: [u8; 24],
}

/// Sets the flag of an interface that brings it up (`SIOCGIFFLAGS`, `SIOCSIFFLAGS`).
pub(crate) fn bring_up(socket: impl AsFd, name: &[u8; 16]) -> Result<()> {
    const SIOCGIFFLAGS: u32 = 0x8913;
    const SIOCSIFFLAGS: u32 = 0x8914;
    let socket = socket.as_fd().as_raw_fd();
    let mut argument = InterfaceRequest { name: *name, data: RequestData { _size: [0; 24] } };
    // SAFETY: the kernel reads the name and the flags of the argument and writes the flags. It lives
    // through both calls.
    unsafe {
        checked(syscall!(Sysno::ioctl, socket, SIOCGIFFLAGS, &raw mut argument))?;
        argument.data.flags |= net::net_device_flags::IFF_UP as u16;
        checked(syscall!(Sysno::ioctl, socket, SIOCSIFFLAGS, &raw const argument)).map(drop)
    }
}

/// Asks the driver of an interface (netdevice(7)), with a value that it reads and answers in.
///
/// # Safety
/// The kernel must read and write no more than a `T` for this request, of which every bit pattern is
/// valid.
unsafe fn ask_driver<T: Copy>(
    socket: impl AsFd,
    name: &[u8; 16],
    request: u32,
    value: &mut T,
) -> Result<()> {
    let pointer = core::ptr::from_mut(value).cast();
    let mut argument = InterfaceRequest { name: *name, data: RequestData { pointer } };
    // SAFETY: the kernel reads the name and the pointer of the argument, and behind that pointer what
    // the caller promises. All live through the call.
    let result =
        unsafe { syscall!(Sysno::ioctl, socket.as_fd().as_raw_fd(), request, &raw mut argument) };
    checked(result).map(drop)
}

const SIOCETHTOOL: u32 = 0x8946;

/// Whether the link of an interface is connected, as its driver says (`ETHTOOL_GLINK`); an error of
/// `EOPNOTSUPP` or `EINVAL` means the question has no answer for this kind of interface.
pub(crate) fn link_connected(socket: impl AsFd, name: &[u8; 16]) -> Result<bool> {
    const ETHTOOL_GLINK: u32 = 10;
    // `struct ethtool_value`: command and answer.
    let mut value = [ETHTOOL_GLINK, 0];
    // SAFETY: ETHTOOL_GLINK reads and writes these 8 bytes.
    unsafe { ask_driver(socket, name, SIOCETHTOOL, &mut value) }?;
    Ok(value[1] != 0)
}

/// What an interface can do about time stamps (`ETHTOOL_GET_TS_INFO`): its `SOF_TIMESTAMPING_` bits,
/// and a bit for each of the `HWTSTAMP_FILTER_` numbers.
pub(crate) fn time_stamping(socket: impl AsFd, name: &[u8; 16]) -> Result<[u32; 2]> {
    const ETHTOOL_GET_TS_INFO: u32 = 0x41;
    // `struct ethtool_ts_info`: command, bits, clock, ways to send, 3 more, filters, 3 more.
    let mut value = [0_u32; 11];
    value[0] = ETHTOOL_GET_TS_INFO;
    // SAFETY: ETHTOOL_GET_TS_INFO reads and writes these 44 bytes.
    unsafe { ask_driver(socket, name, SIOCETHTOOL, &mut value) }?;
    Ok([value[1], value[7]])
}

/// Has the hardware of an interface stamp every packet (`SIOCSHWTSTAMP`).
pub(crate) fn stamp_in_hardware(socket: impl AsFd, name: &[u8; 16]) -> Result<()> {
    const SIOCSHWTSTAMP: u32 = 0x89b0;
    const HWTSTAMP_TX_ON: u32 = 1;
    const HWTSTAMP_FILTER_ALL: u32 = 1;
    // `struct hwtstamp_config`: flags, what is sent, what is received.
    let mut value = [0, HWTSTAMP_TX_ON, HWTSTAMP_FILTER_ALL];
    // SAFETY: SIOCSHWTSTAMP reads and writes these 12 bytes.
    unsafe { ask_driver(socket, name, SIOCSHWTSTAMP, &mut value) }
}
